// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/chat_messages.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
QByteArray turnsOf(const QByteArray &messages)
{
    ChatMessages chat;
    for (const Json &message : Json::parse(messages.toStdString()))
        chat.add(message);
    Dialogue dialogue;
    dialogue.turns = chat.takeTurns();
    return QByteArray::fromStdString(test::printed(dialogue));
}
} // namespace

class TestChatMessages : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void messagesBecomeTurns_data()
    {
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QByteArray>("turns");
        const auto row = [](const char *title, QByteArray messages, const char *turns) {
            QTest::newRow(title) << messages.replace('\'', '"') << QByteArray(turns);
        };
        row("text",
            "[{'role':'system','content':'rules'},{'role':'user','content':'hi'},"
            "{'role':'assistant','content':'hello'}]",
            "system|rules\nuser*|hi\nagent*|hello\n");
        row("call and result, arguments as text",
            "[{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
            "'function':{'name':'find','arguments':'{\\\"a\\\": 1}'}}]},"
            "{'role':'tool','tool_call_id':'c1','name':'find','content':'ok'}]",
            "agent|-|find{\"a\":1}\ntool|ok|find/c1\n");
        row("call and result, arguments as object, the name known by the call",
            "[{'role':'assistant','content':'wait','tool_calls':[{'id':'c1','name':'find',"
            "'arguments':{'a':1},'requestor':'assistant'}]},{'role':'tool','id':'c1','content':'x'}"
            "]",
            "agent*|wait|find{\"a\":1}\ntool|x|find/c1\n");
        row("the user's own tools",
            "[{'role':'user','content':null,'tool_calls':[{'id':'u1','name':'look','arguments':{},"
            "'requestor':'user'}]},{'role':'tool','id':'u1','requestor':'user','content':'bar'}]",
            "user|-|look{}(user)\ntool|bar|look/u1(user)\n");
        row("results without ids, in order",
            "[{'role':'assistant','content':null,'tool_calls':[{'id':'a','name':'f','arguments':{}}"
            ","
            "{'id':'b','name':'g','arguments':{}}]},{'role':'tool','content':'1'},"
            "{'role':'tool','content':'2'}]",
            "agent|-|f{}|g{}\ntool|1|f/a\ntool|2|g/b\n");
        row("calls as a text",
            "[{'role':'assistant','content':null,'tool_calls':'[{\\'id\\': \\'a\\', \\'name\\': "
            "\\'f\\', \\'arguments\\': {}}]'},{'role':'tool','tool_call_id':'a','content':'1'}]",
            "agent|-|f{}\ntool|1|f/a\n");
        row("tools of the model's server answer in the message of their call",
            "[{'role':'assistant','content':[{'type':'text','text':'Look.'},"
            "{'type':'server_tool_use','id':'s','name':'web_search','input':{'query':'q'}},"
            "{'type':'web_search_tool_result','tool_use_id':'s','content':[{'url':'u'}]},"
            "{'type':'text','text':'Sunny.'}]}]",
            "agent*|Look.\nSunny.|web_search{\"query\":\"q\"}\n"
            "tool|[{\"url\":\"u\"}]|web_search/s\n");
        row("call written into the text, and its result",
            "[{'role':'assistant','content':'so <function=f><parameter=a>1</parameter>"
            "</function>'},{'role':'tool','content':'2'}]",
            "agent*|so <function=f><parameter=a>1</parameter></function>|f{\"a\":\"1\"}\n"
            "tool|2|f/\n");
        row("call written into the text that was read already",
            "[{'role':'assistant','content':'<function=f></function>','tool_calls':[{'id':'c',"
            "'name':'f','arguments':{}}]}]",
            "agent*|<function=f></function>|f{}\n");
        row("several results in one message",
            "[{'role':'tool','tool_messages':[{'role':'tool','id':'a','content':'1'},"
            "{'role':'tool','id':'b','content':'2'}]}]",
            "tool|1|/a\ntool|2|/b\n");
        row("blocks",
            "[{'role':'user','content':[{'type':'text','text':'one'},{'type':'image_url'},"
            "{'type':'text','text':'two'}]}]",
            "user*|one\n[image]\ntwo\n");
        row("results among the user's blocks are the tool's",
            "[{'role':'assistant','content':[{'type':'text','text':'wait'},{'type':'tool_use',"
            "'id':'t','name':'f','input':{'a':1}}]},{'role':'user','content':["
            "{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'42'}]}]}]",
            "agent*|wait|f{\"a\":1}\ntool|42|f/t\n");
        row("results in blocks of the tool's own message",
            "[{'role':'tool','content':[{'type':'tool_result','tool_use_id':'t','content':'42'}]}]",
            "tool|42|/t\n");
        row("blocks that nobody knows",
            "[{'role':'user','content':[{'type':'widget','data':1},{'type':'text','text':'x'}]}]",
            "user*|[widget]\nx\n");
        row("empty and missing text is not scored",
            "[{'role':'user','content':''},{'role':'assistant'}]", "user|\nagent|-\n");
        row("nested roles are not read",
            "[{'role':'user','content':'x','raw_data':{'message':{'role':'assistant'}}}]",
            "user*|x\n");
        row("unknown role", "[{'role':'narrator','content':'x'}]", "note|x\n");
        row("arguments that are no JSON",
            "[{'role':'assistant','content':null,'tool_calls':[{'function':{'name':'f',"
            "'arguments':'{oops'}}]}]",
            "agent|-|f\"{oops\"\n");
    }

    void messagesBecomeTurns()
    {
        QFETCH(QByteArray, messages);
        QFETCH(QByteArray, turns);
        QCOMPARE(turnsOf(messages), turns);
    }

    /// Writing them out would take the stack.
    void argumentsOfAThousandLevelsStayText()
    {
        const std::string deep = std::string(200'000, '[');
        ChatMessages chat;
        const nlohmann::ordered_json call{{"function", {{"name", "f"}, {"arguments", deep}}}};
        QVERIFY(chat.add({{"role", "assistant"},
                          {"content", nullptr},
                          {"tool_calls", nlohmann::ordered_json::array({call})}})
                    .empty());
        const std::vector<Turn> turns = chat.takeTurns();
        QCOMPARE(turns.at(0).toolCalls.at(0).arguments, "\"" + deep + "\"");
    }

    void theSourceIsKeptWhereItHoldsMore()
    {
        QCOMPARE(nativeOf(Json{{"role", "user"}, {"content", "x"}}), std::string());
        QCOMPARE(nativeOf(Json{{"role", "user"}, {"content", nullptr}}),
                 std::string("{\"role\":\"user\",\"content\":null}"));
        QCOMPARE(nativeOf(Json{{"role", "user"}, {"content", "x"}, {"cost", 1}}),
                 std::string("{\"role\":\"user\",\"content\":\"x\",\"cost\":1}"));
    }
};

QTEST_APPLESS_MAIN(TestChatMessages)
#include "tst_chat_messages.moc"
