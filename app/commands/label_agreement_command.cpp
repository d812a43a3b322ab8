// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/label_agreement_command.h"

#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/export/agreement_table.h"
#include "core/store/agreement_service.h"
#include "core/store/pair_service.h"
#include "core/store/queue_repository.h"
#include "core/store/scheme_repository.h"
#include "core/store/workspace_data.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
constexpr int mostDraws = 1'000'000;

struct Open
{
    std::shared_ptr<const WorkspaceData> data;
    PairAligner aligner;
};

Result<Open> readWorkspace(Session &session, JobContext &job)
{
    Result<std::shared_ptr<const WorkspaceData>> data = loadWorkspaceData(session, job);
    if (!data)
        return data.error();
    Result<IdfModel> idf = loadIdf(session, job);
    if (!idf)
        return idf.error();
    Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
    if (!aligner)
        return aligner.error();
    return Open{std::move(*data), std::move(*aligner)};
}

std::vector<std::string> namesFrom(const QString &list)
{
    std::vector<std::string> names;
    for (const QString &name : list.split(QLatin1Char(','), Qt::SkipEmptyParts))
        names.push_back(name.trimmed().toStdString());
    return names;
}

bool isFormat(const std::string &format)
{
    return format == "table" || format == "csv" || format == "json";
}

int print(const Table &table, const QCommandLineParser &parser, Console &console)
{
    const std::string format = option(parser, "format");
    const std::string text = format == "csv"    ? tableCsv(table)
                             : format == "json" ? tableJson(table)
                                                : tableText(table);
    if (!parser.isSet(QStringLiteral("out")))
        return console.write(text) ? exitFine : exitFailed;
    QSaveFile file(parser.value(QStringLiteral("out")));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), qint64(text.size())) != qint64(text.size()) || !file.commit())
        return console.fail(Error{ErrorCode::OutputFailed, option(parser, "out"),
                                  file.errorString().toStdString()});
    return exitFine;
}

void addCommonOptions(QCommandLineParser &parser)
{
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("annotators"), QStringLiteral("Names, separated by commas."),
         QStringLiteral("A,B")},
        {QStringLiteral("seed"), QStringLiteral("Seed of everything that is left to chance."),
         QStringLiteral("N"), QString::number(defaultSeed)},
        {QStringLiteral("format"), QStringLiteral("table, csv or json."), QStringLiteral("F"),
         QStringLiteral("table")},
        {QStringLiteral("out"), QStringLiteral("Write to a file instead of stdout."),
         QStringLiteral("FILE")},
    });
}

void tell(const RatingUnits &units, const AgreementReport &report, Console &console)
{
    console.say(std::to_string(report.annotators.size()) + " annotators, " +
                std::to_string(report.pairs) + " pairs judged, " +
                std::to_string(report.doublePairs) + " of them by two or more, " +
                std::to_string(report.tasks) + " tasks; intervals of " +
                std::to_string(report.options.draws) + " resamples of the tasks");
    if (units.moved > 0)
        console.say(std::to_string(units.moved) +
                    " labels stand on another row than they were set on");
    if (units.lost > 0)
        console.say(std::to_string(units.lost) + " labels are left out: their turns are in no row");
}

/// What --show prints, other than the figures themselves.
Result<Table> shownTable(const std::string &show, const std::string &code, Session &session,
                         Open &open, const RatingUnits &units, JobContext &job)
{
    if (show == "annotators")
        return annotatorPairsTable(units, annotatorPairs(units, code));
    if (show == "conflicts")
        return conflictsTable(adjudicationOf(units));
    if (show == "gold") {
        std::vector<AgainstGold> all;
        for (std::size_t i = 0; i < units.annotators.size(); ++i)
            all.push_back(againstGold(units, i));
        return goldTable(all);
    }
    if (show == "verdicts") {
        const Result<VerdictReport> report = loadVerdicts(session, *open.data);
        if (!report)
            return report.error();
        return verdictsTable(*report);
    }
    const Result<std::vector<SuggestedPair>> pairs =
        loadSuggestedPairs(session, *open.data, open.aligner, job);
    if (!pairs)
        return pairs.error();
    return rulesTable(rulePrecision(*pairs));
}

