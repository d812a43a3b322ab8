// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/targets_report.h"
#include "core/stats/events.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

constexpr int formatVersion = 1;

const char *name(FigureUnit unit)
{
    switch (unit) {
    case FigureUnit::Share:
        return "share";
    case FigureUnit::Words:
        return "words";
    case FigureUnit::Turns:
        return "turns";
    case FigureUnit::TurnIndex:
        return "turn_index";
    case FigureUnit::Messages:
        return "messages";
    case FigureUnit::Number:
        return "number";
    }
    return "number";
}

const char *name(FigureGroup group)
{
    switch (group) {
    case FigureGroup::Feature:
        return "feature";
    case FigureGroup::Pattern:
        return "pattern";
    case FigureGroup::Course:
        return "course";
    }
    return "feature";
}

const char *name(Move move)
{
    switch (move) {
    case Move::Unclear:
        return "unclear";
    case Move::Up:
        return "up";
    case Move::Down:
        return "down";
    }
    return "unclear";
}

std::string stateName(std::size_t state)
{
    if (state == ActTransitions::start)
        return "start";
    return state == ActTransitions::end ? "end" : name(static_cast<Act>(state));
}

Json keysOf(const std::vector<TaskKey> &tasks)
{
    Json list = Json::array();
    for (const TaskKey &task : tasks)
        list.push_back(task.value());
    return list;
}

/// Null where there are no values, so that "none" is not read as 0.
void putQuantiles(Json &json, const Quantiles &values)
{
    const auto number = [&values](double value) {
        return values.n > 0 ? Json(value) : Json(nullptr);
    };
    json["n"] = values.n;
    json["few"] = values.few();
    json["q10"] = number(values.low);
    json["q50"] = number(values.median);
    json["q90"] = number(values.high);
    json["mean"] = number(values.mean);
}

Json figureJson(const Figure &figure)
{
    Json json;
    json["title"] = figure.info.title;
    json["group"] = name(figure.info.group);
    json["unit"] = name(figure.info.unit);
    json["counts"] = figure.info.counts;
    json["n"] = figure.n;
    json["events"] = figure.events;
    json["few"] = figure.few();
    json["mean"] = figure.n > 0 ? Json(figure.mean) : Json(nullptr);
    json["share_above_zero"] =
        figure.n > 0 ? Json(static_cast<double>(figure.events) / figure.n) : Json(nullptr);
    if (figure.quantiles && figure.n > 0) {
        json["q10"] = figure.quantiles->low;
        json["q50"] = figure.quantiles->median;
        json["q90"] = figure.quantiles->high;
        json["sd"] = figure.quantiles->sd;
    }
    return json;
}

Json disclosureJson(const DisclosureSchedule &disclosure)
{
    Json json;
    json["dialogues"] = disclosure.dialogues;
    json["units"] = disclosure.units;
    json["said_by_turn"] = Json::array();
    for (const DisclosureSchedule::Step &step : disclosure.steps) {
        json["said_by_turn"].push_back({{"turn", step.turn},
                                        {"share", step.share},
                                        {"n", disclosure.dialogues},
                                        {"still_talking", step.talking},
                                        {"few", step.talking < leastEvents}});
    }
    putQuantiles(json["first_identifier_turn"], disclosure.firstIdentifier);
    json["identifiers_prompted"] = disclosure.prompted;
    json["identifiers_unprompted"] = disclosure.unprompted;
    return json;
}

Json actsJson(const ActCourse &acts)
{
    Json json;
    json["smoothing"] = ActTransitions::smoothing;
    json["turns"] = Json::object();
    for (std::size_t act = 0; act < actCount; ++act)
        if (act != ActTransitions::end)
            json["turns"][stateName(act)] = acts.turns[act];
    json["transitions"] = Json::array();
    for (std::size_t i = 0; i <= actCount; ++i) {
        // Start first, as in a walk.
        const std::size_t from = i == 0 ? ActTransitions::start : i - 1;
        if (from == ActTransitions::end)
            continue;
        Json row;
        row["from"] = stateName(from);
        row["n"] = acts.transitions.rowTotal(from);
        row["few"] = acts.transitions.rowTotal(from) < leastEvents;
        for (std::size_t to = 0; to < actCount; ++to) {
            if (from == ActTransitions::start && to == ActTransitions::end)
                continue;
            row["counts"][stateName(to)] = acts.transitions.counts[from][to];
            row["probabilities"][stateName(to)] = acts.transitions.probability(from, to);
        }
        json["transitions"].push_back(std::move(row));
    }
    return json;
}

