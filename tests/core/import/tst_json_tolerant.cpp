// SPDX-License-Identifier: GPL-3.0-or-later
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

    void depthUpToTheLimitIsRead()
    {
        const ParsedJson parsed = parseTolerant(std::string(512, '[') + std::string(512, ']'));
        QVERIFY(parsed.error.empty());
    }
};

QTEST_APPLESS_MAIN(TestJsonTolerant)
#include "tst_json_tolerant.moc"
