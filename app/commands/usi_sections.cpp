// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/usi_sections.h"

#include "app/command.h"
#include "core/features/corrected_lexicon.h"
#include "core/metrics/json_text.h"
#include "core/metrics/usi_analysis_report.h"
#include "core/metrics/usi_report.h"

namespace gapscope {
namespace {
constexpr std::size_t mostInfluences = 20;

/// A table behind the index that has been asked for by an option of its name.
struct Section
{
    const char *name = "";
    const char *title = "";
    Table table;
};

QString optionName(const char *name)
{
    return QString::fromLatin1(name);
}

/// None where the option's value is no number that fits.
std::optional<std::uint64_t> number(const QCommandLineParser &parser, const char *name,
                                    std::uint64_t most)
{
    bool ok = false;
    const std::uint64_t value = parser.value(optionName(name)).toULongLong(&ok);
    return ok && value <= most ? std::optional(value) : std::nullopt;
}

constexpr std::uint64_t mostDraws = 1'000'000;
constexpr const char *sectionNames[] = {"ledger", "effects", "differences", "influence", "floors"};

class SectionMaker
{
public:
    SectionMaker(const UsiProblem &problem, const UsiTable &table,
                 const UsiUncertainty *uncertainty, const QCommandLineParser &parser)
        : m_problem(problem), m_table(table), m_uncertainty(uncertainty), m_parser(parser)
    {}

    Result<std::vector<Section>> make(const std::function<Result<UsiProblem>()> &corrected,
                                      Console &console);

private:
    bool asked(const char *name) const { return m_parser.isSet(optionName(name)); }
    Result<Section> ledger(const std::function<Result<UsiProblem>()> &corrected) const;
    Result<Section> influence(Console &console) const;
    Result<Section> effects(Console &console) const;

