// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/corrected_lexicon.h"
#include "core/store/alignment_repository.h"
#include "core/store/anchor_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/feature_repository.h"
#include "core/store/settings_repository.h"
#include "core/store/study_loader.h"
#include "core/store/survey_repository.h"
#include "core/store/task_repository.h"
#include "core/store/workspace_info.h"
#include "tests/core/store/store_test.h"

#include <cmath>
#include <limits>

using namespace gapscope;

class TestRepositories : public test::StoreTest
{
    Q_OBJECT

    /// A workspace with one pair on task 1 and a real dialogue on task 2.
    std::unique_ptr<Session> filled() const
    {
        auto session = workspace();
        DialogueRepository repository(*session);
        for (const Dialogue &each : {pairReal(), pairSim(), dialogue(m_real, "2", {"x"})}) {
            if (!repository.insert(each))
                qFatal("cannot be stored");
        }
        return session;
    }
    Dialogue pairReal() const { return dialogue(m_real, "1", {"a", "b", "c"}); }
    Dialogue pairSim() const { return dialogue(m_sim, "1", {"a", "b"}); }

    Alignment alignment() const
    {
        Alignment result;
        result.realDialogue = pairReal().id;
        result.simDialogue = pairSim().id;
        AlignedRow row;
        row.kind = RowKind::Divergent;
        row.real = {0};
        row.sim = {0};
        row.similarity = 1.0 / 3.0;
        row.divergence = 0.1 + 0.2;
        row.parts.lexical = 0.7;
        row.parts.style = 12.5;
        row.styleFlag = true;
        row.agentInduced = true;
        AlignedRow missing;
        missing.kind = RowKind::Missing;
        missing.real = {2};
        result.rows = {row, missing};
        result.moved = {{2, 0, 0.55, false}};
        result.alignSim = 2.0 / 3.0;
        result.divergence = std::nextafter(0.5, 1.0);
        result.firstDivergence = 0;
        return result;
    }

private Q_SLOTS:
    void corpusKeepsItsPlaceAndFillsGaps()
    {
        const auto session = filled();
        CorpusRepository repository(*session);
        Corpus again = m_real;
        again.format = "other";
        again.agentModel = "agent";
        QVERIFY(repository.ensure(again));
        const auto corpora = repository.all();
        QCOMPARE(corpora->size(), std::size_t{2});
        Corpus expected = m_real;
        expected.agentModel = "agent";
        const CorpusSummary &first = corpora->front();
        QVERIFY(first.corpus == expected);
        QCOMPARE(first.dialogues, std::int64_t{2});
        QCOMPARE(first.turns, std::int64_t{4});
        QCOMPARE(first.userTurns, std::int64_t{3});
        QCOMPARE(first.tasks, std::int64_t{2});
    }

    void taskFillsGapsAndKeepsWhatItHas()
    {
        const auto session = workspace();
        TaskRepository repository(*session);
        QVERIFY(repository.ensure({TaskKey{"k"}, "airline", "1", "", ""}));
        QVERIFY(repository.ensure({TaskKey{"k"}, "retail", "2", "do it", "f"}));
        const Task expected{TaskKey{"k"}, "airline", "1", "do it", "f"};
        QVERIFY(*repository.all() == std::vector{expected});
        QVERIFY(!*repository.load(TaskKey{"other"}));
    }

