// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/theme.h"

namespace gapscope {
namespace {
QColor colour(const char *hex)
{
    return QColor(QLatin1String(hex));
}

void setText(QPalette &palette, QPalette::ColorGroup group, const QColor &text)
{
    palette.setColor(group, QPalette::WindowText, text);
    palette.setColor(group, QPalette::Text, text);
    palette.setColor(group, QPalette::ButtonText, text);
}
} // namespace

// Contrast and separation under colour blindness of these two sets are checked by the tests.
Theme Theme::light()
{
    Theme theme;
    theme.mode = Mode::Light;
    theme.page = colour("#ffffff");
    theme.panel = colour("#f4f5f7");
    theme.border = colour("#d3d8de");
    theme.text = colour("#1a1a1a");
    theme.mutedText = colour("#59626d");
    theme.accent = colour("#1f6fa8");
    theme.accentText = colour("#ffffff");
    theme.real = colour("#0072b2");
    theme.sim = colour("#b35900");
    theme.realFill = colour("#e9f3fb");
    theme.simFill = colour("#fdf0e1");
    theme.agentFill = colour("#f2f3f5");
    theme.divergent = colour("#d81b60");
    theme.moved = colour("#332288");
    theme.equal = colour("#848c96");
    theme.insertedFill = colour("#cfe8fc");
    theme.deletedFill = colour("#fbd5d5");
    theme.success = colour("#1b7a3a");
    theme.failure = colour("#b3261e");
    theme.warning = colour("#7a5b00");
    return theme;
}

Theme Theme::dark()
{
    Theme theme;
    theme.mode = Mode::Dark;
    theme.page = colour("#1e1e1e");
    theme.panel = colour("#27292c");
    theme.border = colour("#43474d");
    theme.text = colour("#f0f0f0");
    theme.mutedText = colour("#a9b0b8");
    theme.accent = colour("#2b6ea3");
    theme.accentText = colour("#ffffff");
    theme.real = colour("#56b4e9");
    theme.sim = colour("#e69f00");
    theme.realFill = colour("#1c2c38");
    theme.simFill = colour("#35291a");
    theme.agentFill = colour("#292b2e");
    theme.divergent = colour("#ff6f91");
    theme.moved = colour("#c9a6ff");
    theme.equal = colour("#7f8790");
    theme.insertedFill = colour("#00405e");
    theme.deletedFill = colour("#6b2a1e");
    theme.success = colour("#6bcb83");
    theme.failure = colour("#ff8a80");
    theme.warning = colour("#f0c36d");
    return theme;
}

Theme Theme::of(const QPalette &palette)
{
    const int ground = palette.color(QPalette::Window).lightness();
    const int text = palette.color(QPalette::WindowText).lightness();
    return ground < text ? dark() : light();
}

QPalette Theme::palette() const
{
    const bool isLight = mode == Mode::Light;
    QPalette palette;
    palette.setColor(QPalette::Window, panel);
    palette.setColor(QPalette::Base, page);
    palette.setColor(QPalette::AlternateBase, isLight ? colour("#f7f8fa") : colour("#242628"));
    palette.setColor(QPalette::Button, isLight ? colour("#eceef1") : colour("#34373b"));
    setText(palette, QPalette::All, text);
    palette.setColor(QPalette::BrightText, accentText);
    palette.setColor(QPalette::PlaceholderText, isLight ? colour("#6b6b6b") : colour("#a0a0a0"));
    palette.setColor(QPalette::Link, isLight ? colour("#005a9c") : colour("#6cb8ff"));
    palette.setColor(QPalette::LinkVisited, isLight ? colour("#6b3fa0") : colour("#c9a6ff"));
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, accentText);
    palette.setColor(QPalette::ToolTipBase, isLight ? colour("#fffdf4") : colour("#34373b"));
    palette.setColor(QPalette::ToolTipText, text);
    // Fusion mixes its frames and grooves from these five.
    palette.setColor(QPalette::Light, isLight ? colour("#ffffff") : colour("#4a4e54"));
    palette.setColor(QPalette::Midlight, isLight ? colour("#e6e9ed") : colour("#3c4045"));
    palette.setColor(QPalette::Mid, isLight ? colour("#c3c9d0") : colour("#2f3236"));
    palette.setColor(QPalette::Dark, isLight ? colour("#a3abb4") : colour("#191a1c"));
    palette.setColor(QPalette::Shadow, isLight ? colour("#6f7780") : colour("#0c0c0d"));

    const QColor disabled = isLight ? colour("#6e6e6e") : colour("#949494");
    setText(palette, QPalette::Disabled, disabled);
    palette.setColor(QPalette::Disabled, QPalette::PlaceholderText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Link, disabled);
    palette.setColor(QPalette::Disabled, QPalette::LinkVisited, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, panel);
    palette.setColor(QPalette::Disabled, QPalette::Button, panel);
    palette.setColor(QPalette::Disabled, QPalette::Highlight,
                     isLight ? colour("#c3c9d0") : colour("#43474d"));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, text);
    return palette;
}

QColor Theme::dimensionColour(Dimension dimension) const
{
    const bool isLight = mode == Mode::Light;
    switch (dimension) {
    case Dimension::None:
        return isLight ? colour("#70767e") : colour("#9aa3ad");
    case Dimension::Conversation:
        return isLight ? colour("#332288") : colour("#8a7cff");
    case Dimension::Information:
        return isLight ? colour("#3b9a3b") : colour("#b6f0b0");
    case Dimension::Clarification:
        return isLight ? colour("#cc5aa8") : colour("#ffa6e6");
    case Dimension::Reaction:
        return isLight ? colour("#6e1430") : colour("#d9466a");
    }
    return text;
}

QColor Theme::rowColour(RowKind kind) const
{
    switch (kind) {
    case RowKind::Equal:
        return equal;
    case RowKind::Paraphrase:
        return mutedText;
    case RowKind::Divergent:
        return divergent;
    case RowKind::Missing:
        return real;
    case RowKind::Extra:
        return sim;
    case RowKind::Moved:
        return moved;
    case RowKind::Merged:
        return mode == Mode::Light ? colour("#007a6c") : colour("#5ed4c4");
    }
    return text;
}

QString Theme::rowSign(RowKind kind)
{
    switch (kind) {
    case RowKind::Equal:
        return QStringLiteral("=");
    case RowKind::Paraphrase:
        return QStringLiteral("≈");
    case RowKind::Divergent:
        return QStringLiteral("≠");
    case RowKind::Missing:
        return QStringLiteral("−");
    case RowKind::Extra:
        return QStringLiteral("+");
    case RowKind::Moved:
        return QStringLiteral("↕");
    case RowKind::Merged:
        return QStringLiteral("⋃");
    }
    return {};
}
} // namespace gapscope
