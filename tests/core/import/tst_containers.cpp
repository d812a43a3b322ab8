// SPDX-License-Identifier: GPL-3.0-or-later
// Packed files and archives are read as what they hold.
#include "core/import/input_files.h"
#include "core/import/limits.h"
#include "tests/support/import_files.h"
#include "tests/support/packed_files.h"
#include "tests/support/test_case.h"

#include <chrono>
#include <thread>

using namespace gapscope;

namespace {
std::string line(const std::string &id, const std::string &words = "dark")
{
    return "{\"task_id\": \"" + id + "\", \"messages\": [{\"role\": \"user\", \"content\": \"" +
           words + "\"}]}\n";
}

std::string firstWords(const test::Imported &imported)
{
    return imported.sink.dialogues.empty()
               ? std::string()
               : imported.sink.dialogues.front().turns.front().text.value_or("-");
}

std::string endings(const std::vector<std::string> &paths, const std::string &folder)
{
    std::string all;
    for (const std::string &path : paths)
        all += path.substr(folder.size() + 1) + " ";
    return all;
}

/// Lines that pack badly enough to stay below the ratio, so that unpacking takes its time.
std::string manyLines(int count)
{
    std::string text;
    unsigned seed = 1;
    for (int i = 0; i < count; ++i) {
        std::string words;
        for (int j = 0; j < 40; ++j) {
            seed = seed * 1664525U + 1013904223U;
            words += static_cast<char>('a' + (seed >> 24U) % 26U);
        }
        text += line("lamp_" + std::to_string(i), words);
    }
    return text;
}
} // namespace

