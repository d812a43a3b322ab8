// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/disclosure.h"
#include "core/metrics/task_comparison.h"
#include "core/metrics/user_turns.h"

namespace gapscope::metrics {
namespace {
/// Any "yes" of a card would count as copied whole; a copied sentence begins here (label I5).
constexpr int fewestWords = 8;

constexpr MetricInfo about{
    "card_parroting",
    "Card parroting",
    "How much of its turns the simulator copies from the task card, beside people.",
    "longest run of words shared with the task card / words of the turn, mean over user turns of "
    "8 words and more; item copied_8: share of those turns whose run has 8 words and more; mean "
    "over tasks. value = sim − real",
    "−1–1 (real, sim 0–1); 0 = same",
    "methods B5",
    "dialogues",
    MetricGroup::Disclosure};

struct Parroting
{
    std::optional<double> share;
    std::optional<double> copied;
};

/// The words of each card, split once.
using Cards = std::map<TaskKey, std::vector<std::string>>;

Parroting parrotingOf(const Dialogue &dialogue, const Cards &cards)
{
    const auto card = cards.find(dialogue.task);
    if (card == cards.end())
        return {};
    double sum = 0.0;
    int copied = 0;
    int turns = 0;
    for (const SpokenTurn &turn : spokenTurns(dialogue)) {
        const std::vector<std::string> words = wordsOf(turn.text);
        if (words.size() < fewestWords)
            continue;
        const int run = longestCommonRun(words, card->second);
        sum += run / static_cast<double>(words.size());
        copied += run >= fewestWords ? 1 : 0;
        ++turns;
    }
    if (turns == 0)
        return {};
    return {sum / turns, copied / static_cast<double>(turns)};
}

Result<std::vector<MetricRow>> compute(const MetricInput &input, JobContext &job)
{
    Cards cards;
    for (const auto &[key, task] : input.tasks) {
        if (!task.instruction.empty())
            cards[key] = wordsOf(task.instruction);
    }
    const std::string missing = "no task has a card and turns of 8 words on both sides";
    Result<std::vector<MetricRow>> rows = compareDialogues(
        [&cards](const Dialogue &dialogue) { return parrotingOf(dialogue, cards).share; }, missing,
        input, job);
    if (!rows)
        return rows.error();
    Result<std::vector<MetricRow>> copied = compareDialogues(
        [&cards](const Dialogue &dialogue) { return parrotingOf(dialogue, cards).copied; }, missing,
        input, job);
    if (!copied)
        return copied.error();
    for (MetricRow &row : *copied) {
        if (!row.task.empty())
            continue;
        row.item = "copied_8";
        rows->push_back(std::move(row));
    }
    return rows;
}
} // namespace

std::unique_ptr<Metric> card_parroting()
{
    return std::make_unique<Metric>(about, compute);
}
} // namespace gapscope::metrics
