// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/role_swap.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
std::string line(const std::string &id, const std::string &prompt)
{
    return R"({"task_id":"t","id":")" + id + R"(","messages":[{"role":"system","content":")" +
           prompt +
           R"("},{"role":"assistant","content":"My lamp is dark.","tool_calls":[{"id":"c","type":)"
           R"("function","function":{"name":"look","arguments":"{}"}}]},{"role":"tool",)"
           R"("tool_call_id":"c","content":"dark"},{"role":"user","content":"Is it plugged in?"}]})"
           "\n";
}

const char *const written = "agent*|My lamp is dark.|look{}\ntool|dark|look/c\n"
                            "user*|Is it plugged in?\n";
const char *const swapped = "user*|My lamp is dark.|look{}(user)\ntool|dark|look/c(user)\n"
                            "agent*|Is it plugged in?\n";

/// Without the prompt's own line.
std::string spoken(const Dialogue &dialogue)
{
    const std::string all = test::printed(dialogue);
    return all.substr(all.find('\n') + 1);
}

test::Imported importAs(const std::string &text, std::optional<bool> swap)
{
    const test::Folder folder;
    ImportRequest request;
    request.path = folder.write("m.jsonl", text);
    request.swapRoles = swap;
    return test::import(request);
}
} // namespace

