// SPDX-License-Identifier: GPL-3.0-or-later
// A table with one turn a row: conversation, role, text and what else its columns' names say
// (formats.md, section 2.10).
#include "core/import/chat_dialogues.h"
#include "core/import/csv_rows.h"
#include "core/import/fields.h"
#include "core/import/table_records.h"
#include "core/import/text_reader.h"
#include "core/import/turn_columns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace gapscope::importers {
namespace {
using Effect = ImportIssue::Effect;

struct TableTurn
{
    std::optional<double> position;
    Turn turn;
};

/// A conversation whose rows have not all come yet.
struct OpenConversation
{
    /// Of each column what it says first: outcomes often stand in the last row only.
    std::vector<std::string> known;
    std::int64_t line = 0;
    std::int64_t byte = 0;
    std::vector<TableTurn> turns;
    std::int64_t rows = 0;
};

std::optional<double> numberIn(const std::string *field)
{
    const Json value = field ? Json(*field) : Json();
    return figureOf(&value);
}

std::optional<int> integerIn(const std::string *field)
{
    const std::optional<double> number = numberIn(field);
    const Json value = number ? Json(*number) : Json();
    return integerOf(&value);
}

/// The word that stands for the role where a turn's native does not say another.
std::string_view wordOf(Role role)
{
    return role == Role::Agent ? "assistant" : name(role);
}

void learn(const std::vector<std::string> &row, std::vector<std::string> &known)
{
    if (known.size() < row.size())
        known.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (known[i].empty())
            known[i] = row[i];
    }
}

ImportIssue issueIn(const OpenConversation &conversation, const std::string &id, Effect effect,
                    std::string code, std::string message)
{
    return {effect, conversation.line, conversation.byte, id, std::move(code), std::move(message)};
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output, TurnColumns columns)
        : m_context(context), m_output(output), m_columns(std::move(columns)), m_tasks(output)
    {}

    /// First pass: rows of a conversation may stand anywhere in the table, and it is complete when
    /// all of them have come.
    bool count(const CsvRow &row)
    {
        if (const std::string *id = m_columns.field(row.fields, TurnColumn::Conversation))
            ++m_rowsOf[*id];
        const Role role = roleOf(m_columns.text(row.fields, TurnColumn::Role)).value_or(Role::Note);
        m_userRows += role == Role::User ? 1 : 0;
        m_agentRows += role == Role::Agent ? 1 : 0;
        m_systemRows += role == Role::System ? 1 : 0;
        return true;
    }

    bool readRow(const CsvRow &row)
    {
        const std::string *id = m_columns.field(row.fields, TurnColumn::Conversation);
        const std::string *text = m_columns.field(row.fields, TurnColumn::Text);
        const std::string *role = m_columns.field(row.fields, TurnColumn::Role);
        const std::string name = id ? *id : std::string();
        bool more = true;
        OpenConversation &conversation = m_open[name];
        ++conversation.rows;
        if (!id || !text || !role) {
            more = m_output.issue({Effect::Skipped, row.line, row.byte, name, "short-row",
                                   "the row has " + std::to_string(row.fields.size()) +
                                       " fields, the header " + std::to_string(m_columns.count())});
        } else {
            if (conversation.known.empty()) {
                conversation.line = row.line;
                conversation.byte = row.byte;
            }
            learn(row.fields, conversation.known);
            more = addTurn(row, *role, *text, conversation);
        }
        const auto expected = m_rowsOf.find(name);
        if (more && id && expected != m_rowsOf.end() && conversation.rows == expected->second) {
            more = finish(name, conversation);
            m_open.erase(name);
        }
        return more;
    }