    const UsiProblem &m_problem;
    const UsiTable &m_table;
    const UsiUncertainty *m_uncertainty = nullptr;
    const QCommandLineParser &m_parser;
};

Result<Section> SectionMaker::ledger(const std::function<Result<UsiProblem>()> &corrected) const
{
    const Result<UsiProblem> twin = corrected();
    if (!twin)
        return twin.error();
    std::vector<UsiLedger> ledgers;
    for (std::size_t i = 0; i < m_problem.simulators.size(); ++i)
        if (auto one = ledgerOf(m_problem, &*twin, i))
            ledgers.push_back(std::move(*one));
    return Section{"ledger", "Lost points: real + artefact of the index + within what people lose",
                   ledgerTable(ledgers)};
}

Result<Section> SectionMaker::influence(Console &console) const
{
    Section section{"influence", "Dialogues whose absence moves the index most", {}};
    for (std::size_t i = 0; i < m_problem.simulators.size(); ++i) {
        const auto ledger = ledgerOf(m_problem, nullptr, i);
        if (!ledger)
            continue;
        JobContext job = console.job("Leaving out one dialogue at a time");
        const auto all = influenceOf(m_problem, i, job);
        console.endProgress();
        if (!all)
            return all.error();
        Table table = influenceTable(*ledger, *all, mostInfluences);
        section.table.header = table.header;
        section.table.rows.insert(section.table.rows.end(), table.rows.begin(), table.rows.end());
    }
    return section;
}

Result<Section> SectionMaker::effects(Console &console) const
{
    JobContext job = console.job("Testing features");
    const auto effects = featureEffects(m_problem, job, *number(m_parser, "seed", ~0ULL));
    console.endProgress();
    if (!effects)
        return effects.error();
    return Section{"effects", "Features: effect sizes, tests by task, q over features × simulators",
                   effectTable(*effects, m_uncertainty)};
}

Result<std::vector<Section>>
SectionMaker::make(const std::function<Result<UsiProblem>()> &corrected, Console &console)
{
    std::vector<Section> sections;
    const auto put = [&](Result<Section> section) -> Result<void> {
        if (!section)
            return section.error();
        sections.push_back(std::move(*section));
        return {};
    };
    if (asked("floors"))
        sections.push_back(
            {"floors", "People and simulators among themselves", floorTable(m_table)});
    if (asked("ledger"))
        if (const auto done = put(ledger(corrected)); !done)
            return done.error();
    if (asked("effects"))
        if (const auto done = put(effects(console)); !done)
            return done.error();
    if (asked("differences") && m_uncertainty)
        sections.push_back({"differences", "Simulators against one another, resampled together",
                            differenceTable(*m_uncertainty)});
    if (asked("influence"))
        if (const auto done = put(influence(console)); !done)
            return done.error();
    return sections;
}

void addPublished(UsiTable &table)
{
    for (const UsiRow &row : publishedRows())
        table.rows.push_back(row);
}

std::string quoted(const std::string &text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

std::string printed(const UsiTable &table, const UsiUncertainty *uncertainty,
                    const std::vector<Section> &sections, const std::string &format)
{
    if (format == "csv")
        return sections.empty() ? usiTableCsv(table, uncertainty)
                                : tableCsv(sections.front().table);
    if (format == "json") {
        ReportMembers members{{"version", quoted(GAPSCOPE_VERSION)},
                              {"lexicon", quoted(featureVersion(table.edition.repairs))}};
        for (const Section &section : sections)
            members.emplace_back(section.name, tableJson(section.table));
        return usiTableJson(table, uncertainty, members);
    }
    std::string out = usiTableText(table, uncertainty);
    for (const Section &section : sections)
        out.append("\n").append(section.title).append("\n\n").append(tableText(section.table));
    return out;
}
} // namespace

void addSectionOptions(QCommandLineParser &parser, int draws)
{
    parser.addOptions({
        {QStringLiteral("draws"),
         QStringLiteral("Resamples of tasks for 95 % intervals; 0 = none. Without it: %1.")
             .arg(draws),
         QStringLiteral("N"), QString::number(draws)},
        {QStringLiteral("seed"), QStringLiteral("Of resamples and permutations."),
         QStringLiteral("N"), QString::number(defaultSeed)},
        {QStringLiteral("floors"),
         QStringLiteral("Also people and each simulator's runs among themselves.")},
        {QStringLiteral("ledger"), QStringLiteral("Also who owns every lost point.")},
        {QStringLiteral("effects"), QStringLiteral("Also effect sizes and tests by feature.")},
        {QStringLiteral("differences"), QStringLiteral("Also every two simulators compared.")},
        {QStringLiteral("influence"),
         QStringLiteral("Also the dialogues that move the index most.")},
        {QStringLiteral("published"), QStringLiteral("Also the published rows, marked as such.")},
    });
}

std::optional<int> checkSectionOptions(const QCommandLineParser &parser, const char *command,
                                       bool both, Console &console)
{
    const auto draws = number(parser, "draws", mostDraws);
    if (!draws)
        return console.misuse("--draws takes a number from 0 to 1000000", command);
    if (!number(parser, "seed", ~0ULL))
        return console.misuse("--seed takes a whole number", command);
    if (parser.isSet(QStringLiteral("differences")) && *draws == 0)
        return console.misuse("--differences needs resamples: --draws N", command);
    int sections = 0;
    for (const char *name : sectionNames)
        sections += parser.isSet(optionName(name)) ? 1 : 0;
    if (both && sections > 0)
        return console.misuse("--floors, --ledger, --effects, --differences and --influence are of "
                              "one edition",
                              command);
    if (option(parser, "format") == "csv" && sections > 1)
        return console.misuse("a CSV file is one table: ask for one of --floors, --ledger, "
                              "--effects, --differences and --influence",
                              command);
    return std::nullopt;
}

int printUsi(const UsiProblem &problem, const std::function<Result<UsiProblem>()> &corrected,
             const QCommandLineParser &parser, Console &console)
{
    UsiTable table = scoreProblem(problem);
    std::optional<UsiUncertainty> uncertainty;
    BootstrapSettings settings;
    settings.draws = static_cast<int>(*number(parser, "draws", mostDraws));
    settings.seed = *number(parser, "seed", ~0ULL);
    if (settings.draws > 0) {
        JobContext job = console.job("Resampling tasks");
        Result<UsiUncertainty> result = bootstrap(problem, settings, job);
        console.endProgress();
        if (!result)
            return console.fail(result.error());
        uncertainty = std::move(*result);
    }
    const UsiUncertainty *known = uncertainty ? &*uncertainty : nullptr;
    const auto sections = SectionMaker(problem, table, known, parser).make(corrected, console);
    if (!sections)
        return console.fail(sections.error());
    if (parser.isSet(QStringLiteral("published")))
        addPublished(table);
    const std::string text = printed(table, known, *sections, option(parser, "format"));
    return console.write(text) ? exitFine : exitFailed;
}
} // namespace gapscope
