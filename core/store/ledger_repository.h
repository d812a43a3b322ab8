// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/import_sink.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Incomplete: it is running, or its program was killed; what was committed is there. Removed:
/// what only it brought was taken out again (ImportRemovals).
enum class ImportState { Incomplete, Complete, Cancelled, Failed, Removed };
const char *name(ImportState state);

/// One file's entry in the import ledger.
struct ImportEntry
{
    ImportSource source;
    ImportCounts counts;
    ImportState state = ImportState::Incomplete;
    /// Why it was aborted.
    std::string reason;
    /// UTC milliseconds.
    std::int64_t startedMs = 0;
    std::optional<std::int64_t> finishedMs;
    /// Of all codes, stored or not.
    std::int64_t issues = 0;
};

/// How often an issue came up, also beyond what is stored of it.
struct IssueTotal
{
    std::string code;
    ImportIssue::Effect effect = ImportIssue::Effect::Note;
    std::int64_t count = 0;

    bool operator==(const IssueTotal &) const = default;
};

/// Which issues are wanted; empty fields let everything through.
struct IssueFilter
{
    std::vector<ImportId> imports;
    std::vector<CorpusId> corpora;
    std::vector<ImportIssue::Effect> effects;
    std::vector<std::string> codes;
    /// In record, code or message, whatever its case (ASCII).
    std::string text;
    std::int64_t offset = 0;
    /// Below 0 = all.
    std::int64_t limit = -1;
};

/// An issue and the import it came up in.
struct LedgerIssue
{
    ImportId import;
    std::string path;
    ImportIssue issue;
};

class LedgerRepository final
{
public:
    /// Issues stored per import and code; more are only counted.
    static constexpr int storedIssuesPerCode = 1000;

    explicit LedgerRepository(Session &session) : m_session(session) {}

    /// Oldest first.
    Result<std::vector<ImportEntry>> all();
    /// In the order they came up, at most storedIssuesPerCode of each code.
    Result<std::vector<ImportIssue>> issues(const ImportId &import);
    Result<std::vector<IssueTotal>> issueTotals(const ImportId &import);
    /// Those stored, by import and in the order they came up.
    Result<std::vector<LedgerIssue>> issues(const IssueFilter &filter);
    /// How many of them issues(filter) gives without offset and limit.
    Result<std::int64_t> issueCount(const IssueFilter &filter);
    /// None where the id is unknown.
    Result<std::optional<ImportEntry>> load(const ImportId &import);
    /// Over all imports.
    Result<std::int64_t> issueCount();
    /// The latest import of the same bytes into this corpus that was not removed, complete ones
    /// first.
    Result<std::optional<ImportEntry>> findByHash(const std::string &sha256,
                                                  const CorpusId &corpus);

private:
    Session &m_session;
};
} // namespace gapscope
