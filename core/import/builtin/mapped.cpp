// SPDX-License-Identifier: GPL-3.0-or-later
// Any JSON, JSON lines or table, by nothing but a mapping profile.
#include "core/import/csv_rows.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/mapped_turns.h"
#include "core/import/profile_fields.h"
#include "core/import/record_reader.h"
#include "core/import/sample_records.h"
#include "core/import/silent_output.h"
#include "core/import/table_records.h"
#include "core/import/task_book.h"
#include "core/import/task_id.h"
#include "core/import/text_reader.h"

#include <functional>
#include <unordered_map>

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

/// A record and where it stands; of a table a row.
struct MappedRecord
{
    Json value;
    std::string key;
    std::int64_t number = 0;
    std::int64_t line = 0;
    std::int64_t byte = -1;
};
using TakeRecord = std::function<bool(const MappedRecord &)>;

/// Streams the records a mapping begins at, so that memory is bounded by one of them: the head of
/// the path to the dialogues is walked by the reader, its rest within the record.
class RecordSource
{
public:
    RecordSource(const Probe &probe, const FieldPath &dialogues) : m_probe(probe), m_rest(dialogues)
    {
        using Kind = FieldPath::Kind;
        if (!probe.isObject() || dialogues.empty())
            return;
        const auto &steps = dialogues.steps();
        if (steps[0].kind == Kind::Members) {
            m_layout = RecordLayout::Members;
            m_rest = dialogues.from(1);
        } else if (steps[0].kind == Kind::Member) {
            m_member = steps[0].name;
            const bool list = steps.size() > 1 && steps[1].kind == Kind::Elements;
            m_layout = list ? RecordLayout::NestedMembers : RecordLayout::Members;
            m_rest = dialogues.from(list ? 2 : 1);
        }
    }

    /// What is left of the path within a record.
    const FieldPath &rest() const { return m_rest; }

    Result<void> read(ImportOutput &output, const TakeRecord &take) const
    {
        return m_probe.shape == FileShape::Text ? readRows(output, take) : readValues(output, take);
    }

private:
    Result<void> readValues(ImportOutput &output, const TakeRecord &take) const
    {
        RecordReader records(m_probe, output);
        if (const Result<void> opened = records.open(m_layout); !opened)
            return opened;
        while (std::optional<Record> record = records.next()) {
            if (!m_member.empty() &&
                (record->key != m_member ||
                 (m_layout == RecordLayout::NestedMembers && !record->element)))
                continue;
            const bool named = m_layout == RecordLayout::Members && m_member.empty();
            if (!take({std::move(record->value), named ? record->key : std::string(),
                       record->number, record->line, record->byte}))
                return {};
        }
        return records.failed() ? Result<void>(*records.failed()) : Result<void>();
    }

    Result<void> readRows(ImportOutput &output, const TakeRecord &take) const
    {
        const Result<bool> cp1252 = isCp1252File(m_probe.path);
        if (!cp1252)
            return cp1252.error();
        CsvRows rows;
        if (const Result<void> opened = rows.open(m_probe.path, delimiterOf(m_probe.head), *cp1252);
            !opened)
            return opened;
        const std::optional<CsvRow> header = rows.next();
        if (!header)
            return Error{ErrorCode::InputMalformed, m_probe.path, "the table has no header"};
        if (*cp1252 && !output.issue({Effect::Repaired, 0, -1, "", "cp1252",
                                      "the file is no UTF-8 and was read as Windows-1252"}))
            return {};
        const std::vector<std::string> columns = columnFields(header->fields);
        std::int64_t number = 0;
        while (const std::optional<CsvRow> row = rows.next()) {
            if (!output.progress(rows.bytesRead()))
                return {};
            if (!readRow(*row, columns, ++number, output, take))
                return {};
        }
        if (rows.problem() == "unreadable")
            return Error{ErrorCode::InputUnreadable, m_probe.path, "reading broke off"};
        if (!rows.problem().empty())
            output.issue({rows.problem() == "unclosed-quote" ? Effect::Repaired : Effect::Skipped,
                          0, rows.bytesRead(), "", rows.problem(),
                          rows.problem() == "unclosed-quote"
                              ? "a quotation mark is never closed; its field runs to the end of "
                                "the file"
                              : "a row is larger than 64 MiB; the rest of the file was not read"});
        return {};
    }

