// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger_export.h"

#include "core/store/ledger_repository.h"

#include <chrono>
#include <ctime>
#include <map>
#include <vector>

namespace gapscope {
namespace {
using Cells = std::vector<std::string>;

std::string isoTime(std::int64_t ms)
{
    const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text, size};
}

void appendLine(std::string &out, const Cells &cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            out += ',';
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            out += cells[i];
            continue;
        }
        out += '"';
        for (const char byte : cells[i]) {
            out += byte;
            if (byte == '"')
                out += '"';
        }
        out += '"';
    }
    out += '\n';
}

Cells importCells(const ImportEntry &entry)
{
    const ImportCounts &counts = entry.counts;
    return {entry.source.path,
            entry.source.sha256,
            std::to_string(entry.source.bytes),
            entry.source.format,
            name(entry.source.corpus.kind),
            entry.source.corpus.label,
            isoTime(entry.startedMs),
            entry.finishedMs ? isoTime(*entry.finishedMs) : std::string(),
            name(entry.state),
            entry.reason,
            std::to_string(counts.dialogues),
            std::to_string(counts.turns),
            std::to_string(counts.userTurns),
            std::to_string(counts.surveys),
            std::to_string(counts.duplicates),
            std::to_string(counts.skipped),
            std::to_string(counts.repaired),
            std::to_string(entry.source.importerVersion),
            entry.source.licence};
}

Cells issueCells(const ImportIssue &issue)
{
    return {name(issue.effect),
            issue.line > 0 ? std::to_string(issue.line) : std::string(),
            issue.byte >= 0 ? std::to_string(issue.byte) : std::string(),
            issue.record,
            issue.code,
            issue.message};
}

Cells header()
{
    return {"file",       "sha256",   "bytes",      "format",  "kind",      "label",
            "started",    "finished", "state",      "reason",  "dialogues", "turns",
            "user_turns", "surveys",  "duplicates", "skipped", "repaired",  "importer_version",
            "licence",    "effect",   "line",       "byte",    "record",    "code",
            "message"};
}

void appendIssue(std::string &out, const Cells &head, const ImportIssue &issue)
{
    Cells line = head;
    const Cells tail = issueCells(issue);
    line.insert(line.end(), tail.begin(), tail.end());
    appendLine(out, line);
}
} // namespace

const char *name(ImportIssue::Effect effect)
{
    switch (effect) {
    case ImportIssue::Effect::Skipped:
        return "skipped";
    case ImportIssue::Effect::Repaired:
        return "repaired";
    case ImportIssue::Effect::Note:
        return "note";
    }
    return "";
}

Result<std::string> ledgerCsv(Session &session)
{
    LedgerRepository ledger(session);
    const Result<std::vector<ImportEntry>> entries = ledger.all();
    if (!entries)
        return entries.error();
    std::string out;
    appendLine(out, header());
    for (const ImportEntry &entry : *entries) {
        const Cells head = importCells(entry);
        const Result<std::vector<ImportIssue>> issues = ledger.issues(entry.source.id);
        if (!issues)
            return issues.error();
        if (issues->empty()) {
            Cells line = head;
            line.resize(head.size() + issueCells({}).size());
            appendLine(out, line);
        }
        for (const ImportIssue &issue : *issues)
            appendIssue(out, head, issue);
    }
    return out;
}

Result<std::string> ledgerCsv(Session &session, const IssueFilter &filter)
{
    LedgerRepository ledger(session);
    const Result<std::vector<ImportEntry>> entries = ledger.all();
    if (!entries)
        return entries.error();
    const Result<std::vector<LedgerIssue>> issues = ledger.issues(filter);
    if (!issues)
        return issues.error();
    std::map<ImportId, Cells> heads;
    for (const ImportEntry &entry : *entries)
        heads.emplace(entry.source.id, importCells(entry));
    std::string out;
    appendLine(out, header());
    for (const LedgerIssue &each : *issues)
        appendIssue(out, heads[each.import], each.issue);
    return out;
}
} // namespace gapscope
