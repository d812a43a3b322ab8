// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>

namespace gapscope {
/// A judgement a person made about one row of a pair. Tied to turns, not to row numbers, so that
/// it survives a new alignment; positions are those of Dialogue::turns, none = that side is absent.
struct Label
{
    LabelId id;
    DialogueId realDialogue;
    DialogueId simDialogue;
    std::optional<int> realTurn;
    std::optional<int> simTurn;
    /// Code of the label scheme (methods.md, section d).
    std::string code;
    /// 0–3; none = not judged.
    std::optional<int> severity;
    std::string note;
    std::string annotator;
    /// UTC milliseconds.
    std::int64_t createdMs = 0;
    std::int64_t changedMs = 0;
    /// Counts changes; a write with a stale revision is a conflict.
    int revision = 1;

    bool operator==(const Label &) const = default;
};

/// A turn pair set by hand: Pin keeps the two together, Forbid keeps them apart.
struct Anchor
{
    enum class Kind { Pin, Forbid };
    DialogueId realDialogue;
    DialogueId simDialogue;
    int realTurn = 0;
    int simTurn = 0;
    Kind kind = Kind::Pin;

    bool operator==(const Anchor &) const = default;
};

/// "pin", "forbid": as stored and exported.
constexpr const char *name(Anchor::Kind kind)
{
    return kind == Anchor::Kind::Pin ? "pin" : "forbid";
}
} // namespace gapscope
