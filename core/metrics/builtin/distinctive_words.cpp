// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/dialogue_words.h"
#include "core/metrics/metric_parts.h"
#include "core/stats/distributions.h"
#include "core/stats/tests.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <unordered_map>
#include <utility>

namespace gapscope::metrics {
namespace {
constexpr std::size_t mostWords = 20;

struct Count
{
    double real = 0.0;
    double sim = 0.0;
};
/// Ordered, so that equal scores always come out in the same order.
using Counts = std::map<std::string, Count>;
/// Words of each dialogue, read once however many simulators they are held against.
using Known = std::unordered_map<const Dialogue *, lexical::Words>;

/// Ids, dates and amounts belong to the task, not to the speaker.
bool hasDigit(const std::string &word)
{
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const lexical::Words &wordsIn(const MetricDialogue &dialogue, Known &known)
{
    const Dialogue *key = dialogue.dialogue.get();
    const auto at = known.find(key);
    return at != known.end() ? at->second : known.emplace(key, userWords(*key)).first->second;
}

Counts countWords(const Comparison &comparison, Known &known)
{
    Counts counts;
    for (const MetricDialogue *dialogue : comparison.real)
        for (const std::string &word : wordsIn(*dialogue, known))
            if (!hasDigit(word))
                counts[word].real += 1.0;
    for (const MetricDialogue *dialogue : comparison.sim)
        for (const std::string &word : userWords(*dialogue->dialogue))
            if (!hasDigit(word))
                counts[word].sim += 1.0;
    return counts;
}

std::string zNote(double z)
{
    char text[32];
    std::snprintf(text, sizeof text, "z %.2f", z);
    return text;
}

std::vector<MetricRow> rowsOf(const std::string &simulator, const Counts &counts)
{
    Count all;
    for (const auto &[word, count] : counts) {
        all.real += count.real;
        all.sim += count.sim;
    }
    if (all.real <= 0.0 || all.sim <= 0.0)
        return {missingRow(simulator, {}, "no words on one side")};
    const double quantile = *stats::normalQuantile(0.975);
    std::vector<std::pair<double, MetricRow>> scored;
    std::vector<double> p;
    for (const auto &[word, count] : counts) {
        const lexical::LogOdds odds = lexical::logOdds(count.sim, all.sim, count.real, all.real,
                                                       static_cast<double>(counts.size()));
        MetricRow row;
        row.simulator = simulator;
        row.item = word;
        row.value = odds.delta;
        row.real = 1000.0 * count.real / all.real;
        row.sim = 1000.0 * count.sim / all.sim;
        row.interval = ConfidenceInterval{odds.delta - quantile * odds.standardError,
                                          odds.delta + quantile * odds.standardError};
        row.p = 2.0 * stats::normalCdf(-std::abs(odds.z));
        row.n = static_cast<int>(count.real + count.sim);
        row.notes.push_back(zNote(odds.z));
        p.push_back(*row.p);
        scored.emplace_back(odds.z, std::move(row));
    }
    const std::vector<double> q = stats::benjaminiHochberg(p);
    for (std::size_t i = 0; i < q.size(); ++i)
        scored[i].second.q = q[i];
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<MetricRow> rows;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        const bool ofSim = i < mostWords && scored[i].first > 0.0;
        const bool ofReal = i + mostWords >= scored.size() && scored[i].first < 0.0;
        if (ofSim || ofReal)
            rows.push_back(std::move(scored[i].second));
    }
    return rows;
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    std::vector<MetricRow> rows;
    Known known;
    for (const MetricSimulator &simulator : input.simulators) {
        if (job.cancelled())
            return cancelledError();
        const Comparison comparison = compareOn(input.people, simulator.dialogues);
        const std::string reason = whyNothing(input, simulator, comparison);
        if (!reason.empty()) {
            rows.push_back(missingRow(simulator.name, {}, reason));
            continue;
        }
        for (MetricRow &row : rowsOf(simulator.name, countWords(comparison, known)))
            rows.push_back(std::move(row));
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> distinctive_words()
{
    return std::make_unique<Metric>(
        MetricInfo{"distinctive_words", "Distinctive words",
                   "The words that tell simulated users from people most clearly, 20 each way.",
                   "difference of the log-odds of a word, sim - real, with .5 added to each of the "
                   "V words; variance 1/(n_sim + .5) + 1/(n_real + .5); by z = value / sd; real "
                   "and sim per 1000 words; words with digits left out; interval and p take words "
                   "as independent, q over all V words",
                   "any number; 0 = same, above 0 = the simulator's word",
                   "Monroe, Colaresi and Quinn 2008", "occurrences", MetricGroup::Diversity},
        compute);
}
} // namespace gapscope::metrics
