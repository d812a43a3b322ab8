// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/agreement_service.h"

#include "core/label/adjudication.h"
#include "core/metrics/usi.h"
#include "core/store/label_repository.h"
#include "core/store/labelled_loader.h"
#include "core/store/pair_loader.h"
#include "core/store/pair_service.h"
#include "core/store/workspace_data.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gapscope {
namespace {
using PairId = std::pair<DialogueId, DialogueId>;

/// Pairs with labels whose dialogues count.
Result<std::vector<LabelledPair>> countingPairs(Session &session, const WorkspaceData &data)
{
    Result<std::vector<LabelledPair>> pairs = loadLabelledPairs(session, data);
    if (!pairs)
        return pairs.error();
    std::erase_if(*pairs, [&](const LabelledPair &pair) {
        return data.isExcluded(pair.real) || data.isExcluded(pair.sim);
    });
    return pairs;
}

/// Judgements of one dialogue by itself.
Result<std::vector<LabelledPair>> singleDialogues(Session &session, const WorkspaceData &data)
{
    Result<std::vector<Label>> labels = LabelRepository(session).all();
    if (!labels)
        return labels.error();
    std::vector<LabelledPair> singles;
    std::map<DialogueId, std::size_t> places;
    for (Label &label : *labels) {
        if (label.kind == LabelKind::Verdict ||
            label.realDialogue.empty() == label.simDialogue.empty())
            continue;
        const DialogueId &id = label.realDialogue.empty() ? label.simDialogue : label.realDialogue;
        const DialogueHead *head = data.head(id);
        if (!head || data.isExcluded(id))
            continue;
        const auto [place, isNew] = places.emplace(id, singles.size());
        if (isNew) {
            const Corpus &corpus = data.corpus(head->dialogue.corpus)->corpus;
            singles.push_back({head->dialogue.task,
                               label.realDialogue,
                               label.simDialogue,
                               corpus.kind == CorpusKind::Simulated ? corpus.label : "",
                               {}});
        }
        singles[place->second].labels.push_back(std::move(label));
    }
    return singles;
}

std::map<std::string, double, std::less<>> shownFeatures(const WorkspaceData &data,
                                                         const DialogueId &id)
{
    std::map<std::string, double, std::less<>> shown;
    const auto found = data.features.find(id);
    if (found == data.features.end())
        return shown;
    for (const FeatureInfo &one : featureTable())
        shown[std::string(one.key)] = found->second[one.feature] * (one.isRate ? 100.0 : 1.0);
    return shown;
}

std::optional<bool> successOf(const WorkspaceData &data, const DialogueId &id)
{
    const std::optional<double> reward = rewardOf(data.head(id)->dialogue.outcome);
    return reward ? std::optional(*reward > 0.0) : std::nullopt;
}

bool needsDivergence(const LabelQueue &queue)
{
    return queue.order == QueueOrder::Divergence ||
           (queue.order == QueueOrder::Rule &&
            std::ranges::any_of(queue.rules, [](const QueueRule &rule) {
                return rule.field == QueueRule::Field::Divergence;
            }));
}

template <class Value>
bool isAmong(const std::vector<Value> &wanted, const Value &value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

/// Counts what annotators said of each pair into its candidate.
Result<void> addLabels(Session &session, const WorkspaceData &data, const LabelQueue &queue,
                       PairAligner &aligner, std::map<PairId, QueueCandidate *> &byPair,
                       JobContext &job)
{
    const Result<std::vector<LabelledPair>> labelled = countingPairs(session, data);
    if (!labelled)
        return labelled.error();
    for (const LabelledPair &pair : *labelled)
        if (const auto found = byPair.find({pair.real, pair.sim}); found != byPair.end())
            for (const Label &label : pair.labels)
                if (label.kind == LabelKind::Divergence || label.kind == LabelKind::Final)
                    ++found->second->labels[label.code];
    if (queue.order != QueueOrder::Disagreement)
        return {};
    const Result<std::vector<PairToRate>> rated = loadPairsToRate(session, data, aligner, job);
    if (!rated)
        return rated.error();
    const RatingUnits units = ratingUnits(*rated);
    for (const RatingUnit &unit : units.units) {
        const RatedPair &pair = units.pairs[unit.pair];
        const auto found = byPair.find({pair.real, pair.sim});
        if (found == byPair.end() || unit.raters() < 2 ||
            (unit.row < 0 && units.wholeCodes.empty()))
            continue;
        ++found->second->places;
        found->second->conflicts = found->second->conflicts.value_or(0);
    }
    for (const Conflict &conflict : adjudicationOf(units).conflicts)
        if (const auto found = byPair.find({conflict.real, conflict.sim});
            found != byPair.end() && !conflict.isSolved())
            ++*found->second->conflicts;
    return {};
}
} // namespace

Result<std::vector<PairToRate>> loadPairsToRate(Session &session, const WorkspaceData &data,
                                                PairAligner &aligner, JobContext &job)
{
    Result<std::vector<LabelledPair>> pairs = countingPairs(session, data);
    if (!pairs)
        return pairs.error();
    Result<std::vector<LabelledPair>> singles = singleDialogues(session, data);
    if (!singles)
        return singles.error();
    std::vector<DialoguePair> wanted;
    for (const LabelledPair &pair : *pairs)
        wanted.push_back({pair.task, pair.real, pair.sim});
    std::vector<PairToRate> rated;
    const Result<void> done = aligner.alignAll(
        wanted,
        [&](const Alignment &alignment) -> Result<void> {
            rated.push_back({std::move((*pairs)[rated.size()]), alignment});
            return {};
        },
        job);
    if (!done)
        return done.error();
    for (LabelledPair &single : *singles)
        rated.push_back({std::move(single), {}});
    return rated;
}

Result<std::vector<SuggestedPair>> loadSuggestedPairs(Session &session, const WorkspaceData &data,
                                                      PairAligner &aligner, JobContext &job)
{
    Result<std::vector<LabelledPair>> pairs = countingPairs(session, data);
    if (!pairs)
        return pairs.error();
    std::erase_if(*pairs, [](const LabelledPair &pair) { return !isJudged(pair); });
    std::vector<SuggestedPair> suggested;
    for (LabelledPair &pair : *pairs) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, "suggestions", {}};
        Result<LoadedPair> loaded = loadPair(session, aligner, pair.real, pair.sim);
        if (!loaded)
            return loaded.error();
        suggested.push_back(
            {{std::move(pair), std::move(loaded->alignment)}, std::move(loaded->suggestions)});
        job.report(static_cast<std::int64_t>(suggested.size()),
                   static_cast<std::int64_t>(pairs->size()));
    }
    return suggested;
}

