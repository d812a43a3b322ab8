// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/workspace.h"

#include "core/store/exclusion_repository.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/qstring.h"

#include <QSettings>

#include <algorithm>

namespace gapscope {
namespace {
std::string pairKey(const DialogueId &real, const DialogueId &sim)
{
    return real.value() + ' ' + sim.value();
}

QString annotatorName()
{
    const QString known = QSettings().value(QStringLiteral("annotator")).toString();
    if (!known.isEmpty())
        return known;
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? QStringLiteral("annotator") : user;
}

/// What the background alignment brings back.
struct AlignedAll
{
    std::vector<AlignmentSummary> summaries;
    DivergenceCurves curves;
};
} // namespace

Workspace::Workspace(QObject *parent)
    : QObject(parent), m_gap(new GapAnalysis(*this)), m_annotator(annotatorName())
{
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
}

QString Workspace::path() const
{
    return m_session ? qs(m_session->path()) : QString();
}

Result<void> Workspace::open(const QString &path, OpenMode mode)
{
    Result<std::unique_ptr<Session>> session = Session::open(utf8(path), mode);
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
    m_data = std::make_shared<WorkspaceData>();
    m_loaded = false;
    m_realCorpus = m_simCorpus = CorpusId();
    m_task = TaskKey();
    m_real = m_sim = DialogueId();
    m_pair.reset();
    m_alignedRow = -1;
    m_idf.reset();
    m_curves = {};
    m_summaries.clear();
    m_session.reset();
    m_filters.reset();
    m_gap->clear();
    Q_EMIT closed();
}

void Workspace::reload()
{
    if (!m_session)
        return;
    using Loaded = std::pair<std::shared_ptr<const WorkspaceData>, std::shared_ptr<IdfModel>>;
    runWithSession(
        QStringLiteral("load"), tr("Reading the workspace"),
        [](Session &session, JobContext &job) -> Result<Loaded> {
            Result<std::shared_ptr<const WorkspaceData>> data = loadWorkspaceData(session, job);
            if (!data)
                return data.error();
            Result<IdfModel> idf = loadIdf(session, job);
            if (!idf)
                return idf.error();
            return Loaded{std::move(*data), std::make_shared<IdfModel>(std::move(*idf))};
        },
        this,
        [this](Result<Loaded> loaded) {
            if (!loaded) {
                if (loaded.error().code != ErrorCode::Cancelled)
                    Q_EMIT failed(loaded.error());
                return;
            }
            m_idf = loaded->second;
            adopt(loaded->first);
        });
}

void Workspace::adopt(std::shared_ptr<const WorkspaceData> data)
{
    m_data = std::move(data);
    m_loaded = true;
    chooseCorpora();
    Q_EMIT dataChanged();
    Q_EMIT corporaSelected();
    m_gap->reload();
    startAlignAll();
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
    const auto real = m_data->dialogues(task, m_realCorpus);
    const auto sim = m_data->dialogues(task, m_simCorpus);
    m_task = task;
    selectPair(real.empty() ? DialogueId() : real.front()->dialogue.id,
               sim.empty() ? DialogueId() : sim.front()->dialogue.id);
}

void Workspace::selectPair(const DialogueId &real, const DialogueId &sim)
{
    m_real = real;
    m_sim = sim;
    const DialogueHead *head = m_data->head(real.empty() ? sim : real);
    if (head)
        m_task = head->dialogue.task;
    Q_EMIT pairSelected();
    loadCurrentPair();
}

bool Workspace::isVisible(const TaskKey &task) const
{
    if (m_data->dialogues(task, m_realCorpus).empty() &&
        m_data->dialogues(task, m_simCorpus).empty())
        return false;
    return m_filters.accepts(*m_data, task, m_realCorpus, m_simCorpus);
}

std::vector<DialoguePair> Workspace::visiblePairs() const
{
    std::vector<DialoguePair> pairs;
    for (const Task &task : m_data->tasks) {
        if (!isVisible(task.key))
            continue;
        for (const DialogueHead *real : m_data->dialogues(task.key, m_realCorpus)) {
            for (const DialogueHead *sim : m_data->dialogues(task.key, m_simCorpus))
                pairs.push_back({task.key, real->dialogue.id, sim->dialogue.id});
        }
    }
    return pairs;
}

void Workspace::selectNextPair(int step)
{
    const std::vector<DialoguePair> pairs = visiblePairs();
    if (pairs.empty())
        return;
    const auto now = std::find_if(pairs.begin(), pairs.end(), [&](const DialoguePair &pair) {
        return pair.real == m_real && pair.sim == m_sim;
    });
    const auto size = static_cast<std::ptrdiff_t>(pairs.size());
    // Off the list (filtered away, or one side missing): start at its near end.
    std::ptrdiff_t index = step > 0 ? 0 : size - 1;
    if (now != pairs.end())
        index = std::clamp<std::ptrdiff_t>(now - pairs.begin() + step, 0, size - 1);
    const DialoguePair &pair = pairs[static_cast<std::size_t>(index)];
    if (pair.real != m_real || pair.sim != m_sim)
        selectPair(pair.real, pair.sim);
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
            Q_EMIT pairLoaded();
            Q_EMIT labelsChanged();
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
            Q_EMIT summariesChanged();
        });
}

