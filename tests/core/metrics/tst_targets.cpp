// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "tests/core/metrics/targets_fixture.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace gapscope;
using gapscope::test::dialogueOf;
using gapscope::test::targetsOf;
using gapscope::test::tellingInput;

namespace {
/// A talk of so many turns.
UserTalk talkOf(int turns, UserEnding ending)
{
    UserTalk talk;
    talk.ending = ending;
    talk.turns.resize(static_cast<std::size_t>(turns));
    return talk;
}

UserTalk read(const std::vector<std::string> &lines)
{
    return readUserTalk(*dialogueOf("t:d:1", lines), Source::Human);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

const TargetGap &gapOf(const Targets &targets, std::string_view key)
{
    const auto &gaps = targets.simulators.front().gaps;
    return *std::find_if(gaps.begin(), gaps.end(),
                         [key](const TargetGap &gap) { return gap.people.info.key == key; });
}
} // namespace

class TestTargets : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesAreLinearBetweenValues()
    {
        const Quantiles values = quantilesOf({4.0, 1.0, 3.0, 2.0, 10.0});
        QCOMPARE(values.n, 5);
        QVERIFY(near(values.low, 1.4));
        QVERIFY(near(values.median, 3.0));
        QVERIFY(near(values.high, 7.6));
        QVERIFY(near(values.mean, 4.0));
        QVERIFY(near(values.sd, std::sqrt(10.0)));
        QVERIFY(values.few());
        QCOMPARE(quantilesOf({}).n, 0);
        QVERIFY(near(quantilesOf({7.0}).low, 7.0));
    }

    void platformTextAndEndSignalsAreNoSpeech()
    {
        const UserTalk talk =
            read({"u: \\tau task_index:3", "u: hi", "a: yes?", "u: ok bye ###STOP###"});
        QCOMPARE(talk.turns.size(), std::size_t(2));
        QCOMPARE(talk.turns[1].text, std::string("ok bye"));
        QCOMPARE(talk.turns[1].words, 2);
        QVERIFY(talk.ending == UserEnding::Stopped);
        QVERIFY(read({"u: hi", "a: bye"}).ending == UserEnding::Assumed);
    }

    void endingComesFromTheSourceWhereItSaysSo_data()
    {
        QTest::addColumn<std::string>("termination");
        QTest::addColumn<int>("ending");
        QTest::newRow("user") << std::string("user_stop") << int(UserEnding::Stopped);
        QTest::newRow("transfer") << std::string("transfer") << int(UserEnding::Stopped);
        QTest::newRow("agent") << std::string("agent_stop") << int(UserEnding::Censored);
        QTest::newRow("cap") << std::string("max_steps") << int(UserEnding::Censored);
        QTest::newRow("error") << std::string("Error") << int(UserEnding::Censored);
        QTest::newRow("nothing") << std::string() << int(UserEnding::Assumed);
    }

    void endingComesFromTheSourceWhereItSaysSo()
    {
        QFETCH(std::string, termination);
        QFETCH(int, ending);
        auto dialogue = dialogueOf("t:d:1", {"u: hi"});
        dialogue->outcome.termination = termination;
        QCOMPARE(int(readUserTalk(*dialogue, Source::Human).ending), ending);
    }

    /// The Kaplan–Meier example of the textbooks: 3, 5, 5*, 8, 10* (* censored).
    void hazardIsEndsAmongThoseStillTalking()
    {
        const std::vector<HazardStep> steps =
            endingHazardOf({talkOf(3, UserEnding::Stopped), talkOf(5, UserEnding::Stopped),
                            talkOf(5, UserEnding::Censored), talkOf(8, UserEnding::Assumed),
                            talkOf(10, UserEnding::Censored), talkOf(0, UserEnding::Stopped)});
        QCOMPARE(steps.size(), std::size_t(10));
        QVERIFY(near(steps[0].hazard(), 0.0));
        QVERIFY(near(steps[2].hazard(), 1.0 / 5));
        QVERIFY(near(steps[4].hazard(), 1.0 / 4));
        QCOMPARE(steps[4].censored, 1);
        QVERIFY(near(steps[7].hazard(), 1.0 / 2));
        QVERIFY(near(steps[9].hazard(), 0.0));
        QCOMPARE(steps[9].talking, 1);
    }

    void unitsAreDisclosedWhereTheyAreFirstSaid()
    {
        // Units: order, the number; then "refund"; "yes" adds none, nor does what was said.
        const UserTalk talk = read({"u: my order W771234", "a: What about order W771234?",
                                    "u: a refund for order W771234", "a: ok?", "u: yes"});
        QCOMPARE(talk.turns[0].newUnits, 2);
        QCOMPARE(talk.turns[1].newUnits, 1);
        QCOMPARE(talk.turns[2].newUnits, 0);
        const DisclosureSchedule schedule = disclosureOf({talk, read({"u: hm", "u: a refund"})});
        QCOMPARE(schedule.dialogues, 2);
        QCOMPARE(schedule.units, 4);
        QCOMPARE(schedule.steps.size(), std::size_t(3));
        QVERIFY(near(schedule.steps[0].share, (2.0 / 3 + 0.0) / 2));
        QVERIFY(near(schedule.steps[1].share, 1.0));
        QVERIFY(near(schedule.steps[2].share, 1.0));
        QCOMPARE(schedule.steps[2].talking, 1);
        QCOMPARE(schedule.firstIdentifier.n, 1);
        QVERIFY(near(schedule.firstIdentifier.median, 1.0));
    }

