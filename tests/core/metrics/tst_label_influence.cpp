// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/label_influence.h"
#include "tests/core/metrics/metric_input.h"
#include "tests/support/test_case.h"

#include <cmath>
#include <unordered_set>

using namespace gapscope;

namespace {
constexpr int taskCount = 24;
constexpr auto usi = static_cast<std::size_t>(UsiColumn::Usi);
constexpr auto evaluation = static_cast<std::size_t>(UsiColumn::Evaluation);
constexpr auto ece = static_cast<std::size_t>(UsiColumn::Ece);

/// People and a simulator on 24 tasks, two batches and runs each. Every fourth task's first run is
/// far from people.
MetricInput sample()
{
    test::InputBuilder builder;
    const auto fill = [](MetricDialogue &one, double level) {
        FeatureVector vector;
        for (std::size_t i = 0; i < featureCount; ++i)
            vector.values[i] = level + 0.01 * static_cast<double>(i % 5);
        one.features = vector;
    };
    const auto add = [&](bool isSim, int task, int run, double level, double reward) {
        Dialogue one = test::dialogue("tau1:airline:" + std::to_string(task), run, {"user: a"});
        one.outcome.reward = reward;
        if (isSim) {
            builder.sim(std::move(one));
            fill(builder.input.simulators.back().dialogues.back(), level);
        } else {
            builder.person(std::move(one));
            fill(builder.input.people.back(), level);
        }
    };
    for (int task = 0; task < taskCount; ++task) {
        const double level = 0.2 + 0.02 * (task % 7);
        builder.input.difficulty[TaskKey("tau1:airline:" + std::to_string(task))] =
            task / static_cast<double>(taskCount);
        for (int run = 1; run <= 2; ++run) {
            add(false, task, run, level + 0.01 * run, task % 3 == 0 ? 0.0 : 1.0);
            const bool isFar = run == 1 && task % 4 == 0;
            add(true, task, run, isFar ? 0.9 : level, (task + run) % 3 == 0 ? 0.0 : 1.0);
        }
    }
    return std::move(builder.input);
}

/// Every dialogue of the simulator judged; C1 where it is far from people, I1 anywhere.
std::vector<LabelledPair> labels(const MetricInput &input)
{
    std::vector<LabelledPair> pairs;
    for (const MetricDialogue &one : input.simulators[0].dialogues) {
        LabelledPair pair;
        pair.task = one.dialogue->task;
        pair.real = input.people[0].dialogue->id;
        pair.sim = one.dialogue->id;
        pair.simulator = "sim";
        const auto say = [&](LabelKind kind, const char *code) {
            Label label;
            label.kind = kind;
            label.code = code;
            pair.labels.push_back(label);
        };
        say(LabelKind::Progress, "done");
        if ((*one.features)[Feature::NTurns] > 0.8)
            say(LabelKind::Divergence, "C1");
        if (pairs.size() % 5 == 1)
            say(LabelKind::Divergence, "I1");
        say(LabelKind::Divergence, "X2");
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

LabelInfluences influencesOf(const MetricInput &input, const std::vector<LabelledPair> &labelled,
                             const InfluenceOptions &options = {})
{
    JobContext job;
    return *labelInfluences(input, "sim", Edition::reference(), labelled, options, job);
}

const LabelInfluence &codeOf(const LabelInfluences &all, const std::string &code)
{
    return *std::ranges::find(all.codes, code, &LabelInfluence::code);
}
} // namespace

class TestLabelInfluence final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void leavingOutIsTheIndexWithoutThem()
    {
        const MetricInput input = sample();
        const LabelInfluences all = influencesOf(input, labels(input));
        QCOMPARE(all.dialogues, 2 * taskCount);
        QCOMPARE(all.judged, 2 * taskCount);
        const LabelInfluence &far = codeOf(all, "C1");
        QCOMPARE(far.dialogues.size(), std::size_t(6));
        const std::unordered_set<DialogueId> without(far.dialogues.begin(), far.dialogues.end());
        const LabelInfluences rest = influencesOf(restricted(input, without), {});
        for (std::size_t i = 0; i < usiColumnCount; ++i) {
            QCOMPARE(far.cells[i].change.has_value(), i != evaluation);
            if (i != evaluation)
                QVERIFY(std::abs(*all.values[i] + *far.cells[i].change - *rest.values[i]) < 1e-9);
        }
        QVERIFY(*all.values[ece] > 0.0 && *all.values[ece] < 100.0);
    }

    void aLabelThatGoesWithTheLossIsOutsideTheBand()
    {
        const MetricInput input = sample();
        const LabelInfluences all = influencesOf(input, labels(input));
        const InfluenceCell &far = codeOf(all, "C1").cells[usi];
        QVERIFY(*far.change > 0.0);
        QVERIFY(far.isOutside());
        QVERIFY(far.band->low < far.band->high);
        // Set regardless of what the dialogues are like: as any ten.
        const InfluenceCell &any = codeOf(all, "I1").cells[usi];
        QVERIFY(any.change && !any.isOutside());
    }

    void whatEveryDialogueHasCannotBeCompared()
    {
        const MetricInput input = sample();
        const LabelInfluences all = influencesOf(input, labels(input));
        const LabelInfluence &everywhere = codeOf(all, "X2");
        QCOMPARE(everywhere.dialogues.size(), std::size_t(2 * taskCount));
        QVERIFY(!everywhere.cells[usi].change && !everywhere.cells[usi].band);
        QVERIFY(!everywhere.cells[usi].isOutside());
    }

    void bandsAreSeeded()
    {
        const MetricInput input = sample();
        const auto bandOf = [&](std::uint64_t seed) {
            return codeOf(influencesOf(input, labels(input), {.draws = 100, .seed = seed}), "C1")
                .cells[usi]
                .band;
        };
        QCOMPARE(bandOf(1), bandOf(1));
        QVERIFY(bandOf(1) != bandOf(2));
    }

    void onlyJudgedDialoguesOfTheSimulatorCount()
    {
        const MetricInput input = sample();
        std::vector<LabelledPair> labelled = labels(input);
        labelled[0].simulator = "another";
        labelled[1].labels.clear();
        labelled[2].sim = DialogueId("gone");
        QCOMPARE(influencesOf(input, labelled).judged, 2 * taskCount - 3);
    }

    void errors()
    {
        const MetricInput input = sample();
        JobContext job;
        QCOMPARE(labelInfluences(input, "none", {}, {}, {}, job).error().code, ErrorCode::NotFound);
        std::stop_source stop;
        stop.request_stop();
        JobContext stopped(stop.get_token());
        QCOMPARE(labelInfluences(input, "sim", {}, labels(input), {}, stopped).error().code,
                 ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestLabelInfluence)
#include "tst_label_influence.moc"
