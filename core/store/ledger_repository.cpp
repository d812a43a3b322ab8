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
           TEXT_OUT(c.user_model), TEXT_OUT(c.agent_model), i.importer_version,
           TEXT_OUT(i.licence), TEXT_OUT(i.choices)
    FROM import_entry i JOIN corpus c ON c.id = i.corpus_id )sql";

ImportState stateOf(const std::string &text)
{
    for (const ImportState state : {ImportState::Complete, ImportState::Cancelled,
                                    ImportState::Failed, ImportState::Removed}) {
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
    entry.source.importerVersion = row.smallInteger(23);
    entry.source.licence = row.bytes(24);
    entry.source.choices = row.bytes(25);
    return entry;
}

std::string places(std::string_view column, std::size_t count, std::string_view one)
{
    std::string condition = " AND " + std::string(column) + " IN (";
    for (std::size_t i = 0; i < count; ++i)
        condition += std::string(i == 0 ? "" : ", ") + std::string(one);
    return condition + ")";
}

std::string conditionOf(const IssueFilter &filter)
{
    std::string condition = " FROM import_issue s JOIN import_entry i ON i.id = s.import_id "
                            "WHERE 1 = 1";
    if (!filter.imports.empty())
        condition += places("s.import_id", filter.imports.size(), "TEXT_IN(?)");
    if (!filter.corpora.empty())
        condition += places("i.corpus_id", filter.corpora.size(), "TEXT_IN(?)");
    if (!filter.effects.empty())
        condition += places("s.effect", filter.effects.size(), "?");
    if (!filter.codes.empty())
        condition += places("s.code", filter.codes.size(), "TEXT_IN(?)");
    if (!filter.text.empty())
        condition += " AND instr(lower(s.record || char(10) || s.code || char(10) || s.message), "
                     "lower(TEXT_IN(?))) > 0";
    return condition;
}

void bind(Query &query, const IssueFilter &filter)
{
    for (const ImportId &import : filter.imports)
        query.bind(sqlValue(import));
    for (const CorpusId &corpus : filter.corpora)
        query.bind(sqlValue(corpus));
    for (const ImportIssue::Effect effect : filter.effects)
        query.bind(sqlValue(static_cast<int>(effect)));
    for (const std::string &code : filter.codes)
        query.bind(sqlValue(code));
    if (!filter.text.empty())
        query.bind(sqlValue(filter.text));
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
    case ImportState::Removed:
        return "removed";
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
        WHERE i.sha256 = TEXT_IN(?) AND i.corpus_id = TEXT_IN(?) AND i.state <> 'removed'
        ORDER BY i.state = 'complete' DESC, i.seq DESC)sql");
    if (auto done = query.run(sha256, corpus); !done)
        return done.error();
    if (query.next())
        return std::optional(entryOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<ImportEntry>();
}

Result<std::optional<ImportEntry>> LedgerRepository::load(const ImportId &import)
{
    Query query(m_session, std::string(columns) + "WHERE i.id = TEXT_IN(?)");
    if (auto done = query.run(import); !done)
        return done.error();
    if (query.next())
        return std::optional(entryOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<ImportEntry>();
}

Result<std::vector<LedgerIssue>> LedgerRepository::issues(const IssueFilter &filter)
{
    Query query(m_session, "SELECT TEXT_OUT(s.import_id), TEXT_OUT(i.path), s.effect, s.line, "
                           "s.byte, TEXT_OUT(s.record), TEXT_OUT(s.code), TEXT_OUT(s.message)" +
                               conditionOf(filter) +
                               " ORDER BY i.seq, s.position LIMIT ? OFFSET ?");
    bind(query, filter);
    query.bind(sqlValue(filter.limit));
    query.bind(sqlValue(filter.offset));
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<LedgerIssue> result;
    while (query.next())
        result.push_back(
            {ImportId{query.bytes(0)},
             query.bytes(1),
             {static_cast<ImportIssue::Effect>(query.smallInteger(2)), query.integer(3),
              query.integer(4), query.bytes(5), query.bytes(6), query.bytes(7)}});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<std::int64_t> LedgerRepository::issueCount(const IssueFilter &filter)
{
    Query query(m_session, "SELECT count(*)" + conditionOf(filter));
    bind(query, filter);
    if (auto done = query.exec(); !done)
        return done.error();
    const std::int64_t count = query.next() ? query.integer(0) : 0;
    if (auto status = query.status(); !status)
        return status.error();
    return count;
}
} // namespace gapscope
