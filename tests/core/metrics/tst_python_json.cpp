// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/python_json.h"

#include "tests/support/test_case.h"

#include <string>
#include <utility>

using namespace gapscope;

class TestPythonJson : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void shownAsPythonShowsIt_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("null") << QByteArray("null") << QByteArray("None");
        QTest::newRow("truth") << QByteArray("[true,false]") << QByteArray("[True, False]");
        QTest::newRow("integers") << QByteArray("[12345,-0,123456789012345678901234567890]")
                                  << QByteArray("[12345, 0, 123456789012345678901234567890]");
        QTest::newRow("floats") << QByteArray("[1e16,0.1,1e-07,0.0001,1E5,-0.0,123456.75,1e400]")
                                << QByteArray("[1e+16, 0.1, 1e-07, 0.0001, 100000.0, -0.0, "
                                              "123456.75, inf]");
        const QByteArray zeros(330, '0');
        QTest::newRow("beyond the range")
            << "[-1e-400,0." + zeros + "1e5,1" + zeros + "e-10,-1" + zeros + ".5,0.01e315,0e999]"
            << QByteArray("[-0.0, 0.0, inf, -inf, inf, 0.0]");
        QTest::newRow("no numbers")
            << QByteArray("[NaN,Infinity,-Infinity]") << QByteArray("[nan, inf, -inf]");
        QTest::newRow("text as it is")
            << QByteArray("\"it's \\u00e9\"") << QByteArray("it's \xc3\xa9");
        QTest::newRow("quotes") << QByteArray("[\"a'b\",\"a\\\"b\",\"a'\\\"b\"]")
                                << QByteArray("[\"a'b\", 'a\"b', 'a\\'\"b']");
        QTest::newRow("escapes") << QByteArray(
                                        "[\"\\n\\t\\r\\\\\\u0000\\u007f\\u00a0\\u200b\\ud800\"]")
                                 << QByteArray("['\\n\\t\\r\\\\\\x00\\x7f\\xa0\\u200b\\ud800']");
        QTest::newRow("beyond the BMP") << QByteArray("[\"\\ud83d\\ude00\\udb40\\udc01\"]")
                                        << QByteArray("['\xf0\x9f\x98\x80\\U000e0001']");
        QTest::newRow("object") << QByteArray("{\"a\": {\"b\": \"c\"}, \"d\": []}")
                                << QByteArray("{'a': {'b': 'c'}, 'd': []}");
        QTest::newRow("repeated key")
            << QByteArray("{\"a\": 1, \"b\": 2, \"a\": [3]}") << QByteArray("{'a': [3], 'b': 2}");
        QTest::newRow("key spelt in two ways")
            << QByteArray("{\"\\u0061b\": 1, \"cd\": 2, \"ab\": 3}")
            << QByteArray("{'ab': 3, 'cd': 2}");
        QTest::newRow("split pair") << QByteArray("[\"\\ud83d\\ud83d\\ude00\"]")
                                    << QByteArray("['\\ud83d\xf0\x9f\x98\x80']");
        QTest::newRow("blanks") << QByteArray(" \t\r\n[ 1 , 2 ] \n") << QByteArray("[1, 2]");
    }

    void shownAsPythonShowsIt()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, shown);
        const auto document = JsonDocument::parse(json.toStdString(), "f");
        QVERIFY2(document, document ? "" : document.error().detail.c_str());
        QCOMPARE(QByteArray::fromStdString(pythonText(document->root())), shown);
    }

    void manyKeysKeepFirstPositionAndLastValue()
    {
        std::string json = "{";
        for (int round = 0; round < 2; ++round)
            for (int key = 0; key < 40; ++key)
                json += (json.size() > 1 ? ",\"" : "\"") + std::to_string(key) +
                        "\":" + std::to_string(100 * round + key);
        const auto document = JsonDocument::parse(json + "}", "f");
        QVERIFY(document);
        QCOMPARE(document->root().members.size(), std::size_t{40});
        QCOMPARE(std::string(document->root().members[39].key), std::string("39"));
        QCOMPARE(document->root().find("39")->number(), 139.0);
    }

    void everyStringKeepsItsPlaceWhereverEscapesStand()
    {
        // Escapes of every length at every distance from the ends, with strings before and after.
        const std::pair<const char *, const char *> escapes[] = {
            {"\\n", "\n"},
            {"\\\"", "\""},
            {"\\u00e9", "\u00e9"},
            {"\\ud83d\\ude00", "\U0001f600"},
            {"\\\\\\u2014", "\\\u2014"},
        };
        for (std::size_t before = 0; before < 20; ++before) {
            for (std::size_t after = 0; after < 20; ++after) {
                std::string json = "[\"first\"";
                std::string wanted = "first";
                for (const auto &[escaped, meant] : escapes) {
                    const std::string head(before, 'h');
                    const std::string tail(after, 't');
                    json +=
                        ",\"" + head + escaped + tail + escaped + "\",{\"name\":\"" + tail + "\"}";
                    wanted += "|" + head + meant + tail + meant + "|" + tail;
                }
                const auto document = JsonDocument::parse(json + "]", "f");
                QVERIFY(document);
                std::string found;
                for (const JsonValue &item : document->root().items) {
                    const JsonValue *text = item.isObject() ? item.find("name") : &item;
                    QVERIFY(text);
                    (found += found.empty() ? "" : "|") += text->text;
                }
                QCOMPARE(QByteArray::fromStdString(found), QByteArray::fromStdString(wanted));
            }
        }
    }

    void namesOfOneLengthAreToldApart()
    {
        // Same length, first and last letter: whatever finds names again must look at all of it.
        const auto document =
            JsonDocument::parse("[{\"abcd\":1,\"accd\":2},{\"accd\":3,\"abcd\":4}]", "f");
        QVERIFY(document);
        std::string shown;
        for (const JsonValue &item : document->root().items)
            shown += pythonText(item);
        QCOMPARE(QByteArray::fromStdString(shown),
                 QByteArray("{'abcd': 1, 'accd': 2}{'accd': 3, 'abcd': 4}"));
    }

    void refusedWithThePlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("byte");
        QTest::newRow("empty") << QByteArray("") << 0;
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}") << 0;
        QTest::newRow("invalid UTF-8") << QByteArray("[\"\xff\"]") << 2;
        QTest::newRow("encoded surrogate") << QByteArray("[\"\xed\xa0\x80\"]") << 2;
        QTest::newRow("control character") << QByteArray("[\"a\nb\"]") << 3;
        QTest::newRow("text after the end") << QByteArray("{} x") << 3;
        QTest::newRow("leading zero") << QByteArray("01") << 1;
        QTest::newRow("no digits behind the point") << QByteArray("1.") << 1;
        QTest::newRow("trailing comma") << QByteArray("[1,]") << 3;
        QTest::newRow("trailing comma in an object") << QByteArray("{\"a\":1,}") << 7;
        QTest::newRow("single quotes") << QByteArray("{'a':1}") << 1;
        QTest::newRow("cut off") << QByteArray("[\"ab") << 4;
        QTest::newRow("cut off escape") << QByteArray("[\"a\\") << 4;
        QTest::newRow("unknown escape") << QByteArray("[\"\\x41\"]") << 3;
        QTest::newRow("short escape") << QByteArray("[\"\\u12g4\"]") << 3;
        QTest::newRow("lower case nan") << QByteArray("[nan]") << 1;
        QTest::newRow("form feed") << QByteArray("\f1") << 0;
    }

    void refusedWithThePlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, byte);
        const auto document = JsonDocument::parse(json.toStdString(), "f.json");
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::InputMalformed);
        QCOMPARE(document.error().subject, std::string("f.json"));
        const std::string place = "(byte " + std::to_string(byte) + ")";
        QVERIFY2(document.error().detail.ends_with(place), document.error().detail.c_str());
    }

    void deepNestingIsAnErrorNotACrash()
    {
        QVERIFY(JsonDocument::parse(std::string(900, '[') + std::string(900, ']'), "f"));
        QVERIFY(!JsonDocument::parse(std::string(1'000'000, '['), "f"));
    }

    void truthIsPythons()
    {
        const auto document =
            JsonDocument::parse("[false,null,0,0.0,-0,\"\",[],{},NaN,\"false\",[0],1e-300]", "f");
        QVERIFY(document);
        std::string truths;
        for (const JsonValue &value : document->root().items)
            truths += value.truthy() ? '1' : '0';
        QCOMPARE(truths, std::string("000000001111"));
    }
};

QTEST_APPLESS_MAIN(TestPythonJson)
#include "tst_python_json.moc"
