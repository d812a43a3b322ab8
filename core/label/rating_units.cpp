// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/rating_units.h"

#include "core/label/label_place.h"

#include <algorithm>

namespace gapscope {
namespace {
bool isOfWhole(const Label &label)
{
    return !label.realTurn && !label.simTurn;
}

bool isJudgement(const Label &label)
{
    return label.kind == LabelKind::Divergence ||
           (label.kind == LabelKind::Progress && label.code == "done");
}

std::vector<std::string> annotatorsOf(const std::vector<PairToRate> &pairs,
                                      const std::vector<std::string> &wanted)
{
    std::set<std::string> names(wanted.begin(), wanted.end());
    for (const PairToRate &one : pairs)
        for (const Label &label : one.pair.labels)
            if (wanted.empty() && isJudgement(label))
                names.insert(label.annotator);
    return {names.begin(), names.end()};
}

/// The units of one pair, and what is said of them.
class PairUnits
{
public:
    PairUnits(const PairToRate &source, std::size_t index, RatingUnits &all)
        : m_source(source), m_all(all), m_pair{source.pair.task,
                                               source.pair.real,
                                               source.pair.sim,
                                               source.pair.simulator,
                                               {},
                                               {},
                                               false}
    {
        m_pair.judged.resize(all.annotators.size());
        m_pair.onsets.resize(all.annotators.size());
        for (const Label &label : source.pair.labels) {
            const auto annotator = annotatorOf(label);
            if (annotator && isJudgement(label))
                m_pair.judged[*annotator] = true;
            m_pair.hasFinals = m_pair.hasFinals || label.kind == LabelKind::Final;
        }
        for (std::size_t row = 0; row < source.alignment.rows.size(); ++row) {
            const AlignedRow &of = source.alignment.rows[row];
            const auto first = [](const std::vector<int> &turns) {
                return turns.empty() ? std::optional<int>() : turns.front();
            };
            add({index, static_cast<int>(row), first(of.real), first(of.sim), {}, {}});
        }
        add({index, -1, {}, {}, {}, {}});
    }

    void place()
    {
        if (!m_pair.hasFinals && std::ranges::find(m_pair.judged, true) == m_pair.judged.end())
            return;
        for (const Label &label : m_source.pair.labels)
            if (label.kind == LabelKind::Divergence || label.kind == LabelKind::Final)
                place(label);
        for (std::size_t i = 0; i < m_pair.judged.size(); ++i)
            finishOnset(i);
        m_all.pairs.push_back(std::move(m_pair));
        std::ranges::move(m_units, std::back_inserter(m_all.units));
    }

private:
    std::optional<std::size_t> annotatorOf(const Label &label) const
    {
        const auto found = std::ranges::lower_bound(m_all.annotators, label.annotator);
        if (found == m_all.annotators.end() || *found != label.annotator)
            return std::nullopt;
        return static_cast<std::size_t>(found - m_all.annotators.begin());
    }

    void add(RatingUnit unit)
    {
        for (const bool judged : m_pair.judged)
            unit.ratings.push_back(judged ? std::optional<Rating>(Rating{}) : std::nullopt);
        m_units.push_back(std::move(unit));
    }

    void place(const Label &label)
    {
        const auto annotator = annotatorOf(label);
        if (label.kind == LabelKind::Divergence && !annotator)
            return;
        const LabelPlace at = placeOf(label, m_source.alignment);
        if (!isOfWhole(label) && at.row < 0) {
            ++m_all.lost;
            return;
        }
        m_all.moved += !isOfWhole(label) && at.stale ? 1 : 0;
        RatingUnit &unit =
            isOfWhole(label) ? m_units.back() : m_units[static_cast<std::size_t>(at.row)];
        if (label.kind == LabelKind::Final) {
            unit.finals.push_back(label);
            return;
        }
        Rating &rating = *unit.ratings[*annotator];
        rating.labels.push_back(label);
        if (label.code == noDivergenceCode)
            return;
        rating.codes.insert(label.code);
        (unit.row < 0 ? m_all.wholeCodes : m_all.rowCodes).insert(label.code);
        RatedOnset &onset = m_pair.onsets[*annotator];
        if (label.onset && unit.row >= 0 && (!onset.row || unit.row < *onset.row))
            onset = {true, unit.row};
    }

    /// Without a row of their own choice, only who labelled no row is known to see none.
    void finishOnset(std::size_t annotator)
    {
        RatedOnset &onset = m_pair.onsets[annotator];
        if (!m_pair.judged[annotator] || onset.isRated)
            return;
        onset.isRated = std::ranges::all_of(m_units, [&](const RatingUnit &unit) {
            return unit.row < 0 || unit.ratings[annotator]->codes.empty();
        });
    }

    const PairToRate &m_source;
    RatingUnits &m_all;
    RatedPair m_pair;
    std::vector<RatingUnit> m_units;
};
} // namespace

int RatingUnit::raters() const
{
    return static_cast<int>(
        std::ranges::count_if(ratings, [](const auto &rating) { return rating.has_value(); }));
}

RatingUnits ratingUnits(const std::vector<PairToRate> &pairs,
                        const std::vector<std::string> &annotators)
{
    RatingUnits all;
    all.annotators = annotatorsOf(pairs, annotators);
    for (const PairToRate &one : pairs)
        PairUnits(one, all.pairs.size(), all).place();
    return all;
}

bool countsFor(const RatingUnits &units, const RatingUnit &unit, const std::string &code)
{
    const bool onWhole = units.wholeCodes.contains(code);
    if (unit.row < 0)
        return onWhole;
    return !onWhole || units.rowCodes.contains(code);
}
} // namespace gapscope
