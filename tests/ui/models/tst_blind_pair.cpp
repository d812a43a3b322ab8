// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/models/blind_pair.h"
#include "ui/models/compare_rows.h"

using namespace gapscope;

namespace {
Turn turn(Role role, const char *text)
{
    Turn made;
    made.role = role;
    made.text = text;
    return made;
}

std::shared_ptr<const Dialogue> dialogue(const char *id, std::vector<Turn> turns)
{
    auto made = std::make_shared<Dialogue>();
    made->id = DialogueId(id);
    made->turns = std::move(turns);
    return made;
}
} // namespace

class TestBlindPair : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnUnexpectedWarnings(); }

    void endSignalsAreCutOff_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *said, const char *shown) {
            QTest::newRow(name) << QString::fromUtf8(said) << QString::fromUtf8(shown);
        };
        row("appended", "Thanks, that is all. ###STOP###", "Thanks, that is all.");
        row("glued", "Bye###STOP###", "Bye");
        row("of other kinds", "No. ###OUT-OF-SCOPE###\n###TRANSFER###\n", "No.");
        row("alone", " ###STOP### ", "");
        row("a command of people", "fine /stop", "fine");
        row("no word of its own", "and/stop", "and/stop");
        row("in the midst", "I typed ###STOP### and waited", "I typed ###STOP### and waited");
        row("shouting", "### no ###", "### no ###");
        row("nothing to cut", "Bye \n", "Bye \n");
    }

    void endSignalsAreCutOff()
    {
        QFETCH(QString, said);
        QFETCH(QString, shown);
        ComparePair pair;
        pair.sim.dialogue = dialogue("s", {turn(Role::User, said.toUtf8().constData())});
        pair = blinded(std::move(pair));
        QCOMPARE(QString::fromStdString(*pair.sim.dialogue->turns[0].text), shown);
    }

    void whatNobodySaidHasNoLine()
    {
        ComparePair pair;
        pair.kinds = ComparePair::Kinds::Blind;
        pair.real.dialogue = dialogue("r", {turn(Role::User, "hello"), turn(Role::Note, "\\reward"),
                                            turn(Role::Agent, "bye")});
        pair.sim.dialogue =
            dialogue("s", {turn(Role::System, "be a customer"), turn(Role::User, "hello"),
                           turn(Role::Agent, "bye"), turn(Role::User, "###STOP###")});
        pair.alignment.rows.resize(2);
        pair.alignment.rows[0].real = {0};
        pair.alignment.rows[0].sim = {1};
        pair.alignment.rows[1].kind = RowKind::Extra;
        pair.alignment.rows[1].sim = {3};
        QCOMPARE(compareRows(blinded(pair)).size(), std::size_t(2));
        pair.kinds = ComparePair::Kinds::RealAndSim;
        QCOMPARE(compareRows(pair).size(), std::size_t(5));
    }
};

QTEST_GUILESS_MAIN(TestBlindPair)
#include "tst_blind_pair.moc"
