// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/import_sink.h"

#include <string>

namespace gapscope {
class Session;
struct IssueFilter;

/// The import ledger as RFC 4180 CSV with a header: one line an issue, and one line without an
/// issue for an import that had none. Times are ISO 8601 in UTC. Texts are exact; a spreadsheet may
/// run those that begin like a formula.
Result<std::string> ledgerCsv(Session &session);
/// The same with the issues of the filter alone, one line each.
Result<std::string> ledgerCsv(Session &session, const IssueFilter &filter);

const char *name(ImportIssue::Effect effect);
} // namespace gapscope