Json endingJson(const std::vector<HazardStep> &steps)
{
    Json json = Json::array();
    for (const HazardStep &step : steps) {
        json.push_back({{"turn", step.turn},
                        {"still_talking", step.talking},
                        {"ended", step.ended},
                        {"censored", step.censored},
                        {"hazard", step.hazard()},
                        {"few", step.ended < leastEvents}});
    }
    return json;
}

Json histogramJson(const std::vector<HistogramBin> &bins, int dialogues)
{
    Json json = Json::array();
    for (const HistogramBin &bin : bins) {
        json.push_back({{"from", bin.low},
                        {"to", bin.high > 0 ? Json(bin.high) : Json(nullptr)},
                        {"count", bin.count},
                        {"share", dialogues > 0 ? Json(static_cast<double>(bin.count) / dialogues)
                                                : Json(nullptr)},
                        {"few", bin.count < leastEvents}});
    }
    return json;
}

Json profileJson(const UserProfile &profile)
{
    Json json;
    json["tasks"] = profile.tasks;
    json["dialogues"] = profile.dialogues;
    json["user_turns"] = profile.turns;
    json["endings"] = {{"by_the_user", profile.stopped},
                       {"assumed", profile.assumedEnds},
                       {"censored", profile.censored}};
    json["figures"] = Json::object();
    for (const Figure &figure : profile.figures)
        json["figures"][std::string(figure.info.key)] = figureJson(figure);
    json["opening_words_histogram"] = histogramJson(profile.openingHistogram, profile.dialogues);
    json["words_by_turn"] = Json::array();
    for (std::size_t t = 0; t < profile.wordsByTurn.size(); ++t) {
        Json turn = {{"turn", t + 1}};
        putQuantiles(turn, profile.wordsByTurn[t]);
        json["words_by_turn"].push_back(std::move(turn));
    }
    json["disclosure"] = disclosureJson(profile.disclosure);
    json["acts"] = actsJson(profile.acts);
    json["ending_hazard"] = endingJson(profile.ending);
    json["short_turns"] = Json::array();
    for (const Fragment &fragment : profile.fragments) {
        json["short_turns"].push_back({{"pattern", fragment.pattern},
                                       {"count", fragment.count},
                                       {"dialogues", fragment.dialogues},
                                       {"tasks", fragment.tasks},
                                       {"few", fragment.count < leastEvents}});
    }
    return json;
}

Json gapJson(const TargetGap &gap)
{
    Json json;
    json["key"] = gap.people.info.key;
    json["move"] = name(gap.move);
    json["change"] = gap.people.n > 0 && gap.simulator.n > 0 ? Json(gap.change) : Json(nullptr);
    json["interval"] =
        gap.interval ? Json::array({gap.interval->low, gap.interval->high}) : Json(nullptr);
    json["effect"] = gap.effect;
    json["few"] = gap.people.few() && gap.simulator.few();
    json["people"] = figureJson(gap.people);
    json["simulator"] = figureJson(gap.simulator);
    return json;
}

Json splitJson(const Targets &targets)
{
    Json json;
    json["unit"] = "task";
    json["share"] = targets.split.share;
    json["seed"] = targets.split.seed;
    json["hash"] = targets.split.hash;
    json["domains"] = Json::array();
    for (const Targets::DomainSize &size : targets.domains) {
        json["domains"].push_back(
            {{"domain", size.domain}, {"tuning", size.tuning}, {"held_out", size.heldOut}});
    }
    json["tuning"] = keysOf(targets.split.tuning);
    json["held_out"] = keysOf(targets.split.heldOut);
    return json;
}
} // namespace

std::string targetsJson(const Targets &targets, const std::string &version)
{
    Json json;
    json["format"] = targetsFormat;
    json["version"] = formatVersion;
    json["program"] = "gapscope " + version;
    json["edition"] = targets.edition;
    json["lexicon"] = targets.lexiconVersion;
    json["seed"] = targets.split.seed;
    json["draws"] = targets.draws;
    json["few_below"] = leastEvents;
    json["dialogues_without_task"] = targets.withoutTask;
    json["split"] = splitJson(targets);
    json["people"] = profileJson(targets.people);
    json["simulators"] = Json::array();
    for (const SimulatorTargets &simulator : targets.simulators) {
        Json own;
        own["name"] = simulator.name;
        own["shared_tasks"] = simulator.sharedTasks;
        own["gaps"] = Json::array();
        for (const TargetGap &gap : simulator.gaps)
            own["gaps"].push_back(gapJson(gap));
        own["profile"] = profileJson(simulator.profile);
        json["simulators"].push_back(std::move(own));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}
} // namespace gapscope
