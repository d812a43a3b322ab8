// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/job_runner.h"

#include "tests/support/test_case.h"

#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace gapscope;

class TestJobRunner : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void resultArrivesOnTheGuiThread()
    {
        JobRunner runner;
        int got = 0;
        QThread *where = nullptr;
        runner.start(
            QString(), QStringLiteral("add"), [](JobContext &) { return 42; }, this,
            [&](int value) {
                got = value;
                where = QThread::currentThread();
            });
        QTRY_COMPARE(got, 42);
        QCOMPARE(where, thread());
        QVERIFY(runner.isIdle());
    }

    void aNewerJobOfTheSameSlotDropsTheOlderResult()
    {
        JobRunner runner;
        QList<int> results;
        std::atomic<bool> release = false;
        const QString slot = QStringLiteral("align");
        const auto done = [&](int value) { results.append(value); };
        runner.start(
            slot, QStringLiteral("old"),
            [&](JobContext &) {
                while (!release)
                    std::this_thread::yield();
                return 1;
            },
            this, done);
        runner.start(
            slot, QStringLiteral("new"), [](JobContext &) { return 2; }, this, done);
        release = true;
        QTRY_VERIFY(runner.isIdle());
        QCOMPARE(results, QList<int>{2});
    }

    void cancelReachesTheJob()
    {
        JobRunner runner;
        bool cancelled = false;
        const int id = runner.start(
            QString(), QStringLiteral("wait"),
            [](JobContext &job) {
                while (!job.cancelled())
                    std::this_thread::yield();
                return true;
            },
            this, [&](bool value) { cancelled = value; });
        runner.cancel(id);
        QTRY_VERIFY(cancelled);
    }

    void destructionCancelsAndWaits()
    {
        std::atomic<bool> ended = false;
        {
            JobRunner runner;
            runner.start(
                QString(), QStringLiteral("wait"),
                [&](JobContext &job) {
                    while (!job.cancelled())
                        std::this_thread::yield();
                    ended = true;
                    return 0;
                },
                this, [](int) { QFAIL("a result after destruction"); });
        }
        QVERIFY(ended);
    }

    void progressIsListed()
    {
        JobRunner runner;
        std::atomic<bool> release = false;
        runner.start(
            QString(), QStringLiteral("import"),
            [&](JobContext &job) {
                job.report(10, 40);
                while (!release)
                    std::this_thread::yield();
                return 0;
            },
            this, [](int) {});
        QTRY_COMPARE(runner.jobs().value(0).progress.total, std::int64_t(40));
        QCOMPARE(runner.jobs().value(0).title, QStringLiteral("import"));
        release = true;
        QTRY_VERIFY(runner.isIdle());
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
