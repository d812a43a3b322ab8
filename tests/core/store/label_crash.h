// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/label_check.h"
#include "core/store/label_import.h"
#include "core/store/label_repository.h"
#include "core/store/session.h"

#include <csignal>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// A person who labels and whose program is killed at a moment they do not choose. The child says
/// what it was told is saved; the parent opens the workspace and looks.
namespace gapscope::test {
/// What the note of a label says after its n-th change: half of it would show.
inline std::string crashNote(const std::string &id, int change)
{
    return id + "/" + std::to_string(change) + "/" + std::string(200, 'n') + "/end";
}

inline void say(int to, const std::string &line)
{
    // A pipe takes a line of this length whole or not at all.
    if (write(to, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        _exit(3);
}

/// Adds, changes, removes and takes back until it is killed. Each line is "id n" (saved with its
/// n-th note) or "id -" (removed), written after the call came back.
[[noreturn]] inline void labelUntilKilled(const std::string &path, unsigned seed, int to)
{
    std::mt19937 random(seed);
    auto session = Session::open(path, OpenMode::ReadWrite);
    if (!session)
        _exit(2);
    LabelRepository labels(**session);
    say(to, "ready -\n");
    for (int i = 0;; ++i) {
        const std::string id = std::to_string(seed) + "-" + std::to_string(i);
        Label label;
        label.id = LabelId{id};
        label.realDialogue = DialogueId{"r"};
        label.simDialogue = DialogueId{"s"};
        label.realTurn = i;
        label.code = "C1";
        label.annotator = "ann";
        label.note = crashNote(id, 1);
        auto added = labels.add(label, "ann");
        if (!added)
            _exit(4);
        say(to, id + " 1\n");
        const unsigned what = random() % 4;
        if (what == 0) {
            added->note = crashNote(id, 2);
            if (!labels.update(*added, "ann"))
                _exit(4);
            say(to, id + " 2\n");
        } else if (what == 1) {
            if (!labels.remove(added->id, added->revision, "ann"))
                _exit(4);
            say(to, id + " -\n");
        } else if (what == 2) {
            if (!labels.undo("ann"))
                _exit(4);
            say(to, id + " -\n");
        }
    }
}

struct CrashOutcome
{
    /// Labels the child was told are saved.
    int told = 0;
    /// What is wrong; empty = nothing.
    std::string fault;
};

/// One child, killed `afterMs` (a share of a second) after it began to label.
inline CrashOutcome crashOnce(const std::string &path, unsigned seed, double afterMs)
{
    CrashOutcome outcome;
    int ends[2];
    if (pipe(ends) != 0)
        return {0, "no pipe"};
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        labelUntilKilled(path, seed, ends[1]);
    }
    close(ends[1]);
    std::string text;
    char piece[4096];
    const auto readSome = [&] {
        const ssize_t got = read(ends[0], piece, sizeof piece);
        if (got > 0)
            text.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    };
    while (text.find("ready -\n") == std::string::npos && readSome()) {
    }
    const auto nanoseconds = static_cast<long>(afterMs * 1e6);
    const timespec pause{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    nanosleep(&pause, nullptr);
    kill(child, SIGKILL);
    while (readSome()) {
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFSIGNALED(status))
        return {0, "the child ended by itself with " + std::to_string(WEXITSTATUS(status))};

    std::map<std::string, std::string> told;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        if (end == std::string::npos)
            break;
        const std::string line = text.substr(at, end - at);
        told[line.substr(0, line.find(' '))] = line.substr(line.find(' ') + 1);
        at = end + 1;
    }
    told.erase("ready");
    outcome.told = static_cast<int>(told.size());
    auto session = Session::open(path, OpenMode::ReadWrite);
    if (!session)
        return {outcome.told, "it does not open: " + session.error().detail};
    if (auto sound = (*session)->check(); !sound)
        return {outcome.told, sound.error().detail};
    if (auto sound = checkLabels(**session); !sound)
        return {outcome.told, sound.error().detail};
    // The last one may have gone one step on without the child coming to say so.
    const std::string last = std::to_string(seed) + "-" + std::to_string(told.size() - 1);
    LabelRepository labels(**session);
    for (const auto &[id, change] : told) {
        const auto label = labels.load(LabelId{id});
        if (!label)
            return {outcome.told, label.error().detail};
        const bool isWhole =
            *label ? (*label)->note == crashNote(id, change == "2" ? 2 : 1) && change != "-"
                   : change == "-";
        const bool isOneOn =
            id == last && change == "1" && (!*label || (*label)->note == crashNote(id, 2));
        if (!isWhole && !isOneOn)
            return {outcome.told, id + " was told as " + change + " and is not so"};
    }
    return outcome;
}
} // namespace gapscope::test
