// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/import_writer.h"

#include "core/metrics/edition.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialect_p.h"
#include "core/store/dialogue_writer_p.h"
#include "core/store/feature_recorder.h"
#include "core/store/ledger_repository.h"
#include "core/store/ledger_writer_p.h"
#include "core/store/new_id.h"
#include "core/store/pairing_upkeep_p.h"
#include "core/store/run_numbers_p.h"
#include "core/store/survey_repository.h"
#include "core/store/task_link_repository.h"
#include "core/store/task_repository.h"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace gapscope {
namespace {
constexpr int dialoguesPerBatch = 200;
constexpr std::size_t bytesPerBatch = 8 << 20;
/// Features of longer dialogues take longer than a person who cancels should wait; they are
/// computed with the study.
constexpr std::size_t longestWithFeatures = 4 << 20;
/// No longer than this is another writer kept waiting that was not expected.
constexpr std::chrono::milliseconds longestBatch{100};
/// As soon as somebody waits, but not for every dialogue.
constexpr std::chrono::milliseconds shortestBatch{20};
/// While somebody else writes now and then: what was gathered is indexed at the end of the
/// transaction, which takes about as long again.
constexpr std::chrono::milliseconds longestBesideOthers{40};
constexpr std::chrono::seconds besideOthers{30};

std::size_t bytesOf(const Dialogue &dialogue)
{
    std::size_t bytes = dialogue.metadata.size();
    for (const Turn &turn : dialogue.turns) {
        bytes += turn.native.size() + (turn.text ? turn.text->size() : 0);
        for (const ToolCall &call : turn.toolCalls)
            bytes += call.arguments.size() + call.raw.size();
    }
    return bytes;
}
} // namespace

struct ImportWriter::State
{
    State(Session &s, std::stop_token t)
        : session(s), stop(std::move(t)), dialogues(s), runs(s), ledger(s), tasks(s), pairing(s),
          log(s)
    {}

    Result<void> enterBatch();
    Result<void> endBatch();
    Result<void> endBatchIfFull();
    Result<void> keepFailure(Result<void> result);
    void dropBatch();

    Session &session;
    std::stop_token stop;
    DialogueWriter dialogues;
    RunNumbers runs;
    LedgerWriter ledger;
    TaskRepository tasks;
    PairingUpkeep pairing;
    // While the words are at hand: reading them once more would take as long as the computation.
    FeatureRecorder features{Edition::reference().repairs};
    std::vector<FeatureRecord> newFeatures;
    std::map<CorpusId, CorpusKind> kinds;
    std::optional<Transaction> batch;
    std::chrono::steady_clock::time_point batchBegan;
    std::optional<std::chrono::steady_clock::time_point> lastWanted;
    int batchDialogues = 0;
    std::size_t batchBytes = 0;
    dialect::WriteBackLater log;
    std::optional<ImportId> current;
    CorpusId corpus;
    std::string format;
    std::optional<Error> failure;
};

Result<void> ImportWriter::State::enterBatch()
{
    if (failure)
        return *failure;
    if (!current)
        return Error{ErrorCode::InvalidArgument, session.path(), "no import has begun"};
    if (batch)
        return {};
    batch.emplace(session);
    batchBegan = std::chrono::steady_clock::now();
    batchDialogues = 0;
    batchBytes = 0;
    if (auto begun = batch->begin(); !begun)
        return begun.error();
    return dialogues.start();
}

Result<void> ImportWriter::State::endBatch()
{
    if (!batch)
        return {};
    if (auto flushed = dialogues.flush(); !flushed)
        return flushed.error();
    if (auto saved = FeatureRepository(session).save(newFeatures); !saved)
        return saved.error();
    newFeatures.clear();
    if (auto written = ledger.flush(*current); !written)
        return written.error();
    if (auto committed = batch->commit(); !committed)
        return committed.error();
    batch.reset();
    ledger.committed();
    log.writeBack();
    return {};
}

Result<void> ImportWriter::State::endBatchIfFull()
{
    const auto now = std::chrono::steady_clock::now();
    const WriteQueue *writers = session.connection().writers.get();
    const bool isWanted = writers && writers->isWanted();
    if (isWanted)
        lastWanted = now;
    const auto most = isWanted                                          ? shortestBatch
                      : lastWanted && now - *lastWanted <= besideOthers ? longestBesideOthers
                                                                        : longestBatch;
    const bool isFull = batchDialogues >= dialoguesPerBatch || batchBytes >= bytesPerBatch ||
                        now - batchBegan >= most;
    return isFull ? endBatch() : Result<void>();
}

Result<void> ImportWriter::State::keepFailure(Result<void> result)
{
    if (!result && !failure) {
        failure = result.error();
        dropBatch();
    }
    return result;
}

void ImportWriter::State::dropBatch()
{
    if (batch)
        pairing.forget();
    batch.reset();
    newFeatures.clear();
    runs.forget();
    ledger.dropUnwritten();
}

ImportWriter::ImportWriter(Session &session, std::stop_token stop)
    : m_state(std::make_unique<State>(session, std::move(stop)))
{}

ImportWriter::~ImportWriter() = default;

Result<void> ImportWriter::begin(const ImportSource &source)
{
    State &state = *m_state;
    state.dropBatch();
    state.failure.reset();
    state.current.reset();
    ImportSource entry = source;
    if (entry.id.empty())
        entry.id = ImportId{newUuid()};
    // Committed at once, so that the ledger knows of an import whose program is killed.
    Transaction transaction(state.session);
    if (auto begun = transaction.begin(); !begun)
        return state.keepFailure(begun.error());
    if (auto done = CorpusRepository(state.session).ensure(entry.corpus); !done)
        return state.keepFailure(done.error());
    if (auto done = state.ledger.begin(entry); !done)
        return state.keepFailure(done.error());
    if (auto committed = transaction.commit(); !committed)
        return state.keepFailure(committed.error());
    state.current = entry.id;
    state.corpus = entry.corpus.id;
    state.kinds = {{entry.corpus.id, entry.corpus.kind}};
    state.format = entry.format;
    return {};
}

