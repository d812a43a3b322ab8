// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/survey_pairs.h"
#include "core/plot/chart_key.h"
#include "core/plot/chart_settings.h"
#include "core/plot/metric_rows.h"
#include "core/plot/plot_parts.h"
#include "core/stats/events.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gapscope::charts {
namespace {
using namespace plot;

ChartSetting formSetting()
{
    return {"form", "Form", [](const ChartInput &) {
                return std::vector<ChartChoice>{{"likert", "all answers, stacked"},
                                                {"dumbbell", "mean answers"}};
            }};
}

/// "task_success" as "Task success".
std::string titleOf(const SurveyField &field)
{
    std::string title(field.key);
    std::replace(title.begin(), title.end(), '_', ' ');
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

/// The answers that share a level, as they are spelt.
std::string answersOf(const SurveyField &field, int level)
{
    std::string texts;
    for (const SurveyField::Answer &answer : field.answers)
        if (answer.ordinal == level)
            texts.append(texts.empty() ? "" : " / ").append(answer.text);
    return texts;
}

/// One side's answers to one question: its dialogues by level, each once.
using ByLevel = std::vector<std::vector<DialogueId>>;

ByLevel byLevel(const std::vector<AnswerPair> &pairs, const SurveyField &field,
                double AnswerPair::*level, DialogueId AnswerPair::*dialogue)
{
    std::map<DialogueId, int> levels;
    for (const AnswerPair &pair : pairs)
        levels[pair.*dialogue] = static_cast<int>(std::lround(pair.*level * (field.levels - 1)));
    ByLevel found(static_cast<std::size_t>(field.levels));
    for (const auto &[id, at] : levels)
        found[static_cast<std::size_t>(at)].push_back(id);
    return found;
}

struct Builder
{
    const ChartInput &input;
    std::string simulator;
    bool stacked = true;
    ChartSpec spec;
    std::vector<MetricRow> rows;
    std::vector<std::string> few;
    bool hasQuiet = false;

    /// What is said of an item wherever it is pointed at.
    std::string bias(const MetricRow &raw, const std::optional<double> &rho) const
    {
        std::string said = text({"Δ ", fixed(*raw.value, 2), " levels",
                                 plot::intervalText(raw, 1.0, 2), "\nmeans: people ",
                                 fixed(*raw.real, 2), ", ", simulator, " ", fixed(*raw.sim, 2)});
        if (rho)
            said += "\nρ " + fixed(*rho, 2);
        if (raw.floor)
            said += "\npeople among themselves " + fixed(*raw.floor, 2);
        return said + "\n" + std::to_string(raw.n) + " pairs of answers";
    }

    void addColumns(const MetricRow &raw, const std::optional<double> &rho)
    {
        const std::string delta = (*raw.value > 0.0 ? "+" : "") + fixed(*raw.value, 2);
        const bool isQuiet = raw.floor && std::abs(*raw.value) <= *raw.floor;
        hasQuiet = hasQuiet || isQuiet;
        spec.columns[0].cells.push_back(isQuiet ? "(" + delta + ")" : delta);
        spec.columns[1].cells.push_back(rho ? fixed(*rho, 2) : "–");
        spec.columns[2].cells.push_back(std::to_string(raw.n));
    }

    void addSide(const SurveyField &field, const std::string &who, InkRole role,
                 const ByLevel &levels, Interval height, const MetricRow &raw,
                 const std::optional<double> &rho)
    {
        const double y = (height.from + height.to) / 2;
        double n = 0.0;
        for (const auto &dialogues : levels)
            n += static_cast<double>(dialogues.size());
        // Half of a middle answer stands on either side of 0.
        const double middle = (field.levels - 1) / 2.0;
        double x = 0.0;
        for (int level = 0; level <= middle; ++level)
            x -= 100.0 * static_cast<double>(levels[static_cast<std::size_t>(level)].size()) / n *
                 (level == middle ? 0.5 : 1.0);
        const double left = x;
        for (int level = 0; level < field.levels; ++level) {
            const auto &dialogues = levels[static_cast<std::size_t>(level)];
            const double share = 100.0 * static_cast<double>(dialogues.size()) / n;
            const int row = static_cast<int>(spec.table.rows.size());
            spec.table.rows.push_back({field.key, who, level + 1, answersOf(field, level),
                                       static_cast<int>(dialogues.size()), share, raw.value, rho});
            if (dialogues.empty())
                continue;
            const std::string tip =
                text({titleOf(field), ", ", who, "\n“", answersOf(field, level),
                      "”: ", std::to_string(dialogues.size()), " of ", fixed(n, 0), " (",
                      fixed(share, 1), " %)\n", bias(raw, rho)});
            const double value = middle > 0.0 ? (level - middle) / middle : 0.0;
            spec.bars.push_back(
                {{x, x + share},
                 height,
                 share >= 9.0 ? fixed(share, 0) : "",
                 BarMark::LabelPlace::Centre,
                 {level == middle ? Ink{InkRole::Context} : Ink{InkRole::Diverging, 0, value}, tip,
                  role == InkRole::Sim ? toText({simulator, "eval_agree", {}, {}}) : "", row,
                  dialogues}});
            x += share;
        }
        const MarkShape shape = role == InkRole::Sim ? MarkShape::Circle : MarkShape::Square;
        spec.points.push_back({left - 4.0, y, {}, {}, shape, 0.7, {}, {{role}, {}, {}, -1}});
    }

    void addLikert(const SurveyField &field, const std::vector<AnswerPair> &pairs,
                   const MetricRow &raw, const std::optional<double> &rho)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        spec.y.categories.push_back(titleOf(field));
        addColumns(raw, rho);
        addSide(field, "people", InkRole::Real,
                byLevel(pairs, field, &AnswerPair::person, &AnswerPair::personDialogue),
                {y - 0.40, y - 0.03}, raw, rho);
        addSide(field, simulator, InkRole::Sim,
                byLevel(pairs, field, &AnswerPair::simulator, &AnswerPair::simulatorDialogue),
                {y + 0.03, y + 0.40}, raw, rho);
    }

    void addMean(const SurveyField &field, const MetricRow &raw, const std::optional<double> &rho)
    {
        const auto y = static_cast<double>(spec.y.categories.size());
        const double scale = 100.0 / (field.levels - 1);
        const auto place = [&](double level) { return scale * (level - 1.0); };
        spec.y.categories.push_back(titleOf(field));
        addColumns(raw, rho);
        for (const MetricSimulator &other : input.sample->simulators) {
            const MetricRow *row = rowOf(rows, other.name, field.key);
            if (other.name == simulator || !row || !row->value)
                continue;
            addMeanRow(field, *row, {});
            spec.points.push_back(
                {place(*row->sim),
                 y,
                 {},
                 {},
                 MarkShape::Ring,
                 0.6,
                 {},
                 {{InkRole::Context},
                  text({titleOf(field), ", ", other.name, ": mean ", fixed(*row->sim, 2), " of ",
                        std::to_string(field.levels), "\nΔ ", fixed(*row->value, 2), " levels",
                        plot::intervalText(*row, 1.0, 2)}),
                  toText({other.name, "eval_agree", {}, {}}),
                  static_cast<int>(spec.table.rows.size()) - 1}});
        }
        addMeanRow(field, raw, rho);
        const int row = static_cast<int>(spec.table.rows.size()) - 1;
        const std::string tip = titleOf(field) + "\n" + bias(raw, rho);
        const double real = place(*raw.real);
        std::optional<Interval> error;
        if (raw.interval)
            error = {real + scale * raw.interval->low, real + scale * raw.interval->high};
        spec.segments.push_back(
            {real, y, place(*raw.sim), y, false, {{InkRole::Context}, {}, {}, -1}});
        spec.points.push_back(
            {real, y, {}, {}, MarkShape::Square, 1.0, {}, {{InkRole::Real}, tip, {}, row}});
        spec.points.push_back(
            {place(*raw.sim),
             y,
             error,
             {},
             MarkShape::Circle,
             1.0,
             {},
             {{InkRole::Sim}, tip, toText({simulator, "eval_agree", {}, {}}), row}});
    }

    void addMeanRow(const SurveyField &field, const MetricRow &row,
                    const std::optional<double> &rho)
    {
        const auto low = row.interval ? TableCell(row.interval->low) : TableCell();
        const auto high = row.interval ? TableCell(row.interval->high) : TableCell();
        spec.table.rows.push_back({field.key, row.simulator, field.levels, row.real, row.sim,
                                   row.value, low, high, row.floor, row.p, row.q, rho, row.n});
    }

    void addWarnings(const SurveyComparison &surveys)
    {
        int imputed = 0;
        std::vector<std::string> where;
        for (std::size_t field = 0; field < surveyFieldCount; ++field) {
            imputed += surveys.imputed[field];
            if (surveys.imputed[field] > 0)
                where.push_back(titleOf(surveyFields()[field]) + " " +
                                std::to_string(surveys.imputed[field]));
        }
        if (imputed > 0)
            spec.warnings.push_back(
                std::to_string(imputed) + (imputed == 1 ? " answer that " : " answers that ") +
                simulator +
                " did not give, left out here and imputed in the index: " + joined(where) + ".");
        if (!surveys.aboutPeople)
            spec.warnings.push_back(simulator + " rated its own dialogues, not people's: the "
                                                "dialogues differ, not only the raters.");
        if (!few.empty())
            spec.warnings.push_back("Fewer than " + std::to_string(leastEvents) +
                                    " pairs of answers: " + joined(few) + ".");
        if (hasQuiet)
            spec.warnings.push_back("( ): no further apart than two people are.");
    }

    void addLegend()
    {
        using Kind = LegendEntry::Kind;
        spec.legend = {{stacked ? "people (upper bar)" : "people",
                        Kind::Point,
                        MarkShape::Square,
                        0,
                        {InkRole::Real}},
                       {stacked ? simulator + " (lower bar)" : simulator + " (95 % interval of Δ)",
                        Kind::Point,
                        MarkShape::Circle,
                        0,
                        {InkRole::Sim}}};
        if (!stacked) {
            if (input.sample->simulators.size() > 1)
                spec.legend.push_back(
                    {"other simulators", Kind::Point, MarkShape::Ring, 0, {InkRole::Context}});
            return;
        }
        const auto step = [](const char *label, double value) {
            return LegendEntry{
                label, Kind::Bar, MarkShape::Square, 0, {InkRole::Diverging, 0, value}};
        };
        spec.legend.insert(
            spec.legend.end(),
            {step("lowest answer", -1.0),
             LegendEntry{"middle", Kind::Bar, MarkShape::Square, 0, {InkRole::Context}},
             step("highest answer", 1.0)});
    }
};
} // namespace

