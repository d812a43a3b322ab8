// SPDX-License-Identifier: GPL-3.0-or-later
// Taskmaster 1 to 4: a list of {conversation_id, instruction_id or scenario, utterances}
// (formats.md, section 2.6c).
#include "core/import/chat_messages.h"
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"
#include "core/import/limits.h"

#include <algorithm>
#include <array>

namespace gapscope::importers {
namespace {
/// Whether instructions are those of TM-2 (`flight-6`, `movie-24e`), by their topic. Some of TM-1's
/// begin with the same word, as `movie-tickets-1` does.
bool isOfTm2(const std::string &instruction)
{
    static constexpr std::array<std::string_view, 12> topics{
        "flight", "food", "hotel", "movie", "music", "restaurant",
        "sports", "epl",  "mlb",   "mls",   "nba",   "nfl"};
    static constexpr std::array<std::string_view, 4> topicsOfTm1{
        "movie-finder", "movie-tickets", "restaurant-preferences", "restaurant-table"};
    const std::string id = lowered(instruction);
    const auto begins = [&](std::string_view topic) { return id.starts_with(topic); };
    return std::ranges::any_of(topics, begins) && std::ranges::none_of(topicsOfTm1, begins);
}

/// Two people wrote the dialogues of TM-2 and of the WOZ part of TM-1; of the rest one person wrote
/// both sides. Where neither instructions nor names say so nothing counts as real.
CorpusKind kindOf(const Probe &probe)
{
    if (probe.field("scenario") || probe.field("vertical"))
        return CorpusKind::SelfDialog;
    const auto names = [](const std::vector<std::string> &words, std::string_view word) {
        return std::ranges::find(words, word) != words.end();
    };
    const std::vector<std::string> file = nameWords(probe.stem);
    if (names(file, "self"))
        return CorpusKind::SelfDialog;
    if (names(file, "woz") || isOfTm2(textOf(probe.field("instruction_id"))))
        return CorpusKind::Real;
    for (const std::string &part : pathParts(probe.path)) {
        if (part.starts_with("tm-2") || part.starts_with("tm2") ||
            part.starts_with("taskmaster-2") || part.starts_with("taskmaster2"))
            return CorpusKind::Real;
    }
    return CorpusKind::SelfDialog;
}

Task taskOf(const Record &record, const CorpusReading &reading)
{
    const Json &value = record.value;
    const std::string scenario = textOf(firstMember(value, {"scenario"}));
    std::string id = scenario.empty() ? textOf(firstMember(value, {"instruction_id"})) : scenario;
    const bool known = !id.empty();
    if (!known)
        id = textOf(member(value, "conversation_id"));
    Task task = reading.task("taskmaster", lowered(textOf(firstMember(value, {"vertical"}))),
                             id.empty() ? numberedId(record.number) : textId(id));
    task.nativeId = known ? id : std::string();
    task.instruction = textOf(firstMember(value, {"instructions"}));
    if (known)
        task.fingerprint = fingerprintOf(task.instruction.empty() ? id : task.instruction);
    return task;
}

/// {name: value} of the lists that the Hugging Face copy makes of such objects, {arg_name,
/// arg_value} each for `of` = "arg"; what has another form stays as it is.
Json pairsOf(const Json &given, const std::string &of)
{
    if (!given.is_array() || given.size() > limits::objectMembers)
        return given;
    Json pairs = Json::object();
    for (const Json &pair : given) {
        const Json *name = member(pair, of + "_name");
        const Json *value = member(pair, of + "_value");
        if (!name || !value || pairs.contains(textOf(name)))
            return given;
        pairs[textOf(name)] = *value;
    }
    return pairs;
}

/// What the agent called at an utterance: after a wish of the user, or after it asked to wait.
std::vector<Turn> callsOf(const Json &utterance)
{
    std::vector<Turn> turns;
    const Json *apis = member(utterance, "apis");
    if (!apis || !apis->is_array())
        return turns;
    for (const Json &api : *apis) {
        if (!api.is_object())
            continue;
        const std::string name = textOf(member(api, "name"));
        const Json *arguments = firstMember(api, {"args"});
        turns.push_back(
            called(Role::Agent, name, arguments ? pairsOf(*arguments, "arg") : Json::object()));
        if (const Json *response = firstMember(api, {"response"})) {
            const Json pairs = pairsOf(*response, "response");
            turns.push_back(answered(name, textOf(&pairs)));
        }
    }
    return turns;
}

bool readDialogue(const Record &record, const Json &list, CorpusReading &reading)
{
    const Json &value = record.value;
    const Task task = taskOf(record, reading);
    if (task.nativeId.empty() &&
        !reading.noteOnce(record, "no-task-id", "dialogues without a scenario make no pairs"))
        return false;
    Dialogue dialogue;
    dialogue.nativeId = textOf(member(value, "conversation_id"));
    dialogue.metadata = metadataWithout(value, {"utterances", "conversation_id", "instructions"});
    MessageTurns turns;
    for (const Json &utterance : list) {
        if (!reading.goesOn())
            return false;
        const std::string speaker = textOf(member(utterance, "speaker"));
        const std::optional<Role> role = roleOf(speaker);
        if (!role && !reading.note(record, "unknown-role",
                                   "an utterance's speaker is \"" + speaker.substr(0, 60) +
                                       "\"; it is shown as a note"))
            return false;
        const Json *words = firstMember(utterance, {"text"});
        std::vector<Turn> made = callsOf(utterance);
        made.insert(made.begin(), spoken(role.value_or(Role::Note),
                                         words ? std::optional(textOf(words)) : std::nullopt));
        turns.add(utterance, std::move(made));
    }
    dialogue.turns = turns.take();
    return reading.add(record, task, std::move(dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *utterances = probe.field("utterances");
    if (!probe.field("conversation_id") || !utterances || !utterances->is_array() ||
        utterances->empty() || !member(utterances->front(), "speaker"))
        return {};
    Sniff found{95, {}};
    found.guess.kind = kindOf(probe);
    if (found.guess.kind == CorpusKind::SelfDialog)
        found.guess.label = "Taskmaster self-dialogs";
    return found;
}
} // namespace

std::unique_ptr<Importer> taskmaster()
{
    return corpusImporter(
        {"taskmaster", "Taskmaster 1 to 4", "utterances", &sniff, &readDialogue, nullptr, 2});
}
} // namespace gapscope::importers
