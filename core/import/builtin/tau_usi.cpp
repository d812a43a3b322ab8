// SPDX-License-Identifier: GPL-3.0-or-later
// The τ-USI family: dialogues keyed by instance id or as lists, task results, survey files and
// difficulty maps (formats.md, section 2.3; usi.md, section 2).
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_id.h"
#include "core/import/tau_usi_records.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

/// What a file of the family is.
enum class Content {
    None,
    Keyed,
    Items,
    Exports,
    TaskResults,
    Surveys,
    Difficulty,
    FlatDifficulty
};

bool hasConversation(const Json &value)
{
    const Json *messages = member(value, "conversation");
    if (!messages || !messages->is_array() || member(value, "conversation_hash") ||
        member(value, "openai_moderation"))
        return false;
    return messages->empty() || !messages->front().is_object() ||
           member(messages->front(), "role") || member(messages->front(), "content");
}

bool eachMember(const Json &object, bool (*test)(const Json &))
{
    return object.is_object() && !object.empty() && std::all_of(object.begin(), object.end(), test);
}

bool anyMember(const Json &object, bool (*test)(const Json &))
{
    return object.is_object() && std::any_of(object.begin(), object.end(), test);
}

Content contentOf(const Probe &probe)
{
    const Json &first = probe.first;
    if (hasConversation(first))
        return Content::Items;
    const Json *information = member(first, "meta_info");
    if (information && information->is_string() && member(first, "messages"))
        return Content::Exports;
    if (!probe.isObject())
        return Content::None;
    if (const Json *map = probe.field("difficulty");
        map && eachMember(*map, [](const Json &value) { return value.is_number(); }))
        return Content::Difficulty;
    if (eachMember(first, [](const Json &value) { return value.is_number(); }) &&
        lowered(probe.stem).find("difficulty") != std::string::npos)
        return Content::FlatDifficulty;
    const Json *results = probe.field("results");
    if (results && results->is_array() && !results->empty() && hasConversation(results->front()))
        return Content::TaskResults;
    if (anyMember(first, hasConversation))
        return Content::Keyed;
    if (anyMember(first, [](const Json &value) {
            const Json *survey = member(value, "survey");
            return survey && survey->is_object();
        }))
        return Content::Surveys;
    return Content::None;
}

/// Suffixes of the ids tell people (`_ann2`) from a simulator's runs (`_2`).
void guessFromIds(const Json &first, CorpusGuess &guess)
{
    for (const auto &[id, value] : first.items()) {
        if (guess.kind != CorpusKind::Unknown)
            break;
        const std::optional<InstanceId> parts = splitInstanceId(id);
        if (!parts || !parts->run)
            continue;
        const bool people = id.find("_ann") != std::string::npos;
        guess.kind = people ? CorpusKind::Real : CorpusKind::Simulated;
        if (people && guess.label.empty())
            guess.label = "human";
    }
}

Sniff sniffOf(const Probe &probe, Content content)
{
    Sniff found{90, guessFromFileName(probe.fileName)};
    CorpusGuess &guess = found.guess;
    // The ids name their domain; one from the file's name would be put upon ids of other forms.
    guess.domain.clear();
    std::string simulator;
    switch (content) {
    case Content::None:
        return {};
    case Content::Items:
        found.confidence = member(probe.first, "instance_id") ? 90 : 45;
        simulator = textOf(probe.field("user_sim_model"));
        break;
    case Content::Exports:
        // The platform is one for people.
        if (guess.kind == CorpusKind::Unknown) {
            guess.kind = CorpusKind::Real;
            guess.label = "human";
        }
        break;
    case Content::TaskResults:
        simulator = textOf(probe.field("user_sim_model"));
        guess.agentModel = textOf(probe.field("model"));
        break;
    case Content::Keyed:
        guessFromIds(probe.first, guess);
        break;
    case Content::Surveys:
    case Content::Difficulty:
    case Content::FlatDifficulty:
        break;
    }
    if (!simulator.empty()) {
        guess.kind = CorpusKind::Simulated;
        guess.label = simulator;
        guess.userModel = simulator;
    }
    return found;
}

bool addDifficulty(const Record &record, const std::string &id, const Json &value,
                   std::map<std::string, double> &difficulty, ImportOutput &output)
{
    const std::optional<double> number = numberOf(&value);
    if (number && *number >= 0.0 && *number <= 1.0) {
        difficulty[id] = *number;
        return true;
    }
    return output.issue(
        issueAt(record, Effect::Skipped, "difficulty-out-of-range",
                "the difficulty of " + id.substr(0, 60) + " is no number from 0 to 1"));
}

std::string idOf(const Record &record)
{
    const std::string id = textOf(member(record.value, "instance_id"));
    return id.empty() ? numberedId(record.number) : id;
}

class TauUsi final : public Importer
{
public:
    std::string_view id() const override { return "tau_usi"; }
    std::string_view title() const override { return "τ-USI dialogues, surveys and difficulty"; }

    Sniff sniff(const Probe &probe) const override { return sniffOf(probe, contentOf(probe)); }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        const Content content = contentOf(probe);
        RecordReader records(probe, output);
        if (const Result<void> opened = records.open(layoutOf(content)); !opened)
            return opened;
        TauUsiRecords reading(context, output);
        std::map<std::string, double> difficulty;
        bool more = true;
        while (more) {
            const std::optional<Record> record = records.next();
            if (!record)
                break;
            switch (content) {
            case Content::None:
            case Content::Items:
                more = reading.readDialogue(*record, idOf(*record));
                break;
            case Content::Exports:
                more = reading.readExport(*record);
                break;
            case Content::TaskResults:
                if (record->element && record->key == "results")
                    more = reading.readDialogue(*record, idOf(*record));
                break;
            case Content::Keyed:
                more = reading.readDialogue(*record, record->key);
                break;
            case Content::Surveys:
                more = reading.readSurvey(*record, record->key);
                break;
            case Content::FlatDifficulty:
                more = addDifficulty(*record, record->key, record->value, difficulty, output);
                break;
            case Content::Difficulty:
                if (record->key != "difficulty")
                    break;
                for (const auto &[task, value] : record->value.items())
                    more = more && addDifficulty(*record, task, value, difficulty, output);
                break;
            }
        }
        if (more && !difficulty.empty())
            output.difficulty(difficulty);
        return records.failed() ? Result<void>(*records.failed()) : Result<void>();
    }

private:
    static RecordLayout layoutOf(Content content)
    {
        switch (content) {
        case Content::None:
        case Content::Items:
        case Content::Exports:
            return RecordLayout::Items;
        case Content::TaskResults:
            return RecordLayout::NestedMembers;
        case Content::Keyed:
        case Content::Surveys:
        case Content::Difficulty:
        case Content::FlatDifficulty:
            return RecordLayout::Members;
        }
        return RecordLayout::Items;
    }
};
} // namespace

std::unique_ptr<Importer> tau_usi()
{
    return std::make_unique<TauUsi>();
}
} // namespace gapscope::importers
