// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chart_data.h"

#include "core/metrics/usi.h"
#include "core/metrics/usi_problem.h"
#include "core/store/excess_service.h"
#include "core/store/metric_loader.h"
#include "core/store/pair_service.h"
#include "core/store/study_loader.h"
#include "core/store/workspace_data.h"

namespace gapscope {
namespace {
/// With the artefacts that the corrected edition tells from real losses.
Result<std::vector<UsiLedger>> ledgersOf(Session &session, const UsiProblem &problem,
                                         const Difficulty &difficulty, JobContext &job)
{
    Result<UsiStudy> study = loadStudy(session, {}, difficulty, Edition::corrected(), job);
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
    Result<Difficulty> difficulty = difficultyOf(session, {});
    if (!difficulty)
        return difficulty.error();
    Result<UsiStudy> study = loadStudy(session, {}, *difficulty, options.edition, job);
    if (!study)
        return study.error();
    Result<UsiProblem> problem = problemOf(*study, job);
    if (!problem)
        return problem.error();
    ChartData data;
    data.table = scoreProblem(*problem);
    if (options.needs.effects) {
        Result<FeatureEffects> effects = featureEffects(*problem, job);
        if (!effects)
            return effects.error();
        data.effects = std::move(*effects);
    }
    if (options.needs.ledgers) {
        Result<std::vector<UsiLedger>> ledgers = ledgersOf(session, *problem, *difficulty, job);
        if (!ledgers)
            return ledgers.error();
        data.ledgers = std::move(*ledgers);
    }
    if (options.needs.sample) {
        LoadMetricOptions loading;
        loading.difficulty = *difficulty;
        loading.edition = options.edition;
        Result<MetricInput> sample = loadMetricInput(session, {}, loading, job);
        if (!sample)
            return sample.error();
        data.sample = std::move(*sample);
    }
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
        data.courses = std::move(*courses);
    }
    data.tasks = static_cast<std::int64_t>(contents.tasks.size());
    data.excluded = static_cast<std::int64_t>(contents.exclusions.size());
    data.dialogues = static_cast<std::int64_t>(contents.heads.size()) - data.excluded;
    Result<DivergenceCurves> curves = divergenceCurves(session, contents, std::move(*idf), {}, job);
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
    input.capability = data.capability.empty() ? nullptr : &data.capability;
    input.ledgers = data.ledgers ? &*data.ledgers : nullptr;
    return input;
}
} // namespace gapscope
