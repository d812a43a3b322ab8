// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/label/label_place.h"
#include "core/label/queue_progress.h"
#include "core/metrics/divergence_curve.h"
#include "core/metrics/edition.h"
#include "core/metrics/usi_table.h"
#include "core/store/alignment_repository.h"
#include "core/store/anchor_repository.h"
#include "core/store/label_repository.h"
#include "core/store/pair_loader.h"
#include "core/store/pair_service.h"
#include "core/store/scheme_repository.h"
#include "core/store/session.h"
#include "core/store/workspace_data.h"
#include "ui/base/filter_stack.h"
#include "ui/base/job_runner.h"
#include "ui/base/pending_changes.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

namespace gapscope {
class ChartSource;
class GapAnalysis;
class GapHistory;
class LabelDesk;
class QueueDesk;

/// What the pages share: the open workspace, what is selected in it, the filters, and the jobs that
/// keep derived data up to date. The one place through which the window reads and writes. Lives on
/// the GUI thread.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    /// Told how a change ended.
    using Done = std::function<void(const Result<void> &)>;

    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    Result<void> open(const QString &path, OpenMode mode);
    void close();
    bool isOpen() const { return m_session != nullptr; }
    bool isReadOnly() const { return m_session && m_session->readOnly(); }
    QString path() const;
    const std::vector<OpenNote> &openNotes() const { return m_session->openNotes(); }

    JobRunner &jobs() { return m_jobs; }
    FilterStack &filters() { return m_filters; }
    const FilterStack &filters() const { return m_filters; }

    /// Never null; empty before the first load ended.
    const WorkspaceData &data() const { return *m_data; }
    /// The same for jobs of other threads.
    std::shared_ptr<const WorkspaceData> sharedData() const { return m_data; }
    bool isLoaded() const { return m_loaded; }
    /// Pairs can be aligned: the words of all dialogues are weighed, which ends after the load.
    bool canAlign() const { return m_idf != nullptr; }
    /// Reads the lists again (after an import) and brings all derived data up to date.
    void reload();

    CorpusId realCorpus() const { return m_realCorpus; }
    CorpusId simCorpus() const { return m_simCorpus; }
    void selectCorpora(const CorpusId &real, const CorpusId &sim);
    TaskKey currentTask() const { return m_task; }
    DialogueId realDialogue() const { return m_real; }
    DialogueId simDialogue() const { return m_sim; }
    /// Shows the first pair of a task; with what is there when one side is missing.
    void selectTask(const TaskKey &task);
    /// Any two dialogues of one task, either may be empty. A real one stands first, of one kind
    /// the one imported first: a pair is the same from either end.
    void selectPair(const DialogueId &one, const DialogueId &other);
    /// As selectPair() orders them.
    DialoguePair ordered(const DialogueId &one, const DialogueId &other) const;
    /// The pairs of the filtered tasks for the selected corpora, in the order of the task list.
    std::vector<DialoguePair> visiblePairs() const;
    /// The same for the corpora of the pair on screen, which may be two of people: what next and
    /// previous step through.
    std::vector<DialoguePair> neighbours() const;
    /// Whether a task passes the filters and has a dialogue of the selected corpora.
    bool isVisible(const TaskKey &task) const;
    void selectNextPair(int step);
    /// The order in which tasks are listed, and so gone through; those not named come last. The
    /// list gives it while dataChanged and corporaSelected are told, before a first pair is chosen.
    void setTaskOrder(const std::vector<TaskKey> &order);

    /// The pair on screen, once it is loaded; null before.
    std::shared_ptr<const LoadedPair> pair() const { return m_pair; }
    /// Of its corpus; Unknown where there is no such dialogue.
    CorpusKind kindOf(const DialogueId &dialogue) const;
    /// Index into the pair's alignment rows; −1 = none.
    int alignedRow() const { return m_alignedRow; }
    void setAlignedRow(int row);

