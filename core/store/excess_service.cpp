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

Result<std::vector<SimulatorCourses>> simulatorCourses(Session &session, PairAligner &aligner,
                                                       JobContext &job, ExcludedPairs excludedPairs)
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    if (excludedPairs == ExcludedPairs::Out) {
        const Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
        if (!exclusions)
            return exclusions.error();
        std::unordered_set<DialogueId> excluded;
        for (const Exclusion &one : *exclusions)
            excluded.insert(one.dialogue);
        std::erase_if(
            *heads, [&](const DialogueHead &head) { return excluded.contains(head.dialogue.id); });
    }

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
    Result<Courses> people = coursesOf(aligner, realPairsOf(*heads, *corpora), job);
    if (!people)
        return people.error();
    const auto amongPeople = std::make_shared<const Courses>(std::move(*people));
    const auto reruns = rerunPairsOf(*heads, *corpora);

    std::vector<SimulatorCourses> all;
    for (auto &[label, courses] : simulated) {
        SimulatorCourses one;
        one.simulator = label;
        one.pairs = std::move(courses);
        if (!amongPeople->empty()) {
            one.floorName = "human–human";
            one.floor = amongPeople;
        } else if (const auto runs = reruns.find(label); runs != reruns.end()) {
            Result<Courses> own = coursesOf(aligner, runs->second, job);
            if (!own)
                return own.error();
            one.floorName = "re-runs of " + label;
            one.floor = std::make_shared<const Courses>(std::move(*own));
        }
        all.push_back(std::move(one));
    }
    return all;
}

Result<std::vector<ExcessCurve>> excessCurves(Session &session, PairAligner &aligner,
                                              const ExcessOptions &options, JobContext &job)
{
    const Result<std::vector<SimulatorCourses>> all = simulatorCourses(session, aligner, job);
    if (!all)
        return all.error();
    std::vector<ExcessCurve> curves;
    for (const SimulatorCourses &one : *all) {
        Result<std::vector<TurnExcess>> turns =
            excessDivergence(one.pairs, *one.floor, options, job);
        if (!turns)
            return turns.error();
        curves.push_back({one.simulator, static_cast<int>(one.pairs.size()), one.floorName,
                          static_cast<int>(one.floor->size()), std::move(*turns)});
    }
    return curves;
}
} // namespace gapscope
