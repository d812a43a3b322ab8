// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/idf.h"
#include "core/align/tokens.h"
#include "tests/core/align/dialogue_text.h"
#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;
using namespace gapscope::test;

class TokensTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneThingHasOneSlotWhateverItsSpelling_data()
    {
        QTest::addColumn<std::string>("first");
        QTest::addColumn<std::string>("second");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *first, const char *second, bool same) {
            QTest::addRow("%s ~ %s", first, second)
                << std::string(first) << std::string(second) << same;
        };
        row("$1,250.00", "1250", true);
        row("2 pm", "14:00", true);
        row("11 a.m.", "11am", true);
        row("12 am", "0:00", true);
        row("May 20th", "may 20", true);
        row("2024-05-20", "May 20", true);
        row("Thurs", "thursday", true);
        row("two bags", "2 bag", true);
        row("#W1234567", "w1234567", true);
        row("ana_wu_4821", "Ana_Wu_4821", true);
        row("0.5", ".5", false);
        row("$250", "$25", false);
        row("monday", "tuesday", false);
        row("it may work", "it works", true);
    }
    void oneThingHasOneSlotWhateverItsSpelling()
    {
        QFETCH(std::string, first);
        QFETCH(std::string, second);
        QFETCH(bool, same);
        QCOMPARE(tokenizeTurn(first).slots == tokenizeTurn(second).slots, same);
    }

    void numberInPiecesIsOneWord_data()
    {
        QTest::addColumn<std::string>("first");
        QTest::addColumn<std::string>("second");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *first, const char *second, bool same) {
            QTest::addRow("%s ~ %s", first, second)
                << std::string(first) << std::string(second) << same;
        };
        row("7730 2291", "77302291", true);
        row("9921-0043-7", "992100437", true);
        row("7 7 0 3", "7703", true);
        row("3SKABA 990 1127", "3skaba9901127", true);
        row("M1 3WE", "M13WE", true);
        row("flat 12, 775 canal", "flat 12775 canal", false);
        row("10 or 12", "1012", false);
        row("16 18", "1618", false);
    }
    void numberInPiecesIsOneWord()
    {
        QFETCH(std::string, first);
        QFETCH(std::string, second);
        QFETCH(bool, same);
        const auto words = [](const std::string &text) {
            std::vector<TokenHash> tokens;
            for (const TokenCount &count : tokenizeTurn(text).words)
                tokens.push_back(count.token);
            return tokens;
        };
        QCOMPARE(words(first) == words(second), same);
    }

    void actsFollowTheWords_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("acts");
        const auto row = [](const char *text, const char *acts) {
            QTest::newRow(text) << std::string(text) << std::string(acts);
        };
        row("###STOP###", "stop");
        row("I already told you that", "pushback");
        row("What do you mean?", "clarify");
        row("you messed up my order", "accuse");
        row("this is ridiculous", "emotion");
        row("How about the blue one instead?", "pivot");
        row("i dunno", "uncertain");
        row("How much is it?", "info_question");
        row("My id is ana_wu_4821", "give_id");
        row("yes please", "yes");
        row("No, that's all. Thank you!", "no thanks");
        row("Is the box blue?", "question");
        row("Could you cancel it?", "statement");
        row("cancel it", "statement");
        row("I don’t know", "uncertain");
        row("", "");
    }
    void actsFollowTheWords()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, acts);
        const ActSet found = tokenizeTurn(text).acts;
        Joined joined(" ");
        for (int i = 0; i < actCount; ++i)
            if (found.contains(static_cast<Act>(i)))
                joined.next().append(name(static_cast<Act>(i)));
        QCOMPARE(shown(joined.take()), shown(acts));
    }

    void foldedTextIgnoresCasePunctuationAndBlanks()
    {
        QCOMPARE(tokenizeTurn("Don’t  do IT!").folded, tokenizeTurn("dont do it").folded);
        QCOMPARE(tokenizeTurn("ÜBER Straße").folded, tokenizeTurn("über straße").folded);
        QVERIFY(tokenizeTurn("?").folded != tokenizeTurn("!").folded);
        QVERIFY(tokenizeTurn("do it").folded != tokenizeTurn("do").folded);
    }

    void textWithoutBlanksIsReadByCharacter()
    {
        const TurnTokens tokens = tokenizeTurn("取消订单");
        QCOMPARE(tokens.words.size(), std::size_t(3));
    }

    void anyBytesAreRead()
    {
        QCOMPARE(tokenizeTurn("\xff\xfe\x80 ok").wordCount, 1);
        QCOMPARE(tokenizeTurn("\xe2\x82").wordCount, 0);
        QCOMPARE(tokenizeTurn(std::string(3, '\0')).wordCount, 0);
    }

    void contextIsTheAgentsLastTextBeforeTheTurn()
    {
        const PreparedDialogue dialogue =
            prepareDialogue(dialogueOf("d", {"a: forgotten", "a: lamp", "u: yes", "u: no"}));
        QCOMPARE(dialogue.context.size(), std::size_t(1));
        QCOMPARE(dialogue.context[0].turn, 0);
        QCOMPARE(dialogue.context[0].token, tokenizeTurn("lamp").words[0].token);
    }

    void idfFollowsItsFormula()
    {
        IdfModel idf;
        idf.add(prepareDialogue(dialogueOf("d", {"u: lamp lamp", "u: lamp box", "u: /stop"})));
        QCOMPARE(idf.turnCount(), std::int64_t(2));
        QCOMPARE(idf.idf(tokenizeTurn("lamp").words[0].token), std::log(3.0 / 3.0) + 1.0);
        QCOMPARE(idf.idf(tokenizeTurn("box").words[0].token), std::log(3.0 / 2.0) + 1.0);
        QCOMPARE(idf.idf(tokenizeTurn("unseen").words[0].token), std::log(3.0 / 1.0) + 1.0);
    }

    void idfDoesNotDependOnTheOrder()
    {
        const PreparedDialogue a = prepareDialogue(dialogueOf("a", {"u: lamp box"}));
        const PreparedDialogue b = prepareDialogue(dialogueOf("b", {"u: tooth", "u: box"}));
        IdfModel forward;
        forward.add(a);
        forward.add(b);
        IdfModel first;
        first.add(b);
        IdfModel second;
        second.add(a);
        first.merge(second);
        QCOMPARE(first.fingerprint(), forward.fingerprint());
        QCOMPARE(first.tokenCount(), forward.tokenCount());
    }
};

QTEST_GUILESS_MAIN(TokensTest)
#include "tst_tokens.moc"
