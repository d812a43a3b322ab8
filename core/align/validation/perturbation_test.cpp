// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/perturbation_test.h"

#include "core/align/align_pair.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace gapscope {
namespace {
/// Bars of methods.md C.5.
constexpr double pairsBar = .97;
constexpr double mergedBar = .85;
constexpr double onlySimBar = .92;
constexpr double onlyRealBar = .90;
constexpr double firstBar = .90;
constexpr double movedPrecisionBar = .92;
constexpr double styleBar = .90;
constexpr double moveRate = .10;

std::ptrdiff_t blanksIn(const Dialogue &dialogue, int position)
{
    const std::string &text = *dialogue.turns[static_cast<std::size_t>(position)].text;
    return std::count(text.begin(), text.end(), ' ');
}

std::string barText(const char *what, double bar)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s >= %.2f", what, bar);
    return text.data();
}

PerturbationRow rowOf(const std::string &edits, const char *target, const Counts &counts)
{
    PerturbationRow row;
    row.edits = edits;
    row.target = target;
    row.precision = counts.precision();
    row.recall = counts.recall();
    row.f1 = counts.f1();
    row.n = counts.wanted;
    return row;
}

PerturbationRow f1Row(const std::string &edits, const char *target, const Counts &counts,
                      double bar)
{
    PerturbationRow row = rowOf(edits, target, counts);
    row.bar = barText("F1", bar);
    if (row.f1)
        row.passed = *row.f1 >= bar;
    return row;
}

void addRows(std::vector<PerturbationRow> &rows, const std::string &edits,
             const PerturbationScore &score)
{
    rows.push_back(f1Row(edits, "matched pairs", score.pairs, pairsBar));
    rows.push_back(f1Row(edits, "merged turns", score.merged, mergedBar));
    rows.push_back(f1Row(edits, "only in sim", score.onlySim, onlySimBar));
    rows.push_back(f1Row(edits, "only in real", score.onlyReal, onlyRealBar));
    PerturbationRow first;
    first.edits = edits;
    first.target = "first divergence";
    first.n = score.dialogues;
    first.bar = barText("exact", firstBar);
    if (score.dialogues > 0) {
        first.recall = static_cast<double>(score.firstExact) / score.dialogues;
        first.nearby = static_cast<double>(score.firstNear) / score.dialogues;
        first.passed = *first.recall >= firstBar;
    }
    rows.push_back(first);
    PerturbationRow style = rowOf(edits, "style flag", score.style);
    style.bar = barText("P", styleBar);
    if (style.precision)
        style.passed = *style.precision >= styleBar;
    rows.push_back(style);
}

void addMovedRow(std::vector<PerturbationRow> &rows, const std::string &edits,
                 const PerturbationScore &score, double recallBar)
{
    PerturbationRow moved = rowOf(edits, "moved, not removed", score.moved);
    moved.bar = barText("P", movedPrecisionBar) + ", " + barText("R", recallBar);
    if (moved.precision && moved.recall)
        moved.passed = *moved.precision >= movedPrecisionBar && *moved.recall >= recallBar;
    rows.push_back(moved);
}

EditRates withMoves(EditRates rates)
{
    rates.move = moveRate;
    rates.merge = 0;
    return rates;
}

bool hasTwoTasks(const std::vector<Dialogue> &base)
{
    return std::any_of(base.begin(), base.end(), [&base](const Dialogue &dialogue) {
        return dialogue.task != base.front().task;
    });
}
} // namespace