class TestRoleSwap : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void promptsTellWhoIsWho_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<int>("found");
        const auto row = [](const char *prompt, UserPrompt found) {
            QTest::newRow(prompt) << QString(QLatin1String(prompt)) << static_cast<int>(found);
        };
        row("You are a user chatting with an assistant.", UserPrompt::Plainly);
        row("You are a customer.", UserPrompt::Plainly);
        row("You're the user", UserPrompt::Plainly);
        row("# Task\nYou are now an impatient, elderly airline customer who wants a refund.",
            UserPrompt::Plainly);
        row("Your task is to play the role of a human user in this talk.", UserPrompt::Plainly);
        row("Act as customer.", UserPrompt::Plainly);
        row("You will play the customer, the other side is the agent.", UserPrompt::Plainly);
        row("You are an AI user simulator.", UserPrompt::Plainly);
        row("You are a language model. Pretend to be a caller with a broken lamp.",
            UserPrompt::Plainly);
        row("You will be simulating a customer who's lost an order.", UserPrompt::Plainly);
        row("You are playing the role of a customer contacting a customer service agent.",
            UserPrompt::Plainly);
        row("Take on the role of a shopper interested in lamps.", UserPrompt::Plainly);
        row("Act like a human and respond as the user would expect.", UserPrompt::No);
        row("You are the user's assistant; assume the user and you are in a hurry.",
            UserPrompt::No);
        row("You are a customer service agent.", UserPrompt::No);
        row("You are a customer support representative for a shop.", UserPrompt::No);
        row("You are a user-friendly assistant.", UserPrompt::No);
        row("You are a helpful assistant for a user who is blind.", UserPrompt::No);
        row("You are a user experience designer.", UserPrompt::No);
        row("You are serving customers in a shop.", UserPrompt::No);
        row("You are given a user and a list of orders.", UserPrompt::No);
        row("You are talking to a customer named Bob.", UserPrompt::No);
        row("You are an HTTP client that sends requests.", UserPrompt::No);
        row("You are a bot. The user will act as a customer of the bank.", UserPrompt::No);
        row("You are not the user.", UserPrompt::No);
        row("As an airline agent, you can help users book flights.", UserPrompt::No);
        row("You talk to a simulated user.", UserPrompt::Perhaps);
        row("", UserPrompt::No);
    }

    void promptsTellWhoIsWho()
    {
        QFETCH(QString, prompt);
        QFETCH(int, found);
        QCOMPARE(static_cast<int>(userPromptOf(prompt.toStdString())), found);
    }

    void rolesAreSwappedWhereAskedOrPlain_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<int>("asked");
        QTest::addColumn<QString>("turns");
        QTest::addColumn<QString>("notes");
        const QString keep = QString(QLatin1String(written));
        const QString swap = QString(QLatin1String(swapped));
        QTest::newRow("plain") << "You are the user." << -1 << swap << "N:roles-swapped";
        QTest::newRow("plain, kept")
            << "You are the user." << 0 << keep << "N:roles-may-be-swapped";
        QTest::newRow("perhaps") << "This is a simulated user." << -1 << keep
                                 << "N:roles-may-be-swapped";
        QTest::newRow("silent") << "Be kind." << -1 << keep << "";
        QTest::newRow("silent, asked") << "Be kind." << 1 << swap << "N:roles-swapped";
        QTest::newRow("silent, kept") << "Be kind." << 0 << keep << "";
    }

    void rolesAreSwappedWhereAskedOrPlain()
    {
        QFETCH(QString, prompt);
        QFETCH(int, asked);
        QFETCH(QString, turns);
        QFETCH(QString, notes);
        const std::optional<bool> swap = asked < 0 ? std::nullopt : std::optional(asked > 0);
        const test::Imported imported = importAs(line("a", prompt.toStdString()), swap);
        QVERIFY(imported.report);
        QCOMPARE(QString::fromStdString(spoken(imported.sink.dialogues.at(0))), turns);
        QCOMPARE(QString::fromStdString(test::issueCodes(imported.sink.issues)), notes);
    }

    void theMessagesOfTheSourceAreKept()
    {
        const test::Imported imported = importAs(line("a", "You are the user."), std::nullopt);
        const std::vector<Turn> &turns = imported.sink.dialogues.at(0).turns;
        QVERIFY(turns[1].native.find(R"("role":"assistant")") != std::string::npos);
        QCOMPARE(turns[3].native, std::string(R"({"role":"user","content":"Is it plugged in?"})"));
    }

    void eachDialogueFollowsItsOwnPromptAndTheNoteCounts()
    {
        const test::Imported imported =
            importAs(line("a", "Be kind.") + line("b", "You are the user."), std::nullopt);
        QCOMPARE(spoken(imported.sink.dialogues.at(0)), std::string(written));
        QCOMPARE(spoken(imported.sink.dialogues.at(1)), std::string(swapped));
        const ImportIssue &note = imported.sink.issues.at(0);
        QCOMPARE(note.record, std::string("b"));
        QVERIFY(note.message.starts_with("in 1 of 2 dialogues"));
        QVERIFY(note.message.find("You are the user.") != std::string::npos);
    }

    void tablesAreSwappedAsWell()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write(
            "t.csv", "conversation_id,task_id,role,text\nc,t,assistant,x\nc,t,user,y\n");
        request.swapRoles = true;
        const test::Imported imported = test::import(request);
        QCOMPARE(test::printed(imported.sink.dialogues.at(0)), std::string("user*|x\nagent*|y\n"));
    }

    void inspectingTellsWhatTheImportWouldDo()
    {
        const test::Folder folder;
        ImportRequest request;
        request.path = folder.write("m.jsonl", line("a", "You are the user."));
        ImportRequest kept = request;
        kept.swapRoles = false;
        const std::vector<FileInspection> files = inspect({request, kept});
        QVERIFY(files[0].swapRoles);
        QCOMPARE(spoken(files[0].preview.at(0)), std::string(swapped));
        QCOMPARE(test::issueCodes(files[0].issues), std::string("N:roles-swapped"));
        QVERIFY(!files[1].swapRoles);
        QVERIFY(files[1].userPrompt == UserPrompt::Plainly);
        QCOMPARE(spoken(files[1].preview.at(0)), std::string(written));
    }

    void flippedTrainingDataIsReadWithTheUserAsUser()
    {
        const auto path = test::dataDir() / "fixtures" / "userlm_flipped_roles.jsonl";
        GAPSCOPE_REQUIRE_FOLDER(path);
        const test::Imported imported = test::import(path.string());
        QCOMPARE(static_cast<int>(imported.report->counts.dialogues), 2);
        QCOMPARE(test::issueCodes(imported.sink.issues), std::string("N:roles-swapped"));
        for (const Dialogue &dialogue : imported.sink.dialogues) {
            QVERIFY(dialogue.turns.at(1).role == Role::User);
            QVERIFY(dialogue.turns.back().role == Role::User);
        }
    }
};

QTEST_APPLESS_MAIN(TestRoleSwap)
#include "tst_role_swap.moc"
