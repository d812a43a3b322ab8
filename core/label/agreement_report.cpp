// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/agreement_report.h"

#include "core/label/agreement_parts.h"
#include "core/label/agreement_resampling.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>

namespace gapscope {
namespace {
using namespace agreement;
using stats::Undefined;

constexpr int severities = 4;

/// Of labels with this code, the highest; none where nobody judged it.
std::optional<int> severityOf(const Rating &rating, const std::string &code)
{
    std::optional<int> highest;
    for (const Label &label : rating.labels)
        if (label.code == code && label.severity)
            highest = std::max(highest.value_or(0), *label.severity);
    return highest;
}

std::optional<TextRange> spanOf(const Rating &rating, const std::string &code,
                                std::optional<TextRange> Label::*side)
{
    for (const Label &label : rating.labels)
        if (label.code == code && label.*side)
            return label.*side;
    return std::nullopt;
}

std::set<std::string> codesOf(const RatingUnit &unit)
{
    std::set<std::string> codes;
    for (const auto &rating : unit.ratings)
        if (rating)
            codes.insert(rating->codes.begin(), rating->codes.end());
    return codes;
}

class Builder
{
public:
    Builder(const RatingUnits &units, const LabelScheme &scheme, const AgreementOptions &options)
        : m_units(units), m_scheme(scheme), m_clusters(units),
          m_resampling(options, m_clusters.count)
    {
        m_report.options = options;
    }

    Result<AgreementReport> build(JobContext &job)
    {
        count();
        addSets(AgreementLine::Subject::AllMasi, "all", "All codes", stats::masiDistance);
        addSets(AgreementLine::Subject::AllJaccard, "all_jaccard", "All codes, by Jaccard",
                stats::jaccardDistance);
        addPresence({AgreementLine::Subject::Any, "any", "Any code"}, allUnits(),
                    [](const Rating &rating) { return !rating.codes.empty(); });
        for (const LabelGroup &group : m_scheme.groups)
            addGroup(group);
        addCodes();
        addSeverity();
        addOnset();
        addSpans();
        if (const auto done = m_resampling.run(job); !done)
            return done.error();
        m_report.lines.assign(m_lines.begin(), m_lines.end());
        return std::move(m_report);
    }

private:
    void count()
    {
        m_report.annotators = m_units.annotators;
        m_report.moved = m_units.moved;
        m_report.lost = m_units.lost;
        std::set<TaskKey> tasks;
        for (const RatedPair &pair : m_units.pairs) {
            const auto judges = std::ranges::count(pair.judged, true);
            m_report.pairs += judges > 0 ? 1 : 0;
            m_report.doublePairs += judges > 1 ? 1 : 0;
            if (judges > 0)
                tasks.insert(pair.task);
        }
        m_report.tasks = static_cast<int>(tasks.size());
    }

    /// Whole pairs are units only where somebody labels whole pairs at all.
    Presence::Counts allUnits() const
    {
        return
            [this](const RatingUnit &unit) { return unit.row >= 0 || !m_units.wholeCodes.empty(); };
    }

    void addPresence(AgreementLine line, const Presence::Counts &counts,
                     const Presence::IsGiven &isGiven)
    {
        const auto presence =
            std::make_shared<const Presence>(m_units, m_clusters, counts, isGiven);
        if (presence->given() == 0 && line.subject != AgreementLine::Subject::Any)
            return;
        line.given = presence->given();
        line.prevalence =
            presence->ratings() > 0 ? static_cast<double>(line.given) / presence->ratings() : 0.0;
        AgreementLine &kept = m_lines.emplace_back(std::move(line));
        m_resampling.add({&kept.agreement, &kept.cohen, &kept.fleiss, &kept.ac1, &kept.alpha},
                         presence->count(),
                         [presence](Times times) { return presence->evaluate(times); });
    }

    void addGroup(const LabelGroup &group)
    {
        std::vector<std::string> codes;
        for (const LabelCode &code : m_scheme.codes)
            if (code.group == group.id)
                codes.push_back(code.code);
        const auto counts = [&](const RatingUnit &unit) {
            return std::ranges::any_of(codes, [&](const std::string &code) {
                return isGivenAtAll(code) && countsFor(m_units, unit, code);
            });
        };
        addPresence({AgreementLine::Subject::Group, group.id, group.name}, counts,
                    [&](const Rating &rating) {
                        return std::ranges::any_of(codes, [&](const std::string &code) {
                            return rating.codes.contains(code);
                        });
                    });
    }

