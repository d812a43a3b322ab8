// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_model.h"
#include "ui/models/text_range.h"
#include "ui/views/compare/cue_strokes.h"

#include <compare>
#include <set>

namespace gapscope {
/// Names one foldable or selectable piece of a pair.
struct BlockId
{
    Side side = Side::Real;
    int turn = 0;
    int block = 0;

    auto operator<=>(const BlockId &) const = default;
};

enum class BlockKind { Speech, Reasoning, Note, System, Platform, ToolCall, ToolResult };

struct CueMark
{
    CharRange range;
    Feature feature = Feature::NTurns;
    QString cue;
};

/// A fact that the other side lacks in this row.
struct FactMark
{
    CharRange range;
    FactStroke stroke = FactStroke::OnlyHere;
    /// Who says it, for the tool tip.
    QString description;
};

/// One piece of a message: what was said, or something that is folded to one line.
struct Block
{
    BlockId id;
    BlockKind kind = BlockKind::Speech;
    /// The folded line; empty = this block does not fold.
    MarkedText summary;
    /// What stands at the end of the folded line and is never cut: "→ ok".
    QString outcome;
    bool failed = false;
    bool expanded = true;
    /// Filled where expanded; `marks` differ from the other side.
    MarkedText body;
    std::vector<CueMark> cues;
    std::vector<FactMark> facts;

    bool folds() const { return kind != BlockKind::Speech; }
    bool fixedPitch() const { return kind == BlockKind::ToolCall || kind == BlockKind::ToolResult; }
};

struct TurnContent
{
    int position = 0;
    Role role = Role::User;
    int number = 0;
    std::vector<Block> blocks;
    /// "1:05" since the beginning; empty = no time.
    QString elapsed;
};

/// What one line of the comparison shows, before it is laid out.
struct RowContent
{
    std::vector<TurnContent> real;
    std::vector<TurnContent> sim;

    const std::vector<TurnContent> &side(Side which) const
    {
        return which == Side::Real ? real : sim;
    }
};

struct ContentOptions
{
    bool wordDiff = true;
    bool cues = true;
    /// Of the cues only these.
    CueFilter features = CueFilter().set();
    bool facts = true;
    /// Every fold counts as open.
    bool allExpanded = false;

    bool operator==(const ContentOptions &) const = default;
};

RowContent rowContent(const CompareModel &model, int displayRow, const std::set<BlockId> &expanded,
                      const ContentOptions &options);

/// The foldable pieces of a line.
std::vector<BlockId> foldsOf(const CompareModel &model, int displayRow);
} // namespace gapscope
