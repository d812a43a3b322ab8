// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html_text.h"
#include "core/export/report_parts_p.h"
#include "core/metrics/usi_text.h"

#include <algorithm>

namespace gapscope::report {
namespace {
const char *kindText(CorpusKind kind)
{
    switch (kind) {
    case CorpusKind::Real:
        return "real";
    case CorpusKind::Simulated:
        return "simulated";
    case CorpusKind::SelfDialog:
        return "one person wrote both sides; not counted as real";
    case CorpusKind::Unknown:
        return "unknown";
    }
    return "unknown";
}

std::string corporaTable(const Report &report)
{
    std::vector<std::vector<std::string>> rows;
    for (const ReportCorpus &one : report.corpora) {
        std::string models = one.corpus.userModel;
        if (!one.corpus.agentModel.empty())
            models += (models.empty() ? "agent " : ", agent ") + one.corpus.agentModel;
        rows.push_back(
            {htmlText(one.corpus.label), kindText(one.corpus.kind), htmlText(one.corpus.format),
             htmlText(models), std::to_string(one.dialogues), std::to_string(one.leftOut),
             std::to_string(one.turns), std::to_string(one.userTurns), std::to_string(one.tasks)});
    }
    return tableHtml("What was imported", // keep the lists of columns one a line
                     {{"corpus"},
                      {"kind"},
                      {"format"},
                      {"models"},
                      {"dialogues", true},
                      {"left out", true},
                      {"turns", true},
                      {"of the user", true},
                      {"tasks", true}},
                     rows, "wide");
}

std::vector<std::string> coverageCells(const CoverageRow &row, bool group)
{
    std::vector<std::string> cells{htmlText(row.name.empty() ? "(no task)" : row.name)};
    if (group)
        cells.insert(cells.end(), {std::to_string(row.tasks), std::to_string(row.paired)});
    for (std::size_t i = 0; i < row.dialogues.size(); ++i) {
        const std::string dialogues = std::to_string(row.dialogues[i]);
        cells.push_back(group ? std::to_string(row.covered[i]) + " (" + dialogues + ")"
                              : dialogues);
    }
    return cells;
}

std::string coverage(const Report &report)
{
    std::vector<Column> columns{{"domain"}, {"tasks", true}, {"paired", true}};
    std::vector<Column> taskColumns{{"task"}};
    for (const ReportCorpus &one : report.corpora) {
        columns.push_back({one.corpus.label, true});
        taskColumns.push_back({one.corpus.label, true});
    }
    std::vector<std::vector<std::string>> domains;
    for (const CoverageRow &row : report.domains)
        domains.push_back(coverageCells(row, true));
    std::vector<std::vector<std::string>> tasks;
    for (const CoverageRow &row : report.tasks)
        tasks.push_back(coverageCells(row, false));
    return tableHtml(
               "Coverage: tasks that a corpus has dialogues of (dialogues that count); paired "
               "= with a real and a simulated one",
               columns, domains) +
           "<details class=\"noprint\"><summary>Coverage of every task (" +
           std::to_string(tasks.size()) + ")</summary>\n" +
           tableHtml("Dialogues that count, by task and corpus", taskColumns, tasks) +
           "</details>\n";
}

const UsiTextRow *rowOf(const UsiTextTable &text, const UsiRow &row)
{
    const auto found = std::ranges::find_if(
        text.rows, [&row](const UsiTextRow &line) { return line.row == &row; });
    return found == text.rows.end() ? nullptr : &*found;
}

constexpr std::size_t usiIndex = static_cast<std::size_t>(UsiColumn::Usi);
constexpr std::size_t firstPart = 3;

/// "72.4 [70.1, 75.0]", as the table prints it.
std::string usiText(const UsiTextTable &text, const UsiRow &row)
{
    const UsiTextRow *line = rowOf(text, row);
    if (!line)
        return "-";
    const std::string &interval = line->intervals[usiIndex];
    return line->cells[firstPart + usiIndex] + (interval == "-" ? "" : " " + interval);
}

std::string finding(const Report &report)
{
    const UsiTextTable text =
        usiTextTable(report.table, report.uncertainty ? &*report.uncertainty : nullptr);
    std::vector<const UsiRow *> ranked;
    for (const UsiRow &row : report.table.rows)
        if (row.kind == UsiRow::Kind::Simulator && row.usi)
            ranked.push_back(&row);
    if (ranked.empty())
        return "No simulator has a User-Sim Index here; the table below says why.";
    std::stable_sort(ranked.begin(), ranked.end(), [](const UsiRow *one, const UsiRow *other) {
        return one->usi->mean > other->usi->mean;
    });
    const bool sameTerms = std::all_of(ranked.begin(), ranked.end(), [&](const UsiRow *row) {
        return row->terms == ranked.front()->terms;
    });
    std::string out = "User-Sim Index (0 to 100, higher is closer to people): ";
    for (std::size_t i = 0; i < std::min<std::size_t>(ranked.size(), 3); ++i)
        out += (i == 0 ? "" : ", ") + ranked[i]->name + " " + usiText(text, *ranked[i]);
    if (ranked.size() > 3)
        out += ", and " + counted(std::int64_t(ranked.size()) - 3, "more", "more");
    if (const UsiRow *floor = floorOf(report.table); floor && floor->usi)
        out += "; people among themselves " + usiText(text, *floor);
    out += ".";
    if (!sameTerms)
        out += " These rest on different numbers of parts and do not compare.";
    return out;
}

const char *columnTitle(std::string_view key)
{
    static constexpr std::pair<std::string_view, const char *> titles[] = {
        {"D1_conv", "D1 conversation"},
        {"D2_info", "D2 information"},
        {"D3_clarif", "D3 clarification"},
        {"D4_react", "D4 reaction"},
        {"eval_agree", "evaluation agreement"},
        {"ece", "ECE (0–1)"},
        {"usi", "USI"}};
    for (const auto &[id, title] : titles)
        if (id == key)
            return title;
    return nullptr;
}

/// The reasons of empty cells, numbered as they come up.
class Reasons
{
public:
    std::string mark(const UsiRow &row, std::string_view column)
    {
        const auto found = row.missing.find(std::string(column));
        const std::string reason =
            found == row.missing.end() ? "no reason is known" : found->second;
        const auto at = std::ranges::find(m_reasons, reason);
        const std::string number = std::to_string(at - m_reasons.begin() + 1);
        if (at == m_reasons.end())
            m_reasons.push_back(reason);
        return "–<sup><a href=\"#missing-" + number + "\">" + number + "</a></sup>";
    }