    static bool readRow(const CsvRow &row, const std::vector<std::string> &columns,
                        std::int64_t number, ImportOutput &output, const TakeRecord &take)
    {
        if (!tellOddText(row, std::to_string(number), output))
            return false;
        if (row.fields.size() != columns.size() &&
            !output.issue({Effect::Note, row.line, row.byte, std::to_string(number), "odd-row",
                           "the row has " + std::to_string(row.fields.size()) +
                               " fields, the header " + std::to_string(columns.size())}))
            return false;
        return take({rowRecord(columns, row.fields), {}, number, row.line, row.byte});
    }

    const Probe &m_probe;
    FieldPath m_rest;
    RecordLayout m_layout = RecordLayout::Items;
    std::string m_member;
};

/// A dialogue whose turns have not all come yet.
struct OpenDialogue
{
    OpenDialogue(const MappingProfile &profile, const MappingPaths &paths) : turns(profile, paths)
    {}

    Json first;
    std::string key;
    std::string id;
    std::int64_t line = 0;
    std::int64_t byte = -1;
    std::int64_t seen = 0;
    MappedTurns turns;
};

class Reading
{
public:
    Reading(const MappingProfile &profile, const MappingPaths &paths, const ImportContext &context,
            ImportOutput &output)
        : m_profile(profile), m_structure(*profile.structure), m_paths(paths), m_context(context),
          m_output(output), m_tasks(output), m_fields(profile)
    {}

    /// First pass over loose turns: a dialogue is complete when all of its turns have come.
    bool count(const MappedRecord &record)
    {
        for (const MappingPaths::Place &place : placesIn(record))
            ++m_turnsOf[idOf(place)];
        return true;
    }

    bool takeTurn(const MappedRecord &record)
    {
        for (const MappingPaths::Place &place : placesIn(record)) {
            const std::string id = idOf(place);
            const auto [open, isNew] = m_open.try_emplace(id, m_profile, m_paths);
            OpenDialogue &dialogue = open->second;
            if (isNew) {
                dialogue.first = *place.value;
                dialogue.key = place.key;
                dialogue.id = id.empty() ? numberedId(1) : id;
                dialogue.line = record.line;
                dialogue.byte = record.byte;
            }
            dialogue.turns.add(*place.value);
            if (++dialogue.seen < m_turnsOf[id])
                continue;
            if (!finish(dialogue))
                return false;
            m_open.erase(id);
        }
        return true;
    }

    bool takeDialogues(const MappedRecord &record)
    {
        const std::vector<MappingPaths::Place> places = placesIn(record);
        if (places.empty())
            return skip(record, "no-dialogues",
                        "the record has no \"" + m_structure.dialogues + "\"");
        for (const MappingPaths::Place &place : places) {
            ++m_number;
            OpenDialogue dialogue(m_profile, m_paths);
            dialogue.first = *place.value;
            dialogue.key = place.key;
            dialogue.id = idOf(place);
            if (dialogue.id.empty())
                dialogue.id = numberedId(m_number);
            dialogue.line = record.line;
            dialogue.byte = record.byte;
            if (!m_paths.turnsPath().first(*place.value)) {
                if (!skip(record, "no-messages", "the record has no \"" + m_structure.turns + "\"",
                          dialogue.id))
                    return false;
                continue;
            }
            for (const Json *turn : m_paths.turns(*place.value))
                dialogue.turns.add(*turn);
            if (!finish(dialogue))
                return false;
        }
        return true;
    }

private:
    std::vector<MappingPaths::Place> placesIn(const MappedRecord &record) const
    {
        std::vector<MappingPaths::Place> places = m_paths.dialogues(record.value);
        for (MappingPaths::Place &place : places) {
            if (!record.key.empty())
                place.key = place.key.empty() ? record.key : record.key + "/" + place.key;
        }
        return places;
    }

    std::string idOf(const MappingPaths::Place &place) const
    {
        const std::optional<Json> id = m_paths.field(m_structure.dialogueId, place);
        return id ? textOf(&*id) : std::string();
    }

    bool skip(const MappedRecord &record, const char *code, std::string why, std::string id = {})
    {
        return m_output.issue({Effect::Skipped, record.line, record.byte,
                               id.empty() ? std::to_string(record.number) : std::move(id), code,
                               std::move(why)});
    }

    bool tell(const OpenDialogue &dialogue, Effect effect, const char *code, std::string why)
    {
        return m_output.issue(
            {effect, dialogue.line, dialogue.byte, dialogue.id, code, std::move(why)});
    }

