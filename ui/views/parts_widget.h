// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/alignment.h"

#include <QWidget>

#include <optional>

namespace gapscope {
/// The parts of a row's divergence as short bars with their numbers; a part that is not defined is
/// said to be so instead of being drawn as zero.
class PartsWidget final : public QWidget
{
    Q_OBJECT

public:
    explicit PartsWidget(QWidget *parent = nullptr);

    /// None clears it.
    void setRow(const std::optional<AlignedRow> &row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// How far apart and how alike are opposites: they do not share a colour.
    enum class Bar { Divergence, Similarity, Part };
    struct Line
    {
        QString name;
        std::optional<double> value;
        QString tip;
        Bar bar = Bar::Part;
    };
    bool event(QEvent *event) override;
    int lineHeight() const;

    QList<Line> m_lines;
};
} // namespace gapscope