int runAgreement(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Prints how far annotators agree on the rows they judged."));
    addCommonOptions(parser);
    parser.addPositionalArgument(QStringLiteral("agreement"), QStringLiteral("what to do"));
    parser.addOptions({
        {QStringLiteral("code"), QStringLiteral("Only this code or group."), QStringLiteral("C")},
        {QStringLiteral("show"),
         QStringLiteral("figures, annotators (every two), gold (against final labels), conflicts, "
                        "verdicts (human or simulated) or rules (that suggest codes)."),
         QStringLiteral("S"), QStringLiteral("figures")},
        {QStringLiteral("draws"), QStringLiteral("Resamples behind the intervals; 0 = none."),
         QStringLiteral("N"), QStringLiteral("1000")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "labels", console))
        return *done;
    const std::string show = option(parser, "show");
    constexpr std::array shows{"figures", "annotators", "gold", "conflicts", "verdicts", "rules"};
    if (std::ranges::find(shows, show) == shows.end())
        return console.misuse(
            "--show takes figures, annotators, gold, conflicts, verdicts or rules", "labels");
    if (!isFormat(option(parser, "format")))
        return console.misuse("--format takes table, csv or json", "labels");
    AgreementOptions options;
    bool seedFine = false;
    bool drawsFine = false;
    options.seed = parser.value(QStringLiteral("seed")).toULongLong(&seedFine);
    options.draws = parser.value(QStringLiteral("draws")).toInt(&drawsFine);
    if (!seedFine || !drawsFine || options.draws < 0 || options.draws > mostDraws)
        return console.misuse("--seed and --draws take whole numbers, --draws up to 1000000",
                              "labels");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    JobContext job = console.job("Measuring agreement");
    Result<Open> open = readWorkspace(*session, job);
    if (!open)
        return console.fail(open.error());
    const Result<std::vector<PairToRate>> pairs =
        loadPairsToRate(*session, *open->data, open->aligner, job);
    if (!pairs)
        return console.fail(pairs.error());
    const RatingUnits units =
        ratingUnits(*pairs, namesFrom(parser.value(QStringLiteral("annotators"))));
    if (show != "figures") {
        const Result<Table> table =
            shownTable(show, option(parser, "code"), *session, *open, units, job);
        console.endProgress();
        return table ? print(*table, parser, console) : console.fail(table.error());
    }
    const Result<LabelScheme> scheme = SchemeRepository(*session).current();
    if (!scheme)
        return console.fail(scheme.error());
    const Result<AgreementReport> report = agreementReport(units, *scheme, options, job);
    console.endProgress();
    if (!report)
        return console.fail(report.error());
    tell(units, *report, console);
    return print(agreementTable(*report, option(parser, "code")), parser, console);
}

/// The definition that the options describe, or what is wrong with them.
Result<LabelQueue> queueFrom(const QCommandLineParser &parser)
{
    const auto wrong = [](const char *sentence) {
        return Error{ErrorCode::InvalidArgument, sentence, {}};
    };
    LabelQueue queue;
    if (parser.isSet(QStringLiteral("definition"))) {
        QFile file(parser.value(QStringLiteral("definition")));
        if (!file.open(QIODevice::ReadOnly))
            return wrong("--definition: the file cannot be read");
        Result<LabelQueue> read = parseQueue(file.readAll().toStdString());
        if (!read)
            return wrong("--definition: the file is no definition of a queue");
        queue = std::move(*read);
    } else {
        const auto order = queueOrder(option(parser, "order"));
        if (!order || *order == QueueOrder::Rule)
            return wrong("--order takes divergence, disagreement or random; rules are given with "
                         "--definition");
        bool seedFine = false;
        bool doubleFine = false;
        bool auditFine = false;
        bool limitFine = false;
        queue.order = *order;
        queue.seed = parser.value(QStringLiteral("seed")).toULongLong(&seedFine);
        queue.doubleShare = parser.value(QStringLiteral("double")).toDouble(&doubleFine);
        queue.auditShare = parser.value(QStringLiteral("audit")).toDouble(&auditFine);
        queue.limit = parser.value(QStringLiteral("limit")).toInt(&limitFine);
        if (!seedFine || !doubleFine || !auditFine || !limitFine)
            return wrong("--seed, --double, --audit and --limit take numbers");
        queue.annotators = namesFrom(parser.value(QStringLiteral("annotators")));
        for (const QString &label : parser.values(QStringLiteral("sim")))
            queue.simulators.push_back(label.toStdString());
    }
    queue.title = option(parser, "new");
    queue.by = option(parser, "by");
    if (const Result<void> fine = checkQueue(queue); !fine)
        return Error{ErrorCode::InvalidArgument, fine.error().detail, {}};
    return queue;
}

int makeQueue(const LabelQueue &queue, const QCommandLineParser &parser, Console &console)
{
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadWrite, console, exitCode);
    if (!session)
        return exitCode;
    JobContext job = console.job("Building the queue");
    Result<Open> open = readWorkspace(*session, job);
    if (!open)
        return console.fail(open.error());
    const Result<std::vector<QueueCandidate>> candidates =
        loadQueueCandidates(*session, *open->data, queue, open->aligner, job);
    console.endProgress();
    if (!candidates)
        return console.fail(candidates.error());
    const std::vector<QueueItem> items = queueItems(queue, *candidates);
    const Result<LabelQueue> saved = QueueRepository(*session).save(queue, items);
    if (!saved)
        return console.fail(saved.error());
    console.say(std::to_string(items.size()) + " items given out");
    return console.write(saved->id + "\n") ? exitFine : exitFailed;
}