private:
    /// Corpora of task-oriented dialogues call the agent the system. A prompt stands once in each.
    bool isSystemTheAgent() const
    {
        return m_agentRows == 0 && m_userRows > 0 &&
               m_systemRows > static_cast<std::int64_t>(m_rowsOf.size());
    }

    bool addTurn(const CsvRow &row, const std::string &word, const std::string &text,
                 OpenConversation &conversation)
    {
        bool more = tellOddText(row, row.fields.front(), m_output);
        if (more && row.fields.size() != m_columns.count())
            more = m_output.issue({Effect::Note, row.line, row.byte, row.fields.front(), "odd-row",
                                   "the row has " + std::to_string(row.fields.size()) +
                                       " fields, the header " + std::to_string(m_columns.count())});
        std::optional<Role> role = roleOf(word);
        if (role == Role::System && isSystemTheAgent()) {
            role = Role::Agent;
            if (more && !m_toldSystem) {
                m_toldSystem = true;
                more = m_output.issue({Effect::Note, row.line, row.byte, row.fields.front(),
                                       "system-is-agent",
                                       "the role \"" + word.substr(0, 60) +
                                           "\" answers the users and nobody else does: it is the "
                                           "agent"});
            }
        }
        if (more && !role)
            more = m_output.issue({Effect::Note, row.line, row.byte, word.substr(0, 60),
                                   "unknown-role",
                                   "the role \"" + word.substr(0, 60) + "\" is shown as a note"});
        TableTurn made;
        made.position = numberIn(m_columns.field(row.fields, TurnColumn::Turn));
        made.turn.role = role.value_or(Role::Note);
        made.turn.text = text;
        made.turn.scored =
            !text.empty() && (made.turn.role == Role::User || made.turn.role == Role::Agent);
        const Json time = m_columns.text(row.fields, TurnColumn::Time);
        made.turn.timeMs = timeOf(&time);
        if (more && !m_toldTime && !made.turn.timeMs && !textOf(&time).empty()) {
            m_toldTime = true;
            more = m_output.issue({Effect::Note, row.line, row.byte, row.fields.front(),
                                   "time-not-read",
                                   "the time \"" + textOf(&time).substr(0, 60) +
                                       "\" is neither ISO 8601 nor a number since 1970; times of "
                                       "this form count as missing"});
        }
        Json rest = Json::object();
        for (const auto &[place, name] : m_columns.others()) {
            if (place < row.fields.size() && !row.fields[place].empty())
                rest[name] = row.fields[place];
        }
        if (!rest.empty() || (role && word != wordOf(*role))) {
            rest["role"] = word;
            rest["content"] = text;
            made.turn.native = dumped(rest);
        }
        conversation.turns.push_back(std::move(made));
        return more;
    }

    bool finish(const std::string &id, OpenConversation &conversation)
    {
        if (conversation.turns.empty())
            return true;
        const auto position = [](const TableTurn &turn) { return turn.position.value_or(0); };
        const bool numbered =
            std::all_of(conversation.turns.begin(), conversation.turns.end(),
                        [](const TableTurn &turn) { return turn.position.has_value(); });
        const auto before = [&](const TableTurn &a, const TableTurn &b) {
            return position(a) < position(b);
        };
        if (numbered &&
            !std::is_sorted(conversation.turns.begin(), conversation.turns.end(), before)) {
            std::stable_sort(conversation.turns.begin(), conversation.turns.end(), before);
            if (!m_output.issue(issueIn(conversation, id, Effect::Repaired, "unsorted-turns",
                                        "the rows were put into the order of their turn numbers")))
                return false;
        }
        const std::vector<std::string> &row = conversation.known;
        const Task task =
            chatTask(m_columns.text(row, TurnColumn::Task), m_columns.text(row, TurnColumn::Domain),
                     m_columns.text(row, TurnColumn::Instruction), m_context, id);
        if (task.nativeId.empty() && !m_toldNoTask) {
            m_toldNoTask = true;
            if (!m_output.issue(issueIn(conversation, id, Effect::Note, "no-task-id",
                                        "dialogues without a task id make no pairs")))
                return false;
        }
        Dialogue dialogue;
        dialogue.task = task.key;
        dialogue.nativeId = id;
        const std::optional<int> trial = integerIn(m_columns.field(row, TurnColumn::Trial));
        const std::optional<int> run = integerIn(m_columns.field(row, TurnColumn::Run));
        const Json annotated = m_columns.text(row, TurnColumn::Annotator);
        const std::optional<int> annotator = annotatorNumber(&annotated);
        setRun(run ? run : trial ? std::optional(*trial + 1) : annotator, dialogue);
        const std::string reward = m_columns.text(row, TurnColumn::Reward);
        const Json success = m_columns.text(row, TurnColumn::Success);
        dialogue.outcome.reward = numberIn(&reward);
        dialogue.outcome.success = truthOf(&success);
        if (!reward.empty() && !dialogue.outcome.reward &&
            !m_output.issue(
                issueIn(conversation, id, Effect::Note, "reward-not-a-number",
                        "the reward is \"" + reward.substr(0, 60) + "\" and counts as missing")))
            return false;
        for (const auto &[place, field] : m_columns.surveys()) {
            if (place < row.size() && !row[place].empty())
                dialogue.survey.push_back({field, {}, row[place]});
        }
        dialogue.outcome.termination = m_columns.text(row, TurnColumn::Termination);
        for (TableTurn &turn : conversation.turns)
            dialogue.turns.push_back(std::move(turn.turn));
        dialogue.startedMs = dialogue.turns.front().timeMs;
        return m_tasks.add(task) && m_output.dialogue(std::move(dialogue));
    }

    const ImportContext &m_context;
    ImportOutput &m_output;
    TurnColumns m_columns;
    TaskBook m_tasks;
    std::unordered_map<std::string, std::int64_t> m_rowsOf;
    std::unordered_map<std::string, OpenConversation> m_open;
    /// Of all rows.
    std::int64_t m_userRows = 0;
    std::int64_t m_agentRows = 0;
    std::int64_t m_systemRows = 0;
    bool m_toldNoTask = false;
    bool m_toldTime = false;
    bool m_toldSystem = false;
};

