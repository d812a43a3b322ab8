// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

namespace {
Turn turnWithEverywhere(const std::string &text, Role role)
{
    Turn turn;
    turn.role = role;
    turn.text = text;
    turn.toolCalls = {{text, text, text, text, true}, {text, "", text, "", false}};
    turn.toolResult = ToolResult{text, text, true, true};
    turn.timeMs = 1'700'000'000'123;
    turn.scored = false;
    turn.scoredText = text;
    turn.native = text;
    return turn;
}

Dialogue with(const Corpus &corpus, const std::string &text)
{
    Dialogue dialogue;
    dialogue.corpus = corpus.id;
    dialogue.task = TaskKey{text};
    dialogue.nativeId = text;
    dialogue.run = 7;
    dialogue.outcome = {0.1 + 0.2, false, text};
    dialogue.survey = {{text, text, text}, {"", "", ""}};
    dialogue.keep = Keep::Falsy;
    dialogue.startedMs = -1;
    dialogue.metadata = text;
    for (const Role role : {Role::System, Role::User, Role::Agent, Role::Tool, Role::Note})
        dialogue.turns.push_back(turnWithEverywhere(text, role));
    dialogue.turns.emplace_back();
    dialogue.id = dialogueIdOf(dialogue);
    return dialogue;
}
} // namespace