    /// The figures of the gap, and the edition they are computed with.
    GapAnalysis &gap() { return *m_gap; }
    const GapAnalysis &gap() const { return *m_gap; }
    /// What charts are drawn from, and what was chosen for them.
    ChartSource &charts() { return *m_charts; }
    /// Filters and exclusions in the order in which they were made, to take them back.
    GapHistory &gapHistory() { return *m_gapHistory; }
    /// JSON text kept with the workspace under a name; none where nothing is kept.
    std::optional<std::string> setting(const std::string &key) const;
    /// A read-only workspace keeps nothing; errors are told by `failed`.
    void saveSetting(const std::string &key, const std::string &json);
    /// The index of all simulators; null while there is none.
    std::shared_ptr<const UsiTable> usi() const;
    /// Numbers and marked cues of all pages follow the edition.
    void setEdition(const Edition &edition);
    /// Loads pairs of `real` with each of these beside the one on screen; only the last call in a
    /// row is answered. Errors are told by `failed` too.
    void loadPairs(const DialogueId &real, const std::vector<DialogueId> &sims, QObject *context,
                   std::function<void(Result<std::vector<LoadedPair>>)> done);
    /// Over all pairs; empty until they are aligned.
    const DivergenceCurves &curves() const { return m_curves; }
    /// Grows whenever pairs may align in another way; exclusions leave it.
    int alignmentGeneration() const { return m_alignmentGeneration; }
    /// What divergence is read against, for a dialogue of this simulator; null where it is not
    /// computed yet, or there is none (no task with two people, or two runs).
    const DivergenceFloor *floorOf(const DialogueId &sim) const;
    /// Once all pairs are aligned; none before.
    const std::optional<DivergenceFloors> &floors() const { return m_floors; }
    /// Thresholds of alignment, kept with the workspace; a change aligns everything anew.
    Result<AlignSettings> alignSettings() const;
    void setAlignSettings(const AlignSettings &settings, QObject *context, Done done);
    /// None where this pair is not aligned yet.
    const AlignmentSummary *summary(const DialogueId &real, const DialogueId &sim) const;

    /// Runs `write(Session&)` on this thread. While others keep the workspace busy it is tried
    /// again by itself, in the order of the changes. `done(value)` is called once it is stored or
    /// failed: before this returns where nobody else writes, and not if `context` died.
    template <class Write, class Done>
    void change(Write write, QObject *context, Done done)
    {
        using Value = std::invoke_result_t<Write, Session &>;
        if (!m_session) {
            done(Value(Error{ErrorCode::NotFound, {}, "no workspace is open"}));
            return;
        }
        m_pending.add([this, write, guard = QPointer<QObject>(context),
                       done](std::chrono::milliseconds patience, bool isLastTry) {
            std::optional<Value> value;
            {
                const WritePatience brief(*m_session, patience);
                value = write(*m_session);
                m_pending.waited(brief.waited());
            }
            if (!isLastTry && !*value && value->error().code == ErrorCode::WorkspaceBusy)
                return false;
            if (!isLastTry)
                keepLogShort();
            if (guard)
                done(std::move(*value));
            return true;
        });
    }
    /// What is not stored yet.
    PendingChanges &pending() { return m_pending; }
    const PendingChanges &pending() const { return m_pending; }

    /// Changes of labels, each one committed transaction; `done` as in change(), errors are told by
    /// `failed` too.
    void addLabel(const Label &label, QObject *context, Done done);
    void updateLabel(const Label &label, QObject *context, Done done);
    void removeLabel(const Label &label, QObject *context, Done done);
    /// As one action.
    void changeLabels(std::vector<Label> added, std::vector<Label> removed, QObject *context,
                      Done done);
    /// Take back, or do again, the last action on labels or anchors.
    void undoLabel(QObject *context, Done done);
    void redoLabel(QObject *context, Done done);
    /// After labels of any pairs were changed (merged).
    void labelsWereChanged();
    /// desk() has it, and changes it.
    Result<LabelScheme> labelScheme();
    Result<std::vector<SchemeVersion>> schemeHistory();
    Result<std::vector<LabelQueue>> queues();
    Result<QueueProgress> queueProgress(const std::string &id);
    /// Read whole; null where it cannot be, which `failed` tells.
    std::shared_ptr<const Dialogue> dialogue(const DialogueId &id);
    /// Everything that happened to a label, oldest first.
    Result<std::vector<LabelAction>> historyOfLabel(const LabelId &id);
    bool canUndoLabel() const { return m_canUndo; }
    bool canRedoLabel() const { return m_canRedo; }
    /// Who labels, what, and how.
    LabelDesk &desk() { return *m_desk; }
    const LabelDesk &desk() const { return *m_desk; }
    /// The queues to label through.
    QueueDesk &queue() { return *m_queue; }
    LabelPlace placeOfLabel(const Label &label) const;
    /// −1 where its turns are in no row.
    int rowOfLabel(const Label &label) const;

    /// Anchors of the pair on screen, in the order in which they were set.
    const std::vector<AnchorMark> &anchors() const { return m_anchors; }
    /// Sets and clears anchors as one undoable action; the pair is aligned again at once, the
    /// figures of all pairs follow. Gives how many changed; errors are told by `failed` too.
    void changeAnchors(std::vector<Anchor> set, std::vector<Anchor> cleared, QObject *context,
                       std::function<void(const Result<int> &)> done);
    /// After anchors of any pairs were changed (imported).
    void anchorsWereChanged();

