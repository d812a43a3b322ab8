// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chart_data.h"

#include "core/metrics/usi.h"
#include "core/metrics/usi_problem.h"
#include "core/plot/data_hash.h"
#include "core/store/agreement_service.h"
#include "core/store/excess_service.h"
#include "core/store/labelled_loader.h"
#include "core/store/metric_loader.h"
#include "core/store/pair_service.h"
#include "core/store/scheme_repository.h"
#include "core/store/workspace_data.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace gapscope {
namespace {
bool isAmong(const std::vector<std::string> &labels, const std::string &label)
{
    return labels.empty() || std::ranges::find(labels, label) != labels.end();
}

/// The exclusions, and every dialogue that was not selected.
std::vector<Exclusion> leftOut(const WorkspaceData &data, const StudySelection &selection)
{
    std::vector<Exclusion> all = data.exclusions;
    std::set<TaskKey> tasks;
    if (selection.tasks)
        tasks.insert(selection.tasks->begin(), selection.tasks->end());
    for (const DialogueHead &head : data.heads) {
        const Corpus &corpus = data.corpus(head.dialogue.corpus)->corpus;
        const bool selected =
            (corpus.kind != CorpusKind::Real || isAmong(selection.real, corpus.label)) &&
            (corpus.kind != CorpusKind::Simulated || isAmong(selection.simulators, corpus.label)) &&
            (!selection.tasks || tasks.contains(head.dialogue.task));
        if (!selected && !data.isExcluded(head.dialogue.id))
            all.push_back({head.dialogue.id, "not selected", {}, 0});
    }
    return all;
}

std::string selectedText(const WorkspaceData &data, const StudySelection &selection)
{
    std::string text;
    const auto add = [&text](const std::string &part) {
        text.append(text.empty() ? "" : "; ").append(part);
    };
    const auto labels = [&](const char *what, const std::vector<std::string> &names) {
        std::string list;
        for (const std::string &name : names)
            list.append(list.empty() ? "" : ", ").append(name);
        if (!names.empty())
            add(std::string(what) + " " + list);
    };
    labels("people of", selection.real);
    labels("simulators", selection.simulators);
    if (selection.tasks)
        add(std::to_string(selection.tasks->size()) + " of " + std::to_string(data.tasks.size()) +
            " tasks");
    return text;
}

/// Counts what is left of the workspace.
void count(const WorkspaceData &data, const WorkspaceData &left, const StudySelection &selection,
           ChartData &into)
{
    into.selected = selectedText(data, selection);
    into.tasks =
        static_cast<std::int64_t>(selection.tasks ? selection.tasks->size() : data.tasks.size());
    into.excluded = static_cast<std::int64_t>(data.exclusions.size());
    into.dialogues = static_cast<std::int64_t>(data.heads.size() - left.exclusions.size());
}

/// With the artefacts that the corrected edition tells from real losses.
Result<std::vector<UsiLedger>> ledgersOf(Session &session, const StudySelection &selection,
                                         const UsiProblem &problem, const Difficulty &difficulty,
                                         JobContext &job)
{
    Result<UsiStudy> study = loadStudy(session, selection, difficulty, Edition::corrected(), job);
    if (!study)
        return study.error();
    Result<UsiProblem> twin = problemOf(*study, job);
    if (!twin)
        return twin.error();
    std::vector<UsiLedger> ledgers;
    for (std::size_t i = 0; i < problem.simulators.size(); ++i)
        if (auto one = ledgerOf(problem, &*twin, i))
            ledgers.push_back(std::move(*one));
    return ledgers;
}
} // namespace

