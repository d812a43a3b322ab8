// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/adjudication.h"

#include "core/stats/agreement.h"

#include <algorithm>
#include <map>

namespace gapscope {
namespace {
/// By code the severities that were given with it.
bool severitiesDiffer(const RatingUnit &unit)
{
    std::map<std::string, int> seen;
    for (const auto &rating : unit.ratings) {
        if (!rating)
            continue;
        for (const Label &label : rating->labels) {
            if (!label.severity)
                continue;
            const auto [place, isNew] = seen.emplace(label.code, *label.severity);
            if (!isNew && place->second != *label.severity)
                return true;
        }
    }
    return false;
}

double agreementOf(const RatingUnit &unit)
{
    double sum = 0.0;
    double pairs = 0.0;
    for (std::size_t i = 0; i < unit.ratings.size(); ++i)
        for (std::size_t j = i + 1; j < unit.ratings.size(); ++j)
            if (unit.ratings[i] && unit.ratings[j]) {
                sum += 1.0 - stats::masiDistance(unit.ratings[i]->codes, unit.ratings[j]->codes);
                pairs += 1.0;
            }
    return pairs > 0.0 ? sum / pairs : 1.0;
}

Conflict conflictOf(const RatingUnits &units, std::size_t index)
{
    const RatingUnit &unit = units.units[index];
    const RatedPair &pair = units.pairs[unit.pair];
    Conflict conflict{index,          pair.task, pair.real,     pair.sim,
                      pair.simulator, unit.row,  unit.realTurn, unit.simTurn};
    for (std::size_t i = 0; i < unit.ratings.size(); ++i) {
        if (!unit.ratings[i])
            continue;
        conflict.statements.push_back({units.annotators[i], unit.ratings[i]->labels});
        for (const Label &label : unit.ratings[i]->labels)
            conflict.flagged = conflict.flagged || label.flagged;
    }
    conflict.finals = unit.finals;
    conflict.source = unit.finals.empty() ? FinalSource::Unresolved : FinalSource::Adjudicated;
    conflict.agreement = agreementOf(unit);
    conflict.severityDiffers = severitiesDiffer(unit);
    return conflict;
}

bool codesDiffer(const RatingUnit &unit)
{
    const std::set<std::string> *first = nullptr;
    for (const auto &rating : unit.ratings) {
        if (!rating)
            continue;
        if (first && *first != rating->codes)
            return true;
        first = &rating->codes;
    }
    return false;
}

std::vector<FlagCount> flagsOf(const RatingUnits &units)
{
    std::map<std::string, int> counts;
    for (const RatingUnit &unit : units.units)
        for (const auto &rating : unit.ratings)
            if (rating)
                for (const Label &label : rating->labels)
                    counts[label.code] += label.flagged ? 1 : 0;
    std::vector<FlagCount> flags;
    for (const auto &[code, labels] : counts)
        if (labels > 0)
            flags.push_back({code, labels});
    std::ranges::stable_sort(flags, std::ranges::greater{}, &FlagCount::labels);
    return flags;
}

/// A final label that says what `label` says.
Label finalOf(const Label &label, const std::string &by)
{
    Label made = label;
    made.id = {};
    made.kind = LabelKind::Final;
    made.annotator = by;
    made.createdMs = 0;
    made.changedMs = 0;
    made.revision = 1;
    // What it was made from is told by the annotator's own label, which stays.
    made.origin = LabelOrigin::Own;
    made.suggestion.clear();
    made.spentMs.reset();
    made.flagged = false;
    return made;
}

std::optional<std::size_t> unsolvedFrom(const Adjudication &all, std::size_t start, bool forwards)
{
    const std::size_t size = all.conflicts.size();
    for (std::size_t step = 0; step < size; ++step) {
        const std::size_t at = forwards ? (start + step) % size : (start + size - step) % size;
        if (!all.conflicts[at].isSolved())
            return at;
    }
    return std::nullopt;
}
} // namespace

Adjudication adjudicationOf(const RatingUnits &units, const AdjudicationOptions &options)
{
    Adjudication all;
    all.flags = flagsOf(units);
    for (std::size_t i = 0; i < units.units.size(); ++i) {
        const RatingUnit &unit = units.units[i];
        if (unit.row < 0 && units.wholeCodes.empty())
            continue;
        if (unit.raters() < 2) {
            all.single += unit.raters() == 1 ? 1 : 0;
            continue;
        }
        if (!codesDiffer(unit) && !(options.severity && severitiesDiffer(unit))) {
            ++(unit.finals.empty() ? all.unanimous : all.adjudicated);
            continue;
        }
        all.conflicts.push_back(conflictOf(units, i));
        ++(all.conflicts.back().isSolved() ? all.adjudicated : all.unresolved);
    }
    std::ranges::stable_sort(all.conflicts, {}, &Conflict::agreement);
    return all;
}

std::optional<std::size_t> nextUnsolved(const Adjudication &all, std::optional<std::size_t> from)
{
    return unsolvedFrom(all, from ? *from + 1 : 0, true);
}

std::optional<std::size_t> previousUnsolved(const Adjudication &all,
                                            std::optional<std::size_t> from)
{
    if (all.conflicts.empty())
        return std::nullopt;
    const std::size_t size = all.conflicts.size();
    return unsolvedFrom(all, (from.value_or(0) + size - 1) % size, false);
}

Decision adopt(const Conflict &conflict, std::size_t statement, const std::string &by)
{
    return decide(conflict, conflict.statements.at(statement).labels, by);
}

Decision decide(const Conflict &conflict, const std::vector<Label> &labels, const std::string &by)
{
    Decision decision{{}, conflict.finals};
    for (const Label &label : labels) {
        if (label.code == noDivergenceCode)
            continue;
        Label made = finalOf(label, by);
        made.realDialogue = conflict.real;
        made.simDialogue = conflict.sim;
        if (!made.realTurn && !made.simTurn) {
            made.realTurn = conflict.realTurn;
            made.simTurn = conflict.simTurn;
        }
        decision.add.push_back(std::move(made));
    }
    return decision.add.empty() ? decideNoDivergence(conflict, by) : decision;
}

Decision decideNoDivergence(const Conflict &conflict, const std::string &by)
{
    Label label;
    label.realDialogue = conflict.real;
    label.simDialogue = conflict.sim;
    label.realTurn = conflict.realTurn;
    label.simTurn = conflict.simTurn;
    label.code = noDivergenceCode;
    label.kind = LabelKind::Final;
    label.annotator = by;
    return {{std::move(label)}, conflict.finals};
}

std::vector<Label> unanimousFinals(const RatingUnits &units, const std::string &by,
                                   const AdjudicationOptions &options)
{
    std::vector<Label> labels;
    for (const RatingUnit &unit : units.units) {
        if (finalSource(unit) != FinalSource::Unanimous ||
            (options.severity && severitiesDiffer(unit)))
            continue;
        std::set<std::string> made;
        for (const auto &rating : unit.ratings)
            for (const Label &label : rating ? rating->labels : std::vector<Label>())
                if (label.code != noDivergenceCode && made.insert(label.code).second)
                    labels.push_back(finalOf(label, by));
    }
    return labels;
}
} // namespace gapscope
