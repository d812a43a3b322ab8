// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/rule_precision.h"
#include "core/stats/intervals.h"
#include "tests/core/label/rated_pairs.h"

#include <algorithm>

using namespace gapscope;
using test::RatedPairMaker;

namespace {
Suggestion suggested(const char *rule, int row)
{
    Suggestion one;
    one.row = row;
    one.rule = rule;
    one.code = suggestionRule(rule)->code;
    return one;
}

RuleScore scoreOf(const RulePrecision &all, const std::string &rule)
{
    const auto found = std::ranges::find(all.rules, rule, &RuleScore::rule);
    return found == all.rules.end() ? RuleScore{} : *found;
}
} // namespace

class TestRulePrecision final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aHitIsTheSameCodeOnTheSameRow()
    {
        RatedPairMaker one("1", 4);
        one.says("ann", "Q4", 0).says("ann", "Q4", 1).says("bob", "R6", 2).done("bob");
        const std::vector<SuggestedPair> pairs{
            {one.result,
             {suggested("extra_question", 0), suggested("extra_question", 0),
              suggested("extra_question", 2), suggested("coaching", 3)}}};
        const RulePrecision all = rulePrecision(pairs);
        QCOMPARE(all.pairs, 1);
        const RuleScore question = scoreOf(all, "extra_question");
        QCOMPARE(question.suggested, 2);
        QCOMPARE(question.hits, 1);
        QCOMPARE(question.labelled, 2);
        QCOMPARE(question.precision(), std::optional(0.5));
        QCOMPARE(question.recall(), std::optional(0.5));
        QCOMPARE(question.precisionInterval(), stats::wilson(1, 2));
        QCOMPARE(question.dialogues, std::vector{DialogueId("sim-1")});
        QCOMPARE(scoreOf(all, "coaching").precision(), std::optional(0.0));
        QVERIFY(!scoreOf(all, "tool_path").precision());
        QCOMPARE(all.rules.size(), suggestionRules().size());
    }

    void finalLabelsComeBeforeThoseOfAnnotators()
    {
        RatedPairMaker one("1", 2);
        one.says("ann", "Q4", 0).decided("X0", 0).decided("Q4", 1);
        const RulePrecision all = rulePrecision(
            {{one.result, {suggested("extra_question", 0), suggested("extra_question", 1)}}});
        QCOMPARE(scoreOf(all, "extra_question").hits, 1);
        QCOMPARE(scoreOf(all, "extra_question").labelled, 1);
        RatedPairMaker gold("2", 1);
        gold.decided("Q4", 0);
        QCOMPARE(scoreOf(rulePrecision({{gold.result, {}}}), "extra_question").labelled, 1);
    }

    void rulesOfWholePairsHitAnyRow()
    {
        RatedPairMaker one("1", 3);
        one.says("ann", "T2", 2);
        RatedPairMaker two("2", 3);
        two.says("ann", "T2", 0).says("ann", "T2", 1);
        RatedPairMaker three("3", 1);
        three.done("ann");
        const RulePrecision all = rulePrecision({{one.result, {suggested("early_stop", -1)}},
                                                 {two.result, {}},
                                                 {three.result, {suggested("early_stop", -1)}}});
        QCOMPARE(scoreOf(all, "early_stop").suggested, 2);
        QCOMPARE(scoreOf(all, "early_stop").hits, 1);
        QCOMPARE(scoreOf(all, "early_stop").labelled, 2);
    }

    void onlyJudgedPairsOfTheSimulatorCount()
    {
        RatedPairMaker skipped("1", 1);
        skipped.add(LabelKind::Progress, "ann", "skipped");
        RatedPairMaker other("2", 1, "sim b");
        other.done("ann");
        const std::vector<SuggestedPair> pairs{{skipped.result, {suggested("coaching", 0)}},
                                               {other.result, {suggested("coaching", 0)}}};
        QCOMPARE(scoreOf(rulePrecision(pairs), "coaching").suggested, 1);
        QCOMPARE(rulePrecision(pairs, "sim a").pairs, 0);
        QCOMPARE(rulePrecision(pairs, "sim b").pairs, 1);
        QCOMPARE(restricted(pairs, {DialogueId("real-2")}).size(), std::size_t(1));
        const std::set<TaskKey> tasks{TaskKey("t:2")};
        QCOMPARE(restricted(pairs, {}, &tasks).size(), std::size_t(1));
    }

    void whatBecameOfSuggestions()
    {
        RatedPairMaker one("1", 4);
        const auto set = [&](const char *code, LabelOrigin origin, const char *suggestion) {
            Label &label = one.add(LabelKind::Divergence, "ann", code, 0);
            label.origin = origin;
            label.suggestion = suggestion;
        };
        set("C1", LabelOrigin::Accepted, "C1");
        set("C2", LabelOrigin::Changed, "C1");
        set("C1", LabelOrigin::Own, "");
        set("C1", LabelOrigin::Own, "");
        one.says("ann", "X0", 1).decided("C1", 2);
        const RulePrecision all = rulePrecision({{one.result, {}}});
        QCOMPARE(all.uses.size(), std::size_t(1));
        QCOMPARE(all.uses[0].code, std::string("C1"));
        QCOMPARE(all.uses[0].accepted, 1);
        QCOMPARE(all.uses[0].changed, 1);
        QCOMPARE(all.uses[0].added, 2);
    }
};

QTEST_APPLESS_MAIN(TestRulePrecision)
#include "tst_rule_precision.moc"
