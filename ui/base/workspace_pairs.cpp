// SPDX-License-Identifier: GPL-3.0-or-later
// Which pair is on screen, and which come before and after it.
#include "ui/base/workspace.h"

#include "core/store/floor_service.h"
#include "ui/base/gap_analysis.h"

#include <algorithm>

namespace gapscope {
CorpusKind Workspace::kindOf(const DialogueId &dialogue) const
{
    const DialogueHead *head = m_data->head(dialogue);
    const CorpusSummary *summary = head ? m_data->corpus(head->dialogue.corpus) : nullptr;
    return summary ? summary->corpus.kind : CorpusKind::Unknown;
}

DialoguePair Workspace::ordered(const DialogueId &one, const DialogueId &other) const
{
    const DialogueHead *first = m_data->head(one);
    const DialogueHead *second = m_data->head(other);
    const DialogueHead *any = first ? first : second;
    const TaskKey task = any ? any->dialogue.task : TaskKey();
    const bool oneIsSim = kindOf(one) == CorpusKind::Simulated;
    const bool otherIsSim = kindOf(other) == CorpusKind::Simulated;
    // Heads are in the order of import.
    const bool swap = first && second ? (oneIsSim != otherIsSim ? oneIsSim : second < first)
                      : first         ? oneIsSim
                                      : second && !otherIsSim;
    return swap ? DialoguePair{task, other, one} : DialoguePair{task, one, other};
}

void Workspace::selectPair(const DialogueId &one, const DialogueId &other)
{
    const DialoguePair pair = ordered(one, other);
    m_real = pair.real;
    m_sim = pair.sim;
    if (!pair.task.empty())
        m_task = pair.task;
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

std::vector<DialoguePair> Workspace::pairsBetween(const CorpusId &one, const CorpusId &other) const
{
    std::vector<const Task *> tasks;
    for (const Task &task : m_data->tasks)
        if (m_filters.accepts(*m_data, task.key, m_realCorpus, m_simCorpus))
            tasks.push_back(&task);
    const auto place = [this](const Task *task) {
        const auto found = m_taskOrder.find(task->key);
        return found == m_taskOrder.end() ? m_taskOrder.size() : found->second;
    };
    std::stable_sort(tasks.begin(), tasks.end(),
                     [&](const Task *a, const Task *b) { return place(a) < place(b); });
    const auto meant = [this](const DialogueHead *head) {
        return m_filters.acceptsDialogue(head->dialogue.id, head->dialogue.corpus);
    };
    std::vector<DialoguePair> pairs;
    for (const Task *listed : tasks) {
        const Task &task = *listed;
        for (const DialogueHead *first : m_data->dialogues(task.key, one)) {
            for (const DialogueHead *second : m_data->dialogues(task.key, other)) {
                if ((one != other || first < second) && meant(first) && meant(second))
                    pairs.push_back(ordered(first->dialogue.id, second->dialogue.id));
            }
        }
    }
    return pairs;
}

void Workspace::setTaskOrder(const std::vector<TaskKey> &order)
{
    std::unordered_map<TaskKey, std::size_t> places;
    for (std::size_t i = 0; i < order.size(); ++i)
        places.emplace(order[i], i);
    if (places == m_taskOrder)
        return;
    m_taskOrder = std::move(places);
    Q_EMIT taskOrderChanged();
}

std::vector<DialoguePair> Workspace::visiblePairs() const
{
    return pairsBetween(m_realCorpus, m_simCorpus);
}

std::vector<DialoguePair> Workspace::neighbours() const
{
    const DialogueHead *real = m_data->head(m_real);
    const DialogueHead *sim = m_data->head(m_sim);
    if (!real || !sim)
        return visiblePairs();
    return pairsBetween(real->dialogue.corpus, sim->dialogue.corpus);
}

void Workspace::selectNextPair(int step)
{
    const std::vector<DialoguePair> pairs = neighbours();
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

void Workspace::loadPairs(const DialogueId &real, const std::vector<DialogueId> &sims,
                          QObject *context,
                          std::function<void(Result<std::vector<LoadedPair>>)> done)
{
    if (!m_session || !m_idf)
        return;
    using Pairs = std::vector<LoadedPair>;
    runWithSession(
        QStringLiteral("columns"), tr("Aligning the columns"),
        [idf = m_idf, real, sims, edition = m_gap->edition()](Session &session,
                                                              JobContext &job) -> Result<Pairs> {
            Result<PairAligner> aligner = PairAligner::open(session, *idf);
            if (!aligner)
                return aligner.error();
            Pairs pairs;
            for (const DialogueId &sim : sims) {
                if (job.cancelled())
                    return Error{ErrorCode::Cancelled, "columns", ""};
                Result<LoadedPair> pair = loadPair(session, *aligner, real, sim, edition);
                if (!pair)
                    return pair.error();
                pairs.push_back(std::move(*pair));
            }
            return pairs;
        },
        context,
        [this, done = std::move(done)](Result<Pairs> pairs) {
            if (!pairs && pairs.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(pairs.error());
            done(std::move(pairs));
        });
}

const DivergenceFloor *Workspace::floorOf(const DialogueId &sim) const
{
    const DialogueHead *head = m_data->head(sim);
    const CorpusSummary *corpus = head ? m_data->corpus(head->dialogue.corpus) : nullptr;
    return m_floors && corpus ? m_floors->of(corpus->corpus.label) : nullptr;
}

Result<AlignSettings> Workspace::alignSettings() const
{
    if (!m_session)
        return AlignSettings{};
    return loadAlignSettings(*m_session);
}

void Workspace::setAlignSettings(const AlignSettings &settings, QObject *context, Done done)
{
    change([settings](Session &session) { return saveAlignSettings(session, settings); }, this,
           [this, guard = QPointer<QObject>(context),
            done = std::move(done)](const Result<void> &saved) {
               tell(saved);
               if (saved) {
                   m_floors.reset();
                   ++m_alignmentGeneration;
                   loadCurrentPair();
                   startAlignAll();
               }
               if (guard)
                   done(saved);
           });
}
} // namespace gapscope
