// SPDX-License-Identifier: GPL-3.0-or-later
// Traces of calls to models: spans in any order, messages in many forms.
#include "core/import/chat_messages.h"
#include "core/import/otel_attributes.h"
#include "core/import/span_messages.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
std::string quoted(QByteArray text)
{
    return text.replace('\'', '"').toStdString();
}

std::string printedAll(const MemorySink &sink)
{
    std::string out;
    for (const Dialogue &dialogue : sink.dialogues)
        out += dialogue.task.value() + " " + dialogue.nativeId + "\n" + test::printed(dialogue);
    return out;
}

test::Imported imported(const QByteArray &text)
{
    const test::Folder folder;
    return test::import(folder.write("t.json", quoted(text)));
}
} // namespace

class TestTraceFormats : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreFoundInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("turns");
        const auto row = [](const char *title, const char *value, const char *turns) {
            QTest::newRow(title) << QByteArray(value) << QByteArray(turns);
        };
        row("text", "'hi'", "user*|hi\n");
        row("JSON in a text", "'[{\\'role\\':\\'assistant\\',\\'content\\':\\'x\\'}]'",
            "agent*|x\n");
        row("a request", "{'model':'m','system':'p','messages':[{'role':'user','content':'x'}]}",
            "system|p\nuser*|x\n");
        row("choices", "{'choices':[{'message':{'role':'assistant','content':'x'}}]}",
            "agent*|x\n");
        row("LangChain, serialised, in a batch",
            "{'messages':[[{'lc':1,'type':'constructor','id':['langchain','schema','messages',"
            "'SystemMessage'],'kwargs':{'content':'p'}},{'lc':1,'id':['x','HumanMessage'],"
            "'kwargs':{'content':'a'}},{'lc':1,'id':['x','AIMessageChunk'],'kwargs':{'content':'',"
            "'tool_calls':[{'name':'f','args':{'n':1},'id':'c','type':'tool_call'}]}},{'lc':1,"
            "'id':['x','ToolMessage'],'kwargs':{'content':'1','tool_call_id':'c'}}]]}",
            "system|p\nuser*|a\nagent||f{'n':1}\ntool|1|f/c\n");
        row("LangChain, the other two forms",
            "[{'type':'human','content':'a'},{'type':'ai','data':{'content':'b'}},"
            "['human','c']]",
            "user*|a\nagent*|b\nuser*|c\n");
        row("a call as block and in the list",
            "[{'type':'ai','content':[{'type':'text','text':'x'},{'type':'tool_use','id':'c',"
            "'name':'f','input':{}}],'tool_calls':[{'name':'f','args':{},'id':'c'}]}]",
            "agent*|x|f{}\n");
        row("calls without a role",
            "{'content':null,'tool_calls':[{'id':'c','function':{'name':'f','arguments':'{}'}}]}",
            "user|-|f{}(user)\n");
        row("generations",
            "{'generations':[[{'text':'x','message':{'lc':1,'id':['AIMessage'],'kwargs':"
            "{'content':'x'}}}]]}",
            "agent*|x\n");
        row("OpenTelemetry's parts",
            "[{'role':'user','parts':[{'type':'text','content':'a'},{'type':'blob','modality':"
            "'image'}]},{'role':'assistant','parts':[{'type':'reasoning','content':'hm'},"
            "{'type':'tool_call','id':'c','name':'f','arguments':{'n':1}}]},{'role':'tool',"
            "'parts':[{'type':'tool_call_response','id':'c','response':'1'}]}]",
            "user*|a\n[image]\nagent|-|f{'n':1}\ntool|1|f/c\n");
        row("Gemini's parts",
            "[{'role':'model','parts':[{'text':'x'},{'functionCall':{'name':'f','args':{}}}]}]",
            "agent*|x|f{}\n");
        row("blocks without a message", "[{'type':'text','text':'x'},{'type':'text','text':'y'}]",
            "user*|x\ny\n");
        row("nothing", "{'n':1}", "");
    }

    void messagesAreFoundInEveryForm()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, turns);
        ChatMessages chat;
        for (const SpanMessage &found : messagesIn(Json::parse(quoted(value)), "user"))
            chat.add(found.message);
        Dialogue dialogue;
        dialogue.turns = chat.takeTurns();
        QCOMPARE(QByteArray::fromStdString(test::printed(dialogue)), turns.replace('\'', '"'));
    }

    void flattenedNamesSortAsNumbers()
    {
        Json flat = Json::object();
        for (int i = 11; i >= 0; --i)
            flat["m." + std::to_string(i) + ".c"] = i;
        const Json list = unflattened(flat)["m"];
        QCOMPARE(static_cast<int>(list.size()), 12);
        for (int i = 0; i < 12; ++i)
            QCOMPARE(list[static_cast<std::size_t>(i)]["c"].get<int>(), i);
        QCOMPARE(unflattened(Json::parse(R"({"a":1,"a.b":2})")).dump(),
                 std::string(R"({"a":{"b":2}})"));
    }

    void exportsBecomeDialogues_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dialogues");
        const auto row = [](const char *title, const char *format, const char *text,
                            const char *dialogues) {
            QTest::newRow(title) << QString(QLatin1String(format)) << QByteArray(text)
                                 << QByteArray(dialogues);
        };
        row("Langfuse: a session, the traces repeat the history", "langfuse",
            "{'id':'s','traces':[{'id':'t2','timestamp':'2026-01-01T00:00:02Z','sessionId':'s',"
            "'input':'','observations':[{'id':'o','traceId':'t2','type':'GENERATION','startTime':"
            "'2026-01-01T00:00:02Z','input':[{'role':'user','content':'a'},{'role':'assistant',"
            "'content':'b'},{'role':'user','content':'c'}],'output':{'role':'assistant','content':"
            "'d'}}]},{'id':'t1','timestamp':'2026-01-01T00:00:01Z','sessionId':'s','observations':"
            "[{'id':'p','traceId':'t1','type':'GENERATION','startTime':'2026-01-01T00:00:01Z',"
            "'input':[{'role':'user','content':'a'}],'output':'b'}]}]}",
            "chat:general:s s\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n");
        row("Langfuse: a list without observations, texts of JSON", "langfuse",
            "[{'id':'t1','timestamp':'2026-01-01T00:00:01Z','sessionId':'s','observations':['o1'],"
            "'metadata':'{\\'task_id\\':\\'k\\'}','input':'[{\\'role\\':\\'user\\',"
            "\\'content\\':\\'a\\'}]','output':'b'},{'id':'t2','timestamp':"
            "'2026-01-01T00:00:02Z','sessionId':'s','observations':[],'input':'c','output':"
            "{'content':'d'}}]",
            "chat:general:k s\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n");
        row("Langfuse: a trace beside its observations", "langfuse",
            "{'trace':{'id':'t','timestamp':'2026-01-01T00:00:01Z','sessionId':'s','metadata':"
            "'{\\'task_id\\':\\'k\\'}','input':null,'output':null},'observations':[{'id':'o','type'"
            ":"
            "'GENERATION','startTime':'2026-01-01T00:00:02Z','input':[{'role':'user','content':"
            "'a'}],'output':'b'}]}",
            "chat:general:k s\nuser*|a\nagent*|b\n");
        row("Langfuse: observations one by one", "langfuse",
            "{'id':'o2','traceId':'t','type':'GENERATION','startTime':'2026-01-01T00:00:02Z',"
            "'parentObservationId':'o1','input':[{'role':'user','content':'a'}],'output':'b'}\n"
            "{'id':'o1','traceId':'t','type':'SPAN','startTime':'2026-01-01T00:00:01Z'}\n",
            "chat:general:t t\nuser*|a\nagent*|b\n");
        row("LangSmith: the project is no conversation", "langsmith",
            "{'runs':[{'id':'b','trace_id':'b','run_type':'llm','dotted_order':'2','session_id':"
            "'p','start_time':'2026-01-01T00:00:02','extra':{'metadata':{'thread_id':'x'}},"
            "'inputs':{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':"
            "'b'},{'role':'user','content':'c'}]},'outputs':{'choices':[{'message':{'role':"
            "'assistant','content':'d'}}]}},{'id':'a','trace_id':'a','run_type':'llm',"
            "'dotted_order':'1','session_id':'p','start_time':'2026-01-01T00:00:01','extra':"
            "{'metadata':{'thread_id':'x'}},'inputs':{'messages':[{'role':'user','content':'a'}]},"
            "'outputs':{'choices':[{'message':{'role':'assistant','content':'b'}}]}},{'id':'z',"
            "'trace_id':'z','run_type':'chain','dotted_order':'3','session_id':'p','inputs':"
            "{'input':'q'},'outputs':{'output':'r'},'reference_example_id':'k'}]}",
            "chat:general:x x\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n"
            "chat:general:k z\nuser*|q\nagent*|r\n");
        row("LangSmith: the thread is named on another run of the trace", "langsmith",
            "[{'id':'l','trace_id':'t','parent_run_id':'r','run_type':'llm','inputs':{'messages':["
            "{'role':'user','content':'a'}]},'outputs':{'content':'b'}},{'id':'r','trace_id':'t',"
            "'run_type':'chain','inputs':{},'outputs':{},'extra':{'metadata':{'thread_id':'x'}}}]",
            "chat:general:x x\nuser*|a\nagent*|b\n");
        row("OTLP: parts, on lines", "otel_genai",
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'t','spanId':'1','name':'chat',"
            "'startTimeUnixNano':'1736071200000000000','attributes':[{'key':"
            "'gen_ai.conversation.id','value':{'stringValue':'c'}},{'key':"
            "'gen_ai.system_instructions','value':{'arrayValue':{'values':[{'kvlistValue':"
            "{'values':[{'key':'type','value':{'stringValue':'text'}},{'key':'content','value':"
            "{'stringValue':'p'}}]}}]}}},{'key':'gen_ai.input.messages','value':{'stringValue':"
            "'[{\\'role\\':\\'user\\',\\'parts\\':[{\\'type\\':\\'text\\',\\'content\\':"
            "\\'a\\'}]}]'}},{'key':'gen_ai.output.messages','value':{'stringValue':'[{\\'role\\':"
            "\\'assistant\\',\\'parts\\':[{\\'type\\':\\'text\\',\\'content\\':\\'b\\'}]}]'}}]}]}]}"
            "]}\n"
            "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'u','spanId':'2','name':'chat',"
            "'startTimeUnixNano':'1736071200000000001','attributes':[{'key':"
            "'gen_ai.conversation.id','value':{'stringValue':'d'}},{'key':'task_id','value':"
            "{'intValue':'7'}},{'key':'gen_ai.input.messages','value':{'stringValue':"
            "'[{\\'role\\':\\'user\\',\\'parts\\':[]}]'}}]}]}]}]}\n",
            "chat:general:c c\nsystem|p\nuser*|a\nagent*|b\nchat:general:7 d\nuser|-\n");
        row("OpenTelemetry: events of older versions", "otel_genai",
            "{'name':'chat','context':{'trace_id':'0x1','span_id':'0x2'},'attributes':"
            "{'gen_ai.operation.name':'chat'},'events':[{'name':'gen_ai.system.message',"
            "'attributes':{'content':'p'}},{'name':'gen_ai.user.message','attributes':{'content':"
            "'a'}},{'name':'gen_ai.choice','attributes':{'index':0,'message':'{\\'content\\':"
            "\\'b\\',\\'tool_calls\\':[{\\'id\\':\\'c\\',\\'function\\':{\\'name\\':\\'f\\',"
            "\\'arguments\\':\\'{}\\'}}]}'}}]}\n",
            "chat:general:0x1 0x1\nsystem|p\nuser*|a\nagent*|b|f{}\n");
        row("OpenTelemetry: prompts in numbered attributes", "otel_genai",
            "{'trace_id':'t','span_id':'s','attributes':{'gen_ai.prompt.0.role':'user',"
            "'gen_ai.prompt.0.content':'a','gen_ai.completion.0.role':'assistant',"
            "'gen_ai.completion.0.content':'b'}}\n",
            "chat:general:t t\nuser*|a\nagent*|b\n");
        row("OpenInference: flattened names", "openinference",
            "{'name':'x','context':{'trace_id':'t','span_id':'s'},'attributes':"
            "{'openinference.span.kind':'LLM','session.id':'c','metadata':'{\\'task_id\\':"
            "\\'k\\'}','llm.input_messages.1.message.role':'tool',"
            "'llm.input_messages.1.message.content':'1',"
            "'llm.input_messages.1.message.tool_call_id':'i',"
            "'llm.input_messages.0.message.role':'assistant',"
            "'llm.input_messages.0.message.tool_calls.0.tool_call.id':'i',"
            "'llm.input_messages.0.message.tool_calls.0.tool_call.function.name':'f',"
            "'llm.input_messages.0.message.tool_calls.0.tool_call.function.arguments':'{}',"
            "'llm.input_messages.2.message.role':'user',"
            "'llm.input_messages.2.message.contents.0.message_content.type':'text',"
            "'llm.input_messages.2.message.contents.0.message_content.text':'a'}}\n",
            "chat:general:k c\nagent|-|f{}\ntool|1|f/i\nuser*|a\n");
        row("OpenInference: columns of a table", "openinference",
            "{'context.trace_id':'t','context.span_id':'s','attributes.openinference.span.kind':"
            "'LLM','attributes.llm.input_messages':[{'message.role':'user','message.content':'a'}],"
            "'attributes.llm.output_messages':[{'message.role':'assistant','message.content':"
            "'b','message.tool_calls':[{'tool_call.function.name':'f',"
            "'tool_call.function.arguments':'{}'}]}],'attributes.session.id':null}\n",
            "chat:general:t t\nuser*|a\nagent*|b|f{}\n");
        row("OpenInference: nothing but input and output", "openinference",
            "{'context':{'trace_id':'t','span_id':'s'},'attributes':{'openinference.span.kind':"
            "'CHAIN','input':{'value':'a'},'output':{'value':'b'},'session':{'id':'c'}}}\n",
            "chat:general:c c\nuser*|a\nagent*|b\n");
    }

    void exportsBecomeDialogues()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dialogues);
        // Quotes within quotes are escaped.
        const test::Imported read = imported(text);
        QVERIFY2(read.report, read.report ? "" : read.report.error().detail.c_str());
        QCOMPARE(QString::fromStdString(read.report->format), format);
        QCOMPARE(QByteArray::fromStdString(printedAll(read.sink)), dialogues.replace('\'', '"'));
        QCOMPARE(static_cast<int>(read.report->counts.skipped), 0);
    }

    void tablesOfTracesAreRead()
    {
        const test::Folder folder;
        const test::Imported read = test::import(folder.write(
            "traces.csv",
            "id,timestamp,sessionId,input,output,metadata,tags\r\n"
            "t2,2026-01-01T00:00:02Z,s,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"a\"\"},"
            "{\"\"role\"\":\"\"assistant\"\",\"\"content\"\":\"\"b\"\"},"
            "{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"c\"\"}]\",d,,[]\r\n"
            "t1,2026-01-01T00:00:01Z,s,a,\"{\"\"role\"\":\"\"assistant\"\",\"\"content\"\":"
            "\"\"b\"\"}\",\"{\"\"task_id\"\":\"\"k\"\"}\",\r\nt3,2026-01-01T00:00:03Z,x,,\r\n"));
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(read.report->format), QStringLiteral("langfuse"));
        QCOMPARE(printedAll(read.sink),
                 std::string("chat:general:k s\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n"));
        QCOMPARE(test::issueCodes(read.sink.issues), std::string("N:odd-row S:no-messages"));
    }

    void scoresAreTheOutcome()
    {
        const test::Imported read = imported(
            "{'id':'t','timestamp':'2026-01-01T00:00:00Z','tags':['human'],'input':'a',"
            "'output':'b','observations':[],'scores':[{'name':'reward','value':0.5},"
            "{'name':'success','value':1,'dataType':'BOOLEAN'},{'name':'tone','value':3}]}");
        QVERIFY(read.report);
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QVERIFY(dialogue.outcome == (Outcome{0.5, true, ""}));
        QVERIFY(dialogue.metadata.find("tone") != std::string::npos);
        QVERIFY(read.report->corpus.kind == CorpusKind::Real);
        QVERIFY(dialogue.startedMs.has_value());
    }

    void whoEndsWithAFailedCallEndedWithAnError_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("issues");
        QTest::addColumn<QString>("termination");
        const QString failed = QStringLiteral("N:failed-calls N:no-task-id");
        const QByteArray run =
            "{'id':'a','trace_id':'a','run_type':'llm','start_time':'2026-01-01T00:00:01','extra':"
            "{'metadata':{'thread_id':'x'}},'inputs':{'messages':[{'role':'user','content':'a'}]},"
            "'outputs':null,'status':'error','error':'RateLimit\\n  at line 7'}";
        QTest::newRow("LangSmith") << run << failed << QStringLiteral("error");
        QTest::newRow("LangSmith: made again")
            << run + "\n{'id':'b','trace_id':'b','run_type':'llm','start_time':"
                     "'2026-01-01T00:00:02','extra':{'metadata':{'thread_id':'x'}},'inputs':"
                     "{'messages':[{'role':'user','content':'a'}]},'outputs':{'content':'b'},"
                     "'status':'success','error':null}"
            << failed << QString();
        QTest::newRow("Langfuse")
            << QByteArray("{'id':'t','timestamp':'2026-01-01T00:00:00Z','observations':[{'id':'a',"
                          "'type':'GENERATION','level':'ERROR','statusMessage':'RateLimit',"
                          "'input':'a','output':null}]}")
            << failed << QStringLiteral("error");
        QTest::newRow("OTLP")
            << QByteArray("{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'t','spanId':'1',"
                          "'status':{'code':2,'message':'RateLimit'},'attributes':[{'key':"
                          "'gen_ai.input.messages','value':{'stringValue':'a'}}]}]}]}]}")
            << failed << QStringLiteral("error");
        QTest::newRow("Phoenix")
            << QByteArray("{'context':{'trace_id':'t','span_id':'s'},'status_code':'ERROR',"
                          "'status_message':'RateLimit','attributes':{'openinference.span.kind':"
                          "'LLM','llm.input_messages.0.message.role':'user',"
                          "'llm.input_messages.0.message.content':'a'}}")
            << failed << QStringLiteral("error");
    }

    void whoEndsWithAFailedCallEndedWithAnError()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, issues);
        QFETCH(QString, termination);
        const test::Imported read = imported(text);
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(test::issueCodes(read.sink.issues)), issues);
        QVERIFY(read.sink.issues.front().message.ends_with(": RateLimit"));
        const Dialogue &dialogue = read.sink.dialogues.at(0);
        QCOMPARE(QString::fromStdString(dialogue.outcome.termination), termination);
    }

    void oddRecordsAreToldAndTheRestIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("issues");
        QTest::addColumn<int>("dialogues");
        QTest::newRow("LangSmith")
            << QByteArray("{'id':'a','trace_id':'a','run_type':'llm','inputs':{'messages':[{'role':"
                          "'user','content':'a'}]}}\n7\n{'id':'b','trace_id':'b','run_type':'tool',"
                          "'inputs':{}}\n{'id':'c'")
            << QStringLiteral("N:no-task-id S:not-a-span S:no-messages S:truncated") << 1;
        QTest::newRow("helpers are told")
            << QByteArray("{'id':'t','timestamp':'2026-01-01T00:00:00Z','observations':[{'id':'a',"
                          "'type':'GENERATION','input':[{'role':'user','content':'a'}],'output':"
                          "'b'},{'id':'c','type':'GENERATION','input':'x','output':'y'}]}")
            << QStringLiteral("N:other-calls N:no-task-id") << 1;
    }

    void oddRecordsAreToldAndTheRestIsRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, issues);
        QFETCH(int, dialogues);
        const test::Imported read = imported(text);
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(test::issueCodes(read.sink.issues)), issues);
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), dialogues);
    }

    void realExportsAreRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("task");
        QTest::addColumn<int>("turns");
        QTest::addColumn<int>("calls");
        const auto row = [](const char *file, const char *format, const char *task, int turns,
                            int calls) {
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(format))
                                << QString(QLatin1String(task)) << turns << calls;
        };
        row("langfuse_trace.json", "langfuse", "chat:general:airline_0 sim", 3, 0);
        row("langsmith_runs.jsonl", "langsmith", "chat:general:airline_0 unknown", 2, 0);
        row("openinference_spans.jsonl", "openinference", "chat:general:airline_0 unknown", 2, 1);
        row("otel_genai_otlp.json", "otel_genai", "chat:general:airline_0 unknown", 2, 1);
    }

    void realExportsAreRead()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QFETCH(QString, task);
        QFETCH(int, turns);
        QFETCH(int, calls);
        const auto path = test::dataDir() / "fixtures" / file.toStdString();
        GAPSCOPE_REQUIRE_FOLDER(path);
        const test::Imported read = test::import(path.string());
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(read.report->format), format);
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), 1);
        const Dialogue &dialogue = read.sink.dialogues.front();
        QCOMPARE(
            QString::fromStdString(dialogue.task.value() + " " + name(read.report->corpus.kind)),
            task);
        QCOMPARE(static_cast<int>(dialogue.turns.size()), turns);
        QCOMPARE(static_cast<int>(dialogue.turns.back().toolCalls.size()), calls);
        QVERIFY(dialogue.turns.back().role == Role::Agent);
        QCOMPARE(static_cast<int>(read.report->counts.userTurns), 1);
    }
};

QTEST_APPLESS_MAIN(TestTraceFormats)
#include "tst_trace_formats.moc"
