// SPDX-License-Identifier: GPL-3.0-or-later
// UserBench's reward cache: by environment and task, the runs' histories and rewards side by side
// (formats.md, section 2.14).
#include "core/import/chat_messages.h"
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
bool isTask(const Json &value)
{
    const Json *history = member(value, "history");
    const Json *reward = member(value, "reward");
    return history && history->is_array() && reward && reward->is_array();
}

bool isEnvironment(const Json &value)
{
    return value.is_object() && std::ranges::any_of(value, isTask);
}

/// Of the steps' rewards the best, as the benchmark's own figure has it.
std::optional<double> bestOf(const Json &reward)
{
    if (!reward.is_array())
        return numberOf(&reward);
    std::optional<double> best;
    for (const Json &step : reward) {
        if (const std::optional<double> number = numberOf(&step))
            best = std::max(best.value_or(*number), *number);
    }
    return best;
}

/// The agent's step and what came back: a search and an answer are answered by the environment,
/// anything else by the user.
std::vector<Turn> turnsOf(const Json &step)
{
    std::vector<Turn> turns;
    const std::string choice = textOf(member(step, "choice"));
    const Json *content = firstMember(step, {"content"});
    const Json *feedback = firstMember(step, {"feedback"});
    if (choice == "search" || choice == "answer") {
        turns.push_back(called(Role::Agent, choice, Json{{"content", textOf(content)}}));
        if (feedback)
            turns.push_back(answered(choice, textOf(feedback)));
        return turns;
    }
    turns.push_back(spoken(Role::Agent, content ? std::optional(textOf(content)) : std::nullopt));
    if (feedback)
        turns.push_back(spoken(Role::User, textOf(feedback)));
    return turns;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_reading(context, output) {}

    bool readEnvironment(const Record &record)
    {
        if (!record.value.is_object())
            return m_reading.skip(record, "not-an-object", "the environment is no object");
        for (const auto &[id, task] : record.value.items()) {
            if (!isTask(task)) {
                if (!m_reading.skip(record, "no-messages",
                                    "task " + id.substr(0, 60) +
                                        " has no lists \"history\" and \"reward\""))
                    return false;
                continue;
            }
            if (!readTask(record, id, task))
                return false;
        }
        return true;
    }

private:
    bool readTask(const Record &record, const std::string &id, const Json &value)
    {
        const Json &history = *member(value, "history");
        const Json &reward = *member(value, "reward");
        const bool runs = !history.empty() && history.front().is_array();
        if (!runs)
            return readRun(record, id, history, reward, 0);
        if (history.size() != reward.size() &&
            !m_reading.note(record, "uneven-lists",
                            "task " + id.substr(0, 60) + " has " + std::to_string(history.size()) +
                                " runs and " + std::to_string(reward.size()) + " rewards"))
            return false;
        for (std::size_t run = 0; run < history.size(); ++run) {
            if (!readRun(record, id, history[run], run < reward.size() ? reward[run] : Json(), run))
                return false;
        }
        return true;
    }

    bool readRun(const Record &record, const std::string &id, const Json &history,
                 const Json &reward, std::size_t run)
    {
        const Task task = m_reading.task("userbench", record.key, id);
        Dialogue dialogue;
        dialogue.nativeId = id + "/" + std::to_string(run);
        ChatMessages chat;
        MessageTurns steps;
        for (const Json &step : history) {
            if (!m_reading.goesOn())
                return false;
            if (member(step, "choice"))
                steps.add(step, turnsOf(step));
            else if (const std::string problem = chat.add(step);
                     !problem.empty() &&
                     !m_reading.note(record, problem.c_str(),
                                     "a step of task " + id.substr(0, 60) + " is no message"))
                return false;
        }
        dialogue.turns = steps.turns().empty() ? chat.takeTurns() : steps.take();
        dialogue.outcome.reward = bestOf(reward);
        dialogue.metadata = dumped(Json{{"rewards", reward}});
        return m_reading.add(record, task, std::move(dialogue));
    }

    CorpusReading m_reading;
};

class UserBench final : public Importer
{
public:
    std::string_view id() const override { return "userbench"; }
    std::string_view title() const override { return "UserBench reward cache"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json &first = probe.first;
        if (!probe.isObject() || !first.is_object() || std::ranges::none_of(first, isEnvironment))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Simulated;
        constexpr std::string_view prefix = "reward_cache_";
        if (probe.stem.starts_with(prefix)) {
            found.guess.label = probe.stem.substr(prefix.size());
            found.guess.agentModel = found.guess.label;
        }
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        return readRecords(probe, output, RecordLayout::Members,
                           [&](const Record &record) { return reading.readEnvironment(record); });
    }
};
} // namespace

std::unique_ptr<Importer> userbench()
{
    return std::make_unique<UserBench>();
}
} // namespace gapscope::importers