Result<std::vector<QueueCandidate>> loadQueueCandidates(Session &session, const WorkspaceData &data,
                                                        const LabelQueue &queue,
                                                        PairAligner &aligner, JobContext &job)
{
    std::vector<DialoguePair> pairs = pairsOf(data.heads, data.corpora);
    const auto simulatorOf = [&](const DialoguePair &pair) -> const std::string & {
        return data.corpus(data.head(pair.sim)->dialogue.corpus)->corpus.label;
    };
    std::erase_if(pairs, [&](const DialoguePair &pair) {
        return data.isExcluded(pair.real) || data.isExcluded(pair.sim) ||
               !isAmong(queue.tasks, pair.task) || !isAmong(queue.simulators, simulatorOf(pair));
    });
    std::vector<QueueCandidate> candidates;
    for (const DialoguePair &pair : pairs) {
        QueueCandidate one{pair.task, pair.real, pair.sim, simulatorOf(pair)};
        if (queue.order == QueueOrder::Rule) {
            one.realFeatures = shownFeatures(data, pair.real);
            one.simFeatures = shownFeatures(data, pair.sim);
        }
        one.realSuccess = successOf(data, pair.real);
        one.simSuccess = successOf(data, pair.sim);
        candidates.push_back(std::move(one));
    }
    if (needsDivergence(queue)) {
        std::size_t next = 0;
        const Result<void> done = aligner.alignAll(
            pairs,
            [&](const Alignment &alignment) -> Result<void> {
                candidates[next++].divergence = alignment.divergence;
                return {};
            },
            job);
        if (!done)
            return done.error();
    }
    std::map<PairId, QueueCandidate *> byPair;
    for (QueueCandidate &one : candidates)
        byPair[{one.real, one.sim}] = &one;
    if (const auto done = addLabels(session, data, queue, aligner, byPair, job); !done)
        return done.error();
    return candidates;
}

Result<VerdictReport> loadVerdicts(Session &session, const WorkspaceData &data)
{
    const Result<std::vector<Label>> labels = LabelRepository(session).all();
    if (!labels)
        return labels.error();
    std::unordered_map<DialogueId, JudgedDialogue> dialogues;
    for (const DialogueHead &head : data.heads) {
        const Corpus &corpus = data.corpus(head.dialogue.corpus)->corpus;
        if (!data.isExcluded(head.dialogue.id))
            dialogues[head.dialogue.id] = {head.dialogue.task, corpus.kind, corpus.label};
    }
    return verdictReport(*labels, dialogues);
}
} // namespace gapscope
