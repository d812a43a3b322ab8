// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pair_loader.h"

#include "core/align/suggest/suggest_codes.h"
#include "core/align/tokens.h"
#include "core/base/text.h"
#include "core/features/extract.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/floor_service.h"
#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "core/store/task_repository.h"

#include <algorithm>
#include <unordered_map>

namespace gapscope {
namespace {
Source sourceOf(CorpusKind kind)
{
    return kind == CorpusKind::Simulated || kind == CorpusKind::Unknown ? Source::Llm
                                                                        : Source::Human;
}

std::vector<CueSpan> cuesOf(const Dialogue &dialogue, CorpusKind kind, FeatureExtractor &extractor)
{
    const std::vector<int> turns = scoredTurns(dialogue);
    std::optional<DialogueFeatures> features =
        extractor.extract(scoredMessages(dialogue), sourceOf(kind), true);
    if (!features)
        return {};
    for (CueSpan &span : features->spans)
        span.turn = turns[static_cast<std::size_t>(span.turn)];
    return std::move(features->spans);
}

/// Features of whole turns: which turns made them. Short messages: at most three words; opening:
/// the first turn; front-loading: the first two.
std::vector<CueSpan> wholeTurns(const Dialogue &dialogue, Feature feature)
{
    std::vector<CueSpan> spans;
    int userTurns = 0;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
        const Turn &turn = dialogue.turns[i];
        const std::string text = turn.scoredText ? *turn.scoredText : turn.text.value_or("");
        if (turn.role != Role::User || !turn.scored || isStopSignal(text))
            continue;
        ++userTurns;
        const bool made = feature == Feature::ShortMsgRate   ? countWords(text) <= 3
                          : feature == Feature::OpeningWords ? userTurns == 1
                                                             : userTurns <= 2;
        if (made) {
            spans.push_back(
                {static_cast<int>(i), 0, static_cast<int>(codePointCount(text)), feature, {}});
        }
    }
    return spans;
}

bool isOfWholeTurns(Feature feature)
{
    return feature == Feature::ShortMsgRate || feature == Feature::OpeningWords ||
           feature == Feature::InfoFrontload;
}

using KindMap = std::unordered_map<CorpusId, Corpus>;

Result<KindMap> corporaById(Session &session)
{
    Result<std::vector<CorpusSummary>> all = CorpusRepository(session).all();
    if (!all)
        return all.error();
    KindMap map;
    for (CorpusSummary &summary : *all) {
        CorpusId id = summary.corpus.id;
        map.emplace(std::move(id), std::move(summary.corpus));
    }
    return map;
}

/// The emotion share of every person of a task needs two people to say anything beyond one pair.
constexpr int fewestPeople = 2;

class PairReader
{
public:
    PairReader(Session &session, const Edition &edition)
        : m_session(session), m_edition(edition), m_extractor(edition.repairs)
    {}

    /// Either id may be empty, and the alignment with it.
    Result<LoadedPair> read(const DialogueId &real, const DialogueId &sim, Alignment alignment)
    {
        Result<KindMap> corpora = corporaById(m_session);
        if (!corpora)
            return corpora.error();
        m_corpora = std::move(*corpora);
        LoadedPair pair;
        pair.edition = m_edition;
        pair.alignment = std::move(alignment);
        if (const auto done = readDialogue(real, pair.real, pair.realCues); !done)
            return done.error();
        if (const auto done = readDialogue(sim, pair.sim, pair.simCues); !done)
            return done.error();
        const Dialogue *any = pair.real ? pair.real.get() : pair.sim.get();
        if (any) {
            Result<std::optional<Task>> task = TaskRepository(m_session).load(any->task);
            if (!task)
                return task.error();
            pair.task = task->value_or(Task{any->task, {}, {}, {}, {}});
        }
        if (pair.real && pair.sim) {
            Result<std::vector<Label>> labels = LabelRepository(m_session).forPair(real, sim);
            if (!labels)
                return labels.error();
            pair.labels = std::move(*labels);
            if (const auto done = suggest(pair); !done)
                return done.error();
        }
        return pair;
    }

    std::string label(const Dialogue &dialogue) { return m_corpora[dialogue.corpus].label; }

private:
    Result<void> readDialogue(const DialogueId &id, std::shared_ptr<const Dialogue> &dialogue,
                              std::vector<CueSpan> &cues)
    {
        if (id.empty())
            return {};
        Result<Dialogue> read = DialogueRepository(m_session).load(id);
        if (!read)
            return read.error();
        cues = cuesOf(*read, m_corpora[read->corpus].kind, m_extractor);
        dialogue = std::make_shared<const Dialogue>(std::move(*read));
        return {};
    }

