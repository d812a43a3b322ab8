// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/align/calibration.h"
#include "core/align/named_settings.h"

#include <cmath>
#include <limits>

using namespace gapscope;

namespace {
AlignedRow matched(double divergence)
{
    AlignedRow row;
    row.kind = RowKind::Paraphrase;
    row.real = {0};
    row.sim = {0};
    row.divergence = divergence;
    row.parts.style = 0.0;
    return row;
}

/// One pair whose rows diverge by 0, .01 … 1.
Alignment ladder()
{
    Alignment alignment;
    for (int i = 0; i <= 100; ++i)
        alignment.rows.push_back(matched(i / 100.0));
    return alignment;
}

DivergenceFloor ladderFloor()
{
    FloorBuilder builder;
    builder.add(ladder());
    return *builder.build(DivergenceFloor::Source::People);
}

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}
} // namespace

class TestCalibration final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesAndPercentilesOfEvenRows()
    {
        const DivergenceFloor floor = ladderFloor();
        QCOMPARE(floor.rows, std::int64_t(101));
        QCOMPARE(floor.pairs, 1);
        QVERIFY(close(floor.at(50), 0.5));
        QVERIFY(close(floor.suggestedDivergentAbove(), 0.95));
        QVERIFY(close(percentileOf(floor, 0.255), 25.5));
        QVERIFY(close(percentileOf(floor, 0.0), 0.0));
        QVERIFY(close(percentileOf(floor, 1.0), 100.0));
    }

    void whatLiesBeyondTheFloorIsAtItsEnds()
    {
        FloorBuilder builder;
        Alignment alignment;
        alignment.rows = {matched(0.4), matched(0.4), matched(0.6)};
        builder.add(alignment);
        const auto floor = builder.build(DivergenceFloor::Source::People);
        QCOMPARE(percentileOf(*floor, 0.1), 0.0);
        QCOMPARE(percentileOf(*floor, 0.4), 0.0);
        QCOMPARE(percentileOf(*floor, 0.9), 100.0);
    }

    void onlySpokenRowsOfOneTurnEachCount()
    {
        Alignment alignment;
        alignment.rows = {matched(0.2), matched(0.3), matched(0.4), matched(0.5)};
        alignment.rows[1].kind = RowKind::Merged;
        alignment.rows[2].parts.style.reset(); // a stop signal
        alignment.rows[3].sim.clear();
        FloorBuilder builder;
        builder.add(alignment);
        QCOMPARE(builder.build(DivergenceFloor::Source::People)->rows, std::int64_t(1));
        const DivergenceFloor floor = ladderFloor();
        const auto percentiles = floorPercentiles(alignment, &floor);
        QCOMPARE(percentiles.size(), std::size_t(4));
        QVERIFY(percentiles[0] && close(*percentiles[0], 20.0));
        QVERIFY(!percentiles[1] && !percentiles[2] && !percentiles[3]);
        QVERIFY(!floorPercentiles(alignment, nullptr)[0]);
    }

    void noMatchedRowIsNoFloor()
    {
        FloorBuilder builder;
        builder.add({});
        QVERIFY(!builder.build(DivergenceFloor::Source::People));
    }

    void peopleComeBeforeReruns()
    {
        DivergenceFloors floors;
        QVERIFY(!floors.of("a"));
        DivergenceFloor reruns = ladderFloor();
        reruns.source = DivergenceFloor::Source::Reruns;
        reruns.label = "a";
        floors.reruns.emplace("a", reruns);
        QCOMPARE(sourceText(*floors.of("a")), std::string("re-runs of a"));
        QVERIFY(!floors.of("b"));
        floors.people = ladderFloor();
        QCOMPARE(sourceText(*floors.of("b")), std::string("human–human"));
    }

    void floorsAreReadAsTheyWereWritten()
    {
        DivergenceFloors floors;
        DivergenceFloor reruns = ladderFloor();
        reruns.source = DivergenceFloor::Source::Reruns;
        reruns.label = "a";
        floors.reruns.emplace("a", reruns);
        QVERIFY(*parseFloors(floorsJson(floors)) == floors);
        floors.people = ladderFloor();
        QVERIFY(*parseFloors(floorsJson(floors)) == floors);
        QCOMPARE(parseFloors("{}").error().code, ErrorCode::InputMalformed);
        QCOMPARE(parseFloors(R"({"people":{"label":"","pairs":1,"rows":1,"quantiles":[1]},)"
                             R"("reruns":[]})")
                     .error()
                     .code,
                 ErrorCode::InputMalformed);
    }

    void settingsAreSetByNameWithinTheirRange_data()
    {
        QTest::addColumn<QString>("assignment");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("theta") << "theta=0.4" << true;
        QTest::newRow("end of range") << "divergent_above=1" << true;
        QTest::newRow("above") << "theta=1.5" << false;
        QTest::newRow("below") << "style_flag=0" << false;
        QTest::newRow("not finite") << "theta=nan" << false;
        QTest::newRow("no number") << "theta=high" << false;
        QTest::newRow("number and more") << "theta=0.4x" << false;
        QTest::newRow("no value") << "theta" << false;
        QTest::newRow("unknown") << "gamma=0.4" << false;
    }
    void settingsAreSetByNameWithinTheirRange()
    {
        QFETCH(QString, assignment);
        QFETCH(bool, accepted);
        AlignSettings settings;
        const Result<void> set = setAlignSetting(settings, assignment.toStdString());
        QCOMPARE(bool(set), accepted);
        QCOMPARE(settings != AlignSettings{}, accepted);
        if (!accepted)
            QCOMPARE(set.error().code, ErrorCode::InvalidArgument);
    }

    void everySettingSurvivesWritingAndChangesTheMethodVersion()
    {
        for (const AlignSettingInfo &info : alignSettingTable()) {
            AlignSettings settings;
            QVERIFY(
                setAlignSetting(settings, info.name, info.least + 0.37 * (info.most - info.least)));
            QVERIFY2(*parseAlignSettings(alignSettingsJson(settings)) == settings,
                     info.name.data());
            QVERIFY2(alignMethodVersion(settings) != alignMethodVersion(), info.name.data());
        }
        QCOMPARE(alignSettingsJson({}), std::string("{}"));
        QCOMPARE(parseAlignSettings("[]").error().code, ErrorCode::InputMalformed);
        QCOMPARE(parseAlignSettings(R"({"theta":"x"})").error().code, ErrorCode::InputMalformed);
        QCOMPARE(parseAlignSettings(R"({"theta":2})").error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
