// SPDX-License-Identifier: GPL-3.0-or-later
// Schema-guided dialogues, and MultiWOZ 2.2 which has their form: a list of {dialogue_id, services,
// turns} (formats.md, section 2.6b).
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"
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

bool addTurn(const Record &record, const Json &turn, CorpusReading &reading, MessageTurns &turns)
{
    const std::string speaker = textOf(member(turn, "speaker"));
    const std::string side = lowered(speaker);
    const bool user = side == "user";
    if (!user && side != "system" &&
        !reading.note(record, "unknown-role",
                      "a turn's speaker is \"" + speaker.substr(0, 60) +
                          "\"; it is shown as a note"))
        return false;
    // What they call SYSTEM is the agent.
    const Role role = user ? Role::User : side == "system" ? Role::Agent : Role::Note;
    std::vector<Turn> made = user ? std::vector<Turn>() : callsOf(turn);
    const Json *words = firstMember(turn, {"utterance"});
    made.push_back(spoken(role, words ? std::optional(textOf(words)) : std::nullopt));
    turns.add(turn, std::move(made));
    return true;
}

// Every split counts its dialogues from the same number.
std::string keyId(const Record &record, const std::string &id, const std::string &split)
{
    if (id.empty())
        return numberedId(record.number);
    const std::vector<std::string> words = nameWords(id);
    const bool named = !words.empty() && !splitNamed({words.front()}).empty();
    return split.empty() || named ? id : split + "_" + id;
}

bool tellOrigin(const Record &record, const std::string &split, CorpusReading &reading)
{
    return (!split.empty() ||
            reading.noteOnce(record, "split-unknown",
                             "neither file nor folder is named train, dev or test; the splits use "
                             "the same ids for different dialogues")) &&
           reading.noteOnce(record, "paraphrased-outlines",
                            "people worded these dialogues, but a simulator had planned them");
}

bool readDialogue(const Record &record, const Json &list, CorpusReading &reading)
{
    const Json &value = record.value;
    std::optional<Dialogue> dialogue =
        dialogueOfTurns(value, list, reading, [&](const Json &turn, MessageTurns &turns) {
            return addTurn(record, turn, reading, turns);
        });
    if (!dialogue)
        return false;
    const std::string split = splitOf(reading.context().path);
    const bool multiwoz = isMultiwozId(dialogue->nativeId);
    Task task = multiwoz ? multiwozTask(reading, dialogue->nativeId, nullptr, nullptr)
                         : reading.task("sgd", {}, keyId(record, dialogue->nativeId, split));
    task.nativeId = dialogue->nativeId;
    if (task.domain.empty())
        task.domain = joined(member(value, "services"), "+");
    if (!multiwoz && !tellOrigin(record, split, reading))
        return false;
    return reading.add(record, task, std::move(*dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *turns = probe.field("turns");
    if (!probe.field("dialogue_id") || !turns || !turns->is_array() || turns->empty() ||
        !member(turns->front(), "speaker") || !member(turns->front(), "utterance"))
        return {};
    Sniff found{95, {}};
    found.guess.kind = CorpusKind::Real;
    return found;
}
} // namespace

std::unique_ptr<Importer> sgd()
{
    return corpusImporter({"sgd", "Schema-guided dialogues, MultiWOZ 2.2", "turns", &sniff,
                           &readDialogue, nullptr, 2});
}
} // namespace gapscope::importers