    Result<void> suggest(LoadedPair &pair)
    {
        const Result<std::optional<double>> emotion = peopleEmotion(pair.real->task);
        if (!emotion)
            return emotion.error();
        pair.units = unitLinks(*pair.real, *pair.sim, pair.task.instruction);
        const SuggestInput input{*pair.real,    *pair.sim,    pair.alignment,
                                 pair.realCues, pair.simCues, pair.task.instruction,
                                 pair.units,    *emotion};
        pair.suggestions = suggestCodes(input);
        pair.notComputed = gapscope::notComputed(input);
        return {};
    }

    Result<std::optional<double>> peopleEmotion(const TaskKey &task)
    {
        DialogueFilter filter;
        filter.task = task;
        for (const auto &[id, corpus] : m_corpora)
            if (corpus.kind == CorpusKind::Real)
                filter.corpora.push_back(id);
        if (task.empty() || filter.corpora.empty())
            return std::optional<double>();
        int people = 0;
        double most = 0.0;
        JobContext job;
        const Result<void> read = DialogueRepository(m_session).forEach(
            filter,
            [&](Dialogue &&dialogue) -> Result<void> {
                const std::optional<DialogueFeatures> features =
                    m_extractor.extract(scoredMessages(dialogue), Source::Human);
                if (features) {
                    ++people;
                    most = std::max(most, features->values[Feature::EmotionRate]);
                }
                return {};
            },
            job, DialogueRepository::Native::Skip);
        if (!read)
            return read.error();
        return people < fewestPeople ? std::nullopt : std::optional(most);
    }

    Session &m_session;
    const Edition &m_edition;
    FeatureExtractor m_extractor;
    KindMap m_corpora;
};
} // namespace

std::vector<CueSpan> cuesOf(const Dialogue &dialogue, CorpusKind kind, const Edition &edition)
{
    FeatureExtractor extractor(edition.repairs);
    return cuesOf(dialogue, kind, extractor);
}

Result<LoadedPair> loadPair(Session &session, PairAligner &aligner, const DialogueId &real,
                            const DialogueId &sim, const Edition &edition)
{
    if (real.empty() || sim.empty())
        return PairReader(session, edition).read(real, sim, {});
    Result<Alignment> alignment = aligner.align(real, sim);
    if (!alignment)
        return alignment.error();
    const Result<std::optional<DivergenceFloors>> floors = storedFloors(session, aligner);
    if (!floors)
        return floors.error();
    return loadPair(session, std::move(*alignment), *floors ? &**floors : nullptr, edition);
}

Result<LoadedPair> loadPair(Session &session, Alignment alignment, const DivergenceFloors *floors,
                            const Edition &edition)
{
    const DialogueId real = alignment.realDialogue;
    const DialogueId sim = alignment.simDialogue;
    PairReader reader(session, edition);
    Result<LoadedPair> pair = reader.read(real, sim, std::move(alignment));
    if (!pair)
        return pair;
    const DivergenceFloor *floor = floors ? floors->of(reader.label(*pair->sim)) : nullptr;
    pair->floorPercentiles = floorPercentiles(pair->alignment, floor);
    if (!floor)
        pair->notComputed.push_back({"floor_percentiles", floors
                                                              ? NotComputed::Missing::Floor
                                                              : NotComputed::Missing::Calibration});
    return pair;
}

Result<std::vector<FeatureHit>> featureHits(Session &session, Feature feature,
                                            const std::vector<CorpusId> &corpora, JobContext &job,
                                            const Edition &edition)
{
    Result<KindMap> known = corporaById(session);
    if (!known)
        return known.error();
    FeatureExtractor extractor(edition.repairs);
    std::vector<FeatureHit> hits;
    DialogueFilter filter;
    filter.corpora = corpora;
    const Result<void> read = DialogueRepository(session).forEach(
        filter,
        [&](Dialogue &&dialogue) -> Result<void> {
            const Corpus &corpus = (*known)[dialogue.corpus];
            std::vector<CueSpan> spans = isOfWholeTurns(feature)
                                             ? wholeTurns(dialogue, feature)
                                             : cuesOf(dialogue, corpus.kind, extractor);
            for (CueSpan &span : spans) {
                if (span.feature != feature)
                    continue;
                const Turn &turn = dialogue.turns[static_cast<std::size_t>(span.turn)];
                hits.push_back(
                    {dialogue.id, dialogue.task, corpus.label, std::move(span),
                     turn.scoredText ? *turn.scoredText : turn.text.value_or(std::string())});
            }
            return {};
        },
        job, DialogueRepository::Native::Skip);
    if (!read)
        return read.error();
    return hits;
}
} // namespace gapscope
