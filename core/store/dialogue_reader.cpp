// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_reader_p.h"

#include "core/store/native_text_p.h"
#include "core/store/turn_key_p.h"

#include <limits>

namespace gapscope {
namespace {
constexpr std::string_view turnsWithNative = R"sql(
    SELECT t.id, t.role, t.scored, t.time_ms, TEXT_OUT(coalesce(t.text, b.text)),
           TEXT_OUT(t.scored_text), TEXT_OUT(coalesce(t.native, n.text))
    FROM turn t LEFT JOIN blob_text b ON b.id = t.text_blob
                LEFT JOIN blob_text n ON n.id = t.native_blob
    WHERE t.id >= ? AND t.id < ? ORDER BY t.id)sql";
constexpr std::string_view turnsWithoutNative = R"sql(
    SELECT t.id, t.role, t.scored, t.time_ms, TEXT_OUT(coalesce(t.text, b.text)),
           TEXT_OUT(t.scored_text), NULL
    FROM turn t LEFT JOIN blob_text b ON b.id = t.text_blob
    WHERE t.id >= ? AND t.id < ? ORDER BY t.id)sql";

Result<void> damaged(const char *detail)
{
    return Error{ErrorCode::WorkspaceDamaged, {}, detail};
}
} // namespace

Result<void> TurnReader::Cursor::start(std::int64_t from, std::int64_t to)
{
    query.finish();
    if (auto done = query.run(from, to); !done)
        return done.error();
    return advance();
}

Result<void> TurnReader::Cursor::advance()
{
    onRow = query.next();
    if (!onRow)
        return query.status();
    key = query.integer(0);
    return {};
}

Result<void> TurnReader::Cursor::seek(std::int64_t from)
{
    while (onRow && key < from) {
        if (auto done = advance(); !done)
            return done.error();
    }
    return {};
}

TurnReader::TurnReader(Session &session, bool withNative)
    : m_turns{Query(session, withNative ? turnsWithNative : turnsWithoutNative)}, m_calls{Query(
                                                                                      session,
                                                                                      R"sql(
        SELECT id, TEXT_OUT(call_id), TEXT_OUT(name), TEXT_OUT(arguments), TEXT_OUT(raw), by_user
        FROM tool_call WHERE id >= ? AND id < ? ORDER BY id)sql")},
      m_results{Query(session, R"sql(
        SELECT turn_id, TEXT_OUT(call_id), TEXT_OUT(name), error, by_user
        FROM tool_result WHERE turn_id >= ? AND turn_id < ? ORDER BY turn_id)sql")},
      m_answers{Query(session, R"sql(
        SELECT dialogue_seq, TEXT_OUT(field), TEXT_OUT(question), TEXT_OUT(answer)
        FROM dialogue_answer WHERE dialogue_seq >= ? AND dialogue_seq < ?
        ORDER BY dialogue_seq, position)sql")}
{}

Result<void> TurnReader::start(std::int64_t firstSeq, std::int64_t lastSeq)
{
    const std::int64_t from = turn_key::first(firstSeq);
    const std::int64_t to = turn_key::first(lastSeq + 1);
    if (auto done = m_turns.start(from, to); !done)
        return done.error();
    if (auto done = m_calls.start(turn_key::firstCall(from), turn_key::firstCall(to)); !done)
        return done.error();
    if (auto done = m_results.start(from, to); !done)
        return done.error();
    return m_answers.start(firstSeq, lastSeq + 1);
}

Result<void> TurnReader::read(std::int64_t seq, Dialogue &dialogue)
{
    const std::int64_t first = turn_key::first(seq);
    const std::int64_t end = turn_key::first(seq + 1);
    if (auto done = m_turns.seek(first); !done)
        return done.error();
    while (m_turns.onRow && m_turns.key < end) {
        const Query &row = m_turns.query;
        const int role = row.smallInteger(1);
        if (role < 0 || role > static_cast<int>(Role::Note))
            return damaged("a turn has an unknown role");
        Turn &turn = dialogue.turns.emplace_back();
        turn.role = static_cast<Role>(role);
        turn.scored = row.boolean(2);
        turn.timeMs = row.maybeInteger(3);
        turn.text = row.maybeBytes(4);
        turn.scoredText = row.maybeBytes(5);
        turn.native = withText(row.bytes(6), turn.text);
        if (m_turns.key != first + static_cast<std::int64_t>(dialogue.turns.size()) - 1)
            return damaged("a turn is missing");
        if (auto done = m_turns.advance(); !done)
            return done.error();
    }
    if (auto done = readTools(first, dialogue.turns); !done)
        return done.error();
    return readAnswers(seq, dialogue.survey);
}

Result<void> TurnReader::readTools(std::int64_t firstTurn, std::vector<Turn> &turns)
{
    const std::int64_t end = firstTurn + static_cast<std::int64_t>(turns.size());
    if (auto done = m_calls.seek(turn_key::firstCall(firstTurn)); !done)
        return done.error();
    while (m_calls.onRow && turn_key::turnOfCall(m_calls.key) < end) {
        const Query &row = m_calls.query;
        Turn &turn = turns[static_cast<std::size_t>(turn_key::turnOfCall(m_calls.key) - firstTurn)];
        turn.toolCalls.push_back(
            {row.bytes(1), row.bytes(2), row.bytes(3), row.bytes(4), row.boolean(5)});
        if (auto done = m_calls.advance(); !done)
            return done.error();
    }
    if (auto done = m_results.seek(firstTurn); !done)
        return done.error();
    while (m_results.onRow && m_results.key < end) {
        const Query &row = m_results.query;
        turns[static_cast<std::size_t>(m_results.key - firstTurn)].toolResult =
            ToolResult{row.bytes(1), row.bytes(2), row.boolean(3), row.boolean(4)};
        if (auto done = m_results.advance(); !done)
            return done.error();
    }
    return {};
}

Result<void> TurnReader::readAnswers(std::int64_t seq, std::vector<SurveyAnswer> &answers)
{
    if (auto done = m_answers.seek(seq); !done)
        return done.error();
    while (m_answers.onRow && m_answers.key == seq) {
        const Query &row = m_answers.query;
        answers.push_back({row.bytes(1), row.bytes(2), row.bytes(3)});
        if (auto done = m_answers.advance(); !done)
            return done.error();
    }
    return {};
}
} // namespace gapscope
