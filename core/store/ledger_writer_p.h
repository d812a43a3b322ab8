// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"
#include "core/store/bulk_insert_p.h"
#include "core/store/ledger_repository.h"
#include "core/store/query_p.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace gapscope {
/// Keeps the ledger entry of the running import inside the transactions of ImportWriter, so that
/// its counts are those of what is committed.
class LedgerWriter final
{
public:
    explicit LedgerWriter(Session &session);

    Result<void> begin(const ImportSource &source);
    void count(const Dialogue &dialogue, bool isNew);
    void countSurvey(bool isNew);
    /// Keeps that the file holds it, also where it was there already.
    Result<void> saw(const ImportId &import, const DialogueId &dialogue);
    Result<void> saw(const ImportId &import, const ComparableSurvey &survey);
    Result<void> addIssue(const ImportId &import, const ImportIssue &issue);
    /// Writes counts and totals of issues; to be followed by a commit.
    Result<void> flush(const ImportId &import);
    void committed();
    /// After a rollback: back to what was committed.
    void dropUnwritten();
    /// `counts`: the importer's own, none = what was counted here.
    Result<void> end(const ImportId &import, ImportState state, const std::string &reason,
                     const std::optional<ImportCounts> &counts);

private:
    using IssueKey = std::pair<std::string, ImportIssue::Effect>;
    struct Tally
    {
        ImportCounts counts;
        std::map<IssueKey, std::int64_t> issues;
        /// Stored issues by code.
        std::map<std::string, int> stored;
        std::int64_t position = 0;
    };

    Result<void> writeCounts(const ImportId &import, const ImportCounts &counts);

    Session &m_session;
    Query m_counts;
    Query m_issue;
    Query m_total;
    BulkInsert m_sawDialogue;
    Query m_sawSurvey;
    Tally m_written;
    Tally m_now;
};
} // namespace gapscope
