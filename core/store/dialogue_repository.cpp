// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"

#include "core/store/dialogue_reader_p.h"
#include "core/store/dialogue_writer_p.h"
#include "core/store/task_link_table_p.h"

#include <utility>

namespace gapscope {
namespace {
/// Every reader of dialogues gets the key that their task is paired under from here.
std::string headColumns()
{
    return R"sql(
    SELECT seq, TEXT_OUT(id), TEXT_OUT(corpus_id), TEXT_OUT()sql" +
           std::string(pairingKeySql) + R"sql(), TEXT_OUT(native_id), run,
           reward, success, TEXT_OUT(termination), keep, started_ms, TEXT_OUT(metadata), turns,
           user_turns, tool_calls, TEXT_OUT(import_id), TEXT_OUT(task_key)
    FROM dialogue )sql";
}

struct NumberedHead
{
    std::int64_t seq = 0;
    DialogueHead head;
};

NumberedHead headOf(const Query &row)
{
    NumberedHead result{row.integer(0), {}};
    Dialogue &dialogue = result.head.dialogue;
    dialogue.id = DialogueId{row.bytes(1)};
    dialogue.corpus = CorpusId{row.bytes(2)};
    dialogue.task = TaskKey{row.bytes(3)};
    dialogue.nativeId = row.bytes(4);
    dialogue.run = row.smallInteger(5);
    dialogue.outcome.reward = row.maybeReal(6);
    if (!row.isNull(7))
        dialogue.outcome.success = row.boolean(7);
    dialogue.outcome.termination = row.bytes(8);
    dialogue.keep = static_cast<Keep>(row.smallInteger(9));
    dialogue.startedMs = row.maybeInteger(10);
    dialogue.metadata = row.bytes(11);
    result.head.turns = row.smallInteger(12);
    result.head.userTurns = row.smallInteger(13);
    result.head.toolCalls = row.smallInteger(14);
    result.head.import = ImportId{row.bytes(15)};
    result.head.ownTask = TaskKey{row.bytes(16)};
    return result;
}

std::string conditionOf(const DialogueFilter &filter)
{
    std::string condition = "WHERE 1 = 1";
    if (!filter.corpora.empty()) {
        condition += " AND corpus_id IN (TEXT_IN(?)";
        for (std::size_t i = 1; i < filter.corpora.size(); ++i)
            condition += ", TEXT_IN(?)";
        condition += ")";
    }
    if (filter.task)
        condition += " AND (task_key = TEXT_IN(?) OR task_key IN (SELECT task_key FROM "
                     "task_pairing WHERE pairing_key = TEXT_IN(?))) AND " +
                     std::string(pairingKeySql) + " = TEXT_IN(?)";
    return condition;
}

void bind(Query &query, const DialogueFilter &filter)
{
    for (const CorpusId &corpus : filter.corpora)
        query.bind(sqlValue(corpus));
    for (int i = 0; filter.task && i < 3; ++i)
        query.bind(sqlValue(*filter.task));
}

Result<std::vector<NumberedHead>> numberedHeads(Session &session, const DialogueFilter &filter)
{
    Query query(session, headColumns() + conditionOf(filter) + " ORDER BY seq");
    bind(query, filter);
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<NumberedHead> result;
    while (query.next())
        result.push_back(headOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

/// Where the run of dialogues that can be read with one scan ends: a few unwanted ones in between
/// are cheaper to pass over than a new scan.
std::size_t scanEnd(const std::vector<NumberedHead> &heads, std::size_t from)
{
    constexpr std::int64_t passedOver = 4;
    std::size_t end = from + 1;
    while (end < heads.size() && heads[end].seq - heads[end - 1].seq <= passedOver)
        ++end;
    return end;
}

Error withPath(Error error, Session &session)
{
    if (error.subject.empty())
        error.subject = session.path();
    return error;
}

Result<void> readWhole(TurnReader &reader, NumberedHead &head, Session &session)
{
    if (auto done = reader.read(head.seq, head.head.dialogue); !done)
        return withPath(done.error(), session);
    if (head.head.dialogue.turns.size() != static_cast<std::size_t>(head.head.turns))
        return Error{ErrorCode::WorkspaceDamaged, session.path(), "a turn is missing"};
    return {};
}
} // namespace

Result<bool> DialogueRepository::insert(const Dialogue &dialogue)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    DialogueWriter writer(m_session);
    if (auto started = writer.start(); !started)
        return started.error();
    Result<bool> isNew = writer.insert(dialogue, dialogue.run, ImportId{});
    if (!isNew)
        return isNew;
    if (auto flushed = writer.flush(); !flushed)
        return flushed.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return isNew;
}

Result<Dialogue> DialogueRepository::load(const DialogueId &id)
{
    Query query(m_session, headColumns() + "WHERE id = TEXT_IN(?)");
    if (auto done = query.run(id); !done)
        return done.error();
    if (!query.next()) {
        if (auto status = query.status(); !status)
            return status.error();
        return Error{ErrorCode::NotFound, id.value(), "no such dialogue"};
    }
    NumberedHead head = headOf(query);
    query.finish();
    TurnReader reader(m_session, true);
    if (auto started = reader.start(head.seq, head.seq); !started)
        return started.error();
    if (auto done = readWhole(reader, head, m_session); !done)
        return done.error();
    return std::move(head.head.dialogue);
}

Result<bool> DialogueRepository::contains(const DialogueId &id)
{
    Query query(m_session, "SELECT 1 FROM dialogue WHERE id = TEXT_IN(?)");
    if (auto done = query.run(id); !done)
        return done.error();
    if (query.next())
        return true;
    if (auto status = query.status(); !status)
        return status.error();
    return false;
}

Result<std::vector<DialogueHead>> DialogueRepository::list(const DialogueFilter &filter)
{
    auto heads = numberedHeads(m_session, filter);
    if (!heads)
        return heads.error();
    std::vector<DialogueHead> result;
    result.reserve(heads->size());
    for (NumberedHead &head : *heads)
        result.push_back(std::move(head.head));
    return result;
}

Result<std::int64_t> DialogueRepository::count(const DialogueFilter &filter)
{
    Query query(m_session, "SELECT count(*) FROM dialogue " + conditionOf(filter));
    bind(query, filter);
    if (auto done = query.exec(); !done)
        return done.error();
    if (query.next())
        return query.integer(0);
    if (auto status = query.status(); !status)
        return status.error();
    return std::int64_t{0};
}

Result<void> DialogueRepository::forEach(const DialogueFilter &filter, const Callback &callback,
                                         JobContext &job, Native native)
{
    auto heads = numberedHeads(m_session, filter);
    if (!heads)
        return heads.error();
    const auto total = static_cast<std::int64_t>(heads->size());
    TurnReader reader(m_session, native == Native::Load);
    std::size_t end = 0;
    for (std::size_t i = 0; i < heads->size(); ++i) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, m_session.path(), {}};
        if (i == end) {
            end = scanEnd(*heads, i);
            if (auto started = reader.start((*heads)[i].seq, (*heads)[end - 1].seq); !started)
                return started.error();
        }
        if (auto done = readWhole(reader, (*heads)[i], m_session); !done)
            return done.error();
        if (auto done = callback(std::move((*heads)[i].head.dialogue)); !done)
            return done.error();
        job.report(static_cast<std::int64_t>(i) + 1, total);
    }
    return {};
}
} // namespace gapscope