    /// Those that are not so already, by whoever labels. The figures follow at once, without
    /// reading the database again; errors are told by `failed`.
    void setExcluded(const std::vector<DialogueId> &dialogues, bool excluded,
                     const QString &reason);
    /// All or none, with their reasons and persons; `done` as in change().
    void changeExclusions(std::vector<Exclusion> which, bool excluded, QObject *context, Done done);

    /// Runs `work(Session&, JobContext&)` on a worker thread with a session of its own.
    template <class Work, class Done>
    int runWithSession(const QString &slot, const QString &title, Work work, QObject *context,
                       Done done)
    {
        using Value = std::invoke_result_t<Work, Session &, JobContext &>;
        const std::string path = m_session->path();
        const OpenMode mode = isReadOnly() ? OpenMode::ReadOnly : OpenMode::ReadWrite;
        return m_jobs.start(
            slot, title,
            [work, path, mode](JobContext &job) -> Value {
                Result<std::unique_ptr<Session>> session =
                    Session::open(path, mode, SessionOptions{5000});
                if (!session)
                    return session.error();
                return work(**session, job);
            },
            context, done);
    }

Q_SIGNALS:
    void opened();
    void closed();
    void dataChanged();
    void corporaSelected();
    void filtersChanged();
    void taskOrderChanged();
    /// Another task or pair was chosen; pair() follows with pairLoaded.
    void pairSelected();
    void pairLoaded();
    void alignedRowChanged(int row);
    /// Point values are there, at once after a change; intervals and effect sizes follow.
    void usiChanged();
    void uncertaintyChanged();
    void editionChanged();
    void summariesChanged();
    void labelsChanged();
    void anchorsChanged();
    /// These were excluded now, or count again and had these reasons.
    void exclusionsChanged(const std::vector<gapscope::Exclusion> &which, bool excluded);
    void failed(const gapscope::Error &error);

private:
    /// Removed imports can be brought back until the workspace is closed.
    void forgetRemovals();
    /// What the window stores stays in the log, so that its thread never waits for the disk.
    void keepLogShort();
    void adopt(std::shared_ptr<const WorkspaceData> data);
    void weighWords();
    void chooseCorpora();
    void startAlignAll();
    void loadCurrentPair();
    std::vector<DialoguePair> pairsBetween(const CorpusId &one, const CorpusId &other) const;
    void readAnchors();
    void revisited(const Result<LabelAction> &action);
    void tell(const Result<void> &result);
    /// Of `labels`, by whoever labels.
    using LabelWrite =
        std::function<Result<void>(LabelRepository &labels, const std::string &annotator)>;
    void writeLabels(LabelWrite write, QObject *context, Done done);
    using LabelStep = Result<LabelAction> (LabelRepository::*)(const std::string &annotator);
    void stepLabels(LabelStep step, QObject *context, Done done);
    std::string annotator() const;

    std::unique_ptr<Session> m_session;
    PendingChanges m_pending;
    /// By key, those that are not stored yet.
    std::map<std::string, std::string> m_waitingSettings;
    bool m_isLogWrittenBack = false;
    JobRunner m_jobs;
    FilterStack m_filters;
    /// Owned as children.
    GapAnalysis *m_gap = nullptr;
    ChartSource *m_charts = nullptr;
    GapHistory *m_gapHistory = nullptr;
    LabelDesk *m_desk = nullptr;
    QueueDesk *m_queue = nullptr;
    std::shared_ptr<const WorkspaceData> m_data = std::make_shared<WorkspaceData>();
    bool m_loaded = false;
    CorpusId m_realCorpus;
    CorpusId m_simCorpus;
    std::unordered_map<TaskKey, std::size_t> m_taskOrder;
    TaskKey m_task;
    DialogueId m_real;
    DialogueId m_sim;
    std::shared_ptr<const LoadedPair> m_pair;
    std::vector<AnchorMark> m_anchors;
    int m_alignedRow = -1;
    std::shared_ptr<const IdfModel> m_idf;
    int m_alignmentGeneration = 0;
    DivergenceCurves m_curves;
    std::optional<DivergenceFloors> m_floors;
    std::unordered_map<std::string, AlignmentSummary> m_summaries;
    bool m_canUndo = false;
    bool m_canRedo = false;
};
} // namespace gapscope
