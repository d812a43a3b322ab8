// SPDX-License-Identifier: GPL-3.0-or-later
// ConvLab-3's unified format: a list of {dataset, data_split, dialogue_id, original_id, goal,
// turns}, whatever corpus it was made of.
#include "core/import/corpus_importer.h"
#include "core/import/fields.h"
#include "core/import/multiwoz_task.h"

#include <set>

namespace gapscope::importers {
namespace {
std::string datasetOf(const Json &record)
{
    return lowered(textOf(member(record, "dataset")));
}

/// Of corpora that nobody told of the person says it. TM-1 holds dialogues of two and of one
/// person alike and no longer tells which, so that nothing of it counts as real.
CorpusKind kindOf(std::string_view dataset)
{
    if (dataset == "tm1" || dataset == "tm3")
        return CorpusKind::SelfDialog;
    if (dataset.starts_with("multiwoz") || dataset.starts_with("sgd") || dataset == "tm2")
        return CorpusKind::Real;
    return CorpusKind::Unknown;
}

/// The domains that have a goal, as MultiWOZ's own files tell them.
std::string domainsOfGoal(const Json *goal)
{
    std::set<std::string> names;
    for (const std::string_view part : {"inform", "request"}) {
        const Json *domains = goal ? member(*goal, part) : nullptr;
        if (!domains || !domains->is_object())
            continue;
        for (const auto &[domain, slots] : domains->items())
            names.insert(domain);
    }
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : "+") + name;
    return text;
}

/// The same key as the corpus' own files give, as far as its id tells the task.
Task taskOf(const Json &record, const CorpusReading &reading)
{
    const std::string dataset = datasetOf(record);
    const std::string id = textOf(firstMember(record, {"original_id", "dialogue_id"}));
    const Json *goal = member(record, "goal");
    Task task;
    if (dataset.starts_with("multiwoz")) {
        task = multiwozTask(reading, id, nullptr, nullptr);
        if (task.domain.empty())
            task.domain = domainsOfGoal(goal);
    } else if (dataset.starts_with("sgd")) {
        const std::string split = textOf(member(record, "data_split"));
        task = reading.task("sgd", {}, (split == "validation" ? "dev" : split) + "_" + id);
    } else {
        task = reading.task(dataset, {}, id);
    }
    task.nativeId = id;
    if (task.domain.empty())
        task.domain = joined(member(record, "domains"), "+");
    if (goal)
        task.instruction = trimmed(withoutMarkup(textOf(member(*goal, "description"))));
    return task;
}

bool addTurn(const Record &record, const Json &turn, CorpusReading &reading, MessageTurns &turns)
{
    const std::string speaker = lowered(textOf(member(turn, "speaker")));
    const Role role = speaker == "user"     ? Role::User
                      : speaker == "system" ? Role::Agent
                                            : Role::Note;
    if (role == Role::Note && !reading.note(record, "unknown-role",
                                            "a turn's speaker is \"" + speaker.substr(0, 60) +
                                                "\"; it is shown as a note"))
        return false;
    const Json *words = firstMember(turn, {"utterance"});
    turns.add(turn, spoken(role, words ? std::optional(textOf(words)) : std::nullopt));
    return true;
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
    if (datasetOf(value).starts_with("sgd") &&
        !reading.noteOnce(record, "paraphrased-outlines",
                          "people worded these dialogues, but a simulator had planned them"))
        return false;
    return reading.add(record, taskOf(value, reading), std::move(*dialogue));
}

Sniff sniff(const Probe &probe)
{
    const Json *turns = probe.field("turns");
    if (!probe.field("dataset") || !probe.field("data_split") || !turns || !turns->is_array() ||
        turns->empty() || !member(turns->front(), "speaker") ||
        !member(turns->front(), "utterance"))
        return {};
    // Surer than of SGD, whose form it has with more in it.
    Sniff found{97, {}};
    found.guess.kind = kindOf(datasetOf(probe.first));
    return found;
}
} // namespace

std::unique_ptr<Importer> convlab_unified()
{
    return corpusImporter(
        {"convlab_unified", "ConvLab-3 unified format", "turns", &sniff, &readDialogue, nullptr});
}
} // namespace gapscope::importers
