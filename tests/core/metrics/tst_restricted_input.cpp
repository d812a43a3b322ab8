// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/metrics/metric_input.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
std::string ids(const std::vector<MetricDialogue> &dialogues)
{
    std::string out;
    for (const MetricDialogue &one : dialogues)
        out += one.dialogue->id.value() + " ";
    return out;
}

std::string pairs(const std::vector<Alignment> &alignments)
{
    std::string out;
    for (const Alignment &one : alignments)
        out += one.realDialogue.value() + "-" + one.simDialogue.value() + " ";
    return out;
}

Alignment pair(const char *real, const char *sim)
{
    Alignment alignment;
    alignment.realDialogue = DialogueId(real);
    alignment.simDialogue = DialogueId(sim);
    return alignment;
}

/// People d0 (a) and d1 (b); the simulator d2 (a) and d3 (b).
MetricInput small()
{
    test::InputBuilder builder;
    builder.person(test::dialogue("a", 1, {"user: x"}));
    builder.person(test::dialogue("b", 1, {"user: x"}));
    builder.sim(test::dialogue("a", 1, {"user: x"}));
    builder.sim(test::dialogue("b", 1, {"user: x"}));
    builder.card("a", "card");
    MetricInput &input = builder.input;
    input.simulators[0].alignments = {pair("d0", "d2"), pair("d1", "d3")};
    input.peopleAlignments = {pair("d0", "d1")};
    ComparableSurvey survey;
    survey.task = TaskKey("a");
    input.simulators[0].surveys = {survey};
    survey.task = TaskKey("b");
    input.secondOpinions = {survey};
    input.difficulty[TaskKey("a")] = 0.5;
    input.seed = 7;
    return input;
}
} // namespace

class TestRestrictedInput final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutALimitEverythingStays()
    {
        const MetricInput input = small();
        const MetricInput out = restricted(input, {});
        QCOMPARE(ids(out.people), std::string("d0 d1 "));
        QCOMPARE(ids(out.simulators[0].dialogues), std::string("d2 d3 "));
        QCOMPARE(pairs(out.simulators[0].alignments), std::string("d0-d2 d1-d3 "));
        QCOMPARE(out.people[0].dialogue.get(), input.people[0].dialogue.get()); // shared
        QCOMPARE(out.seed, input.seed);
        QCOMPARE(out.draws, input.draws);
        QCOMPARE(out.tasks.size(), std::size_t(1));
        QCOMPARE(out.difficulty, input.difficulty);
    }

    void anExcludedDialogueTakesItsPairsAlong()
    {
        const MetricInput out = restricted(small(), {DialogueId("d1"), DialogueId("d2")});
        QCOMPARE(ids(out.people), std::string("d0 "));
        // d3's task has no person any more: it counts as little as when the study is read anew.
        QCOMPARE(ids(out.simulators[0].dialogues), std::string());
        QCOMPARE(pairs(out.simulators[0].alignments), std::string());
        QCOMPARE(pairs(out.peopleAlignments), std::string());
        // Answers belong to tasks, not to one dialogue of them.
        QCOMPARE(out.simulators[0].surveys.size(), std::size_t(1));
    }

    void onlyTheTasksAskedForStay()
    {
        const std::set<TaskKey> tasks{TaskKey("b")};
        const MetricInput out = restricted(small(), {}, &tasks);
        QCOMPARE(ids(out.people), std::string("d1 "));
        QCOMPARE(pairs(out.simulators[0].alignments), std::string("d1-d3 "));
        QVERIFY(out.peopleAlignments.empty());
        QVERIFY(out.simulators[0].surveys.empty());
        QCOMPARE(out.secondOpinions.size(), std::size_t(1));
    }

    void noTaskMeansNothing()
    {
        const std::set<TaskKey> none;
        const MetricInput out = restricted(small(), {}, &none);
        QVERIFY(out.people.empty() && out.simulators[0].dialogues.empty());
        QCOMPARE(out.simulators.size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestRestrictedInput)
#include "tst_restricted_input.moc"
