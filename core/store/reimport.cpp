// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reimport.h"

#include "core/import/import_choices.h"
#include "core/store/import_writer.h"

#include <filesystem>

namespace gapscope {
namespace {
/// A file, or one in an archive that is.
bool isThere(std::filesystem::path path)
{
    std::error_code error;
    while (path.has_relative_path() && !std::filesystem::exists(path, error))
        path = path.parent_path();
    return std::filesystem::is_regular_file(path, error);
}
} // namespace

Result<ReimportReport> reimport(Session &session, const ImportId &import, const std::string &by,
                                JobContext &job)
{
    const Result<std::optional<ImportEntry>> entry = LedgerRepository(session).load(import);
    if (!entry)
        return entry.error();
    if (!*entry)
        return Error{ErrorCode::NotFound, "import " + import.value(), "there is no such import"};
    const ImportSource &source = (*entry)->source;
    if (!isThere(source.path))
        return Error{ErrorCode::InputUnreadable, source.path, "it is no longer there"};
    Result<ImportRequest> request = requestWith(source.path, source.choices);
    if (!request)
        return request.error();
    // What was found out then is not left to be guessed anew.
    if (!request->kind)
        request->kind = source.corpus.kind;
    if (request->label.empty())
        request->label = source.corpus.label;

    ReimportReport report;
    ImportRemovals removals(session);
    if ((*entry)->state != ImportState::Removed) {
        Result<RemovalReport> removed = removals.remove(import, by);
        if (!removed)
            return removed.error();
        report.removed = std::move(*removed);
    }
    ImportWriter writer(session, job.stopToken());
    Result<ImportFileReport> imported = runImport(*request, writer, job);
    if (!imported) {
        if (report.removed) {
            if (const Result<RemovalReport> undone = removals.undo(); !undone)
                return undone.error();
        }
        return imported.error();
    }
    report.imported = std::move(*imported);
    report.fileChanged = report.imported.sha256 != source.sha256;
    return report;
}
} // namespace gapscope
