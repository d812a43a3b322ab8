// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_queue.h"

#include "core/base/hash.h"
#include "core/features/feature.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

namespace gapscope {
namespace {
/// The key itself where no feature has it.
std::string featureTitle(const std::string &key)
{
    for (const FeatureInfo &feature : featureTable()) {
        if (feature.key == key)
            return std::string(feature.title);
    }
    return key;
}

/// Uniform in [0, 1), by the seed, what it is for and the pair.
double chance(const LabelQueue &queue, std::string_view purpose, const DialogueId &real,
              const DialogueId &sim)
{
    Sha256 hash;
    hash.add(std::to_string(queue.seed));
    hash.add(purpose);
    hash.add(real.value());
    hash.add(sim.value());
    // 52 bits: exact in a double.
    const std::string digits = hash.finishHex().substr(0, 13);
    return static_cast<double>(std::stoull(digits, nullptr, 16)) / std::pow(2.0, 52);
}

std::string number(double value, const char *format = "%.6g")
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

std::optional<double> found(const std::map<std::string, double, std::less<>> &values,
                            const std::string &key)
{
    const auto place = values.find(key);
    return place == values.end() ? std::nullopt : std::optional(place->second);
}

std::optional<double> ofSide(QueueRule::Side side, const std::optional<double> &real,
                             const std::optional<double> &sim)
{
    switch (side) {
    case QueueRule::Side::Sim:
        break;
    case QueueRule::Side::Real:
        return real;
    case QueueRule::Side::Difference:
        return real && sim ? std::optional(*sim - *real) : std::nullopt;
    }
    return sim;
}

std::optional<double> valueOf(const QueueRule &rule, const QueueCandidate &pair)
{
    const auto asNumber = [](const std::optional<bool> &success) {
        return success ? std::optional(*success ? 1.0 : 0.0) : std::nullopt;
    };
    switch (rule.field) {
    case QueueRule::Field::Feature:
        return ofSide(rule.side, found(pair.realFeatures, rule.key),
                      found(pair.simFeatures, rule.key));
    case QueueRule::Field::Label: {
        const auto place = pair.labels.find(rule.key);
        return place == pair.labels.end() ? 0.0 : static_cast<double>(place->second);
    }
    case QueueRule::Field::Divergence:
        break;
    case QueueRule::Field::Outcome:
        return ofSide(rule.side, asNumber(pair.realSuccess), asNumber(pair.simSuccess));
    }
    return pair.divergence;
}

/// A candidate that is in the queue, what it is ordered by and why it is there.
struct Entry
{
    const QueueCandidate *pair = nullptr;
    /// Highest first.
    double key = 0.0;
    double chance = 0.0;
    std::string why;
};

std::optional<Entry> byRule(const LabelQueue &queue, const QueueCandidate &pair)
{
    std::vector<const QueueRule *> fitting;
    for (const QueueRule &rule : queue.rules)
        if (fits(rule, pair))
            fitting.push_back(&rule);
    if (fitting.empty())
        return std::nullopt;
    std::ranges::stable_sort(fitting, std::ranges::greater{}, &QueueRule::priority);
    Entry entry{&pair, static_cast<double>(fitting.front()->priority), 0.0, {}};
    for (const QueueRule *rule : fitting)
        entry.why.append(entry.why.empty() ? "" : "; ")
            .append(rule->why.empty() ? wordsOf(*rule) : rule->why);
    return entry;
}

std::optional<Entry> entryOf(const LabelQueue &queue, const QueueCandidate &pair)
{
    switch (queue.order) {
    case QueueOrder::Divergence:
        // What is not aligned comes last.
        return pair.divergence ? Entry{&pair, *pair.divergence, 0.0,
                                       "divergence " + number(*pair.divergence, "%.2f")}
                               : Entry{&pair, -1.0, 0.0, "divergence not known"};
    case QueueOrder::Disagreement:
        if (!pair.conflicts)
            return std::nullopt;
        return Entry{
            &pair, pair.places > 0 ? static_cast<double>(*pair.conflicts) / pair.places : 0.0, 0.0,
            "annotators differ in " + std::to_string(*pair.conflicts) + " of " +
                std::to_string(pair.places) + " places"};
    case QueueOrder::Random:
        break;
    case QueueOrder::Rule:
        return byRule(queue, pair);
    }
    return Entry{&pair, 0.0, 0.0, "drawn at random"};
}

template <class Value>
bool isAmong(const std::vector<Value> &wanted, const Value &value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

std::vector<Entry> entriesOf(const LabelQueue &queue, const std::vector<QueueCandidate> &candidates)
{
    std::vector<Entry> entries;
    for (const QueueCandidate &pair : candidates) {
        if (!isAmong(queue.simulators, pair.simulator) || !isAmong(queue.tasks, pair.task))
            continue;
        if (std::optional<Entry> entry = entryOf(queue, pair)) {
            entry->chance = chance(queue, "order", pair.real, pair.sim);
            entries.push_back(std::move(*entry));
        }
    }
    std::ranges::stable_sort(entries, [](const Entry &a, const Entry &b) {
        return a.key != b.key ? a.key > b.key : a.chance < b.chance;
    });
    if (queue.limit > 0 && entries.size() > static_cast<std::size_t>(queue.limit))
        entries.resize(static_cast<std::size_t>(queue.limit));
    return entries;
}

/// Which of the entries two annotators get: a fixed number, drawn at random.
std::set<const QueueCandidate *> doubled(const LabelQueue &queue, const std::vector<Entry> &entries)
{
    if (queue.annotators.size() == 1)
        return {};
    std::vector<std::pair<double, const QueueCandidate *>> drawn;
    for (const Entry &entry : entries)
        drawn.emplace_back(chance(queue, "double", entry.pair->real, entry.pair->sim), entry.pair);
    std::ranges::sort(drawn, {}, [](const auto &one) { return one.first; });
    drawn.resize(static_cast<std::size_t>(
        std::lround(queue.doubleShare * static_cast<double>(drawn.size()))));
    std::set<const QueueCandidate *> chosen;
    for (const auto &one : drawn)
        chosen.insert(one.second);
    return chosen;
}

/// Gives out items so that everybody has as many, whose turn it is at a tie left to chance.
class Assignment
{
public:
    explicit Assignment(const LabelQueue &queue)
        : m_queue(queue), m_loads(queue.annotators.size(), 0)
    {}

    std::vector<std::string> next(const QueueCandidate &pair, std::size_t count)
    {
        if (m_loads.empty())
            return std::vector<std::string>(count);
        std::vector<std::size_t> order(m_loads.size());
        std::vector<double> ties(m_loads.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
            ties[i] = chance(m_queue, "give to " + m_queue.annotators[i], pair.real, pair.sim);
        }
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
            return m_loads[a] != m_loads[b] ? m_loads[a] < m_loads[b] : ties[a] < ties[b];
        });
        std::vector<std::string> names;
        for (std::size_t i = 0; i < count; ++i) {
            ++m_loads[order[i]];
            names.push_back(m_queue.annotators[order[i]]);
        }
        return names;
    }

private:
    const LabelQueue &m_queue;
    std::vector<int> m_loads;
};

Error invalid(const LabelQueue &queue, std::string detail)
{
    return {ErrorCode::InvalidArgument, queue.title, std::move(detail)};
}
} // namespace