static ChartSpec buildSurveyBias(const ChartInput &input)
{
    const MetricSimulator *simulator = sampled(input);
    if (!simulator)
        return empty("There is no simulator to compare with people.");
    Builder builder{input,
                    simulator->name,
                    chosen(input, formSetting()) == "likert",
                    {},
                    metricRows(input, "survey_bias"),
                    {},
                    false};
    ChartSpec &spec = builder.spec;
    spec.columns = {{"Δ", {}, false}, {"ρ", {}, false}, {"n", {}, true}};
    spec.table.header =
        builder.stacked
            ? std::vector<std::string>{"item", "side",    "level", "answer",
                                       "n",    "percent", "delta", "rho"}
            : std::vector<std::string>{"item",  "simulator", "levels",  "people_mean", "sim_mean",
                                       "delta", "low_95",    "high_95", "floor",       "p",
                                       "q",     "rho",       "pairs"};
    const SurveyComparison surveys = compareSurveys(*input.sample, *simulator);
    for (std::size_t i = 0; i < surveyFieldCount; ++i) {
        const SurveyField &field = surveyFields()[i];
        const MetricRow *raw = rowOf(builder.rows, simulator->name, field.key);
        if (!raw || !raw->value)
            continue;
        if (raw->n < leastEvents)
            builder.few.push_back(titleOf(field) + " (" + std::to_string(raw->n) + ")");
        const std::optional<double> rho = surveyCorrelation(surveys.pairs[i]);
        if (builder.stacked)
            builder.addLikert(field, surveys.pairs[i], *raw, rho);
        else
            builder.addMean(field, *raw, rho);
    }
    if (spec.y.categories.empty())
        return empty("No survey answer of " + simulator->name +
                     " has one of people beside it: import its survey_comparable file.");
    spec.subtitle = text({"Answers of people and of ", simulator->name,
                          surveys.aboutPeople ? " about the same dialogues; Δ = "
                                              : " about dialogues of the same tasks; Δ = ",
                          simulator->name, " − people, in levels"});
    builder.addWarnings(surveys);
    builder.addLegend();
    if (builder.stacked)
        spec.x = {"Share of answers, low to the left, high to the right",
                  "%",
                  {-108, 102},
                  {},
                  {},
                  10.0,
                  {{-100, "100"}, {-50, "50"}, {0, "0"}, {50, "50"}, {100, "100"}}};
    else
        spec.x = {"Mean answer, 0 = lowest, 100 = highest", "%", {-4, 104}, {}, {}, 10.0};
    return std::move(builder.spec);
}

std::unique_ptr<Chart> survey_bias()
{
    return std::make_unique<Chart>(
        ChartInfo{"survey_bias",
                  "Survey, people and simulator",
                  "Whether the simulator judges the agent as people do, question by question.",
                  "Where the lower bar reaches farther right than the upper one, the simulator "
                  "is kinder than people; ρ says whether it finds the same dialogues good.",
                  "User-Sim Index survey fields; bias by task, Spearman's ρ",
                  {.sample = true},
                  {formSetting()},
                  false,
                  ChartGroup::Survey},
        buildSurveyBias);
}
} // namespace gapscope::charts
