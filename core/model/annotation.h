// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// Code points [begin, end) of one turn's text.
struct TextRange
{
    int begin = 0;
    int end = 0;

    bool operator==(const TextRange &) const = default;
};

/// What a person said about turns, a dialogue or a pair. All kinds share one history, one undo and
/// one exchange file.
enum class LabelKind {
    /// A divergence code of the scheme, one annotator's own judgement.
    Divergence,
    /// The same, decided in adjudication; beside the annotators' own labels, never in their place.
    Final,
    /// "human", "sim" or "unsure": what the annotator takes a dialogue for that was shown blind.
    Verdict,
    /// "done" or "skipped" (the note says why): how far the annotator is with a pair.
    Progress,
};

/// Whether the simulated user shows more or less of it than the real one.
enum class LabelDirection { More, Less };
/// What the divergence did to the agent.
enum class LabelEffect { Helped, Hindered, Neutral };
/// Set by hand, or taken from a suggestion as it was or with another code.
enum class LabelOrigin { Own, Accepted, Changed };

/// A judgement a person made about one row of a pair, one turn, a dialogue or a pair. Tied to
/// turns, not to row numbers, so that it survives a new alignment; positions are those of
/// Dialogue::turns, none = that side is absent. Without turns it is about the dialogue, or about
/// the pair where both are named.
struct Label
{
    LabelId id;
    DialogueId realDialogue;
    DialogueId simDialogue;
    std::optional<int> realTurn;
    std::optional<int> simTurn;
    /// Code of the label scheme (methods.md, section d), or a word of its kind.
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
    LabelKind kind = LabelKind::Divergence;
    std::optional<LabelDirection> direction{};
    std::optional<LabelEffect> effect{};
    /// The first divergence of its pair, as the annotator sees it.
    bool onset = false;
    /// 1 low – 3 high; none = not judged.
    std::optional<int> confidence{};
    /// The words it is about; only on a side that has a turn.
    std::optional<TextRange> realSpan{};
    std::optional<TextRange> simSpan{};
    LabelOrigin origin = LabelOrigin::Own;
    /// The code that was suggested, where the origin is a suggestion.
    std::string suggestion{};
    /// Milliseconds the annotator looked before deciding; none = not measured.
    std::optional<std::int64_t> spentMs{};
    /// The guideline needs work: it does not settle this case.
    bool flagged = false;

    bool operator==(const Label &) const = default;
};

/// As stored and exported: "divergence", "final", "verdict", "progress"; "more", "less"; "helped",
/// "hindered", "neutral"; "own", "accepted", "changed". The other way round none for anything else.
const char *name(LabelKind kind);
const char *name(LabelDirection direction);
const char *name(LabelEffect effect);
const char *name(LabelOrigin origin);
std::optional<LabelKind> labelKind(std::string_view name);
std::optional<LabelDirection> labelDirection(std::string_view name);
std::optional<LabelEffect> labelEffect(std::string_view name);
std::optional<LabelOrigin> labelOrigin(std::string_view name);

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
