// SPDX-License-Identifier: GPL-3.0-or-later
// DialogueKit, as UserSimCRS writes it too: a list of {conversation_id, agent, user, conversation}
// (formats.md, section 2.8).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
/// Whether the id of the user names a simulator or people. Most say neither ("User").
CorpusKind kindOfUser(const std::string &id)
{
    if (const CorpusKind kind = kindOfSource(id); kind != CorpusKind::Unknown)
        return kind;
    const std::string lower = lowered(id);
    if (lower.find("simul") != std::string::npos)
        return CorpusKind::Simulated;
    const std::vector<std::string> words = nameWords(id);
    const auto any = [&](std::initializer_list<std::string_view> names, bool whole) {
        return std::ranges::any_of(words, [&](const std::string &word) {
            return std::ranges::any_of(names, [&](std::string_view name) {
                return whole ? word == name : word.starts_with(name);
            });
        });
    };
    if (any({"sim", "llm", "abus", "tus"}, true) ||
        any({"gpt", "llama", "mistral", "claude", "gemini", "agenda"}, false))
        return CorpusKind::Simulated;
    if (any({"human", "worker", "crowd", "participant", "mturk", "prolific"}, false))
        return CorpusKind::Real;
    return CorpusKind::Unknown;
}

std::string idOf(const Json &record, std::string_view side)
{
    const Json *participant = member(record, side);
    return participant ? textOf(member(*participant, "id")) : std::string();
}

Task taskOf(const Record &record, const std::string &id, const CorpusReading &reading)
{
    const Json *metadata = member(record.value, "metadata");
    const Json *need = metadata ? firstMember(*metadata, {"information_need", "informationNeed",
                                                          "information need", "goal", "task"})
                                : nullptr;
    const std::string words = textOf(need);
    Task task = reading.task("dialoguekit", {}, words.empty() ? id : textId(words));
    task.nativeId.clear();
    if (!words.empty()) {
        task.nativeId = textId(words);
        task.instruction = words;
        task.fingerprint = fingerprintOf(words);
    }
    return task;
}

bool addTurns(const Record &record, const Json &list, CorpusReading &reading, Dialogue &dialogue)
{
    MessageTurns turns;
    for (const Json &said : list) {
        if (!reading.goesOn())
            return false;
        const std::string who = textOf(member(said, "participant"));
        const bool user = who == "USER";
        const Role role = user ? Role::User : who == "AGENT" ? Role::Agent : Role::Note;
        if (role == Role::Note &&
            !reading.note(record, "unknown-role",
                          "an utterance's participant is \"" + who.substr(0, 60) +
                              "\"; it is shown as a note"))
            return false;
        const Json *words = firstMember(said, {"utterance"});
        // What people typed ends with the newline they sent it with.
        Turn turn = spoken(role, words ? std::optional(trimmed(textOf(words))) : std::nullopt);
        turn.timeMs = timeOf(member(said, "timestamp"));
        if (!dialogue.startedMs)
            dialogue.startedMs = turn.timeMs;
        turns.add(said, std::move(turn));
    }
    dialogue.turns = turns.take();
    return true;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_reading(context, output) {}

    bool readDialogue(const Record &record)
    {
        const Json &value = record.value;
        if (!value.is_object())
            return m_reading.skip(record, "not-an-object",
                                  "the record is no object, so no dialogue");
        const Json *list = member(value, "conversation");
        if (!list || !list->is_array())
            return m_reading.skip(record, "no-messages",
                                  "the dialogue has no list \"conversation\"");
        Dialogue dialogue;
        dialogue.nativeId = textOf(member(value, "conversation_id"));
        dialogue.metadata = metadataWithout(value, {"conversation", "conversation_id"});
        const Task task = taskOf(
            record, dialogue.nativeId.empty() ? numberedId(record.number) : dialogue.nativeId,
            m_reading);
        if (task.nativeId.empty() &&
            !m_reading.noteOnce(record, "no-task-id",
                                "dialogues without an information need make no pairs"))
            return false;
        // A dialogue that names nobody, or nobody known, does not speak against the others.
        const CorpusKind kind = kindOfUser(idOf(value, "user"));
        if (m_kind == CorpusKind::Unknown)
            m_kind = kind;
        if (kind != CorpusKind::Unknown && kind != m_kind &&
            !m_reading.noteOnce(record, "mixed-sources",
                                "the file holds dialogues of real and of simulated users; all go "
                                "into one corpus"))
            return false;
        return addTurns(record, *list, m_reading, dialogue) &&
               m_reading.add(record, task, std::move(dialogue));
    }

private:
    CorpusReading m_reading;
    /// Of the first user that says it.
    CorpusKind m_kind = CorpusKind::Unknown;
};

class DialogueKit final : public Importer
{
public:
    std::string_view id() const override { return "dialoguekit"; }
    std::string_view title() const override { return "DialogueKit and UserSimCRS"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *list = probe.field("conversation");
        const Json *user = probe.field("user");
        if (!list || !list->is_array() || (!user && !probe.field("conversation_id")))
            return {};
        const bool ours = list->empty() ? user && textOf(member(*user, "type")) == "USER"
                                        : member(list->front(), "participant") != nullptr;
        if (!ours)
            return {};
        Sniff found{95, {}};
        const std::string name = idOf(probe.first, "user");
        found.guess.kind = kindOfUser(name);
        if (found.guess.kind == CorpusKind::Simulated) {
            found.guess.label = name;
            found.guess.userModel = name;
        }
        found.guess.agentModel = idOf(probe.first, "agent");
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        return readRecords(probe, output, RecordLayout::Items,
                           [&](const Record &record) { return reading.readDialogue(record); });
    }
};
} // namespace

std::unique_ptr<Importer> dialoguekit()
{
    return std::make_unique<DialogueKit>();
}
} // namespace gapscope::importers
