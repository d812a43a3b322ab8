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

/// One dialogue of nearly the largest size: `%` in the frame stands for messages, in a message for
/// so many bytes.
std::string largeRecord(const std::string &frame, std::string message, std::size_t textSize)
{
    message.replace(message.find('%'), 1, textSize, 'x');
    message += ",\n";
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
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("textSize");
        QTest::addColumn<bool>("broken");
        const QByteArray chat = "{\"messages\": [%]}";
        const QByteArray message = "{\"role\": \"user\", \"content\": \"%\"}";
        QTest::newRow("messages of some words") << chat << message << 200 << false;
        QTest::newRow("long messages") << chat << message << 100'000 << false;
        QTest::newRow("one text") << chat << message << 30'000'000 << false;
        QTest::newRow("to be repaired") << chat << message << 100'000 << true;
        const auto row = [](const char *format, const char *frame, const char *one) {
            QTest::newRow(format) << QByteArray(frame) << QByteArray(one) << 200 << false;
        };
        row("runs", R"([{"task_id": 1, "traj": [%]}])", R"({"role": "user", "content": "%"})");
        row("SGD", R"([{"dialogue_id": "1_00000", "turns": [%]}])",
            R"({"speaker": "USER", "utterance": "%"})");
        row("M2M", R"([{"dialogue_id": "r_0", "turns": [%]}])",
            R"({"user_utterance": {"text": "%"}})");
        row("MultiWOZ", R"({"SNG1.json": {"goal": {}, "log": [%]}})", R"({"text": "%"})");
        row("STAR", R"({"DialogueID": 1, "Scenario": {}, "Events": [%]})",
            R"({"Agent": "User", "Action": "utter", "Text": "%"})");
        row("Taskmaster", R"([{"conversation_id": "dlg-0", "utterances": [%]}])",
            R"({"speaker": "USER", "text": "%"})");
        row("ABCD", R"([{"convo_id": 1, "original": [%]}])", R"(["customer", "%"])");
        row("DialogueKit", R"([{"conversation_id": "1", "conversation": [%]}])",
            R"({"participant": "USER", "utterance": "%"})");
        row("Rasa", R"({"sender_id": "a", "events": [%]})", R"({"event": "user", "text": "%"})");
    }

    void hugeRecordIsLeftWhenAsked()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QByteArray, message);
        QFETCH(int, textSize);
        QFETCH(bool, broken);
        const test::Folder folder;
        std::string text = largeRecord(frame.toStdString(), message.toStdString(),
                                       static_cast<std::size_t>(textSize));
        if (broken)
            text.insert(text.rfind("x\""), "\\ud800");
        ImportRequest request;
        request.path = folder.write("a.json", text);
        request.kind = CorpusKind::Real;
        for (const int after : {30, 150, 400, 800}) {
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
