// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_scheme.h"

#include "core/base/embedded.h"
#include "tests/support/test_case.h"

#include <set>

using namespace gapscope;

class TestLabelScheme : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void defaultSchemeHasEveryCodeWithADefinition()
    {
        const LabelScheme &scheme = divergenceScheme();
        QCOMPARE(scheme.codes.size(), std::size_t(43));
        for (const LabelCode &code : scheme.codes) {
            QVERIFY2(!code.name.empty(), code.code.c_str());
            QVERIFY2(code.code[0] == 'X' || !code.definition.empty(), code.code.c_str());
        }
        QVERIFY(scheme.find("I1"));
        QCOMPARE(scheme.find("I1")->name, std::string("Front-load"));
        QVERIFY(!scheme.find("Z9"));
    }

    void onlyOtherNeedsANote()
    {
        for (const LabelCode &code : divergenceScheme().codes) {
            for (const LabelField field : labelFields) {
                const bool isNoteOfOther = code.code == "X2" && field == LabelField::Note;
                QVERIFY2(code.fieldUse(field) ==
                             (isNoteOfOther ? FieldUse::Required : FieldUse::Optional),
                         code.code.c_str());
            }
        }
        QVERIFY(divergenceScheme().multiple);
    }

    void theDefaultSchemeIsWrittenAsItIsRead()
    {
        const auto text = labelSchemeJson(divergenceScheme());
        QVERIFY(text);
        QCOMPARE(*text, std::string(embeddedFile("resources/labels/divergence.json")));
    }

    void everyFieldOfASchemeComesBack()
    {
        LabelScheme scheme;
        scheme.id = "x\n\"y\"";
        scheme.version = 7;
        scheme.title = "退款 \xF0\x9F\x99\x82";
        scheme.multiple = false;
        scheme.groups = {{"A", "a"}, {"B", ""}};
        LabelCode one{"A1", "A", "n", "d", "u", "v", "q", false, {}, {}};
        one.setFieldUse(LabelField::Severity, FieldUse::Required);
        one.setFieldUse(LabelField::Span, FieldUse::Off);
        one.setFieldUse(LabelField::Note, FieldUse::Off);
        LabelCode two{"A2", "B", "m", "", "", "", "", true, "A1", {}};
        LabelCode three{"A3", "B", "m", "", "", "", "", true, "", {}};
        scheme.codes = {one, two, three};
        const auto text = labelSchemeJson(scheme);
        QVERIFY(text);
        const auto back = parseLabelScheme(*text);
        QVERIFY(back);
        QVERIFY(*back == scheme);
        QCOMPARE(*labelSchemeJson(*back), *text);
    }

    void aTextThatIsNotUtf8IsNotWritten()
    {
        LabelScheme scheme = divergenceScheme();
        scheme.codes[0].name = "\xFF";
        const auto text = labelSchemeJson(scheme);
        QVERIFY(!text);
        QCOMPARE(text.error().code, ErrorCode::InvalidArgument);
    }

    void mergesAreFollowedToTheCodeInUse()
    {
        LabelScheme scheme;
        scheme.codes = {{"A", "g", "n", "", "", "", "", true, "B", {}},
                        {"B", "g", "n", "", "", "", "", true, "C", {}},
                        {"C", "g", "n", "", "", "", "", false, "", {}},
                        {"D", "g", "n", "", "", "", "", true, "", {}}};
        QCOMPARE(scheme.current("A")->code, std::string("C"));
        QCOMPARE(scheme.current("C")->code, std::string("C"));
        QVERIFY(!scheme.current("D"));
        QVERIFY(!scheme.current("E"));
    }

    void theKeysOfTheWindowAreReserved()
    {
        std::set<char> used;
        const QRegularExpression pattern(QStringLiteral("Qt::Key_([A-Z]),"));
        for (const auto &file :
             std::filesystem::directory_iterator(test::sourceDir() / "ui" / "views")) {
            if (file.path().filename().string().rfind("main_window", 0) != 0)
                continue;
            const QString source = QString::fromStdString(test::readFile(file.path()));
            for (auto it = pattern.globalMatch(source); it.hasNext();)
                used.insert(it.next().captured(1).toLower().at(0).toLatin1());
        }
        QCOMPARE(std::string(used.begin(), used.end()), std::string(reservedKeys));
    }

    void keysOfTheDefaultSchemeAreFreeOfTheWindows()
    {
        std::set<std::string> keys;
        for (const LabelCode &code : divergenceScheme().codes) {
            if (code.key.empty())
                continue;
            QVERIFY(keys.insert(code.key).second);
            QVERIFY2(reservedKeys.find(code.key) == std::string_view::npos, code.key.c_str());
        }
        std::string free;
        for (const std::string &key : freeKeys(divergenceScheme())) {
            QVERIFY(!keys.contains(key));
            free += key;
        }
        QCOMPARE(free, std::string("z"));
    }

    void faultyScheme_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray head =
            R"({"id":"x","version":1,"groups":[{"id":"A","name":"a"}],"codes":)";
        QTest::newRow("not json") << QByteArray("nonsense") << QByteArray("JSON");
        QTest::newRow("no codes") << head + "[]}" << QByteArray("missing");
        QTest::newRow("code twice")
            << head +
                   R"([{"code":"A1","name":"n","group":"A"},{"code":"A1","name":"m","group":"A"}]})"
            << QByteArray("twice");
        QTest::newRow("key twice") << head + R"([{"code":"A1","name":"n","group":"A","key":"1"},)"
                                             R"({"code":"A2","name":"m","group":"A","key":"1"}]})"
                                   << QByteArray("key 1");
        QTest::newRow("unknown group")
            << head + R"([{"code":"B1","name":"n","group":"B"}]})" << QByteArray("group");
        const QByteArray code = R"([{"code":"A1","name":"n","group":"A",)";
        QTest::newRow("long key") << head + code + R"("key":"F1"}]})" << QByteArray("digit");
        QTest::newRow("unknown field")
            << head + code + R"("required":["mood"]}]})" << QByteArray("mood");
        QTest::newRow("field both required and off")
            << head + code + R"("required":["note"],"off":["note"]}]})" << QByteArray("note twice");
        QTest::newRow("merged into nothing")
            << head + code + R"("retired":true,"merged_into":"A9"}]})"
            << QByteArray("into no code");
        QTest::newRow("merged in a circle")
            << head + code +
                   R"("retired":true,"merged_into":"A2"},{"code":"A2","name":"m","group":"A",)"
                   R"("retired":true,"merged_into":"A1"}]})"
            << QByteArray("into no code");
        QTest::newRow("merged but in use")
            << head + code + R"("merged_into":"A1"}]})" << QByteArray("not retired");
        QTest::newRow("codes are a text") << head + R"("nonsense"})" << QByteArray("missing");
        QTest::newRow("version too large")
            << QByteArray(R"({"id":"x","version":99999999999,"codes":[]})")
            << QByteArray("missing");
        QTest::newRow("group twice")
            << QByteArray(R"({"id":"x","version":1,"groups":[{"id":"A"},{"id":"A"}],"codes":)") +
                   code.chopped(1) + "}]}"
            << QByteArray("group A");
    }

    void faultyScheme()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, reason);
        const Result<LabelScheme> scheme = parseLabelScheme(json.toStdString());
        QVERIFY(!scheme);
        QVERIFY2(scheme.error().detail.find(reason.toStdString()) != std::string::npos,
                 scheme.error().detail.c_str());
    }
};

QTEST_APPLESS_MAIN(TestLabelScheme)
#include "tst_label_scheme.moc"
