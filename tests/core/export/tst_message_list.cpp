// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/message_list.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

using namespace gapscope;
using Json = nlohmann::ordered_json;

namespace {
/// The lists of messages of a file, however it wraps its records.
std::vector<Json> listsIn(const Json &file, const std::string &records, const std::string &list)
{
    std::vector<Json> lists;
    const Json &all = records.empty() ? file : file.at(records);
    for (const Json &record : all) {
        if (record.contains(list) && record.at(list).is_array())
            lists.push_back(record.at(list));
    }
    return lists;
}

/// Equal as JSON text: the order of members counts.
QByteArray firstDifference(const std::vector<Dialogue> &dialogues, const std::vector<Json> &lists)
{
    if (dialogues.size() != lists.size())
        return QByteArray::number(qsizetype(dialogues.size())) + " dialogues, " +
               QByteArray::number(qsizetype(lists.size())) + " lists";
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const Json now = Json::parse(messageListJson(dialogues[i]));
        for (std::size_t k = 0; k < std::max(now.size(), lists[i].size()); ++k) {
            const std::string was = k < lists[i].size() ? lists[i][k].dump() : "nothing";
            const std::string is = k < now.size() ? now[k].dump() : "nothing";
            if (was != is)
                return QByteArray::fromStdString(dialogues[i].nativeId + ", message " +
                                                 std::to_string(k) + ": " + was.substr(0, 300) +
                                                 " became " + is.substr(0, 300));
        }
    }
    return {};
}
} // namespace

