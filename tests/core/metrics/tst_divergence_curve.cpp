// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/divergence_curve.h"

using namespace gapscope;

class TestDivergenceCurve : public test::TestCase
{
    Q_OBJECT

    static AlignedRow row(RowKind kind, std::vector<int> real, std::vector<int> sim)
    {
        AlignedRow result;
        result.kind = kind;
        result.real = std::move(real);
        result.sim = std::move(sim);
        // What is matched was measured, what is not costs something: else it is a stop signal.
        if (result.real.empty() || result.sim.empty())
            result.divergence = 1.0;
        else
            result.parts.style = 0.0;
        return result;
    }

    static AlignedRow stop(std::vector<int> real, std::vector<int> sim)
    {
        AlignedRow result;
        result.kind = sim.empty() ? RowKind::Missing : RowKind::Equal;
        result.real = std::move(real);
        result.sim = std::move(sim);
        return result;
    }

private Q_SLOTS:
    void rowsAreCountedByTheRealTurnsIndex()
    {
        Alignment alignment;
        alignment.rows = {row(RowKind::Equal, {1}, {1}), row(RowKind::Extra, {}, {3}),
                          row(RowKind::Missing, {4}, {}), row(RowKind::Merged, {6, 9}, {5}),
                          row(RowKind::Moved, {12}, {})};
        DivergenceCurve curve;
        curve.add(alignment);
        const std::vector<TurnCount> expected = {
            {1, 0, 1}, {2, 1, 1}, {3, 0, 1}, {4, 0, 1}, {5, 1, 1}};
        QVERIFY(curve.counts() == expected);
    }

    void pairsAddUp()
    {
        Alignment first;
        first.rows = {row(RowKind::Divergent, {0}, {0})};
        Alignment second;
        second.rows = {row(RowKind::Paraphrase, {2}, {2}), row(RowKind::Missing, {4}, {})};
        DivergenceCurve curve;
        curve.add(first);
        curve.add(second);
        const std::vector<TurnCount> expected = {{1, 1, 2}, {2, 1, 1}};
        QVERIFY(curve.counts() == expected);
    }

    void stopSignalsDoNotCount()
    {
        Alignment paired;
        paired.rows = {row(RowKind::Equal, {1}, {1}), stop({3}, {3})};
        Alignment alone;
        alone.rows = {row(RowKind::Divergent, {1}, {1}), stop({3}, {})};
        DivergenceCurve curve;
        curve.add(paired);
        curve.add(alone);
        const std::vector<TurnCount> expected = {{1, 1, 2}};
        QVERIFY(curve.counts() == expected);
    }

    void nothingAddedIsNoCurve() { QVERIFY(DivergenceCurve().counts().empty()); }
};

QTEST_APPLESS_MAIN(TestDivergenceCurve)
#include "tst_divergence_curve.moc"
