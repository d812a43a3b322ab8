// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_test.h"

#include "core/label/adjudication.h"
#include "core/label/agreement_report.h"
#include "core/store/agreement_service.h"
#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/workspace_data.h"

using namespace gapscope;

/// Three tasks, each with a person and a simulated user.
class TestAgreementService final : public test::StoreTest
{
    Q_OBJECT

    std::unique_ptr<Session> m_session;
    std::vector<Dialogue> m_people;
    std::vector<Dialogue> m_sims;

    Label label(LabelKind kind, const std::string &annotator, std::size_t pair,
                const std::string &code, std::optional<int> turn = {}) const
    {
        Label one;
        one.kind = kind;
        one.annotator = annotator;
        one.code = code;
        one.realDialogue = m_people[pair].id;
        one.simDialogue = m_sims[pair].id;
        one.realTurn = one.simTurn = turn;
        return one;
    }

    void add(Label one)
    {
        const std::string by = one.annotator;
        QVERIFY(LabelRepository(*m_session).add(std::move(one), by));
    }

    std::shared_ptr<const WorkspaceData> data()
    {
        JobContext job;
        return *loadWorkspaceData(*m_session, job);
    }

    PairAligner aligner()
    {
        JobContext job;
        return *PairAligner::open(*m_session, *loadIdf(*m_session, job));
    }

    std::vector<QueueCandidate> candidates(const LabelQueue &queue)
    {
        JobContext job;
        PairAligner with = aligner();
        return *loadQueueCandidates(*m_session, *data(), queue, with, job);
    }

private Q_SLOTS:
    void init()
    {
        m_session = workspace();
        m_people.clear();
        m_sims.clear();
        DialogueRepository dialogues(*m_session);
        for (const char *task : {"1", "2", "3"}) {
            m_people.push_back(
                dialogue(m_real, task, {"i want to cancel", "which one", "the blue lamp", "done"}));
            m_people.back().outcome.reward = 1.0;
            m_sims.push_back(dialogue(
                m_sim, task,
                {"i want to cancel", "which one",
                 task[0] == '1' ? "the blue lamp" : "What is your refund policy in detail?",
                 "done"}));
            m_sims.back().outcome.reward = task[0] == '3' ? 0.0 : 1.0;
            for (Dialogue *one : {&m_people.back(), &m_sims.back()}) {
                one->id = dialogueIdOf(*one);
                QVERIFY(*dialogues.insert(*one));
            }
        }
    }

    void cleanup() { m_session.reset(); }

    void labelsStandOnRowsOfTheAlignment()
    {
        add(label(LabelKind::Divergence, "ann", 1, "Q4", 2));
        add(label(LabelKind::Progress, "bob", 1, "done"));
        add(label(LabelKind::Divergence, "ann", 2, "C1", 0));
        Label alone = label(LabelKind::Divergence, "ann", 0, "C4");
        alone.realDialogue = {};
        add(alone);
        QVERIFY(ExclusionRepository(*m_session).exclude({m_sims[2].id, "spoilt", "ann", 0}));

        JobContext job;
        PairAligner with = aligner();
        const Result<std::vector<PairToRate>> pairs =
            loadPairsToRate(*m_session, *data(), with, job);
        QVERIFY(pairs);
        QCOMPARE(pairs->size(), std::size_t(2));
        QCOMPARE((*pairs)[0].pair.simulator, std::string("gpt-4o"));
        QVERIFY(!(*pairs)[0].alignment.rows.empty());
        QVERIFY((*pairs)[1].pair.real.empty());
        const RatingUnits units = ratingUnits(*pairs);
        const AgreementReport report =
            *agreementReport(units, divergenceScheme(), AgreementOptions{}, job);
        QCOMPARE(report.line(AgreementLine::Subject::Code, "Q4")->given, 1);
        QCOMPARE(report.doublePairs, 1);
        QCOMPARE(adjudicationOf(units).conflicts.size(), std::size_t(1));
    }

