// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <algorithm>
#include <map>

using namespace gapscope;

namespace {
/// What the import has to say about one file: dialogues and issues, or an error.
struct Expected
{
    int dialogues = 0;
    std::string issues;
    std::optional<ErrorCode> error;
};

const std::map<std::string, Expected> &expectations()
{
    static const std::map<std::string, Expected> all{
        {"byte_order_mark.json", {1, "N:byte-order-mark", {}}},
        {"concatenated.json", {2, "", {}}},
        {"control_character.jsonl", {1, "R:control-character", {}}},
        {"conversation_text.json", {1, "S:conversation-not-a-list", {}}},
        {"cp1252.csv", {1, "R:cp1252", {}}},
        {"crashed_run.json", {2, "N:crashed-run", {}}},
        {"duplicate_field.jsonl", {1, "R:duplicate-key", {}}},
        {"duplicate_key.json", {2, "R:duplicate-key", {}}},
        {"empty.json", {0, "", ErrorCode::InputMalformed}},
        {"empty_list.json", {0, "", ErrorCode::InputMalformed}},
        {"huge_numbers.json", {1, "R:not-a-number N:huge-integer", {}}},
        {"invalid_utf8.jsonl", {1, "R:cp1252", {}}},
        {"leaderboard.csv", {0, "", ErrorCode::NotATranscript}},
        {"leaderboard.json", {0, "", ErrorCode::NotATranscript}},
        {"lone_surrogate.jsonl", {1, "R:lone-surrogate", {}}},
        {"long_row.csv", {1, "N:odd-row", {}}},
        {"message_not_an_object.json", {1, "S:message-not-an-object", {}}},
        {"missing_bracket.jsonl", {2, "S:broken-json", {}}},
        {"missing_bracket_array.json", {2, "S:broken-json", {}}},
        {"mixed_sources.jsonl", {2, "N:mixed-sources", {}}},
        {"no_messages.json", {1, "S:no-messages", {}}},
        {"no_role_column.csv", {0, "", ErrorCode::UnknownFormat}},
        {"no_task_id.json", {1, "S:no-task-id", {}}},
        {"not_a_number.json", {3, "R:not-a-number R:not-a-number", {}}},
        {"not_an_object.json", {2, "S:not-an-object S:not-an-object", {}}},
        {"odd_characters.jsonl", {1, "", {}}},
        {"odd_difficulty.json", {0, "S:difficulty-out-of-range", {}}},
        {"reward_text.json", {1, "N:reward-not-a-number", {}}},
        {"short_row.csv", {1, "S:short-row", {}}},
        {"stray_quote.jsonl", {2, "S:broken-json", {}}},
        {"stray_quote_array.json", {2, "S:broken-json", {}}},
        {"stray_quote_keyed.json", {2, "S:broken-json", {}}},
        {"survey_comparable_odd.json", {0, "S:no-survey", {}}},
        {"survey_table.csv", {0, "", ErrorCode::NotATranscript}},
        {"too_deep.jsonl", {2, "S:too-deep", {}}},
        {"trailing_text.json", {1, "S:trailing-text", {}}},
        {"truncated_array.json", {1, "S:truncated", {}}},
        {"truncated_last_line.jsonl", {1, "S:truncated", {}}},
        {"truncated_only_record.json", {0, "", ErrorCode::InputMalformed}},
        {"unclosed_list.json", {2, "N:unclosed-list", {}}},
        {"unclosed_quote.csv", {1, "R:unclosed-quote", {}}},
        {"unknown_records.json", {0, "", ErrorCode::UnknownFormat}},
        {"unknown_role.jsonl", {1, "N:unknown-role", {}}},
        {"unsorted.csv", {2, "R:unsorted-turns", {}}},
        {"utf16.jsonl", {1, "N:utf16", {}}},
        {"utf16_broken.jsonl", {1, "N:utf16 R:invalid-utf16", {}}},
        {"zip_archive.json", {0, "", ErrorCode::NotATranscript}},
    };
    return all;
}

std::filesystem::path malformedDir()
{
    return test::sourceDir() / "sample_data" / "malformed";
}
} // namespace

