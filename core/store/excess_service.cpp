// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/excess_service.h"

#include "core/store/exclusion_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
namespace {
using Courses = std::vector<PairCourse>;

/// Aligns pairs and gives each course to `take` with the pair it is of.
Result<void> readCourses(PairAligner &aligner, const std::vector<DialoguePair> &pairs,
                         const std::function<void(const DialoguePair &, PairCourse &&)> &take,
                         JobContext &job)
{
    std::size_t next = 0;
    return aligner.alignAll(
        pairs,
        [&](const Alignment &alignment) -> Result<void> {
            const DialoguePair &pair = pairs[next++];
            take(pair, courseOf(alignment, pair.task));
            return {};
        },
        job);
}

Result<Courses> coursesOf(PairAligner &aligner, const std::vector<DialoguePair> &pairs,
                          JobContext &job)
{
    Courses courses;
    const Result<void> done = readCourses(
        aligner, pairs,
        [&](const DialoguePair &, PairCourse &&course) { courses.push_back(std::move(course)); },
        job);
    if (!done)
        return done.error();
    return courses;
}
} // namespace

Result<std::vector<ExcessCurve>> excessCurves(Session &session, PairAligner &aligner,
                                              const ExcessOptions &options, JobContext &job)
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    const Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
    if (!exclusions)
        return exclusions.error();
    std::unordered_set<DialogueId> excluded;
    for (const Exclusion &one : *exclusions)
        excluded.insert(one.dialogue);
    std::erase_if(*heads,
                  [&](const DialogueHead &head) { return excluded.contains(head.dialogue.id); });

    std::unordered_map<CorpusId, std::string> labels;
    for (const CorpusSummary &summary : *corpora)
        labels.emplace(summary.corpus.id, summary.corpus.label);
    std::unordered_map<DialogueId, std::string> simulatorOf;
    for (const DialogueHead &head : *heads)
        simulatorOf.emplace(head.dialogue.id, labels[head.dialogue.corpus]);

    std::map<std::string, Courses> simulated;
    const Result<void> read = readCourses(
        aligner, pairsOf(*heads, *corpora),
        [&](const DialoguePair &pair, PairCourse &&course) {
            simulated[simulatorOf[pair.sim]].push_back(std::move(course));
        },
        job);
    if (!read)
        return read.error();
    const Result<Courses> people = coursesOf(aligner, realPairsOf(*heads, *corpora), job);
    if (!people)
        return people.error();
    const auto reruns = rerunPairsOf(*heads, *corpora);

    std::vector<ExcessCurve> curves;
    for (const auto &[label, courses] : simulated) {
        ExcessCurve curve;
        curve.simulator = label;
        curve.pairs = static_cast<int>(courses.size());
        Courses floor = *people;
        if (!floor.empty()) {
            curve.floor = "human–human";
        } else if (const auto runs = reruns.find(label); runs != reruns.end()) {
            Result<Courses> own = coursesOf(aligner, runs->second, job);
            if (!own)
                return own.error();
            floor = std::move(*own);
            curve.floor = "re-runs of " + label;
        }
        curve.floorPairs = static_cast<int>(floor.size());
        Result<std::vector<TurnExcess>> turns = excessDivergence(courses, floor, options, job);
        if (!turns)
            return turns.error();
        curve.turns = std::move(*turns);
        curves.push_back(std::move(curve));
    }
    return curves;
}
} // namespace gapscope
