// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/lacking_facts.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
Dialogue dialogue(const std::vector<std::string> &users)
{
    Dialogue made;
    for (const std::string &text : users) {
        Turn turn;
        turn.text = text;
        made.turns.push_back(turn);
        Turn answer;
        answer.role = Role::Agent;
        // An agent's words are nobody's facts.
        answer.text = "order 77777 on Friday";
        made.turns.push_back(answer);
    }
    return made;
}

AlignedRow row(std::vector<int> real, std::vector<int> sim)
{
    AlignedRow made;
    made.real = std::move(real);
    made.sim = std::move(sim);
    return made;
}

/// "2 [ana_wu_4821] 6" = turn 2 says it and turn 6 of the other side too; "-" = no turn does.
QStringList printed(const Dialogue &said, const std::map<int, std::vector<LackingFact>> &facts)
{
    QStringList lines;
    for (const auto &[turn, marks] : facts)
        for (const LackingFact &fact : marks) {
            const std::string &text = *said.turns[static_cast<std::size_t>(turn)].text;
            const std::string word =
                text.substr(fact.range.begin, fact.range.end - fact.range.begin);
            lines.push_back(
                QStringLiteral("%1 [%2] %3")
                    .arg(QString::number(turn), QString::fromStdString(word),
                         fact.saidIn ? QString::number(*fact.saidIn) : QStringLiteral("-")));
        }
    return lines;
}
} // namespace

class TestLackingFacts : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void factsAreComparedByMeaningWithinTheRow()
    {
        const Dialogue real = dialogue({"at 2 pm, id ANA_wu_4821", "two bags on May 20"});
        const Dialogue sim = dialogue({"at 14:00 please", "my id is ana_wu_4821, 3 bags"});
        Alignment alignment;
        alignment.rows = {row({0}, {0}), row({2}, {2})};
        const LackingFacts facts = lackingFacts(real, sim, alignment, JobContext());
        QCOMPARE(printed(real, facts.real),
                 (QStringList{QStringLiteral("0 [ANA_wu_4821] 2"), QStringLiteral("2 [two] -"),
                              QStringLiteral("2 [May] -"), QStringLiteral("2 [20] -")}));
        QCOMPARE(printed(sim, facts.sim),
                 (QStringList{QStringLiteral("2 [ana_wu_4821] 0"), QStringLiteral("2 [3] -")}));
    }

    void whatStandsInNoRowOfTheOtherSideIsMarkedWhole()
    {
        const Dialogue real = dialogue({"on 2024-05-12, then 5 p.m.", "thanks"});
        const Dialogue sim = dialogue({"hello"});
        Alignment alignment;
        alignment.rows = {row({0}, {}), row({2}, {0})};
        const LackingFacts facts = lackingFacts(real, sim, alignment, JobContext());
        QCOMPARE(printed(real, facts.real),
                 (QStringList{QStringLiteral("0 [2024-05-12] -"), QStringLiteral("0 [5 p.m] -")}));
        QVERIFY(facts.sim.empty());
    }

    void turnsOfAMergedRowCountTogether()
    {
        const Dialogue real = dialogue({"order 12345", "zip 98101"});
        const Dialogue sim = dialogue({"order 12345 and zip 98101"});
        Alignment alignment;
        alignment.rows = {row({0, 2}, {0})};
        const LackingFacts facts = lackingFacts(real, sim, alignment, JobContext());
        QVERIFY(facts.real.empty() && facts.sim.empty());
    }

    void agentsWordsAreNobodysFacts()
    {
        const Dialogue real = dialogue({"order 77777 on Friday"});
        const Dialogue sim = dialogue({"hi"});
        Alignment alignment;
        alignment.rows = {row({0}, {0})};
        const LackingFacts facts = lackingFacts(real, sim, alignment, JobContext());
        QCOMPARE(printed(real, facts.real),
                 (QStringList{QStringLiteral("0 [77777] -"), QStringLiteral("0 [Friday] -")}));
    }
};

QTEST_APPLESS_MAIN(TestLackingFacts)
#include "tst_lacking_facts.moc"