    void difficultyOutsideItsRangeIsRefused_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("below") << -0.1;
        QTest::newRow("above") << 1.1;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
    }
    void difficultyOutsideItsRangeIsRefused()
    {
        QFETCH(double, value);
        const auto session = workspace();
        TaskRepository repository(*session);
        const auto done = repository.setDifficulty({{"1", 0.5}, {"2", value}});
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
        QVERIFY(repository.difficulty()->empty());
    }

    void comparableSurveyIsReplacedWhenAnswersDiffer()
    {
        const auto session = workspace();
        SurveyRepository repository(*session);
        ComparableSurvey survey{m_sim.id, TaskKey{"k"}, 1, {{"f", "q", "3"}, {"g", "q", "4"}}};
        QVERIFY(*repository.save(survey));
        QVERIFY(!*repository.save(survey));
        survey.answers = {{"f", "q", "5"}};
        QVERIFY(*repository.save(survey));
        ComparableSurvey empty{m_sim.id, TaskKey{"k"}, 2, {}};
        QVERIFY(*repository.save(empty));
        QVERIFY(!*repository.save(empty));
        QVERIFY(*repository.list() == (std::vector{survey, empty}));
        QVERIFY(repository.list(m_real.id)->empty());
    }

    void featuresComeBackToTheLastBit()
    {
        const auto session = filled();
        FeatureRepository repository(*session);
        FeatureVector features;
        for (std::size_t i = 0; i < featureCount; ++i)
            features.values[i] = std::nextafter(static_cast<double>(i) / 7.0, 100.0);
        const FeatureRecord real{pairReal().id, "h", "v1", "real", features};
        const FeatureRecord none{pairSim().id, "h", "v1", "sim", std::nullopt};
        QVERIFY(repository.save({none, real}));
        QVERIFY(*repository.loadAll("v1") == (std::vector{real, none}));
        FeatureRecord newer = real;
        newer.textHash = "h2";
        QVERIFY(repository.save({newer}));
        QVERIFY(*repository.load(real.dialogue, "real", "v1") == std::optional(newer));
        QVERIFY(!*repository.load(real.dialogue, "entry", "v1"));
        QVERIFY(repository.clear());
        QVERIFY(repository.loadAll("v1")->empty());
    }

    void featuresOfTwoEditionsStandSideBySide()
    {
        const auto session = filled();
        FeatureRepository repository(*session);
        FeatureVector features;
        const FeatureRecord one{pairReal().id, "h", "v1", "real", features};
        features[Feature::PivotRate] = 0.5;
        const FeatureRecord other{pairReal().id, "h", "v1+c1 pivot", "real", features};
        QVERIFY(repository.save({one, other}));
        QVERIFY(*repository.loadAll("v1") == std::vector{one});
        QVERIFY(*repository.loadAll("v1+c1 pivot") == std::vector{other});
        QVERIFY(*repository.load(one.dialogue, "real", "v1") == std::optional(one));
        QVERIFY(repository.loadAll("v1+c1 blanks")->empty());
    }

    void switchingTheEditionComputesNothingAgain()
    {
        const auto session = filled();
        JobContext job;
        const Edition corrected = Edition::corrected();
        const Result<int> first = updateFeatures(*session, corrected, job);
        QVERIFY(first && *first > 0);
        QCOMPARE(*updateFeatures(*session, Edition::reference(), job), *first);
        QCOMPARE(*updateFeatures(*session, corrected, job), 0);
        QCOMPARE(*updateFeatures(*session, Edition::reference(), job), 0);
        // Repairs of the index change no feature.
        QCOMPARE(*updateFeatures(*session, {RepairSet().with(Repair::Weighting)}, job), 0);
    }

    void editionLookedAtOnceLeavesNothing()
    {
        const auto session = filled();
        JobContext job;
        const Edition pivot{RepairSet().with(Repair::Pivot)};
        const auto study = loadStudy(*session, {}, Difficulty{}, pivot, job, NewFeatures::Discard);
        QVERIFY(study);
        QVERIFY(study->edition == pivot);
        const std::string version = featureVersion(pivot.repairs);
        QVERIFY(FeatureRepository(*session).loadAll(version)->empty());
        QVERIFY(loadStudy(*session, {}, Difficulty{}, pivot, job));
        QVERIFY(!FeatureRepository(*session).loadAll(version)->empty());
    }

    void alignmentComesBackToTheLastBit()
    {
        const auto session = filled();
        AlignmentRepository repository(*session, "m1");
        QVERIFY(repository.save({alignment()}));
        const Alignment wanted = alignment();
        QVERIFY(*repository.load(wanted.realDialogue, wanted.simDialogue) == std::optional(wanted));
        QVERIFY(*repository.summaries() == std::vector{summaryOf(wanted)});
        QCOMPARE(summaryOf(wanted).divergent, 1);
        QCOMPARE(summaryOf(wanted).missing, 1);
    }

    void alignmentOfAnotherMethodIsNotUsed()
    {
        const auto session = filled();
        const Alignment one = alignment();
        AlignmentRepository first(*session, "m1");
        AlignmentRepository second(*session, "m2");
        QVERIFY(first.save({one}));
        QVERIFY(!*second.load(one.realDialogue, one.simDialogue));
        QVERIFY(second.summaries()->empty());
        QVERIFY(second.clearOutdated());
        QVERIFY(!*first.load(one.realDialogue, one.simDialogue));
    }

    void anchorForgetsTheAlignmentOfItsPair()
    {
        const auto session = filled();
        const Alignment one = alignment();
        AlignmentRepository cache(*session, "m1");
        AnchorRepository anchors(*session);
        const Anchor anchor{one.realDialogue, one.simDialogue, 2, 0, Anchor::Kind::Forbid};
        QVERIFY(cache.save({one}));
        QCOMPARE(*anchors.change({anchor}, {}, "ann"), 1);
        QVERIFY(!*cache.load(one.realDialogue, one.simDialogue));
        QVERIFY(*anchors.forPair(one.realDialogue, one.simDialogue) == std::vector{anchor});

        Anchor pin = anchor;
        pin.kind = Anchor::Kind::Pin;
        QCOMPARE(*anchors.change({pin}, {}, "ann"), 1);
        QCOMPARE(*anchors.change({pin}, {}, "ann"), 0);
        QCOMPARE(anchors.all()->size(), std::size_t(1));
        QVERIFY(anchors.all()->front().anchor == pin);
        QVERIFY(cache.save({one}));
        QCOMPARE(*anchors.change({}, {pin}, "ann"), 1);
        QCOMPARE(*anchors.change({}, {pin}, "ann"), 0);
        QVERIFY(!*cache.load(one.realDialogue, one.simDialogue));
    }

    void anchorsComeBackInTheOrderOfSetting()
    {
        const auto session = filled();
        const Alignment one = alignment();
        AnchorRepository anchors(*session);
        const auto pin = [&](int real, int sim) {
            return Anchor{one.realDialogue, one.simDialogue, real, sim, Anchor::Kind::Pin};
        };
        QCOMPARE(*anchors.change({pin(4, 2), pin(0, 6)}, {}, "ann"), 2);
        QCOMPARE(*anchors.change({pin(2, 0)}, {}, "ann"), 1);
        const auto stored = anchors.forPair(one.realDialogue, one.simDialogue);
        QVERIFY(*stored == (std::vector{pin(4, 2), pin(0, 6), pin(2, 0)}));
    }

    void mergedAnchorsKeepWhoSetThemAndTheLaterStays()
    {
        const auto session = filled();
        const Alignment one = alignment();
        AnchorRepository anchors(*session);
        const Anchor pin{one.realDialogue, one.simDialogue, 2, 0, Anchor::Kind::Pin};
        Anchor ban = pin;
        ban.kind = Anchor::Kind::Forbid;
        QCOMPARE(*anchors.merge({{pin, "bea", 50}, {ban, "cyr", 40}}, "ann"), 1);
        QVERIFY(*anchors.all() == (std::vector<AnchorMark>{{pin, "bea", 50}}));
        QCOMPARE(*anchors.merge({{pin, "bea", 50}}, "ann"), 0);
        QCOMPARE(*anchors.merge({{ban, "cyr", 60}}, "ann"), 1);
        QVERIFY(*anchors.all() == (std::vector<AnchorMark>{{ban, "cyr", 60}}));
    }

    void exclusionIsKeptWithItsReason()
    {
        const auto session = filled();
        ExclusionRepository repository(*session);
        const Exclusion exclusion{pairReal().id, "wrong task", "ann", 42};
        QVERIFY(repository.exclude(exclusion));
        QVERIFY(*repository.all() == std::vector{exclusion});
        const auto unknown = repository.exclude({DialogueId{"none"}, "", "ann", 0});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, ErrorCode::NotFound);
        QVERIFY(*repository.include(exclusion.dialogue));
        QVERIFY(!*repository.include(exclusion.dialogue));
    }

    void exclusionsAreStoredTogetherOrNotAtAll()
    {
        const auto session = filled();
        ExclusionRepository repository(*session);
        const std::vector<Exclusion> both{{pairReal().id, "wrong task", "ann", 42},
                                          {pairSim().id, "wrong task", "ann", 43}};
        std::vector<Exclusion> withUnknown = both;
        withUnknown.push_back({DialogueId{"none"}, "", "ann", 44});
        QCOMPARE(repository.exclude(withUnknown).error().code, ErrorCode::NotFound);
        QVERIFY(repository.all()->empty());
        QVERIFY(repository.exclude(both));
        QVERIFY(*repository.all() == both);
        QCOMPARE(*repository.include({pairReal().id, DialogueId{"none"}}), 1);
        QVERIFY(*repository.all() == std::vector{both.back()});
    }

    void settingIsJson()
    {
        const auto session = workspace();
        SettingsRepository repository(*session);
        QVERIFY(!*repository.load("window"));
        QVERIFY(repository.save("window", R"({"x":1})"));
        QVERIFY(repository.save("window", R"({"x":2})"));
        QCOMPARE(*repository.load("window"), std::optional<std::string>(R"({"x":2})"));
        const auto bad = repository.save("window", "{x");
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::InvalidArgument);
        QVERIFY(repository.remove("window"));
        QVERIFY(repository.all()->empty());
    }

    void infoHasStableNames()
    {
        const auto session = filled();
        const auto info = workspaceInfo(*session);
        QVERIFY(info);
        QCOMPARE(infoJson(*info),
                 std::string(R"({"corpora":[{"label":"human","kind":"real","format":"tau-usi",)"
                             R"("dialogues":2,"turns":4,"user_turns":3,"tasks":2},)"
                             R"({"label":"gpt-4o","kind":"sim","format":"tau-usi",)"
                             R"("dialogues":1,"turns":2,"user_turns":1,"tasks":1}],)"
                             R"("tasks":2,"paired_tasks":1,"issues":0})"));
        QCOMPARE(infoText(*info),
                 std::string("real human (tau-usi): 2 dialogues, 4 turns, 3 of the user, 2 tasks\n"
                             "sim gpt-4o (tau-usi): 1 dialogues, 2 turns, 1 of the user, 1 tasks\n"
                             "2 tasks, 1 of them paired; 0 import issues\n"));
    }
};

QTEST_GUILESS_MAIN(TestRepositories)
#include "tst_repositories.moc"
