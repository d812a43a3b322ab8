// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <ctime>

namespace gapscope {
namespace {
sigset_t interruptions()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

std::string_view phrase(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "not usable here";
    case ErrorCode::NotFound:
        return "not found";
    case ErrorCode::InputUnreadable:
        return "cannot be read";
    case ErrorCode::InputMalformed:
        return "is malformed";
    case ErrorCode::InputTooLarge:
        return "is too large";
    case ErrorCode::UnknownFormat:
        return "is in no format known here";
    case ErrorCode::NotATranscript:
        return "is not a transcript";
    case ErrorCode::OutputFailed:
        return "could not be written";
    case ErrorCode::NotAWorkspace:
        return "is not a Gapscope workspace";
    case ErrorCode::WorkspaceNewer:
        return "was made by a newer version of Gapscope";
    case ErrorCode::WorkspaceReadOnly:
        return "is read-only";
    case ErrorCode::WorkspaceLocked:
        return "is in use by another program";
    case ErrorCode::WorkspaceBusy:
        return "is being written to by something else";
    case ErrorCode::WorkspaceDamaged:
        return "is damaged";
    case ErrorCode::StoreFailed:
        return "could not be accessed";
    case ErrorCode::StoreFull:
        return "could not be written: the disk is full";
    case ErrorCode::Conflict:
        return "was changed by somebody else meanwhile";
    case ErrorCode::NotComputable:
        return "cannot be computed";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Internal:
        return "failed unexpectedly";
    }
    return "failed";
}
} // namespace

std::string sentence(const Error &error)
{
    std::string text = error.subject;
    text += text.empty() ? "" : " ";
    // "not a transcript: …" says the rest by itself.
    if (error.code == ErrorCode::NotATranscript && !text.empty() && !error.detail.empty())
        return text + "is " + error.detail;
    text += phrase(error.code);
    if (!error.detail.empty())
        text += ": " + error.detail;
    return text;
}

Console::Console() : m_terminal(isatty(STDERR_FILENO) == 1)
{
    // Blocked in every thread and taken by one that waits for them: a handler could not safely
    // request a stop.
    sigset_t set = interruptions();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = std::jthread([this, set](const std::stop_token &ended) {
        const timespec patience{0, 50'000'000};
        while (!ended.stop_requested()) {
            const int caught = sigtimedwait(&set, nullptr, &patience);
            if (caught <= 0)
                continue;
            if (m_stop.stop_requested())
                _exit(128 + caught);
            m_stop.request_stop();
        }
    });
}

Console::~Console()
{
    endProgress();
    m_signals.request_stop();
    m_signals.join();
    sigset_t set = interruptions();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool Console::write(std::string_view data)
{
    const bool taken =
        std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0;
    if (!taken)
        say("gapscope: the output could not be written completely");
    return taken;
}

void Console::say(std::string_view line)
{
    endProgress();
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fputc('\n', stderr);
}

int Console::fail(const Error &error)
{
    say("gapscope: " + sentence(error));
    switch (error.code) {
    case ErrorCode::Cancelled:
        return exitCancelled;
    case ErrorCode::InvalidArgument:
        return exitUsage;
    case ErrorCode::Internal:
        return exitInternal;
    default:
        return exitFailed;
    }
}

int Console::misuse(std::string_view sentence, std::string_view command)
{
    std::string line = "gapscope: " + std::string(sentence) + " (see gapscope ";
    line += command.empty() ? "--help)" : std::string(command) + " --help)";
    say(line);
    return exitUsage;
}

JobContext Console::job(std::string title)
{
    JobContext::Observer observer;
    if (m_terminal) {
        observer = [this, title = std::move(title)](const Progress &progress) {
            std::array<char, 16> share{};
            if (progress.total > 0) {
                std::snprintf(share.data(), share.size(), " %3d %%",
                              static_cast<int>(100 * progress.done / progress.total));
            }
            std::fprintf(stderr, "\r\033[K%s%s", title.c_str(), share.data());
            m_progressShown = true;
        };
    }
    return JobContext(m_stop.get_token(), std::move(observer));
}

void Console::endProgress()
{
    if (m_progressShown)
        std::fputs("\r\033[K", stderr);
    m_progressShown = false;
}
} // namespace gapscope
