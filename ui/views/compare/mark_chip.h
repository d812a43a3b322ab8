// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"

#include <QAbstractButton>

#include <optional>

namespace gapscope {
/// One entry of the legend: a check box, how the mark looks, its name and how often it stands on
/// each side.
class MarkChip final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind { Feature, WordDifferences, Facts, Units };

    /// What an entry says; two that are equal look the same.
    struct Content
    {
        Kind kind = Kind::Feature;
        Feature feature = Feature::NTurns;
        QString name;
        /// A sentence for the tool tip and for screen readers; empty: the name says it.
        QString explanation;
        /// None where it is not counted.
        std::optional<int> real;
        std::optional<int> sim;

        bool operator==(const Content &) const = default;
    };

    explicit MarkChip(Content content, QWidget *parent);

    const Content &content() const { return m_content; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintSwatch(QPainter &painter, const QRectF &rect) const;

    Content m_content;
};
} // namespace gapscope
