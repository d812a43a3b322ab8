// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_ledger.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gapscope {
namespace {
using BinErrors = std::array<double, difficultyBins>;

/// Points per unit of dissimilarity of a feature.
double weightOf(const FeatureInfo &entry, int terms)
{
    return 100.0 / (terms * sizeOf(entry.dimension));
}

void addBins(BinErrors &sums, const BinTable &bins, double share)
{
    const auto errors = binErrors(bins);
    for (std::size_t i = 0; errors && i < difficultyBins; ++i)
        sums[i] += share * (*errors)[i];
}

/// Points lost, line by line; only batches that have an index lose any, so that the lines sum to
/// 100 − usi. Empty where no batch has one.
std::vector<double> pointsOf(const SimulatorParts &parts, int terms)
{
    std::vector<const BatchParts *> batches;
    for (const BatchParts &batch : parts.batches)
        if (batch.usi)
            batches.push_back(&batch);
    if (batches.empty())
        return {};
    const auto count = static_cast<double>(batches.size());
    std::vector<double> points;
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        double lost = 0.0;
        for (const BatchParts *batch : batches)
            lost += 1.0 - batch->comparison.similarity[static_cast<std::size_t>(entry.feature)];
        points.push_back(weightOf(entry, terms) * lost / count);
    }
    BinErrors errors{};
    for (const BatchParts *batch : batches)
        for (const BinTable &bins : batch->bins)
            addBins(errors, bins, 1.0 / (count * static_cast<double>(batch->bins.size())));
    for (const double error : errors)
        points.push_back(100.0 * error / terms);
    if (terms == 6)
        for (const double lost : parts.evaluationLost)
            points.push_back(lost / terms);
    return points;
}

double usiOf(const SimulatorParts &parts)
{
    double sum = 0.0;
    int count = 0;
    for (const BatchParts &batch : parts.batches) {
        if (!batch.usi)
            continue;
        sum += *batch.usi;
        ++count;
    }
    return sum / count;
}

std::string binTitle(std::size_t bin)
{
    static constexpr std::array<const char *, difficultyBins> names{
        "Calibration, hardest tasks (success below 0.2)", "Calibration, hard tasks (0.2 to 0.4)",
        "Calibration, middling tasks (0.4 to 0.6)", "Calibration, easy tasks (0.6 to 0.8)",
        "Calibration, easiest tasks (0.8 and above)"};
    return names[bin];
}

std::string fieldTitle(std::size_t field)
{
    static constexpr std::array<const char *, surveyFieldCount> names{
        "Survey: task success",  "Survey: efficiency", "Survey: amount of questions",
        "Survey: answer effort", "Survey: human-like", "Survey: interaction flow",
        "Survey: overall score", "Survey: would reuse"};
    return names[field];
}

/// The lines without their points, with both sides' figures.
std::vector<LedgerLine> emptyLines(const SimulatorProblem &problem, const UsiRules &rules)
{
    const SimulatorDetail detail = scoreSimulator(problem, rules).detail;
    std::vector<LedgerLine> lines;
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        LedgerLine line;
        line.id = entry.key;
        line.title = entry.title;
        line.dimension = entry.dimension;
        for (const FeatureGap &gap : detail.features) {
            if (gap.feature != entry.feature)
                continue;
            line.people = gap.real;
            line.sim = gap.sim;
        }
        lines.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < difficultyBins; ++i) {
        LedgerLine line;
        line.id = "ece:" + std::to_string(i);
        line.title = binTitle(i);
        line.part = LedgerLine::Part::Calibration;
        if (i < detail.bins.size() && detail.bins[i].tasks > 0) {
            line.people = detail.bins[i].real;
            line.sim = detail.bins[i].sim;
        }
        lines.push_back(std::move(line));
    }
    for (std::size_t i = 0; problem.terms() == 6 && i < surveyFieldCount; ++i) {
        LedgerLine line;
        line.id = "eval:" + std::string(surveyFields()[i].key);
        line.title = fieldTitle(i);
        line.part = LedgerLine::Part::Evaluation;
        lines.push_back(std::move(line));
    }
    return lines;
}