class TestDialogueRepository : public test::StoreTest
{
    Q_OBJECT

private Q_SLOTS:
    void anyTextComesBackAsItWent_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("plain") << QByteArray("I need to cancel my flight.");
        QTest::newRow("leading U+FEFF") << QByteArray("\xEF\xBB\xBFhello");
        QTest::newRow("leading U+FFFE") << QByteArray("\xEF\xBF\xBE"
                                                      "abc");
        QTest::newRow("U+0000 inside") << QByteArray("a\0b\0", 4);
        QTest::newRow("lone high surrogate") << QByteArray("x\xED\xA0\x80y");
        QTest::newRow("lone low surrogate") << QByteArray("\xED\xBF\xBFz");
        QTest::newRow("not UTF-8") << QByteArray("\xFF\xC3(\xE2\x82");
        QTest::newRow("emoji with joiners")
            << QByteArray("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB");
        QTest::newRow("2^64-1") << QByteArray("18446744073709551615");
        QTest::newRow("number with zeros") << QByteArray("007.50");
        QTest::newRow("Chinese") << QByteArray("我想退款");
        QTest::newRow("right to left") << QByteArray("أريد إلغاء");
        QTest::newRow("SQL") << QByteArray("'); DROP TABLE turn; --");
        QTest::newRow("longer than what is shared") << QByteArray(5000, 'p') + "\xEF\xBB\xBF";
    }
    void anyTextComesBackAsItWent()
    {
        QFETCH(QByteArray, bytes);
        const Dialogue dialogue = with(m_real, bytes.toStdString());
        {
            const auto session = workspace();
            const auto isNew = DialogueRepository(*session).insert(dialogue);
            QVERIFY(isNew && *isNew);
            QVERIFY(session->check());
        }
        const auto session = Session::open(path(), OpenMode::ReadOnly);
        const auto loaded = DialogueRepository(**session).load(dialogue.id);
        QVERIFY(loaded);
        QVERIFY(*loaded == dialogue);
    }

    void turnWithoutTextIsNotATurnWithEmptyText()
    {
        const auto session = workspace();
        Dialogue none = dialogue(m_real, "1", {"a"});
        none.turns.front().text.reset();
        Dialogue empty = dialogue(m_real, "2", {""});
        for (Dialogue *each : {&none, &empty}) {
            each->id = dialogueIdOf(*each);
            QVERIFY(DialogueRepository(*session).insert(*each));
        }
        DialogueRepository repository(*session);
        QVERIFY(!repository.load(none.id)->turns.front().text);
        QCOMPARE(repository.load(empty.id)->turns.front().text, std::optional<std::string>(""));
    }

    void sameDialogueIsStoredOnce()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        const Dialogue one = dialogue(m_real, "1", {"a", "b"});
        QVERIFY(*repository.insert(one));
        QVERIFY(!*repository.insert(one));
        QCOMPARE(*repository.count(), std::int64_t{1});
    }

    void emptyIdIsComputed()
    {
        const auto session = workspace();
        Dialogue one = dialogue(m_real, "1", {"a"});
        const DialogueId id = one.id;
        one.id = {};
        DialogueRepository repository(*session);
        QVERIFY(*repository.insert(one));
        QVERIFY(*repository.contains(id));
    }

    void unknownDialogueIsNotFound()
    {
        const auto session = workspace();
        const auto loaded = DialogueRepository(*session).load(DialogueId{"none"});
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::NotFound);
    }

    void dialogueOfAnUnknownCorpusIsRefused()
    {
        const auto session = workspace();
        const Dialogue stray = dialogue(corpus(CorpusKind::Real, "unknown"), "1", {"a"});
        QVERIFY(!DialogueRepository(*session).insert(stray));
        QVERIFY(session->check());
        QCOMPARE(*DialogueRepository(*session).count(), std::int64_t{0});
    }

    void moreToolCallsThanTheKeyHoldsAreRefused()
    {
        const auto session = workspace();
        Dialogue huge = dialogue(m_real, "1", {"a"});
        huge.turns.front().toolCalls.resize(1025);
        const auto done = DialogueRepository(*session).insert(huge);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
    }

    void listCountsAndFilters()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        QVERIFY(repository.insert(dialogue(m_real, "1", {"a", "b", "c"})));
        QVERIFY(repository.insert(dialogue(m_sim, "1", {"a", "b"})));
        Dialogue tools = dialogue(m_sim, "2", {"a", "b"});
        tools.turns[1].toolCalls = {{}, {}};
        tools.id = dialogueIdOf(tools);
        QVERIFY(repository.insert(tools));

        std::string printed;
        const auto heads = repository.list();
        QVERIFY(heads);
        for (const DialogueHead &head : *heads)
            printed += head.dialogue.task.value() + " " + std::to_string(head.turns) + " " +
                       std::to_string(head.userTurns) + " " + std::to_string(head.toolCalls) + "\n";
        QCOMPARE(printed, std::string("tau1:airline:1 3 2 0\ntau1:airline:1 2 1 0\n"
                                      "tau1:airline:2 2 1 2\n"));
        QCOMPARE(repository.list({{m_sim.id}, {}})->size(), std::size_t{2});
        QCOMPARE(repository.list({{m_sim.id, m_real.id}, {}})->size(), std::size_t{3});
        QCOMPARE(repository.list({{}, TaskKey{"tau1:airline:1"}})->size(), std::size_t{2});
        QCOMPARE(*repository.count({{m_sim.id}, TaskKey{"tau1:airline:1"}}), std::int64_t{1});
    }

    void streamGivesWhatLoadGives_data()
    {
        QTest::addColumn<int>("every");
        QTest::newRow("all") << 1;
        QTest::newRow("one scan") << 3;
        QTest::newRow("many scans") << 11;
    }
    void streamGivesWhatLoadGives()
    {
        QFETCH(int, every);
        const auto session = workspace();
        DialogueRepository repository(*session);
        std::vector<Dialogue> expected;
        for (int i = 0; i < 60; ++i) {
            const bool isWanted = i % every == 0;
            Dialogue each = i % 2 == 0 ? with(m_sim, "text " + std::to_string(i))
                                       : dialogue(m_sim, std::to_string(i), {"a", "b"});
            each.corpus = isWanted ? m_sim.id : m_real.id;
            each.id = dialogueIdOf(each);
            QVERIFY(repository.insert(each));
            if (isWanted)
                expected.push_back(each);
        }
        std::vector<Dialogue> streamed;
        JobContext job;
        QVERIFY(repository.forEach(
            {{m_sim.id}, {}},
            [&](Dialogue &&each) {
                streamed.push_back(std::move(each));
                return Result<void>();
            },
            job));
        QVERIFY(streamed == expected);
    }

    void streamEndsWithTheErrorOfTheCallback()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        QVERIFY(repository.insert(dialogue(m_real, "1", {"a"})));
        QVERIFY(repository.insert(dialogue(m_real, "2", {"a"})));
        int calls = 0;
        JobContext job;
        const auto done = repository.forEach(
            {},
            [&](Dialogue &&) -> Result<void> {
                ++calls;
                return Error{ErrorCode::NotComputable, "x", "y"};
            },
            job);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotComputable);
        QCOMPARE(calls, 1);
    }

    void streamCanBeCancelled()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        QVERIFY(repository.insert(dialogue(m_real, "1", {"a"})));
        QVERIFY(repository.insert(dialogue(m_real, "2", {"a"})));
        std::stop_source stop;
        JobContext job(stop.get_token());
        const auto done = repository.forEach(
            {},
            [&](Dialogue &&) {
                stop.request_stop();
                return Result<void>();
            },
            job);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
    }

    void repeatedPromptIsStoredOnce()
    {
        const std::string prompt(20'000, 'p');
        const auto sizeWith = [&](int dialogues) {
            {
                const auto session = workspace();
                DialogueRepository repository(*session);
                for (int i = 0; i < dialogues; ++i) {
                    Dialogue each = dialogue(m_real, std::to_string(i), {"x"});
                    each.turns.front().role = Role::System;
                    each.turns.front().text = prompt;
                    each.id = dialogueIdOf(each);
                    if (!repository.insert(each) || repository.load(each.id)->turns != each.turns)
                        qFatal("the prompt is not what it was");
                }
            }
            return std::filesystem::file_size(path());
        };
        const auto one = sizeWith(1);
        QVERIFY(sizeWith(50) < one + 50'000);
    }
};

QTEST_GUILESS_MAIN(TestDialogueRepository)
#include "tst_dialogue_repository.moc"
