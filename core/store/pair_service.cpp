// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pair_service.h"

#include "core/align/align_pair.h"
#include "core/base/hash.h"
#include "core/store/anchor_repository.h"
#include "core/store/floor_service.h"
#include "core/store/session.h"
#include "core/store/workspace_data.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace gapscope {
namespace {
/// Pairs written per transaction; a kill loses at most these, and they are computed again.
constexpr std::size_t batchSize = 256;

std::string afterLastColon(const TaskKey &key)
{
    const std::string &text = key.value();
    const std::size_t colon = text.rfind(':');
    return colon == std::string::npos ? text : text.substr(colon + 1);
}

bool taskMatches(const std::string &wanted, const TaskKey &key)
{
    return wanted.empty() || key.value() == wanted || afterLastColon(key) == wanted;
}
} // namespace

namespace {
struct Sides
{
    std::vector<DialogueId> real;
    std::vector<DialogueId> sim;
};

std::map<TaskKey, Sides> sidesOf(const std::vector<DialogueHead> &heads,
                                 const std::vector<CorpusSummary> &corpora)
{
    std::unordered_map<CorpusId, CorpusKind> kinds;
    for (const CorpusSummary &summary : corpora)
        kinds.emplace(summary.corpus.id, summary.corpus.kind);
    std::map<TaskKey, Sides> tasks;
    for (const DialogueHead &head : heads) {
        if (head.dialogue.task.empty())
            continue;
        Sides &sides = tasks[head.dialogue.task];
        const CorpusKind kind = kinds[head.dialogue.corpus];
        if (kind == CorpusKind::Real)
            sides.real.push_back(head.dialogue.id);
        else if (kind == CorpusKind::Simulated)
            sides.sim.push_back(head.dialogue.id);
    }
    return tasks;
}
} // namespace

std::vector<DialoguePair> pairsOf(const std::vector<DialogueHead> &heads,
                                  const std::vector<CorpusSummary> &corpora)
{
    std::vector<DialoguePair> pairs;
    for (const auto &[task, sides] : sidesOf(heads, corpora)) {
        for (const DialogueId &real : sides.real) {
            for (const DialogueId &sim : sides.sim)
                pairs.push_back({task, real, sim});
        }
    }
    return pairs;
}

std::vector<DialoguePair> realPairsOf(const std::vector<DialogueHead> &heads,
                                      const std::vector<CorpusSummary> &corpora)
{
    std::vector<DialoguePair> pairs;
    for (const auto &[task, sides] : sidesOf(heads, corpora)) {
        for (std::size_t i = 0; i < sides.real.size(); ++i) {
            for (std::size_t j = i + 1; j < sides.real.size(); ++j)
                pairs.push_back({task, sides.real[i], sides.real[j]});
        }
    }
    return pairs;
}

std::map<std::string, std::vector<DialoguePair>>
rerunPairsOf(const std::vector<DialogueHead> &heads, const std::vector<CorpusSummary> &corpora)
{
    std::map<std::string, std::vector<DialoguePair>> byLabel;
    for (const CorpusSummary &summary : corpora) {
        if (summary.corpus.kind != CorpusKind::Simulated)
            continue;
        std::map<TaskKey, std::vector<DialogueId>> tasks;
        for (const DialogueHead &head : heads)
            if (head.dialogue.corpus == summary.corpus.id && !head.dialogue.task.empty())
                tasks[head.dialogue.task].push_back(head.dialogue.id);
        std::vector<DialoguePair> pairs;
        for (const auto &[task, runs] : tasks)
            for (std::size_t i = 0; i < runs.size(); ++i)
                for (std::size_t j = i + 1; j < runs.size(); ++j)
                    pairs.push_back({task, runs[i], runs[j]});
        if (!pairs.empty())
            byLabel[summary.corpus.label] = std::move(pairs);
    }
    return byLabel;
}