    std::string list() const
    {
        std::string out;
        for (std::size_t i = 0; i < m_reasons.size(); ++i)
            out += "<li id=\"missing-" + std::to_string(i + 1) + "\">" + htmlText(m_reasons[i]) +
                   "</li>\n";
        return out.empty() ? out
                           : "<p class=\"note\">Missing (–) because:</p>\n<ol class=\"note\">\n" +
                                 out + "</ol>\n";
    }

private:
    std::vector<std::string> m_reasons;
};

/// Share of the tasks people have that a row rests on.
std::string coverageOf(const UsiRow &row, int peopleTasks)
{
    if (row.kind == UsiRow::Kind::Published || peopleTasks <= 0)
        return "–";
    return std::to_string(row.tasks) + " of " + std::to_string(peopleTasks);
}

int tasksOfPeople(const Report &report)
{
    int count = 0;
    for (const CoverageRow &task : report.tasks) {
        bool has = false;
        for (std::size_t i = 0; i < report.corpora.size(); ++i)
            has |= report.corpora[i].corpus.kind == CorpusKind::Real && task.dialogues[i] > 0;
        count += has ? 1 : 0;
    }
    return count;
}

std::string scoreTable(const Report &report, const UsiTextTable &text)
{
    std::vector<Column> columns{{"name"}, {"kind"}};
    for (std::size_t i = 1; i < text.header.size(); ++i) {
        if (i == 1) {
            columns.push_back({"tasks of people's", true});
            continue;
        }
        const char *title = columnTitle(text.header[i]);
        columns.push_back({title ? title : text.header[i], true});
    }
    const int peopleTasks = tasksOfPeople(report);
    Reasons reasons;
    std::vector<std::vector<std::string>> rows;
    for (const UsiTextRow &line : text.rows) {
        std::vector<std::string> cells{htmlText(line.cells[0]), name(line.row->kind)};
        for (std::size_t i = 1; i < line.cells.size(); ++i) {
            const bool part = i >= firstPart && i < firstPart + usiColumnCount;
            if (i == 1)
                cells.push_back(coverageOf(*line.row, peopleTasks));
            else if (line.cells[i] == "-")
                cells.push_back(part && line.row->kind != UsiRow::Kind::Published
                                    ? reasons.mark(*line.row, text.header[i])
                                    : "–");
            else
                cells.push_back(htmlText(line.cells[i]));
        }
        rows.push_back(std::move(cells));
    }
    return tableHtml({}, columns, rows, "wide") + reasons.list();
}

std::string intervalsTable(const Report &report, const UsiTextTable &text)
{
    if (!report.uncertainty)
        return paragraph("Intervals were not computed.", "note");
    std::vector<Column> columns{{"name"}};
    for (std::size_t i = 0; i < usiColumnCount; ++i)
        columns.push_back({columnTitle(text.header[firstPart + i]), true});
    std::vector<std::vector<std::string>> rows;
    for (const UsiTextRow &line : text.rows) {
        if (std::ranges::all_of(line.intervals, [](const auto &one) { return one == "-"; }))
            continue;
        std::vector<std::string> cells{htmlText(line.cells[0])};
        for (const std::string &interval : line.intervals)
            cells.push_back(interval == "-" ? "–" : htmlText(interval));
        rows.push_back(std::move(cells));
    }
    return tableHtml("95 % intervals of every part (percentile bootstrap over tasks)", columns,
                     rows, "wide");
}
} // namespace

std::string summarySection(const Report &report)
{
    int paired = 0;
    for (const CoverageRow &row : report.domains)
        paired += row.paired;
    std::int64_t dialogues = 0;
    std::int64_t leftOut = 0;
    for (const ReportCorpus &one : report.corpora) {
        dialogues += one.dialogues - one.leftOut;
        leftOut += one.leftOut;
    }
    std::string body = paragraph(finding(report), "lead");
    std::string size = counted(std::int64_t(report.tasks.size()), "task", "tasks") + ", " +
                       std::to_string(paired) + " of them with a real and a simulated dialogue; " +
                       counted(dialogues, "dialogue counts", "dialogues count");
    if (leftOut > 0)
        size += ", " + std::to_string(leftOut) + " are left out";
    body += paragraph(size + ".");
    for (const std::string &choice : report.choices)
        body += paragraph(choice);
    return section("summary", "Summary", body + corporaTable(report) + coverage(report));
}

std::string leaderboardSection(const Report &report)
{
    const UsiTextTable text =
        usiTextTable(report.table, report.uncertainty ? &*report.uncertainty : nullptr);
    return section("leaderboard", "Leaderboard",
                   paragraph(text.heading + ".", "note") + scoreTable(report, text) +
                       intervalsTable(report, text));
}

std::string chartsSection(const Report &report)
{
    std::string body;
    int number = 0;
    for (const ReportFigure &figure : report.figures) {
        const std::string id = "fig" + std::to_string(++number);
        body += "<figure id=\"" + id + "\">\n";
        if (figure.light.empty()) {
            body += paragraph(figure.spec.title + " is not drawn: " + figure.spec.emptyReason);
        } else if (figure.dark.empty()) {
            body += "<div class=\"paper\">" + inlineSvg(figure.light, id + "-") + "</div>\n";
        } else {
            body += "<div class=\"paper both\"><div class=\"light\">" +
                    inlineSvg(figure.light, id + "-") + "</div><div class=\"dark\">" +
                    inlineSvg(figure.dark, id + "d-") + "</div></div>\n";
        }
        body += "<figcaption><p><strong>Figure " + std::to_string(number) + ". " +
                htmlText(figure.spec.title) + ".</strong>";
        if (!figure.spec.subtitle.empty())
            body += " " + htmlText(figure.spec.subtitle) + ".";
        body += " " + htmlText(figure.shows) + "</p>\n";
        if (!figure.spec.reading.empty())
            body += "<p>How to read it: " + htmlText(figure.spec.reading) + "</p>\n";
        for (const std::string &warning : figure.spec.warnings)
            body += paragraph(warning, "warn");
        if (!figure.spec.provenance.source.empty())
            body += paragraph("Source: " + figure.spec.provenance.source + ".", "note");
        body += paragraph(provenanceText(figure.spec.provenance), "note");
        body += "</figcaption>\n</figure>\n";
    }
    if (body.empty())
        body = paragraph("No charts were chosen.");
    return section("charts", "Charts", body);
}
} // namespace gapscope::report
