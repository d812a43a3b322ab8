// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/corrected_lexicon.h"
#include "core/metrics/edition.h"
#include "core/store/dialogue_repository.h"
#include "core/store/feature_repository.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "core/store/ledger_repository.h"
#include "core/store/study_loader.h"
#include "core/store/survey_repository.h"
#include "core/store/task_repository.h"
#include "tests/core/store/store_test.h"

#include <QElapsedTimer>

#include <atomic>
#include <chrono>
#include <csignal>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace gapscope;

class TestImportWriter : public test::StoreTest
{
    Q_OBJECT

    ImportSource source(const Corpus &corpus) const
    {
        return {ImportId{}, "/data/file.json", "abc", 123, "tau-usi", corpus};
    }

    static Dialogue numbered(const Corpus &corpus, int i, int turns)
    {
        std::vector<std::string> texts;
        for (int turn = 0; turn < turns; ++turn)
            texts.push_back("dialogue " + std::to_string(i) + " says turn " + std::to_string(turn) +
                            ": my reservation number is EHGLP" + std::to_string(i * 7919 + turn) +
                            " and I would like to change my flight, please");
        return dialogue(corpus, std::to_string(i), texts);
    }

    /// Writes dialogues as an import does; true where all went well.
    bool import(Session &session, int dialogues, int turns) const
    {
        ImportWriter writer(session);
        if (!writer.begin(source(m_real)))
            return false;
        for (int i = 0; i < dialogues; ++i) {
            if (!writer.addDialogue(numbered(m_real, i, turns))) {
                writer.abort("failed");
                return false;
            }
        }
        return bool(writer.finish({dialogues, dialogues * turns, 0, 0, 0, 0, 0}));
    }

    static std::string states(Session &session)
    {
        std::string text;
        const auto entries = LedgerRepository(session).all();
        for (const ImportEntry &entry : *entries)
            text += std::string(name(entry.state)) + " " + std::to_string(entry.counts.dialogues) +
                    "+" + std::to_string(entry.counts.duplicates) + "; ";
        return text;
    }

private Q_SLOTS:
    void featuresComeWithTheImport()
    {
        const auto session = workspace();
        QVERIFY(import(*session, 3, 4));
        const std::string version = featureVersion(Edition::reference().repairs);
        const auto stored = FeatureRepository(*session).loadAll(version);
        QCOMPARE(stored->size(), std::size_t{3});
        JobContext job;
        QCOMPARE(*updateFeatures(*session, Edition::reference(), job), 0);
        // They are what is computed from the stored words.
        QVERIFY(FeatureRepository(*session).clear());
        QCOMPARE(*updateFeatures(*session, Edition::reference(), job), 3);
        QVERIFY(*FeatureRepository(*session).loadAll(version) == *stored);
    }

    void importIsInTheLedgerWithWhatItSaid()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        QVERIFY(writer.addTask({TaskKey{"tau1:airline:1"}, "airline", "1", "cancel", "f"}));
        QVERIFY(*writer.addDialogue(numbered(m_real, 1, 3)));
        QVERIFY(!*writer.addDialogue(numbered(m_real, 1, 3)));
        const ImportIssue issue{ImportIssue::Effect::Skipped, 7, 99, "x", "truncated", "cut"};
        QVERIFY(writer.addIssue(issue));
        QVERIFY(writer.addDifficulty({{"1", 0.25}}));
        QVERIFY(*writer.addSurvey({m_real.id, TaskKey{"tau1:airline:1"}, 2, {{"q", "Q?", "4"}}}));
        QVERIFY(writer.finish({1, 3, 2, 1, 1, 0, 1}));

