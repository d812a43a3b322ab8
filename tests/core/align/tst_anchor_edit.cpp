// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/align/anchor_edit.h"

using namespace gapscope;
using namespace gapscope::test;

class AnchorEditTest final : public TestCase
{
    Q_OBJECT

    /// user 0 alone · 2 with 0 · 4 with 2 and 4 · 6 of the simulator alone
    static Alignment alignment()
    {
        Alignment result;
        result.realDialogue = DialogueId{"r"};
        result.simDialogue = DialogueId{"s"};
        const auto add = [&](RowKind kind, std::vector<int> real, std::vector<int> sim) {
            AlignedRow row;
            row.kind = kind;
            row.real = std::move(real);
            row.sim = std::move(sim);
            result.rows.push_back(std::move(row));
        };
        add(RowKind::Missing, {0}, {});
        add(RowKind::Divergent, {2}, {0});
        add(RowKind::Merged, {4}, {2, 4});
        add(RowKind::Extra, {}, {6});
        return result;
    }

    static DisplayRow line(int aligned, std::vector<int> real, std::vector<int> sim)
    {
        return {aligned, std::move(real), std::move(sim), Role::User};
    }

    /// "pin 4-2, pin 4-4"
    static std::string text(const std::vector<Anchor> &anchors)
    {
        std::string out;
        for (const Anchor &anchor : anchors) {
            out += (out.empty() ? "" : ", ") + std::string(name(anchor.kind)) + ' ' +
                   std::to_string(anchor.realTurn) + '-' + std::to_string(anchor.simTurn);
        }
        return out;
    }

private Q_SLOTS:
    void aRowIsPinnedAsItIs()
    {
        const Alignment all = alignment();
        QCOMPARE(text(pinsOf(all.rows[0], all)), std::string());
        QCOMPARE(text(pinsOf(all.rows[1], all)), std::string("pin 2-0"));
        QCOMPARE(text(pinsOf(all.rows[2], all)), std::string("pin 4-2, pin 4-4"));
    }

    void theTurnOfAPaddedRowWaits()
    {
        const Alignment all = alignment();
        QVERIFY(loneTurnOf(all.rows[0]) == (TurnPlace{true, 0}));
        QVERIFY(!loneTurnOf(all.rows[1]));
        QVERIFY(loneTurnOf(all.rows[3]) == (TurnPlace{false, 6}));
    }

    void theWaitingTurnIsPinnedToTheOtherSideOfTheLine()
    {
        const Alignment all = alignment();
        const auto pin = [&](TurnPlace waiting, const DisplayRow &where) {
            const std::optional<Anchor> made = pinBetween(waiting, where, all);
            return made ? text({*made}) : std::string("none");
        };
        QCOMPARE(pin({true, 0}, line(1, {2}, {0})), std::string("pin 0-0"));
        QCOMPARE(pin({true, 0}, line(2, {4}, {2})), std::string("pin 0-2"));
        QCOMPARE(pin({true, 0}, line(2, {}, {4})), std::string("pin 0-4"));
        QCOMPARE(pin({true, 0}, line(3, {}, {6})), std::string("pin 0-6"));
        QCOMPARE(pin({false, 6}, line(0, {0}, {})), std::string("pin 0-6"));
        // The line shows only the simulator's part of the merged row.
        QCOMPARE(pin({false, 6}, line(2, {}, {4})), std::string("pin 4-6"));
        QCOMPARE(pin({true, 0}, line(0, {0}, {})), std::string("none"));
        QCOMPARE(pin({true, 0}, line(-1, {1}, {1})), std::string("none"));
    }

    void aLineIsTakenApart()
    {
        const Alignment all = alignment();
        QCOMPARE(text(bansOf(line(1, {2}, {0}), all)), std::string("forbid 2-0"));
        QCOMPARE(text(bansOf(line(2, {4}, {2}), all)), std::string("forbid 4-2"));
        QCOMPARE(text(bansOf(line(2, {}, {4}), all)), std::string("forbid 4-4"));
        QCOMPARE(text(bansOf(line(2, {4}, {2, 4}), all)), std::string("forbid 4-4"));
        QCOMPARE(text(bansOf(line(0, {0}, {}), all)), std::string());
        QCOMPARE(text(bansOf(line(-1, {1}, {1}), all)), std::string());
    }

    void anchorsOfARowAreThoseOnItsTurns()
    {
        const Alignment all = alignment();
        std::vector<Anchor> anchors = pinsOf(all.rows[2], all);
        anchors.push_back({DialogueId{"r"}, DialogueId{"s"}, 0, 4, Anchor::Kind::Forbid});
        QCOMPARE(anchorsTouching(all.rows[0], anchors), std::vector<std::size_t>{2});
        QCOMPARE(anchorsTouching(all.rows[2], anchors), (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(anchorsTouching(all.rows[3], anchors), std::vector<std::size_t>{});
    }

    void anAnchorIsKeptWhereTheRowsSaySo()
    {
        const Alignment all = alignment();
        Anchor anchor = pinsOf(all.rows[1], all).front();
        QVERIFY(isKept(anchor, all));
        anchor.kind = Anchor::Kind::Forbid;
        QVERIFY(!isKept(anchor, all));
        anchor.simTurn = 2;
        QVERIFY(isKept(anchor, all));
        anchor.kind = Anchor::Kind::Pin;
        QVERIFY(!isKept(anchor, all));
    }
};

QTEST_GUILESS_MAIN(AnchorEditTest)
#include "tst_anchor_edit.moc"
