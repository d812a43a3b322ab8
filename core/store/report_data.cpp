// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/report_data.h"

#include "core/export/table.h"
#include "core/store/exclusion_repository.h"
#include "core/store/label_repository.h"
#include "core/store/ledger_repository.h"
#include "core/store/report_pairs_p.h"
#include "core/store/scheme_repository.h"
#include "core/store/session.h"

#include <algorithm>
#include <map>
#include <set>

namespace gapscope {
namespace {
/// A chart about one simulator is drawn for so many of them unless they are named.
constexpr std::size_t mostSimulators = 4;

std::string fileName(const std::string &path)
{
    return path.substr(path.find_last_of("/\\") + 1);
}

std::string stem(const std::string &path)
{
    const std::string file = fileName(path);
    const std::size_t dot = file.rfind(".gapscope");
    return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

void addCorpora(const WorkspaceData &data, Report &report)
{
    for (const CorpusSummary &summary : data.corpora)
        report.corpora.push_back({summary.corpus, summary.dialogues, 0, summary.turns,
                                  summary.userTurns, summary.tasks});
}

std::string domainOf(const WorkspaceData &data, const TaskKey &key)
{
    if (const Task *task = data.task(key); task && !task->domain.empty())
        return task->domain;
    return key.value().substr(0, key.value().rfind(':'));
}

/// Counts the dialogues that count, by task and by domain.
void addCoverage(const WorkspaceData &data, Report &report)
{
    const std::size_t corpora = data.corpora.size();
    std::map<CorpusId, std::size_t> columns;
    for (std::size_t i = 0; i < corpora; ++i)
        columns.emplace(data.corpora[i].corpus.id, i);
    std::map<TaskKey, std::vector<int>> counts;
    for (const DialogueHead &head : data.heads) {
        const std::size_t column = columns.at(head.dialogue.corpus);
        if (data.isExcluded(head.dialogue.id)) {
            ++report.corpora[column].leftOut;
            continue;
        }
        std::vector<int> &row = counts[head.dialogue.task];
        row.resize(corpora);
        ++row[column];
    }
    std::map<std::string, CoverageRow> domains;
    for (const auto &[task, row] : counts) {
        bool real = false;
        bool sim = false;
        for (std::size_t i = 0; i < corpora; ++i) {
            const CorpusKind kind = data.corpora[i].corpus.kind;
            real |= kind == CorpusKind::Real && row[i] > 0;
            sim |= kind == CorpusKind::Simulated && row[i] > 0;
        }
        const bool paired = real && sim && !task.empty();
        CoverageRow one{task.value(), 1, paired ? 1 : 0, std::vector<int>(corpora), row};
        CoverageRow &domain = domains[domainOf(data, task)];
        domain.tasks = domain.dialogues.empty() ? 1 : domain.tasks + 1;
        domain.paired += paired ? 1 : 0;
        domain.covered.resize(corpora);
        domain.dialogues.resize(corpora);
        for (std::size_t i = 0; i < corpora; ++i) {
            one.covered[i] = row[i] > 0 ? 1 : 0;
            domain.covered[i] += one.covered[i];
            domain.dialogues[i] += row[i];
        }
        report.tasks.push_back(std::move(one));
    }
    for (auto &[name, row] : domains) {
        row.name = name;
        report.domains.push_back(std::move(row));
    }
}

Result<void> addExclusions(Session &session, const WorkspaceData &data, Report &report)
{
    const Result<std::vector<Exclusion>> exclusions = ExclusionRepository(session).all();
    if (!exclusions)
        return exclusions.error();
    for (const Exclusion &one : *exclusions) {
        const DialogueHead *head = data.head(one.dialogue);
        if (!head)
            continue;
        const Dialogue &dialogue = head->dialogue;
        report.exclusions.push_back({dialogue.task, data.corpus(dialogue.corpus)->corpus.label,
                                     dialogue.nativeId, dialogue.run, one.reason, one.by,
                                     one.atMs});
    }
    return {};
}

void addLabelCounts(const std::vector<Label> &labels, Report &report)
{
    struct Count
    {
        ReportLabelCount shown;
        std::set<std::pair<DialogueId, DialogueId>> pairs;
        std::set<std::string> annotators;
        double severity = 0.0;
        int judged = 0;
    };
    std::map<std::string, Count> counts;
    for (const Label &label : labels) {
        Count &count = counts[label.code];
        ++count.shown.labels;
        count.pairs.insert({label.realDialogue, label.simDialogue});
        if (!label.annotator.empty())
            count.annotators.insert(label.annotator);
        if (label.severity) {
            count.severity += *label.severity;
            ++count.judged;
        }
    }
    for (auto &[code, count] : counts) {
        count.shown.code = code;
        count.shown.pairs = static_cast<int>(count.pairs.size());
        if (count.judged > 0)
            count.shown.severity = count.severity / count.judged;
        count.shown.annotators.assign(count.annotators.begin(), count.annotators.end());
        report.labels.push_back(std::move(count.shown));
    }
}

Result<void> addImports(Session &session, const WorkspaceData &data, Report &report)
{
    for (const ImportEntry &entry : data.imports) {
        ReportImport one;
        one.file = fileName(entry.source.path);
        one.sha256 = entry.source.sha256;
        one.bytes = entry.source.bytes;
        one.format = entry.source.format;
        one.corpus = entry.source.corpus.label;
        one.state = name(entry.state);
        one.reason = entry.reason;
        one.dialogues = entry.counts.dialogues;
        one.turns = entry.counts.turns;
        one.surveys = entry.counts.surveys;
        one.skipped = entry.counts.skipped;
        one.repaired = entry.counts.repaired;
        one.duplicates = entry.counts.duplicates;
        one.startedMs = entry.startedMs;
        const Result<std::vector<IssueTotal>> totals =
            LedgerRepository(session).issueTotals(entry.source.id);
        if (!totals)
            return totals.error();
        for (const IssueTotal &total : *totals) {
            const char *effect = total.effect == ImportIssue::Effect::Skipped    ? "skipped"
                                 : total.effect == ImportIssue::Effect::Repaired ? "repaired"
                                                                                 : "note";
            one.issues.push_back({total.code, effect, total.count});
        }
        report.imports.push_back(std::move(one));
    }
    return {};
}

std::vector<std::string> chartIds(const std::vector<std::string> &asked)
{
    if (asked.empty())
        return defaultReportCharts();
    std::vector<std::string> ids;
    for (const std::string &id : asked) {
        if (id == "all") {
            for (const std::unique_ptr<Chart> &chart : builtinCharts())
                ids.emplace_back(chart->id());
        } else if (id != "none") {
            ids.push_back(id);
        }
    }
    std::set<std::string> seen;
    std::erase_if(ids, [&](const std::string &id) { return !seen.insert(id).second; });
    return ids;
}

std::string fingerprint(const ChartSpec &spec)
{
    return spec.title + '\n' + spec.subtitle + '\n' + spec.emptyReason + '\n' +
           tableCsv(spec.table);
}

/// One spec of a chart, or where it depends on the simulator one for each.
void addFigures(const Chart &chart, const ChartData &data, const ReportOptions &options,
                const std::vector<std::string> &simulators, Report &report, JobContext &job)
{
    std::set<std::string> seen;
    for (const std::string &simulator : simulators) {
        ChartInput input = chartInput(data, simulator);
        input.notes.version = options.version;
        input.job = &job;
        ChartSpec spec = chart.build(input);
        if (seen.insert(fingerprint(spec)).second)
            report.figures.push_back({std::move(spec), std::string(chart.info().shows), {}, {}});
    }
}

std::vector<std::string> simulatorsOf(const UsiTable &table, bool named, Report &report)
{
    std::vector<std::string> simulators;
    for (const UsiRow &row : table.rows)
        if (row.kind == UsiRow::Kind::Simulator)
            simulators.push_back(row.name);
    if (!named && simulators.size() > mostSimulators) {
        report.choices.push_back("Charts about one simulator are drawn for the first " +
                                 std::to_string(mostSimulators) + " of " +
                                 std::to_string(simulators.size()) + " simulators.");
        simulators.resize(mostSimulators);
    }
    if (simulators.empty())
        simulators.emplace_back();
    return simulators;
}
} // namespace

std::vector<std::string> defaultReportCharts()
{
    const std::vector<std::unique_ptr<Chart>> charts = builtinCharts();
    std::vector<std::string> ids;
    for (const char *id :
         {"leaderboard", "dumbbell", "heatmap", "waterfall", "reliability", "divergence_by_turn"})
        if (findChart(charts, id))
            ids.emplace_back(id);
    return ids;
}

std::string unknownReportChart(const std::vector<std::string> &charts)
{
    const std::vector<std::unique_ptr<Chart>> known = builtinCharts();
    for (const std::string &id : charts)
        if (id != "all" && id != "none" && !findChart(known, id))
            return id;
    return {};
}

Result<Report> loadReport(Session &session, const ReportOptions &options, JobContext &job)
{
    if (const std::string unknown = unknownReportChart(options.charts); !unknown.empty())
        return Error{ErrorCode::NotFound, "chart " + unknown, ""};
    const std::vector<std::unique_ptr<Chart>> charts = builtinCharts();
    const std::vector<std::string> ids = chartIds(options.charts);
    ChartDataOptions wanted{options.edition, {}, false, options.selection};
    wanted.needs.intervals = true;
    for (const std::string &id : ids) {
        const ChartNeeds &needs = findChart(charts, id)->info().needs;
        wanted.needs.effects |= needs.effects;
        wanted.needs.sample |= needs.sample;
        wanted.needs.courses |= needs.courses;
        wanted.needs.suggestions |= needs.suggestions;
    }
    Result<ChartData> loaded = loadChartData(session, wanted, job);
    if (!loaded)
        return loaded.error();
    const WorkspaceData &data = *loaded->contents;

    Report report;
    report.title = stem(session.path());
    report.version = options.version;
    report.dataHash = loaded->dataHash;
    report.theme = options.theme;
    report.choices = options.choices;
    if (!loaded->selected.empty())
        report.choices.push_back("Only what was selected counts: " + loaded->selected + ".");
    addCorpora(data, report);
    addCoverage(data, report);
    const std::vector<std::string> simulators =
        simulatorsOf(loaded->table, !options.selection.simulators.empty(), report);
    for (const std::string &id : ids)
        addFigures(*findChart(charts, id), *loaded, options, simulators, report, job);
    report.table = std::move(loaded->table);
    report.uncertainty = std::move(loaded->uncertainty);

    Result<std::vector<Label>> labels = LabelRepository(session).all();
    if (!labels)
        return labels.error();
    // Verdicts and marks of progress are no codes.
    std::erase_if(*labels, [](const Label &label) {
        return label.kind != LabelKind::Divergence && label.kind != LabelKind::Final;
    });
    Result<LabelScheme> scheme = SchemeRepository(session).current();
    if (!scheme)
        return scheme.error();
    report.scheme = std::move(*scheme);
    addLabelCounts(*labels, report);
    if (const Result<void> added = addExclusions(session, data, report); !added)
        return added.error();
    if (const Result<void> added = addImports(session, data, report); !added)
        return added.error();
    if (const Result<void> added = addReportPairs(session, data, options, *labels, report, job);
        !added)
        return added.error();
    if (job.cancelled())
        return Error{ErrorCode::Cancelled, "report", ""};
    return report;
}
} // namespace gapscope