class TestMessageList : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void exportIsWhatWasRead_data()
    {
        QTest::addColumn<QByteArray>("messages");
        const auto row = [](const char *title, const char *messages) {
            QTest::newRow(title) << QByteArray(messages);
        };
        row("plain", R"([{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}])");
        row("other words for roles",
            R"([{"role":"human","content":"hi"},{"role":"bot","content":"ho"},
                {"role":"zebra","content":"?"},{"role":"developer","content":"p"}])");
        row("members in their order", R"([{"content":"hi","zz":1,"role":"user","aa":[1.0,1e2]}])");
        row("content first", R"([{"content":"hi","role":"user"}])");
        row("nothing said", R"([{"role":"user","content":null},{"role":"assistant"},
                                {"role":"user","content":""}])");
        row("calls as text",
            "[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":"
            "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{ \\\"a\\\" :  "
            "1}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"1\",\"name\":\"f\",\"content\":\"r\"}"
            "]");
        row("calls as objects",
            R"([{"role":"assistant","content":"x","tool_calls":[{"id":"1","name":"f",
                "arguments":{"b":1,"a":[]}}]},{"role":"tool","id":"1","content":"r"}])");
        row("unusual characters",
            R"([{"role":"user","content":"\u0000\u2028\ufeff\r\n\ud83d\ude00"}])");
    }

    void exportIsWhatWasRead()
    {
        QFETCH(QByteArray, messages);
        const Json list = Json::parse(messages.toStdString());
        const test::Folder folder;
        const auto differs = [&](const std::string &file, const Json &document,
                                 std::size_t dialogues = 1) {
            ImportRequest request;
            request.path = folder.write(file, document.dump());
            request.kind = CorpusKind::Real;
            const test::Imported imported = test::import(request);
            return imported.report ? firstDifference(imported.sink.dialogues,
                                                     std::vector<Json>(dialogues, list))
                                   : QByteArray::fromStdString(imported.report.error().detail);
        };
        QCOMPARE(differs("chat.json", Json::array({{{"messages", list}, {"id", "d"}}})),
                 QByteArray());
        QCOMPARE(
            differs("tau1.json", Json::array({{{"task_id", 1}, {"traj", list}, {"trial", 0}}})),
            QByteArray());
        QCOMPARE(differs("tau2.json",
                         {{"info", {{"environment_info", {{"domain_name", "d"}}}}},
                          {"simulations",
                           Json::array({{{"id", "s"}, {"task_id", "1"}, {"messages", list}}})}}),
                 QByteArray());
        const Json conversation{{"conversation", list}};
        QCOMPARE(
            differs("usi.json", {{"airline_1", conversation}, {"airline_1_ann2", conversation}}, 2),
            QByteArray());
    }

    void platformMessagesKeepTheirRole()
    {
        const test::Folder folder;
        const Json list = Json::parse(R"([{"role":"user","content":"\\tau 5"},
            {"role":"user","content":"hi"},{"role":"assistant","content":"x <|canvas|> y"},
            {"role":"user","content":"/stop"}])");
        ImportRequest request;
        request.path =
            folder.write("usi.json", Json{{"airline_1", {{"conversation", list}}}}.dump());
        request.format = "tau_usi";
        request.kind = CorpusKind::Real;
        const test::Imported imported = test::import(request);
        QVERIFY(imported.report);
        QCOMPARE(firstDifference(imported.sink.dialogues, {list}), QByteArray());
    }

    void turnsOfOneMessageGiveItOnce()
    {
        Dialogue dialogue;
        Turn turn;
        turn.native = R"({"u":"a","s":"b"})";
        dialogue.turns.push_back(turn);
        turn.native = "null";
        dialogue.turns.push_back(turn);
        turn.native = R"([{"x":1},["agent","hi"]])";
        dialogue.turns.push_back(turn);
        QCOMPARE(messageListJson(dialogue),
                 std::string(R"([{"u":"a","s":"b"},{"x":1},["agent","hi"]])"));
    }

    void realFilesComeOutAsTheyWere_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("records");
        QTest::addColumn<QByteArray>("list");
        const auto row = [](const char *file, const char *records, const char *list) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(records) << QByteArray(list);
        };
        row("tau-bench/historical_trajectories/gpt-4o-airline.json", "", "traj");
        for (const char *folder : {"tau-trait", "tau2-bench"}) {
            std::error_code error;
            for (const auto &entry :
                 std::filesystem::recursive_directory_iterator(test::dataDir() / folder, error)) {
                const std::string name =
                    std::filesystem::relative(entry.path(), test::dataDir()).string();
                if (entry.path().extension() != ".json")
                    continue;
                const bool tau2 = std::string(folder) == "tau2-bench";
                row(name.c_str(), tau2 ? "simulations" : "", tau2 ? "messages" : "traj");
            }
        }
        row("fixtures/openai_chat_messages.jsonl", "", "messages");
        row("fixtures/userlm_flipped_roles.jsonl", "", "messages");
    }

    void realFilesComeOutAsTheyWere()
    {
        GAPSCOPE_REQUIRE_FOLDER(test::dataDir() / "tau-bench");
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, records);
        QFETCH(QByteArray, list);
        const auto path = test::dataDir() / file.toStdString();
        const std::string text = test::readFile(path);
        Json document = Json::parse(text, nullptr, false);
        if (document.is_discarded()) {
            document = Json::array();
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);)
                document.push_back(Json::parse(line));
        }
        const bool single = document.is_object() && document.contains(list.toStdString());
        if (single)
            document = Json{{records.toStdString(), Json::array({document})}};
        if (!records.isEmpty() && !document.contains(records.toStdString()))
            QSKIP("not a file of runs");
        if (records.isEmpty() && !document.is_array())
            QSKIP("not a file of runs");
        const std::vector<Json> lists =
            listsIn(document, records.toStdString(), list.toStdString());
        if (lists.empty())
            QSKIP("the file has no messages");
        ImportRequest request;
        request.path = path.string();
        request.kind = CorpusKind::Simulated;
        const test::Imported imported = test::import(request);
        QVERIFY2(imported.report, imported.report ? "" : imported.report.error().detail.c_str());
        QCOMPARE(firstDifference(imported.sink.dialogues, lists), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestMessageList)
#include "tst_message_list.moc"
