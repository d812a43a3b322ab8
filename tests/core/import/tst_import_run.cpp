// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <string>

using namespace gapscope;

namespace {
std::string lines(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "{\"task_id\": \"lamp_" + std::to_string(i) +
                "\", \"messages\": [{\"role\": \"user\", \"content\": \"dark\"}]}\n";
    return text;
}
} // namespace

class TestImportRun : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void importingAgainAddsNothingAndSaysSo()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl", lines(5));
        MemorySink sink;
        JobContext job;
        const Result<ImportFileReport> first = runImport(request, sink, job);
        const Result<ImportFileReport> second = runImport(request, sink, job);
        QVERIFY(first && second);
        QVERIFY(!first->nothingNew);
        QVERIFY(second->nothingNew);
        QCOMPARE(static_cast<int>(second->counts.dialogues), 0);
        QCOMPARE(static_cast<int>(second->counts.duplicates), 5);
        QCOMPARE(static_cast<int>(sink.dialogues.size()), 5);
    }

    /// Reading one takes a while, in which others should not have to wait for the store.
    void theStoreRestsBeforeALargeRecord()
    {
        const std::string large = "{\"task_id\": \"lamp_9\", \"messages\": [{\"role\": \"user\", "
                                  "\"content\": \"" +
                                  std::string(3 << 20, 'x') + "\"}]}\n";
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write("a.jsonl", lines(3) + large + lines(5)));
        QVERIFY(imported.report);
        QCOMPARE(imported.sink.dialogues.size(), std::size_t{9});
        QCOMPARE(imported.sink.restsBefore, std::vector<std::size_t>{3});
    }

    void listsThatLostTheirBracketsAreRead()
    {
        const test::Folder folder;
        std::string text = lines(3);
        for (std::size_t at = 0; (at = text.find("}\n", at)) != std::string::npos; at += 3)
            text.replace(at, 2, "},\n");
        const test::Imported imported = test::import(folder.write("a.jsonl", text));
        QVERIFY(imported.report);
        QCOMPARE(imported.sink.dialogues.size(), std::size_t{3});
        QCOMPARE(static_cast<int>(imported.report->counts.skipped), 0);
    }

    /// Else every dialogue would have a simulator of its own.
    void filesOfOneDialogueAreNamedAfterTheirFolder()
    {
        const test::Folder folder;
        std::filesystem::create_directory(folder.path() + "/model-7");
        ImportRequest request;
        request.path = folder.write("model-7/talk.convo.txt", "lamp\n\n#me\ndark\n\n#bot\nlight\n");
        request.kind = CorpusKind::Simulated;
        const test::Imported imported = test::import(request);
        QVERIFY(imported.report);
        QCOMPARE(imported.report->format, std::string("botium"));
        QCOMPARE(imported.report->corpus.label, std::string("model-7"));
    }

    void choicesTakeThePlaceOfGuesses()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl", lines(1));
        request.kind = CorpusKind::Simulated;
        request.label = "mine";
        request.domain = "lamp";
        request.benchmark = "home";
        const test::Imported imported = test::import(request);
        QCOMPARE(imported.sink.source->corpus.label, std::string("mine"));
        QCOMPARE(imported.sink.source->corpus.id.value(),
                 corpusIdOf(CorpusKind::Simulated, "mine").value());
        QCOMPARE(imported.sink.dialogues.at(0).task.value(), std::string("home:lamp:0"));
    }

    void cancellingEndsBetweenRecords()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl", lines(20'000));
        std::stop_source stop;
        JobContext job(stop.get_token(), [&](const Progress &progress) {
            if (progress.done > 0)
                stop.request_stop();
        });
        MemorySink sink;
        const Result<ImportFileReport> report = runImport(request, sink, job);
        QVERIFY(!report);
        QCOMPARE(static_cast<int>(report.error().code), static_cast<int>(ErrorCode::Cancelled));
        QVERIFY(sink.aborted);
        QVERIFY(!sink.finished);
        QVERIFY(sink.dialogues.size() < 20'000);
    }

    void aFailingSinkEndsTheRunWithItsError()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl", lines(5));
        MemorySink sink;
        sink.failAfter = 2;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, sink, job);
        QVERIFY(!report);
        QCOMPARE(static_cast<int>(report.error().code), static_cast<int>(ErrorCode::StoreFull));
        QVERIFY(sink.aborted);
    }

    void progressEndsAtTheSizeOfTheFile()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl", lines(100));
        Progress last;
        JobContext job({}, [&](const Progress &progress) { last = progress; });
        MemorySink sink;
        QVERIFY(runImport(request, sink, job));
        QCOMPARE(last.done, static_cast<std::int64_t>(lines(100).size()));
        QCOMPARE(last.total, last.done);
    }

    void wrongRequestsAreErrors()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.path() + "/missing.json";
        QCOMPARE(static_cast<int>(test::import(request).report.error().code),
                 static_cast<int>(ErrorCode::InputUnreadable));
        request.path = folder.path();
        QCOMPARE(static_cast<int>(test::import(request).report.error().code),
                 static_cast<int>(ErrorCode::InputUnreadable));
        request.path = folder.write("a.jsonl", lines(1));
        request.format = "papyrus";
        QCOMPARE(static_cast<int>(test::import(request).report.error().code),
                 static_cast<int>(ErrorCode::InvalidArgument));
    }

    void theHashIsTheFiles()
    {
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write("a.json", "[{\"role\":\"user\",\"content\":\"x\"}]"));
        QCOMPARE(imported.sink.source->sha256.size(), std::size_t{64});
        QCOMPARE(imported.sink.source->sha256, imported.report->sha256);
        QCOMPARE(imported.sink.source->id.value().size(), std::size_t{36});
    }

    void inspectingShowsTheFirstDialoguesAndStoresNothing()
    {
        const test::Folder folder;
        ImportRequest good;
        good.path = folder.write("a.jsonl", lines(10));
        ImportRequest bad;
        bad.path = folder.write("b.json", "");
        const std::vector<FileInspection> files = inspect({good, bad});
        QCOMPARE(static_cast<int>(files.size()), 2);
        QCOMPARE(files[0].format, std::string("openai_messages"));
        QCOMPARE(static_cast<int>(files[0].preview.size()), 3);
        QVERIFY(!files[0].problem);
        QVERIFY(!files[0].preview[0].id.empty());
        QVERIFY(files[1].problem);
    }

    void foldersAreExpandedSortedAndWithoutRepetition()
    {
        const test::Folder folder;
        const std::string b = folder.write("b.jsonl", "x");
        const std::string a = folder.write("a.csv", "x");
        folder.write("c.txt", "x");
        const auto paths = expandPaths({b, folder.path()});
        QVERIFY(paths);
        QCOMPARE(*paths, (std::vector<std::string>{b, a}));
        QVERIFY(!expandPaths({folder.path() + "/none"}));
    }

    void theReportsJsonHasItsStableShape()
    {
        const test::Folder folder;
        const std::string path = folder.write("a.jsonl", lines(2) + "{\"task_id\"");
        const test::Imported imported = test::import(path);
        const auto json = nlohmann::ordered_json::parse(importReportJson({*imported.report}));
        auto file = json.at("files").at(0);
        file.erase("path");
        QCOMPARE(
            file.dump(),
            std::string(
                "{\"format\":\"openai_messages\",\"kind\":\"unknown\",\"label\":\"a\",\"sides\":[],"
                "\"dialogues\":2,\"turns\":2,\"user_turns\":2,\"surveys\":0,"
                "\"difficulties\":0,\"skipped\":1,\"repaired\":0,\"duplicates\":0,"
                "\"issue_count\":1,\"issues\":[{\"line\":3,\"byte\":" +
                std::to_string(lines(2).size()) +
                ","
                "\"record\":\"3\",\"code\":\"truncated\",\"message\":"
                "\"the file ends inside this record\"}]}"));
    }

    void formatsHaveStableIds()
    {
        std::string ids;
        for (const ImportFormat &format : importFormats())
            ids += format.id + " ";
        QVERIFY(ids.starts_with("tau_usi tau_bench "));
        std::set<std::string> known;
        for (const ImportFormat &format : importFormats()) {
            QVERIFY2(known.insert(format.id).second, format.id.c_str());
            QVERIFY2(!format.title.empty(), format.id.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestImportRun)
#include "tst_import_run.moc"
