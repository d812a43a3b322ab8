// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/import_job.h"

#include "core/import/input_files.h"
#include "core/store/import_writer.h"
#include "ui/base/workspace.h"

#include <numeric>
#include <optional>

namespace gapscope {
namespace {
Result<ImportOutcome> importAll(Session &session, const std::vector<ImportRequest> &requests,
                                JobContext &job)
{
    ImportOutcome outcome;
    // Sizes are for the progress only; a file that cannot be read fails when its turn comes.
    const auto files = std::make_shared<InputFiles>(job.stopToken());
    std::vector<std::int64_t> sizes;
    for (const ImportRequest &request : requests)
        sizes.push_back(files->size(request.path));
    const std::int64_t total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    ImportWriter writer(session, job.stopToken());
    std::int64_t before = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (job.cancelled()) {
            outcome.cancelled = true;
            outcome.notBegun = requests.size() - i;
            break;
        }
        const ImportRequest &request = requests[i];
        JobContext file(job.stopToken(), [&job, before, total](const Progress &progress) {
            job.report(before + progress.done, total);
        });
        Result<ImportFileReport> report = runImport(request, writer, file, files);
        if (report)
            outcome.reports.push_back(std::move(*report));
        else
            outcome.failures.push_back({request.path, report.error()});
        outcome.cancelled = !report && report.error().code == ErrorCode::Cancelled;
        before += sizes[i];
        job.report(before, total);
    }
    return outcome;
}
} // namespace

void importFiles(Workspace &workspace, std::vector<ImportRequest> requests, QObject *context,
                 std::function<void(const Result<ImportOutcome> &)> done)
{
    // Before the requests move away.
    const QString title = Workspace::tr("Importing %Ln file(s)", nullptr, int(requests.size()));
    // The workspace is the context: its lists are read again even when the asker is gone.
    workspace.runWithSession(
        QString(), title,
        [requests = std::move(requests)](Session &session, JobContext &job) {
            return importAll(session, requests, job);
        },
        &workspace,
        [&workspace, guard = QPointer<QObject>(context),
         done = std::move(done)](Result<ImportOutcome> outcome) {
            workspace.reload();
            if (guard)
                done(outcome);
        });
}
} // namespace gapscope
