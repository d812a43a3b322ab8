// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"
#include "core/store/feature_repository.h"
#include "core/store/import_removals.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "core/store/reimport.h"
#include "core/store/search_repository.h"
#include "core/store/survey_repository.h"
#include "tests/core/store/store_test.h"
#include "tests/support/packed_files.h"

using namespace gapscope;

class TestImportRemovals : public test::StoreTest
{
    Q_OBJECT

    static ImportId import(Session &session, const Corpus &corpus, const std::string &path,
                           const std::vector<Dialogue> &dialogues,
                           const std::vector<ComparableSurvey> &surveys = {})
    {
        ImportWriter writer(session);
        ImportSource source;
        source.path = path;
        source.sha256 = path;
        source.format = "chat";
        source.corpus = corpus;
        bool good = bool(writer.begin(source));
        for (const Dialogue &dialogue : dialogues)
            good = bool(writer.addDialogue(dialogue)) && good;
        for (const ComparableSurvey &survey : surveys)
            good = bool(writer.addSurvey(survey)) && good;
        good = bool(writer.finish({})) && good;
        if (!good)
            qFatal("the import failed");
        return LedgerRepository(session).all()->back().source.id;
    }

    /// A dialogue with everything that has a table of its own.
    Dialogue rich(const std::string &id) const
    {
        Dialogue dialogue = StoreTest::dialogue(m_real, id, {"hello " + id, "yes", "bye"});
        Turn system;
        system.role = Role::System;
        system.text = std::string(2000, 'p');
        dialogue.turns.insert(dialogue.turns.begin(), system);
        dialogue.turns[2].toolCalls = {{"c1", "find", "{\"x\":1}", "", false}};
        dialogue.turns[3].toolResult = ToolResult{"c1", "find", false, false};
        dialogue.survey = {{"q", "Q?", "good"}};
        dialogue.id = dialogueIdOf(dialogue);
        return dialogue;
    }

    static std::vector<std::string> ids(Session &session)
    {
        std::vector<std::string> result;
        const auto listed = DialogueRepository(session).list();
        for (const DialogueHead &head : *listed)
            result.push_back(head.dialogue.nativeId);
        return result;
    }

    static std::size_t hits(Session &session, const char *word)
    {
        return SearchRepository(session).find({word, false, {}, {}, 200, 0})->hits.size();
    }

private Q_SLOTS:
    void removedImportComesBackWhole()
    {
        const auto session = workspace();
        const Dialogue one = rich("1");
        import(*session, m_real, "/a", {one});
        const ImportId second = import(*session, m_real, "/b", {rich("2"), rich("3")});
        const Dialogue before = *DialogueRepository(*session).load(rich("3").id);

        const auto removed = ImportRemovals(*session).remove(second, "ann");
        QVERIFY2(removed, removed ? "" : removed.error().detail.c_str());
        QCOMPARE(removed->dialogues, std::int64_t{2});
        QCOMPARE(ids(*session), std::vector<std::string>{"1"});
        QVERIFY2(session->check(), "");
        QCOMPARE(LedgerRepository(*session).load(second)->value().state, ImportState::Removed);
        QVERIFY(*DialogueRepository(*session).load(one.id) == one);
        QCOMPARE(ImportRemovals(*session).remove(second, "ann").error().code, ErrorCode::NotFound);

        const auto undone = ImportRemovals(*session).undo();
        QVERIFY2(undone, undone ? "" : undone.error().detail.c_str());
        QCOMPARE(undone->dialogues, std::int64_t{2});
        QVERIFY(session->check());
        QVERIFY(*DialogueRepository(*session).load(rich("3").id) == before);
        QCOMPARE(ids(*session), (std::vector<std::string>{"1", "2", "3"}));
        QCOMPARE(LedgerRepository(*session).load(second)->value().state, ImportState::Complete);
        QCOMPARE(ImportRemovals(*session).undo().error().code, ErrorCode::NotFound);
    }

    void removedWordsAreNotFoundUntilTheyAreBack()
    {
        const auto session = workspace();
        const ImportId import = this->import(*session, m_real, "/a", {rich("zebra")});
        QCOMPARE(hits(*session, "zebra"), std::size_t{1});
        QVERIFY(ImportRemovals(*session).remove(import, "ann"));
        QCOMPARE(hits(*session, "zebra"), std::size_t{0});
        QVERIFY(ImportRemovals(*session).undo());
        QCOMPARE(hits(*session, "zebra"), std::size_t{1});
    }

