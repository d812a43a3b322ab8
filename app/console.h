// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

namespace gapscope {
/// Exit codes of the command line.
enum ExitCode {
    exitFine = 0,
    exitDataProblems = 1,
    exitUsage = 2,
    exitFailed = 3,
    exitInternal = 4,
    exitCancelled = 130,
};

/// Data to stdout, talk and progress to stderr, and Ctrl-C as a stop request. The first signal asks
/// the job to stop, the second ends the process. One per process.
class Console final
{
public:
    Console();
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    /// False (and a message) when stdout could not take it, for example a full disk.
    bool write(std::string_view data);
    void say(std::string_view line);
    /// "gapscope: sentence" on stderr; returns the exit code that fits the error.
    int fail(const Error &error);
    /// Usage error: the sentence and where to find help.
    int misuse(std::string_view sentence, std::string_view command);

    /// Ctrl-C.
    std::stop_token stopToken() const { return m_stop.get_token(); }
    /// A job context whose progress is shown on stderr when that is a terminal.
    JobContext job(std::string title);
    void endProgress();

private:
    std::stop_source m_stop;
    std::jthread m_signals;
    bool m_terminal = false;
    bool m_progressShown = false;
};

/// One plain sentence for an error, without a final newline.
std::string sentence(const Error &error);
} // namespace gapscope
