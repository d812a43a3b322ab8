// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_settings.h"
#include "core/plot/facets.h"
#include "core/plot/plot_parts.h"
#include "tests/core/plot/made_sample.h"
#include "tests/support/test_case.h"

using namespace gapscope;
using namespace gapscope::plot;

namespace {
/// One task with a reward of people's each; what is below 0 has none.
void addPerson(test::InputBuilder &builder, const std::string &task, int run, double reward)
{
    Dialogue dialogue = test::dialogue(task, run, {"user: a"});
    if (reward >= 0.0)
        dialogue.outcome.reward = reward;
    builder.person(dialogue);
}

std::string titles(const std::vector<Facet> &facets)
{
    std::string out;
    for (const Facet &facet : facets)
        out += facet.title + " " + std::to_string(facet.tasks.size()) + "; ";
    return out;
}

/// A point per person with a row each.
ChartSpec countPeople(const ChartInput &input)
{
    if (input.sample->people.empty())
        return plot::empty("nobody");
    ChartSpec spec;
    spec.subtitle = "left out";
    spec.table.header = {"task"};
    const auto n = static_cast<double>(input.sample->people.size());
    spec.x.range = {0.0, n};
    spec.legend.push_back(
        {"people", LegendEntry::Kind::Point, MarkShape::Square, 0, {InkRole::Real}});
    spec.warnings.push_back("the same for all");
    for (const MetricDialogue &one : input.sample->people) {
        PointMark mark;
        mark.info.tip = one.dialogue->task.value();
        mark.info.row = static_cast<int>(spec.table.rows.size());
        spec.points.push_back(mark);
        spec.table.rows.push_back({one.dialogue->task.value()});
    }
    return spec;
}
} // namespace

class TestFacets final : public test::TestCase
{
    Q_OBJECT

    test::InputBuilder m_builder;
    UsiTable m_table;

    std::vector<Facet> facets(const std::string &by)
    {
        ChartInput input{m_table, {}, {}, {}};
        input.sample = &m_builder.input;
        return facetsOf(input, by);
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_builder = {};
        addPerson(m_builder, "tau1:retail:1", 1, 1.0);
        addPerson(m_builder, "tau1:retail:1", 2, 0.0);
        addPerson(m_builder, "tau1:airline:2", 1, 1.0);
        addPerson(m_builder, "tau1:airline:3", 1, 0.0);
        addPerson(m_builder, "loose", 1, -1.0);
        m_builder.input.difficulty = {{TaskKey("tau1:retail:1"), 0.2},
                                      {TaskKey("tau1:airline:2"), 0.19},
                                      {TaskKey("tau1:airline:3"), 1.0}};
    }

    void tasksAreGroupedByDomainAndTheUnknownComesLast()
    {
        QCOMPARE(titles(facets("domain")), std::string("airline 2; retail 1; not known 1; "));
    }

    void theTasksOwnDomainComesBeforeItsKey()
    {
        Task task;
        task.key = TaskKey("loose");
        task.domain = "bank";
        m_builder.input.tasks[task.key] = task;
        QCOMPARE(titles(facets("domain")), std::string("airline 2; bank 1; retail 1; "));
    }

    void difficultyBinsHoldTheirLowerEnd()
    {
        QCOMPARE(titles(facets("difficulty")),
                 std::string("difficulty 0.0–0.2 1; difficulty 0.2–0.4 1; difficulty 0.8–1.0 1; "
                             "not known 1; "));
    }

    void outcomesAreThoseOfAllBatches()
    {
        QCOMPARE(titles(facets("outcome")),
                 std::string("always succeeds with people 1; never succeeds with people 1; "
                             "sometimes succeeds with people 1; not known 1; "));
    }

    void withoutASampleTasksAreThoseOfTheCourses()
    {
        const std::vector<SimulatorCourses> courses{
            {"sim", {{TaskKey("a:b:1"), {}, {}, {}, {}}}, {}, {}}};
        ChartInput input{m_table, {}, {}, {}};
        input.courses = &courses;
        QCOMPARE(titles(facetsOf(input, "domain")), std::string("b 1; "));
        QCOMPARE(titles(facetsOf(input, "difficulty")), std::string("not known 1; "));
    }

