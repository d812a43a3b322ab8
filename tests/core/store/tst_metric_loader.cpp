// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_test.h"

#include "core/store/dialogue_repository.h"
#include "core/store/exclusion_repository.h"
#include "core/store/metric_loader.h"

using namespace gapscope;

class TestMetricLoader : public test::StoreTest
{
    Q_OBJECT

    static void insert(Session &session, const Dialogue &dialogue)
    {
        const Result<bool> stored = DialogueRepository(session).insert(dialogue);
        QVERIFY(stored && *stored);
    }

    static std::string ids(const std::vector<MetricDialogue> &dialogues)
    {
        std::string out;
        for (const MetricDialogue &one : dialogues)
            out += (out.empty() ? "" : " ") + one.dialogue->nativeId +
                   (one.features ? "" : " (no features)");
        return out;
    }

    /// People had tasks 1 to 3, the simulator 2 to 4.
    std::unique_ptr<Session> study() const
    {
        auto session = workspace();
        for (const char *task : {"1", "2", "3"})
            insert(*session, dialogue(m_real, task, {"cancel my order", "sure", "thanks"}));
        for (const char *task : {"2", "3", "4"})
            insert(*session, dialogue(m_sim, task, {"cancel my order now", "sure", "thank you"}));
        return session;
    }

private Q_SLOTS:
    void simulatorsKeepOnlyTasksOfPeople()
    {
        const auto session = study();
        JobContext job;
        const auto input = loadMetricInput(*session, {}, {}, job);
        QVERIFY(input);
        QCOMPARE(ids(input->people), std::string("1 2 3"));
        QCOMPARE(input->simulators.size(), std::size_t(1));
        QCOMPARE(input->simulators.front().name, std::string("gpt-4o"));
        QCOMPARE(ids(input->simulators.front().dialogues), std::string("2 3"));
        QVERIFY(input->simulators.front().alignments.empty());
        QCOMPARE(input->difficulty.size(), std::size_t(3));
    }

    void whatDoesNotCountIsLeftOut()
    {
        const auto session = study();
        Dialogue dropped = dialogue(m_real, "5", {"a", "b", "c"});
        dropped.keep = Keep::No;
        insert(*session, dropped);
        Dialogue free = dialogue(m_real, "6", {"a", "b", "c"});
        free.task = TaskKey();
        free.id = dialogueIdOf(free);
        insert(*session, free);
        const Dialogue excluded = dialogue(m_real, "2", {"cancel my order", "sure", "thanks"});
        QVERIFY(ExclusionRepository(*session).exclude({excluded.id, "test", "me", 0}));
        JobContext job;
        const auto input = loadMetricInput(*session, {}, {}, job);
        QVERIFY(input);
        QCOMPARE(ids(input->people), std::string("1 3"));
        QCOMPARE(ids(input->simulators.front().dialogues), std::string("3"));
    }

    void leavingOutLaterIsTheSameAsReadingAnew()
    {
        const auto session = study();
        const Dialogue excluded = dialogue(m_real, "2", {"cancel my order", "sure", "thanks"});
        QVERIFY(ExclusionRepository(*session).exclude({excluded.id, "test", "me", 0}));
        StudySelection selection;
        selection.includeExcluded = true;
        LoadMetricOptions options;
        options.alignments = true;
        JobContext job;
        const auto all = loadMetricInput(*session, selection, options, job);
        const auto anew = loadMetricInput(*session, {}, options, job);
        QVERIFY(all && anew);
        QCOMPARE(ids(all->people), std::string("1 2 3"));
        const MetricInput less = restricted(*all, {excluded.id});
        QCOMPARE(ids(less.people), ids(anew->people));
        QCOMPARE(ids(less.simulators.front().dialogues), ids(anew->simulators.front().dialogues));
        QCOMPARE(less.simulators.front().alignments.size(),
                 anew->simulators.front().alignments.size());
    }

    void alignmentsComeWhenAskedFor()
    {
        const auto session = study();
        insert(*session, dialogue(m_real, "2", {"I want my money back", "no", "why not"}));
        LoadMetricOptions options;
        options.alignments = true;
        JobContext job;
        const auto input = loadMetricInput(*session, {}, options, job);
        QVERIFY(input);
        QCOMPARE(input->simulators.front().alignments.size(), std::size_t(3));
        QCOMPARE(input->peopleAlignments.size(), std::size_t(1));
    }

    void readOnlyWorkspacesHaveFeaturesToo()
    {
        study().reset();
        const auto session = Session::open(path(), OpenMode::ReadOnly);
        QVERIFY(session);
        JobContext job;
        const auto input = loadMetricInput(**session, {}, {}, job);
        QVERIFY(input);
        QCOMPARE(ids(input->people), std::string("1 2 3"));
    }

    void unknownLabelsAreNotFound()
    {
        const auto session = study();
        StudySelection selection;
        selection.simulators = {"nobody"};
        JobContext job;
        const auto input = loadMetricInput(*session, selection, {}, job);
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::NotFound);
        QCOMPARE(input.error().subject, std::string("simulator nobody"));
    }

    void cancelledLoadsEndInAnError()
    {
        const auto session = study();
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto input = loadMetricInput(*session, {}, {}, job);
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestMetricLoader)
#include "tst_metric_loader.moc"