class TurnsCsv final : public Importer
{
public:
    std::string_view id() const override { return "turns_csv"; }
    std::string_view title() const override { return "Table of turns (CSV, TSV)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (probe.shape != FileShape::Text)
            return {};
        CsvRows rows;
        if (const Result<void> opened = rows.open(probe, delimiterOf(probe.head), false); !opened)
            return {};
        const std::optional<CsvRow> header = rows.next();
        const TurnColumns columns(header ? header->fields : std::vector<std::string>());
        const std::optional<CsvRow> first = columns.complete() ? rows.next() : std::nullopt;
        if (!columns.complete())
            return {};
        Sniff found{70, {}};
        if (first) {
            found.guess.kind = kindOfSource(columns.text(first->fields, TurnColumn::Source));
            found.guess.userModel = columns.text(first->fields, TurnColumn::UserModel);
            found.guess.agentModel = columns.text(first->fields, TurnColumn::AgentModel);
            found.guess.label = found.guess.userModel;
        }
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        const Result<bool> cp1252 = isCp1252File(probe);
        if (!cp1252)
            return cp1252.error();
        const char delimiter = delimiterOf(probe.head);
        CsvRows rows;
        if (const Result<void> opened = rows.open(probe, delimiter, *cp1252); !opened)
            return opened;
        const std::optional<CsvRow> header = rows.next();
        TurnColumns columns(header ? header->fields : std::vector<std::string>());
        if (!columns.complete())
            return Error{ErrorCode::InputMalformed, probe.path,
                         "the table has no columns for conversation, role and text"};
        if (!noteEncoding(rows, *cp1252, output))
            return {};
        Reading reading(context, output, std::move(columns));
        while (const std::optional<CsvRow> row = rows.next()) {
            if (!reading.count(*row) || !output.progress(0))
                return {};
        }
        if (const Result<void> opened = rows.open(probe, delimiter, *cp1252); !opened)
            return opened;
        rows.next();
        std::int64_t line = 0;
        std::int64_t byte = -1;
        while (const std::optional<CsvRow> row = rows.next()) {
            line = row->line;
            byte = row->byte;
            if (!output.progress(rows.bytesRead()) || !reading.readRow(*row))
                return {};
        }
        if (line == 0 && rows.problem().empty())
            output.issue(
                {Effect::Note, 0, -1, "", "no-turns", "the table has a header and no rows"});
        if (rows.problem() == "unreadable")
            return Error{ErrorCode::InputUnreadable, probe.path, "reading broke off"};
        if (rows.problem() == "damaged-file")
            output.issue({Effect::Skipped, line, byte, "", "damaged-file",
                          "the file is damaged after this row; what came before was read"});
        if (rows.problem() == "record-too-large")
            output.issue({Effect::Skipped, line, byte, "", "record-too-large",
                          "the row after this one is larger than 64 MiB; the rest of the file was "
                          "not read"});
        if (rows.problem() == "unclosed-quote")
            output.issue({Effect::Repaired, line, byte, "", "unclosed-quote",
                          "a quotation mark of this row is never closed; its field runs to the end "
                          "of the file"});
        return {};
    }

private:
    static bool noteEncoding(const CsvRows &rows, bool cp1252, ImportOutput &output)
    {
        if (rows.hasByteOrderMark() && !cp1252)
            return output.issue({Effect::Note, 0, -1, "", "byte-order-mark",
                                 "the byte order mark before the text was left out"});
        if (rows.isUtf16())
            return output.issue({Effect::Note, 0, -1, "", "utf16",
                                 "the file is UTF-16 and was converted to UTF-8"});
        if (cp1252)
            return output.issue({Effect::Repaired, 0, -1, "", "cp1252",
                                 "the file is no UTF-8 and was read as Windows-1252"});
        return true;
    }
};
} // namespace

std::unique_ptr<Importer> turns_csv()
{
    return std::make_unique<TurnsCsv>();
}
} // namespace gapscope::importers