/// What people lose against one another, line by line; none where they cannot be compared.
std::vector<std::optional<double>> floorPoints(const CeilingProblem &problem, const UsiRules &rules,
                                               int terms)
{
    const CeilingParts parts = evaluate(problem, rules);
    std::vector<std::optional<double>> points;
    for (const FeatureInfo &entry : featureTable()) {
        if (entry.dimension == Dimension::None)
            continue;
        double lost = 0.0;
        for (const Comparison &pair : parts.comparisons)
            lost += 1.0 - pair.similarity[static_cast<std::size_t>(entry.feature)];
        const auto count = static_cast<double>(parts.comparisons.size());
        points.push_back(count > 0.0 ? std::optional(weightOf(entry, terms) * lost / count)
                                     : std::nullopt);
    }
    BinErrors errors{};
    for (const PairParts &pair : parts.pairs)
        if (pair.bins)
            addBins(errors, *pair.bins, 1.0 / static_cast<double>(parts.errors.size()));
    for (const double error : errors)
        points.push_back(parts.errors.empty() ? std::nullopt
                                              : std::optional(100.0 * error / terms));
    if (terms != 6)
        return points;
    SurveyLosses lost{};
    double cases = 0.0;
    for (const CompiledSurveys &batch : problem.evaluation.batches) {
        for (const WeighedSurvey &entry : batch.cases) {
            for (std::size_t i = 0; i < surveyFieldCount; ++i)
                lost[i] += entry.survey.lost[i];
            cases += 1.0;
        }
    }
    for (const double one : lost)
        points.push_back(cases > 0.0 ? std::optional(one / cases / terms) : std::nullopt);
    return points;
}

/// Noise first: what people lose as well is no fault. Of the rest, what the corrected edition or a
/// missing answer accounts for.
void split(LedgerLine &line, double imputed)
{
    line.noise = std::clamp(line.floor.value_or(0.0), 0.0, line.points);
    const double rest = line.points - line.noise;
    const double built = line.corrected ? line.points - *line.corrected : 0.0;
    line.artefact = std::clamp(std::max(built, imputed), 0.0, rest);
    line.real = rest - line.artefact;
}
} // namespace

std::optional<UsiLedger> ledgerOf(const UsiProblem &problem, const UsiProblem *corrected,
                                  std::size_t simulator)
{
    const SimulatorProblem &one = problem.simulators.at(simulator);
    const SimulatorParts parts = evaluate(one, problem.rules);
    const std::vector<double> points = pointsOf(parts, one.terms());
    if (points.empty())
        return std::nullopt;
    UsiLedger ledger;
    ledger.simulator = one.name;
    ledger.terms = one.terms();
    ledger.usi = usiOf(parts);
    ledger.lines = emptyLines(one, problem.rules);
    const auto floors = floorPoints(problem.ceiling, problem.rules, ledger.terms);
    std::vector<double> repaired;
    if (corrected && corrected->simulators.at(simulator).terms() == ledger.terms) {
        const SimulatorProblem &twin = corrected->simulators[simulator];
        repaired = pointsOf(evaluate(twin, corrected->rules), ledger.terms);
    }
    const std::size_t firstQuestion =
        ledger.lines.size() - (ledger.terms == 6 ? surveyFieldCount : 0);
    for (std::size_t i = 0; i < ledger.lines.size(); ++i) {
        LedgerLine &line = ledger.lines[i];
        line.points = points[i];
        line.floor = floors[i];
        if (i < repaired.size())
            line.corrected = repaired[i];
        const bool question = i >= firstQuestion;
        split(line, question ? parts.evaluationImputed[i - firstQuestion] / ledger.terms : 0.0);
    }
    return ledger;
}

Result<std::vector<Influence>> influenceOf(const UsiProblem &problem, std::size_t simulator,
                                           JobContext &job)
{
    const SimulatorProblem &one = problem.simulators.at(simulator);
    const SimulatorParts whole = evaluate(one, problem.rules);
    const std::vector<double> points = pointsOf(whole, one.terms());
    if (points.empty())
        return Error{ErrorCode::NotComputable, one.name, "it has no index"};
    std::vector<Influence> all;
    const auto collect = [&](const std::vector<DialogueColumn> &columns, LeftOut::Side side) {
        for (const DialogueColumn &column : columns)
            for (std::size_t i = 0; i < one.ids.size(); ++i)
                if (column.state[i] != DialogueColumn::Absent)
                    all.push_back({{side, column.number, one.ids[i]}, 0.0, {}});
    };
    collect(one.runs, LeftOut::Side::Simulator);
    collect(one.batches, LeftOut::Side::People);
    const double usi = usiOf(whole);
    for (std::size_t k = 0; k < all.size(); ++k) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, one.name, {}};
        job.report(static_cast<std::int64_t>(k), static_cast<std::int64_t>(all.size()));
        Influence &influence = all[k];
        const SimulatorParts parts = evaluate(one, problem.rules, {}, &influence.dialogue);
        const std::vector<double> without = pointsOf(parts, one.terms());
        influence.lines.resize(points.size());
        // The last dialogue of a study: without it there is no index to compare with.
        if (without.empty())
            continue;
        influence.usi = usiOf(parts) - usi;
        for (std::size_t i = 0; i < points.size() && i < without.size(); ++i)
            influence.lines[i] = points[i] - without[i];
    }
    std::stable_sort(all.begin(), all.end(), [](const Influence &a, const Influence &b) {
        return std::abs(a.usi) > std::abs(b.usi);
    });
    return all;
}
} // namespace gapscope
