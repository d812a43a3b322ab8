// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/feature_effects.h"
#include "tests/core/metrics/study_fixture.h"
#include "tests/core/plot/sample_fixture.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestVolcano : public test::TestCase
{
    Q_OBJECT

    static ChartSpec build(const FeatureEffects &effects,
                           std::map<std::string, std::string, std::less<>> settings = {})
    {
        UsiTable table;
        for (const SimulatorEffects &one : effects.simulators) {
            UsiRow row;
            row.name = one.name;
            table.rows.push_back(row);
        }
        ChartInput input{table, {}, {}, {}};
        input.effects = &effects;
        input.settings = std::move(settings);
        const auto charts = builtinCharts();
        return findChart(charts, "volcano")->build(input);
    }

    /// Short replies: large and certain; politeness: neither; repetition: hardly ever.
    static FeatureEffects effects(int simulators)
    {
        FeatureEffects made;
        for (int i = 0; i < simulators; ++i) {
            SimulatorEffects one;
            one.name = "sim " + std::to_string(i);
            FeatureEffect effect;
            effect.tasks = 20;
            effect.feature = Feature::ShortMsgRate;
            effect.cliffsDelta = -0.6;
            effect.hedgesG = -1.2;
            effect.p = 0.001;
            effect.q = 0.01;
            effect.peopleEvents = 30;
            one.features.push_back(effect);
            effect.feature = Feature::PolitenessRate;
            effect.cliffsDelta = 0.1;
            effect.q = 1.0;
            one.features.push_back(effect);
            effect.feature = Feature::RepeatRate;
            effect.peopleEvents = 2;
            effect.q = 0.02;
            one.features.push_back(effect);
            effect.feature = Feature::EmotionRate;
            effect.cliffsDelta.reset();
            one.features.push_back(effect);
            made.simulators.push_back(one);
        }
        return made;
    }

private Q_SLOTS:
    void effectsStandAtTheirCertainty()
    {
        const ChartSpec spec = build(effects(1));
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.points.size(), std::size_t(3));
        QCOMPARE(spec.points[0].x, -0.6);
        QCOMPARE(spec.points[0].y, 2.0);
        QCOMPARE(spec.points[0].label, std::string("Short replies"));
        QCOMPARE(spec.points[1].y, 0.0);
        QVERIFY(spec.points[1].label.empty());
        QCOMPARE(spec.points[2].shape, MarkShape::Ring);
        QCOMPARE(spec.table.rows.size(), std::size_t(4));
        QCOMPARE(spec.warnings.size(), std::size_t(2));
        QVERIFY(spec.subtitle.find("1 of 4 features differ") != std::string::npos);
        // q = .05 and three thresholds on either side.
        QCOMPARE(spec.references.size(), std::size_t(7));
        QVERIFY(std::abs(spec.references[0].value - 1.30103) < 1e-5);
    }

    void hedgesHasNoThresholds()
    {
        const ChartSpec spec = build(effects(1), {{"effect", "hedges_g"}});
        QCOMPARE(spec.points[0].x, -1.2);
        QCOMPARE(spec.references.size(), std::size_t(1));
    }

    void selectedOneStandsOutOfThirtyOne()
    {
        const ChartSpec spec = build(effects(31));
        QCOMPARE(test::faultsOf(spec), std::string());
        QCOMPARE(spec.points.size(), std::size_t(93));
        int prominent = 0;
        int labelled = 0;
        for (const PointMark &point : spec.points) {
            prominent += point.info.ink.role == InkRole::Sim ? 1 : 0;
            labelled += point.label.empty() ? 0 : 1;
        }
        QCOMPARE(prominent, 3);
        QCOMPARE(labelled, 1);
        QCOMPARE(spec.legend.size(), std::size_t(2));
    }

    void numbersAreThoseOfTheEffects()
    {
        const UsiStudy study = test::randomStudy();
        JobContext job;
        const Result<UsiProblem> problem = problemOf(study, job);
        QVERIFY(problem);
        const Result<FeatureEffects> found = featureEffects(*problem, job, defaultSeed, 200);
        QVERIFY(found);
        const ChartSpec spec = build(*found);
        const FeatureEffect &first = found->simulators[0].features[0];
        const std::size_t row = test::rowWith(spec.table, "simulator", found->simulators[0].name);
        QCOMPARE(test::cell(spec.table, row, "cliffs_delta").number, *first.cliffsDelta);
        QCOMPARE(test::cell(spec.table, row, "q").number, *first.q);
        QCOMPARE(test::cell(spec.table, row, "minus_log10_q").number, -std::log10(*first.q));
    }

    void withoutEffectsItSaysSo()
    {
        QVERIFY(build({}).emptyReason.find("There is no simulator") == 0);
        FeatureEffects none;
        none.simulators.push_back({"sim", {}});
        QVERIFY(build(none).emptyReason.find("share no task") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestVolcano)
#include "tst_volcano.moc"
