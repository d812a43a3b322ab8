// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html_text.h"
#include "core/export/report_parts_p.h"
#include "core/features/repair.h"
#include "core/metrics/usi_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gapscope::report {
namespace {
std::string fact(std::string_view term, std::string_view text)
{
    return "<dt>" + htmlText(term) + "</dt><dd>" + htmlText(text) + "</dd>\n";
}

std::string repairsTable(const Edition &edition)
{
    std::vector<std::vector<std::string>> rows;
    for (const Repair repair : edition.repairs.list()) {
        const RepairInfo &one = info(repair);
        rows.push_back({htmlText(one.title), "<code>" + htmlText(one.key) + "</code>",
                        htmlText(one.upstream), htmlText(one.instead)});
    }
    return rows.empty() ? std::string()
                        : tableHtml("What this edition repairs",
                                    {{"repair"}, {"key"}, {"in the published scorer"}, {"here"}},
                                    rows, "wide");
}

std::string bootstrapText(const UsiUncertainty &uncertainty)
{
    std::array<char, 16> level{};
    const auto end = std::to_chars(level.data(), level.data() + level.size(),
                                   100.0 * uncertainty.settings.level, std::chars_format::fixed, 0);
    return std::string(level.data(), end.ptr) + " % percentile intervals from " +
           std::to_string(uncertainty.settings.draws) + " resamples of " +
           counted(uncertainty.tasks, "task", "tasks") + " (seed " +
           std::to_string(uncertainty.settings.seed) +
           "); dialogues, runs, outcomes and questionnaires of a task stay together";
}

std::string severityText(const std::optional<double> &severity)
{
    if (!severity)
        return "–";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *severity,
                                   std::chars_format::fixed, 2);
    return {buffer.data(), end.ptr};
}

std::string issuesText(const ReportImport &one)
{
    std::string out;
    for (const ReportIssue &issue : one.issues)
        out += "<div>" + std::to_string(issue.count) + " × <code>" + htmlText(issue.code) +
               "</code> (" + htmlText(issue.effect) + ")</div>";
    return out.empty() ? "none" : out;
}
} // namespace

std::string methodsSection(const Report &report)
{
    std::string body = "<dl>\n";
    body += fact("Edition", shownEdition(report.table.edition) +
                                (report.table.edition.repairs.none()
                                     ? ": as the published scorer computes it, quirks included"
                                     : ": the published scorer with the repairs below; its numbers "
                                       "do not compare with those of other editions"));
    body +=
        fact("User-Sim Index",
             "mean of four dimensions of behaviour (D1 conversation, D2 information, D3 "
             "clarification, D4 reaction; how similar their features are), of outcome calibration "
             "(100 × (1 − ECE)) and, with questionnaires, of evaluation agreement. Defined in "
             "“Mind the Sim2Real Gap in User Simulation for Agentic Tasks”, arXiv 2603.11245");
    body += fact("Difficulty", report.table.difficulty);
    body += fact("Intervals", report.uncertainty ? bootstrapText(*report.uncertainty)
                                                 : std::string("not computed"));
    body += fact("Ceiling and floor",
                 "people’s batches among themselves are the ceiling of every score, a simulator’s "
                 "runs among themselves its floor; excess is the distance to the ceiling");
    body += fact("Turn alignment", report.alignMethod);
    body += fact("Divergence is read against", report.floor);
    body += fact("Label scheme",
                 report.scheme.title + ", version " + std::to_string(report.scheme.version));
    body += fact("Data", report.dataHash +
                             ": hash over the dialogues that count, questionnaires, edition and "
                             "difficulty; equal hashes, equal data");
    body += fact("Program", "Gapscope " + report.version);
    body += "</dl>\n" + repairsTable(report.table.edition);
    return section("methods", "Methods", body);
}

std::string exclusionsSection(const Report &report)
{
    if (report.exclusions.empty())
        return section("excluded", "Excluded dialogues", paragraph("None."));
    std::vector<std::vector<std::string>> rows;
    for (const ReportExclusion &one : report.exclusions)
        rows.push_back({htmlText(one.task.value()), htmlText(one.corpus), htmlText(one.nativeId),
                        std::to_string(one.run),
                        htmlText(one.reason.empty() ? "no reason was given" : one.reason),
                        htmlText(one.by), dateText(one.atMs)});
    return section(
        "excluded", "Excluded dialogues",
        tableHtml("A person took these out of every figure",
                  {{"task"}, {"corpus"}, {"dialogue"}, {"run", true}, {"reason"}, {"by"}, {"when"}},
                  rows));
}

std::string labelsSection(const Report &report)
{
    if (report.labels.empty())
        return section("labels", "Labels", paragraph("No labels were set."));
    std::vector<std::vector<std::string>> rows;
    for (const ReportLabelCount &one : report.labels) {
        const LabelCode *code = report.scheme.find(one.code);
        std::string people;
        for (const std::string &annotator : one.annotators)
            people += (people.empty() ? "" : ", ") + annotator;
        rows.push_back({"<code>" + htmlText(one.code) + "</code>",
                        htmlText(code ? code->name : std::string("not in the scheme")),
                        std::to_string(one.labels), std::to_string(one.pairs),
                        severityText(one.severity), htmlText(people)});
    }
    return section("labels", "Labels",
                   tableHtml("Codes that people set on rows of aligned pairs; severity 0 to 3",
                             {{"code"},
                              {"name"},
                              {"labels", true},
                              {"pairs", true},
                              {"mean severity", true},
                              {"by"}},
                             rows));
}

std::string importsSection(const Report &report)
{
    std::vector<std::vector<std::string>> rows;
    for (const ReportImport &one : report.imports) {
        std::string state = htmlText(one.state);
        if (!one.reason.empty())
            state += ": " + htmlText(one.reason);
        rows.push_back(
            {htmlText(one.file) + "<div class=\"hash\">SHA-256 " + htmlText(one.sha256) +
                 "</div><div class=\"note\">" + std::to_string(one.bytes) + " bytes, " +
                 dateText(one.startedMs) + "</div>",
             htmlText(one.format), htmlText(one.corpus), state, std::to_string(one.dialogues),
             std::to_string(one.turns), std::to_string(one.surveys), std::to_string(one.skipped),
             std::to_string(one.repaired), std::to_string(one.duplicates), issuesText(one)});
    }
    return section("ledger", "Import ledger",
                   tableHtml("Every file that was read, oldest first",
                             {{"file"},
                              {"format"},
                              {"corpus"},
                              {"state"},
                              {"dialogues", true},
                              {"turns", true},
                              {"surveys", true},
                              {"skipped", true},
                              {"repaired", true},
                              {"there already", true},
                              {"issues"}},
                             rows, "wide"));
}

std::string licenceSection(const Report &report)
{
    std::string body = paragraph(
        "This report quotes the imported transcripts; who may read or pass it on follows from the "
        "terms of those data, which Gapscope does not know.");
    const bool published = std::ranges::any_of(
        report.table.rows, [](const UsiRow &row) { return row.kind == UsiRow::Kind::Published; });
    if (published)
        body += paragraph("Rows of the literature are cited from arXiv 2603.11245.");
    body += paragraph("Made with Gapscope " + report.version +
                      ", free software under the GNU General Public License, version 3 or later, "
                      "without any warranty; the licence does not extend to this report.");
    return section("licence", "Licence notes", body);
}
} // namespace gapscope::report
