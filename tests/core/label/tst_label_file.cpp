// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_file.h"

#include "core/export/label_report.h"
#include "tests/core/label/random_labels.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace gapscope;

class TestLabelFile : public test::TestCase
{
    Q_OBJECT

    struct Read
    {
        std::vector<LabelLine> lines;
        std::string issues;
        Result<void> result;
    };

    static Read read(const std::string &text)
    {
        Read all;
        std::istringstream in(text);
        all.result = readLabelFile(
            in,
            [&](LabelLine &&line, std::int64_t) {
                all.lines.push_back(std::move(line));
                return Result<void>();
            },
            [&](const LabelFileIssue &issue) {
                all.issues += std::to_string(issue.line) + ": " + issue.reason + "\n";
            });
        return all;
    }

    static std::string line(const char *more)
    {
        return std::string(R"({"id":"x","code":"C1","real_dialogue":"r","annotator":"ann")") +
               more + "}\n";
    }

private Q_SLOTS:
    void everyFieldComesBack()
    {
        std::mt19937 random(3);
        std::vector<LabelRecord> records;
        std::string text = labelFileHead(divergenceScheme(), "9.9");
        for (int i = 0; i < 2000; ++i) {
            LabelRecord record;
            record.label = test::randomLabel(random, "id " + std::to_string(i));
            record.task = TaskKey{"tau1:airline:7"};
            record.realNativeId = "a";
            record.simNativeId = "b";
            record.realLabel = "human";
            record.simLabel = "gpt \"4\"";
            record.realText = "退款\n";
            record.simText = i % 2 ? "x" : "";
            if (i % 3 == 0)
                record.earlier = {"0a1b2c3d", "ffffffff"};
            text += labelLine(record, divergenceScheme(), "9.9");
            records.push_back(record);
        }
        const Read back = read(text);
        QVERIFY(back.result);
        QCOMPARE(back.issues, std::string());
        QCOMPARE(back.lines.size(), records.size());
        std::string again = labelFileHead(divergenceScheme(), "9.9");
        for (std::size_t i = 0; i < records.size(); ++i) {
            const auto &record = std::get<LabelRecord>(back.lines[i].content);
            QVERIFY2(record.label == records[i].label, records[i].label.id.value().c_str());
            again += labelLine(record, divergenceScheme(), "9.9");
        }
        QVERIFY(again == text);
        QCOMPARE(back.lines[0].scheme, divergenceScheme().id);
        QCOMPARE(back.lines[0].schemeVersion, 1);
    }

    void removalsComeBack()
    {
        const LabelRemoval removal{LabelId{"x"}, 4, 99, "ann"};
        const Read back = read(removalLine(removal, divergenceScheme()));
        QCOMPARE(back.lines.size(), std::size_t(1));
        QVERIFY(std::get<LabelRemoval>(back.lines[0].content) == removal);
    }

    void badLinesAreToldAndTheRestIsRead()
    {
        const Read all = read(
            "\xEF\xBB\xBF" + line("") + "\r\n\nnonsense\n" + line(R"(,"severity":4)") +
            line(R"(,"severity":"2")") + line(R"(,"kind":"opinion")") + line(R"(,"real_begin":3)") +
            line(R"(,"real_begin":3,"real_end":2)") + line(R"(,"onset":1)") +
            line(R"(,"revision":0)") + line(R"(,"revision":4294967297)") + "[1]\n" +
            R"({"id":"y","code":"C1"})" + "\n" + R"({"id":"","code":"C1","real_dialogue":"r"})" +
            "\n" + R"({"id":"y","real_dialogue":"r"})" + "\n" + R"({"id":"y","removed":true})" +
            "\n" + line(",\"note\":\"caf") + line(",\"note\":\"caf\xE9\"") +
            line(R"(,"redacted":true)") + line(R"(,"pseudonyms":true)") +
            line(R"(,"mood":"new","spent_ms":18446744073709551615)") + line(R"(,"mood":"new")"));
        QVERIFY(all.result);
        QCOMPARE(all.lines.size(), std::size_t(2));
        QCOMPARE(all.issues, std::string("4: not JSON in UTF-8\n"
                                         "5: severity is not a whole number in its range\n"
                                         "6: severity is not a whole number in its range\n"
                                         "7: kind has the unknown value \"opinion\"\n"
                                         "8: real_begin and its end make no span\n"
                                         "9: real_begin and its end make no span\n"
                                         "10: onset is neither true nor false\n"
                                         "11: revision is not a whole number in its range\n"
                                         "12: revision is not a whole number in its range\n"
                                         "13: not a JSON object\n"
                                         "14: dialogue is missing\n"
                                         "15: id is missing\n"
                                         "16: code is missing\n"
                                         "17: revision is missing\n"
                                         "18: not JSON in UTF-8\n"
                                         "19: not JSON in UTF-8\n"
                                         "20: a redacted copy: made to be read, not to be merged\n"
                                         "21: a redacted copy: made to be read, not to be merged\n"
                                         "22: spent_ms is not a whole number in its range\n"));
    }

