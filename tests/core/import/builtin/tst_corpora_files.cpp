// SPDX-License-Identifier: GPL-3.0-or-later
// Real files of task-oriented and research corpora, read whole.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <algorithm>

using namespace gapscope;

namespace {
std::string summary(const ImportFileReport &report)
{
    const auto corpus = [](const Corpus &told) {
        return std::string(name(told.kind)) + "/" + told.label;
    };
    std::string text = report.format + " " + corpus(report.corpus) + " " +
                       std::to_string(report.counts.dialogues) + " dialogues, " +
                       std::to_string(report.counts.userTurns) + " user turns, " +
                       std::to_string(report.counts.skipped) + " skipped";
    for (const SideCorpus &side : report.sides)
        text += ", " + std::to_string(side.dialogues) + " " + corpus(side.corpus);
    return text;
}
} // namespace

class TestCorporaFiles : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void countsOfRealFiles_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<QString>("firstTask");
        const auto row = [](const char *file, const char *expected, int tasks, const char *task) {
            QTest::newRow(file) << QString(QLatin1String(expected)) << tasks
                                << QString::fromUtf8(task);
        };
        row("pairs/dev/multiwoz_convlab2_native_20.json",
            "multiwoz real/human 20 dialogues, 155 user turns, 0 skipped", 20, "multiwoz:MUL0627");
        row("pairs/dev/autotod_multiwoz.native.jsonl",
            "autotod sim/autotod_multiwoz.native 120 dialogues, 930 user turns, 0 skipped, "
            "60 real/human",
            60, "multiwoz:WOZ20151");
        row("fixtures/jsonl_named.json",
            "autotod sim/jsonl_named 3 dialogues, 3 user turns, 0 skipped", 3, "sgd:0");
        row("taskmaster/TM-4_data_07.json",
            "taskmaster self-dialog/Taskmaster self-dialogs 210 dialogues, 394 user turns, "
            "0 skipped",
            32, "taskmaster:coffee:Auto template 28 Order two same drinks differing by milk");
        row("taskmaster/TM-1_sample.json",
            "taskmaster self-dialog/Taskmaster self-dialogs 1 dialogues, 10 user turns, 0 skipped",
            1, "taskmaster:restaurant-table-2");
        row("abcd/abcd_sample.json", "abcd real/human 3 dialogues, 31 user turns, 0 skipped", 3,
            "abcd:product_defect:return_size");
        row("usersimcrs/moviebot__annotated_dialogues.json",
            "dialoguekit unknown/moviebot__annotated_dialogues 8 dialogues, 101 user turns, "
            "0 skipped",
            8, "dialoguekit:\"39GHHAVOMGCMCWD43ZNZ2ARD9RF4JH\"");
        row("usersimcrs/tests__data__annotated_dialogues.json",
            "dialoguekit unknown/tests__data__annotated_dialogues 3 dialogues, 12 user turns, "
            "0 skipped",
            3, "dialoguekit:1");
        row("simulatorarena/document_creation_annotations_for_benchmarking.json",
            "simulatorarena real/human 51 dialogues, 349 user turns, 0 skipped", 46, "");
        row("fixtures/cogym_event_log.jsonl",
            "cogym unknown/fixtures 1 dialogues, 1 user turns, 0 skipped", 1,
            "cogym:cogym_event_log");
        row("fixtures/rasa_tracker.json",
            "rasa_tracker unknown/fixtures 1 dialogues, 1 user turns, 0 skipped", 1,
            "rasa:airline_0");
        row("fixtures/botium.convo.txt",
            "botium unknown/fixtures 1 dialogues, 2 user turns, 0 skipped", 1,
            "botium:airline_0 booking");
    }

    void countsOfRealFiles()
    {
        const auto path = test::dataDir() / QTest::currentDataTag();
        GAPSCOPE_REQUIRE_FOLDER(path);
        QFETCH(QString, expected);
        QFETCH(int, tasks);
        QFETCH(QString, firstTask);
        const test::Imported imported = test::import(path.string());
        QVERIFY(imported.report);
        QCOMPARE(QString::fromStdString(summary(*imported.report)), expected);
        QCOMPARE(static_cast<int>(imported.sink.tasks.size()), tasks);
        if (!firstTask.isEmpty())
            QCOMPARE(QString::fromStdString(imported.sink.dialogues.front().task.value()),
                     firstTask);
    }

    void peopleAndSimulatorOfATaskPairAcrossFiles()
    {
        const auto folder = test::dataDir() / "pairs" / "dev";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        const test::Imported people =
            test::import((folder / "multiwoz_convlab2_native_20.json").string());
        const test::Imported both =
            test::import((folder / "autotod_multiwoz.native.jsonl").string());
        int shared = 0;
        for (const auto &[key, task] : people.sink.tasks) {
            const auto found = both.sink.tasks.find(key);
            if (found == both.sink.tasks.end())
                continue;
            ++shared;
            QVERIFY(found->second == task);
            QVERIFY(!task.fingerprint.empty());
        }
        QCOMPARE(shared, 4);
    }

    void bothSidesOfARecordHaveTheSameTaskAndRun()
    {
        const auto path = test::dataDir() / "pairs" / "dev" / "autotod_multiwoz.native.jsonl";
        GAPSCOPE_REQUIRE_FOLDER(path);
        const test::Imported imported = test::import(path.string());
        const CorpusId people = corpusIdOf(CorpusKind::Real, "human");
        QCOMPARE(static_cast<int>(imported.sink.corpora.size()), 1);
        QCOMPARE(imported.sink.corpora.front().id.value(), people.value());
        std::map<TaskKey, int> real;
        std::map<TaskKey, int> simulated;
        for (const Dialogue &dialogue : imported.sink.dialogues) {
            QCOMPARE(dialogue.run, 1);
            ++(dialogue.corpus == people ? real : simulated)[dialogue.task];
        }
        QCOMPARE(static_cast<int>(real.size()), 60);
        QVERIFY(real == simulated);
        QVERIFY(std::ranges::all_of(imported.sink.dialogues, [&](const Dialogue &dialogue) {
            return dialogue.outcome.reward.has_value() == (dialogue.corpus != people);
        }));
    }

    void aFolderOfSingleDialoguesIsReadWhole()
    {
        const auto folder = test::dataDir() / "star" / "dev" / "dialogues";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        const auto files = expandPaths({folder.string()});
        QVERIFY(files);
        std::map<std::string, int> count;
        std::map<TaskKey, int> ofTask;
        for (const std::string &file : *files) {
            const test::Imported imported = test::import(file);
            QVERIFY2(imported.report, file.c_str());
            QCOMPARE(imported.report->format, std::string("star"));
            for (const Dialogue &dialogue : imported.sink.dialogues) {
                ++count["dialogues"];
                ++ofTask[dialogue.task];
                count["answers"] += static_cast<int>(dialogue.survey.size());
                for (const Turn &turn : dialogue.turns) {
                    ++count[name(turn.role)];
                    count["calls"] += static_cast<int>(turn.toolCalls.size());
                    count["words of the agent"] += turn.role == Role::Agent && turn.text ? 1 : 0;
                }
            }
        }
        QCOMPARE(count["dialogues"], 76);
        QCOMPARE(count["user"], 561);
        QCOMPARE(count["words of the agent"], 490 + 69);
        QCOMPARE(count["calls"], 312);
        QCOMPARE(count["tool"], 312);
        QCOMPARE(count["note"], 387);
        // 24 texts of tasks, and two dialogues whose text says none.
        QCOMPARE(static_cast<int>(ofTask.size()), 24 + 2);
        QCOMPARE(static_cast<int>(std::ranges::count_if(
                     ofTask, [](const auto &task) { return task.second == 6; })),
                 10);
    }
};

QTEST_APPLESS_MAIN(TestCorporaFiles)
#include "tst_corpora_files.moc"
