// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"
#include "core/store/dialogue_repository.h"
#include "core/store/import_removals.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/study_loader.h"
#include "core/store/task_link_repository.h"
#include "core/store/task_repository.h"
#include "core/store/workspace_info.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestTaskLinkRepository : public test::StoreTest
{
    Q_OBJECT

    struct Given
    {
        std::string key;
        std::string fingerprint;
    };

    void import(Session &session, const Corpus &corpus, const std::string &path,
                const std::vector<Given> &tasks) const
    {
        ImportWriter writer(session);
        importWith(writer, corpus, path, tasks);
    }

    /// Returns the id of the import.
    static ImportId importWith(ImportWriter &writer, const Corpus &corpus, const std::string &path,
                               const std::vector<Given> &tasks)
    {
        ImportSource source;
        source.id = ImportId{"import" + path};
        source.path = path;
        source.format = "chat";
        source.corpus = corpus;
        bool good = bool(writer.begin(source));
        for (const Given &given : tasks) {
            Task task;
            task.key = TaskKey{given.key};
            task.instruction = "do " + given.key;
            task.fingerprint = given.fingerprint;
            Dialogue one = dialogue(corpus, given.key, {"hello you", "hi", "bye now", "bye"});
            one.task = task.key;
            one.id = dialogueIdOf(one);
            good = bool(writer.addTask(task)) && bool(writer.addDialogue(one)) && good;
        }
        if (!writer.finish({}) || !good)
            qFatal("the import failed");
        return source.id;
    }

    std::unique_ptr<Session> study() const
    {
        auto session = workspace();
        import(*session, m_real, "/real", {{"a:d:1", "p"}, { "a:d:2", "" }});
        import(*session, m_sim, "/sim", {{"b:d:7", "p"}, { "b:d:2", "" }});
        return session;
    }

    /// "real sim" of every pair.
    static std::string pairs(Session &session)
    {
        std::string out;
        const auto listed = listPairs(session);
        for (const DialoguePair &pair : *listed) {
            out += pair.task.value() + " " + DialogueRepository(session).load(pair.real)->nativeId +
                   " " + DialogueRepository(session).load(pair.sim)->nativeId + "\n";
        }
        return out;
    }

private Q_SLOTS:
    /// The writer of many files keeps the pairing without matching anew after each.
    void fileAfterFileIsPaired()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        const Corpus other = corpus(CorpusKind::Simulated, "another");
        importWith(writer, m_real, "/real", {{"a:d:1", "p"}, {"a:d:2", ""}});
        const ImportId first = importWith(writer, m_sim, "/sim", {{"b:d:7", "p"}});
        importWith(writer, other, "/other", {{"b:d:7", "p"}});
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\na:d:1 a:d:1 b:d:7\n"));
        importWith(writer, m_real, "/more", {{"a:d:3", "q"}});
        importWith(writer, m_sim, "/late", {{"b:d:8", "q"}});
        QCOMPARE(workspaceInfo(*session)->pairedTasks, std::int64_t{2});

        // What another program takes away is paired again when it comes back.
        {
            const auto second = Session::open(path(), OpenMode::ReadWrite);
            for (const ImportId &import : {first, ImportId{"import/other"}})
                QVERIFY(ImportRemovals(**second).remove(import, "ann"));
            QCOMPARE(workspaceInfo(**second)->pairedTasks, std::int64_t{1});
        }
        importWith(writer, m_sim, "/again", {{"b:d:7", "p"}});
        QCOMPARE(workspaceInfo(*session)->pairedTasks, std::int64_t{2});
    }

    void tasksOfOneFingerprintArePairedEverywhere()
    {
        const auto session = study();
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\n"));
        QCOMPARE(workspaceInfo(*session)->pairedTasks, std::int64_t{1});
        QCOMPARE(workspaceInfo(*session)->tasks, std::int64_t{3});
        DialogueFilter filter;
        filter.task = TaskKey{"a:d:1"};
        const auto heads = DialogueRepository(*session).list(filter);
        QCOMPARE(heads->size(), std::size_t{2});
        QCOMPARE(heads->at(1).dialogue.task.value(), std::string("a:d:1"));
        QCOMPARE(heads->at(1).ownTask.value(), std::string("b:d:7"));
        filter.task = TaskKey{"b:d:7"};
        QVERIFY(DialogueRepository(*session).list(filter)->empty());
        JobContext job;
        const auto loaded = loadStudy(*session, {}, Difficulty{}, Edition::reference(), job);
        QVERIFY(loaded);
        QCOMPARE(loaded->simulators.front().dialogues.front().task.value(), std::string("a:d:1"));
    }

    void correctionsAreUndoneLikeLabels()
    {
        const auto session = study();
        TaskLinkRepository links(*session);
        const TaskKey real{"a:d:2"};
        const TaskKey sim{"b:d:2"};
        QVERIFY(*links.link(real, sim, "ann"));
        QVERIFY(!*links.link(real, sim, "bea"));
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\na:d:2 a:d:2 b:d:2\n"));
        QVERIFY(*links.unlink(TaskKey{"a:d:1"}, TaskKey{"b:d:7"}, "ann"));
        QCOMPARE(pairs(*session), std::string("a:d:2 a:d:2 b:d:2\n"));
        QVERIFY(links.undo("ann"));
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\na:d:2 a:d:2 b:d:2\n"));
        QVERIFY(LabelRepository(*session).redo("ann"));
        QCOMPARE(pairs(*session), std::string("a:d:2 a:d:2 b:d:2\n"));
        QVERIFY(LabelRepository(*session).undo("ann"));
        const auto undone = links.undo("ann");
        QVERIFY(undone);
        QVERIFY(undone->after && undone->after->kind == TaskCorrection::Kind::Link);
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\n"));
        QCOMPARE(links.undo("ann").error().code, ErrorCode::NotFound);
        QVERIFY(links.corrections()->empty());
    }

    void idsOfDialoguesAndTheirOwnTasksStay()
    {
        const auto session = study();
        std::vector<std::pair<DialogueId, TaskKey>> before;
        const auto listedNow = DialogueRepository(*session).list();
        for (const DialogueHead &head : *listedNow)
            before.emplace_back(head.dialogue.id, head.ownTask);
        QVERIFY(*TaskLinkRepository(*session).link(TaskKey{"a:d:2"}, TaskKey{"b:d:2"}, "ann"));
        std::size_t i = 0;
        const auto listedLater = DialogueRepository(*session).list();
        for (const DialogueHead &head : *listedLater)
            QVERIFY((before[i++] == std::pair(head.dialogue.id, head.ownTask)));
    }

    void partedTasksOfOneKeyAreKeptApart()
    {
        const auto session = workspace();
        import(*session, m_real, "/real", {{ "a:d:1", "" }});
        import(*session, m_sim, "/sim", {{ "a:d:1", "" }});
        const TaskKey key{"a:d:1"};
        QVERIFY(*TaskLinkRepository(*session).unlink(key, key, "ann"));
        QVERIFY(pairs(*session).empty());
        const auto parted = TaskRepository(*session).load(TaskKey{"a:d:1~sim"});
        QCOMPARE((*parted)->instruction, std::string("do a:d:1"));
        QCOMPARE(TaskRepository(*session).all()->size(), std::size_t{2});
        QVERIFY(*TaskLinkRepository(*session).clear(key, key, "ann"));
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 a:d:1\n"));
    }

    void renamingGivesAndTakesAName()
    {
        const auto session = study();
        TaskLinkRepository links(*session);
        QVERIFY(*links.rename(TaskSide::Simulated, TaskKey{"b:d:2"}, TaskKey{"a:d:2"}, "ann"));
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\na:d:2 a:d:2 b:d:2\n"));
        QVERIFY(*links.rename(TaskSide::Simulated, TaskKey{"b:d:2"}, TaskKey{}, "ann"));
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\n"));
        QCOMPARE(links.rename(TaskSide::Real, TaskKey{"b:d:2"}, TaskKey{"x"}, "ann").error().code,
                 ErrorCode::NotFound);
        QCOMPARE(links.link(TaskKey{"none"}, TaskKey{"b:d:2"}, "ann").error().code,
                 ErrorCode::NotFound);
    }

    void labelsAreNotUndoneByATaskUndo()
    {
        const auto session = study();
        TaskLinkRepository links(*session);
        QVERIFY(*links.link(TaskKey{"a:d:2"}, TaskKey{"b:d:2"}, "ann"));
        Label label;
        label.realDialogue = DialogueId{"r"};
        label.simDialogue = DialogueId{"s"};
        label.code = "x";
        label.annotator = "ann";
        QVERIFY(LabelRepository(*session).add(label, "ann"));
        QCOMPARE(links.undo("ann").error().code, ErrorCode::Conflict);
        QVERIFY(LabelRepository(*session).undo("ann"));
        QVERIFY(links.undo("ann"));
    }

    void removingAnImportForgetsItsMatches()
    {
        const auto session = study();
        const ImportId sim = LedgerRepository(*session).all()->back().source.id;
        QVERIFY(ImportRemovals(*session).remove(sim, "ann"));
        QCOMPARE(TaskLinkRepository(*session).matching()->count(MatchWay::Alone), std::int64_t{2});
        QVERIFY(ImportRemovals(*session).undo());
        QCOMPARE(pairs(*session), std::string("a:d:1 a:d:1 b:d:7\n"));
    }

    void retailOfBothTauBenchesIsAlignable()
    {
        const auto session = workspace();
        const auto run = [&](CorpusKind kind, const std::string &name, const std::string &text) {
            ImportRequest request;
            request.path = path(name.c_str());
            std::ofstream(request.path) << text;
            request.kind = kind;
            request.label = name;
            request.domain = "retail";
            ImportWriter writer(*session);
            JobContext job;
            const auto report = runImport(request, writer, job);
            QVERIFY2(report, report ? "" : report.error().detail.c_str());
        };
        run(CorpusKind::Real, "one.json",
            R"([{"task_id":4,"trial":0,"reward":1.0,"info":{"task":{"user_id":"ann_1",
                "instruction":"You are Ann.","actions":[{"name":"get","kwargs":{"a":1,"b":2}}],
                "outputs":[]}},"traj":[{"role":"user","content":"hi"}]}])");
        run(CorpusKind::Simulated, "two.json",
            R"({"info":{"user_info":{"implementation":"user_simulator","llm":"m"},
                "environment_info":{"domain_name":"retail"}},
                "tasks":[{"id":"9","user_scenario":{"instructions":{"known_info":
                "You are Ann.\nYour user id is ann_1."}},"evaluation_criteria":{"actions":
                [{"action_id":"x","name":"get","arguments":{"b":2,"a":1}}]}}],
                "simulations":[{"id":"s","task_id":"9","trial":0,"termination_reason":"user_stop",
                "messages":[{"role":"user","content":"hello"}]}]})");
        const auto matching = TaskLinkRepository(*session).matching();
        QCOMPARE(matching->rows.front().evidence, std::string("same gold actions"));
        QCOMPARE(listPairs(*session)->front().task.value(), std::string("tau1:retail:4"));
    }
};

QTEST_GUILESS_MAIN(TestTaskLinkRepository)
#include "tst_task_link_repository.moc"
