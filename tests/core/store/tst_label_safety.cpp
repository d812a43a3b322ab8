// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/label_crash.h"
#include "tests/core/store/store_test.h"

#include <atomic>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace gapscope;

class TestLabelSafety : public test::StoreTest
{
    Q_OBJECT

    static Label label(const std::string &note)
    {
        Label made;
        made.realDialogue = DialogueId{"r"};
        made.simDialogue = DialogueId{"s"};
        made.realTurn = 1;
        made.code = "C1";
        made.annotator = "ann";
        made.note = note;
        return made;
    }

    /// As another process sees it: the bytes that SQLite locks for every reader.
    bool isLockedForOthers()
    {
        constexpr off_t sharedFirst = 0x40000000 + 2;
        constexpr off_t sharedSize = 510;
        const pid_t child = fork();
        if (child == 0) {
            const int file = ::open(path().c_str(), O_RDWR);
            struct flock lock
            {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            lock.l_start = sharedFirst;
            lock.l_len = sharedSize;
            _exit(file >= 0 && fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
        }
        int status = 1;
        waitpid(child, &status, 0);
        return status == 0;
    }

private Q_SLOTS:
    void whatWasToldAsSavedOutlivesAKill()
    {
        workspace().reset();
        std::mt19937 random(5);
        int told = 0;
        for (unsigned round = 0; round < 20; ++round) {
            const auto outcome = test::crashOnce(path(), round, 0.1 * double(random() % 400));
            QVERIFY2(outcome.fault.empty(), outcome.fault.c_str());
            told += outcome.told;
        }
        QVERIFY2(told > 20, "the children were killed before they labelled");
    }

    void aSecondSessionLeavesTheLocksOfTheFirst()
    {
        // Without them another program that looks into the file thinks that it is the last one,
        // and takes the log away on closing.
        const auto session = workspace();
        QVERIFY(isLockedForOthers());
        QVERIFY(Session::open(path(), OpenMode::ReadWrite));
        QVERIFY(isLockedForOthers());
        QVERIFY(Session::open(path(), OpenMode::ReadOnly));
        QVERIFY(isLockedForOthers());
    }

    void aFullDiskIsToldAndLeavesNothingHalfWritten()
    {
        const auto session = workspace();
        LabelRepository labels(*session);
        QVERIFY(labels.add(label("before"), "ann"));
        // Files of this process may not grow beyond what they are: as on a disk that is full.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{rlim_t(256 << 10), before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        std::size_t saved = 1;
        Error error;
        for (int i = 0; i < 2000 && error.detail.empty(); ++i) {
            const auto added = labels.add(label(std::string(2000, 'x')), "ann");
            if (added)
                ++saved;
            else
                error = added.error();
        }
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY2(error.code == ErrorCode::StoreFull || error.code == ErrorCode::StoreFailed,
                 error.detail.c_str());
        QCOMPARE(error.subject, path());
        QVERIFY(saved > 1);
        QCOMPARE(labels.all()->size(), saved);
        QVERIFY(checkLabels(*session));
        QVERIFY(session->check());
        QVERIFY(labels.add(label("after"), "ann"));
        QVERIFY(labels.undo("ann"));
        QCOMPARE(labels.all()->size(), saved);
    }

    void aMergeOnAFullDiskChangesNothing()
    {
        std::string file;
        for (int i = 0; i < 2000; ++i) {
            file +=
                "{\"id\":\"x" + std::to_string(i) + "\",\"code\":\"C1\",\"real_dialogue\":\"r\"}\n";
        }
        const auto session = workspace();
        LabelRepository labels(*session);
        QVERIFY(labels.add(label("before"), "ann"));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit full{rlim_t(256 << 10), before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto report = importLabels(*session, file, "lea");
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!report);
        QCOMPARE(labels.all()->size(), std::size_t(1));
        QVERIFY(checkLabels(*session));
        QVERIFY(importLabels(*session, file, "lea"));
        QCOMPARE(labels.all()->size(), std::size_t(2001));
    }

    void aReadOnlyWorkspaceTakesNoLabels()
    {
        const Label kept = *LabelRepository(*workspace()).add(label("kept"), "ann");
        const auto session = std::move(*Session::open(path(), OpenMode::ReadOnly));
        LabelRepository labels(*session);
        const auto code = [](const auto &result) { return result.error().code; };
        QCOMPARE(code(labels.add(label("new"), "ann")), ErrorCode::WorkspaceReadOnly);
        QCOMPARE(code(labels.update(kept, "ann")), ErrorCode::WorkspaceReadOnly);
        QCOMPARE(code(labels.remove(kept.id, 1, "ann")), ErrorCode::WorkspaceReadOnly);
        QCOMPARE(code(labels.undo("ann")), ErrorCode::WorkspaceReadOnly);
        QCOMPARE(code(importLabels(*session, std::string_view(), "ann")),
                 ErrorCode::WorkspaceReadOnly);
        QVERIFY(*labels.all() == std::vector{kept});
    }

    void twoWhoWriteAtOnceLoseNothing()
    {
        const auto session = workspace();
        const Label shared = *LabelRepository(*session).add(label("shared"), "ann");
        constexpr int each = 60;
        std::atomic<int> failed = 0;
        std::atomic<int> conflicts = 0;
        const auto work = [&](const std::string &name) {
            const auto own = Session::open(path(), OpenMode::ReadWrite);
            if (!own) {
                failed = 1000;
                return;
            }
            LabelRepository labels(**own);
            for (int i = 0; i < each; ++i) {
                // Who is told that another writer is at work tries again, as a person would.
                Result<Label> added = labels.add(label(name), name);
                for (int k = 0; k < 1000 && !added; ++k) {
                    failed += added.error().code != ErrorCode::WorkspaceBusy;
                    added = labels.add(label(name), name);
                }
                failed += !added;
                Label now = **labels.load(shared.id);
                now.note = name + std::to_string(i);
                const auto updated = labels.update(now, name);
                conflicts += !updated && updated.error().code == ErrorCode::Conflict;
            }
        };
        {
            std::jthread one(work, "one");
            std::jthread two(work, "two");
        }
        QCOMPARE(failed.load(), 0);
        LabelRepository labels(*session);
        QCOMPARE(labels.all()->size(), std::size_t(2 * each + 1));
        // Every update either took its revision or was told that it came too late.
        const Label now = **labels.load(shared.id);
        QCOMPARE(labels.history(shared.id)->size(), std::size_t(now.revision));
        QVERIFY(now.revision > 1 && now.revision + conflicts <= 2 * each + 1);
        QVERIFY(checkLabels(*session));
    }
};

QTEST_GUILESS_MAIN(TestLabelSafety)
#include "tst_label_safety.moc"
