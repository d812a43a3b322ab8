// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/markup.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
QByteArray printed(const std::string &message)
{
    std::string out;
    for (const MarkupSegment &segment : splitMarkup(message)) {
        out += std::string(name(segment.kind)) + "(" + segment.text + ")";
        if (segment.kind == MarkupKind::ToolCall)
            out += segment.name + segment.arguments;
    }
    return QByteArray::fromStdString(out);
}
} // namespace

class TestMarkup : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreSplit_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("segments");
        const auto row = [](const char *title, const char *message, const char *segments) {
            QTest::newRow(title) << QByteArray(message) << QByteArray(segments);
        };
        row("plain", "a < b", "text(a < b)");
        row("empty", "", "");
        row("reasoning", "<|think|>hm<|/think|>Yes.", "reasoning(hm)text(Yes.)");
        row("each tag",
            "<|tool|>1<|/tool|><|canvas|>2<|/canvas|><|highlight|>3<|/highlight|>"
            "<|survey|>4<|/survey|><|note|>5<|/note|>",
            "tool-result(1)canvas(2)highlight(3)survey(4)note(5)");
        row("call",
            "<function=find>\n<parameter=id>7</parameter>\n<parameter=day>May 1</parameter>"
            "\n</function>Done",
            "tool-call(\n<parameter=id>7</parameter>\n<parameter=day>May 1</parameter>\n)"
            "find{\"id\":\"7\",\"day\":\"May 1\"}text(Done)");
        row("short parameters", "<function=f><id>7</id></function>",
            "tool-call(<id>7</id>)f{\"id\":\"7\"}");
        row("no parameters", "<function=f></function>", "tool-call()f{}");
        row("call as JSON",
            "Wait <tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n</tool_call>x",
            "text(Wait )tool-call({\"name\": \"f\", \"arguments\": {\"a\": 1}})f{\"a\":1}text(x)");
        row("call as Python writes it",
            "<tool_call>{'arguments': {'a': 'it\\'s \"x\"', 'b': True, 'c': None}, 'name': "
            "'f'}</tool_call>",
            "tool-call({'arguments': {'a': 'it\\'s \"x\"', 'b': True, 'c': None}, 'name': 'f'})"
            "f{\"a\":\"it's \\\"x\\\"\",\"b\":true,\"c\":null}");
        row("function within a call", "<tool_call>\n<function=f><a>1</a></function>\n</tool_call>",
            "tool-call(<a>1</a>)f{\"a\":\"1\"}");
        row("no call within the tags", "<tool_call>soon</tool_call>",
            "text(<tool_call>soon</tool_call>)");
        row("unclosed call as JSON", "<tool_call>{\"name\": \"f\"}",
            "text(<tool_call>{\"name\": \"f\"})");
        row("call to the end", "Wait <function=f><parameter=a>1</parameter>",
            "text(Wait )tool-call(<parameter=a>1</parameter>)f{\"a\":\"1\"}");
        row("unclosed tag", "<|think|>so", "text(<|think|>so)");
        row("unclosed before closed", "<|think|>so <|note|>n<|/note|>",
            "text(<|think|>so )note(n)");
        row("unclosed parameter", "<function=f><parameter=a>1</function>x",
            "tool-call(<parameter=a>1)f{}text(x)");
        row("other case", "<|Think|>x<|/Think|>", "text(<|Think|>x<|/Think|>)");
    }

    void messagesAreSplit()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, segments);
        QCOMPARE(printed(message.toStdString()), segments);
    }

    void segmentsCoverTheMessageWithoutGaps()
    {
        const std::string message = "a<|think|>b<|/think|>c<function=f>d</function><|note|>e";
        std::size_t end = 0;
        for (const MarkupSegment &segment : splitMarkup(message)) {
            QCOMPARE(segment.begin, end);
            end = segment.end;
        }
        QCOMPARE(end, message.size());
    }

    void callsOfATextKeepTheirPieceOfIt()
    {
        const std::string one = "<function=f>\n<parameter=a>1</parameter></function>";
        const std::string two = "<function=g><b>2</b>";
        const std::vector<ToolCall> calls = callsInText("Wait " + one + " and " + two);
        QVERIFY((calls == std::vector<ToolCall>{{"", "f", "{\"a\":\"1\"}", one, false},
                                                {"", "g", "{\"b\":\"2\"}", two, false}}));
        QVERIFY(standsInText(calls.front()));
        QVERIFY(!standsInText(ToolCall{"1", "f", "{}", "{ }", false}));
        QVERIFY(callsInText("no <b>call</b>").empty());
    }

    void aTextFullOfCallsGivesTheFirst()
    {
        std::string message;
        for (int i = 0; i < 2000; ++i)
            message += "<function=f></function>";
        QCOMPARE(callsInText(message).size(), std::size_t{500});
    }

    void manyUnclosedTagsAreReadInOnePass()
    {
        std::string message;
        for (int i = 0; i < 200'000; ++i)
            message += "<|think|><x><tool_call>";
        QCOMPARE(static_cast<int>(splitMarkup(message).size()), 1);
        QCOMPARE(splitMarkup("<function=f>" + message).front().arguments, std::string("{}"));
    }
};

QTEST_APPLESS_MAIN(TestMarkup)
#include "tst_markup.moc"