const AlignmentSummary *Workspace::summary(const DialogueId &real, const DialogueId &sim) const
{
    const auto found = m_summaries.find(pairKey(real, sim));
    return found == m_summaries.end() ? nullptr : &found->second;
}

int Workspace::rowOfLabel(const Label &label) const
{
    if (!m_pair)
        return -1;
    const std::vector<AlignedRow> &rows = m_pair->alignment.rows;
    const auto has = [](const std::vector<int> &turns, const std::optional<int> &turn) {
        return turn && std::find(turns.begin(), turns.end(), *turn) != turns.end();
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (has(rows[i].real, label.realTurn) || has(rows[i].sim, label.simTurn))
            return static_cast<int>(i);
    }
    return -1;
}

Result<void> Workspace::tell(Result<void> result)
{
    if (!result)
        Q_EMIT failed(result.error());
    labelsWereChanged();
    return result;
}

void Workspace::labelsWereChanged()
{
    LabelRepository labels(*m_session);
    const Result<bool> undo = labels.canUndo(utf8(m_annotator));
    const Result<bool> redo = labels.canRedo(utf8(m_annotator));
    m_canUndo = undo && *undo && !isReadOnly();
    m_canRedo = redo && *redo && !isReadOnly();
    if (m_pair && m_pair->real && m_pair->sim) {
        Result<std::vector<Label>> now = labels.forPair(m_pair->real->id, m_pair->sim->id);
        if (now) {
            auto pair = std::make_shared<LoadedPair>(*m_pair);
            pair->labels = std::move(*now);
            m_pair = std::move(pair);
        }
    }
    Q_EMIT labelsChanged();
}

Result<void> Workspace::addLabel(const std::string &code)
{
    if (!m_pair || m_alignedRow < 0 ||
        m_alignedRow >= static_cast<int>(m_pair->alignment.rows.size()))
        return Error{ErrorCode::InvalidArgument, utf8(tr("A label without a row")), ""};
    const AlignedRow &row = m_pair->alignment.rows[static_cast<std::size_t>(m_alignedRow)];
    Label label;
    label.realDialogue = m_pair->real->id;
    label.simDialogue = m_pair->sim->id;
    if (!row.real.empty())
        label.realTurn = row.real.front();
    if (!row.sim.empty())
        label.simTurn = row.sim.front();
    label.code = code;
    label.annotator = utf8(m_annotator);
    const Result<Label> added = LabelRepository(*m_session).add(label, utf8(m_annotator));
    return tell(added ? Result<void>() : Result<void>(added.error()));
}

Result<void> Workspace::updateLabel(const Label &label)
{
    const Result<Label> changed = LabelRepository(*m_session).update(label, utf8(m_annotator));
    return tell(changed ? Result<void>() : Result<void>(changed.error()));
}

Result<void> Workspace::removeLabel(const Label &label)
{
    return tell(LabelRepository(*m_session).remove(label.id, label.revision, utf8(m_annotator)));
}

Result<void> Workspace::undoLabel()
{
    const Result<LabelAction> undone = LabelRepository(*m_session).undo(utf8(m_annotator));
    return tell(undone ? Result<void>() : Result<void>(undone.error()));
}

Result<void> Workspace::redoLabel()
{
    const Result<LabelAction> redone = LabelRepository(*m_session).redo(utf8(m_annotator));
    return tell(redone ? Result<void>() : Result<void>(redone.error()));
}

Result<void> Workspace::setExcluded(const DialogueId &dialogue, bool excluded,
                                    const QString &reason)
{
    ExclusionRepository exclusions(*m_session);
    if (excluded) {
        const Result<void> done =
            exclusions.exclude({dialogue, utf8(reason), utf8(m_annotator), 0});
        if (!done)
            return done;
    } else if (const Result<bool> done = exclusions.include(dialogue); !done) {
        return done.error();
    }
    Result<std::vector<Exclusion>> now = exclusions.all();
    if (!now)
        return now.error();
    m_data = m_data->withExclusions(std::move(*now));
    Q_EMIT dataChanged();
    m_gap->refresh();
    // The curves leave it out as well.
    startAlignAll();
    return {};
}
} // namespace gapscope