    void identifiersAreUnpromptedUnlessTheAgentAskedLately()
    {
        const UserTalk asked = read({"a: Hello!", "u: hi", "a: What is your order number?", "u: hm",
                                     "a: Take your time.", "u: W771234"});
        QCOMPARE(asked.turns[2].promptedIdentifiers, 1);
        const UserTalk unasked = read({"a: Hello!", "u: it is about W771234"});
        QCOMPARE(unasked.turns[0].unpromptedIdentifiers, 1);
        // What the agent named first is not the user's to disclose.
        const UserTalk echoed = read({"a: Is it W771234?", "u: yes W771234"});
        QCOMPARE(echoed.turns[0].promptedIdentifiers + echoed.turns[0].unpromptedIdentifiers, 0);
        QVERIFY(echoed.turns[0].identifier);
    }

    void transitionsHaveStartAndEndAndAreSmoothed()
    {
        const ActCourse course =
            actCourseOf({read({"u: the parcel is lost", "u: yes", "u: yes", "u: /stop"}),
                         read({"u: the parcel is lost"})});
        const auto statement = static_cast<std::size_t>(Act::Statement);
        const auto yes = static_cast<std::size_t>(Act::Yes);
        const ActTransitions &table = course.transitions;
        QCOMPARE(table.counts[ActTransitions::start][statement], 2);
        QCOMPARE(table.counts[statement][yes], 1);
        QCOMPARE(table.counts[statement][ActTransitions::end], 1);
        QCOMPARE(table.counts[yes][yes], 1);
        QCOMPARE(course.turns[yes], 2);
        QVERIFY(near(table.probability(statement, yes), 1.5 / (2 + 0.5 * actCount)));
        QVERIFY(near(table.probability(ActTransitions::start, ActTransitions::end), 0.0));
        for (std::size_t from = 0; from <= std::size_t(actCount); ++from) {
            double sum = 0.0;
            for (std::size_t to = 0; to < std::size_t(actCount); ++to)
                sum += table.probability(from, to);
            QVERIFY(near(sum, 1.0));
        }
    }

    void aCensoredDialogueHasNoEnd()
    {
        UserTalk talk = read({"u: yes"});
        talk.ending = UserEnding::Censored;
        const ActCourse course = actCourseOf({talk});
        QCOMPARE(course.transitions.rowTotal(static_cast<std::size_t>(Act::Yes)), 0);
        QCOMPARE(course.turns[static_cast<std::size_t>(Act::Yes)], 1);
    }

    void writingIsReadFromTheTextItself()
    {
        const UserTalk talk = read({"u: hi there", "u: Where is it?", "u: 5 days.", "u: Ok!"});
        QVERIFY(talk.turns[0].lowerCase && talk.turns[0].openEnd);
        QVERIFY(!talk.turns[1].lowerCase && !talk.turns[1].openEnd && talk.turns[1].questionMark);
        QVERIFY(!talk.turns[2].lowerCase && !talk.turns[2].openEnd);
        QVERIFY(!talk.turns[3].questionMark);
    }

