// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of dialogues whose sources do not say them, across files and imports.
#include "core/import/import_run.h"
#include "core/store/dialogue_repository.h"
#include "core/store/import_removals.h"
#include "core/store/import_writer.h"
#include "tests/core/store/store_test.h"
#include "tests/support/import_files.h"

#include <sstream>

using namespace gapscope;

namespace {
/// Records of chat messages, a word each: "a" of task t, "b@2" with its trial.
std::string chats(const std::string &words)
{
    std::string lines;
    std::istringstream in(words);
    for (std::string word; in >> word;) {
        const std::size_t at = word.find('@');
        const std::string id = word.substr(0, at);
        lines += "{\"task_id\": \"t\", \"conversation_id\": \"" + id + "\", ";
        if (at != std::string::npos)
            lines += "\"trial\": " + word.substr(at + 1) + ", ";
        lines += "\"messages\": [{\"role\": \"user\", \"content\": \"" + id + "\"}]}\n";
    }
    return lines;
}

/// "a1 b2": the dialogues in the order in which they were stored, with their runs.
QByteArray runsOf(Session &session)
{
    QByteArray text;
    const auto heads = DialogueRepository(session).list();
    for (const DialogueHead &head : *heads)
        text += QByteArray(text.isEmpty() ? "" : " ") +
                QByteArray::fromStdString(head.dialogue.nativeId) +
                QByteArray::number(head.dialogue.run);
    return text;
}
} // namespace

class TestRunNumbers : public test::StoreTest
{
    Q_OBJECT

    static ImportFileReport imported(Session &session, const std::string &path)
    {
        ImportWriter writer(session);
        JobContext job;
        ImportRequest request;
        request.path = path;
        request.kind = CorpusKind::Real;
        const auto report = runImport(request, writer, job);
        if (!report)
            qFatal("%s", report.error().detail.c_str());
        return *report;
    }

private Q_SLOTS:
    void filesOfOneTaskAreItsRuns_data()
    {
        QTest::addColumn<QByteArrayList>("files");
        QTest::addColumn<QByteArray>("runs");
        const auto row = [](const char *title, const QByteArrayList &files, const char *runs) {
            QTest::newRow(title) << files << QByteArray(runs);
        };
        row("a dialogue each", {"a", "b", "c"}, "a1 b2 c3");
        row("several each", {"a b", "c d"}, "a1 b2 c3 d4");
        row("told runs are left as they are", {"a@1", "b c", "d@1"}, "a2 b1 c3 d2");
        row("told ones of the same file", {"a b@0 c"}, "a1 b1 c2");
        row("the same file again", {"a b", "c", "a b", "c"}, "a1 b2 c3");
        row("in another order", {"a b", "c", "c", "b a"}, "a1 b2 c3");
        row("one file of all of them", {"a", "b", "x b a y"}, "a1 b2 x3 y4");
        row("equal ones are runs", {"a a", "b", "a a"}, "a1 a2 b3");
        row("once where it was twice", {"a a", "a"}, "a1 a2");
        row("a told and an untold one differ", {"a@4", "a", "a@4 a"}, "a5 a1");
    }

    void filesOfOneTaskAreItsRuns()
    {
        QFETCH(QByteArrayList, files);
        QFETCH(QByteArray, runs);
        const auto session = workspace();
        const test::Folder folder;
        int number = 0;
        for (const QByteArray &words : files)
            imported(*session,
                     folder.write(std::to_string(number++) + ".jsonl", chats(words.toStdString())));
        QCOMPARE(runsOf(*session), runs);
    }

    void sameFileAgainIsToldSo()
    {
        const auto session = workspace();
        const test::Folder folder;
        const std::string one = folder.write("1.jsonl", chats("a"));
        const std::string two = folder.write("2.jsonl", chats("b"));
        imported(*session, one);
        imported(*session, two);
        const ImportFileReport again = imported(*session, two);
        QVERIFY(again.nothingNew);
        QCOMPARE(again.counts.duplicates, std::int64_t{1});
    }

    void oneWriterTakesFileAfterFile()
    {
        const auto session = workspace();
        const test::Folder folder;
        ImportWriter writer(*session);
        for (const char *word : {"a", "b", "c"}) {
            JobContext job;
            ImportRequest request;
            request.path = folder.write(std::string(word) + ".jsonl", chats(word));
            request.kind = CorpusKind::Real;
            QVERIFY(runImport(request, writer, job));
        }
        QCOMPARE(runsOf(*session), QByteArray("a1 b2 c3"));
    }

    void corporaCountForThemselves()
    {
        const auto session = workspace();
        const test::Folder folder;
        const std::string path = folder.write("1.jsonl", chats("a b"));
        imported(*session, path);
        ImportWriter writer(*session);
        JobContext job;
        ImportRequest request;
        request.path = path;
        request.kind = CorpusKind::Simulated;
        QVERIFY(runImport(request, writer, job));
        QCOMPARE(runsOf(*session), QByteArray("a1 b2 a1 b2"));
    }

    void runsOfARemovedImportAreFreeAgain()
    {
        const auto session = workspace();
        const test::Folder folder;
        const std::string one = folder.write("1.jsonl", chats("a"));
        imported(*session, one);
        const ImportId first = DialogueRepository(*session).list()->front().import;
        imported(*session, folder.write("2.jsonl", chats("b")));
        ImportRemovals removals(*session);
        QVERIFY(removals.remove(first, "ann"));
        imported(*session, one);
        QCOMPARE(runsOf(*session), QByteArray("b2 a1"));
    }

    void previewNumbersThemAsAnEmptyWorkspaceWould()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("1.jsonl", chats("a b@4 c"));
        const std::vector<FileInspection> seen = inspect({request});
        QByteArray runs;
        for (const Dialogue &dialogue : seen.front().preview)
            runs += QByteArray::number(dialogue.run);
        QCOMPARE(runs, QByteArray("152"));
    }
};

QTEST_GUILESS_MAIN(TestRunNumbers)
#include "tst_run_numbers.moc"
