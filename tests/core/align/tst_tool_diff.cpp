// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/align/tool_diff.h"

using namespace gapscope;
using namespace gapscope::test;

namespace {
ToolCall call(const std::string &name, const std::string &arguments = "{}")
{
    return {"", name, arguments, "", false};
}

std::string printed(const ToolCallDiff &diff)
{
    static const std::string marks = "=!-+";
    std::string text;
    for (const ArgumentDiff &argument : diff.arguments) {
        if (!text.empty())
            text.append(" ");
        text.push_back(marks[static_cast<std::size_t>(argument.kind)]);
        text.append(argument.path).append(":").append(argument.real.value_or(""));
        text.append("|").append(argument.sim.value_or(""));
    }
    return text;
}

Dialogue calling(const std::vector<ToolCall> &calls)
{
    Dialogue dialogue;
    for (const ToolCall &one : calls) {
        Turn turn;
        turn.role = Role::Agent;
        turn.toolCalls = {one};
        dialogue.turns.push_back(turn);
    }
    return dialogue;
}
} // namespace

class ToolDiffTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreComparedValueByValue_data()
    {
        QTest::addColumn<std::string>("real");
        QTest::addColumn<std::string>("sim");
        QTest::addColumn<std::string>("found");
        const auto row = [](const char *title, const char *real, const char *sim,
                            const char *found) {
            QTest::newRow(title) << std::string(real) << std::string(sim) << std::string(found);
        };
        row("equal, other order", R"({"a":1,"b":2})", R"({"b":2,"a":1})", "=/a:1|1 =/b:2|2");
        row("other value", R"({"a":"x"})", R"({"a":"y"})", R"(!/a:"x"|"y")");
        row("one side only", R"({"a":1})", R"({"b":2})", "-/a:1| +/b:|2");
        row("inside lists", R"({"a":[{"b":1},2]})", R"({"a":[{"b":3}]})", "!/a/0/b:1|3 -/a/1:2|");
        row("number spelt otherwise", R"({"a":1})", R"({"a":1.0})", "=/a:1|1.0");
        row("other type", R"({"a":{"b":1}})", R"({"a":"b"})", R"(!/a:{"b":1}|"b")");
        row("empty against full", R"({"a":{}})", R"({"a":{"b":1}})", "+/a/b:|1");
        row("slash in a key", R"({"a/b":1})", R"({"a/b":1})", "=/a~1b:1|1");
        row("none at all", "", "{}", "");
        row("no JSON", "a=1", R"({"a":1})", R"(!:a=1|{"a":1})");
    }
    void argumentsAreComparedValueByValue()
    {
        QFETCH(std::string, real);
        QFETCH(std::string, sim);
        QFETCH(std::string, found);
        QCOMPARE(QString::fromStdString(printed(diffToolCalls(call("f", real), call("f", sim)))),
                 QString::fromStdString(found));
    }

    void unreadableArgumentsAreSaidToBeSo()
    {
        QVERIFY(!diffToolCalls(call("f", "{"), call("f")).readable);
        const std::string deep = std::string(100000, '[') + std::string(100000, ']');
        QVERIFY(!diffToolCalls(call("f", deep), call("f", deep)).readable);
    }

    void otherNameIsNotTheSameCall()
    {
        QVERIFY(!diffToolCalls(call("f"), call("g")).same());
        QVERIFY(diffToolCalls(call("f"), call("f")).same());
    }

    void pathSimilarityIsTheSharedSubsequence()
    {
        const ToolPathSimilarity similarity =
            toolPathSimilarity(calling({call("get_user", R"({"id":1})"), call("get_res"),
                                        call("search"), call("book")}),
                               calling({call("get_user", R"({"id":2})"), call("search"),
                                        call("search"), call("book")}));
        QCOMPARE(similarity.matched, 3);
        QCOMPARE(similarity.path, std::optional<double>(.75));
        QCOMPARE(similarity.arguments, std::optional<double>(0.0));
    }

    void noCallsAtAllHaveNoPathSimilarity() { QVERIFY(!toolPathSimilarity({}, {}).path); }
};

QTEST_GUILESS_MAIN(ToolDiffTest)
#include "tst_tool_diff.moc"
