// SPDX-License-Identifier: GPL-3.0-or-later
// The generic chat formats: pitfalls on small data, counts on real files.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace gapscope;

namespace {
test::Imported imported(const char *file, QByteArray text)
{
    const test::Folder folder;
    return test::import(folder.write(file, text.replace('\'', '"').toStdString()));
}

/// The messages of the source, from what the turns kept of them.
nlohmann::json sourceMessages(const Dialogue &dialogue)
{
    nlohmann::json list = nlohmann::json::array();
    for (const Turn &turn : dialogue.turns) {
        if (turn.native.empty()) {
            list.push_back({{"role", turn.role == Role::Agent ? "assistant" : name(turn.role)},
                            {"content", turn.text.value()}});
            continue;
        }
        const nlohmann::json native = nlohmann::json::parse(turn.native);
        if (native.is_array())
            list.insert(list.end(), native.begin(), native.end());
        else if (!native.is_null() && !(native.contains("system") && native.size() == 1))
            list.push_back(native);
    }
    return list;
}

/// "task id run" and the turns of each dialogue.
QByteArray printedAll(const MemorySink &sink)
{
    std::string out;
    for (const Dialogue &dialogue : sink.dialogues)
        out += dialogue.task.value() + " " + dialogue.nativeId + " " +
               std::to_string(dialogue.run) + "\n" + test::printed(dialogue);
    return QByteArray::fromStdString(out);
}
} // namespace

