// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/edition_options.h"
#include "app/commands/open_workspace.h"
#include "core/features/corrected_lexicon.h"
#include "core/metrics/metric_report.h"
#include "core/store/metric_loader.h"

#include <algorithm>

namespace gapscope {
namespace {
using Metrics = std::vector<std::unique_ptr<Metric>>;

/// More draws than this say nothing more and take minutes.
constexpr int mostDraws = 1'000'000;

struct Wanted
{
    std::vector<const Metric *> metrics;
    MetricRows rows = MetricRows::All;
    LoadMetricOptions load;
    std::string format;
};

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("list"), QStringLiteral("Print what the metrics are.")},
        {QStringLiteral("metric"), QStringLiteral("Only this metric, by its id (repeatable)."),
         QStringLiteral("ID")},
        {QStringLiteral("sim"), QStringLiteral("Only this simulator (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("real"), QStringLiteral("Only this real corpus (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("by"),
         QStringLiteral("simulator (the whole only), feature (the parts only) or task (rows of "
                        "single tasks). Without it: all but the tasks."),
         QStringLiteral("B")},
        {QStringLiteral("difficulty"),
         QStringLiteral("frozen, self, workspace or a JSON file. Without it: the workspace's own "
                        "where it has any, else frozen."),
         QStringLiteral("D")},
        {QStringLiteral("seed"), QStringLiteral("Seed of the bootstrap."), QStringLiteral("N"),
         QString::number(defaultSeed)},
        {QStringLiteral("draws"), QStringLiteral("Draws of the bootstrap."), QStringLiteral("N"),
         QString::number(defaultDraws)},
        {QStringLiteral("format"), QStringLiteral("table, csv or json; for --list also markdown."),
         QStringLiteral("F"), QStringLiteral("table")},
    });
    addEditionOptions(parser);
}

std::string knownIds(const Metrics &metrics)
{
    std::string ids;
    for (const auto &metric : metrics)
        ids.append(ids.empty() ? "" : ", ").append(metric->id());
    return ids;
}

std::optional<MetricRows> rowsFrom(const std::string &by)
{
    if (by.empty())
        return MetricRows::All;
    if (by == "simulator")
        return MetricRows::Simulator;
    if (by == "feature")
        return MetricRows::Feature;
    if (by == "task")
        return MetricRows::Task;
    return std::nullopt;
}

/// What the options ask for, or the sentence that says what is wrong with them.
Result<Wanted> wantedFrom(const QCommandLineParser &parser, const Metrics &all)
{
    const auto wrong = [](std::string sentence) {
        return Error{ErrorCode::InvalidArgument, std::move(sentence), {}};
    };
    Wanted wanted;
    for (const QString &id : parser.values(QStringLiteral("metric"))) {
        const Metric *metric = findMetric(all, id.toStdString());
        if (!metric)
            return wrong("metric '" + id.toStdString() + "' is not known (" + knownIds(all) + ")");
        wanted.metrics.push_back(metric);
    }
    if (wanted.metrics.empty()) {
        for (const auto &metric : all)
            wanted.metrics.push_back(metric.get());
    }
    const std::optional<MetricRows> rows = rowsFrom(option(parser, "by"));
    if (!rows)
        return wrong("--by takes task, simulator or feature");
    wanted.rows = *rows;
    bool ok = false;
    wanted.load.seed = parser.value(QStringLiteral("seed")).toULongLong(&ok);
    if (!ok)
        return wrong("--seed takes a whole number");
    wanted.load.draws = parser.value(QStringLiteral("draws")).toInt(&ok);
    if (!ok || wanted.load.draws < 0 || wanted.load.draws > mostDraws)
        return wrong("--draws takes a whole number up to 1000000; 0 = no intervals");
    wanted.format = option(parser, "format");
    const bool list = parser.isSet(QStringLiteral("list")) && wanted.format == "markdown";
    if (!list && wanted.format != "table" && wanted.format != "csv" && wanted.format != "json")
        return wrong("--format takes table, csv or json");
    wanted.load.alignments =
        std::any_of(wanted.metrics.begin(), wanted.metrics.end(),
                    [](const Metric *metric) { return metric->info().needsAlignments; });
    return wanted;
}

int printList(const Wanted &wanted, Console &console)
{
    if (wanted.format == "csv")
        return console.misuse("--list takes --format table, json or markdown", "metrics");
    std::vector<MetricInfo> infos;
    for (const Metric *metric : wanted.metrics)
        infos.push_back(metric->info());
    const std::string text = wanted.format == "json"       ? metricListJson(infos)
                             : wanted.format == "markdown" ? metricListMarkdown(infos)
                                                           : metricListText(infos);
    return console.write(text) ? exitFine : exitFailed;
}

Result<MetricReport> computed(const Wanted &wanted, const MetricInput &input, JobContext &job)
{
    MetricReport report;
    report.seed = input.seed;
    report.draws = input.draws;
    report.version = GAPSCOPE_VERSION;
    report.edition = name(wanted.load.edition);
    report.lexicon = featureVersion(wanted.load.edition.repairs);
    report.difficulty = difficultyName(wanted.load.difficulty);
    std::int64_t done = 0;
    for (const Metric *metric : wanted.metrics) {
        JobContext part(job.stopToken());
        Result<std::vector<MetricRow>> rows = metric->compute(input, part);
        if (!rows)
            return rows.error();
        report.metrics.push_back({metric->info(), shownRows(std::move(*rows), wanted.rows)});
        job.report(++done, static_cast<std::int64_t>(wanted.metrics.size()));
    }
    return report;
}
} // namespace

int runMetricsCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Prints measures of the simulators in a workspace against its real users."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    addOptions(parser);
    if (const std::optional<int> done = parseArguments(parser, arguments, "metrics", console))
        return *done;
    EditionChoice choice;
    if (const std::optional<int> done = readEdition(parser, "metrics", console, choice))
        return *done;
    if (choice.both)
        return console.misuse("metrics takes one edition", "metrics");
    const Metrics all = builtinMetrics();
    Result<Wanted> wanted = wantedFrom(parser, all);
    if (!wanted)
        return console.misuse(wanted.error().subject, "metrics");
    if (parser.isSet(QStringLiteral("list")))
        return printList(*wanted, console);
    if (parser.positionalArguments().size() != 1)
        return console.misuse("metrics needs one workspace", "metrics");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    const StudySelection selection = selectionFrom(parser);
    Result<Difficulty> difficulty = difficultyOf(*session, option(parser, "difficulty"));
    if (!difficulty)
        return console.fail(difficulty.error());
    wanted->load.difficulty = std::move(*difficulty);
    wanted->load.edition = choice.edition;
    JobContext job = console.job("Computing metrics");
    const Result<MetricInput> input = loadMetricInput(*session, selection, wanted->load, job);
    if (!input)
        return console.fail(input.error());
    const Result<MetricReport> report = computed(*wanted, *input, job);
    console.endProgress();
    if (!report)
        return console.fail(report.error());
    const std::string text = wanted->format == "json"  ? metricReportJson(*report)
                             : wanted->format == "csv" ? metricReportCsv(*report)
                                                       : metricReportText(*report);
    return console.write(text) ? exitFine : exitFailed;
}
} // namespace gapscope