class TestMalformed : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void eachDamageIsNamedAndTheRestIsImported_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto &[file, expected] : expectations())
            QTest::newRow(file.c_str()) << QString::fromStdString(file);
    }

    void eachDamageIsNamedAndTheRestIsImported()
    {
        QFETCH(QString, file);
        const Expected &expected = expectations().at(file.toStdString());

        const test::Imported imported =
            test::import((malformedDir() / file.toStdString()).string());

        if (expected.error) {
            QVERIFY(!imported.report);
            QCOMPARE(static_cast<int>(imported.report.error().code),
                     static_cast<int>(*expected.error));
            QVERIFY(!imported.report.error().detail.empty());
            QVERIFY(!imported.sink.source);
            return;
        }
        QVERIFY(imported.report);
        QCOMPARE(static_cast<int>(imported.sink.dialogues.size()), expected.dialogues);
        QCOMPARE(test::issueCodes(imported.sink.issues), expected.issues);
        QVERIFY(imported.sink.finished);
        QCOMPARE(imported.report->issueCount,
                 static_cast<std::int64_t>(imported.sink.issues.size()));
    }

    void everyFileOfTheFolderHasItsExpectation()
    {
        for (const auto &entry : std::filesystem::directory_iterator(malformedDir())) {
            const std::string file = entry.path().filename().string();
            if (file != "README.md")
                QVERIFY2(expectations().contains(file), file.c_str());
        }
    }

    void everyFileOfTheFolderIsInItsReadme()
    {
        const std::string readme = test::readFile(malformedDir() / "README.md");
        for (const auto &[file, expected] : expectations())
            QVERIFY2(readme.find("`" + file + "`") != std::string::npos, file.c_str());
    }

    void skippedRecordsAreFoundAtTheirPlaceInTheFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("line");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("line") << "stray_quote.jsonl" << qint64{2}
                              << QByteArray("{\"task_id\": \"lamp_2\"");
        QTest::newRow("list") << "stray_quote_array.json" << qint64{1}
                              << QByteArray("{\"instance_id\": \"airline_2\"");
        QTest::newRow("keyed") << "stray_quote_keyed.json" << qint64{1}
                               << QByteArray("\"airline_2\": {");
        QTest::newRow("tail") << "truncated_array.json" << qint64{21}
                              << QByteArray("{\n  \"instance_id\": \"airline_2\"");
        QTest::newRow("row") << "short_row.csv" << qint64{3} << QByteArray("c1,lamp_1\n");
    }

    void skippedRecordsAreFoundAtTheirPlaceInTheFile()
    {
        QFETCH(QString, file);
        QFETCH(qint64, line);
        QFETCH(QByteArray, begins);
        const auto path = malformedDir() / file.toStdString();

        const test::Imported imported = test::import(path.string());

        QCOMPARE(static_cast<int>(imported.sink.issues.size()), 1);
        const ImportIssue &issue = imported.sink.issues.front();
        QCOMPARE(static_cast<qint64>(issue.line), line);
        const std::string bytes = test::readFile(path);
        QCOMPARE(QByteArray::fromStdString(bytes.substr(static_cast<std::size_t>(issue.byte),
                                                        static_cast<std::size_t>(begins.size()))),
                 begins);
    }

    void theLastOfRepeatedIdsCounts()
    {
        const test::Imported imported =
            test::import((malformedDir() / "duplicate_key.json").string());
        const auto found =
            std::find_if(imported.sink.dialogues.begin(), imported.sink.dialogues.end(),
                         [](const Dialogue &one) { return one.nativeId == "airline_1"; });
        QVERIFY(found != imported.sink.dialogues.end());
        QCOMPARE(*found->turns.front().text, std::string("Second version."));
    }

    /// Looking at the beginning of such a file ended the program.
    void nameOfAListAndOfSomethingElse_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray run = R"({"messages": [{"role": "user", "content": "hi"}]})";
        for (const QByteArray other : {R"("text")", R"({"a": 1, "b": 2, "c": 3, "d": 4})", "7"}) {
            QTest::addRow("%s first", other.constData())
                << "{\"runs\": " + other + ", \"runs\": [" + run + "]}";
            QTest::addRow("%s last", other.constData())
                << "{\"runs\": [" + run + "], \"runs\": " + other + "}";
        }
    }

    void nameOfAListAndOfSomethingElse()
    {
        QFETCH(QByteArray, file);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("a.json", file.toStdString()));
        QVERIFY(!imported.report);
        const ErrorCode code = imported.report.error().code;
        QVERIFY(code == ErrorCode::UnknownFormat || code == ErrorCode::NotATranscript);
    }

    void oddCharactersOfATextAreKept()
    {
        const test::Imported imported =
            test::import((malformedDir() / "odd_characters.jsonl").string());
        const std::string expected("one\u2028two\0three\u0085four", 21);
        QCOMPARE(*imported.sink.dialogues.at(0).turns.at(0).text, expected);
    }

    void idsBeyondSixtyFourBitsKeepTheirDigits()
    {
        const test::Imported imported =
            test::import((malformedDir() / "huge_numbers.json").string());
        QCOMPARE(imported.sink.dialogues.at(0).task.value(),
                 std::string("tau1:airline:98765432109876543210"));
    }

    void encodingsAreConverted_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::newRow("utf16") << "utf16.jsonl"
                               << QString::fromUtf8(
                                      "Die Lampe flackert: \u00e4rgerlich \U0001f4a1");
        QTest::newRow("cp1252") << "cp1252.csv" << QString::fromUtf8("Das Caf\u00e9 \u2013 dunkel");
        QTest::newRow("surrogates")
            << "lone_surrogate.jsonl"
            << QString::fromUtf8("It is broken \ufffd and \ufffd, but \U0001f600 is whole.");
    }

    void encodingsAreConverted()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        const test::Imported imported =
            test::import((malformedDir() / file.toStdString()).string());
        QCOMPARE(QString::fromStdString(*imported.sink.dialogues.at(0).turns.at(0).text), text);
    }

    void encodingsOfJsonAreTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("codes");
        QTest::addColumn<QString>("words");
        const QString text = QString::fromUtf8("{\"task_id\": \"a_1\", \"messages\": [{\"role\": "
                                               "\"user\", \"content\": \"caf\u00e9\"}]}\n");
        const QString cafe = QString::fromUtf8("caf\u00e9");
        const auto units = [&](bool big, bool mark) {
            QByteArray bytes;
            for (const QChar c : (mark ? QString(QChar(0xfeff)) : QString()) + text) {
                const char low = static_cast<char>(c.unicode() & 0xff);
                const char high = static_cast<char>(c.unicode() >> 8);
                bytes += big ? high : low;
                bytes += big ? low : high;
            }
            return bytes;
        };
        QTest::newRow("UTF-8") << text.toUtf8() << "" << cafe;
        QTest::newRow("UTF-8 with mark")
            << "\xef\xbb\xbf" + text.toUtf8() << "N:byte-order-mark" << cafe;
        QTest::newRow("UTF-16LE") << units(false, false) << "N:utf16" << cafe;
        QTest::newRow("UTF-16LE with mark") << units(false, true) << "N:utf16" << cafe;
        QTest::newRow("UTF-16BE") << units(true, false) << "N:utf16" << cafe;
        QTest::newRow("UTF-16BE with mark") << units(true, true) << "N:utf16" << cafe;
        QTest::newRow("cp1252") << text.toLatin1() << "R:cp1252" << cafe;
        QByteArray cut = text.toUtf8();
        cut.replace("\xc3\xa9", "\xc3\xa9\xe2\x82");
        QTest::newRow("cut sequence")
            << cut << "R:invalid-utf8" << cafe + QChar(0xfffd) + QChar(0xfffd);
    }

    void encodingsOfJsonAreTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, codes);
        QFETCH(QString, words);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("a.jsonl", bytes.toStdString()));
        QVERIFY(imported.report);
        QCOMPARE(QString::fromStdString(test::issueCodes(imported.sink.issues)), codes);
        QCOMPARE(QString::fromStdString(*imported.sink.dialogues.at(0).turns.at(0).text), words);
    }

    void filesOfOtherKindsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *kind, const QByteArray &bytes) {
            QTest::newRow(kind) << bytes << QString(QLatin1String(kind));
        };
        row("Parquet", QByteArray("PAR1\x15\x04", 6));
        row("SQLite", QByteArray("SQLite format 3\0\x10", 17));
        row("image", QByteArray("\x89PNG\r\n\x1a\n", 8));
        row("PDF", "%PDF-1.7");
        row("tar", QByteArray(257, 'a') + "ustar" + QByteArray(250, '\0'));
        row("pickle", QByteArray("\x80\x04\x95\x10", 4));
        row("binary", QByteArray("\x01\x02\0\x03", 4));
        row("graph of a task", "{\"task\": \"bank\", \"replies\": {}, \"graph\": {}}");
        row("schema of services", "[{\"service_name\": \"lamps\", \"slots\": []}]");
        row("lists of words", "{\"a\": [\"x\"], \"b\": [\"y\"], \"c\": []}");
        row("leaderboard", "{\"model_name\": \"m\", \"trajectory_files\": {\"lamp\": \"x.json\"}}");
        row("predictions",
            "{\"input\": \"Context: dark\", \"output\": \"why?\"}\n{\"input\": \"Context: "
            "light\", \"output\": \"fine\"}\n");
        row("OpenTelemetry's log records", "{\"resourceLogs\": [{\"scopeLogs\": []}]}");
        row("OpenTelemetry's metrics", "{\"resourceMetrics\": [{\"scopeMetrics\": []}]}");
        row("map of names", "{\"a\": 1, \"b\": 2}");
    }

    void filesOfOtherKindsAreNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, kind);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("a.json", bytes.toStdString()));
        QVERIFY(!imported.report);
        QCOMPARE(static_cast<int>(imported.report.error().code),
                 static_cast<int>(ErrorCode::NotATranscript));
        const std::string &why = imported.report.error().detail;
        QVERIFY2(QString::fromStdString(why).contains(kind), why.c_str());
    }

    void damagedFilesOfTheCollectionNeitherCrashNorPassInSilence()
    {
        const auto folder = test::dataDir() / "fixtures";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        int files = 0;
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            const std::string file = entry.path().filename().string();
            if (!file.starts_with("bad_"))
                continue;
            ++files;
            const test::Imported imported = test::import(entry.path().string());
            if (!imported.report)
                QVERIFY2(!imported.report.error().detail.empty(), file.c_str());
            else if (file != "bad_concatenated.json")
                QVERIFY2(!imported.sink.issues.empty(), file.c_str());
        }
        QVERIFY(files > 0);
    }
};

QTEST_APPLESS_MAIN(TestMalformed)
#include "tst_malformed.moc"