void PerturbationScore::add(const Dialogue &real, const PerturbedCopy &copy,
                            const Alignment &alignment)
{
    const KnownEdits &edits = copy.edits;
    std::set<TurnPair> foundPairs;
    std::set<int> foundMerged;
    std::set<int> foundOnlySim;
    std::set<int> foundOnlyReal;
    std::set<int> styled;
    std::set<int> movedTurns;
    for (const AlignedRow &row : alignment.rows) {
        for (const int r : row.real)
            for (const int s : row.sim)
                foundPairs.insert({r, s});
        if (row.real.size() > 1)
            foundMerged.insert(row.real.begin(), row.real.end());
        if (row.real.empty())
            foundOnlySim.insert(row.sim.begin(), row.sim.end());
        if (row.sim.empty())
            foundOnlyReal.insert(row.real.begin(), row.real.end());
        const bool one = row.real.size() == 1 && row.sim.size() == 1;
        if (one && row.styleFlag &&
            blanksIn(real, row.real.front()) < blanksIn(copy.sim, row.sim.front()))
            styled.insert(row.real.front());
        if (row.kind == RowKind::Moved && !row.real.empty() &&
            (edits.moved.contains(row.real.front()) || edits.removed.contains(row.real.front())))
            movedTurns.insert(row.real.front());
    }
    pairs.add(foundPairs, edits.pairs);
    merged.add(foundMerged, edits.merged);
    onlySim.add(foundOnlySim, edits.onlySim);
    onlyReal.add(foundOnlyReal, edits.onlyReal);
    style.add(styled, edits.styled);
    std::set<int> unmatchedMoved;
    std::set_intersection(edits.moved.begin(), edits.moved.end(), foundOnlyReal.begin(),
                          foundOnlyReal.end(), std::inserter(unmatchedMoved, unmatchedMoved.end()));
    moved.add(movedTurns, unmatchedMoved);

    // Of a row without a real turn: the real user turn before which it stands.
    int first = 0;
    const int end = alignment.firstDivergence ? *alignment.firstDivergence
                                              : static_cast<int>(alignment.rows.size());
    for (int i = 0; i < end; ++i)
        first += static_cast<int>(alignment.rows[static_cast<std::size_t>(i)].real.size());
    ++dialogues;
    firstExact += first == edits.firstDivergence ? 1 : 0;
    firstNear += std::abs(first - edits.firstDivergence) <= 1 ? 1 : 0;
}

Result<PerturbationScore> perturbationScore(const std::vector<Dialogue> &base,
                                            const EditRates &rates,
                                            const PerturbationOptions &options, JobContext &job)
{
    if (!hasTwoTasks(base))
        return Error{ErrorCode::InvalidArgument, "dialogues to perturb",
                     "dialogues of at least two tasks are needed"};
    PerturbationScore score;
    std::vector<PreparedDialogue> real;
    real.reserve(base.size());
    for (const Dialogue &dialogue : base)
        real.push_back(prepareDialogue(dialogue));
    const auto total = static_cast<std::int64_t>(base.size()) * options.seeds;
    for (int seed = 1; seed <= options.seeds; ++seed) {
        Perturber perturber(base, rates, static_cast<std::uint64_t>(seed));
        std::vector<PerturbedCopy> copies;
        std::vector<PreparedDialogue> sim;
        IdfModel idf;
        for (std::size_t i = 0; i < base.size(); ++i) {
            copies.push_back(perturber.perturb(base[i]));
            sim.push_back(prepareDialogue(copies.back().sim));
            idf.add(real[i]);
            idf.add(sim[i]);
        }
        for (std::size_t i = 0; i < base.size(); ++i) {
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, "validation", ""};
            score.add(base[i], copies[i], alignPair(real[i], sim[i], idf, options.settings));
            job.report(score.dialogues, total);
        }
    }
    return score;
}

Result<std::vector<PerturbationRow>> perturbationRows(const std::vector<Dialogue> &base,
                                                      const PerturbationOptions &options,
                                                      JobContext &job)
{
    struct Run
    {
        const char *name;
        EditRates rates;
        bool moves;
    };
    const std::array<Run, 4> runs{{{"easy", easyEdits, false},
                                   {"hard", hardEdits, false},
                                   {"easy, moves", withMoves(easyEdits), true},
                                   {"hard, moves", withMoves(hardEdits), true}}};
    std::vector<PerturbationRow> rows;
    for (const Run &run : runs) {
        const Result<PerturbationScore> score = perturbationScore(base, run.rates, options, job);
        if (!score)
            return score.error();
        if (run.moves)
            addMovedRow(rows, run.name, *score, options.movedRecallBar);
        else
            addRows(rows, run.name, *score);
    }
    return rows;
}
} // namespace gapscope