class TestChatFormats : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordsBecomeDialogues_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("dialogues");
        const auto row = [](const char *title, const char *format, const char *text,
                            const char *dialogues) {
            QTest::newRow(title) << QString(QLatin1String(format)) << QByteArray(text)
                                 << QByteArray(dialogues);
        };
        row("OpenAI: lists of messages", "openai_messages",
            "[[{'role':'user','content':'a'}],[{'role':'user','content':'b'}]]",
            "chat:general:#1 #1 1\nuser*|a\nchat:general:#2 #2 1\nuser*|b\n");
        row("OpenAI: a list of messages on each line", "openai_messages",
            "[{'role':'user','content':'a'}]\n[{'role':'user','content':'b'}]\n",
            "chat:general:#1 #1 1\nuser*|a\nchat:general:#2 #2 1\nuser*|b\n");
        row("OpenAI: old function calls, no content key", "openai_messages",
            "[{'id':'x','messages':[{'role':'developer','content':'d'},{'role':'assistant',"
            "'function_call':{'name':'f','arguments':'{}'}},{'role':'function','name':'f',"
            "'content':'1'}]}]",
            "chat:general:x x 1\nsystem|d\nagent|-|f{}\ntool|1|f/\n");
        row("OpenAI: refusals and media", "openai_messages",
            "[{'id':'x','messages':[{'role':'user','content':[{'type':'text','text':'see'},"
            "{'type':'image_url','image_url':{'url':'data:'}},{'type':'input_audio','input_audio':"
            "{'data':'','format':'wav'}},{'type':'file','file':{'filename':'a.pdf'}}]},"
            "{'role':'assistant','content':null,'refusal':'No.'},{'role':'assistant','content':"
            "[{'type':'refusal','refusal':'Never.'}]}]}]",
            "chat:general:x x 1\nuser*|see\n[image]\n[audio]\n[file: a.pdf]\nagent*|No.\n"
            "agent*|Never.\n");
        row("OpenAI: columns filled up with null", "openai_messages",
            "{'messages':[{'role':'user','content':'a','name':null,'tool_calls':null,"
            "'function_call':null,'tool_call_id':null}],'system':null}\n",
            "chat:general:#1 #1 1\nuser*|a\n");
        row("Anthropic: results are the tool's", "anthropic_messages",
            "[{'id':'x','system':[{'type':'text','text':'p1'},{'type':'text','text':'p2'}],"
            "'messages':[{'role':'user','content':'go'},{'role':'assistant','content':["
            "{'type':'thinking','thinking':'hm','signature':'s'},{'type':'text','text':'wait'},"
            "{'type':'tool_use','id':'a','name':'f','input':{'n':1}},"
            "{'type':'tool_use','id':'b','name':'g','input':{}}]},{'role':'user','content':["
            "{'type':'tool_result','tool_use_id':'a','content':'1'},"
            "{'type':'tool_result','tool_use_id':'b','is_error':true,'content':[{'type':'text',"
            "'text':'2'}]},{'type':'text','text':'and now?'}]}]}]",
            "chat:general:x x 1\nsystem|p1\np2\nuser*|go\nagent*|wait|f{'n':1}|g{}\n"
            "tool|1|f/a\ntool|2|g/b\nuser*|and now?\n");
        row("Responses: items", "openai_responses",
            "{'id':'x','metadata':{'task_id':'t'},'items':[{'role':'user','content':[{'type':"
            "'input_text','text':'hi'}]},{'type':'reasoning','summary':[]},{'type':'function_call',"
            "'call_id':'c','name':'f','arguments':'{}'},{'type':'function_call_output','call_id':"
            "'c','output':[{'type':'input_text','text':'1'}]},{'type':'message','role':'assistant',"
            "'content':[{'type':'output_text','text':'done'}]}]}\n",
            "chat:general:t x 1\nuser*|hi\nagent|-|f{}\ntool|1|f/c\nagent*|done\n");
        row("Responses: input text and output", "openai_responses",
            "{'id':'x','object':'response','instructions':'be kind','input':'hi','output':["
            "{'type':'web_search_call','id':'w','status':'completed','action':{'query':'q'}},"
            "{'type':'message','role':'assistant','content':[{'type':'refusal','refusal':'no'}]}]}",
            "chat:general:x x 1\nsystem|be kind\nuser*|hi\nagent|-|web_search{'query':'q'}\n"
            "agent*|no\n");
        row("Responses: one follows another, in any order", "openai_responses",
            "{'id':'r2','object':'response','previous_response_id':'r1','instructions':'p',"
            "'input':'c','output':[{'type':'message','role':'assistant','content':'d'}]}\n"
            "{'id':'r1','object':'response','instructions':'p','input':'a','output':["
            "{'type':'message','role':'assistant','content':'b'}]}\n",
            "chat:general:r2 r2 1\nsystem|p\nuser*|a\nagent*|b\nuser*|c\nagent*|d\n");
        row("Responses: two go on from one", "openai_responses",
            "{'id':'r1','object':'response','input':'a','output':[]}\n"
            "{'id':'r2','object':'response','previous_response_id':'r1','input':'b','output':[]}\n"
            "{'id':'r3','object':'response','previous_response_id':'r1','input':'c','output':[]}\n",
            "chat:general:r2 r2 1\nuser*|a\nuser*|b\nchat:general:r3 r3 1\nuser*|a\nuser*|c\n");
        row("Responses: request and response of a log", "openai_responses",
            "{'request':{'input':[{'role':'user','content':'a'}]},'response':{'id':'r','object':"
            "'response','output':[{'type':'message','role':'assistant','content':'b'}]}}\n",
            "chat:general:r r 1\nuser*|a\nagent*|b\n");
        row("Responses: bare items", "openai_responses",
            "[{'type':'message','role':'user','content':'a'},{'type':'message','role':'assistant',"
            "'content':'b'}]",
            "chat:general:#1 #1 1\nuser*|a\nagent*|b\n");
        row("Responses: bare items, the first without a type", "openai_responses",
            "[{'role':'user','content':'a'},{'type':'function_call','call_id':'c','name':'f',"
            "'arguments':'{}'},{'type':'function_call_output','call_id':'c','output':'1'},"
            "{'role':'assistant','content':'b'}]",
            "chat:general:#1 #1 1\nuser*|a\nagent|-|f{}\ntool|1|f/c\nagent*|b\n");
        row("Responses: bare items on each line", "openai_responses",
            "[{'role':'user','content':'a'},{'type':'function_call','call_id':'c','name':'f',"
            "'arguments':'{}'}]\n[{'role':'user','content':'b'}]\n",
            "chat:general:#1 #1 1\nuser*|a\nagent|-|f{}\nchat:general:#2 #2 1\nuser*|b\n");
        row("ShareGPT: several calls at once", "sharegpt",
            "[{'conversations':[{'from':'human','value':'a'},{'from':'function_call','value':"
            "'[{\\'name\\':\\'f\\',\\'arguments\\':{}},{\\'name\\':\\'g\\',"
            "\\'arguments\\':{}}]'}]}]",
            "chat:general:#1 #1 1\nuser*|a\nagent|-|f{}|g{}\n");
        row("Arena: lists as texts", "arena",
            "{'id':'q','winner':'model_a','conversation_a':'[{\\'role\\':\\'user\\',"
            "\\'content\\':\\'a\\'}]','conversation_b':'[]'}\n",
            "chat:general:q q:a 1\nuser*|a\nchat:general:q q:b 2\n");
        row("ShareGPT", "sharegpt",
            "[{'id':'x','system':'p','conversations':[{'from':'gpt','value':'hello'},{'from':"
            "'human','value':'hi'},{'from':'function_call','value':'{\\'name\\':\\'f\\',"
            "\\'arguments\\':{\\'a\\':1}}'},{'from':'observation','value':'1'},{'from':'bard',"
            "'value':'so'}]}]",
            "chat:general:x x 1\nsystem|p\nagent*|hello\nuser*|hi\nagent|-|f{'a':1}\ntool|1|f/\n"
            "agent*|so\n");
        row("WildChat", "wildchat",
            "[{'conversation_hash':'h','model':'m','conversation':[{'role':'user','content':'a',"
            "'language':'English','turn_identifier':1,'timestamp':null}],'turn':1}]",
            "chat:general:h h 1\nuser*|a\n");
        row("LMSYS", "wildchat",
            "{'conversation_id':'c','model':'m','conversation':[{'role':'user','content':'a'}],"
            "'turn':1,'language':'English','openai_moderation':[],'redacted':false}\n",
            "chat:general:c c 1\nuser*|a\n");
        row("Arena", "arena",
            "{'question_id':'q','model_a':'m','model_b':'n','winner':'model_a','judge':'arena_user'"
            ","
            "'conversation_a':[{'role':'user','content':'a'},{'role':'assistant','content':'b'}],"
            "'conversation_b':[{'role':'user','content':'a'},{'role':'assistant','content':'c'}]}"
            "\n",
            "chat:general:q q:a 1\nuser*|a\nagent*|b\nchat:general:q q:b 2\nuser*|a\nagent*|c\n");
    }

    void recordsBecomeDialogues()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, dialogues);
        const test::Imported read = imported("m.json", text);
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(read.report->format), format);
        QCOMPARE(printedAll(read.sink), dialogues.replace('\'', '"'));
        QCOMPARE(static_cast<int>(read.report->counts.skipped), 0);
    }

    void whatIsSaidAroundTheMessagesArrives()
    {
        const test::Imported arena = imported(
            "m.json",
            "{'question_id':'q','winner':'tie','tstamp':1682351591.132,'conversation_a':"
            "[{'role':'user','content':'a'}],'conversation_b':[{'role':'user','content':'a'}]}");
        QCOMPARE(arena.sink.dialogues.at(0).startedMs, std::optional<std::int64_t>(1682351591132));
        const test::Imported chats =
            imported("m.jsonl", "{'conversation_id':'a','model':'m','turn':1,'language':'English',"
                                "'conversation':[{'role':'user','content':'a'}]}\n"
                                "{'conversation_id':'b','model':'n','turn':1,'language':'English',"
                                "'conversation':[{'role':'user','content':'a'}]}\n");
        QCOMPARE(chats.sink.dialogues.size(), std::size_t{2});
        // Each chat is with a model of its own.
        QCOMPARE(chats.sink.source->corpus.agentModel, std::string());
        const test::Imported texts = imported(
            "m.jsonl", "{'messages':[{'role':'user','content':'a'}],'reward':'0.5','success':"
                       "'true'}\n{'messages':[{'role':'user','content':'b'}],'reward':'good'}\n");
        QCOMPARE(texts.sink.dialogues.at(0).outcome.reward, std::optional<double>(0.5));
        QCOMPARE(texts.sink.dialogues.at(0).outcome.success, std::optional<bool>(true));
        QCOMPARE(texts.sink.dialogues.at(1).outcome.reward, std::optional<double>());
        QCOMPARE(test::issueCodes(texts.sink.issues),
                 std::string("N:no-task-id N:reward-not-a-number"));
    }

    void oddRecordsAreToldAndTheRestIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("issues");
        QTest::addColumn<int>("dialogues");
        const auto row = [](const char *title, const char *text, const char *issues,
                            int dialogues) {
            QTest::newRow(title) << QByteArray(text) << QString(QLatin1String(issues)) << dialogues;
        };
        row("OpenAI",
            "{'messages':[{'role':'user','content':'a'}]}\n5\n{'messages':'x'}\n"
            "{'messages':['y',{'role':'ghost','content':'z'}]}\n",
            "N:no-task-id S:not-an-object S:no-messages N:not-an-object N:unknown-role", 2);
        row("ShareGPT",
            "[{'conversations':[{'from':'human','value':'a'}]},[],{'conversations':7},"
            "{'conversations':[3,{'from':'ghost','value':'b'}]}]",
            "N:no-task-id N:no-turns S:no-messages N:not-an-object N:unknown-role", 3);
        row("WildChat", "[{'conversation_hash':'h','conversation':[]},{'conversation_hash':'i'}]",
            "N:no-task-id N:no-turns S:no-messages", 1);
        row("Arena", "[{'conversation_a':[],'conversation_b':[]},8,{'conversation_a':[]}]",
            "N:no-task-id N:no-turns N:no-turns S:not-an-object N:no-turns S:no-messages", 3);
        row("Responses: the first is missing",
            "{'id':'r2','object':'response','previous_response_id':'r1','output':[{'type':"
            "'message','role':'assistant','content':'d'}]}\n",
            "N:earlier-response-missing N:no-task-id", 1);
        row("Responses: they follow each other in a ring",
            "{'id':'a','object':'response','previous_response_id':'b','output':[]}\n"
            "{'id':'b','object':'response','previous_response_id':'a','output':[]}\n",
            "N:earlier-response-missing N:no-task-id N:no-turns", 1);
        row("Responses: unknown items",
            "{'id':'r','items':[{'type':'message','role':'user','content':'a'},{'type':'magic'},"
            "4]}\n{'id':'s','items':null}\n",
            "N:unknown-item N:not-an-object N:no-task-id S:no-messages", 1);
    }

    void oddRecordsAreToldAndTheRestIsRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, issues);
        QFETCH(int, dialogues);
        const test::Imported read = imported("m.json", text);
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(test::issueCodes(read.sink.issues)), issues);
        QCOMPARE(static_cast<int>(read.sink.dialogues.size()), dialogues);
    }

    void messagesOfTheSourceAreKept()
    {
        const test::Imported anthropic = imported(
            "a.json",
            "[{'system':'p','messages':[{'role':'assistant','content':[{'type':'thinking',"
            "'thinking':'hm'},{'type':'text','text':'x'},{'type':'tool_use','id':'a','name':'f',"
            "'input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'a',"
            "'content':'1'},{'type':'tool_result','tool_use_id':'b','content':'2'}]}]}]");
        const std::vector<Turn> &turns = anthropic.sink.dialogues.at(0).turns;
        QCOMPARE(static_cast<int>(turns.size()), 4);
        QCOMPARE(turns[0].native, std::string("{\"system\":\"p\"}"));
        QVERIFY(turns[1].native.find("\"thinking\":\"hm\"") != std::string::npos);
        QCOMPARE(*turns[1].text, std::string("x"));
        // One message of two results: the first turn has it whole.
        QVERIFY(turns[2].native.starts_with("{\"role\":\"user\""));
        QVERIFY(turns[2].native.find("\"b\"") != std::string::npos);
        QCOMPARE(turns[3].native, std::string("null"));

        const test::Imported responses = imported(
            "r.json", "{'items':[{'type':'reasoning','summary':[],'encrypted_content':'e'},"
                      "{'type':'message','role':'assistant','content':'x'},"
                      "{'type':'reasoning','summary':[]}]}\n");
        const std::vector<Turn> &items = responses.sink.dialogues.at(0).turns;
        QCOMPARE(static_cast<int>(items.size()), 1);
        QCOMPARE(items[0].native,
                 std::string("[{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"e\"},"
                             "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"x\"},"
                             "{\"type\":\"reasoning\",\"summary\":[]}]"));

        const test::Imported share =
            imported("s.json", "[{'conversations':[{'from':'human','value':'x'}]}]");
        QCOMPARE(share.sink.dialogues.at(0).turns.at(0).native,
                 std::string("{\"from\":\"human\",\"value\":\"x\"}"));
    }

    void dataSetsOfRealChatsAreReal_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("corpus");
        QTest::newRow("WildChat")
            << QByteArray("[{'conversation_hash':'h','model':'m','conversation':[]}]")
            << QStringLiteral("real/human/m");
        QTest::newRow("the file says otherwise")
            << QByteArray(
                   "[{'conversation_hash':'h','model':'m','source':'llm','conversation':[]}]")
            << QStringLiteral("sim/chats/m");
        QTest::newRow("like LMSYS, without its marks")
            << QByteArray("[{'conversation_id':'h','model':'m','turn':0,'conversation':[]}]")
            << QStringLiteral("unknown/chats/m");
        QTest::newRow("Arena") << QByteArray(
                                      "[{'winner':'tie','conversation_a':[],'conversation_b':[]}]")
                               << QStringLiteral("real/human/");
    }

    void dataSetsOfRealChatsAreReal()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, corpus);
        const test::Imported read = imported("chats.json", text);
        QVERIFY(read.report);
        const Corpus &made = read.report->corpus;
        QCOMPARE(QString::fromStdString(std::string(name(made.kind)) + "/" + made.label + "/" +
                                        made.agentModel),
                 corpus);
    }

    void recordsOfOtherFormatsAreLeftToThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("format");
        const auto row = [](const char *title, const char *text, const char *format) {
            QTest::newRow(title) << QByteArray(text) << QString(QLatin1String(format));
        };
        row("a questionnaire study is no WildChat",
            "{'airline_1':{'conversation':[{'role':'user','content':'x'}],'survey':{},"
            "'reward':1}}",
            "tau_usi");
        row("plain messages with a prompt beside them",
            "[{'system':'p','messages':[{'role':'user','content':'x'}]}]", "openai_messages");
        row("blocks of text alone are OpenAI's",
            "[{'messages':[{'role':'user','content':[{'type':'text','text':'x'}]}]}]",
            "openai_messages");
    }

    void recordsOfOtherFormatsAreLeftToThem()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, format);
        const test::Imported read = imported("x.json", text);
        QVERIFY(read.report);
        QCOMPARE(QString::fromStdString(read.report->format), format);
    }

    void messagesOfRealFilesComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("list");
        const auto row = [](const char *file, const char *list) {
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(list));
        };
        row("fixtures/openai_chat_messages.jsonl", "messages");
        row("fixtures/userlm_flipped_roles.jsonl", "messages");
        row("fixtures/anthropic_messages.jsonl", "messages");
        row("fixtures/openai_responses_items.jsonl", "items");
        row("fixtures/sharegpt.json", "conversations");
        row("fixtures/wildchat_style.json", "conversation");
        row("fixtures/lmsys_style.jsonl", "conversation");
        row("tau2-bench/sft/test_sft-v1-small.jsonl", "messages");
        row("pairs/dev/multiwoz_human.messages.jsonl", "messages");
        row("pairs/dev/multiwoz_sim_autotod.messages.jsonl", "messages");
    }

    void messagesOfRealFilesComeBackAsTheyWere()
    {
        QFETCH(QString, file);
        QFETCH(QString, list);
        const auto path = test::dataDir() / file.toStdString();
        GAPSCOPE_REQUIRE_FOLDER(path);
        const std::string text = test::readFile(path);
        nlohmann::json records = nlohmann::json::parse(text, nullptr, false);
        if (!records.is_array()) {
            records = nlohmann::json::array();
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);)
                records.push_back(nlohmann::json::parse(line));
        }
        const test::Imported read = test::import(path.string());
        QVERIFY(read.report);
        QCOMPARE(read.sink.dialogues.size(), records.size());
        for (std::size_t i = 0; i < records.size(); ++i)
            QVERIFY2(sourceMessages(read.sink.dialogues[i]) == records[i][list.toStdString()],
                     read.sink.dialogues[i].nativeId.c_str());
    }

    void countsOfRealFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("dialogues");
        QTest::addColumn<int>("userTurns");
        QTest::addColumn<int>("toolTurns");
        const auto row = [](const char *file, const char *format, int dialogues, int userTurns,
                            int toolTurns) {
            QTest::newRow(file) << QString(QLatin1String(file)) << QString(QLatin1String(format))
                                << dialogues << userTurns << toolTurns;
        };
        row("openai_chat_messages.jsonl", "openai_messages", 6, 52, 47);
        row("anthropic_messages.jsonl", "anthropic_messages", 6, 52, 47);
        row("openai_responses_items.jsonl", "openai_responses", 6, 52, 47);
        row("sharegpt.json", "sharegpt", 6, 52, 0);
        row("wildchat_style.json", "wildchat", 2, 19, 0);
        row("lmsys_style.jsonl", "wildchat", 2, 19, 0);
        row("userlm_flipped_roles.jsonl", "openai_messages", 2, 19, 0);
    }

    void countsOfRealFiles()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QFETCH(int, dialogues);
        QFETCH(int, userTurns);
        QFETCH(int, toolTurns);
        const auto path = test::dataDir() / "fixtures" / file.toStdString();
        GAPSCOPE_REQUIRE_FOLDER(path);
        const test::Imported read = test::import(path.string());
        QVERIFY(read.report);
        int tools = 0;
        for (const Dialogue &dialogue : read.sink.dialogues) {
            for (const Turn &turn : dialogue.turns)
                tools += turn.role == Role::Tool ? 1 : 0;
        }
        QCOMPARE(QString::fromStdString(read.report->format), format);
        QCOMPARE(static_cast<int>(read.report->counts.dialogues), dialogues);
        QCOMPARE(static_cast<int>(read.report->counts.userTurns), userTurns);
        QCOMPARE(tools, toolTurns);
        QCOMPARE(static_cast<int>(read.report->counts.skipped), 0);
    }
};

QTEST_APPLESS_MAIN(TestChatFormats)
#include "tst_chat_formats.moc"
