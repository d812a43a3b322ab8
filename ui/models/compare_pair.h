// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/model/alignment.h"
#include "core/model/annotation.h"
#include "core/model/transcript.h"

#include <QMetaType>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace gapscope {
/// A column of the comparison.
enum class Side { Real, Sim };

/// One column: a dialogue (null = nothing stands there), its heading and where its cues fired.
struct CompareSide
{
    std::shared_ptr<const Dialogue> dialogue;
    /// "human", "gpt-4o".
    QString title;
    /// "annotator 2 · ✓ reward 1"; shown after the title, quieter.
    QString subtitle;
    std::vector<CueSpan> cues;
};

/// A judgement as it is shown on its row. `alignedRow` indexes Alignment::rows.
struct CompareLabel
{
    int alignedRow = 0;
    /// Short code, "C1".
    QString code;
    /// What the code means, who set it: the tool tip, plain text.
    QString description;
};

/// A label that rules propose and nobody has set. `alignedRow` as in CompareLabel.
struct CompareSuggestion
{
    int alignedRow = 0;
    QString code;
    /// Why, plain text.
    QString reason;
};

/// A piece of the task's information and the first user turn of each side that says it; positions
/// in Dialogue::turns, none = that side never says it.
struct CompareUnit
{
    QString text;
    std::optional<int> real;
    std::optional<int> sim;
};

/// Everything the comparison shows. One side may be null: then the other is shown alone and the
/// alignment may be empty.
struct ComparePair
{
    /// Two people (or two runs of simulators) are told apart as the first and the second. Blind:
    /// which of the two is simulated is not shown; they are the left and the right one.
    enum class Kinds { RealAndSim, BothReal, BothSim, Blind };
    CompareSide real;
    CompareSide sim;
    Alignment alignment;
    std::vector<CompareLabel> labels;
    /// The wordlists behind the cues, for tool tips: "reference edition".
    QString edition;
    Kinds kinds = Kinds::RealAndSim;
    /// Turn pairs set by hand.
    std::vector<Anchor> anchors;
    std::vector<CompareSuggestion> suggestions;
    std::vector<CompareUnit> units;

    const CompareSide &side(Side which) const { return which == Side::Real ? real : sim; }
};

/// The same with the sides changed: what was `real` is `sim`, rows missing there are extra here.
ComparePair mirrored(ComparePair pair);
} // namespace gapscope

Q_DECLARE_METATYPE(gapscope::Side)
