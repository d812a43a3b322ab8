// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

#include <cmath>

using namespace gapscope;

namespace {
PairCourse course(const std::string &task, const std::string &sim, std::vector<bool> apart,
                  std::optional<int> first)
{
    return {TaskKey(task), DialogueId("p-" + task), DialogueId(sim), std::move(apart), first};
}

/// Four pairs on two tasks of two domains against two of people: turn 1 one of four apart against
/// none of two, turn 2 three of four against one of two.
std::vector<SimulatorCourses> smallCourses(int simulators = 1)
{
    const auto floor = std::make_shared<const std::vector<PairCourse>>(std::vector<PairCourse>{
        course("b:x:1", "q1", {false, true}, 2), course("b:y:2", "q2", {false, false}, {})});
    std::vector<SimulatorCourses> all;
    for (int i = 0; i < simulators; ++i)
        all.push_back(
            {"sim " + std::to_string(i),
             {course("b:x:1", "s1", {true, true}, 1), course("b:x:1", "s2", {false, true}, 2),
              course("b:y:2", "s3", {false, true}, 2), course("b:y:2", "s4", {false, false}, {})},
             "human–human",
             floor});
    return all;
}

ChartSpec built(std::string_view id, const std::vector<SimulatorCourses> &courses,
                const test::Settings &settings = {})
{
    MetricInput sample;
    for (const SimulatorCourses &one : courses)
        sample.simulators.push_back({one.simulator, {}, {}, {}});
    const UsiTable table = test::tableOf(sample);
    ChartInput input{table, {}, {}, {}};
    input.courses = &courses;
    input.settings = settings;
    const auto charts = builtinCharts();
    return findChart(charts, id)->build(input);
}

std::string values(const ChartSpec &panel)
{
    std::string out;
    for (const PointMark &point : panel.points)
        out += std::to_string(static_cast<int>(point.x)) + ":" +
               std::to_string(static_cast<int>(std::lround(point.y))) + "/" +
               std::to_string(point.info.dialogues.size()) + " ";
    return out;
}
} // namespace

class TestCourseCharts final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void excessIsTheShareAboveTheFloor()
    {
        const ChartSpec spec = built("excess_divergence", smallCourses());
        QCOMPARE(spec.panels.size(), std::size_t(2));
        // One pair apart at turn 1, three at turn 2 (two dialogues of people, three simulated).
        QCOMPARE(values(spec.panels[0]), std::string("1:25/2 2:25/5 "));
        QCOMPARE(spec.panels[1].bars.size(), std::size_t(2));
        QCOMPARE(spec.panels[1].bars[0].y, (Interval{0.0, 4.0}));
        QCOMPARE(spec.panels[0].references.front().value, 0.0);
        JobContext job;
        const auto courses = smallCourses();
        const auto turns = excessDivergence(courses[0].pairs, *courses[0].floor, {}, job);
        QCOMPARE(spec.table.rows[1][7].number, *(*turns)[1].excess);
        QCOMPARE(spec.table.rows[1][8].number, (*turns)[1].band->low);
        QVERIFY(std::find(spec.warnings.begin(), spec.warnings.end(),
                          "Open marks: fewer than 10 pairs at that turn.") != spec.warnings.end());
    }

    void hazardCountsThoseWhoPartHere()
    {
        const ChartSpec spec = built("first_divergence_hazard", smallCourses());
        // One of four at turn 1; two of the three left at turn 2.
        // The last two are the floor's.
        QCOMPARE(values(spec.panels[0]), std::string("1:25/2 2:67/4 1:0/0 2:50/0 "));
        QCOMPARE(spec.panels[0].points.back().shape, spec.legend.back().shape);
        QCOMPARE(spec.panels[0].lines.size(), std::size_t(2)); // the floor's
        QCOMPARE(spec.panels[0].lines[1].points.back().second, 50.0);
    }

    void facetsHaveNoStrip()
    {
        std::vector<SimulatorCourses> courses = smallCourses();
        // Three pairs at least are needed to draw a turn.
        for (int i = 0; i < 2; ++i)
            for (const char *task : {"b:x:1", "b:y:2"})
                courses[0].pairs.push_back(course(task, "m", {true, true}, 1));
        const ChartSpec spec = built("excess_divergence", courses, {{"facet", "domain"}});
        QCOMPARE(spec.panels.size(), std::size_t(2));
        QCOMPARE(spec.panels[0].title, std::string("x (1 task)"));
        QVERIFY(!spec.panels[0].points.empty() && spec.panels[0].panels.empty());
        QCOMPARE(spec.table.header.front(), std::string("facet"));
    }

    void ofManySimulatorsTwoAreDrawn()
    {
        const ChartSpec spec = built("excess_divergence", smallCourses(31), {{"other", "sim 30"}});
        QCOMPARE(spec.panels[0].lines.size(), std::size_t(2));
        QCOMPARE(spec.panels[0].bands.size(), std::size_t(1)); // of the selected one
    }

    void withoutPairsOrFloorThereIsAReason()
    {
        std::vector<SimulatorCourses> courses = smallCourses();
        courses[0].floor = std::make_shared<const std::vector<PairCourse>>();
        QVERIFY(built("excess_divergence", courses).isEmpty());
        const ChartSpec hazard = built("first_divergence_hazard", courses);
        QVERIFY(!hazard.isEmpty());
        QCOMPARE(hazard.warnings.front().substr(0, 9), std::string("No floor:"));
        courses[0].pairs.clear();
        QCOMPARE(built("first_divergence_hazard", courses).emptyReason,
                 std::string("sim 0 has no dialogue aligned with one of people."));
    }
};

QTEST_APPLESS_MAIN(TestCourseCharts)
#include "tst_course_charts.moc"