    void suggestionsOfJudgedPairs()
    {
        add(label(LabelKind::Divergence, "ann", 1, "Q4", 2));
        add(label(LabelKind::Progress, "ann", 2, "skipped"));
        JobContext job;
        PairAligner with = aligner();
        const auto pairs = loadSuggestedPairs(*m_session, *data(), with, job);
        QVERIFY(pairs);
        QCOMPARE(pairs->size(), std::size_t(1));
        const RulePrecision precision = rulePrecision(*pairs);
        QCOMPARE(precision.pairs, 1);
        const auto question =
            std::ranges::find(precision.rules, "extra_question", &RuleScore::rule);
        QCOMPARE(question->suggested, 1);
        QCOMPARE(question->labelled, 1);
    }

    void queuesSeeDivergenceOutcomeFeaturesAndLabels()
    {
        add(label(LabelKind::Divergence, "ann", 1, "Q4", 2));
        LabelQueue queue;
        queue.title = "q";
        queue.order = QueueOrder::Divergence;
        std::vector<QueueCandidate> all = candidates(queue);
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(queueItems(queue, all).back().sim, m_sims[0].id);
        QVERIFY(*all[0].divergence < *all[1].divergence);
        QCOMPARE(all[1].labels.at("Q4"), 1);

        queue.order = QueueOrder::Rule;
        queue.rules = {{QueueRule::Field::Outcome, QueueRule::Side::Difference, "",
                        QueueRule::Test::Less, 0.0, 2, "only the person succeeded"},
                       {QueueRule::Field::Feature, QueueRule::Side::Real, "n_turns",
                        QueueRule::Test::Greater, 0.0, 1, ""}};
        all = candidates(queue);
        QVERIFY(!all[0].divergence);
        const std::vector<QueueItem> items = queueItems(queue, all);
        QVERIFY(!items.empty());
        QCOMPARE(items.front().sim, m_sims[2].id);
        QVERIFY(items.front().why.starts_with("only the person succeeded; real Messages"));

        queue.tasks = {m_people[1].task};
        QCOMPARE(candidates(queue).size(), std::size_t(1));
        queue.simulators = {"another"};
        QVERIFY(candidates(queue).empty());
    }

    void queuesByDisagreement()
    {
        add(label(LabelKind::Divergence, "ann", 1, "Q4", 2));
        add(label(LabelKind::Progress, "bob", 1, "done"));
        add(label(LabelKind::Progress, "ann", 2, "done"));
        LabelQueue queue;
        queue.title = "q";
        queue.order = QueueOrder::Disagreement;
        queue.doubleShare = 0.0;
        const std::vector<QueueItem> items = queueItems(queue, candidates(queue));
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].sim, m_sims[1].id);
        QVERIFY2(items[0].why.starts_with("annotators differ in 1 of "), items[0].why.c_str());
    }

    void verdictsAreHeldAgainstTheCorpora()
    {
        for (const char *annotator : {"ann", "bob"}) {
            Label real = label(LabelKind::Verdict, annotator, 0, "human");
            real.simDialogue = {};
            add(real);
            Label sim =
                label(LabelKind::Verdict, annotator, 0, annotator[0] == 'a' ? "sim" : "unsure");
            sim.realDialogue = {};
            add(sim);
        }
        const Result<VerdictReport> report = loadVerdicts(*m_session, *data());
        QVERIFY(report);
        QCOMPARE(report->all, (VerdictCounts{2, 0, 0, 0, 1, 1}));
        QCOMPARE(report->simulators.at(0).name, std::string("gpt-4o"));
    }

    void aligningStopsWhenCancelled()
    {
        add(label(LabelKind::Divergence, "ann", 1, "Q4", 2));
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        PairAligner with = aligner();
        const auto there = data();
        QCOMPARE(loadPairsToRate(*m_session, *there, with, job).error().code, ErrorCode::Cancelled);
        QCOMPARE(loadSuggestedPairs(*m_session, *there, with, job).error().code,
                 ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestAgreementService)
#include "tst_agreement_service.moc"