    void aHeaderMayBeThereOrNot()
    {
        QCOMPARE(read(line("")).lines.size(), std::size_t(1));
        QCOMPARE(read(labelFileHead(divergenceScheme(), "1") + line("")).lines.size(),
                 std::size_t(1));
        QCOMPARE(read("").lines.size(), std::size_t(0));
        QCOMPARE(read(R"({"gapscope":"labels","format":2})").result.error().detail,
                 std::string("written by a newer version of Gapscope"));
        QVERIFY(!read(R"({"gapscope":"anchors"})").result);
        QVERIFY(!read(std::string("\xFF\xFE{\0", 4)).result);
    }

    void aLineWithoutEndIsNotHeldInMemory()
    {
        const Read all = read(std::string(longestLabelLine + 5, 'x') + "\n" + line(""));
        QCOMPARE(all.issues, std::string("1: longer than 16 MiB\n"));
        QCOMPARE(all.lines.size(), std::size_t(1));
    }

    void whatTheTakerReturnsEndsTheReading()
    {
        std::istringstream in(line("") + line(""));
        int taken = 0;
        const auto result = readLabelFile(
            in,
            [&](LabelLine &&, std::int64_t) {
                ++taken;
                return Result<void>(Error{ErrorCode::StoreFull, "x", ""});
            },
            [](const LabelFileIssue &) {});
        QCOMPARE(result.error().code, ErrorCode::StoreFull);
        QCOMPARE(taken, 1);
    }

    void theLongTableHasTheFieldsOfTheFile()
    {
        LabelRecord record;
        record.label.id = LabelId{"x"};
        const auto json = nlohmann::ordered_json::parse(labelLine(record, divergenceScheme(), "1"));
        std::string head;
        for (auto it = json.begin(); it != json.end(); ++it)
            head += (head.empty() ? "" : ",") + it.key();
        const std::string csv = labelsCsv({record}, divergenceScheme(), "1");
        QCOMPARE(csv.substr(0, csv.find('\n')), head);
    }

    void theWideTableHasAColumnForEveryAnnotatorAndCode()
    {
        const auto record = [](const char *annotator, const char *code, int turn,
                               LabelKind kind = LabelKind::Divergence, const char *sim = "s") {
            LabelRecord made;
            made.label.realDialogue = DialogueId{"r"};
            made.label.simDialogue = DialogueId{sim};
            made.label.realTurn = turn;
            made.label.annotator = annotator;
            made.label.code = code;
            made.label.kind = kind;
            made.realText = "t" + std::to_string(turn);
            return made;
        };
        const Table table =
            labelsWide({record("ann", "C1", 2), record("bob", "C1", 2), record("ann", "C2", 4),
                        record("lea", "C1", 2, LabelKind::Final),
                        record("eve", "done", 0, LabelKind::Progress),
                        record("bob", "human", 0, LabelKind::Verdict),
                        record("ann", "C1", 0, LabelKind::Divergence, "other")});
        const std::string csv = tableCsv(table);
        QCOMPARE(csv, std::string("task,real_dialogue,real_id,real_corpus,real_turn,real_text,"
                                  "sim_dialogue,sim_id,sim_corpus,sim_turn,sim_text,"
                                  "ann:C1,ann:C2,bob:C1,final:C1\n"
                                  ",r,,,0,t0,other,,,,,1,0,,\n"
                                  ",r,,,2,t2,s,,,,,1,0,1,1\n"
                                  ",r,,,4,t4,s,,,,,0,1,0,0\n"));
    }
};

QTEST_APPLESS_MAIN(TestLabelFile)
#include "tst_label_file.moc"