    bool isGivenAtAll(const std::string &code) const
    {
        return m_units.rowCodes.contains(code) || m_units.wholeCodes.contains(code);
    }

    void addCodes()
    {
        std::set<std::string> unknown = m_units.rowCodes;
        unknown.insert(m_units.wholeCodes.begin(), m_units.wholeCodes.end());
        const auto add = [&](const std::string &code, const std::string &title) {
            addPresence(
                {AgreementLine::Subject::Code, code, title},
                [&](const RatingUnit &unit) { return countsFor(m_units, unit, code); },
                [&](const Rating &rating) { return rating.codes.contains(code); });
        };
        for (const LabelCode &code : m_scheme.codes) {
            unknown.erase(code.code);
            if (code.code != noDivergenceCode)
                add(code.code, code.name);
        }
        for (const std::string &code : unknown)
            add(code, {});
    }

    void addSets(AgreementLine::Subject subject, const std::string &id, const std::string &title,
                 stats::ValueDistances::SetDistance distance)
    {
        std::map<std::set<std::string>, std::size_t> numbers;
        AgreementLine line{subject, id, title};
        int ratings = 0;
        const auto counts = allUnits();
        for (const RatingUnit &unit : m_units.units)
            for (const auto &rating : unit.ratings)
                if (rating && counts(unit)) {
                    numbers.emplace(rating->codes, 0);
                    line.given += rating->codes.empty() ? 0 : 1;
                    ++ratings;
                }
        line.prevalence = ratings > 0 ? static_cast<double>(line.given) / ratings : 0.0;
        std::vector<std::set<std::string>> sets;
        for (auto &[codes, number] : numbers) {
            number = sets.size();
            sets.push_back(codes);
        }
        const auto values = std::make_shared<Values>(
            m_clusters.count,
            std::vector<stats::ValueDistances>{stats::ValueDistances(sets, distance)});
        for (const RatingUnit &unit : m_units.units) {
            if (!counts(unit))
                continue;
            std::vector<std::optional<std::size_t>> said;
            for (const auto &rating : unit.ratings)
                said.push_back(rating ? std::optional(numbers.at(rating->codes)) : std::nullopt);
            values->add(m_clusters.ofPair[unit.pair], said);
        }
        AgreementLine &kept = m_lines.emplace_back(std::move(line));
        for (AgreementFigure *figure : {&kept.cohen, &kept.fleiss, &kept.ac1})
            *figure = {Undefined::SetsOfCodes, {}, values->count().used, values->count().possible};
        m_resampling.add({&kept.agreement, &kept.alpha}, values->count(),
                         [values](Times times) { return values->evaluate(times); });
    }

    void addSeverity()
    {
        const std::vector<double> levels{0, 1, 2, 3};
        const auto values = std::make_shared<Values>(
            m_clusters.count, std::vector{stats::ValueDistances(levels, stats::Scale::Ordinal),
                                          stats::ValueDistances(levels, stats::Scale::Interval)});
        for (const RatingUnit &unit : m_units.units)
            for (const std::string &code : codesOf(unit)) {
                std::vector<std::optional<std::size_t>> said;
                for (const auto &rating : unit.ratings) {
                    const auto severity = rating ? severityOf(*rating, code) : std::nullopt;
                    const bool isKnown = severity && *severity >= 0 && *severity < severities;
                    said.push_back(isKnown ? std::optional(static_cast<std::size_t>(*severity))
                                           : std::nullopt);
                }
                values->add(m_clusters.ofPair[unit.pair], said);
            }
        SeverityAgreement &to = m_report.severity;
        m_resampling.add({&to.agreement, &to.ordinal, &to.interval, &to.weightedKappa},
                         values->count(), [values](Times times) {
                             Figures figures = values->evaluate(times);
                             figures.push_back(values->weightedKappa(times));
                             return figures;
                         });
    }

