// SPDX-License-Identifier: GPL-3.0-or-later
// Real files, read whole: counts agree with what other programs count in them.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestFormats : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void countsOfRealFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("corpus");
        QTest::addColumn<int>("dialogues");
        QTest::addColumn<int>("userTurns");
        QTest::addColumn<int>("tasks");
        QTest::addColumn<QString>("firstTask");
        const auto row = [](const char *file, const char *format, const char *corpus, int dialogues,
                            int userTurns, int tasks, const char *firstTask) {
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(format))
                                << QString(QLatin1String(corpus)) << dialogues << userTurns << tasks
                                << QString(QLatin1String(firstTask));
        };
        row("pairs/dev/multiwoz_human.messages.jsonl", "openai_messages", "real/human", 60, 391, 60,
            "chat:general:WOZ20151");
        row("pairs/dev/multiwoz_sim_autotod.messages.jsonl", "openai_messages",
            "sim/AutoTOD gpt-3.5-turbo-0613", 60, 539, 60, "chat:general:WOZ20151");
        row("tau-trait/trajectories/telecom_none.json", "tau_bench", "sim/none", 18, 123, 18,
            "tau1:telecom:0");
        row("tau-trait/trajectories/confusion_telecom.json", "tau_bench", "sim/confusion", 18, 256,
            18, "tau1:telecom:0");
        row("tau-trait/trajectories/impatience_telecom.json", "tau_bench", "sim/impatience", 18,
            167, 18, "tau1:telecom:0");
        row("tau-trait/trajectories/impatience_airline.json", "tau_bench", "sim/impatience", 60,
            599, 60, "tau1:airline:0");
        row("tau-bench/historical_trajectories/gpt-4o-airline.json", "tau_bench",
            "unknown/gpt-4o-airline", 200, 1490, 50, "tau1:airline:0");
        row("tau-bench/pr_human/"
            "tool-calling-deepseek-v3-0.0_range_0-1_user-gpt-4o-human_0612073827.json",
            "tau_bench", "real/human", 1, 0, 1, "tau1:0");
        row("tau-bench/few_shot_data/MockAirlineDomainEnv-few_shot.jsonl", "tau_few_shot",
            "sim/few-shot", 19, 136, 19, "tau1:airline:few_shot_1");
        row("inspect_ai/analysis__test_logs__2025-05-12T20-28-13-04-00_no-samples.json",
            "inspect_ai", "unknown/testtaskname", 0, 0, 0, "");
        row("inspect_ai/analysis__test_logs__2025-05-12T20-28-26-04-00_security-guide.json",
            "inspect_ai", "unknown/security_guide", 3, 3, 3, "inspect:security_guide:1");
        row("inspect_ai/log__test_eval_log__log_formats.eval", "inspect_ai", "unknown/popularity",
            1, 1, 1, "inspect:popularity:1");
        row("inspect_ai/log__test_eval_log__log_formats.json", "inspect_ai", "unknown/popularity",
            1, 1, 1, "inspect:popularity:1");
        row("inspect_ai/log__test_eval_log__log_images_tc.json", "inspect_ai", "unknown/images", 1,
            1, 1, "inspect:images:1");
        row("inspect_ai/log__test_eval_log__log_message_deduplication.eval", "inspect_ai",
            "unknown/inspect_test_utils/guess_number", 1, 1, 1,
            "inspect:inspect_test_utils/guess_number:0");
        row("inspect_ai/log__test_eval_log__log_read_sample.eval", "inspect_ai",
            "unknown/popularity", 1, 1, 1, "inspect:popularity:1");
        row("inspect_ai/log__test_eval_log__log_tool_call_error.json", "inspect_ai", "unknown/...",
            1, 0, 1, "inspect:...:1");
        row("inspect_ai/"
            "scorer__logs__2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval",
            "inspect_ai", "unknown/popularity", 10, 10, 10, "inspect:popularity:10");
        row("tau2-bench/results/train_results__gpt-4.1_airline_default_gpt-4.1_1trials.json",
            "tau2", "sim/gpt-4.1", 20, 136, 20, "tau2:airline:13");
        row("tau2-bench/results/train_results__gpt-4.1_telecom_default_gpt-4.1_1trials.json",
            "tau2", "sim/gpt-4.1", 40, 456, 40,
            "tau2:telecom:[mobile_data_issue]airplane_mode_on|bad_network_preference|data_mode_off|"
            "data_saver_mode_on[PERSONA:Hard]");
        row("tau2-bench/results/exp__test_run_1_gpt-4.1-2025-04-14_telecom_no-user_"
            "gpt-4.1-2025-04-14_4trials_5tasks.json",
            "tau2", "sim/no user", 20, 0, 5,
            "tau2:telecom:[mobile_data_issue]data_saver_mode_on|data_usage_exceeded[PERSONA:Easy]");
        row("tau2-bench/results/exp__test_run_qwen_ollama_chat_qwen2.5_1.5b_telecom_no-user_"
            "gpt-4.1-2025-04-14_4trials_5tasks.json",
            "tau2", "sim/no user", 0, 0, 0, "");
        row("tau2-bench/dir_format/experiment/results.json", "tau2", "sim/gpt-4.1-2025-04-14", 3, 0,
            3, "tau2:retail:40");
        row("tau2-bench/dir_format/experiment/simulations/"
            "49b22f0c-4a56-41c5-922f-bc2a56e53a23.json",
            "tau2", "sim/gpt-4.1-2025-04-14", 1, 0, 1, "tau2:retail:40");
        row("tau2-bench/sft/test_sft-v1-small.jsonl", "openai_messages",
            "unknown/test_sft-v1-small", 24, 193, 24, "chat:general:#1");
        row("fixtures/eval_results_gpt-4o-SHAPE.json", "tau_usi", "sim/gpt-4o-SHAPE", 24, 177, 8,
            "tau1:airline:0");
        row("fixtures/gpt-4o_task_results.SHAPE.json", "tau_usi", "sim/gpt-4o", 8, 59, 8,
            "tau1:airline:0");
        row("fixtures/tau_bench_tasks_unified.SHAPE_ONLY_not_human.json", "tau_usi", "real/human",
            24, 177, 8, "tau1:airline:0");
        row("fixtures/openai_chat_messages.jsonl", "openai_messages",
            "unknown/openai_chat_messages", 6, 52, 6, "chat:general:airline_0");
        row("fixtures/anthropic_messages.jsonl", "anthropic_messages", "unknown/anthropic_messages",
            6, 52, 6, "chat:general:airline_0");
        row("fixtures/turns.csv", "turns_csv", "sim/turns", 6, 52, 6, "chat:general:airline_0");
        row("fixtures/turns_utf16.csv", "turns_csv", "sim/turns_utf16", 6, 52, 6,
            "chat:general:airline_0");
        row("fixtures/turns_bom_crlf_semicolon.csv", "turns_csv",
            "unknown/turns_bom_crlf_semicolon", 6, 52, 6, "chat:general:c0");
        row("fixtures/turns_cp1252.csv", "turns_csv", "unknown/turns_cp1252", 1, 1, 1,
            "chat:general:c1");
    }

    void countsOfRealFiles()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QFETCH(QString, corpus);
        QFETCH(int, dialogues);
        QFETCH(int, userTurns);
        QFETCH(int, tasks);
        QFETCH(QString, firstTask);
        const auto path = test::dataDir() / file.toStdString();
        GAPSCOPE_REQUIRE_FOLDER(path);

        const test::Imported imported = test::import(path.string());

        QVERIFY(imported.report);
        const ImportFileReport &report = *imported.report;
        QCOMPARE(QString::fromStdString(report.format), format);
        QCOMPARE(QString::fromStdString(std::string(name(report.corpus.kind)) + "/" +
                                        report.corpus.label),
                 corpus);
        QCOMPARE(static_cast<int>(report.counts.dialogues), dialogues);
        QCOMPARE(static_cast<int>(report.counts.userTurns), userTurns);
        QCOMPARE(static_cast<int>(imported.sink.tasks.size()), tasks);
        QCOMPARE(static_cast<int>(report.counts.skipped), 0);
        QCOMPARE(imported.sink.dialogues.empty()
                     ? QString()
                     : QString::fromStdString(imported.sink.dialogues.front().task.value()),
                 firstTask);
    }

    void aFolderOfSimulationsIsReadOnce()
    {
        const auto folder = test::dataDir() / "tau2-bench" / "dir_format";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        QCOMPARE(*expandPaths({folder.string()}),
                 std::vector<std::string>{(folder / "experiment" / "results.json").string()});
    }

    void surveysAboutHumanDialoguesKeepTheirBatch()
    {
        const auto path = test::dataDir() / "fixtures" / "survey_comparable_gpt-4o-SHAPE.json";
        GAPSCOPE_REQUIRE_FOLDER(path);
        const test::Imported imported = test::import(path.string());
        QCOMPARE(static_cast<int>(imported.report->counts.surveys), 24);
        std::map<int, int> ofBatch;
        for (const ComparableSurvey &survey : imported.sink.surveys)
            ++ofBatch[survey.batch];
        QCOMPARE(ofBatch, (std::map<int, int>{{1, 8}, {2, 8}, {3, 8}}));
        QCOMPARE(static_cast<int>(imported.sink.surveys.front().answers.size()), 8);
    }

    void realAndSimulatedPairsShareTheirTasks()
    {
        const auto folder = test::dataDir() / "pairs" / "dev";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        const test::Imported real =
            test::import((folder / "multiwoz_human.messages.jsonl").string());
        const test::Imported sim =
            test::import((folder / "multiwoz_sim_autotod.messages.jsonl").string());
        for (const auto &[key, task] : real.sink.tasks) {
            const auto found = sim.sink.tasks.find(key);
            QVERIFY2(found != sim.sink.tasks.end(), key.value().c_str());
            QCOMPARE(found->second.fingerprint, task.fingerprint);
            QVERIFY(!task.instruction.empty());
        }
    }

    void aFileOfAnotherProgramIsTurnedDownWithAReason()
    {
        const test::Folder folder;
        const test::Imported imported = test::import(
            folder.write("settings.json", "{\"window\": {\"width\": 800}, \"theme\": \"dark\"}"));
        QVERIFY(!imported.report);
        QCOMPARE(static_cast<int>(imported.report.error().code),
                 static_cast<int>(ErrorCode::UnknownFormat));
        QVERIFY(!imported.report.error().detail.empty());
    }

    void conformanceDataSetIsReadWhole()
    {
        const auto folder = test::casesDir() / "usi-tiny";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        int dialogues = 0;
        int surveys = 0;
        const Result<std::vector<std::string>> files =
            expandPaths({(folder / "unified.json").string(), (folder / "eval_results").string(),
                         (folder / "survey_data").string()});
        QVERIFY(files);
        for (const std::string &file : *files) {
            const test::Imported imported = test::import(file);
            QVERIFY2(imported.report, file.c_str());
            QCOMPARE(static_cast<int>(imported.report->counts.skipped), 0);
            dialogues += static_cast<int>(imported.report->counts.dialogues);
            surveys += static_cast<int>(imported.report->counts.surveys);
        }
        QCOMPARE(dialogues, 15 + 5 + 5);
        QCOMPARE(surveys, 15 + 15 + 5);
    }
};

QTEST_APPLESS_MAIN(TestFormats)
#include "tst_formats.moc"