Result<std::vector<DialoguePair>> listPairs(Session &session, const PairSelection &selection)
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    std::unordered_map<CorpusId, Corpus> byId;
    for (const CorpusSummary &summary : *corpora)
        byId.emplace(summary.corpus.id, summary.corpus);

    bool taskKnown = selection.task.empty();
    bool realKnown = selection.real.empty();
    bool simKnown = selection.sim.empty();
    std::vector<DialogueHead> kept;
    for (DialogueHead &head : *heads) {
        const Corpus &corpus = byId[head.dialogue.corpus];
        const bool real = corpus.kind == CorpusKind::Real;
        if (!real && corpus.kind != CorpusKind::Simulated)
            continue;
        const std::string &side = real ? selection.real : selection.sim;
        const bool sideFits = side.empty() || side == corpus.label ||
                              side == head.dialogue.nativeId || side == head.dialogue.id.value();
        (real ? realKnown : simKnown) |= sideFits;
        const bool taskFits = taskMatches(selection.task, head.dialogue.task);
        taskKnown |= taskFits;
        if (sideFits && taskFits)
            kept.push_back(std::move(head));
    }
    if (!taskKnown)
        return Error{ErrorCode::NotFound, "task " + selection.task, ""};
    if (!realKnown)
        return Error{ErrorCode::NotFound, "real corpus or dialogue " + selection.real, ""};
    if (!simKnown)
        return Error{ErrorCode::NotFound, "simulator or dialogue " + selection.sim, ""};
    return pairsOf(kept, *corpora);
}

Result<IdfModel> loadIdf(Session &session, JobContext &job)
{
    IdfModel idf;
    const Result<void> read = DialogueRepository(session).forEach(
        {},
        [&](Dialogue &&dialogue) -> Result<void> {
            idf.add(prepareDialogue(dialogue));
            return {};
        },
        job, DialogueRepository::Native::Skip);
    if (!read)
        return read.error();
    return idf;
}

namespace {
/// Key of the cache for alignments that keep to these anchors.
std::string versionWith(const std::string &version, const std::vector<Anchor> &anchors)
{
    if (anchors.empty())
        return version;
    Sha256 hash;
    for (const Anchor &anchor : anchors) {
        hash.add(name(anchor.kind));
        hash.add(std::to_string(anchor.realTurn));
        hash.add(std::to_string(anchor.simTurn));
    }
    return version + "/anchors-" + hash.finishHex(8);
}

using AnchorsByPair = std::map<std::pair<DialogueId, DialogueId>, std::vector<Anchor>>;

Result<AnchorsByPair> allAnchors(Session &session)
{
    Result<std::vector<AnchorMark>> marks = AnchorRepository(session).all();
    if (!marks)
        return marks.error();
    AnchorsByPair anchors;
    for (const AnchorMark &mark : *marks)
        anchors[{mark.anchor.realDialogue, mark.anchor.simDialogue}].push_back(mark.anchor);
    return anchors;
}
} // namespace

PairAligner::PairAligner(Session &session, IdfModel idf, AlignSettings settings)
    : m_session(session), m_idf(std::move(idf)), m_settings(settings),
      m_version(alignMethodVersion(settings) + "/" + m_idf.fingerprint())
{}

Result<PairAligner> PairAligner::open(Session &session, IdfModel idf)
{
    const Result<AlignSettings> settings = loadAlignSettings(session);
    if (!settings)
        return settings.error();
    return PairAligner(session, std::move(idf), *settings);
}

Result<Alignment> PairAligner::align(const DialogueId &real, const DialogueId &sim)
{
    Result<std::vector<Anchor>> anchors = AnchorRepository(m_session).forPair(real, sim);
    if (!anchors)
        return anchors.error();
    AlignmentRepository cache(m_session, versionWith(m_version, *anchors));
    Result<std::optional<Alignment>> stored = cache.load(real, sim);
    if (!stored)
        return stored.error();
    if (*stored)
        return std::move(**stored);
    Result<Dialogue> realDialogue = DialogueRepository(m_session).load(real);
    if (!realDialogue)
        return realDialogue.error();
    Result<Dialogue> simDialogue = DialogueRepository(m_session).load(sim);
    if (!simDialogue)
        return simDialogue.error();
    Alignment alignment = alignPair(prepareDialogue(*realDialogue), prepareDialogue(*simDialogue),
                                    m_idf, m_settings, *anchors);
    if (!m_session.readOnly()) {
        if (const Result<void> saved = cache.save({alignment}); !saved)
            return saved.error();
    }
    return alignment;
}