    Task taskOf(const OpenDialogue &dialogue, const ProfileFields::Lookup &lookup) const
    {
        Task task;
        task.nativeId = m_fields.taskId(lookup);
        task.domain = m_context.corpus.domain;
        std::string keyId = task.nativeId.empty() ? dialogue.id : task.nativeId;
        // `airline_7` of the domain airline is the airline's 7, as elsewhere.
        const std::optional<InstanceId> parts = splitInstanceId(keyId);
        if (parts && !task.domain.empty() && parts->domain == task.domain && !parts->run)
            keyId = parts->number;
        task.key = taskKey(m_context.benchmark.empty() ? "chat" : m_context.benchmark,
                           task.domain.empty() ? "general" : task.domain, keyId);
        return task;
    }

    std::string metadataOf(const Json &dialogue) const
    {
        if (!m_paths.hasTurnList() || !dialogue.is_object())
            return {};
        const std::string &list = m_paths.turnsPath().steps().front().name;
        return metadataWithout(dialogue, {list});
    }

    bool tellOfTurns(const OpenDialogue &open, bool reordered, bool any,
                     const std::set<std::string> &unknown)
    {
        for (const std::string &word : unknown) {
            if (!tell(open, Effect::Note, "unknown-role",
                      "the role \"" + word.substr(0, 60) + "\" is shown as a note"))
                return false;
        }
        if (!any && !tell(open, Effect::Note, "no-turns", "the dialogue has no messages"))
            return false;
        return !reordered || tell(open, Effect::Repaired, "unsorted-turns",
                                  "the turns were put into the order of their numbers");
    }

    bool finish(OpenDialogue &open)
    {
        const MappingPaths::Place place{&open.first, open.key};
        const ProfileFields::Lookup lookup = [&](const std::string &path) {
            return m_paths.field(path, place);
        };
        const Task task = taskOf(open, lookup);
        if (task.nativeId.empty() && !m_toldNoTask) {
            m_toldNoTask = true;
            if (!tell(open, Effect::Note, "no-task-id",
                      "dialogues without a task id make no pairs"))
                return false;
        }
        Dialogue dialogue;
        dialogue.task = task.key;
        dialogue.nativeId = open.id;
        setRun(std::nullopt, dialogue);
        m_fields.readRun(lookup, dialogue);
        dialogue.metadata = metadataOf(open.first);
        if (!m_fields.setOutcome(lookup, dialogue) &&
            !tell(open, Effect::Note, "outcome-unreadable",
                  "the field \"" + m_profile.outcomeField + "\" holds no outcome by its meaning"))
            return false;
        m_fields.addSurvey(lookup, dialogue);
        const std::set<std::string> unknown = open.turns.unknownWords();
        bool reordered = false;
        dialogue.turns = open.turns.take(reordered);
        if (!tellOfTurns(open, reordered, !dialogue.turns.empty(), unknown))
            return false;
        if (!dialogue.turns.empty())
            dialogue.startedMs = dialogue.turns.front().timeMs;
        return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
    }

    const MappingProfile &m_profile;
    const MappingStructure &m_structure;
    const MappingPaths &m_paths;
    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    ProfileFields m_fields;
    std::unordered_map<std::string, std::int64_t> m_turnsOf;
    std::unordered_map<std::string, OpenDialogue> m_open;
    std::int64_t m_number = 0;
    bool m_toldNoTask = false;
};

class Mapped final : public Importer
{
public:
    std::string_view id() const override { return "mapped"; }
    std::string_view title() const override { return "Other JSON or table, by a mapping"; }

    /// Never by itself: what a mapping says cannot be sniffed.
    Sniff sniff(const Probe &) const override { return {}; }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        if (!context.profile || !context.profile->structure)
            return Error{ErrorCode::InvalidArgument, probe.path,
                         "this format needs a mapping profile with a structure"};
        MappingProfile profile = *context.profile;
        if (const std::string problem = problemOf(profile); !problem.empty())
            return Error{ErrorCode::InvalidArgument, profile.name, problem};
        const Result<FieldPath> dialogues = FieldPath::parse(profile.structure->dialogues);
        const RecordSource source(probe, *dialogues);
        profile.structure->dialogues = source.rest().text();
        const MappingPaths paths(profile);
        Reading reading(profile, paths, context, output);
        if (paths.hasTurnList())
            return source.read(
                output, [&](const MappedRecord &record) { return reading.takeDialogues(record); });
        SilentOutput silent(&output);
        if (const Result<void> counted = source.read(
                silent, [&](const MappedRecord &record) { return reading.count(record); });
            !counted)
            return counted;
        return source.read(output,
                           [&](const MappedRecord &record) { return reading.takeTurn(record); });
    }
};
} // namespace

std::unique_ptr<Importer> mapped()
{
    return std::make_unique<Mapped>();
}
} // namespace gapscope::importers
