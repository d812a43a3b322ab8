// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/imported_set.h"

#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "core/store/session.h"

#include <memory>
#include <stdexcept>
#include <string>

namespace gapscope::bench {
void importSet(const PaperSet &set, const std::filesystem::path &path)
{
    Result<std::unique_ptr<Session>> session = Session::open(path.string(), OpenMode::Create);
    if (!session)
        throw std::runtime_error(session.error().subject + ": " + session.error().detail);
    ImportWriter writer(**session);
    std::size_t dialogues = 0;
    for (const std::filesystem::path &file : set.conversations()) {
        ImportRequest request;
        request.path = file.string();
        request.kind = file == set.files.real ? CorpusKind::Real : CorpusKind::Simulated;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, writer, job);
        if (!report)
            throw std::runtime_error(report.error().subject + ": " + report.error().detail);
        dialogues += static_cast<std::size_t>(report->counts.dialogues);
    }
    if (dialogues != set.dialogues)
        throw std::runtime_error(std::to_string(dialogues) + " dialogues were imported");
}
} // namespace gapscope::bench
