// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <QIcon>
#include <QStyledItemDelegate>

namespace gapscope {
struct Theme;

/// The mark of a kind of corpus: real a disc, simulated a diamond, never colour alone.
QIcon corpusIcon(CorpusKind kind, const Theme &theme);

/// Puts the mark of its corpus before a cell's text; `kindRole` gives the CorpusKind as int.
class CorpusDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CorpusDelegate(int kindRole, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_kindRole = 0;
};
} // namespace gapscope
