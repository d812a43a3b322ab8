// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/background.h"

#include "core/store/floor_service.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>

namespace gapscope::bench {
namespace {
constexpr int busyTimeoutMs = 5000;

std::unique_ptr<Session> opened(const std::filesystem::path &path)
{
    Result<std::unique_ptr<Session>> session =
        Session::open(path.string(), OpenMode::ReadWrite, SessionOptions{busyTimeoutMs});
    if (!session)
        throw std::runtime_error(session.error().subject + ": " + session.error().detail);
    return std::move(*session);
}

Result<void> alignAll(Session &session, const ReadWorkspace &read, BackgroundRun &run,
                      JobContext &job)
{
    const Result<DivergenceCurves> curves = divergenceCurves(
        session, *read.data, read.idf,
        [&run](const Alignment &alignment) {
            const AlignmentSummary summary = summaryOf(alignment);
            ++run.pairs;
            run.divergence += summary.divergence.value_or(0.0);
        },
        job);
    if (!curves)
        return curves.error();
    Result<PairAligner> aligner = PairAligner::open(session, read.idf);
    if (!aligner)
        return aligner.error();
    const Result<DivergenceFloors> floors = divergenceFloors(session, *aligner, job);
    return floors ? Result<void>() : Result<void>(floors.error());
}

/// The thread's progress, for the one that waits to cancel it.
class Progressing
{
public:
    void report(const Progress &progress)
    {
        const std::lock_guard lock(m_mutex);
        m_share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        m_changed.notify_one();
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_changed.notify_one();
    }
    void waitFor(double share)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_ended || m_share >= share; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    double m_share = 0.0;
    bool m_ended = false;
};

double since(const Moment &begin)
{
    return Moment::now().wall - begin.wall;
}
} // namespace

ReadWorkspace readWorkspace(const std::filesystem::path &path)
{
    const std::unique_ptr<Session> session = opened(path);
    JobContext job;
    Result<std::shared_ptr<const WorkspaceData>> data = loadWorkspaceData(*session, job);
    Result<IdfModel> idf = loadIdf(*session, job);
    if (!data || !idf)
        throw std::runtime_error("the workspace cannot be read");
    return {std::move(*data), std::move(*idf)};
}

BackgroundRun alignInBackground(const std::filesystem::path &path, const ReadWorkspace &read,
                                double cancelAt)
{
    BackgroundRun run;
    Progressing progressing;
    std::stop_source stop;
    std::optional<Error> error;
    const Moment begin = Moment::now();
    std::jthread worker([&] {
        const std::unique_ptr<Session> session = opened(path);
        JobContext job(stop.get_token(),
                       [&](const Progress &progress) { progressing.report(progress); });
        if (const Result<void> done = alignAll(*session, read, run, job); !done)
            error = done.error();
        progressing.end();
    });
    progressing.waitFor(cancelAt);
    const Moment wish = Moment::now();
    if (cancelAt <= 1.0)
        stop.request_stop();
    worker.join();
    run.spent = {since(begin), Moment::now().cpu - begin.cpu};
    run.cancelled = error && error->code == ErrorCode::Cancelled;
    if (error && !run.cancelled)
        throw std::runtime_error(error->subject + ": " + error->detail);
    if (run.cancelled)
        run.latency = since(wish);
    return run;
}
} // namespace gapscope::bench
