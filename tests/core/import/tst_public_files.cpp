// SPDX-License-Identifier: GPL-3.0-or-later
// Every public transcript file: the format it is recognised as, and how much is read of it.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <set>

using namespace gapscope;

namespace {
struct PublicFile
{
    const char *path;
    /// Empty: nothing can be read, and the error says why.
    const char *format;
    std::int64_t dialogues;
    std::int64_t userTurns;
    std::int64_t turns;
    std::int64_t skipped;
};

constexpr PublicFile files[] = {
    {"abcd/abcd_sample.json", "abcd", 3, 31, 81, 0},
    {"fixtures/anthropic_messages.jsonl", "anthropic_messages", 6, 52, 198, 0},
    {"fixtures/bad_big_int.json", "tau_bench", 1, 1, 1, 0},
    {"fixtures/bad_bom.json", "tau_usi", 1, 10, 19, 0},
    {"fixtures/bad_concatenated.json", "tau_bench", 2, 14, 44, 0},
    {"fixtures/bad_duplicate_keys.json", "tau_usi", 1, 1, 1, 0},
    {"fixtures/bad_empty.json", "", 0, 0, 0, 0},
    {"fixtures/bad_empty_array.json", "", 0, 0, 0, 0},
    {"fixtures/bad_lone_surrogate.json", "openai_messages", 1, 1, 2, 0},
    {"fixtures/bad_nan.json", "tau_bench", 2, 1, 1, 0},
    {"fixtures/bad_truncated.json", "", 0, 0, 0, 0},
    {"fixtures/bad_truncated_last_line.jsonl", "openai_messages", 1, 1, 1, 1},
    {"fixtures/bad_u2028.jsonl", "openai_messages", 1, 1, 2, 0},
    {"fixtures/bad_utf16le.jsonl", "openai_messages", 1, 1, 1, 0},
    {"fixtures/botium.convo.txt", "botium", 1, 2, 3, 0},
    {"fixtures/cogym_event_log.jsonl", "cogym", 1, 1, 1, 0},
    {"fixtures/eval_results_gpt-4o-SHAPE.json", "tau_usi", 24, 177, 333, 0},
    {"fixtures/gpt-4o_task_results.SHAPE.json", "tau_usi", 8, 59, 110, 0},
    {"fixtures/jsonl_named.json", "autotod", 3, 3, 6, 0},
    {"fixtures/langfuse_trace.json", "langfuse", 1, 1, 3, 0},
    {"fixtures/langsmith_runs.jsonl", "langsmith", 1, 1, 2, 0},
    {"fixtures/lmsys_style.jsonl", "wildchat", 2, 19, 37, 0},
    {"fixtures/openai_chat_messages.jsonl", "openai_messages", 6, 52, 198, 0},
    {"fixtures/openai_responses_items.jsonl", "openai_responses", 6, 52, 200, 0},
    {"fixtures/openinference_spans.jsonl", "openinference", 1, 1, 2, 0},
    {"fixtures/otel_genai_otlp.json", "otel_genai", 1, 1, 2, 0},
    {"fixtures/rasa_tracker.json", "rasa_tracker", 1, 1, 2, 0},
    {"fixtures/sharegpt.json", "sharegpt", 6, 52, 106, 0},
    {"fixtures/survey_comparable_gpt-4o-SHAPE.json", "tau_usi", 0, 0, 0, 0},
    {"fixtures/tau_bench_tasks_unified.SHAPE_ONLY_not_human.json", "tau_usi", 24, 177, 477, 0},
    {"fixtures/turns.csv", "turns_csv", 6, 52, 100, 0},
    {"fixtures/turns_bom_crlf_semicolon.csv", "turns_csv", 6, 52, 100, 0},
    {"fixtures/turns_cp1252.csv", "turns_csv", 1, 1, 2, 0},
    {"fixtures/turns_utf16.csv", "turns_csv", 6, 52, 100, 0},
    {"fixtures/userlm_flipped_roles.jsonl", "openai_messages", 2, 19, 39, 0},
    {"fixtures/wildchat_style.json", "wildchat", 2, 19, 37, 0},
    {"inspect_ai/analysis__test_logs__2025-05-12T20-28-13-04-00_no-samples.json", "inspect_ai", 0,
     0, 0, 0},
    {"inspect_ai/analysis__test_logs__2025-05-12T20-28-26-04-00_security-guide.json", "inspect_ai",
     3, 3, 9, 0},
    {"inspect_ai/log__test_eval_log__log_formats.eval", "inspect_ai", 1, 1, 3, 0},
    {"inspect_ai/log__test_eval_log__log_formats.json", "inspect_ai", 1, 1, 3, 0},
    {"inspect_ai/log__test_eval_log__log_images_tc.json", "inspect_ai", 1, 1, 3, 0},
    {"inspect_ai/log__test_eval_log__log_message_deduplication.eval", "inspect_ai", 1, 1, 12, 0},
    {"inspect_ai/log__test_eval_log__log_read_sample.eval", "inspect_ai", 1, 1, 3, 0},
    {"inspect_ai/log__test_eval_log__log_tool_call_error.json", "inspect_ai", 1, 0, 11, 0},
    {"inspect_ai/scorer__logs__2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval",
     "inspect_ai", 10, 10, 30, 0},
    {"pairs/dev/autotod_multiwoz.native.jsonl", "autotod", 120, 930, 1860, 0},
    {"pairs/dev/multiwoz_convlab2_native_20.json", "multiwoz", 20, 155, 310, 0},
    {"pairs/dev/multiwoz_human.messages.jsonl", "openai_messages", 60, 391, 782, 0},
    {"pairs/dev/multiwoz_sim_autotod.messages.jsonl", "openai_messages", 60, 539, 1078, 0},
    {"simulatorarena/document_creation_annotations_for_benchmarking.json", "simulatorarena", 51,
     349, 698, 0},
    {"taskmaster/TM-1_sample.json", "taskmaster", 1, 10, 20, 0},
    {"taskmaster/TM-4_data_07.json", "taskmaster", 210, 394, 786, 0},
    {"tau-bench/few_shot_data/MockAirlineDomainEnv-few_shot.jsonl", "tau_few_shot", 19, 136, 463,
     0},
    {"tau-bench/historical_trajectories/gpt-4o-airline.json", "tau_bench", 200, 1490, 5308, 0},
    {"tau-bench/pr_human/tool-calling-deepseek-v3-0.0_range_0-1_user-gpt-4o-human_0612073827.json",
     "tau_bench", 1, 0, 0, 0},
    {"tau-trait/trajectories/confusion_telecom.json", "tau_bench", 18, 256, 676, 0},
    {"tau-trait/trajectories/impatience_airline.json", "tau_bench", 60, 599, 1938, 0},
    {"tau-trait/trajectories/impatience_telecom.json", "tau_bench", 18, 167, 548, 0},
    {"tau-trait/trajectories/telecom_none.json", "tau_bench", 18, 123, 374, 0},
    {"tau2-bench/results/"
     "exp__test_run_1_gpt-4.1-2025-04-14_telecom_no-user_gpt-4.1-2025-04-14_4trials_5tasks.json",
     "tau2", 20, 0, 404, 0},
    {"tau2-bench/results/"
     "exp__test_run_qwen_ollama_chat_qwen2.5_1.5b_telecom_no-user_gpt-4.1-2025-04-14_4trials_"
     "5tasks.json",
     "tau2", 0, 0, 0, 0},
    {"tau2-bench/results/"
     "train_results__ft_gpt-4.1-2025-04-14_sierra_tau2-full-sft_BzrYdMNm_airline_default_gpt-4.1_"
     "1trials.json",
     "tau2", 20, 134, 549, 0},
    {"tau2-bench/results/train_results__gpt-4.1_airline_default_gpt-4.1_1trials.json", "tau2", 20,
     136, 510, 0},
    {"tau2-bench/results/train_results__gpt-4.1_telecom_default_gpt-4.1_1trials.json", "tau2", 40,
     456, 2238, 0},
    {"tau2-bench/sft/test_sft-v1-small.jsonl", "openai_messages", 24, 193, 806, 0},
    {"usersimcrs/moviebot__annotated_dialogues.json", "dialoguekit", 8, 101, 210, 0},
    {"usersimcrs/tests__data__annotated_dialogues.json", "dialoguekit", 3, 12, 21, 0},
};

/// Folders that are read as a whole.
constexpr PublicFile folders[] = {
    {"star/dev", "star", 76, 561, 2131, 0},
    {"tau2-bench/dir_format", "tau2", 3, 0, 0, 0},
};
} // namespace