        const auto entries = LedgerRepository(*session).all();
        QCOMPARE(entries->size(), std::size_t{1});
        const ImportEntry &entry = entries->front();
        QCOMPARE(entry.state, ImportState::Complete);
        QCOMPARE(entry.source.path, std::string("/data/file.json"));
        QVERIFY(entry.source.corpus == m_real);
        QVERIFY(entry.finishedMs.has_value());
        QCOMPARE(entry.counts.userTurns, std::int64_t{2});
        QCOMPARE(entry.issues, std::int64_t{1});
        QVERIFY(*LedgerRepository(*session).issues(entry.source.id) == std::vector{issue});
        QCOMPARE(TaskRepository(*session).load(TaskKey{"tau1:airline:1"})->value().instruction,
                 std::string("cancel"));
        QCOMPARE(TaskRepository(*session).difficulty()->at("1"), 0.25);
        QCOMPARE(SurveyRepository(*session).list()->size(), std::size_t{1});
        QCOMPARE(DialogueRepository(*session).list()->front().import.value(),
                 entry.source.id.value());
        QVERIFY(session->check());
    }

    void dialoguesOfAFurtherCorpusOfTheFileCountInItsEntry()
    {
        const auto session = workspace();
        const Corpus side = corpus(CorpusKind::Simulated, "other side");
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        QVERIFY(*writer.addDialogue(numbered(m_real, 1, 3)));
        QVERIFY(writer.addCorpus(side));
        QVERIFY(*writer.addDialogue(numbered(side, 1, 2)));
        QVERIFY(writer.finish({2, 5, 0, 0, 0, 0, 0}));

        QCOMPARE(states(*session), std::string("complete 2+0; "));
        const auto corpora = CorpusRepository(*session).all();
        QCOMPARE(corpora->size(), std::size_t{3});
        QVERIFY(corpora->back().corpus == side);
        QCOMPARE(corpora->back().dialogues, std::int64_t{1});
        QCOMPARE(corpora->front().dialogues, std::int64_t{1});
    }

    void sameBytesAreFoundAgain()
    {
        const auto session = workspace();
        QVERIFY(import(*session, 2, 2));
        LedgerRepository ledger(*session);
        const auto found = ledger.findByHash("abc", m_real.id);
        QVERIFY(found && *found);
        QCOMPARE((*found)->state, ImportState::Complete);
        QVERIFY(!*ledger.findByHash("abc", m_sim.id));
        QVERIFY(!*ledger.findByHash("abd", m_real.id));
    }

    void issuesOfACodeAreCappedButCounted()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        for (int i = 0; i < 2500; ++i)
            QVERIFY(writer.addIssue({ImportIssue::Effect::Repaired, i, -1, "", "often", "m"}));
        QVERIFY(writer.addIssue({ImportIssue::Effect::Note, 0, -1, "", "seldom", "m"}));
        QVERIFY(writer.finish({}));
        LedgerRepository ledger(*session);
        const ImportId id = ledger.all()->front().source.id;
        QCOMPARE(ledger.issues(id)->size(), std::size_t{1001});
        QVERIFY(*ledger.issueTotals(id) ==
                (std::vector<IssueTotal>{{"often", ImportIssue::Effect::Repaired, 2500},
                                         {"seldom", ImportIssue::Effect::Note, 1}}));
        QCOMPARE(*ledger.issueCount(), std::int64_t{2501});
    }

    void abortKeepsWhatWasCommittedAndSaysSo_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("state");
        QTest::newRow("cancelled") << QStringLiteral("cancelled") << QStringLiteral("cancelled");
        QTest::newRow("failed") << QStringLiteral("broken") << QStringLiteral("failed");
    }
    void abortKeepsWhatWasCommittedAndSaysSo()
    {
        QFETCH(QString, reason);
        QFETCH(QString, state);
        const auto session = workspace();
        {
            ImportWriter writer(*session);
            QVERIFY(writer.begin(source(m_real)));
            for (int i = 0; i < 450; ++i)
                QVERIFY(writer.addDialogue(numbered(m_real, i, 2)));
            writer.abort(reason.toStdString());
        }
        QVERIFY(session->check());
        const std::int64_t stored = *DialogueRepository(*session).count();
        QVERIFY(stored >= 400 && stored < 450);
        QCOMPARE(states(*session), state.toStdString() + " " + std::to_string(stored) + "+0; ");
        QVERIFY(import(*session, 450, 2));
        QCOMPARE(*DialogueRepository(*session).count(), std::int64_t{450});
    }

    void errorIsRepeatedUntilTheNextFile()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        const auto failed = writer.addDialogue(numbered(corpus(CorpusKind::Real, "unknown"), 1, 2));
        QVERIFY(!failed);
        QVERIFY(!writer.addDialogue(numbered(m_real, 1, 2)));
        QVERIFY(!writer.finish({}));
        writer.abort("failed");
        QVERIFY(writer.begin(source(m_real)));
        QVERIFY(writer.addDialogue(numbered(m_real, 1, 2)));
        QVERIFY(writer.finish({}));
        QCOMPARE(*DialogueRepository(*session).count(), std::int64_t{1});
    }

    void callsBeforeBeginAreErrors()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(!writer.addTask({TaskKey{"k"}, "", "", "", ""}));
        writer.abort("nothing began");
        QVERIFY(LedgerRepository(*session).all()->empty());
    }

    void killLeavesWholeDialoguesAndImportingAgainCompletes()
    {
        constexpr int dialogues = 3000;
        constexpr int turns = 8;
        workspace();
        std::mt19937 random(20240501);
        std::uniform_int_distribution<int> delay(15, 90);
        int killed = 0;
        std::int64_t lowest = dialogues;
        for (int round = 0; round < 20; ++round) {
            // A new workspace every few rounds, so that kills hit an import at work.
            if (round % 5 == 0) {
                std::filesystem::remove(path());
                workspace();
            }
            const pid_t child = fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                auto session = Session::open(path(), OpenMode::ReadWrite);
                _exit(session && import(**session, dialogues, turns) ? 0 : 1);
            }
            usleep(static_cast<useconds_t>(delay(random)) * 1000);
            kill(child, SIGKILL);
            int status = 0;
            waitpid(child, &status, 0);
            killed += WIFSIGNALED(status);

            const auto session = Session::open(path(), OpenMode::ReadWrite);
            QVERIFY2(session, session ? "" : session.error().detail.c_str());
            const auto whole = (*session)->check();
            QVERIFY2(whole, whole.error().detail.c_str());
            JobContext job;
            const auto read = DialogueRepository(**session).forEach(
                {},
                [&](Dialogue &&each) -> Result<void> {
                    if (each == numbered(m_real, std::stoi(each.nativeId), turns))
                        return {};
                    return Error{ErrorCode::Internal, each.nativeId, "not whole"};
                },
                job);
            QVERIFY(read);
            lowest = std::min(lowest, *DialogueRepository(**session).count());
            const auto entries = LedgerRepository(**session).all();
            if (WIFSIGNALED(status) && !entries->empty())
                QVERIFY(entries->back().state == ImportState::Incomplete ||
                        *DialogueRepository(**session).count() == dialogues);
        }
        QVERIFY2(killed >= 10, "the child was too fast to be killed");
        QVERIFY2(lowest < dialogues, "no import was interrupted");

        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY(import(**session, dialogues, turns));
        QCOMPARE(*DialogueRepository(**session).count(), std::int64_t{dialogues});
        QVERIFY((*session)->check());
    }

    void fullDiskIsAnErrorAndLeavesAnIntactFile()
    {
        workspace();
        const auto size = std::filesystem::file_size(path());
        const pid_t child = fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit before{};
            getrlimit(RLIMIT_FSIZE, &before);
            const rlimit limit{size + 1'500'000, before.rlim_max};
            if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
                _exit(10);
            auto session = Session::open(path(), OpenMode::ReadWrite);
            if (!session)
                _exit(11);
            ImportWriter writer(**session);
            if (!writer.begin(source(m_real)))
                _exit(12);
            for (int i = 0; i < 20'000; ++i) {
                const auto added = writer.addDialogue(numbered(m_real, i, 8));
                if (added)
                    continue;
                // Somebody makes room.
                setrlimit(RLIMIT_FSIZE, &before);
                writer.abort("failed");
                const ErrorCode code = added.error().code;
                _exit(code == ErrorCode::StoreFull || code == ErrorCode::StoreFailed ? 0 : 13);
            }
            _exit(14);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);

        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY2(session, session ? "" : session.error().detail.c_str());
        QVERIFY((*session)->check());
        const ImportEntry entry = LedgerRepository(**session).all()->front();
        QVERIFY(entry.state == ImportState::Failed);
        QCOMPARE(entry.counts.dialogues, *DialogueRepository(**session).count());
        QVERIFY(import(**session, 1000, 8));
    }

    void slowBatchIsCommittedAfterItsTime()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        QVERIFY(writer.addDialogue(numbered(m_real, 0, 2)));
        QElapsedTimer timer;
        timer.start();
        int i = 0;
        while (timer.elapsed() < 150)
            QVERIFY(writer.addDialogue(numbered(m_real, ++i % 50, 2)));
        const auto other = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY(*DialogueRepository(**other).count() > 0);
    }

    /// Whoever labels while an import writes comes between its transactions.
    void labelsAreStoredWhileAnImportWrites()
    {
        const auto session = workspace();
        std::atomic<bool> enough{false};
        std::atomic<int> imported{0};
        std::jthread importing([&] {
            const auto own = Session::open(path(), OpenMode::ReadWrite, SessionOptions{5000});
            ImportWriter writer(**own);
            bool good = bool(writer.begin(source(m_sim)));
            for (int i = 0; good && !enough; ++i) {
                good = bool(writer.addDialogue(numbered(m_sim, i, 40)));
                imported = i;
            }
            good = good && bool(writer.finish({}));
            imported = good ? imported.load() : -1;
        });
        LabelRepository labels(*session);
        for (int i = 0; i < 40; ++i) {
            const int before = imported;
            while (imported == before && before >= 0)
                std::this_thread::yield();
            Label label;
            label.realDialogue = DialogueId{"r"};
            label.simDialogue = DialogueId{"s"};
            label.realTurn = i;
            label.code = std::string("C1");
            label.annotator = std::string("ann");
            const auto added = labels.add(label, "ann");
            if (!added)
                enough = true;
            QVERIFY2(added, added ? "" : added.error().detail.c_str());
        }
        enough = true;
        importing.join();
        QVERIFY(imported > 0);
        QCOMPARE(labels.all()->size(), std::size_t{40});
        QVERIFY(session->check());
    }

    /// Before a large record is read nothing stays open for which others would have to wait.
    void nothingStaysOpenWhileALargeRecordIsRead()
    {
        const auto session = workspace();
        const auto own = std::move(*Session::open(path(), OpenMode::ReadWrite, SessionOptions{0}));
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_sim)));
        QVERIFY(writer.addDialogue(numbered(m_sim, 0, 2)));
        Label label;
        label.realDialogue = DialogueId{"r"};
        label.simDialogue = DialogueId{"s"};
        label.code = std::string("C1");
        label.annotator = std::string("ann");
        LabelRepository labels(*own);
        QCOMPARE(labels.add(label, "ann").error().code, ErrorCode::WorkspaceBusy);
        QVERIFY(writer.rest());
        QVERIFY(labels.add(label, "ann"));
        QVERIFY(writer.rest());
        QVERIFY(writer.addDialogue(numbered(m_sim, 1, 2)));
        QVERIFY(writer.finish({2, 4, 0, 0, 0, 0, 0}));
        QCOMPARE(states(*session), std::string("complete 2+0; "));
    }

    /// The log of a long import does not grow for ever, though no commit has to write it back.
    void theLogIsWrittenBackOnTheWay()
    {
        const auto session = workspace();
        ImportWriter writer(*session);
        QVERIFY(writer.begin(source(m_real)));
        const auto before = std::filesystem::file_size(path());
        // Some 48 MB.
        for (int i = 0; i < 1200; ++i)
            QVERIFY(writer.addDialogue(numbered(m_real, i, 250)));
        QVERIFY(std::filesystem::file_size(path()) > before + (8U << 20));
        QVERIFY(std::filesystem::file_size(path() + "-wal") < (40U << 20));
        QVERIFY(writer.finish({1200, 1200 * 250, 0, 0, 0, 0, 0}));
    }

    /// One that takes seconds to write.
    void longDialogueIsBrokenOff()
    {
        const auto session = workspace();
        std::vector<std::string> texts;
        for (int i = 0; i < 200'000; ++i)
            texts.push_back("turn " + std::to_string(i) + " says that the reservation " +
                            std::to_string(i * 7919) + " is to be changed, please");
        const Dialogue giant = dialogue(m_real, "long", texts);
        std::stop_source stop;
        ImportWriter writer(*session, stop.get_token());
        QVERIFY(writer.begin(source(m_real)));
        QVERIFY(writer.addDialogue(numbered(m_real, 0, 2)));
        std::chrono::steady_clock::time_point asked;
        std::jthread person([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        const Result<bool> added = writer.addDialogue(giant);
        const auto waited = std::chrono::steady_clock::now() - asked;
        person.join();
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::Cancelled);
        QVERIFY(waited < std::chrono::milliseconds(200));
        writer.abort("cancelled");
        QCOMPARE(states(*session), std::string("cancelled 0+0; "));
        QVERIFY(session->check());
        ImportWriter again(*session);
        QVERIFY(again.begin(source(m_real)));
        QVERIFY(again.addDialogue(giant));
        QVERIFY(again.finish({}));
        QCOMPARE(*DialogueRepository(*session).count(), std::int64_t{1});
    }
};

QTEST_GUILESS_MAIN(TestImportWriter)
#include "tst_import_writer.moc"
