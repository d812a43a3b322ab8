// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/stats/random.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which pairs are labelled next, by whom. Everything that is left to chance hangs on the seed and
/// on the pair alone, so that it comes out the same anywhere and whatever else is imported.
namespace gapscope {
/// Divergence: most divergent first. Disagreement: most conflicts between annotators first, only
/// pairs that two judged. Random: by the seed. Rule: only pairs that a rule fits, highest priority
/// first.
enum class QueueOrder { Divergence, Disagreement, Random, Rule };

/// A predicate on a pair: a value is less than, greater than or equal to a number.
struct QueueRule
{
    /// Feature: `key` is its key. Label: how many labels of the code `key` the pair has.
    /// Divergence: of the pair, 0–1. Outcome: success, 0 or 1.
    enum class Field { Feature, Label, Divergence, Outcome };
    /// Of which dialogue, for features and outcomes; Difference: simulated minus real.
    enum class Side { Sim, Real, Difference };
    enum class Test { Less, Greater, Equals };

    Field field = Field::Divergence;
    Side side = Side::Sim;
    std::string key{};
    Test test = Test::Greater;
    double value = 0.0;
    int priority = 1;
    /// What annotators are told; empty = the rule in words.
    std::string why{};

    bool operator==(const QueueRule &) const = default;
};

/// What is kept from annotators while they work through the queue.
struct QueueBlinds
{
    bool others = true;
    /// Which side is the person, and which simulator it is.
    bool source = false;
    bool simulator = false;

    bool operator==(const QueueBlinds &) const = default;
};

struct LabelQueue
{
    /// UUID.
    std::string id{};
    std::string title{};
    QueueOrder order = QueueOrder::Random;
    std::vector<QueueRule> rules{};
    std::uint64_t seed = defaultSeed;
    /// Empty = all; limit 0 = all.
    std::vector<std::string> simulators{};
    std::vector<TaskKey> tasks{};
    int limit = 0;
    /// Empty = open to everybody.
    std::vector<std::string> annotators{};
    /// Share of pairs that two annotators get, 0–1; drawn at random.
    double doubleShare = 0.2;
    /// Share of pairs on which suggestions are hidden, 0–1.
    double auditShare = 0.1;
    QueueBlinds blind{};
    std::string by{};
    /// UTC milliseconds.
    std::int64_t atMs = 0;

    bool operator==(const LabelQueue &) const = default;
};

/// A pair as the orders and rules see it.
struct QueueCandidate
{
    TaskKey task;
    DialogueId real;
    DialogueId sim;
    std::string simulator;
    std::optional<double> divergence{};
    /// Places at which annotators differ, of those two or more judged; none = no two judged it.
    std::optional<int> conflicts{};
    int places = 0;
    /// By key.
    std::map<std::string, double, std::less<>> realFeatures{};
    std::map<std::string, double, std::less<>> simFeatures{};
    /// Labels by code.
    std::map<std::string, int, std::less<>> labels{};
    std::optional<bool> realSuccess{};
    std::optional<bool> simSuccess{};
};

/// One pair for one annotator. A pair that two get has two items, one after the other.
struct QueueItem
{
    int position = 0;
    DialogueId real;
    DialogueId sim;
    /// Empty: whoever takes it.
    std::string annotator;
    /// Why it is in the queue.
    std::string why;

    bool operator==(const QueueItem &) const = default;
};

/// Why a definition cannot be built: a share outside 0–1, an order by rules without one, an
/// annotator named twice, no title. InvalidArgument.
Result<void> checkQueue(const LabelQueue &queue);

/// In the order of the queue; no two annotators differ by more than one item. A pair is double
/// coded only where there are two annotators, or none are named.
std::vector<QueueItem> queueItems(const LabelQueue &queue,
                                  const std::vector<QueueCandidate> &candidates);

/// Whether the rule fits; not where the value is not known.
bool fits(const QueueRule &rule, const QueueCandidate &candidate);
/// "simulated politeness_rate greater than 20", "label C1 greater than 0".
std::string wordsOf(const QueueRule &rule);

/// Whether the pair is one of the audit sample, on which suggestions are hidden.
bool hidesSuggestions(const LabelQueue &queue, const DialogueId &real, const DialogueId &sim);

/// All but id, title, by and time, which are stored beside it.
std::string queueJson(const LabelQueue &queue);
/// InputMalformed where it is not one of queueJson().
Result<LabelQueue> parseQueue(std::string_view json);

/// "divergence", "disagreement", "random", "rule"; the other way round none for anything else.
const char *name(QueueOrder order);
std::optional<QueueOrder> queueOrder(std::string_view name);
} // namespace gapscope