int runQueue(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Lists the queues of pairs to label, prints one, or gives out a new one."));
    addCommonOptions(parser);
    parser.addPositionalArgument(QStringLiteral("queue"), QStringLiteral("what to do"));
    parser.addOptions({
        {QStringLiteral("id"), QStringLiteral("Print the items of this queue."),
         QStringLiteral("ID")},
        {QStringLiteral("progress"), QStringLiteral("With --id: by annotator instead.")},
        {QStringLiteral("new"), QStringLiteral("Give out a new queue with this title."),
         QStringLiteral("TITLE")},
        {QStringLiteral("by"), QStringLiteral("Who gives it out."), QStringLiteral("NAME")},
        {QStringLiteral("order"), QStringLiteral("divergence, disagreement or random."),
         QStringLiteral("O"), QStringLiteral("random")},
        {QStringLiteral("sim"), QStringLiteral("Only this simulator (repeatable)."),
         QStringLiteral("L")},
        {QStringLiteral("limit"), QStringLiteral("At most so many pairs; 0 = all."),
         QStringLiteral("N"), QStringLiteral("0")},
        {QStringLiteral("double"), QStringLiteral("Share of pairs that two annotators get."),
         QStringLiteral("S"), QStringLiteral("0.2")},
        {QStringLiteral("audit"), QStringLiteral("Share of pairs without suggestions."),
         QStringLiteral("S"), QStringLiteral("0.1")},
        {QStringLiteral("definition"),
         QStringLiteral("JSON file with the definition instead of options."),
         QStringLiteral("FILE")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "labels", console))
        return *done;
    if (!isFormat(option(parser, "format")))
        return console.misuse("--format takes table, csv or json", "labels");
    if (parser.isSet(QStringLiteral("new"))) {
        const Result<LabelQueue> queue = queueFrom(parser);
        return queue ? makeQueue(*queue, parser, console)
                     : console.misuse(queue.error().subject, "labels");
    }
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    QueueRepository queues(*session);
    if (!parser.isSet(QStringLiteral("id"))) {
        const Result<std::vector<LabelQueue>> all = queues.list();
        return all ? print(queuesTable(*all), parser, console) : console.fail(all.error());
    }
    const std::string id = option(parser, "id");
    if (const Result<LabelQueue> there = queues.load(id); !there)
        return console.fail(there.error());
    const Result<QueueProgress> progress = queues.progress(id);
    if (!progress)
        return console.fail(progress.error());
    return print(parser.isSet(QStringLiteral("progress")) ? queueAnnotatorsTable(*progress)
                                                          : queueItemsTable(*progress),
                 parser, console);
}
} // namespace

std::optional<int> runLabelWork(const QStringList &arguments, Console &console)
{
    // The word stands behind the workspace, whatever options stand around.
    if (arguments.size() < 2)
        return std::nullopt;
    if (arguments[1] == QLatin1String("agreement"))
        return runAgreement(arguments, console);
    if (arguments[1] == QLatin1String("queue"))
        return runQueue(arguments, console);
    return std::nullopt;
}
} // namespace gapscope
