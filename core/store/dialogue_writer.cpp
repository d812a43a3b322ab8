// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_writer_p.h"

#include "core/base/hash.h"
#include "core/store/native_text_p.h"
#include "core/store/search_index_p.h"
#include "core/store/turn_key_p.h"

#include <algorithm>

namespace gapscope {
namespace {
/// Shorter texts are not worth a second table.
constexpr std::size_t sharedFrom = 512;
constexpr std::size_t sharedKept = 512;

/// What is the same in many dialogues: the agent's policy, a role card.
bool isShared(const Turn &turn, std::string_view text)
{
    return (turn.role == Role::System || turn.role == Role::Note) && text.size() >= sharedFrom;
}

Result<void> checkSize(const Dialogue &dialogue)
{
    if (dialogue.turns.size() > turn_key::maxTurns)
        return Error{ErrorCode::InvalidArgument, dialogue.nativeId, "too many turns"};
    for (const Turn &turn : dialogue.turns) {
        if (turn.toolCalls.size() > turn_key::maxCalls)
            return Error{ErrorCode::InvalidArgument, dialogue.nativeId, "too many tool calls"};
    }
    return {};
}
} // namespace

DialogueWriter::DialogueWriter(Session &session)
    : m_session(session), m_dialogue(session, R"sql(
        INSERT INTO dialogue (seq, id, corpus_id, task_key, native_id, run, reward, success,
                              termination, keep, started_ms, metadata, turns, user_turns,
                              tool_calls, import_id)
        VALUES (?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, ?, ?, TEXT_IN(?), ?, ?,
                TEXT_IN(?), ?, ?, ?, TEXT_IN(?))
        ON CONFLICT (id) DO NOTHING)sql"),
      m_findBlob(session, "SELECT id FROM blob_text WHERE kind = TEXT_IN(?) AND hash = TEXT_IN(?)"),
      m_addBlob(session, "INSERT INTO blob_text (id, kind, hash, text) "
                         "VALUES (?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?))"),
      m_indexTurns(session, R"sql(
        INSERT INTO turn_search (rowid, text)
        SELECT id, text FROM turn WHERE id >= ? AND id < ? AND text IS NOT NULL)sql"),
      m_indexBlobs(session, R"sql(
        INSERT INTO turn_search (rowid, text)
        SELECT id, text FROM blob_text WHERE id >= ? AND id < ? AND kind = 'text')sql"),
      m_turns(session, "turn",
              {"id", "role", "scored", "time_ms", "text", "text_blob", "scored_text", "native",
               "native_blob"}),
      m_calls(session, "tool_call", {"id", "call_id", "name", "arguments", "raw", "by_user"}),
      m_results(session, "tool_result", {"turn_id", "call_id", "name", "error", "by_user"}),
      m_answers(session, "dialogue_answer",
                {"dialogue_seq", "position", "field", "question", "answer"})
{}

Result<void> DialogueWriter::start()
{
    for (BulkInsert *rows : {&m_turns, &m_calls, &m_results, &m_answers})
        rows->clear();
    // Shared texts of a transaction that was rolled back are gone.
    m_blobs.clear();
    // What was removed may come back with its keys.
    auto seq = queryInteger(m_session, "SELECT max(seq) FROM (SELECT max(seq) AS seq FROM dialogue "
                                       "UNION ALL SELECT max(seq) FROM removed_dialogue)");
    if (!seq)
        return seq.error();
    m_lastSeq = seq->value_or(0);
    auto blob = queryInteger(m_session, "SELECT min(id) FROM blob_text");
    if (!blob)
        return blob.error();
    m_lowestBlob = blob->value_or(0);
    m_indexedSeq = m_lastSeq;
    m_indexedBlob = m_lowestBlob;
    if (m_isTuned)
        return {};
    auto tuned = search_index::postponeMerging(m_session);
    m_isTuned = bool(tuned);
    return tuned;
}

Result<bool> DialogueWriter::insert(const Dialogue &dialogue, int run, const ImportId &import)
{
    if (auto fits = checkSize(dialogue); !fits)
        return fits.error();
    const DialogueId id = dialogue.id.empty() ? dialogueIdOf(dialogue) : dialogue.id;
    std::int64_t userTurns = 0;
    std::int64_t toolCalls = 0;
    for (const Turn &turn : dialogue.turns) {
        userTurns += turn.role == Role::User;
        toolCalls += static_cast<std::int64_t>(turn.toolCalls.size());
    }
    const std::int64_t seq = m_lastSeq + 1;
    const std::optional<ImportId> origin = import.empty() ? std::nullopt : std::optional(import);
    if (auto done = m_dialogue.run(
            seq, id, dialogue.corpus, dialogue.task, dialogue.nativeId, run,
            dialogue.outcome.reward, dialogue.outcome.success, dialogue.outcome.termination,
            static_cast<int>(dialogue.keep), dialogue.startedMs, dialogue.metadata,
            static_cast<std::int64_t>(dialogue.turns.size()), userTurns, toolCalls, origin);
        !done)
        return done.error();
    if (m_dialogue.changedRows() == 0)
        return false;
    m_lastSeq = seq;

    std::int64_t turnId = turn_key::first(seq);
    for (const Turn &turn : dialogue.turns) {
        if (auto done = insertTurn(turn, turnId); !done)
            return done.error();
        if (auto done = insertTools(turn, turnId); !done)
            return done.error();
        ++turnId;
    }
    if (auto done = insertAnswers(dialogue, seq); !done)
        return done.error();
    return true;
}

Result<void> DialogueWriter::insertTurn(const Turn &turn, std::int64_t id)
{
    Place text;
    if (turn.text) {
        auto place = placeOf(turn, *turn.text, "text");
        if (!place)
            return place.error();
        text = *place;
    }
    Place native;
    const std::string message = withoutText(turn.native, turn.text);
    if (!message.empty()) {
        auto place = placeOf(turn, message, "native");
        if (!place)
            return place.error();
        native = *place;
    }
    return m_turns.add(id, static_cast<int>(turn.role), turn.scored, turn.timeMs, text.text,
                       text.blob, turn.scoredText, native.text, native.blob);
}

Result<void> DialogueWriter::insertTools(const Turn &turn, std::int64_t id)
{
    std::int64_t callId = turn_key::firstCall(id);
    for (const ToolCall &call : turn.toolCalls) {
        if (auto done =
                m_calls.add(callId, call.id, call.name, call.arguments, call.raw, call.byUser);
            !done)
            return done.error();
        ++callId;
    }
    if (!turn.toolResult)
        return {};
    const ToolResult &result = *turn.toolResult;
    return m_results.add(id, result.callId, result.name, result.error, result.byUser);
}

Result<void> DialogueWriter::insertAnswers(const Dialogue &dialogue, std::int64_t seq)
{
    int position = 0;
    for (const SurveyAnswer &answer : dialogue.survey) {
        if (auto done = m_answers.add(seq, position, answer.field, answer.question, answer.answer);
            !done)
            return done.error();
        ++position;
    }
    return {};
}

Result<DialogueWriter::Place> DialogueWriter::placeOf(const Turn &turn, std::string_view text,
                                                      std::string_view kind)
{
    if (!isShared(turn, text))
        return Place{text, std::nullopt};
    Result<std::int64_t> blob = blobId(text, kind);
    if (!blob)
        return blob.error();
    return Place{std::nullopt, *blob};
}

Result<std::int64_t> DialogueWriter::blobId(std::string_view text, std::string_view kind)
{
    std::string key(kind);
    key += text;
    if (const auto known = m_blobs.find(key); known != m_blobs.end())
        return known->second;
    Result<std::int64_t> id = storeBlob(text, kind);
    if (!id)
        return id;
    if (m_blobs.size() >= sharedKept)
        m_blobs.clear();
    m_blobs.emplace(std::move(key), *id);
    return id;
}

Result<std::int64_t> DialogueWriter::storeBlob(std::string_view text, std::string_view kind)
{
    Sha256 sha;
    sha.addRaw(text);
    const std::string hash = sha.finishHex();
    if (auto done = m_findBlob.run(kind, hash); !done)
        return done.error();
    if (m_findBlob.next()) {
        const std::int64_t id = m_findBlob.integer(0);
        m_findBlob.finish();
        return id;
    }
    if (auto status = m_findBlob.status(); !status)
        return status.error();
    m_findBlob.finish();
    const std::int64_t id = m_lowestBlob - 1;
    if (auto done = m_addBlob.run(id, kind, hash, text); !done)
        return done.error();
    m_lowestBlob = id;
    return id;
}

Result<void> DialogueWriter::flush()
{
    for (BulkInsert *rows : {&m_turns, &m_calls, &m_results, &m_answers}) {
        if (auto done = rows->flush(); !done)
            return done.error();
    }
    return indexTexts();
}

Result<void> DialogueWriter::indexTexts()
{
    // Once a transaction and from the table: the index writes itself out at the start of every
    // statement with several rows that follows, so that filling it along the way takes three times
    // as long.
    if (auto done =
            m_indexTurns.run(turn_key::first(m_indexedSeq + 1), turn_key::first(m_lastSeq + 1));
        !done)
        return done.error();
    if (auto done = m_indexBlobs.run(m_lowestBlob, m_indexedBlob); !done)
        return done.error();
    m_indexedSeq = m_lastSeq;
    m_indexedBlob = m_lowestBlob;
    return search_index::mergeParts(m_session);
}
} // namespace gapscope
