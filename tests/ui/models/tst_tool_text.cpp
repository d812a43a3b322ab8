// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/models/tool_text.h"

using namespace gapscope;

namespace {
ToolCall call(const char *name, const char *arguments)
{
    ToolCall result;
    result.name = name;
    result.arguments = arguments;
    return result;
}

QString marked(const MarkedText &text)
{
    QStringList parts;
    for (const CharRange &mark : text.marks)
        parts.push_back(text.text.mid(mark.begin, mark.end - mark.begin));
    return parts.join(QLatin1Char('|'));
}
} // namespace

class TestToolText : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void callsFoldToNameAndValues_data()
    {
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<QString>("line");
        QTest::newRow("text") << QByteArray(R"({"id":"ana_wu_4821"})")
                              << QStringLiteral("f(ana_wu_4821)");
        QTest::newRow("order kept")
            << QByteArray(R"({"z":1,"a":true})") << QStringLiteral("f(1, true)");
        QTest::newRow("nested") << QByteArray(R"({"list":[{"n":1}]})")
                                << QStringLiteral("f([{\"n\":1}])");
        QTest::newRow("none") << QByteArray("{}") << QStringLiteral("f()");
        QTest::newRow("no json") << QByteArray("oops\n now") << QStringLiteral("f(oops now)");
    }

    void callsFoldToNameAndValues()
    {
        QFETCH(const QByteArray, arguments);
        QFETCH(const QString, line);
        QCOMPARE(callLine(call("f", arguments.constData()), nullptr, Side::Real).text, line);
    }

    void valuesThatDifferAreMarkedInLineAndBody()
    {
        const ToolCall real = call("book", R"({"id":"A","bags":{"n":1,"free":0}})");
        const ToolCall sim = call("book", R"({"id":"A","bags":{"n":2,"free":0},"paid":true})");
        const ToolCallDiff diff = diffToolCalls(real, sim);
        QCOMPARE(marked(callLine(real, &diff, Side::Real)), QStringLiteral("{\"n\":1,\"free\":0}"));
        QCOMPARE(marked(callArguments(real, &diff, Side::Real)), QStringLiteral("1"));
        QCOMPARE(marked(callArguments(sim, &diff, Side::Sim)), QStringLiteral("2|true"));
    }

    void anotherToolMarksTheName()
    {
        const ToolCall real = call("book", "{}");
        const ToolCall sim = call("cancel", "{}");
        const ToolCallDiff diff = diffToolCalls(real, sim);
        QCOMPARE(marked(callLine(sim, &diff, Side::Sim)), QStringLiteral("cancel"));
    }

    void resultsAreIndentedWhereTheyAreJson()
    {
        QCOMPARE(resultText(R"({"b":[1,{}],"a":"x"})"),
                 QStringLiteral("{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": \"x\"\n}"));
        QCOMPARE(resultText("Error: none"), QStringLiteral("Error: none"));
        QCOMPARE(resultText("42"), QStringLiteral("42"));
    }

    void deepJsonIsWrittenWithoutEnd()
    {
        const std::string deep = std::string(500, '[') + std::string(500, ']');
        QString text = resultText(deep);
        text.remove(QLatin1Char(' ')).remove(QLatin1Char('\n'));
        QCOMPARE(text.toStdString(), deep);
    }

    void longFirstLinesAreCut()
    {
        QCOMPARE(firstLine(QStringLiteral("a\n  b"), 10), QStringLiteral("a b"));
        QCOMPARE(firstLine(QString(200, QLatin1Char('x')), 10), QStringLiteral("xxxxxxxxx…"));
    }
};

QTEST_APPLESS_MAIN(TestToolText)
#include "tst_tool_text.moc"