    void panelsShareAxesAndOneTable()
    {
        ChartInput input{m_table, {}, {}, {}};
        input.sample = &m_builder.input;
        input.settings["facet"] = "domain";
        const ChartSpec spec = faceted(input, countPeople);
        QCOMPARE(spec.panels.size(), std::size_t(3));
        QCOMPARE(spec.panels[1].title, std::string("retail (1 task)"));
        QCOMPARE(spec.panels[2].x.range, spec.panels[0].x.range);
        QCOMPARE(spec.panels[0].x.range.to, 2.0);
        QVERIFY(spec.panels[0].subtitle.empty() && spec.panels[0].legend.empty());
        QCOMPARE(spec.legend.size(), std::size_t(1));
        QCOMPARE(spec.warnings.size(), std::size_t(1));
        QCOMPARE(spec.table.header, (std::vector<std::string>{"facet", "task"}));
        QCOMPARE(test::line(spec, 4), std::string("not known (1 task)|loose"));
        for (const ChartSpec &panel : spec.panels)
            for (const PointMark &mark : panel.points)
                QCOMPARE(spec.table.rows[static_cast<std::size_t>(mark.info.row)][1].text,
                         mark.info.tip);
        QVERIFY(spec.grid.sharedX && spec.grid.sharedY);
    }

    void moreGroupsThanCanBeReadAreCutAndSaid()
    {
        test::InputBuilder many;
        for (int i = 0; i < 15; ++i)
            addPerson(many, "b:domain" + std::to_string(10 + i) + ":1", 1, 1.0);
        ChartInput input{m_table, {}, {}, {}};
        input.sample = &many.input;
        input.settings["facet"] = "domain";
        const ChartSpec spec = faceted(input, countPeople);
        QCOMPARE(spec.panels.size(), std::size_t(12));
        QCOMPARE(spec.warnings.front(), std::string("Only the first 12 of 15 groups are drawn."));
    }

    void whatIsNotAChoiceIsTheDefault()
    {
        UsiTable table = test::tableOf(test::smallSample(3));
        ChartInput input{table, "sim 1", {}, {}};
        input.settings = {{"feature", "no_such"}, {"other", "sim 1"}, {"facet", "domain"}};
        QCOMPARE(chosenFeature(input), featureByKey(chosen(input, featureSetting())).value());
        QVERIFY(chosen(input, featureSetting()) != "no_such");
        // Nobody is compared with himself.
        QCOMPARE(otherSimulator(input), std::string());
        input.settings["other"] = "sim 2";
        QCOMPARE(otherSimulator(input), std::string("sim 2"));
        QCOMPARE(chosen(input, facetSetting()), std::string("domain"));
        QCOMPARE(featureSetting().choices(input).size(), std::size_t(19));
        const ChartSetting none{"x", "x",
                                [](const ChartInput &) { return std::vector<ChartChoice>(); }};
        QCOMPARE(chosen(input, none), std::string());
    }

    void theSelectedSimulatorIsFoundByItsLabel()
    {
        const MetricInput sample = test::smallSample(2);
        const UsiTable table = test::tableOf(sample);
        ChartInput input{table, {}, {}, {}};
        QVERIFY(!sampled(input) && !coursesOf(input));
        input.sample = &sample;
        const std::vector<SimulatorCourses> courses{{"sim 1", {}, {}, {}}};
        input.courses = &courses;
        QCOMPARE(sampled(input)->name, std::string("sim 0"));
        QCOMPARE(sampled(input, "sim 1")->name, std::string("sim 1"));
        QVERIFY(!sampled(input, "nobody"));
        QVERIFY(!coursesOf(input));
        input.simulator = "sim 1";
        QCOMPARE(coursesOf(input)->simulator, std::string("sim 1"));
    }
};

QTEST_APPLESS_MAIN(TestFacets)
#include "tst_facets.moc"
