// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/rating_units.h"

#include <string>
#include <utility>
#include <vector>

namespace gapscope::test {
/// A pair of `rows` rows, each of one turn a side (row i: turns 2i), of one task, with labels that
/// are added by name.
class RatedPairMaker
{
public:
    explicit RatedPairMaker(const std::string &name, int rows = 3,
                            const std::string &simulator = "sim a", const std::string &task = {})
    {
        result.pair.task = TaskKey("t:" + (task.empty() ? name : task));
        result.pair.real = DialogueId("real-" + name);
        result.pair.sim = DialogueId("sim-" + name);
        result.pair.simulator = simulator;
        result.alignment.realDialogue = result.pair.real;
        result.alignment.simDialogue = result.pair.sim;
        for (int row = 0; row < rows; ++row) {
            AlignedRow aligned;
            aligned.real = {2 * row};
            aligned.sim = {2 * row};
            result.alignment.rows.push_back(aligned);
        }
    }

    Label &add(LabelKind kind, const std::string &annotator, const std::string &code, int row = -1)
    {
        Label label;
        label.id =
            LabelId(result.pair.sim.value() + "#" + std::to_string(result.pair.labels.size()));
        label.kind = kind;
        label.realDialogue = result.pair.real;
        label.simDialogue = result.pair.sim;
        label.annotator = annotator;
        label.code = code;
        if (row >= 0)
            label.realTurn = label.simTurn = 2 * row;
        result.pair.labels.push_back(label);
        return result.pair.labels.back();
    }

    RatedPairMaker &says(const std::string &annotator, const std::string &code, int row = -1,
                         std::optional<int> severity = {})
    {
        add(LabelKind::Divergence, annotator, code, row).severity = severity;
        return *this;
    }
    RatedPairMaker &done(const std::string &annotator)
    {
        add(LabelKind::Progress, annotator, "done");
        return *this;
    }
    RatedPairMaker &decided(const std::string &code, int row = -1)
    {
        add(LabelKind::Final, "chair", code, row);
        return *this;
    }

    PairToRate result;
};
} // namespace gapscope::test