Result<void> PairAligner::alignAll(const std::vector<DialoguePair> &pairs,
                                   const std::function<Result<void>(const Alignment &)> &callback,
                                   JobContext &job)
{
    const Result<AnchorsByPair> anchored = allAnchors(m_session);
    if (!anchored)
        return anchored.error();
    AlignmentRepository cache(m_session, m_version);
    std::vector<Alignment> fresh;
    const auto flush = [&]() -> Result<void> {
        if (fresh.empty() || m_session.readOnly())
            return {};
        const Result<void> saved = cache.save(fresh);
        fresh.clear();
        return saved;
    };
    // Pairs come by task: what a task's dialogues look like prepared is kept while it lasts.
    std::unordered_map<DialogueId, WeightedDialogue> weighted;
    TaskKey task;
    const auto prepared = [&](const DialogueId &id) -> Result<const WeightedDialogue *> {
        if (const auto found = weighted.find(id); found != weighted.end())
            return &found->second;
        Result<Dialogue> dialogue = DialogueRepository(m_session).load(id);
        if (!dialogue)
            return dialogue.error();
        return &weighted.emplace(id, weighDialogue(prepareDialogue(*dialogue), m_idf))
                    .first->second;
    };
    std::int64_t done = 0;
    for (const DialoguePair &pair : pairs) {
        if (job.cancelled()) {
            if (const Result<void> saved = flush(); !saved)
                return saved;
            return Error{ErrorCode::Cancelled, "alignment", ""};
        }
        if (pair.task != task) {
            weighted.clear();
            task = pair.task;
        }
        const auto found = anchored->find({pair.real, pair.sim});
        if (found != anchored->end()) {
            // Few: each on its own, under its own key.
            const Result<Alignment> alignment = align(pair.real, pair.sim);
            if (!alignment)
                return alignment.error();
            if (const Result<void> taken = callback(*alignment); !taken)
                return taken;
            job.report(++done, static_cast<std::int64_t>(pairs.size()));
            continue;
        }
        Result<std::optional<Alignment>> stored = cache.load(pair.real, pair.sim);
        if (!stored)
            return stored.error();
        if (!*stored) {
            const Result<const WeightedDialogue *> real = prepared(pair.real);
            if (!real)
                return real.error();
            const Result<const WeightedDialogue *> sim = prepared(pair.sim);
            if (!sim)
                return sim.error();
            stored = std::optional<Alignment>(alignPair(**real, **sim, m_settings));
            fresh.push_back(**stored);
            if (fresh.size() >= batchSize) {
                if (const Result<void> saved = flush(); !saved)
                    return saved;
            }
        }
        if (const Result<void> taken = callback(**stored); !taken)
            return taken;
        job.report(++done, static_cast<std::int64_t>(pairs.size()));
    }
    return flush();
}

Result<DivergenceCurves> divergenceCurves(Session &session, const WorkspaceData &data, IdfModel idf,
                                          const std::function<void(const Alignment &)> &onAlignment,
                                          JobContext &job)
{
    DivergenceCurves curves;
    Result<PairAligner> opened = PairAligner::open(session, std::move(idf));
    if (!opened)
        return opened.error();
    PairAligner &aligner = *opened;
    const auto counts = [&](const Alignment &alignment) {
        return !data.isExcluded(alignment.realDialogue) && !data.isExcluded(alignment.simDialogue);
    };
    const Result<void> simulated = aligner.alignAll(
        pairsOf(data.heads, data.corpora),
        [&](const Alignment &alignment) -> Result<void> {
            if (onAlignment)
                onAlignment(alignment);
            const DialogueHead *sim = data.head(alignment.simDialogue);
            if (counts(alignment))
                curves.simulators[data.corpus(sim->dialogue.corpus)->corpus.label].add(alignment);
            return {};
        },
        job);
    if (!simulated)
        return simulated.error();
    const Result<void> real = aligner.alignAll(
        realPairsOf(data.heads, data.corpora),
        [&](const Alignment &alignment) -> Result<void> {
            if (counts(alignment))
                curves.floor.add(alignment);
            return {};
        },
        job);
    if (!real)
        return real.error();
    return curves;
}
} // namespace gapscope