class TestContainers : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void packedFilesAreReadAsWhatTheyHold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const std::string &bytes) {
            QTest::newRow(name) << QString(QLatin1String(name)) << QByteArray::fromStdString(bytes);
        };
        const std::string text = line("lamp_1") + line("lamp_2");
        row("a.jsonl.gz", test::gzipped(text));
        row("a.jsonl.zst", test::zstandard(text));
        row("two_streams.gz", test::gzipped(line("lamp_1")) + test::gzipped(line("lamp_2")));
        row("two_frames.zst", test::zstandard(line("lamp_1")) + test::zstandard(line("lamp_2")));
        row("padded.gz", test::gzipped(text) + std::string(600, '\0'));
        row("misnamed.json", test::gzipped(text));
    }

    void packedFilesAreReadAsWhatTheyHold()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write(name.toStdString(), bytes.toStdString()));
        QVERIFY2(imported.report, imported.report ? "" : imported.report.error().detail.c_str());
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 2);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string());
        QCOMPARE(imported.report->bytes, static_cast<std::int64_t>(bytes.size()));
    }

    void nameAndLabelAreWithoutThePacking()
    {
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write("lamps.jsonl.gz", test::gzipped(line("lamp_1"))));
        QCOMPARE(imported.report->corpus.label, std::string("lamps"));
    }

    void hashAndSizeAreOfTheFileAsGiven()
    {
        const test::Folder folder;
        const std::string bytes = test::zipped({{"a.jsonl", line("lamp_1")}});
        const std::string plain = folder.write("same_bytes", bytes);
        const std::string path = folder.write("runs.zip", bytes);
        const test::Imported imported = test::import(path + "/a.jsonl");
        QVERIFY(imported.report);
        QCOMPARE(imported.report->bytes, static_cast<std::int64_t>(bytes.size()));
        QCOMPARE(imported.report->sha256, InputFiles().stamp(plain)->sha256);
    }

    void archivesAreFoldersOfFiles()
    {
        const test::Folder folder;
        const std::string inner = test::zipped({{"deep.jsonl", line("lamp_3", "deep")}});
        const std::string path = folder.write(
            "runs.zip", test::zipped({{"b/two.jsonl", line("lamp_2", "two"), 93},
                                      {"a.jsonl.gz", test::gzipped(line("lamp_1", "one")), 0},
                                      {"notes.md", "no transcript"},
                                      {"__MACOSX/b/._two.jsonl", "resource fork"},
                                      {"b/", "", 0},
                                      {"inner.zip", inner, 8}}));
        const auto paths = expandPaths({path});
        QVERIFY(paths);
        QCOMPARE(endings(*paths, folder.path()),
                 std::string("runs.zip/a.jsonl.gz runs.zip/b/two.jsonl "
                             "runs.zip/inner.zip/deep.jsonl "));
        QCOMPARE(firstWords(test::import((*paths)[0])), std::string("one"));
        QCOMPARE(firstWords(test::import((*paths)[1])), std::string("two"));
        QCOMPARE(firstWords(test::import((*paths)[2])), std::string("deep"));
        QCOMPARE(*expandPaths({folder.path()}), *paths);
    }

    void archivesInsideEachOtherEndAtTheLimit()
    {
        const test::Folder folder;
        std::string bytes = test::zipped({{"a.jsonl", line("lamp_1")}});
        for (int i = 0; i < 3; ++i)
            bytes = test::zipped({{"inner.zip", bytes, 0}});
        const std::string path = folder.write("outer.zip", bytes);
        const auto paths = expandPaths({path});
        QVERIFY(paths);
        QCOMPARE(static_cast<int>(paths->size()), 1);
        const test::Imported imported = test::import(paths->front());
        QVERIFY(!imported.report);
        QVERIFY(!imported.report.error().detail.empty());
    }

    void namesThatLeadOutOfAnArchiveAreOnlyNames()
    {
        const test::Folder folder;
        const std::string path = folder.write(
            "runs.zip", test::zipped({{"../../escape.jsonl", line("lamp_1", "kept in")},
                                      {"/etc/absolute.jsonl", line("lamp_2", "here too")}}));
        const auto paths = expandPaths({path});
        QVERIFY(paths);
        QCOMPARE(static_cast<int>(paths->size()), 2);
        std::string words;
        for (const std::string &entry : *paths)
            words += firstWords(test::import(entry)) + ";";
        QVERIFY(words == "kept in;here too;" || words == "here too;kept in;");
        const auto above = std::filesystem::path(folder.path()).parent_path();
        QVERIFY(!std::filesystem::exists(above / "escape.jsonl"));
        QVERIFY(!std::filesystem::exists(above.parent_path() / "escape.jsonl"));
    }

    void convosOfBotiumAreFoundInFoldersAndArchives()
    {
        const std::string convo = "Booking\n\n#me\nA room\n\n#bot\nWhich one?\n";
        const test::Folder folder;
        const std::string plain = folder.write("a.convo.txt", convo);
        const std::string packed = folder.write("B.Convo.TXT.gz", test::gzipped(convo));
        const std::string archive =
            folder.write("c.zip", test::zipped({{"d/e.convo.txt", convo}, {"notes.txt", "words"}}));
        folder.write("readme.txt", convo);
        const auto paths = expandPaths({folder.path()});
        QVERIFY(paths);
        QCOMPARE(*paths, (std::vector<std::string>{packed, plain, archive + "/d/e.convo.txt"}));
        for (const std::string &path : *paths) {
            const test::Imported imported = test::import(path);
            QVERIFY2(imported.report, path.c_str());
            QCOMPARE(imported.report->format, std::string("botium"));
            QCOMPARE(firstWords(imported), std::string("A room"));
        }
    }

    void damagedPackingKeepsWhatWasWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const std::string text = manyLines(4000);
        std::string gzip = test::gzipped(text);
        std::string flipped = gzip;
        flipped[flipped.size() - 6] ^= 0x55;
        const std::string zstd = test::zstandard(text);
        QTest::newRow("gzip cut off") << QByteArray::fromStdString(gzip.substr(0, gzip.size() / 2));
        QTest::newRow("gzip checksum") << QByteArray::fromStdString(flipped);
        QTest::newRow("zstd cut off")
            << QByteArray::fromStdString(zstd.substr(0, zstd.size() - 40));
        QTest::newRow("gzip and words") << QByteArray::fromStdString(gzip + "words behind it");
    }

    void damagedPackingKeepsWhatWasWhole()
    {
        QFETCH(QByteArray, bytes);
        const test::Folder folder;
        const test::Imported imported =
            test::import(folder.write("a.jsonl.packed", bytes.toStdString()));
        QVERIFY(imported.report);
        QVERIFY(imported.sink.dialogues.size() > 1000);
        QVERIFY2(test::issueCodes(imported.sink.issues).find("S:damaged-file") != std::string::npos,
                 test::issueCodes(imported.sink.issues).c_str());
        QVERIFY(imported.sink.issues.back().byte > 0);
    }

    void damagedEntryOfAnArchiveIsTold()
    {
        const test::Folder folder;
        for (const int method : {0, 8, 93}) {
            std::string bytes =
                test::zipped({{"a.jsonl", line("lamp_1") + line("lamp_2"), method}});
            // The checksum in the directory, and the one in front of the entry.
            bytes[14] ^= 0x55;
            bytes[bytes.rfind("PK\x01\x02") + 16] ^= 0x55;
            const std::string path = folder.write("m" + std::to_string(method) + ".zip", bytes);
            const test::Imported imported = test::import(path + "/a.jsonl");
            QVERIFY(imported.report);
            QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), 2);
            QCOMPARE(test::issueCodes(imported.sink.issues), std::string("S:damaged-file"));
        }
    }

    void archivesThatCannotBeReadSayWhy()
    {
        const test::Folder folder;
        const std::string good = test::zipped({{"a.jsonl", line("lamp_1")}});
        const std::string cut = folder.write("cut.zip", good.substr(0, good.size() / 2));
        const std::string none = folder.write("none.zip", test::zipped({{"notes.md", "words"}}));
        const std::string odd = folder.write("odd.zip", test::zipped({{"a.jsonl", "xx", 77}}));
        for (const std::string &path : {cut, none, odd + "/a.jsonl"}) {
            const test::Imported imported = test::import(path);
            QVERIFY2(!imported.report, path.c_str());
            QVERIFY2(!imported.report.error().detail.empty(), path.c_str());
        }
        QCOMPARE(*expandPaths({cut, none}), (std::vector<std::string>{cut, none}));
        QVERIFY(!expandPaths({none + "/missing.jsonl"}));
    }

    void aBombIsRefused()
    {
        const test::Folder folder;
        const std::string text =
            "[\"" + std::string(static_cast<std::size_t>(limits::ratioFromBytes) + 4'000'000, 'a');
        for (const std::string &bytes : {test::gzipped(text), test::zstandard(text)}) {
            const test::Imported imported = test::import(folder.write("bomb.json", bytes));
            QVERIFY(!imported.report);
            QCOMPARE(static_cast<int>(imported.report.error().code),
                     static_cast<int>(ErrorCode::InputTooLarge));
            QVERIFY(imported.report.error().detail.find("times its size") != std::string::npos);
        }
    }

    void cancellingEndsInsideUnpacking()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("a.jsonl.gz", test::gzipped(manyLines(600'000)));
        for (const int after : {20, 120}) {
            std::stop_source stop;
            MemorySink sink;
            sink.keep = false;
            JobContext job(stop.get_token());
            std::chrono::steady_clock::time_point asked;
            std::thread canceller([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(after));
                asked = std::chrono::steady_clock::now();
                stop.request_stop();
            });
            const Result<ImportFileReport> report = runImport(request, sink, job);
            const auto ended = std::chrono::steady_clock::now();
            canceller.join();
            QVERIFY(!report);
            QCOMPARE(static_cast<int>(report.error().code), static_cast<int>(ErrorCode::Cancelled));
            QVERIFY(ended - asked < std::chrono::milliseconds(200));
        }
    }
};

QTEST_APPLESS_MAIN(TestContainers)
#include "tst_containers.moc"
