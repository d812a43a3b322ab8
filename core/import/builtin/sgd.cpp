// SPDX-License-Identifier: GPL-3.0-or-later
// Schema-guided dialogues, and MultiWOZ 2.2 which has their form: a list of {dialogue_id, services,
// turns} (formats.md, section 2.6b).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/multiwoz_task.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
constexpr std::string_view splits[] = {"train", "dev", "test"};

std::string splitNamed(const std::vector<std::string> &words)
{
    for (const std::string &word : words) {
        if (std::ranges::find(splits, word) != std::end(splits))
            return word;
        if (word == "val" || word == "valid" || word == "validation")
            return "dev";
    }
    return {};
}

/// The part of the corpus a file belongs to, by a word of its own name or the name of its folder.
std::string splitOf(const std::string &path)
{
    const std::vector<std::string> parts = pathParts(path);
    std::string split = splitNamed(nameWords(parts.back()));
    if (split.empty() && parts.size() > 1)
        split = splitNamed({parts[parts.size() - 2]});
    return split;
}

/// Tool calls and what came of them, before the words that tell the user.
std::vector<Turn> callsOf(const Json &turn)
{
    std::vector<Turn> turns;
    const Json *frames = member(turn, "frames");
    if (!frames || !frames->is_array())
        return turns;
    for (const Json &frame : *frames) {
        const Json *call = firstMember(frame, {"service_call"});
        const Json *results = firstMember(frame, {"service_results"});
        const std::string name = call ? textOf(member(*call, "method")) : std::string();
        if (call) {
            const Json *parameters = member(*call, "parameters");
            turns.push_back(called(Role::Agent, name, parameters ? *parameters : Json::object()));
        }
        if (results)
            turns.push_back(answered(name, dumped(*results)));
    }
    return turns;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output)
        : m_reading(context, output), m_split(splitOf(context.path))
    {}

    bool readDialogue(const Record &record)
    {
        const Json &value = record.value;
        const Json *list = member(value, "turns");
        if (!value.is_object())
            return m_reading.skip(record, "not-an-object",
                                  "the record is no object, so no dialogue");
        if (!list || !list->is_array())
            return m_reading.skip(record, "no-messages", "the dialogue has no list \"turns\"");
        Dialogue dialogue;
        dialogue.nativeId = textOf(member(value, "dialogue_id"));
        dialogue.metadata = metadataWithout(value, {"turns", "dialogue_id"});
        MessageTurns turns;
        for (const Json &turn : *list) {
            if (!addTurn(record, turn, turns))
                return false;
        }
        dialogue.turns = turns.take();
        Task task = isMultiwozId(dialogue.nativeId)
                        ? multiwozTask(m_reading, dialogue.nativeId, nullptr, nullptr)
                        : m_reading.task("sgd", {}, keyId(record, dialogue.nativeId));
        task.nativeId = dialogue.nativeId;
        if (task.domain.empty())
            task.domain = joined(member(value, "services"), "+");
        if (!isMultiwozId(dialogue.nativeId) && !tellOrigin(record))
            return false;
        return m_reading.add(record, task, std::move(dialogue));
    }

private:
    bool addTurn(const Record &record, const Json &turn, MessageTurns &turns)
    {
        const std::string speaker = textOf(member(turn, "speaker"));
        const bool user = speaker == "USER";
        if (!user && speaker != "SYSTEM" &&
            !m_reading.note(record, "unknown-role",
                            "a turn's speaker is \"" + speaker.substr(0, 60) +
                                "\"; it is shown as a note"))
            return false;
        // What they call SYSTEM is the agent.
        const Role role = user ? Role::User : speaker == "SYSTEM" ? Role::Agent : Role::Note;
        std::vector<Turn> made = user ? std::vector<Turn>() : callsOf(turn);
        const Json *words = firstMember(turn, {"utterance"});
        made.push_back(spoken(role, words ? std::optional(textOf(words)) : std::nullopt));
        turns.add(turn, std::move(made));
        return true;
    }

    // Every split counts its dialogues from the same number.
    std::string keyId(const Record &record, const std::string &id) const
    {
        if (id.empty())
            return numberedId(record.number);
        const std::vector<std::string> words = nameWords(id);
        const bool named = !words.empty() && !splitNamed({words.front()}).empty();
        return m_split.empty() || named ? id : m_split + "_" + id;
    }

    bool tellOrigin(const Record &record)
    {
        return (!m_split.empty() ||
                m_reading.noteOnce(record, "split-unknown",
                                   "neither file nor folder is named train, dev or test; the "
                                   "splits use the same ids for different dialogues")) &&
               m_reading.noteOnce(record, "paraphrased-outlines",
                                  "people worded these dialogues, but a simulator had planned "
                                  "them");
    }

    CorpusReading m_reading;
    std::string m_split;
};

class Sgd final : public Importer
{
public:
    std::string_view id() const override { return "sgd"; }
    std::string_view title() const override { return "Schema-guided dialogues, MultiWOZ 2.2"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *turns = probe.field("turns");
        if (!probe.field("dialogue_id") || !turns || !turns->is_array() || turns->empty() ||
            !member(turns->front(), "speaker") || !member(turns->front(), "utterance"))
            return {};
        Sniff found{95, {}};
        found.guess.kind = CorpusKind::Real;
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

std::unique_ptr<Importer> sgd()
{
    return std::make_unique<Sgd>();
}
} // namespace gapscope::importers