Result<ChartData> loadChartData(Session &session, const ChartDataOptions &options, JobContext &job)
{
    Result<std::shared_ptr<const WorkspaceData>> loaded = loadWorkspaceData(session, job);
    if (!loaded)
        return loaded.error();
    const WorkspaceData &contents = **loaded;
    StudySelection selection = options.selection;
    selection.includeExcluded = false;
    const std::shared_ptr<const WorkspaceData> left =
        contents.withExclusions(leftOut(contents, selection));
    Result<Difficulty> difficulty = difficultyOf(session, {});
    if (!difficulty)
        return difficulty.error();
    Result<UsiStudy> study = loadStudy(session, selection, *difficulty, options.edition, job);
    if (!study)
        return study.error();
    Result<UsiProblem> problem = problemOf(*study, job);
    if (!problem)
        return problem.error();
    ChartData data;
    data.dataHash = dataHash(*study);
    data.table = scoreProblem(*problem);
    if (options.needs.effects) {
        Result<FeatureEffects> effects = featureEffects(*problem, job);
        if (!effects)
            return effects.error();
        data.effects = std::move(*effects);
    }
    if (options.needs.ledgers) {
        Result<std::vector<UsiLedger>> ledgers =
            ledgersOf(session, selection, *problem, *difficulty, job);
        if (!ledgers)
            return ledgers.error();
        data.ledgers = std::move(*ledgers);
    }
    if (options.needs.sample) {
        LoadMetricOptions loading;
        loading.difficulty = *difficulty;
        loading.edition = options.edition;
        Result<MetricInput> sample = loadMetricInput(session, selection, loading, job);
        if (!sample)
            return sample.error();
        data.sample = std::move(*sample);
    }
    Result<std::vector<LabelledPair>> labelled = loadLabelledPairs(session, contents);
    if (!labelled)
        return labelled.error();
    std::unordered_set<DialogueId> without;
    for (const Exclusion &one : left->exclusions)
        without.insert(one.dialogue);
    data.labelled = restricted(*labelled, without);
    Result<LabelScheme> scheme = SchemeRepository(session).current();
    if (!scheme)
        return scheme.error();
    data.scheme = std::move(*scheme);
    if (options.needs.intervals) {
        Result<UsiUncertainty> uncertainty = bootstrap(*problem, {}, job);
        if (!uncertainty)
            return uncertainty.error();
        data.uncertainty = std::move(*uncertainty);
    }
    if (options.published && options.edition == Edition::reference())
        data.table.rows.insert(data.table.rows.end(), publishedRows().begin(),
                               publishedRows().end());
    Result<IdfModel> idf = loadIdf(session, job);
    if (!idf)
        return idf.error();
    if (options.needs.courses) {
        Result<PairAligner> aligner = PairAligner::open(session, *idf);
        if (!aligner)
            return aligner.error();
        Result<std::vector<SimulatorCourses>> courses = simulatorCourses(session, *aligner, job);
        if (!courses)
            return courses.error();
        data.courses = restricted(*courses, without);
        std::erase_if(*data.courses, [](const auto &one) { return one.pairs.empty(); });
    }
    if (options.needs.suggestions) {
        Result<PairAligner> aligner = PairAligner::open(session, *idf);
        if (!aligner)
            return aligner.error();
        Result<std::vector<SuggestedPair>> suggested =
            loadSuggestedPairs(session, *left, *aligner, job);
        if (!suggested)
            return suggested.error();
        data.suggested = std::move(*suggested);
    }
    count(contents, *left, selection, data);
    data.contents = left;
    Result<DivergenceCurves> curves = divergenceCurves(session, *left, std::move(*idf), {}, job);
    if (!curves)
        return curves.error();
    data.curves = std::move(*curves);
    return data;
}

ChartInput chartInput(const UsiTable &table, const DivergenceCurves &curves, std::int64_t tasks,
                      std::int64_t dialogues, std::int64_t excluded, const std::string &simulator)
{
    ChartInput input{table, simulator, {}, {}};
    const auto add = [&](const std::string &name, TurnDivergence::Kind kind,
                         const DivergenceCurve &curve) {
        TurnDivergence line{name, kind, {}};
        for (const TurnCount &count : curve.counts())
            line.turns.push_back({count.turn, count.divergent, count.rows});
        input.divergence.push_back(std::move(line));
    };
    for (const auto &[name, curve] : curves.simulators)
        add(name, TurnDivergence::Kind::Simulator, curve);
    if (!curves.floor.counts().empty())
        add("people against people", TurnDivergence::Kind::Floor, curves.floor);
    input.notes.sample =
        std::to_string(tasks) + " tasks, " + std::to_string(dialogues) + " dialogues";
    if (excluded > 0)
        input.notes.filter = std::to_string(excluded) + " dialogues excluded";
    return input;
}

ChartInput chartInput(const ChartData &data, const std::string &simulator)
{
    ChartInput input =
        chartInput(data.table, data.curves, data.tasks, data.dialogues, data.excluded, simulator);
    input.uncertainty = data.uncertainty ? &*data.uncertainty : nullptr;
    input.effects = data.effects ? &*data.effects : nullptr;
    input.sample = data.sample ? &*data.sample : nullptr;
    input.courses = data.courses ? &*data.courses : nullptr;
    input.labelled = &data.labelled;
    input.scheme = &data.scheme;
    input.suggested = data.suggested ? &*data.suggested : nullptr;
    input.capability = data.capability.empty() ? nullptr : &data.capability;
    input.notes.dataHash = data.dataHash;
    if (!data.selected.empty())
        input.notes.filter =
            data.selected + (input.notes.filter.empty() ? "" : "; ") + input.notes.filter;
    input.ledgers = data.ledgers ? &*data.ledgers : nullptr;
    return input;
}
} // namespace gapscope