    void fragmentsNameNothing_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("pattern");
        QTest::newRow("yes") << std::string("Yes.") << std::string("yes");
        QTest::newRow("apostrophe") << std::string("That’s all!") << std::string("that's all");
        QTest::newRow("question") << std::string("how much?") << std::string("how much?");
        QTest::newRow("order") << std::string("#W7712034") << std::string("⟨id⟩");
        QTest::newRow("e-mail") << std::string("ann.lee@example.com") << std::string("⟨id⟩");
        QTest::newRow("user") << std::string("mei_davis_8935") << std::string("⟨id⟩");
        QTest::newRow("number") << std::string("ok, 32") << std::string("ok ⟨number⟩");
        QTest::newRow("name") << std::string("Mei Davis") << std::string("⟨word⟩ ⟨word⟩");
        QTest::newRow("mark") << std::string("...") << std::string();
    }

    void fragmentsNameNothing()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, pattern);
        QCOMPARE(fragmentPattern(text), pattern);
    }

    void fragmentsNeedThreeDialoguesOfTwoTasks()
    {
        const auto talks = [](const std::vector<std::string> &tasks) {
            std::vector<TaskTalk> result;
            for (const std::string &task : tasks)
                result.push_back({TaskKey{task}, read({"u: yes", "u: Yes!"})});
            return result;
        };
        QVERIFY(frequentFragments(talks({"a", "b"})).empty());
        QVERIFY(frequentFragments(talks({"a", "a", "a"})).empty());
        const std::vector<Fragment> found = frequentFragments(talks({"a", "a", "b"}));
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].pattern, std::string("yes"));
        QCOMPARE(found[0].count, 6);
        QCOMPARE(found[0].dialogues, 3);
        QCOMPARE(found[0].tasks, 2);
    }

    void figuresDescribePeopleOnTuningTasks()
    {
        const Targets targets = targetsOf(tellingInput());
        QCOMPARE(targets.split.tuning.size(), std::size_t(15));
        QCOMPARE(targets.domains.size(), std::size_t(2));
        QCOMPARE(targets.domains[1].tuning, 10);
        QCOMPARE(targets.people.dialogues, 15);
        QCOMPARE(targets.people.turns, 60);
        QCOMPARE(targets.people.stopped, 15);
        QVERIFY(near(targets.people.find("opening_words")->quantiles->median, 5.0));
        QVERIFY(near(targets.people.find("short_reply")->mean, 0.75));
        QVERIFY(near(targets.people.find("one_word_acknowledgement")->mean, 0.25));
        QVERIFY(near(targets.people.find("lower_case_opening")->mean, 1.0));
        QVERIFY(near(targets.people.find("greeting_opening")->mean, 1.0));
        QVERIFY(near(targets.people.find("unprompted_identifier")->mean, 0.0));
        QVERIFY(near(targets.people.find("first_identifier_turn")->mean, 2.0));
        QVERIFY(near(targets.people.find("user_turns")->mean, 4.0));
        QCOMPARE(targets.people.openingHistogram[1].count, 15);
        QVERIFY(targets.people.find("emotion_rate")->few());
    }

    void heldOutTasksAreNotLookedAt()
    {
        MetricInput input = tellingInput();
        const Targets before = targetsOf(input);
        const std::set<TaskKey> heldOut(before.split.heldOut.begin(), before.split.heldOut.end());
        for (MetricDialogue &each : input.people) {
            const std::string task = each.dialogue->task.value();
            if (heldOut.contains(each.dialogue->task))
                each = test::metricDialogue(dialogueOf(task, {"u: Something else entirely?!"}),
                                            Source::Human);
        }
        const Targets after = targetsOf(input);
        QVERIFY(before.split.hash == after.split.hash);
        for (std::size_t i = 0; i < before.people.figures.size(); ++i)
            QCOMPARE(after.people.figures[i].mean, before.people.figures[i].mean);
    }

    void gapsSayWhereToMove()
    {
        const Targets targets = targetsOf(tellingInput());
        const TargetGap &shorter = gapOf(targets, "opening_words");
        QVERIFY(shorter.move == Move::Down);
        QVERIFY(near(shorter.people.mean, 5.0));
        QVERIFY(near(shorter.simulator.mean, 17.0));
        QVERIFY(near(shorter.change, -12.0));
        const TargetGap &replies = gapOf(targets, "short_reply");
        QVERIFY(replies.move == Move::Up);
        QVERIFY(near(replies.change, 0.75));
        QVERIFY(replies.interval && replies.interval->low > 0.5);
        QVERIFY(gapOf(targets, "emotion_rate").move == Move::Unclear);
    }

    void fewEventsOnBothSidesAreNoAim()
    {
        MetricInput input = tellingInput();
        input.people.resize(6);
        input.simulators[0].dialogues.resize(6);
        const Targets targets = targetsOf(input, 0.9);
        QCOMPARE(targets.people.dialogues, 5);
        for (const TargetGap &gap : targets.simulators[0].gaps) {
            if (gap.people.few() && gap.simulator.few())
                QVERIFY(gap.move == Move::Unclear);
        }
    }

    void gapsUseTheTasksBothSidesHave()
    {
        MetricInput input = tellingInput();
        const Targets all = targetsOf(input);
        const TaskKey only = all.split.tuning.front();
        std::erase_if(input.simulators[0].dialogues,
                      [&](const MetricDialogue &each) { return each.dialogue->task != only; });
        const Targets one = targetsOf(input);
        QCOMPARE(one.simulators[0].sharedTasks, 1);
        QCOMPARE(one.simulators[0].gaps[0].people.n, 1);
        QVERIFY(!one.simulators[0].gaps[0].interval);
        QCOMPARE(one.people.dialogues, 15);
    }

    void withoutPeopleThereIsNothingToAimAt()
    {
        JobContext job;
        const Result<Targets> targets = computeTargets(MetricInput{}, 0.5, job);
        QVERIFY(!targets);
        QVERIFY(targets.error().code == ErrorCode::NotComputable);
    }

    void cancellingStops()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const Result<Targets> targets = computeTargets(tellingInput(), 0.5, job);
        QVERIFY(!targets);
        QVERIFY(targets.error().code == ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"
