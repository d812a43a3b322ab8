// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/model/alignment.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

namespace gapscope {
/// Every colour the program paints with. Real and simulated keep one colour each everywhere; text
/// roles have 4.5:1 or more against their background, marks 3:1 or more.
struct Theme
{
    enum class Mode { Light, Dark };

    Mode mode = Mode::Light;
    QColor page;   ///< background of transcripts, tables and charts
    QColor panel;  ///< background of tool bars, docks, headers
    QColor border; ///< hairlines
    QColor text;
    QColor mutedText;    ///< secondary text, 4.5:1
    QColor accent;       ///< selection and focus
    QColor accentText;   ///< text on accent
    QColor real;         ///< the real side's mark colour
    QColor sim;          ///< the simulated side's mark colour
    QColor realFill;     ///< pale ground of real turns
    QColor simFill;      ///< pale ground of simulated turns
    QColor agentFill;    ///< pale ground of agent turns, both sides
    QColor divergent;    ///< mark of divergent rows
    QColor moved;        ///< mark of moved rows and ribbons
    QColor equal;        ///< mark of equal rows, quiet
    QColor insertedFill; ///< word diff: only in sim
    QColor deletedFill;  ///< word diff: only in real
    QColor success;
    QColor failure;
    QColor warning;

    static Theme light();
    static Theme dark();
    /// The theme that fits a palette: dark when its window is darker than its text.
    static Theme of(const QPalette &palette);

    QPalette palette() const;
    /// Colour of a behavioural dimension; with its letter it is never colour alone.
    QColor dimensionColour(Dimension dimension) const;
    QColor rowColour(RowKind kind) const;
    /// One-character sign of a row kind for gutters: = ≈ ≠ − + ↕ ⋃.
    static QString rowSign(RowKind kind);
};

/// Icon `:/icons/NAME.svg`, recoloured to the palette's text colour.
QIcon themedIcon(const QString &name, const QPalette &palette);
} // namespace gapscope
