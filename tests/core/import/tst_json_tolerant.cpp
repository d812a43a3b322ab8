// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_fast.h"
#include "core/import/json_tolerant.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestJsonTolerant : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreReadAndRepaired_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("repairs");
        const auto row = [](const char *title, QByteArray text, QByteArray value,
                            const char *repairs) {
            QTest::newRow(title) << text << value << QString(QLatin1String(repairs));
        };
        row("plain", "{\"b\":[1,2.5,\"x\",null,true],\"a\":{}}",
            "{\"b\":[1,2.5,\"x\",null,true],\"a\":{}}", "");
        row("key order", "{\"z\":1,\"a\":2}", "{\"z\":1,\"a\":2}", "");
        row("nan", "[NaN,Infinity,-Infinity,1e400,-1e400]", "[null,null,null,null,null]",
            "not-a-number*5");
        row("tiny is zero", "[1e-400]", "[0.0]", "");
        row("nan in a text", "[\"NaN\",\"say \\\"NaN\\\"\"]", "[\"NaN\",\"say \\\"NaN\\\"\"]", "");
        row("repeated key", "{\"a\":1,\"b\":2,\"a\":{\"c\":3}}", "{\"a\":{\"c\":3},\"b\":2}",
            "duplicate-key*1");
        row("big integers", "[18446744073709551615,18446744073709551616,-9223372036854775809]",
            "[18446744073709551615,\"18446744073709551616\",\"-9223372036854775809\"]",
            "huge-integer*2");
        row("lone surrogates", "[\"\\ud800\",\"\\udc00x\",\"\\ud83d\\ude00\"]",
            "[\"\xef\xbf\xbd\",\"\xef\xbf\xbdx\",\"\xf0\x9f\x98\x80\"]", "lone-surrogate*2");
        row("two high halves", "[\"\\ud83d\\ud83d\\ude00\"]", "[\"\xef\xbf\xbd\xf0\x9f\x98\x80\"]",
            "lone-surrogate*1");
        row("invalid bytes", "[\"\xc3\xa4\xff\xc3\"]", "[\"\xc3\xa4\xef\xbf\xbd\xef\xbf\xbd\"]",
            "invalid-utf8*2");
        row("bytes of Windows-1252", "[\"l\xe4mp\x80\"]", "[\"l\xc3\xa4mp\xe2\x82\xac\"]",
            "cp1252*1");
        row("encoded surrogate", "[\"\xed\xa0\x80\"]", "[\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"]",
            "invalid-utf8*3");
        row("raw newline", "[\"a\nb\"]", "[\"a\\nb\"]", "control-character*1");
    }

    void valuesAreReadAndRepaired()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        QFETCH(QString, repairs);
        const ParsedJson parsed = parseTolerant(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(parsed.error), QByteArray());
        QCOMPARE(QByteArray::fromStdString(parsed.value.dump()), value);
        QString told;
        for (const JsonRepair &repair : parsed.repairs)
            told += QString::fromStdString(repair.code + "*" + std::to_string(repair.count));
        QCOMPARE(told, repairs);
    }

    void whatCannotBeReadIsAnError_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("open") << QByteArray("{\"a\":");
        QTest::newRow("trailing comma") << QByteArray("[1,]");
        QTest::newRow("words") << QByteArray("None");
        QTest::newRow("two values") << QByteArray("{} {}");
        QTest::newRow("too deep") << QByteArray(513, '[') + QByteArray(513, ']');
        QTest::newRow("bad escape") << QByteArray("[\"\\x41\"]");
    }

    void whatCannotBeReadIsAnError()
    {
        QFETCH(QByteArray, text);
        const ParsedJson parsed = parseTolerant(text.toStdString());
        QVERIFY(!parsed.error.empty());
        QVERIFY(parsed.value.is_null());
    }

    void errorsAreShortHoweverLongTheText()
    {
        const ParsedJson parsed = parseTolerant("[\"" + std::string(1'000'000, 'x'));
        QVERIFY(!parsed.error.empty());
        QVERIFY(parsed.error.size() <= 200);
    }

    void ordinaryTextsAreTheStrictParsersValues_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{}",
                                 "[]",
                                 "null",
                                 "true",
                                 "\"\"",
                                 "0",
                                 "-0",
                                 "-0.0",
                                 "-1",
                                 "18446744073709551615",
                                 "9223372036854775808",
                                 "-9223372036854775808",
                                 "1.5e300",
                                 "4.9e-324",
                                 "0.1000000000000000055511151231257827",
                                 "123456789012345678.0",
                                 "{\"b\":[1,{\"c\":[]}],\"a\":\"\\n\\u00e4\\/\"}",
                                 " [ 1 , 2 ] ",
                                 "\"\xe2\x80\xa8\xf0\x9f\x98\x80\"",
                                 "[false,null,\"\\u0000x\"]"})
            QTest::newRow(text) << QByteArray(text);
    }

    void ordinaryTextsAreTheStrictParsersValues()
    {
        QFETCH(QByteArray, text);
        const std::optional<Json> fast = parseOrdinary(text.toStdString());
        QVERIFY(fast);
        const Json strict = Json::parse(text.toStdString());
        QVERIFY(*fast == strict);
        QCOMPARE(QByteArray::fromStdString(fast->dump()), QByteArray::fromStdString(strict.dump()));
    }

    void whatIsOutOfTheOrdinaryIsLeftToTheTolerantParser_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("repeated key") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("repeated key, escaped") << QByteArray("{\"a\":1,\"\\u0061\":2}");
        QTest::newRow("huge integer") << QByteArray("18446744073709551616");
        QTest::newRow("too large for a double") << QByteArray("1e400");
        QTest::newRow("not a number") << QByteArray("[NaN]");
        QTest::newRow("half a pair") << QByteArray("\"\\uDC00\"");
        QTest::newRow("no UTF-8") << QByteArray("\"\xff\"");
        QTest::newRow("control character") << QByteArray("\"a\tb\"");
        QTest::newRow("two values") << QByteArray("1 2");
        QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']');
        QByteArray wide = "{\"k\":0";
        for (int i = 0; i < 100; ++i)
            wide += ",\"k" + QByteArray::number(i) + "\":0";
        QTest::newRow("wide") << wide + "}";
        QTest::newRow("large") << "\"" + QByteArray(2 << 20, 'x') + "\"";
    }

    void whatIsOutOfTheOrdinaryIsLeftToTheTolerantParser()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseOrdinary(text.toStdString()));
    }

    void depthUpToTheLimitIsRead()
    {
        const ParsedJson parsed = parseTolerant(std::string(512, '[') + std::string(512, ']'));
        QVERIFY(parsed.error.empty());
    }
};

QTEST_APPLESS_MAIN(TestJsonTolerant)
#include "tst_json_tolerant.moc"