Result<void> checkQueue(const LabelQueue &queue)
{
    const auto isShare = [](double share) { return share >= 0.0 && share <= 1.0; };
    if (queue.title.empty())
        return invalid(queue, "the queue has no title");
    if (!isShare(queue.doubleShare) || !isShare(queue.auditShare))
        return invalid(queue, "a share is not within 0–1");
    if (queue.order == QueueOrder::Rule && queue.rules.empty())
        return invalid(queue, "an order by rules needs a rule");
    if (queue.limit < 0)
        return invalid(queue, "the limit is below 0");
    const std::set<std::string> names(queue.annotators.begin(), queue.annotators.end());
    if (names.size() != queue.annotators.size() || names.contains(std::string()))
        return invalid(queue, "an annotator is named twice or has no name");
    return {};
}

std::vector<QueueItem> queueItems(const LabelQueue &queue,
                                  const std::vector<QueueCandidate> &candidates)
{
    std::vector<QueueItem> items;
    const std::vector<Entry> entries = entriesOf(queue, candidates);
    const std::set<const QueueCandidate *> twice = doubled(queue, entries);
    Assignment assignment(queue);
    for (const Entry &entry : entries) {
        const std::size_t count = twice.contains(entry.pair) ? 2 : 1;
        for (std::string &name : assignment.next(*entry.pair, count)) {
            items.push_back({static_cast<int>(items.size()), entry.pair->real, entry.pair->sim,
                             std::move(name), entry.why});
        }
    }
    return items;
}

bool fits(const QueueRule &rule, const QueueCandidate &candidate)
{
    const std::optional<double> value = valueOf(rule, candidate);
    if (!value)
        return false;
    switch (rule.test) {
    case QueueRule::Test::Less:
        return *value < rule.value;
    case QueueRule::Test::Greater:
        break;
    case QueueRule::Test::Equals:
        return *value == rule.value;
    }
    return *value > rule.value;
}

std::string wordsOf(const QueueRule &rule)
{
    std::string words;
    const bool hasSide =
        rule.field == QueueRule::Field::Feature || rule.field == QueueRule::Field::Outcome;
    if (hasSide)
        words = rule.side == QueueRule::Side::Sim    ? "simulated "
                : rule.side == QueueRule::Side::Real ? "real "
                                                     : "difference of ";
    words += rule.field == QueueRule::Field::Feature      ? featureTitle(rule.key)
             : rule.field == QueueRule::Field::Label      ? "label " + rule.key
             : rule.field == QueueRule::Field::Divergence ? "divergence"
                                                          : "success";
    words += rule.test == QueueRule::Test::Less      ? " less than "
             : rule.test == QueueRule::Test::Greater ? " greater than "
                                                     : " equal to ";
    return words + number(rule.value);
}

bool hidesSuggestions(const LabelQueue &queue, const DialogueId &real, const DialogueId &sim)
{
    return chance(queue, "audit", real, sim) < queue.auditShare;
}
} // namespace gapscope
