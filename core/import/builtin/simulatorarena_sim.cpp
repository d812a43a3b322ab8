// SPDX-License-Identifier: GPL-3.0-or-later
// SimulatorArena's simulations: dialogues in objects by the agent's model, then document type and
// intent or the problem's id, then the person who is imitated (formats.md, section 2.5).
#include "core/import/chat_messages.h"
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/simulatorarena_task.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
constexpr std::size_t deepest = 4;

/// `user_messages` is the simulator's own view, with the roles the other way round.
bool isDialogue(const Json &value)
{
    const Json *messages = member(value, "assistant_messages");
    return messages && messages->is_array();
}

bool leadsToDialogue(const Json &value, std::size_t depth)
{
    if (isDialogue(value))
        return depth >= 3;
    return value.is_object() && depth < deepest &&
           std::ranges::any_of(
               value, [&](const Json &inner) { return leadsToDialogue(inner, depth + 1); });
}

/// `output/<annotations>/<user model>/<strategy>.json`; without a model it was gpt-4o.
std::string userModelOf(const std::string &path)
{
    const std::vector<std::string> parts = pathParts(path);
    const auto output = std::find(parts.begin(), parts.end(), "output");
    if (output == parts.end() || parts.end() - output < 3)
        return {};
    return parts.end() - output > 3 ? *(output + 2) : "gpt-4o";
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_reading(context, output) {}

    bool readModel(const Record &record) { return walk(record, record.value, {record.key}); }

private:
    bool walk(const Record &record, const Json &value, const std::vector<std::string> &names)
    {
        if (isDialogue(value) && names.size() >= 3)
            return readDialogue(record, value, names);
        if (!value.is_object() || names.size() >= deepest)
            return m_reading.skip(record, "no-messages",
                                  "under \"" + textId(names.back()) +
                                      "\" there is no dialogue with \"assistant_messages\"");
        for (const auto &[name, inner] : value.items()) {
            std::vector<std::string> deeper = names;
            deeper.push_back(name);
            if (!walk(record, inner, deeper))
                return false;
        }
        return true;
    }

    bool readDialogue(const Record &record, const Json &value,
                      const std::vector<std::string> &names)
    {
        const Task task = names.size() == 3 ? simulatorArenaProblem(m_reading, names[1])
                                            : simulatorArenaDocument(m_reading, names[1], names[2]);
        Dialogue dialogue;
        dialogue.nativeId = names.back();
        ChatMessages chat;
        for (const Json &message : *member(value, "assistant_messages")) {
            if (!m_reading.goesOn())
                return false;
            const std::string problem = chat.add(message);
            if (!problem.empty() &&
                !m_reading.note(record, problem.c_str(),
                                problem == "unknown-role"
                                    ? "a message has an unknown role and is shown as a note"
                                    : "a message is no object and was left out"))
                return false;
        }
        dialogue.turns = chat.takeTurns();
        Json rest = without(value, {"assistant_messages", "user_messages"});
        rest["model"] = names.front();
        rest["workerId"] = names.back();
        dialogue.metadata = dumped(rest);
        return m_reading.add(record, task, std::move(dialogue));
    }

    CorpusReading m_reading;
};

class SimulatorArenaSim final : public Importer
{
public:
    std::string_view id() const override { return "simulatorarena_sim"; }
    std::string_view title() const override { return "SimulatorArena, simulations"; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!probe.isObject() || !leadsToDialogue(probe.first, 0))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Simulated;
        found.guess.userModel = userModelOf(probe.path);
        if (!found.guess.userModel.empty())
            found.guess.label = found.guess.userModel + " " + probe.stem;
        if (probe.first.size() == 1)
            found.guess.agentModel = probe.first.begin().key();
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        return readRecords(probe, output, RecordLayout::Members,
                           [&](const Record &record) { return reading.readModel(record); });
    }
};
} // namespace

std::unique_ptr<Importer> simulatorarena_sim()
{
    return std::make_unique<SimulatorArenaSim>();
}
} // namespace gapscope::importers