class TestPublicFiles : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsRead_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(files); ++i)
            QTest::newRow(files[i].path) << static_cast<int>(i);
    }

    void fileIsRead()
    {
        QFETCH(int, index);
        const PublicFile *file = &files[index];
        const auto path = test::dataDir() / file->path;
        GAPSCOPE_REQUIRE_FOLDER(path);
        ImportRequest request;
        request.path = path.string();
        request.kind = CorpusKind::Real;
        request.label = "x";
        const test::Imported imported = test::import(request);
        if (*file->format == 0) {
            QVERIFY(!imported.report);
            QVERIFY(!imported.report.error().detail.empty());
            return;
        }
        QVERIFY2(imported.report, imported.report ? "" : imported.report.error().detail.c_str());
        QCOMPARE(imported.report->format, std::string(file->format));
        const ImportCounts &counts = imported.report->counts;
        QCOMPARE(counts.dialogues, file->dialogues);
        QCOMPARE(counts.userTurns, file->userTurns);
        QCOMPARE(counts.turns, file->turns);
        QCOMPARE(counts.skipped, file->skipped);
    }

    void folderIsRead_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(folders); ++i)
            QTest::newRow(folders[i].path) << static_cast<int>(i);
    }

    void folderIsRead()
    {
        QFETCH(int, index);
        const PublicFile *folder = &folders[index];
        const auto path = test::dataDir() / folder->path;
        GAPSCOPE_REQUIRE_FOLDER(path);
        const auto found = expandPaths({path.string()});
        QVERIFY(found && !found->empty());
        ImportCounts all;
        for (const std::string &file : *found) {
            const test::Imported imported = test::import(file);
            QVERIFY2(imported.report, file.c_str());
            QCOMPARE(imported.report->format, std::string(folder->format));
            all.dialogues += imported.report->counts.dialogues;
            all.userTurns += imported.report->counts.userTurns;
            all.turns += imported.report->counts.turns;
            all.skipped += imported.report->counts.skipped;
        }
        QCOMPARE(all.dialogues, folder->dialogues);
        QCOMPARE(all.userTurns, folder->userTurns);
        QCOMPARE(all.turns, folder->turns);
        QCOMPARE(all.skipped, folder->skipped);
    }

    void noFileIsForgotten()
    {
        const auto root = test::dataDir();
        GAPSCOPE_REQUIRE_FOLDER(root / "fixtures");
        std::set<std::string> known;
        for (const PublicFile &file : files)
            known.insert(file.path);
        for (const auto &entry : std::filesystem::recursive_directory_iterator(root)) {
            const std::string path = entry.path().lexically_relative(root).string();
            const std::string name = entry.path().filename().string();
            const bool isOurs = std::ranges::any_of(folders, [&path](const PublicFile &folder) {
                return path.starts_with(folder.path);
            });
            if (!entry.is_regular_file() || isOurs || name.starts_with("LICENSE") ||
                name.ends_with(".md") || name.ends_with(".tsv"))
                continue;
            QVERIFY2(known.contains(path), path.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestPublicFiles)
#include "tst_public_files.moc"
