// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/python_repr.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestPythonRepr : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    // Expected values written by CPython 3.11: repr(json.loads(text)).
    void valuesAreWrittenAsPythonWritesThem_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("repr");
        const auto row = [](const char *json, const char *repr) {
            QTest::newRow(json) << QByteArray(json) << QByteArray(repr);
        };
        row("null", "None");
        row("true", "True");
        row("[false]", "[False]");
        row("0", "0");
        row("-12", "-12");
        row("18446744073709551615", "18446744073709551615");
        row("0.1", "0.1");
        row("1.0", "1.0");
        row("-0.0", "-0.0");
        row("100000.0", "100000.0");
        row("1e15", "1000000000000000.0");
        row("123456789012345.6", "123456789012345.6");
        row("1e16", "1e+16");
        row("1.5e300", "1.5e+300");
        row("0.0001", "0.0001");
        row("0.00001", "1e-05");
        row("1.25e-7", "1.25e-07");
        row("1e-100", "1e-100");
        row("[]", "[]");
        row("{}", "{}");
        row("[1, [2], {\"a\": null}]", "[1, [2], {'a': None}]");
        row("{\"b\": 1, \"a\": \"x\"}", "{'b': 1, 'a': 'x'}");
        row("[\"it's\"]", "[\"it's\"]");
        row("[\"say \\\"it's\\\"\"]", "['say \"it\\'s\"']");
        row("[\"a\\\"b\"]", "['a\"b']");
        row("[\"a\\\\b\\n\\t\\r\"]", "['a\\\\b\\n\\t\\r']");
        row("[\"\\u0000\\u001f\\u007f\"]", "['\\x00\\x1f\\x7f']");
        row("[\"\\u00e9\\u00a0\\u2028\\u200b\"]", "['\u00e9\\xa0\\u2028\\u200b']");
        row("[\"\\ue000\\ud83d\\ude00\"]", "['\\ue000\U0001f600']");
        row("[\"\\udb40\\udc01\"]", "['\\U000e0001']");
    }

    void valuesAreWrittenAsPythonWritesThem()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, repr);
        QCOMPARE(QByteArray::fromStdString(pythonRepr(Json::parse(json.toStdString()))), repr);
    }
};

QTEST_APPLESS_MAIN(TestPythonRepr)
#include "tst_python_repr.moc"
