// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/align/validation/counts.h"
#include "core/align/validation/perturbation.h"
#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/model/alignment.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// What alignments find of known edits. `moved`: of the turns that were moved or removed and that
/// stand alone, those called moved. `style`: simulated turns that became longer.
struct PerturbationScore
{
    Counts pairs;
    Counts merged;
    Counts onlySim;
    Counts onlyReal;
    Counts style;
    Counts moved;
    int dialogues = 0;
    int firstExact = 0;
    int firstNear = 0;

    void add(const Dialogue &real, const PerturbedCopy &copy, const Alignment &alignment);
};

/// One row of the table of methods.md C.5. Of the first divergence `recall` is the exact share and
/// `nearby` the share within one turn.
struct PerturbationRow
{
    std::string edits;
    std::string target;
    std::optional<double> precision;
    std::optional<double> recall;
    std::optional<double> f1;
    std::optional<double> nearby;
    int n = 0;
    /// "F1 >= 0.97", and whether it is reached; none where there was nothing to find.
    std::string bar;
    std::optional<bool> passed;
};

struct PerturbationOptions
{
    /// Fewer than twenty leave the recall of moved turns uncertain by several hundredths.
    int seeds = 20;
    AlignSettings settings;
    double movedRecallBar = .70;
};

/// Perturbs, aligns and scores every dialogue of `base` once per seed, 1 … seeds; every seed weighs
/// words by its own dialogues. Progress in dialogues. InvalidArgument where `base` has not two
/// tasks.
Result<PerturbationScore> perturbationScore(const std::vector<Dialogue> &base,
                                            const EditRates &rates,
                                            const PerturbationOptions &options, JobContext &job);

/// The whole table: easy and hard edits, and both again with turns moved instead of merged.
Result<std::vector<PerturbationRow>> perturbationRows(const std::vector<Dialogue> &base,
                                                      const PerturbationOptions &options,
                                                      JobContext &job);
} // namespace gapscope