    void whatAnotherImportHoldsStays()
    {
        const auto session = workspace();
        const ImportId first = import(*session, m_real, "/a", {rich("1"), rich("2")});
        const ImportId second = import(*session, m_real, "/b", {rich("2"), rich("3")});
        const auto removed = ImportRemovals(*session).remove(first, "ann");
        QCOMPARE(removed->dialogues, std::int64_t{1});
        QCOMPARE(removed->kept, std::int64_t{1});
        QCOMPARE(ids(*session), (std::vector<std::string>{"2", "3"}));
        // Now nobody else holds it.
        QCOMPARE(ImportRemovals(*session).remove(second, "ann")->dialogues, std::int64_t{2});
        QVERIFY(ids(*session).empty());
        QVERIFY(ImportRemovals(*session).undo());
        QVERIFY(ImportRemovals(*session).undo());
        QCOMPARE(ids(*session), (std::vector<std::string>{"1", "2", "3"}));
        const auto listedNow = DialogueRepository(*session).list();
        for (const DialogueHead &head : *listedNow)
            QCOMPARE(head.import, head.dialogue.nativeId == "3" ? second : first);
    }

    void labelsAreKept()
    {
        const auto session = workspace();
        const Dialogue real = rich("1");
        const ImportId import = this->import(*session, m_real, "/a", {real});
        const Dialogue sim = dialogue(m_sim, "1", {"a", "b"});
        this->import(*session, m_sim, "/b", {sim});
        Label label;
        label.realDialogue = real.id;
        label.simDialogue = sim.id;
        label.code = "x";
        label.annotator = "ann";
        QVERIFY(LabelRepository(*session).add(label, "ann"));
        QCOMPARE(ImportRemovals(*session).remove(import, "ann")->labels, std::int64_t{1});
        QCOMPARE(LabelRepository(*session).all()->size(), std::size_t{1});
        QVERIFY(ImportRemovals(*session).undo());
        QCOMPARE(LabelRepository(*session).forPair(real.id, sim.id)->size(), std::size_t{1});
    }

    void surveysGoAndComeBack()
    {
        const auto session = workspace();
        const ComparableSurvey one{m_sim.id, TaskKey{"t"}, 1, {{"q", "", "a"}, {"r", "", "b"}}};
        const ComparableSurvey two{m_sim.id, TaskKey{"t"}, 2, {{"q", "", "c"}}};
        import(*session, m_sim, "/a", {}, {two});
        const ImportId import = this->import(*session, m_sim, "/b", {}, {one, two});
        QCOMPARE(ImportRemovals(*session).remove(import, "ann")->surveys, std::int64_t{1});
        QVERIFY((*SurveyRepository(*session).list() == std::vector<ComparableSurvey>{two}));
        QCOMPARE(ImportRemovals(*session).undo()->surveys, std::int64_t{1});
        QVERIFY((*SurveyRepository(*session).list() == std::vector<ComparableSurvey>{one, two}));
    }

    void corpusWithoutImportsIsNotListed()
    {
        const auto session = workspace();
        const Corpus lone = corpus(CorpusKind::Simulated, "lone");
        Dialogue dialogue = StoreTest::dialogue(lone, "1", {"a"});
        const ImportId import = this->import(*session, lone, "/a", {dialogue});
        QCOMPARE(CorpusRepository(*session).all()->size(), std::size_t{3});
        QVERIFY(ImportRemovals(*session).remove(import, "ann"));
        QCOMPARE(CorpusRepository(*session).all()->size(), std::size_t{2});
        QVERIFY(ImportRemovals(*session).undo());
        QCOMPARE(CorpusRepository(*session).all()->size(), std::size_t{3});
    }

    void importedAnewInTheMeantimeStaysAsItIs()
    {
        const auto session = workspace();
        const ImportId first = import(*session, m_real, "/a", {rich("1"), rich("2")});
        QVERIFY(ImportRemovals(*session).remove(first, "ann"));
        import(*session, m_real, "/b", {rich("2"), rich("9")});
        QCOMPARE(ImportRemovals(*session).undo()->dialogues, std::int64_t{1});
        QCOMPARE(ids(*session), (std::vector<std::string>{"1", "2", "9"}));
        QVERIFY(session->check());
    }

