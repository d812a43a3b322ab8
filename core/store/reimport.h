// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/import/import_run.h"
#include "core/store/import_removals.h"

#include <optional>
#include <string>

namespace gapscope {
class Session;

struct ReimportReport
{
    /// What was taken out first; none where the import had been removed before.
    std::optional<RemovalReport> removed;
    ImportFileReport imported;
    /// The file is not the one that was imported.
    bool fileChanged = false;
};

/// Imports the file of an entry again with the choices made then, in place of what it brought. The
/// removal can be undone; where the import fails it is undone here. Labels stay with dialogues
/// whose words are the same. Errors: NotFound for the import, InputUnreadable for its file, and
/// those of runImport().
Result<ReimportReport> reimport(Session &session, const ImportId &import, const std::string &by,
                                JobContext &job);
} // namespace gapscope
