// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/rule_precision.h"
#include "core/label/label_scheme.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/sample_parts.h"
#include "core/stats/events.h"

#include <algorithm>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting ofSetting()
{
    return {"of", "Pairs of", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"all", "all simulators"},
                                                {"selected", "the selected simulator"}};
            }};
}

ChartSetting orderSetting()
{
    return {"order", "Order", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"scheme", "as in the scheme"},
                                                {"precision", "most precise first"}};
            }};
}

std::string percent(const std::optional<double> &share)
{
    return share ? fixed(100.0 * *share, 0) + " %" : "–";
}

const SuggestionUse *useOf(const RulePrecision &all, const std::string &code)
{
    const auto found = std::ranges::find(all.uses, code, &SuggestionUse::code);
    return found == all.uses.end() ? nullptr : &*found;
}

std::string tipOf(const RuleScore &score, const SuggestionUse *use)
{
    const auto interval = [](const std::optional<ConfidenceInterval> &range) {
        return range ? " (95 % interval " + fixed(100.0 * range->low, 0) + "–" +
                           fixed(100.0 * range->high, 0) + ")"
                     : std::string();
    };
    const SuggestionRule *rule = suggestionRule(score.rule);
    return text(
        {score.code, " ", score.rule, "\nprecision ", percent(score.precision()), ", ",
         std::to_string(score.hits), " of ",
         counted(static_cast<std::size_t>(score.suggested), "suggestion", "suggestions"),
         interval(score.precisionInterval()), "\nrecall ", percent(score.recall()), ", ",
         std::to_string(score.hits), " of ",
         counted(static_cast<std::size_t>(score.labelled), "labelled place", "labelled places"),
         interval(score.recallInterval()),
         use ? text({"\nsuggestions of the code: ", std::to_string(use->accepted), " accepted, ",
                     std::to_string(use->changed),
                     " changed; set without: ", std::to_string(use->added)})
             : std::string(),
         rule ? "\nrule: " + std::string(rule->sentence) : std::string()});
}

void add(const RulePrecision &all, const RuleScore &score, const LabelCode *entry, ChartSpec &spec)
{
    const auto y = static_cast<double>(spec.y.categories.size());
    spec.y.categories.push_back(score.code + "  " + (entry ? entry->name : score.rule));
    spec.columns[0].cells.push_back(std::to_string(score.suggested));
    spec.columns[1].cells.push_back(percent(score.recall()));
    const SuggestionUse *use = useOf(all, score.code);
    const auto precision = score.precisionInterval();
    const auto recall = score.recallInterval();
    const int row = static_cast<int>(spec.table.rows.size());
    const auto low = [](const auto &range) { return range ? TableCell(range->low) : TableCell(); };
    const auto high = [](const auto &range) {
        return range ? TableCell(range->high) : TableCell();
    };
    spec.table.rows.push_back({score.rule, score.code, entry ? entry->name : std::string(),
                               score.suggested, score.hits, score.precision(), low(precision),
                               high(precision), score.labelled, score.recall(), low(recall),
                               high(recall), use ? use->accepted : 0, use ? use->changed : 0,
                               use ? use->added : 0});
    if (!precision)
        return;
    PointMark point{100.0 * *score.precision(),
                    y,
                    {},
                    {},
                    MarkShape::Circle,
                    1.0,
                    {},
                    {{InkRole::Sim}, tipOf(score, use), {}, row, score.dialogues}};
    point.xError = Interval{100.0 * precision->low, 100.0 * precision->high};
    spec.points.push_back(std::move(point));
}
} // namespace

static ChartSpec buildRulePrecision(const ChartInput &input)
{
    const UsiRow *selected = selectedRow(input);
    const bool isOfSelected = chosen(input, ofSetting()) == "selected" && selected;
    RulePrecision all = rulePrecision(*input.suggested, isOfSelected ? selected->name : "");
    if (all.pairs == 0)
        return empty("No pair is judged yet: labels are set on the Compare page.");
    // A rule that neither speaks nor is needed says nothing.
    std::erase_if(all.rules, [](const RuleScore &score) {
        return score.suggested == 0 && score.labelled == 0;
    });
    if (all.rules.empty())
        return empty("No rule suggests anything for the judged pairs.");
    if (chosen(input, orderSetting()) == "precision")
        std::ranges::stable_sort(all.rules, std::ranges::greater{}, [](const RuleScore &score) {
            return score.precision().value_or(-1.0);
        });
    ChartSpec spec;
    spec.table.header = {"rule",          "code",           "name",     "suggested", "hits",
                         "precision",     "low_95",         "high_95",  "labelled",  "recall",
                         "recall_low_95", "recall_high_95", "accepted", "changed",   "added"};
    spec.columns = {{"n", {}, false}, {"recall", {}, true}};
    int judged = 0;
    bool isRare = false;
    for (const RuleScore &score : all.rules) {
        add(all, score, input.labelScheme().find(score.code), spec);
        judged += score.suggested;
        isRare = isRare || (score.suggested > 0 && score.suggested < leastEvents);
    }
    spec.subtitle =
        text({"Share of a rule's suggestions that annotators confirm, ",
              isOfSelected ? selected->name : std::string("all simulators"), ": ",
              counted(static_cast<std::size_t>(all.pairs), "judged pair", "judged pairs"), ", ",
              counted(static_cast<std::size_t>(judged), "suggestion", "suggestions")});
    if (isRare)
        spec.warnings.push_back("Rules with fewer than " + std::to_string(leastEvents) +
                                " suggestions: read their intervals.");
    if (std::ranges::any_of(all.uses, [](const SuggestionUse &use) { return use.accepted > 0; }))
        spec.warnings.push_back("Annotators saw suggestions: precision is as they confirmed it, "
                                "not as they would have judged alone.");
    // A little more, so that dots at the ends are whole.
    spec.x = {"Suggestions that are confirmed", "%", {-2.0, 102.0}, {}, {}};
    return spec;
}

std::unique_ptr<Chart> rule_precision()
{
    return std::make_unique<Chart>(
        ChartInfo{"rule_precision",
                  "Rules against annotators",
                  "How many of the suggestions of each rule annotators confirm by the same code on "
                  "the same row.",
                  "A rule far to the left suggests what people do not see; n is how often it "
                  "speaks, recall the share of labelled rows it finds. Adjudicated labels stand "
                  "for those of the annotators.",
                  "Precision with Wilson intervals (Wilson 1927)",
                  {.suggestions = true},
                  {ofSetting(), orderSetting()},
                  false,
                  ChartGroup::Labels},
        buildRulePrecision);
}
} // namespace gapscope::charts
