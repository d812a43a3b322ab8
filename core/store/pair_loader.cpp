// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/pair_loader.h"

#include "core/align/suggest/suggest_codes.h"
#include "core/align/tokens.h"
#include "core/base/text.h"
#include "core/features/extract.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "core/store/task_repository.h"

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
} // namespace

std::vector<CueSpan> cuesOf(const Dialogue &dialogue, CorpusKind kind, const Edition &edition)
{
    FeatureExtractor extractor(edition.repairs);
    return cuesOf(dialogue, kind, extractor);
}

Result<LoadedPair> loadPair(Session &session, PairAligner &aligner, const DialogueId &real,
                            const DialogueId &sim, const Edition &edition)
{
    Result<KindMap> corpora = corporaById(session);
    if (!corpora)
        return corpora.error();
    LoadedPair pair;
    pair.edition = edition;
    const auto load = [&](const DialogueId &id, std::shared_ptr<const Dialogue> &dialogue,
                          std::vector<CueSpan> &cues) -> Result<void> {
        if (id.empty())
            return {};
        Result<Dialogue> read = DialogueRepository(session).load(id);
        if (!read)
            return read.error();
        cues = cuesOf(*read, (*corpora)[read->corpus].kind, edition);
        dialogue = std::make_shared<const Dialogue>(std::move(*read));
        return {};
    };
    if (const Result<void> loaded = load(real, pair.real, pair.realCues); !loaded)
        return loaded.error();
    if (const Result<void> loaded = load(sim, pair.sim, pair.simCues); !loaded)
        return loaded.error();
    const Dialogue *any = pair.real ? pair.real.get() : pair.sim.get();
    if (any) {
        Result<std::optional<Task>> task = TaskRepository(session).load(any->task);
        if (!task)
            return task.error();
        pair.task = task->value_or(Task{any->task, {}, {}, {}, {}});
    }
    if (pair.real && pair.sim) {
        Result<Alignment> alignment = aligner.align(real, sim);
        if (!alignment)
            return alignment.error();
        pair.alignment = std::move(*alignment);
        Result<std::vector<Label>> labels = LabelRepository(session).forPair(real, sim);
        if (!labels)
            return labels.error();
        pair.labels = std::move(*labels);
    }
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