    void addOnset()
    {
        int rows = 0;
        for (const RatingUnit &unit : m_units.units)
            rows = std::max(rows, unit.row + 1);
        std::vector<double> places;
        for (int row = 0; row < rows; ++row)
            places.push_back(row);
        const auto alpha = std::make_shared<Values>(
            m_clusters.count, std::vector{stats::ValueDistances(places, stats::Scale::Interval)});
        const auto exact = std::make_shared<Means>(m_clusters.count);
        const auto near = std::make_shared<Means>(m_clusters.count);
        for (std::size_t i = 0; i < m_units.pairs.size(); ++i) {
            const std::vector<RatedOnset> &onsets = m_units.pairs[i].onsets;
            std::vector<std::optional<std::size_t>> said;
            for (const RatedOnset &one : onsets)
                said.push_back(one.row ? std::optional(static_cast<std::size_t>(*one.row))
                                       : std::nullopt);
            alpha->add(m_clusters.ofPair[i], said);
            addShares(onsets, m_clusters.ofPair[i], *exact, *near);
        }
        OnsetFigures &to = m_report.onset;
        m_resampling.add({&to.exact}, exact->count(),
                         [exact](Times times) { return Figures{exact->evaluate(times)}; });
        m_resampling.add({&to.withinOne}, near->count(),
                         [near](Times times) { return Figures{near->evaluate(times)}; });
        m_resampling.add({&to.alpha}, alpha->count(),
                         [alpha](Times times) { return Figures{alpha->evaluate(times)[1]}; });
    }

    /// Shares of pairs of raters that name the same row, and rows at most one apart.
    static void addShares(const std::vector<RatedOnset> &onsets, std::size_t cluster, Means &exact,
                          Means &near)
    {
        double pairs = 0.0;
        double same = 0.0;
        double close = 0.0;
        for (std::size_t i = 0; i < onsets.size(); ++i)
            for (std::size_t j = i + 1; j < onsets.size(); ++j) {
                if (!onsets[i].isRated || !onsets[j].isRated)
                    continue;
                const auto &a = onsets[i].row;
                const auto &b = onsets[j].row;
                pairs += 1.0;
                same += a == b ? 1.0 : 0.0;
                close += a == b || (a && b && std::abs(*a - *b) <= 1) ? 1.0 : 0.0;
            }
        if (pairs > 0.0) {
            exact.add(cluster, same / pairs);
            near.add(cluster, close / pairs);
        } else if (std::ranges::any_of(onsets, &RatedOnset::isRated)) {
            exact.addUnrated();
            near.addUnrated();
        }
    }

    void addSpans()
    {
        const auto f1 = std::make_shared<Means>(m_clusters.count);
        for (const RatingUnit &unit : m_units.units)
            for (const std::string &code : codesOf(unit))
                for (const auto side : {&Label::realSpan, &Label::simSpan})
                    addSpans(unit, code, side, *f1);
        m_resampling.add({&m_report.spans}, f1->count(),
                         [f1](Times times) { return Figures{f1->evaluate(times)}; });
    }

    void addSpans(const RatingUnit &unit, const std::string &code,
                  std::optional<TextRange> Label::*side, Means &f1) const
    {
        std::vector<TextRange> spans;
        for (const auto &rating : unit.ratings)
            if (const auto span = rating ? spanOf(*rating, code, side) : std::nullopt)
                spans.push_back(*span);
        double sum = 0.0;
        double pairs = 0.0;
        for (std::size_t i = 0; i < spans.size(); ++i)
            for (std::size_t j = i + 1; j < spans.size(); ++j)
                if (const auto one = stats::spanF1({spans[i].begin, spans[i].end},
                                                   {spans[j].begin, spans[j].end})) {
                    sum += *one;
                    pairs += 1.0;
                }
        if (pairs > 0.0)
            f1.add(m_clusters.ofPair[unit.pair], sum / pairs);
        else if (!spans.empty())
            f1.addUnrated();
    }

    const RatingUnits &m_units;
    const LabelScheme &m_scheme;
    Clusters m_clusters;
    Resampling m_resampling;
    AgreementReport m_report;
    /// Does not move what it holds.
    std::deque<AgreementLine> m_lines;
};
} // namespace

const AgreementLine *AgreementReport::line(AgreementLine::Subject subject,
                                           const std::string &id) const
{
    const auto found = std::ranges::find_if(lines, [&](const AgreementLine &one) {
        return one.subject == subject && (id.empty() || one.id == id);
    });
    return found == lines.end() ? nullptr : &*found;
}

AgreementBand bandOf(double alpha)
{
    if (alpha >= 0.8)
        return AgreementBand::Firm;
    return alpha >= 0.667 ? AgreementBand::Tentative : AgreementBand::Weak;
}

const char *name(AgreementBand band)
{
    switch (band) {
    case AgreementBand::Firm:
        break;
    case AgreementBand::Tentative:
        return "tentative";
    case AgreementBand::Weak:
        return "weak";
    }
    return "firm";
}

Result<AgreementReport> agreementReport(const RatingUnits &units, const LabelScheme &scheme,
                                        const AgreementOptions &options, JobContext &job)
{
    return Builder(units, scheme, options).build(job);
}
} // namespace gapscope
