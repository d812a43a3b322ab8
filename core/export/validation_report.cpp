// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/validation_report.h"

#include "core/align/align_settings.h"
#include "core/metrics/json_text.h"

#include <algorithm>

namespace gapscope {
namespace {
template <class Items, class Text>
std::string joined(const Items &items, const char *separator, const Text &text)
{
    std::string out;
    for (const auto &item : items)
        out.append(out.empty() ? "" : separator).append(text(item));
    return out;
}

std::string numbers(const std::vector<int> &turns)
{
    return joined(turns, "+", [](int turn) { return std::to_string(turn); });
}

TableCell cellOf(std::optional<int> turn)
{
    return turn ? TableCell(*turn) : TableCell();
}

/// The array of tableJson() for the report's object, whose last line break it has not.
std::string arrayOf(const Table &table)
{
    std::string text = tableJson(table);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text;
}

std::string quoted(const std::string &text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}
} // namespace

Table perturbationTable(const std::vector<PerturbationRow> &rows)
{
    Table table{
        {"edits", "target", "precision", "recall", "f1", "within_one", "n", "bar", "result"}, {}};
    for (const PerturbationRow &row : rows) {
        const TableCell result =
            row.passed ? TableCell(*row.passed ? "pass" : "FAIL") : TableCell();
        table.rows.push_back({row.edits, row.target, row.precision, row.recall, row.f1, row.nearby,
                              row.n, row.bar, result});
    }
    return table;
}

Table goldTable(const GoldCounts &counts)
{
    Table table{{"target", "precision", "recall", "f1", "within_one", "n"}, {}};
    const auto add = [&table](const char *target, const Counts &count) {
        table.rows.push_back(
            {target, count.precision(), count.recall(), count.f1(), {}, count.wanted});
    };
    add("turn pairs", counts.pairs);
    add("moved links", counts.moved);
    add("moved turns, any target", counts.movedTurns);
    add("missing turns", counts.missing);
    add("extra turns", counts.extra);
    std::optional<double> exact;
    std::optional<double> nearby;
    if (counts.dialogues > 0) {
        exact = static_cast<double>(counts.firstExact) / counts.dialogues;
        nearby = static_cast<double>(counts.firstNear) / counts.dialogues;
    }
    table.rows.push_back({"first divergence", {}, exact, {}, nearby, counts.dialogues});
    return table;
}

Table worstPairsTable(const ValidationReport &report)
{
    Table table{{"pair", "domain", "f1", "hit", "found", "wanted", "first_labelled", "first_found",
                 "covers"},
                {}};
    for (const std::size_t i : worstPairs(report.gold, report.worst)) {
        const GoldPair &pair = report.pairs[i];
        const GoldPairScore &score = report.gold.pairs[i];
        const std::string covers =
            joined(pair.covers, ", ", [](const std::string &text) { return text; });
        table.rows.push_back({pair.id, pair.domain, score.pairs.f1(), score.pairs.hit,
                              score.pairs.found, score.pairs.wanted, cellOf(score.wantedFirst),
                              cellOf(score.foundFirst), covers});
    }
    return table;
}

bool allPassed(const std::vector<PerturbationRow> &rows)
{
    return std::all_of(rows.begin(), rows.end(),
                       [](const PerturbationRow &row) { return row.passed.value_or(true); });
}

std::string validationText(const ValidationReport &report)
{
    std::string text = "Known edits: " + std::to_string(report.dialogues) + " dialogues of " +
                       report.base + ", seeds 1 to " + std::to_string(report.seeds) +
                       ". Recall of the first divergence is its exact share.\n\n";
    text += tableText(perturbationTable(report.perturbation));
    if (report.pairs.empty())
        return text;
    text += "\nHand-labelled pairs: " + std::to_string(report.pairs.size()) + " of " +
            report.labelledFile + "\n\n" + tableText(goldTable(report.gold.counts));
    const Table worst = worstPairsTable(report);
    if (!worst.rows.empty())
        text += "\nThe " + std::to_string(worst.rows.size()) +
                " pairs with the lowest F1 of turn pairs\n\n" + tableText(worst);
    return text;
}

std::string validationJson(const ValidationReport &report)
{
    std::string text = "{\"method\": " + quoted(alignMethodVersion({})) +
                       ",\n\"perturbation\": {\"base\": " + quoted(report.base) +
                       ", \"dialogues\": " + std::to_string(report.dialogues) +
                       ", \"seeds\": " + std::to_string(report.seeds) +
                       ", \"passed\": " + (allPassed(report.perturbation) ? "true" : "false") +
                       ", \"rows\":\n" + arrayOf(perturbationTable(report.perturbation)) + "}";
    if (!report.pairs.empty())
        text += ",\n\"labelled\": {\"file\": " + quoted(report.labelledFile) +
                ", \"pairs\": " + std::to_string(report.pairs.size()) + ", \"rows\":\n" +
                arrayOf(goldTable(report.gold.counts)) + ", \"worst\":\n" +
                arrayOf(worstPairsTable(report)) + "}";
    return text + "}\n";
}

std::string goldText(const GoldPair &pair)
{
    std::string text =
        "groups: " + joined(pair.groups, ", ", [](const GoldGroup &group) {
            return numbers(group.real) + (group.differs ? "≠" : "=") + numbers(group.sim);
        });
    text += "\nmoved: " + joined(pair.moved, ", ", [](const GoldMoved &moved) {
                return std::to_string(moved.real) + (moved.fromReal ? "→" : "←") +
                       std::to_string(moved.sim);
            });
    text += "\nmissing: " + numbers(pair.missing) + "\nextra: " + numbers(pair.extra) +
            "\nfirst divergence: " +
            (pair.firstDivergence ? std::to_string(*pair.firstDivergence) : "none") + "\n";
    return text;
}
} // namespace gapscope
