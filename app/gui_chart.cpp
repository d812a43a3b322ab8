// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/plot/chart.h"
#include "core/store/chart_data.h"
#include "ui/charts/export.h"
#include "ui/charts/figure_style.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>

namespace gapscope {
namespace {
/// "160x90mm" or "160x90"; an invalid size where it is neither.
QSizeF parseSize(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^(\\d+(?:\\.\\d+)?)x(\\d+(?:\\.\\d+)?)(?:mm)?$"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toDouble(), match.captured(2).toDouble()};
}

/// Puts `name=value` texts into the input; says what is wrong with one, with what there is.
std::string takeSettings(const Chart &chart, const QStringList &texts, ChartInput &input)
{
    const std::vector<ChartSetting> settings = chart.settings();
    for (const QString &text : texts) {
        const std::string name = text.section(QLatin1Char('='), 0, 0).toStdString();
        const std::string value = text.section(QLatin1Char('='), 1).toStdString();
        const auto setting = std::find_if(settings.begin(), settings.end(),
                                          [&](const ChartSetting &one) { return one.id == name; });
        if (setting == settings.end()) {
            std::string known;
            for (const ChartSetting &one : settings)
                known.append(known.empty() ? "" : ", ").append(one.id);
            return "the chart has no setting '" + name + "'" +
                   (known.empty() ? "" : " (it has: " + known + ")");
        }
        const std::vector<ChartChoice> choices = setting->choices(input);
        const bool isKnown = std::any_of(choices.begin(), choices.end(),
                                         [&](const auto &one) { return one.value == value; });
        if (!isKnown) {
            std::string known;
            for (const ChartChoice &one : choices)
                known.append(known.empty() ? "" : ", ").append(one.value);
            return "--set " + name + " takes one of: " + known;
        }
        input.settings[name] = value;
    }
    return {};
}

int listCharts(bool json, Console &console)
{
    std::string text;
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const std::unique_ptr<Chart> &chart : builtinCharts()) {
        nlohmann::ordered_json settings = nlohmann::ordered_json::array();
        for (const ChartSetting &setting : chart->settings())
            settings.push_back(setting.id);
        list.push_back({{"id", chart->id()},
                        {"title", chart->title()},
                        {"shows", chart->shows()},
                        {"reading", chart->reading()},
                        {"source", chart->source()},
                        {"settings", settings}});
        text.append(chart->id()).append("\t").append(chart->title()).append("\t");
        text.append(chart->shows()).append("\n");
    }
    return console.write(json ? list.dump(1) + "\n" : text) ? exitFine : exitFailed;
}
} // namespace

int runChartCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Draws a chart into a file; its suffix says the form: svg, pdf, png, csv or json."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("list"), QStringLiteral("List the charts.")},
        {QStringLiteral("json"), QStringLiteral("With --list: as JSON.")},
        {QStringLiteral("chart"), QStringLiteral("Which chart."), QStringLiteral("ID")},
        {QStringLiteral("out"), QStringLiteral("The file to write."), QStringLiteral("FILE")},
        {QStringLiteral("sim"), QStringLiteral("The simulator it is about."), QStringLiteral("L")},
        {QStringLiteral("edition"), QStringLiteral("reference, corrected, or one with repairs."),
         QStringLiteral("E"), QStringLiteral("reference")},
        {QStringLiteral("set"),
         QStringLiteral("A choice of the chart, for example feature=politeness_rate; --list --json "
                        "names the settings."),
         QStringLiteral("NAME=VALUE")},
        {QStringLiteral("capability"),
         QStringLiteral("CSV with name, score and family: what models score elsewhere."),
         QStringLiteral("FILE")},
        {QStringLiteral("published"), QStringLiteral("With the rows of the literature.")},
        {QStringLiteral("size"),
         QStringLiteral("Millimetres, for example 160x90mm, or one-column, two-columns or slide."),
         QStringLiteral("WxH")},
        {QStringLiteral("dpi"), QStringLiteral("Resolution of a PNG."), QStringLiteral("N"),
         QStringLiteral("300")},
        {QStringLiteral("theme"), QStringLiteral("paper, slide (larger text), dark or print-grey."),
         QStringLiteral("T"), QStringLiteral("paper")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "chart", console))
        return *done;
    if (parser.isSet(QStringLiteral("list")))
        return listCharts(parser.isSet(QStringLiteral("json")), console);
    if (parser.positionalArguments().size() != 1 || !parser.isSet(QStringLiteral("chart")) ||
        !parser.isSet(QStringLiteral("out")))
        return console.misuse("chart needs a workspace, --chart and --out", "chart");
    const std::vector<std::unique_ptr<Chart>> charts = builtinCharts();
    const Chart *chart = findChart(charts, option(parser, "chart"));
    if (!chart) {
        return console.misuse("there is no chart '" + option(parser, "chart") +
                                  "' (gapscope chart --list names them)",
                              "chart");
    }
    const std::optional<FigureTheme> look = figureTheme(option(parser, "theme"));
    if (!look)
        return console.misuse("--theme takes " + figureThemeNames(), "chart");
    bool dpiFine = false;
    const int dpi = parser.value(QStringLiteral("dpi")).toInt(&dpiFine);
    const FigureSize *preset = figureSize(option(parser, "size"));
    QSizeF size = preset ? QSizeF(preset->width, preset->height)
                  : parser.isSet(QStringLiteral("size"))
                      ? parseSize(parser.value(QStringLiteral("size")))
                      : QSizeF(160, 0);
    if (!dpiFine || !size.isValid())
        return console.misuse(
            "--size takes WxH in millimetres, one-column, two-columns or slide; --dpi a "
            "number",
            "chart");

    const Result<Edition> edition = editionFrom(option(parser, "edition"));
    if (!edition)
        return console.misuse("--edition: there is no " + edition.error().subject, "chart");
    const ChartDataOptions options{*edition, chart->info().needs,
                                   parser.isSet(QStringLiteral("published"))};
    if (options.published && !(options.edition == Edition::reference()))
        return console.misuse("--published rows are of the reference edition", "chart");

    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openForReading(parser.positionalArguments().first(), console, exitCode);
    if (!session)
        return exitCode;
    JobContext job = console.job("Drawing");
    Result<ChartData> data = loadChartData(*session, options, job);
    console.endProgress();
    if (!data)
        return console.fail(data.error());
    if (parser.isSet(QStringLiteral("capability"))) {
        Result<std::vector<CapabilityScore>> scores = readCapability(option(parser, "capability"));
        if (!scores)
            return console.fail(scores.error());
        data->capability = std::move(*scores);
    }
    const std::string simulator = option(parser, "sim");
    ChartInput input = chartInput(*data, simulator);
    input.notes.version = GAPSCOPE_VERSION;
    input.job = &job;
    if (const std::string problem =
            takeSettings(*chart, parser.values(QStringLiteral("set")), input);
        !problem.empty())
        return console.misuse(problem, "chart");
    const ChartSpec spec = chart->build(input);
    if (size.height() <= 0)
        size.setHeight(std::max(preset ? preset->leastHeight : 0.0,
                                comfortableMillimetres(spec, size.width(), look->textScale)));
    const Result<void> written = exportChart(
        spec, look->theme, size, parser.value(QStringLiteral("out")), dpi, look->textScale);
    return written ? exitFine : console.fail(written.error());
}
} // namespace gapscope
