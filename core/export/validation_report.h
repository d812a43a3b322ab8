// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/validation/gold_score.h"
#include "core/align/validation/perturbation_test.h"
#include "core/export/table.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gapscope {
/// How well the turn alignment does: on known edits and, where `pairs` is not empty, on hand-set
/// gold.
struct ValidationReport
{
    /// Where the perturbed dialogues and the labelled pairs come from, for people.
    std::string base;
    std::string labelledFile;
    int seeds = 0;
    int dialogues = 0;
    std::vector<PerturbationRow> perturbation;
    std::vector<GoldPair> pairs;
    GoldScore gold;
    /// How many of the worst pairs are listed.
    std::size_t worst = 10;
};

/// edits, target, precision, recall, f1, within_one, n, bar, result ("pass", "FAIL"). The recall of
/// the first divergence is its exact share.
Table perturbationTable(const std::vector<PerturbationRow> &rows);
/// target, precision, recall, f1, within_one, n; the first divergence as above.
Table goldTable(const GoldCounts &counts);
/// pair, domain, f1, hit, found, wanted (turn pairs), first_labelled, first_found, covers.
Table worstPairsTable(const ValidationReport &report);

/// True where no bar is missed.
bool allPassed(const std::vector<PerturbationRow> &rows);

std::string validationText(const ValidationReport &report);
/// One JSON object: method, perturbation {base, dialogues, seeds, passed, rows} and, with labelled
/// pairs, labelled {file, pairs, rows, worst}.
std::string validationJson(const ValidationReport &report);
/// The gold of one pair as lines: groups, moved, missing, extra, first divergence.
std::string goldText(const GoldPair &pair);
} // namespace gapscope
