// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/align/unit_links.h"

using namespace gapscope;

namespace {
Dialogue dialogue(const std::vector<std::string> &userTurns)
{
    Dialogue result;
    for (const std::string &text : userTurns) {
        Turn agent;
        agent.role = Role::Agent;
        agent.text = "What else?";
        result.turns.push_back(agent);
        Turn user;
        user.text = text;
        result.turns.push_back(user);
    }
    return result;
}

QString shown(const std::vector<UnitLink> &links)
{
    QStringList lines;
    for (const UnitLink &link : links)
        lines.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(QString::fromUtf8(name(link.kind)), QString::fromStdString(link.text),
                              QString::number(link.realTurn.value_or(-1)),
                              QString::number(link.simTurn.value_or(-1))));
    return lines.join(u'\n');
}
} // namespace

class TestUnitLinks final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyUnitGoesFromItsFirstRealToItsFirstSimulatedTurn()
    {
        const std::string card =
            "You are Omar Haddad, user omar_haddad_2093, e-mail omar.h2093@example.com. Order "
            "W1234567 came on 6 May to zip 90210 at 2 pm. It cost 84.00 EUR and held 3 lamps.";
        const Dialogue real = dialogue({"hi, an order is broken", "omar_haddad_2093",
                                        "W1234567, three lamps, 84 euros", "it came on May 6th",
                                        "omar haddad, 90210", "again W1234567"});
        const Dialogue sim =
            dialogue({"I am Omar Haddad (omar_haddad_2093, omar.h2093@example.com), order "
                      "W1234567 is broken.",
                      "It came on 6 May at 14:00."});
        QCOMPARE(shown(unitLinks(real, sim, card)),
                 QStringLiteral("identifier omar_haddad_2093 3 1\n"
                                "email omar.h2093@example.com -1 1\n"
                                "identifier W1234567 5 1\n"
                                "date 6 May 7 3\n"
                                "zip 90210 9 -1\n"
                                "time 2 -1 3\n"
                                "money 84.00 5 -1\n"
                                "number 3 5 -1\n"
                                "name Omar Haddad 9 1"));
    }

    void withoutACardThereAreNone()
    {
        QVERIFY(unitLinks(dialogue({"W1234567"}), dialogue({"W1234567"}), "").empty());
    }

    void unitsThatNobodySaysAndStopSignalsAreLeftOut()
    {
        QVERIFY(unitLinks(dialogue({"hi", "/stop"}), dialogue({"hello", "###STOP###"}),
                          "Order W1234567, and stop.")
                    .empty());
    }

    void namesEndAtLineEndsAndWhereTheCardSpeaksToItsReader()
    {
        const Dialogue real = dialogue({"a hotel in north ely, id 5, yours truly"});
        const std::string card = "You want a hotel in North Ely\nYou need it for Two Nights You "
                                 "pay with ID\nYour budget is low";
        QCOMPARE(shown(unitLinks(real, dialogue({"hi"}), card)),
                 QStringLiteral("name North Ely 1 -1"));
    }

    void aPhoneNumberIsOneUnitAndListNumeralsAreNone()
    {
        const Dialogue real =
            dialogue({"1. call 555-013-2244\n2. cancel it\n3) and refund me", "2 tents"});
        const std::string card = "1. Your phone is 555-013-2244.\n2. You have 2 tents.";
        QCOMPARE(shown(unitLinks(real, dialogue({"2. no"}), card)),
                 QStringLiteral("identifier 555 1 -1\nnumber 2 3 -1"));
    }
};

QTEST_APPLESS_MAIN(TestUnitLinks)
#include "tst_unit_links.moc"
