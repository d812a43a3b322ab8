// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/workspace.h"

#include "core/store/floor_service.h"
#include "core/store/import_removals.h"
#include "ui/base/chart_source.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/gap_history.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/queue_desk.h"

#include <algorithm>

namespace gapscope {
namespace {
std::string pairKey(const DialogueId &real, const DialogueId &sim)
{
    return real.value() + ' ' + sim.value();
}

/// What the background alignment brings back.
struct AlignedAll
{
    std::vector<AlignmentSummary> summaries;
    DivergenceCurves curves;
    DivergenceFloors floors;
};
} // namespace

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_gap(new GapAnalysis(*this)), m_desk(new LabelDesk(*this))
{
    m_charts = new ChartSource(*this);
    m_gapHistory = new GapHistory(*this);
    m_queue = new QueueDesk(*this);
    connect(m_desk, &LabelDesk::annotatorChanged, this, [this] {
        if (m_session)
            labelsWereChanged();
    });
    connect(&m_filters, &FilterStack::changed, this, &Workspace::filtersChanged);
    connect(this, &Workspace::filtersChanged, m_gap, &GapAnalysis::refresh);
    connect(this, &Workspace::corporaSelected, m_gap, &GapAnalysis::refresh);
    connect(m_gap, &GapAnalysis::figuresChanged, this, &Workspace::usiChanged);
    connect(m_gap, &GapAnalysis::uncertaintyChanged, this, &Workspace::uncertaintyChanged);
    connect(m_gap, &GapAnalysis::editionChanged, this, &Workspace::editionChanged);
}

Workspace::~Workspace()
{
    // Jobs hold sessions of their own on the same file: they end before ours closes it.
    m_jobs.cancelAll();
    forgetRemovals();
}

void Workspace::forgetRemovals()
{
    if (!m_session || isReadOnly())
        return;
    ImportRemovals removals(*m_session);
    const Result<std::optional<ImportEntry>> last = removals.last();
    // What was removed stays undoable where this fails: there is nothing to tell on closing.
    if (last && *last)
        static_cast<void>(removals.forget());
}

QString Workspace::path() const
{
    return m_session ? qs(m_session->path()) : QString();
}

Result<void> Workspace::open(const QString &path, OpenMode mode)
{
    SessionOptions options;
    options.leavesLog = true;
    Result<std::unique_ptr<Session>> session = Session::open(utf8(path), mode, options);
    if (!session)
        return session.error();
    close();
    m_session = std::move(*session);
    Q_EMIT opened();
    labelsWereChanged();
    reload();
    return {};
}

void Workspace::close()
{
    if (!m_session)
        return;
    m_jobs.dropAll();
    m_pending.finish();
    // What failed for another reason may pass now.
    m_desk->retry();
    m_pending.finish();
    m_data = std::make_shared<WorkspaceData>();
    m_loaded = false;
    m_isLogWrittenBack = false;
    m_realCorpus = m_simCorpus = CorpusId();
    m_task = TaskKey();
    m_real = m_sim = DialogueId();
    m_pair.reset();
    m_anchors.clear();
    m_alignedRow = -1;
    m_idf.reset();
    m_curves = {};
    m_floors.reset();
    m_summaries.clear();
    forgetRemovals();
    // Those that what was stored last has started.
    m_jobs.dropAll();
    m_session.reset();
    // First, so that filters that go compute nothing.
    m_gap->clear();
    m_filters.reset();
    Q_EMIT closed();
}

void Workspace::keepLogShort()
{
    if (m_isLogWrittenBack || !m_session->isLogLong())
        return;
    m_isLogWrittenBack = true;
    runWithSession(
        QStringLiteral("log"), tr("Tidying the workspace"),
        [](Session &session, JobContext &) -> Result<void> {
            session.writeBackLog();
            return {};
        },
        this, [this](const Result<void> &) { m_isLogWrittenBack = false; });
}

void Workspace::reload()
{
    if (!m_session)
        return;
    using Loaded = std::shared_ptr<const WorkspaceData>;
    runWithSession(
        QStringLiteral("load"), tr("Reading the workspace"),
        [](Session &session, JobContext &job) -> Result<Loaded> {
            return loadWorkspaceData(session, job);
        },
        this,
        [this](Result<Loaded> loaded) {
            if (!loaded) {
                if (loaded.error().code != ErrorCode::Cancelled)
                    Q_EMIT failed(loaded.error());
                return;
            }
            adopt(*loaded);
            weighWords();
        });
}

void Workspace::weighWords()
{
    // Reads every text, which takes seconds in a large workspace: lists and figures do not wait.
    runWithSession(
        QStringLiteral("words"), tr("Weighing the words"),
        [](Session &session, JobContext &job) { return loadIdf(session, job); }, this,
        [this](Result<IdfModel> idf) {
            if (!idf) {
                if (idf.error().code != ErrorCode::Cancelled)
                    Q_EMIT failed(idf.error());
                return;
            }
            const bool isOther = !m_idf || m_idf->fingerprint() != idf->fingerprint();
            m_idf = std::make_shared<const IdfModel>(std::move(*idf));
            startAlignAll();
            if (isOther && (m_data->head(m_real) || m_data->head(m_sim)))
                loadCurrentPair();
        });
}

void Workspace::adopt(std::shared_ptr<const WorkspaceData> data)
{
    // What was excluded while the lists were read is not in them.
    const Result<std::vector<Exclusion>> excluded = ExclusionRepository(*m_session).all();
    m_data = excluded ? data->withExclusions(*excluded) : std::move(data);
    m_loaded = true;
    ++m_alignmentGeneration;
    chooseCorpora();
    Q_EMIT dataChanged();
    Q_EMIT corporaSelected();
    m_gap->reload();
    const bool stillThere = m_data->head(m_real) || m_data->head(m_sim);
    if (stillThere) {
        loadCurrentPair();
        return;
    }
    const std::vector<DialoguePair> pairs = visiblePairs();
    if (!pairs.empty())
        selectPair(pairs.front().real, pairs.front().sim);
    else if (!m_data->tasks.empty())
        selectTask(m_data->tasks.front().key);
}

void Workspace::chooseCorpora()
{
    const auto fits = [&](const CorpusId &id, CorpusKind kind) {
        const CorpusSummary *summary = m_data->corpus(id);
        return summary && summary->corpus.kind == kind;
    };
    const auto first = [&](CorpusKind kind) {
        for (const CorpusSummary &summary : m_data->corpora) {
            if (summary.corpus.kind == kind && summary.dialogues > 0)
                return summary.corpus.id;
        }
        return CorpusId();
    };
    if (!fits(m_realCorpus, CorpusKind::Real))
        m_realCorpus = first(CorpusKind::Real);
    if (!fits(m_simCorpus, CorpusKind::Simulated))
        m_simCorpus = first(CorpusKind::Simulated);
}

void Workspace::selectCorpora(const CorpusId &real, const CorpusId &sim)
{
    if (real == m_realCorpus && sim == m_simCorpus)
        return;
    m_realCorpus = real;
    m_simCorpus = sim;
    Q_EMIT corporaSelected();
    if (!m_task.empty())
        selectTask(m_task);
}

void Workspace::selectTask(const TaskKey &task)
{
    // Of those that a mark in a chart stands for, where there are some.
    const auto first = [&](const CorpusId &corpus) {
        const auto heads = m_data->dialogues(task, corpus);
        const auto meant = std::find_if(heads.begin(), heads.end(), [&](const auto *head) {
            return m_filters.acceptsDialogue(head->dialogue.id, corpus);
        });
        return heads.empty()          ? DialogueId()
               : meant == heads.end() ? heads.front()->dialogue.id
                                      : (*meant)->dialogue.id;
    };
    m_task = task;
    selectPair(first(m_realCorpus), first(m_simCorpus));
}

void Workspace::loadCurrentPair()
{
    if (!m_session || !m_idf)
        return;
    const std::shared_ptr<const IdfModel> idf = m_idf;
    const DialogueId real = m_real;
    const DialogueId sim = m_sim;
    const Edition edition = m_gap->edition();
    runWithSession(
        QStringLiteral("pair"), tr("Aligning the pair"),
        [idf, real, sim, edition](Session &session, JobContext &) -> Result<LoadedPair> {
            Result<PairAligner> aligner = PairAligner::open(session, *idf);
            if (!aligner)
                return aligner.error();
            return loadPair(session, *aligner, real, sim, edition);
        },
        this,
        [this](Result<LoadedPair> loaded) {
            if (!loaded) {
                Q_EMIT failed(loaded.error());
                return;
            }
            m_pair = std::make_shared<const LoadedPair>(std::move(*loaded));
            m_alignedRow = -1;
            readAnchors();
            Q_EMIT pairLoaded();
            // What was labelled while it was loaded is not in it.
            labelsWereChanged();
        });
}

void Workspace::setAlignedRow(int row)
{
    if (row == m_alignedRow)
        return;
    m_alignedRow = row;
    Q_EMIT alignedRowChanged(row);
}

std::shared_ptr<const UsiTable> Workspace::usi() const
{
    const std::shared_ptr<const GapFigures> figures = m_gap->figures();
    return figures ? std::shared_ptr<const UsiTable>(figures, &figures->table) : nullptr;
}

void Workspace::setEdition(const Edition &edition)
{
    if (edition == m_gap->edition())
        return;
    m_gap->setEdition(edition);
    // Other cues are marked in the pair on screen.
    loadCurrentPair();
}

void Workspace::startAlignAll()
{
    // Begins when the words are weighed.
    if (!m_idf)
        return;
    const std::shared_ptr<const WorkspaceData> data = m_data;
    const std::shared_ptr<const IdfModel> idf = m_idf;
    runWithSession(
        QStringLiteral("align"), tr("Aligning all pairs"),
        [data, idf](Session &session, JobContext &job) -> Result<AlignedAll> {
            AlignedAll all;
            Result<DivergenceCurves> curves = divergenceCurves(
                session, *data, *idf,
                [&](const Alignment &alignment) { all.summaries.push_back(summaryOf(alignment)); },
                job);
            if (!curves)
                return curves.error();
            all.curves = std::move(*curves);
            Result<PairAligner> aligner = PairAligner::open(session, *idf);
            if (!aligner)
                return aligner.error();
            Result<DivergenceFloors> floors = divergenceFloors(session, *aligner, job);
            if (!floors)
                return floors.error();
            all.floors = std::move(*floors);
            return all;
        },
        this,
        [this](Result<AlignedAll> all) {
            if (!all) {
                if (all.error().code != ErrorCode::Cancelled)
                    Q_EMIT failed(all.error());
                return;
            }
            m_summaries.clear();
            for (AlignmentSummary &summary : all->summaries) {
                std::string key = pairKey(summary.realDialogue, summary.simDialogue);
                m_summaries.emplace(std::move(key), std::move(summary));
            }
            m_curves = std::move(all->curves);
            m_floors = std::move(all->floors);
            Q_EMIT summariesChanged();
        });
}

const AlignmentSummary *Workspace::summary(const DialogueId &real, const DialogueId &sim) const
{
    const auto found = m_summaries.find(pairKey(real, sim));
    return found == m_summaries.end() ? nullptr : &found->second;
}
} // namespace gapscope
