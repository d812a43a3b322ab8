// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/agreement_report.h"
#include "core/stats/agreement.h"
#include "tests/core/label/rated_pairs.h"

#include <cmath>

using namespace gapscope;
using Subject = AgreementLine::Subject;
using stats::Undefined;
using test::RatedPairMaker;

namespace {
bool near(const AgreementFigure &figure, double expected)
{
    return figure.value && std::abs(*figure.value - expected) < 1e-9;
}

/// ann and bob on 50 rows of 10 tasks: 20 both, 5 ann alone, 10 bob alone, 15 neither.
std::vector<PairToRate> twenty51015()
{
    std::vector<PairToRate> pairs;
    int unit = 0;
    for (int task = 0; task < 10; ++task) {
        RatedPairMaker pair(std::to_string(task), 5);
        pair.done("ann").done("bob");
        for (int row = 0; row < 5; ++row, ++unit) {
            // Spread over the tasks: 7 is coprime to 50.
            const int place = unit * 7 % 50;
            if (place < 25)
                pair.says("ann", "I1", row);
            if (place < 20 || (place >= 25 && place < 35))
                pair.says("bob", "I1", row);
        }
        pairs.push_back(pair.result);
    }
    return pairs;
}

/// The same as values.
std::vector<std::vector<std::optional<double>>> twoRaters()
{
    std::vector<std::vector<std::optional<double>>> values(2);
    for (int i = 0; i < 50; ++i) {
        values[0].emplace_back(i < 25 ? 1.0 : 0.0);
        values[1].emplace_back(i < 20 || (i >= 25 && i < 35) ? 1.0 : 0.0);
    }
    return values;
}

AgreementReport reportOf(const std::vector<PairToRate> &pairs, const AgreementOptions &options = {})
{
    JobContext job;
    return *agreementReport(ratingUnits(pairs), divergenceScheme(), options, job);
}
} // namespace

