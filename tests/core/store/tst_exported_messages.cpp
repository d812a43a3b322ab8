// SPDX-License-Identifier: GPL-3.0-or-later
// What an importer read comes out of a workspace as the list of messages that it was.
#include "core/export/message_list.h"
#include "core/import/import_run.h"
#include "core/import/mapping_proposal.h"
#include "core/store/dialogue_repository.h"
#include "core/store/import_writer.h"
#include "tests/core/store/store_test.h"
#include "tests/support/import_files.h"
#include "tests/support/message_cases.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace gapscope;
using Json = nlohmann::ordered_json;

namespace {
std::string withLists(std::string text, const Json &lists)
{
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const std::string list = lists[i].dump();
        const std::string number = std::to_string(i);
        for (std::size_t at = 0; (at = text.find("@" + number, at)) != std::string::npos;)
            text.replace(at, 2, list);
        for (std::size_t at = 0; (at = text.find("%" + number, at)) != std::string::npos;)
            text.replace(at, 2, list.substr(1, list.size() - 2));
    }
    return text;
}

QByteArray printed(const Json &lists)
{
    std::string out;
    for (const Json &list : lists) {
        for (const Json &message : list)
            out += message.dump() + "\n";
        out += "\n";
    }
    return QByteArray::fromStdString(out);
}
} // namespace

class TestExportedMessages : public test::StoreTest
{
    Q_OBJECT

    /// The messages of a file's dialogues by way of a workspace.
    Json exported(const ImportRequest &request) const
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        JobContext job;
        const auto report = runImport(request, writer, job);
        if (!report)
            return Json::array({Json::array({report.error().detail})});
        Json lists = Json::array();
        const auto take = [&](Dialogue &&dialogue) -> Result<void> {
            lists.push_back(Json::parse(messageListJson(dialogue)));
            return {};
        };
        if (!DialogueRepository(*session).forEach({}, take, job))
            qFatal("the dialogues cannot be read");
        return lists;
    }

private Q_SLOTS:
    void everyImporterHasACase()
    {
        const std::vector<test::MessageCase> cases = test::messageCases();
        for (const ImportFormat &format : importFormats()) {
            const bool found = std::any_of(cases.begin(), cases.end(), [&](const auto &each) {
                return each.format == format.id;
            });
            QVERIFY2(found, ("a case is missing for " + format.id).c_str());
        }
    }

    void messagesComeOutAsTheyWereRead_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const test::MessageCase &each : test::messageCases())
            QTest::newRow(each.format) << index++;
    }

    void messagesComeOutAsTheyWereRead()
    {
        QFETCH(int, index);
        const test::MessageCase each = test::messageCases()[static_cast<std::size_t>(index)];
        const Json lists = Json::parse(each.lists);
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write(each.fileName, withLists(each.file, lists));
        if (std::string(each.format) == "mapped") {
            const auto proposal = proposeMapping(request.path);
            QVERIFY(proposal && proposal->lacking.empty());
            request.profile = std::make_shared<const MappingProfile>(proposal->profile);
        }
        const std::vector<FileInspection> seen = inspect({request});
        QCOMPARE(QByteArray::fromStdString(seen.front().format), QByteArray(each.format));
        QCOMPARE(printed(exported(request)),
                 printed(each.expected ? Json::parse(each.expected) : lists));
    }
};

QTEST_GUILESS_MAIN(TestExportedMessages)
#include "tst_exported_messages.moc"
