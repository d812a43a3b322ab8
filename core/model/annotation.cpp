// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/annotation.h"

#include <array>

namespace gapscope {
namespace {
template <class Value, std::size_t N>
std::optional<Value> valueNamed(const std::array<Value, N> &all, std::string_view text)
{
    for (const Value value : all)
        if (text == name(value))
            return value;
    return std::nullopt;
}
} // namespace

const char *name(LabelKind kind)
{
    switch (kind) {
    case LabelKind::Divergence:
        break;
    case LabelKind::Final:
        return "final";
    case LabelKind::Verdict:
        return "verdict";
    case LabelKind::Progress:
        return "progress";
    }
    return "divergence";
}

const char *name(LabelDirection direction)
{
    return direction == LabelDirection::More ? "more" : "less";
}

const char *name(LabelEffect effect)
{
    switch (effect) {
    case LabelEffect::Helped:
        return "helped";
    case LabelEffect::Hindered:
        return "hindered";
    case LabelEffect::Neutral:
        break;
    }
    return "neutral";
}

const char *name(LabelOrigin origin)
{
    switch (origin) {
    case LabelOrigin::Own:
        break;
    case LabelOrigin::Accepted:
        return "accepted";
    case LabelOrigin::Changed:
        return "changed";
    }
    return "own";
}

std::optional<LabelKind> labelKind(std::string_view name)
{
    using enum LabelKind;
    return valueNamed(std::array{Divergence, Final, Verdict, Progress}, name);
}

std::optional<LabelDirection> labelDirection(std::string_view name)
{
    using enum LabelDirection;
    return valueNamed(std::array{More, Less}, name);
}

std::optional<LabelEffect> labelEffect(std::string_view name)
{
    using enum LabelEffect;
    return valueNamed(std::array{Helped, Hindered, Neutral}, name);
}

std::optional<LabelOrigin> labelOrigin(std::string_view name)
{
    using enum LabelOrigin;
    return valueNamed(std::array{Own, Accepted, Changed}, name);
}
} // namespace gapscope
