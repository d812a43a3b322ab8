// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/divergence_excess.h"

#include <cmath>

using namespace gapscope;

namespace {
PairCourse course(const char *task, std::vector<bool> apart, std::optional<int> first)
{
    return {TaskKey(task), {}, {}, std::move(apart), first};
}

std::vector<TurnExcess> computed(const std::vector<PairCourse> &sim,
                                 const std::vector<PairCourse> &floor)
{
    JobContext job;
    return *excessDivergence(sim, floor, {}, job);
}

AlignedRow row(RowKind kind, std::vector<int> real, std::vector<int> sim)
{
    AlignedRow result;
    result.kind = kind;
    result.real = std::move(real);
    result.sim = std::move(sim);
    result.divergence = kind == RowKind::Equal ? 0.0 : 1.0;
    if (!result.real.empty() && !result.sim.empty())
        result.parts.style = 0.0;
    return result;
}
} // namespace

class TestDivergenceExcess final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aCourseCountsSpokenTurnsOfTheFirstSide()
    {
        Alignment alignment;
        alignment.rows = {row(RowKind::Equal, {1}, {1}), row(RowKind::Extra, {}, {3}),
                          row(RowKind::Missing, {4}, {}), row(RowKind::Merged, {6, 9}, {5}),
                          row(RowKind::Equal, {11}, {7})};
        alignment.rows.back().parts.style.reset(); // both sides' stop signals
        alignment.firstDivergence = 1;
        const PairCourse found = courseOf(alignment, TaskKey("t"));
        QVERIFY(found.apart == std::vector<bool>({false, true, false, false}));
        QCOMPARE(found.first, std::optional<int>(2));
    }

    void excessIsTheSharesDifference()
    {
        // Turn 1: 1 of 4 against 0 of 2; turn 2: 3 of 4 against 1 of 2.
        const auto curve =
            computed({course("a", {true, true}, 1), course("a", {false, true}, 2),
                      course("b", {false, true}, 2), course("b", {false, false}, {})},
                     {course("a", {false, true}, 2), course("b", {false, false}, {})});
        QCOMPARE(curve.size(), std::size_t(2));
        QCOMPARE(*curve[0].excess, 0.25);
        QCOMPARE(*curve[1].sim, 0.75);
        QCOMPARE(*curve[1].floor, 0.5);
        QCOMPARE(*curve[1].excess, 0.25);
        // Hazard at turn 2: of three pairs not apart before, two part there.
        QCOMPARE(curve[1].atRisk, 3);
        QCOMPARE(curve[1].parted, 2);
        QVERIFY(std::abs(*curve[1].hazard - 2.0 / 3.0) < 1e-12);
        QCOMPARE(*curve[1].floorHazard, 0.5);
        // Of two tasks a draw has one twice or both: turn 1 of a is 1/2 apart, of b 0.
        QVERIFY(curve[0].band && curve[0].band->low == 0.0 && curve[0].band->high == 0.5);
        QVERIFY(curve[1].hazardBand.has_value());
    }

    void aDivergenceBehindTheLastTurnIsStillAnEvent()
    {
        const auto curve = computed({course("a", {false}, 2), course("b", {false}, {})}, {});
        QCOMPARE(curve.size(), std::size_t(2));
        QCOMPARE(curve[1].simPairs, 0);
        QVERIFY(!curve[1].sim);
        QCOMPARE(curve[1].atRisk, 1);
        QCOMPARE(*curve[1].hazard, 1.0);
    }

    void withoutAFloorThereIsNoExcess()
    {
        const auto curve = computed({course("a", {true}, 1), course("b", {true}, 1)}, {});
        QCOMPARE(*curve[0].sim, 1.0);
        QVERIFY(!curve[0].floor && !curve[0].excess && !curve[0].band);
    }

    void oneTaskHasNoInterval()
    {
        const auto curve = computed({course("a", {true}, 1)}, {course("a", {false}, {})});
        QCOMPARE(*curve[0].excess, 1.0);
        QVERIFY(!curve[0].band && !curve[0].hazardBand);
    }

    void cancellingEndsTheDraws()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const std::vector<PairCourse> pairs{course("a", {true}, 1), course("b", {true}, 1)};
        QCOMPARE(excessDivergence(pairs, pairs, {}, job).error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestDivergenceExcess)
#include "tst_divergence_excess.moc"
