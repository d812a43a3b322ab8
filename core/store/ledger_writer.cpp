// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger_writer_p.h"

#include <algorithm>

namespace gapscope {
LedgerWriter::LedgerWriter(Session &session)
    : m_session(session), m_counts(session, R"sql(
        UPDATE import_entry SET dialogues = ?, turns = ?, user_turns = ?, surveys = ?, skipped = ?,
                                repaired = ?, duplicates = ?
        WHERE id = TEXT_IN(?))sql"),
      m_issue(session, R"sql(
        INSERT INTO import_issue (import_id, position, effect, line, byte, record, code, message)
        VALUES (TEXT_IN(?), ?, ?, ?, ?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?)))sql"),
      m_total(session, R"sql(
        INSERT INTO import_issue_total (import_id, code, effect, total)
        VALUES (TEXT_IN(?), TEXT_IN(?), ?, ?)
        ON CONFLICT (import_id, code, effect) DO UPDATE SET total = excluded.total)sql"),
      m_sawDialogue(session, "import_dialogue", {"import_id", "dialogue_id"},
                    BulkInsert::Known::Ignore),
      m_sawSurvey(session, "INSERT INTO import_survey (import_id, corpus_id, task_key, batch) "
                           "VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?) ON CONFLICT DO NOTHING")
{}

Result<void> LedgerWriter::begin(const ImportSource &source)
{
    m_written = {};
    m_now = {};
    Query query(m_session, R"sql(
        INSERT INTO import_entry (seq, id, path, sha256, bytes, format, corpus_id, state,
                                  started_ms, importer_version, licence, choices)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM import_entry), TEXT_IN(?), TEXT_IN(?),
                TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?),
                TEXT_IN(?)))sql");
    return query.run(source.id, source.path, source.sha256, source.bytes, source.format,
                     source.corpus.id, name(ImportState::Incomplete), nowMs(),
                     source.importerVersion, source.licence, source.choices);
}

void LedgerWriter::count(const Dialogue &dialogue, bool isNew)
{
    ImportCounts &counts = m_now.counts;
    if (!isNew) {
        ++counts.duplicates;
        return;
    }
    ++counts.dialogues;
    counts.turns += static_cast<std::int64_t>(dialogue.turns.size());
    counts.userTurns += std::ranges::count(dialogue.turns, Role::User, &Turn::role);
}

void LedgerWriter::countSurvey(bool isNew)
{
    ++(isNew ? m_now.counts.surveys : m_now.counts.duplicates);
}

Result<void> LedgerWriter::saw(const ImportId &import, const DialogueId &dialogue)
{
    return m_sawDialogue.add(import.value(), dialogue.value());
}

Result<void> LedgerWriter::saw(const ImportId &import, const ComparableSurvey &survey)
{
    return m_sawSurvey.run(import, survey.corpus, survey.task, survey.batch);
}

Result<void> LedgerWriter::addIssue(const ImportId &import, const ImportIssue &issue)
{
    m_now.counts.skipped += issue.effect == ImportIssue::Effect::Skipped;
    m_now.counts.repaired += issue.effect == ImportIssue::Effect::Repaired;
    ++m_now.issues[{issue.code, issue.effect}];
    int &stored = m_now.stored[issue.code];
    if (stored >= LedgerRepository::storedIssuesPerCode)
        return {};
    ++stored;
    return m_issue.run(import, m_now.position++, static_cast<int>(issue.effect), issue.line,
                       issue.byte, issue.record, issue.code, issue.message);
}

Result<void> LedgerWriter::writeCounts(const ImportId &import, const ImportCounts &counts)
{
    return m_counts.run(counts.dialogues, counts.turns, counts.userTurns, counts.surveys,
                        counts.skipped, counts.repaired, counts.duplicates, import);
}

Result<void> LedgerWriter::flush(const ImportId &import)
{
    for (const auto &[key, total] : m_now.issues) {
        const auto written = m_written.issues.find(key);
        if (written != m_written.issues.end() && written->second == total)
            continue;
        if (auto done = m_total.run(import, key.first, static_cast<int>(key.second), total); !done)
            return done.error();
    }
    if (auto done = writeCounts(import, m_now.counts); !done)
        return done.error();
    return m_sawDialogue.flush();
}

void LedgerWriter::committed()
{
    m_written = m_now;
}

void LedgerWriter::dropUnwritten()
{
    m_now = m_written;
    m_sawDialogue.clear();
}

Result<void> LedgerWriter::end(const ImportId &import, ImportState state, const std::string &reason,
                               const std::optional<ImportCounts> &counts)
{
    if (counts)
        m_now.counts = *counts;
    if (auto done = flush(import); !done)
        return done.error();
    Query query(m_session, "UPDATE import_entry SET state = TEXT_IN(?), reason = TEXT_IN(?), "
                           "finished_ms = ? WHERE id = TEXT_IN(?)");
    return query.run(name(state), reason, nowMs(), import);
}
} // namespace gapscope
