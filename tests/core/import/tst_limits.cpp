// SPDX-License-Identifier: GPL-3.0-or-later
// What is too large is refused with its measure, and reading it ends when it is asked to.
#include "core/import/archive.h"
#include "core/import/limits.h"
#include "core/import/record_reader.h"
#include "tests/support/import_files.h"
#include "tests/support/packed_files.h"
#include "tests/support/test_case.h"

#include <chrono>
#include <ctime>
#include <pthread.h>
#include <thread>

using namespace gapscope;

namespace {
constexpr std::chrono::milliseconds patience{200};

std::string archiveOf(std::int64_t entries)
{
    std::vector<test::ZipEntry> all(static_cast<std::size_t>(entries));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = {std::to_string(i) + ".json", "1", 0};
    return test::zipped(all);
}

/// One dialogue of nearly the largest size: `%` in the frame stands for messages of so many bytes.
std::string largeRecord(const std::string &frame, std::size_t textSize)
{
    const std::string message =
        "{\"role\": \"user\", \"content\": \"" + std::string(textSize, 'x') + "\"},\n";
    const std::size_t hole = frame.find('%');
    std::string text = frame.substr(0, hole);
    while (text.size() + 2 * message.size() < limits::recordBytes)
        text += message;
    text.resize(text.size() - 2);
    return text + frame.substr(hole + 1);
}

std::chrono::nanoseconds workedSoFar(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Runs until it is asked to stop after so long; how long it works from then on. Time in which the
/// machine does something else does not count.
template <class Run>
std::chrono::nanoseconds timeToStop(std::chrono::milliseconds after, const Run &run)
{
    clockid_t clock{};
    pthread_getcpuclockid(pthread_self(), &clock);
    std::stop_source stop;
    std::chrono::nanoseconds asked{};
    std::thread canceller([&] {
        std::this_thread::sleep_for(after);
        asked = workedSoFar(clock);
        stop.request_stop();
    });
    run(stop.get_token());
    const std::chrono::nanoseconds ended = workedSoFar(clock);
    canceller.join();
    return ended - asked;
}

/// Counts what a reading tells.
class CountingOutput final : public ImportOutput
{
public:
    bool task(const Task &) override { return true; }
    bool dialogue(Dialogue) override { return true; }
    bool survey(ComparableSurvey) override { return true; }
    bool difficulty(const std::map<std::string, double> &) override { return true; }
    bool issue(ImportIssue) override { return true; }
    bool progress(std::int64_t) override { return true; }
};
} // namespace

class TestLimits : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void archiveOfTooManyFilesIsRefused()
    {
        const test::Folder folder;
        const std::string bytes = archiveOf(limits::archiveEntries + 1);
        const std::string path = folder.write("many.zip", bytes);
        for (const auto &archive : {Archive::open(path), Archive::openBytes(bytes, "inner")}) {
            QVERIFY(!archive);
            QVERIFY(archive.error().code == ErrorCode::InputTooLarge);
        }
        QCOMPARE(*expandPaths({path}), std::vector<std::string>{path});
        const test::Imported imported = test::import(path);
        QVERIFY(!imported.report);
        QVERIFY2(imported.report.error().detail.find("more than 100000 files") != std::string::npos,
                 imported.report.error().detail.c_str());
    }

    void archiveOfManyFilesIsListedUntilItIsAskedToStop()
    {
        const test::Folder folder;
        const std::string path = folder.write("many.zip", archiveOf(limits::archiveEntries));
        const auto archive = Archive::open(path);
        QVERIFY(archive);
        QCOMPARE((*archive)->names().size(), static_cast<std::size_t>(limits::archiveEntries));
        for (const int after : {0, 30, 150, 400}) {
            Result<std::vector<std::string>> found = std::vector<std::string>();
            const std::chrono::nanoseconds took =
                timeToStop(std::chrono::milliseconds(after),
                           [&](const std::stop_token &stop) { found = expandPaths({path}, stop); });
            QVERIFY2(took < patience, std::to_string(took / std::chrono::milliseconds(1)).c_str());
            QVERIFY(found || found.error().code == ErrorCode::Cancelled);
        }
    }

    void recordsBeyondTheLimitEndTheReading()
    {
        const test::Folder folder;
        const Result<Probe> probe = probeFile(folder.write("a.jsonl", "[1]\n[2]\n[3]\n[4]\n[5]\n"));
        QVERIFY(probe);
        CountingOutput output;
        RecordReader reader(*probe, output, 3);
        QVERIFY(reader.open(RecordLayout::Items));
        int read = 0;
        while (reader.next())
            ++read;
        QCOMPARE(read, 3);
        QVERIFY(reader.failed());
        QVERIFY(reader.failed()->code == ErrorCode::InputTooLarge);
        QCOMPARE(reader.failed()->detail, std::string("the file holds more than 3 records"));
    }

    void hugeRecordIsLeftWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("textSize");
        QTest::addColumn<bool>("broken");
        const QByteArray chat = "{\"messages\": [%]}";
        QTest::newRow("messages of some words") << chat << 200 << false;
        QTest::newRow("long messages") << chat << 100'000 << false;
        QTest::newRow("one text") << chat << 30'000'000 << false;
        QTest::newRow("to be repaired") << chat << 100'000 << true;
        QTest::newRow("runs") << QByteArray("[{\"task_id\": 1, \"traj\": [%]}]") << 200 << false;
    }

    void hugeRecordIsLeftWhenAsked()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, textSize);
        QFETCH(bool, broken);
        const test::Folder folder;
        std::string text = largeRecord(frame.toStdString(), static_cast<std::size_t>(textSize));
        if (broken)
            text.insert(text.rfind("x\""), "\\ud800");
        ImportRequest request;
        request.path = folder.write("a.json", text);
        request.kind = CorpusKind::Real;
        for (const int after : {10, 100, 300, 700, 1200}) {
            MemorySink sink;
            sink.keep = false;
            bool cancelled = false;
            const std::chrono::nanoseconds took =
                timeToStop(std::chrono::milliseconds(after), [&](const std::stop_token &stop) {
                    JobContext job(stop);
                    const auto report = runImport(request, sink, job);
                    cancelled = !report && report.error().code == ErrorCode::Cancelled;
                    QVERIFY(report || cancelled);
                });
            QVERIFY2(took < patience, std::to_string(took / std::chrono::milliseconds(1)).c_str());
            if (!cancelled)
                break;
        }
    }
};

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