    void forgottenIsGoneFromTheFile()
    {
        // The word index keeps words of their own; this one begins as no other does.
        std::string mark = "zyxwvutsrq";
        {
            const auto session = workspace();
            Dialogue dialogue = rich(mark);
            const ImportId import = this->import(*session, m_real, "/a", {dialogue});
            QVERIFY(ImportRemovals(*session).remove(import, "ann"));
            QCOMPARE(*ImportRemovals(*session).forget(), std::int64_t{1});
            QCOMPARE(ImportRemovals(*session).undo().error().code, ErrorCode::NotFound);
            QCOMPARE(*ImportRemovals(*session).forget(), std::int64_t{0});
            QVERIFY(session->check());
        }
        QVERIFY(test::readFile(path()).find(mark) == std::string::npos);
    }

    void undoSurvivesARestart()
    {
        {
            const auto session = workspace();
            const ImportId import = this->import(*session, m_real, "/a", {rich("1")});
            QVERIFY(ImportRemovals(*session).remove(import, "ann"));
        }
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QCOMPARE(ImportRemovals(**session).last()->value().source.path, std::string("/a"));
        QVERIFY(ImportRemovals(**session).undo());
        QCOMPARE(ids(**session), std::vector<std::string>{"1"});
    }

    void fileIsImportedAgainWithItsChoices()
    {
        const auto session = workspace();
        const std::string file = path("chat.jsonl");
        const auto write =
            [&](const char *words) {
                std::ofstream(file)
                    << "{\"task_id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"" << words
                    << "\"}]}\n";
            };
        write("first");
        ImportRequest request;
        request.path = file;
        request.kind = CorpusKind::Real;
        request.label = "people";
        request.domain = "shop";
        request.benchmark = "own";
        JobContext job;
        {
            ImportWriter writer(*session);
            QVERIFY(runImport(request, writer, job));
        }
        const ImportId import = LedgerRepository(*session).all()->back().source.id;
        write("second");
        const auto again = reimport(*session, import, "ann", job);
        QVERIFY2(again, again ? "" : again.error().detail.c_str());
        QVERIFY(again->fileChanged);
        QCOMPARE(again->removed->dialogues, std::int64_t{1});
        const auto heads = DialogueRepository(*session).list();
        QCOMPARE(heads->size(), std::size_t{1});
        QCOMPARE(heads->front().dialogue.task.value(), std::string("own:shop:1"));
        QCOMPARE(hits(*session, "second"), std::size_t{1});

        const ImportId newer = LedgerRepository(*session).all()->back().source.id;
        std::ofstream(file) << "no transcript";
        QVERIFY(!reimport(*session, newer, "ann", job));
        QCOMPARE(hits(*session, "second"), std::size_t{1});
        std::filesystem::remove(file);
        QCOMPARE(reimport(*session, newer, "ann", job).error().code, ErrorCode::InputUnreadable);
        QCOMPARE(hits(*session, "second"), std::size_t{1});
    }

    void fileInAnArchiveIsImportedAgain()
    {
        const auto session = workspace();
        const std::string file = path("talks.zip");
        std::ofstream(file, std::ios::binary) << test::zipped(
            {{"one.jsonl", R"({"task_id":"1","messages":[{"role":"user","content":"packed"}]})"}});
        const auto inner = expandPaths({file});
        QVERIFY(inner);
        ImportRequest request;
        request.path = inner->at(0);
        request.kind = CorpusKind::Real;
        JobContext job;
        {
            ImportWriter writer(*session);
            QVERIFY(runImport(request, writer, job));
        }
        const ImportId import = LedgerRepository(*session).all()->back().source.id;
        const auto again = reimport(*session, import, "ann", job);
        QVERIFY2(again, again ? "" : again.error().detail.c_str());
        QCOMPARE(again->imported.counts.dialogues, std::int64_t{1});
    }
};

QTEST_GUILESS_MAIN(TestImportRemovals)
#include "tst_import_removals.moc"
