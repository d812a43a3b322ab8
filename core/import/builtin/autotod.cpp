// SPDX-License-Identifier: GPL-3.0-or-later
// AutoTOD: dialogues of an LLM user with an agent on tasks of MultiWOZ and SGD (formats.md, section
// 2.6e). MultiWOZ records hold the human dialogue of the task, too.
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/multiwoz_task.h"

#include <filesystem>

namespace gapscope::importers {
namespace {
/// The simulated dialogue and, where there is one, that of people.
struct Sides
{
    const Json *simulated = nullptr;
    const Json *human = nullptr;
};

Sides sidesOf(const Json &record)
{
    const Json *result = member(record, "run_result");
    if (!result)
        return {};
    const auto list = [](const Json *value) {
        return value && value->is_array() ? value : nullptr;
    };
    if (result->is_array())
        return {result, nullptr};
    return {list(member(*result, "dialog_pred")), list(member(*result, "dialog_refer"))};
}

std::vector<Turn> turnsOf(const Json &exchanges)
{
    MessageTurns turns;
    for (const Json &exchange : exchanges) {
        std::vector<Turn> said;
        if (const Json *user = firstMember(exchange, {"user"}))
            said.push_back(spoken(Role::User, textOf(user)));
        if (const Json *agent = firstMember(exchange, {"agent"}))
            said.push_back(spoken(Role::Agent, textOf(agent)));
        turns.add(exchange, std::move(said));
    }
    return turns.take();
}

/// 1 where every figure of the run's evaluation is 1, else 0; none where there are no figures.
std::optional<double> rewardOf(const Json *summary)
{
    std::optional<double> reward;
    if (!summary || !summary->is_object())
        return reward;
    for (const Json &domain : *summary) {
        if (!domain.is_object())
            continue;
        for (const Json &figure : domain) {
            if (const std::optional<double> number = numberOf(&figure))
                reward = *number < 1.0 ? 0.0 : reward.value_or(1.0);
        }
    }
    return reward;
}

/// Whether the file's own corpus is that of people: the person said so.
bool isOfPeople(const ImportContext &context)
{
    return context.corpus.kind == CorpusKind::Real;
}

/// The other one.
Corpus sideOf(const ImportContext &context)
{
    Corpus side;
    if (!isOfPeople(context)) {
        side.kind = CorpusKind::Real;
        side.label = "human";
    } else {
        side.kind = CorpusKind::Simulated;
        side.label = std::filesystem::path(context.path).stem().string();
        side.userModel = context.corpus.userModel;
        side.agentModel = context.corpus.agentModel;
    }
    side.id = corpusIdOf(side.kind, side.label);
    return side;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output, CorpusId side)
        : m_reading(context, output), m_side(std::move(side))
    {}

    bool readRecord(const Record &record)
    {
        const Json &value = record.value;
        const Sides sides = sidesOf(value);
        if (!value.is_object())
            return m_reading.skip(record, "not-an-object", "the record is no object, so no run");
        if (!sides.simulated && !sides.human)
            return m_reading.skip(record, "no-messages",
                                  "the run has no dialogue; its status is \"" +
                                      textOf(member(value, "status")).substr(0, 60) + "\"");
        for (const Json *side : {sides.human, sides.simulated}) {
            if (side && !tellEmpty(record, *side))
                return false;
        }
        const Task task = taskOf(record);
        if (sides.human && !addHuman(record, task, *sides.human))
            return false;
        if (!sides.simulated)
            return m_reading.note(record, "no-simulated-side",
                                  "the run has the people's dialogue only");
        if (sides.human && startsAlike(sides) &&
            !m_reading.noteOnce(record, "first-turn-copied",
                                "the simulated user begins with the words of the person whose "
                                "dialogue it was shown"))
            return false;
        return addSimulated(record, task, *sides.simulated);
    }

private:
    bool tellEmpty(const Record &record, const Json &exchanges)
    {
        for (const Json &exchange : exchanges) {
            if (!m_reading.goesOn())
                return false;
            if (!firstMember(exchange, {"user", "agent"}) &&
                !m_reading.note(record, "no-text",
                                "an exchange has neither the user's words nor the agent's and was "
                                "left out"))
                return false;
        }
        return true;
    }

    static std::string idOf(const Record &record)
    {
        const std::string id = textOf(member(record.value, "dialog_id"));
        return id.empty() ? numberedId(record.number) : id;
    }

    Task taskOf(const Record &record) const
    {
        const std::string id = idOf(record);
        const Json *result = member(record.value, "run_result");
        const Json *messages = member(*result, "goal_messages");
        if (messages || isMultiwozId(id))
            return multiwozTask(m_reading, id, member(*result, "goals"), messages);
        return m_reading.task("sgd", {}, id);
    }

    static bool startsAlike(const Sides &sides)
    {
        const auto first = [](const Json &exchanges) {
            return exchanges.empty() ? std::string() : textOf(member(exchanges.front(), "user"));
        };
        return !sides.human->empty() && first(*sides.human) == first(*sides.simulated);
    }

    // Whichever side the person names, the other one goes to a corpus of its own.
    bool addHuman(const Record &record, const Task &task, const Json &exchanges)
    {
        Dialogue dialogue;
        dialogue.nativeId = idOf(record);
        dialogue.turns = turnsOf(exchanges);
        if (!isOfPeople(m_reading.context()))
            dialogue.corpus = m_side;
        return m_reading.add(record, task, std::move(dialogue));
    }

    bool addSimulated(const Record &record, const Task &task, const Json &exchanges)
    {
        const Json &value = record.value;
        Dialogue dialogue;
        dialogue.nativeId = idOf(record);
        dialogue.turns = turnsOf(exchanges);
        dialogue.outcome.reward = rewardOf(member(value, "eval_summary"));
        Json rest = without(value, {"dialog_id", "run_result"});
        if (const Json *result = member(value, "run_result"); result->is_object()) {
            dialogue.outcome.termination = textOf(member(*result, "finish_status"));
            rest["run_result"] = without(*result, {"dialog_pred", "dialog_refer"});
        }
        if (!rest.empty())
            dialogue.metadata = dumped(rest);
        if (isOfPeople(m_reading.context()))
            dialogue.corpus = m_side;
        return m_reading.add(record, task, std::move(dialogue));
    }

    CorpusReading m_reading;
    CorpusId m_side;
};

class AutoTod final : public Importer
{
public:
    std::string_view id() const override { return "autotod"; }
    std::string_view title() const override { return "AutoTOD (real and simulated together)"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *result = probe.field("run_result");
        if (!probe.field("dialog_id") || !result)
            return {};
        const bool exchanges =
            result->is_array() && (result->empty() || member(result->front(), "turn_idx"));
        if (!exchanges && !member(*result, "dialog_pred") && !member(*result, "dialog_refer"))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Simulated;
        return found;
    }

    std::vector<Corpus> sides(const ImportContext &context) const override
    {
        return {sideOf(context)};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output, sideOf(context).id);
        return readRecords(probe, output, RecordLayout::Items,
                           [&](const Record &record) { return reading.readRecord(record); });
    }
};
} // namespace

std::unique_ptr<Importer> autotod()
{
    return std::make_unique<AutoTod>();
}
} // namespace gapscope::importers
