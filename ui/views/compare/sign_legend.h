// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <QToolButton>

namespace gapscope {
class CompareModel;
struct Theme;

/// The signs and colours of rows with what they mean, a table for a tool tip.
QString signTable(const Theme &theme, ComparePair::Kinds kinds);
/// The same with the marks that only the overview has.
QString overviewTable(const Theme &theme, ComparePair::Kinds kinds);

/// The button that explains the rows' signs: on hovering, on a click, and on Space.
class SignLegend final : public QToolButton
{
    Q_OBJECT

public:
    /// The model must outlive it.
    explicit SignLegend(const CompareModel &model, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    QString table() const;

    const CompareModel &m_model;
};
} // namespace gapscope