Result<void> ImportWriter::addCorpus(const Corpus &corpus)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    state.kinds[corpus.id] = corpus.kind;
    return state.keepFailure(CorpusRepository(state.session).ensure(corpus));
}

Result<void> ImportWriter::addTask(const Task &task)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    if (auto done = state.tasks.ensure(task); !done)
        return state.keepFailure(done.error());
    state.pairing.sawTask(task);
    if (!task.fingerprint.empty()) {
        if (auto done = addTaskMark(task.key, "print/" + state.format, task.fingerprint); !done)
            return done;
    }
    return state.keepFailure(state.endBatchIfFull());
}

Result<void> ImportWriter::addTaskMark(const TaskKey &task, const std::string &type,
                                       const std::string &value)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    state.pairing.sawMark(state.kinds[state.corpus], task, type, value);
    Query query(state.session, "INSERT INTO task_mark (corpus_id, task_key, type, value) VALUES "
                               "(TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?)) "
                               "ON CONFLICT DO NOTHING");
    return state.keepFailure(query.run(state.corpus, task, type, value));
}

Result<bool> ImportWriter::addDialogue(const Dialogue &dialogue)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error()).error();
    const Result<int> run = dialogue.runTold ? dialogue.run : state.runs.lowestFree(dialogue);
    if (!run)
        return state.keepFailure(run.error()).error();
    const dialect::StopWhen stopWhen(state.session, state.stop);
    Result<bool> isNew = state.dialogues.insert(dialogue, *run, *state.current);
    if (!isNew) {
        // A dialogue of impossible size was refused before anything was written.
        if (isNew.error().code == ErrorCode::InvalidArgument)
            return isNew;
        return state.keepFailure(isNew.error()).error();
    }
    if (*isNew) {
        state.runs.take(dialogue, *run);
        state.pairing.sawDialogue(state.kinds[dialogue.corpus], dialogue.task);
    }
    const DialogueId id = dialogue.id.empty() ? dialogueIdOf(dialogue) : dialogue.id;
    if (auto done = state.ledger.saw(*state.current, id); !done)
        return state.keepFailure(done.error()).error();
    const std::size_t bytes = bytesOf(dialogue);
    if (*isNew && bytes <= longestWithFeatures) {
        FeatureRecord record = state.features.record(dialogue, state.kinds[dialogue.corpus]);
        record.dialogue = id;
        record.textHash = id.value();
        state.newFeatures.push_back(std::move(record));
    }
    ++state.batchDialogues;
    state.batchBytes += bytes;
    state.ledger.count(dialogue, *isNew);
    if (auto ended = state.keepFailure(state.endBatchIfFull()); !ended)
        return ended.error();
    return isNew;
}

Result<bool> ImportWriter::addSurvey(const ComparableSurvey &survey)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error()).error();
    Result<bool> isNew = SurveyRepository(state.session).save(survey);
    if (!isNew)
        return state.keepFailure(isNew.error()).error();
    if (auto done = state.ledger.saw(*state.current, survey); !done)
        return state.keepFailure(done.error()).error();
    state.ledger.countSurvey(*isNew);
    if (auto ended = state.keepFailure(state.endBatchIfFull()); !ended)
        return ended.error();
    return isNew;
}

Result<void> ImportWriter::addDifficulty(const std::map<std::string, double> &difficulty)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    return state.keepFailure(state.tasks.setDifficulty(difficulty));
}

Result<void> ImportWriter::addIssue(const ImportIssue &issue)
{
    State &state = *m_state;
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    if (auto done = state.ledger.addIssue(*state.current, issue); !done)
        return state.keepFailure(done.error());
    return state.keepFailure(state.endBatchIfFull());
}

Result<void> ImportWriter::rest()
{
    return m_state->failure ? Result<void>(*m_state->failure)
                            : m_state->keepFailure(m_state->endBatch());
}

Result<void> ImportWriter::finish(const ImportCounts &counts)
{
    State &state = *m_state;
    // Matching the tasks takes tens of milliseconds, too.
    if (state.batch && std::chrono::steady_clock::now() - state.batchBegan >= shortestBatch) {
        if (auto ended = state.keepFailure(state.endBatch()); !ended)
            return ended;
    }
    if (auto entered = state.enterBatch(); !entered)
        return state.keepFailure(entered.error());
    if (auto done = state.ledger.end(*state.current, ImportState::Complete, {}, counts); !done)
        return state.keepFailure(done.error());
    // Before the new tasks can be paired their dialogues must be written.
    if (auto done = state.keepFailure(state.dialogues.flush()); !done)
        return done;
    if (auto done = state.keepFailure(state.pairing.refresh()); !done)
        return done;
    auto ended = state.keepFailure(state.endBatch());
    if (ended)
        state.current.reset();
    return ended;
}

void ImportWriter::abort(const std::string &reason)
{
    State &state = *m_state;
    state.dropBatch();
    state.failure.reset();
    if (!state.current)
        return;
    const ImportId import = *state.current;
    state.current.reset();
    const ImportState end = reason == "cancelled" ? ImportState::Cancelled : ImportState::Failed;
    Transaction transaction(state.session);
    if (!transaction.begin())
        return; // The entry stays as incomplete, which is true.
    if (!state.ledger.end(import, end, reason, std::nullopt) || !refreshTaskPairing(state.session))
        return;
    static_cast<void>(transaction.commit());
}
} // namespace gapscope