class TestAgreementReport final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void figuresOfACodeAreThoseOfItsTable()
    {
        const AgreementReport report = reportOf(twenty51015());
        const AgreementLine *line = report.line(Subject::Code, "I1");
        QVERIFY(line);
        QVERIFY(near(line->agreement, 0.7));
        QVERIFY(near(line->cohen, 0.4));
        QVERIFY(near(line->ac1, *stats::gwetsAc1({{20, 5}, {10, 15}})));
        QVERIFY(near(line->alpha, *stats::krippendorffsAlpha(twoRaters(), stats::Scale::Nominal)));
        QCOMPARE(line->alpha.used, 50);
        QCOMPARE(line->alpha.possible, 50);
        QCOMPARE(line->given, 55);
        QCOMPARE(line->prevalence, 0.55);
        QCOMPARE(line->name, std::string("Front-load"));
        QCOMPARE(report.annotators, (std::vector<std::string>{"ann", "bob"}));
        QCOMPARE(report.doublePairs, 10);
        // A single code: its group, "any" and all codes together say the same.
        for (const AgreementLine &same : report.lines) {
            QCOMPARE(same.agreement.value, line->agreement.value);
            QVERIFY(near(same.alpha, *line->alpha.value));
        }
        QCOMPARE(report.lines.size(), std::size_t(5));
    }

    void intervalsAreSeededAndHoldTheValue()
    {
        AgreementOptions options;
        options.draws = 400;
        const AgreementReport one = reportOf(twenty51015(), options);
        const AgreementReport again = reportOf(twenty51015(), options);
        options.seed = 7;
        const AgreementReport other = reportOf(twenty51015(), options);
        const AgreementFigure &kappa = one.line(Subject::Code, "I1")->cohen;
        QVERIFY(kappa.interval);
        QVERIFY(kappa.interval->low < 0.4 && 0.4 < kappa.interval->high);
        QVERIFY(kappa.interval->high - kappa.interval->low > 0.1);
        QCOMPARE(again.line(Subject::Code, "I1")->cohen.interval, kappa.interval);
        QVERIFY(other.line(Subject::Code, "I1")->cohen.interval != kappa.interval);
        options.draws = 0;
        QVERIFY(!reportOf(twenty51015(), options).line(Subject::Code, "I1")->cohen.interval);
    }

    void pairsOfOneTaskAreOneCluster()
    {
        std::vector<PairToRate> pairs = twenty51015();
        for (PairToRate &pair : pairs)
            pair.pair.task = TaskKey("one");
        const AgreementReport report = reportOf(pairs);
        QCOMPARE(report.tasks, 1);
        QVERIFY(report.line(Subject::Code, "I1")->cohen.value);
        QVERIFY(!report.line(Subject::Code, "I1")->cohen.interval);
    }

    void threeAnnotatorsWithMissingOnes()
    {
        RatedPairMaker one("1", 2);
        one.says("ann", "C1", 0).says("bob", "C1", 0).done("eve");
        RatedPairMaker two("2", 2);
        two.says("ann", "C2", 1).done("eve");
        RatedPairMaker three("3", 1);
        three.done("bob");
        const AgreementReport report = reportOf({one.result, two.result, three.result});
        const AgreementLine *c1 = report.line(Subject::Code, "C1");
        QCOMPARE(c1->cohen.value.why(), Undefined::NotTwoRaters);
        QCOMPARE(c1->fleiss.value.why(), Undefined::UnequalRaters);
        QCOMPARE(c1->alpha.used, 4);
        QCOMPARE(c1->alpha.possible, 5);
        // Pairable 1 1 0 | 0 0 0 | 0 0 | 0 0: observed 2, counts 2 and 8.
        QVERIFY(near(c1->alpha, 1.0 - 9.0 * 2.0 / 32.0));
        QVERIFY(near(c1->agreement, (1.0 / 3.0 + 3.0) / 4.0));
        QCOMPARE(report.doublePairs, 2);
        QCOMPARE(report.pairs, 3);
    }

    void setsAreWeighedByMasi()
    {
        RatedPairMaker one("1", 3);
        one.says("ann", "I1", 0).says("ann", "C1", 0).says("bob", "I1", 0).done("ann").done("bob");
        one.says("ann", "C1", 2).says("bob", "C1", 2);
        const AgreementReport report = reportOf({one.result});
        const AgreementLine *all = report.line(Subject::AllMasi);
        using Sets = std::vector<std::vector<std::optional<std::set<std::string>>>>;
        using Set = std::set<std::string>;
        const Sets sets{{Set{"I1", "C1"}, Set{}, Set{"C1"}}, {Set{"I1"}, Set{}, Set{"C1"}}};
        QVERIFY(near(all->alpha, *stats::krippendorffsAlpha(sets, stats::masiDistance)));
        QVERIFY(near(report.line(Subject::AllJaccard)->alpha,
                     *stats::krippendorffsAlpha(sets, stats::jaccardDistance)));
        QVERIFY(near(all->agreement, 2.0 / 3.0));
        QCOMPARE(all->cohen.value.why(), Undefined::SetsOfCodes);
        QVERIFY(report.line(Subject::Group, "C"));
        QVERIFY(!report.line(Subject::Group, "T"));
    }

    void severityWhereTwoGaveTheSameCode()
    {
        // The table of weighted kappa, levels 0–2.
        const int table[3][3] = {{2, 1, 0}, {1, 3, 1}, {0, 1, 3}};
        RatedPairMaker pair("1", 13);
        int row = 0;
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j)
                for (int n = 0; n < table[i][j]; ++n, ++row)
                    pair.says("ann", "C1", row, i).says("bob", "C1", row, j);
        pair.says("ann", "C2", 12, 3);
        const SeverityAgreement severity = reportOf({pair.result}).severity;
        QVERIFY(std::abs(*severity.weightedKappa.value - 0.711) < 6e-4);
        QVERIFY(near(severity.agreement, 8.0 / 12.0));
        QCOMPARE(severity.ordinal.used, 12);
        QCOMPARE(severity.ordinal.possible, 13);
        QVERIFY(severity.ordinal.value && severity.interval.value);
    }

    void onsetsExactAndWithinOne()
    {
        std::vector<PairToRate> pairs;
        const auto add = [&](int ann, int bob) {
            RatedPairMaker pair(std::to_string(pairs.size()), 9);
            pair.done("ann").done("bob");
            if (ann >= 0)
                pair.add(LabelKind::Divergence, "ann", "C1", ann).onset = true;
            if (bob >= 0)
                pair.add(LabelKind::Divergence, "bob", "C1", bob).onset = true;
            pairs.push_back(pair.result);
        };
        add(3, 3);
        add(5, 6);
        add(2, 5);
        add(-1, -1);
        add(-1, 4);
        add(7, 7);
        const OnsetFigures onset = reportOf(pairs).onset;
        QVERIFY(near(onset.exact, 0.5));
        QVERIFY(near(onset.withinOne, 4.0 / 6.0));
        QVERIFY(near(onset.alpha, 1.0 - (20.0 / 8.0) / (408.0 / 56.0)));
        QCOMPARE(onset.exact.used, 6);
        QCOMPARE(onset.alpha.used, 4);
    }

    void markedWords()
    {
        RatedPairMaker pair("1", 1);
        pair.add(LabelKind::Divergence, "ann", "C1", 0).simSpan = TextRange{10, 25};
        pair.add(LabelKind::Divergence, "bob", "C1", 0).simSpan = TextRange{15, 30};
        pair.add(LabelKind::Divergence, "bob", "C2", 0).realSpan = TextRange{0, 4};
        const AgreementFigure spans = reportOf({pair.result}).spans;
        QVERIFY(near(spans, 2.0 / 3.0));
        QCOMPARE(spans.used, 1);
        QCOMPARE(spans.possible, 2);
    }

    void undefinedSaysWhy()
    {
        const AgreementReport nothing = reportOf({});
        QCOMPARE(nothing.line(Subject::AllMasi)->alpha.value.why(), Undefined::NothingRated);
        QCOMPARE(nothing.severity.weightedKappa.value.why(), Undefined::NothingRated);
        QCOMPARE(nothing.onset.exact.value.why(), Undefined::NothingRated);
        QCOMPARE(nothing.spans.value.why(), Undefined::NothingRated);

        RatedPairMaker alone("1", 2);
        alone.says("ann", "C1", 0, 1);
        const AgreementReport one = reportOf({alone.result});
        QCOMPARE(one.line(Subject::Code, "C1")->alpha.value.why(), Undefined::OneRater);
        QCOMPARE(one.line(Subject::AllMasi)->alpha.value.why(), Undefined::OneRater);
        QCOMPARE(one.severity.ordinal.value.why(), Undefined::OneRater);

        RatedPairMaker single("1", 1);
        single.says("ann", "C1", 0).says("bob", "C1", 0);
        const AgreementReport unit = reportOf({single.result});
        QCOMPARE(unit.line(Subject::Code, "C1")->ac1.value.why(), Undefined::OneUnit);
        QVERIFY(near(unit.line(Subject::Code, "C1")->agreement, 1.0));

        single.done("ann");
        RatedPairMaker same("2", 2);
        same.says("ann", "C1", 0).says("bob", "C1", 0).says("ann", "C1", 1).says("bob", "C1", 1);
        const AgreementReport all = reportOf({same.result});
        QCOMPARE(all.line(Subject::Code, "C1")->cohen.value.why(), Undefined::OneCategory);
        QCOMPARE(all.line(Subject::Code, "C1")->alpha.value.why(), Undefined::OneCategory);
        QCOMPARE(all.line(Subject::AllMasi)->alpha.value.why(), Undefined::OneCategory);
    }

    void stopsWhenCancelled()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto report =
            agreementReport(ratingUnits(twenty51015()), divergenceScheme(), {}, job);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Cancelled);
    }

    void bandsOfKrippendorff()
    {
        QCOMPARE(bandOf(0.8), AgreementBand::Firm);
        QCOMPARE(bandOf(0.79), AgreementBand::Tentative);
        QCOMPARE(bandOf(0.667), AgreementBand::Tentative);
        QCOMPARE(name(bandOf(0.5)), "weak");
    }
};

QTEST_APPLESS_MAIN(TestAgreementReport)
#include "tst_agreement_report.moc"
