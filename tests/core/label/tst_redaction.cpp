// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/redaction.h"

#include "tests/support/test_case.h"

using namespace gapscope;

class TestRedaction : public test::TestCase
{
    Q_OBJECT

    static std::string redacted(Redactor &redactor, const std::string &text)
    {
        return redactor.redacted(text, redactor.find(text));
    }

    /// The text alone, with what it introduces itself.
    static std::string redacted(const std::string &text)
    {
        Redactor redactor;
        redactor.learn(text);
        return redacted(redactor, text);
    }

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        row("My name is Ada Byron.", "My name is [NAME 1].");
        row("my name is ada byron and my zip is 90210",
            "my name is [NAME 1] and my zip is [ZIP 1]");
        row("Hi Ada, can you help?", "Hi [NAME 1], can you help?");
        row("Hello there, can you help?", "Hello there, can you help?");
        row("Thank you, Grace!", "Thank you, [NAME 1]!");
        row("I'm Ada Byron, a Gold member", "I'm [NAME 1], a Gold member");
        row("I am Looking for socks", "I am Looking for socks");
        row("my name is on the booking", "my name is on the booking");
        row("Please ask Mrs. Hopper", "Please ask Mrs. [NAME 1]");
        row("I'm Ada Byron. Ada is fine, ADA too; Ada's bag",
            "I'm [NAME 1]. [NAME 1] is fine, [NAME 1] too; [NAME 1]'s bag");
        row("mail me at ada.b+x@mail.example.co.uk please", "mail me at [EMAIL 1] please");
        row("ada at example dot org", "[EMAIL 1]");
        row("call 555-010-4477 or (555) 010 4477 or +1 555.010.4477",
            "call [PHONE 1] or [PHONE 1] or [PHONE 2]");
        row("phone is 5550104477", "phone is [PHONE 1]");
        row("reach me on +44 20 7946 0958", "reach me on [PHONE 1]");
        row("my user id is ada_byron_4821", "my user id is [ID 1]");
        row("order #W1234567 and w1234567", "order [ID 1] and [ID 1]");
        row("reservation 4WQ15T please", "reservation [ID 1] please");
        row("its zk9q2b", "its [ID 1]");
        row("booking code QWERTY", "booking code [ID 1]");
        row("flight HAT161 at 10:15 on 2024-05-15", "flight HAT161 at 10:15 on 2024-05-15");
        row("reservation for 2024-05-15", "reservation for 2024-05-15");
        row("item 9523456873 costs $12345.67", "item [ID 1] costs $12345.67");
        row("use gift_card_1234567", "use [ID 1]");
        row("5f2b1c0e9a7d4b3c8e6f1a2d", "[ID 1]");
        row("I live at 12 Elm Street, Apt 4B, Springfield 62701",
            "I live at [ADDRESS 1], Springfield [ZIP 1]");
        row("123 north elm road", "[ADDRESS 1]");
        row("77 Sunset Dr", "[ADDRESS 1]");
        row("2 items on the road", "2 items on the road");
        row("P.O. Box 99", "[ADDRESS 1]");
        row("zip 62701-1234, London SW1A 1AA, Ottawa K1A 0B1",
            "zip [ZIP 1], London [ZIP 2], Ottawa [ZIP 3]");
        row("4111 1111 1111 1111", "[CARD 1]");
        row("4111111111111111 and 4111-1111-1111-1111", "[CARD 1] and [CARD 1]");
        row("the card ending in 4242, cvv 123", "the card ending in [CARD 1], cvv [CARD 2]");
        row("3 bags, 250 dollars, 15th of May, size 10, 1000 points",
            "3 bags, 250 dollars, 15th of May, size 10, 1000 points");
        row("", "");
        row("\xFF my name is Ada \xF0\x9F\x99\x82", "\xFF my name is [NAME 1] \xF0\x9F\x99\x82");
        row("je m'appelle; my name is Zoë Łuczak", "je m'appelle; my name is [NAME 1]");
    }

    void rules()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(redacted(text.toStdString()), expected.toStdString());
    }

    void theSameThingIsTheSameInAWholeFile()
    {
        Redactor redactor;
        const std::vector<std::string> texts{
            "hi, i'm done. my id is ada_byron_4821", "ada byron here, write to A@example.org",
            "Yes, Byron with a y. a@example.org", "ADA_BYRON_4821 may I go? In May"};
        for (const std::string &text : texts)
            redactor.learn(text);
        std::string all;
        for (const std::string &text : texts)
            all += redacted(redactor, text) + "\n";
        QCOMPARE(all, std::string("hi, i'm done. my id is [ID 1]\n"
                                  "[NAME 1] here, write to [EMAIL 1]\n"
                                  "Yes, [NAME 1] with a y. [EMAIL 1]\n"
                                  "[ID 1] may I go? In May\n"));
    }

    void aFirstNameOfTwoPeopleIsNeitherOfThem()
    {
        Redactor redactor;
        redactor.learnName("Ada Byron");
        redactor.learnName("Ada Hopper");
        QCOMPARE(redacted(redactor, "Ada Byron, Ada Hopper, Ada, Hopper"),
                 std::string("[NAME 1], [NAME 2], [NAME 3], [NAME 2]"));
    }

    void placesCountCodePointsAndDoNotOverlap()
    {
        Redactor redactor;
        const std::string text = "\xE9\x80\x80\xE6\xAC\xBE: a@example.org, zip 90210";
        const std::vector<Redaction> found = redactor.find(text);
        QVERIFY(found == (std::vector<Redaction>{{{4, 17}, RedactionKind::Email, "a@example.org"},
                                                 {{23, 28}, RedactionKind::Zip, "90210"}}));
    }

    void spansMoveWithTheWords()
    {
        Redactor redactor;
        const std::string text = "Hi Ada, my zip is 90210 ok";
        const std::vector<Redaction> found = redactor.find(text);
        QCOMPARE(redactor.redacted(text, found), std::string("Hi [NAME 1], my zip is [ZIP 1] ok"));
        const auto moved = [&](int begin, int end) { return redactor.moved({begin, end}, found); };
        QCOMPARE(moved(0, 2), (TextRange{0, 2}));
        QCOMPARE(moved(8, 14), (TextRange{13, 19}));
        QCOMPARE(moved(4, 5), (TextRange{3, 11}));
        QCOMPARE(moved(3, 6), (TextRange{3, 11}));
        QCOMPARE(moved(15, 26), (TextRange{20, 33}));
    }
};

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
