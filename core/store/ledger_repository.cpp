// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger_repository.h"

#include "core/store/corpus_kind_p.h"
#include "core/store/query_p.h"

namespace gapscope {
namespace {
constexpr std::string_view columns = R"sql(
    SELECT TEXT_OUT(i.id), TEXT_OUT(i.path), TEXT_OUT(i.sha256), i.bytes, TEXT_OUT(i.format),
           TEXT_OUT(i.state), TEXT_OUT(i.reason), i.started_ms, i.finished_ms, i.dialogues,
           i.turns, i.user_turns, i.surveys, i.skipped, i.repaired, i.duplicates,
           coalesce((SELECT sum(t.total) FROM import_issue_total t WHERE t.import_id = i.id), 0),
           TEXT_OUT(c.id), TEXT_OUT(c.kind), TEXT_OUT(c.label), TEXT_OUT(c.format),
           TEXT_OUT(c.user_model), TEXT_OUT(c.agent_model)
    FROM import_entry i JOIN corpus c ON c.id = i.corpus_id )sql";

ImportState stateOf(const std::string &text)
{
    for (const ImportState state :
         {ImportState::Complete, ImportState::Cancelled, ImportState::Failed}) {
        if (text == name(state))
            return state;
    }
    return ImportState::Incomplete;
}

ImportEntry entryOf(const Query &row)
{
    ImportEntry entry;
    entry.source.id = ImportId{row.bytes(0)};
    entry.source.path = row.bytes(1);
    entry.source.sha256 = row.bytes(2);
    entry.source.bytes = row.integer(3);
    entry.source.format = row.bytes(4);
    entry.state = stateOf(row.bytes(5));
    entry.reason = row.bytes(6);
    entry.startedMs = row.integer(7);
    entry.finishedMs = row.maybeInteger(8);
    entry.counts = {row.integer(9),  row.integer(10), row.integer(11), row.integer(12),
                    row.integer(13), row.integer(14), row.integer(15)};
    entry.issues = row.integer(16);
    entry.source.corpus = {CorpusId{row.bytes(17)}, corpusKindOf(row.bytes(18)),
                           row.bytes(19),           row.bytes(20),
                           row.bytes(21),           row.bytes(22)};
    return entry;
}
} // namespace

const char *name(ImportState state)
{
    switch (state) {
    case ImportState::Incomplete:
        return "incomplete";
    case ImportState::Complete:
        return "complete";
    case ImportState::Cancelled:
        return "cancelled";
    case ImportState::Failed:
        return "failed";
    }
    return "incomplete";
}

Result<std::vector<ImportEntry>> LedgerRepository::all()
{
    Query query(m_session, std::string(columns) + "ORDER BY i.seq");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<ImportEntry> result;
    while (query.next())
        result.push_back(entryOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<std::vector<ImportIssue>> LedgerRepository::issues(const ImportId &import)
{
    Query query(m_session, R"sql(
        SELECT effect, line, byte, TEXT_OUT(record), TEXT_OUT(code), TEXT_OUT(message)
        FROM import_issue WHERE import_id = TEXT_IN(?) ORDER BY position)sql");
    if (auto done = query.run(import); !done)
        return done.error();
    std::vector<ImportIssue> result;
    while (query.next())
        result.push_back({static_cast<ImportIssue::Effect>(query.smallInteger(0)), query.integer(1),
                          query.integer(2), query.bytes(3), query.bytes(4), query.bytes(5)});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<std::vector<IssueTotal>> LedgerRepository::issueTotals(const ImportId &import)
{
    Query query(m_session, "SELECT TEXT_OUT(code), effect, total FROM import_issue_total "
                           "WHERE import_id = TEXT_IN(?) ORDER BY code, effect");
    if (auto done = query.run(import); !done)
        return done.error();
    std::vector<IssueTotal> result;
    while (query.next())
        result.push_back({query.bytes(0), static_cast<ImportIssue::Effect>(query.smallInteger(1)),
                          query.integer(2)});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<std::int64_t> LedgerRepository::issueCount()
{
    auto total = queryInteger(m_session, "SELECT sum(total) FROM import_issue_total");
    if (!total)
        return total.error();
    return total->value_or(0);
}

Result<std::optional<ImportEntry>> LedgerRepository::findByHash(const std::string &sha256,
                                                                const CorpusId &corpus)
{
    Query query(m_session, std::string(columns) + R"sql(
        WHERE i.sha256 = TEXT_IN(?) AND i.corpus_id = TEXT_IN(?)
        ORDER BY i.state = 'complete' DESC, i.seq DESC)sql");
    if (auto done = query.run(sha256, corpus); !done)
        return done.error();
    if (query.next())
        return std::optional(entryOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<ImportEntry>();
}
} // namespace gapscope
