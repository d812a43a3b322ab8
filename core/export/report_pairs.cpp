// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/compare_layout.h"
#include "core/export/html_text.h"
#include "core/export/report_parts_p.h"
#include "core/label/label_place.h"
#include "core/model/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace gapscope::report {
namespace {
/// Longer pairs are shown from a little before their first divergence.
constexpr std::size_t mostRows = 40;
constexpr std::size_t rowsBefore = 4;
/// Bytes of a turn before it is folded; what the agent said is context.
constexpr std::size_t userLimit = 600;
constexpr std::size_t otherLimit = 160;

std::string fixed(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

const char *sign(RowKind kind)
{
    switch (kind) {
    case RowKind::Equal:
        return "=";
    case RowKind::Paraphrase:
        return "≈";
    case RowKind::Divergent:
        return "≠";
    case RowKind::Missing:
        return "−";
    case RowKind::Extra:
        return "+";
    case RowKind::Moved:
        return "↕";
    case RowKind::Merged:
        return "⋃";
    }
    return "";
}

const Turn &turnAt(const Dialogue &dialogue, int position)
{
    return dialogue.turns.at(static_cast<std::size_t>(position));
}

std::string joinedText(const Dialogue &dialogue, const std::vector<int> &turns)
{
    std::string text;
    for (const int turn : turns)
        text.append(text.empty() ? "" : "\n\n").append(turnAt(dialogue, turn).text.value_or(""));
    return text;
}

struct Marks
{
    std::vector<ByteRange> real;
    std::vector<ByteRange> sim;
};

void add(std::vector<ByteRange> &ranges, const ByteRange &range, std::string_view text)
{
    // Words side by side are one mark, with the blank between them.
    if (!ranges.empty() && range.begin >= ranges.back().end &&
        text.substr(ranges.back().end, range.begin - ranges.back().end)
                .find_first_not_of(" \n\t") == std::string_view::npos)
        ranges.back().end = range.end;
    else
        ranges.push_back(range);
}

Marks marksOf(const std::string &real, const std::string &sim)
{
    Marks marks;
    for (const DiffToken &token : diffWords(real, sim).tokens) {
        if (token.kind == DiffKind::OnlyReal)
            add(marks.real, token.real, real);
        else if (token.kind == DiffKind::OnlySim)
            add(marks.sim, token.sim, sim);
    }
    return marks;
}

/// What a turn is besides its text: tool calls, and whose result it is.
std::string toolText(const Turn &turn)
{
    std::string out;
    for (const ToolCall &call : turn.toolCalls) {
        if (standsInText(call))
            continue;
        out += "<div class=\"t\"><code>" +
               foldedHtml(call.name + "(" + call.arguments + ")", {}, {}, otherLimit) +
               "</code></div>";
    }
    return out;
}

std::string otherCell(const Dialogue &dialogue, const std::vector<int> &turns)
{
    std::string out;
    for (const int position : turns) {
        const Turn &turn = turnAt(dialogue, position);
        out += "<span class=\"who\">" + std::string(name(turn.role));
        if (turn.toolResult)
            out += " " + htmlText(turn.toolResult->name);
        out += "</span>";
        if (turn.text && !turn.text->empty())
            out += "<div class=\"t\">" + foldedHtml(*turn.text, {}, {}, otherLimit) + "</div>";
        out += toolText(turn);
    }
    return out;
}

std::string userCell(const Dialogue &dialogue, const std::vector<int> &turns,
                     const std::vector<ByteRange> &marks, const char *markClass)
{
    if (turns.empty())
        return "<span class=\"none\">–</span>";
    const std::string text = joinedText(dialogue, turns);
    std::string out =
        "<div class=\"t\">" + foldedHtml(text, marks, markClass, userLimit) + "</div>";
    for (const int turn : turns)
        out += toolText(turnAt(dialogue, turn));
    return out;
}

/// Number from 1 of the aligned row a turn stands in; 0 = in none.
int rowNumber(const Alignment &alignment, std::vector<int> AlignedRow::*side, int turn)
{
    for (std::size_t i = 0; i < alignment.rows.size(); ++i) {
        const std::vector<int> &turns = alignment.rows[i].*side;
        if (std::ranges::find(turns, turn) != turns.end())
            return static_cast<int>(i) + 1;
    }
    return 0;
}

/// Where the other side says what this row's side says alone.
std::string movedNotes(const Alignment &alignment, const AlignedRow &row)
{
    std::string out;
    for (const MovedLink &link : alignment.moved) {
        const std::vector<int> &own = link.fromReal ? row.real : row.sim;
        if (std::ranges::find(own, link.fromReal ? link.real : link.sim) == own.end())
            continue;
        const int there = link.fromReal ? rowNumber(alignment, &AlignedRow::sim, link.sim)
                                        : rowNumber(alignment, &AlignedRow::real, link.real);
        out += "<div class=\"who\">↕ " +
               std::string(link.fromReal ? "the simulated user says it in row "
                                         : "the real user says it in row ") +
               std::to_string(there) + "</div>";
    }
    return out;
}

std::string labelChip(const Label &label, const LabelScheme &scheme, bool stale)
{
    const LabelCode *code = scheme.find(label.code);
    std::string text = label.code;
    if (code)
        text += " " + code->name;
    if (label.severity)
        text += ", severity " + std::to_string(*label.severity);
    if (!label.annotator.empty())
        text += (label.kind == LabelKind::Final ? ", decided by " : ", by ") + label.annotator;
    if (stale)
        text += ", its turns stand apart now";
    if (!label.note.empty())
        text += ": " + label.note;
    return "<span class=\"label\">" + htmlText(text) + "</span>";
}

class PairRows
{
public:
    PairRows(const ReportPair &pair, const LabelScheme &scheme)
        : m_pair(pair), m_rows(layoutPair(*pair.real, *pair.sim, pair.alignment))
    {
        for (const Label &label : pair.labels) {
            if (label.kind != LabelKind::Divergence && label.kind != LabelKind::Final)
                continue;
            const LabelPlace place = placeOf(label, pair.alignment);
            m_labels[place.row] += labelChip(label, scheme, place.stale);
        }
        if (m_rows.size() > mostRows) {
            m_begin = start();
            m_end = std::min(m_rows.size(), m_begin + mostRows);
        } else {
            m_end = m_rows.size();
        }
    }

    std::string html() const
    {
        std::string out = omitted(0, m_begin, "before");
        out += "<table class=\"pair\"><thead><tr><th scope=\"col\" class=\"row\">row</th>"
               "<th scope=\"col\" class=\"kind\">kind</th><th scope=\"col\">real: " +
               side(m_pair.realLabel, *m_pair.real) +
               "</th><th scope=\"col\">simulated: " + side(m_pair.simLabel, *m_pair.sim) +
               "</th></tr></thead>\n<tbody>\n";
        for (std::size_t i = m_begin; i < m_end; ++i)
            out += m_rows[i].alignedRow < 0 ? other(m_rows[i]) : aligned(i);
        out += "</tbody></table>\n" + omitted(m_end, m_rows.size(), "after");
        if (const auto whole = m_labels.find(-1); whole != m_labels.end())
            out += "<p>Labels that stand in no row: " + whole->second + "</p>\n";
        return out;
    }

private:
    std::size_t start() const
    {
        if (!m_pair.alignment.firstDivergence)
            return 0;
        const auto first = std::ranges::find_if(m_rows, [&](const DisplayRow &row) {
            return row.alignedRow == *m_pair.alignment.firstDivergence;
        });
        const auto at = static_cast<std::size_t>(first - m_rows.begin());
        return std::min(at > rowsBefore ? at - rowsBefore : 0, m_rows.size() - mostRows);
    }

    static std::string side(const std::string &label, const Dialogue &dialogue)
    {
        return htmlText(label) + " <span class=\"who\">" + htmlText(dialogue.nativeId) + ", run " +
               std::to_string(dialogue.run) + outcome(dialogue.outcome) + "</span>";
    }

    static std::string outcome(const Outcome &outcome)
    {
        std::string out;
        if (outcome.reward)
            out += ", reward " + fixed(*outcome.reward, 2);
        if (!outcome.termination.empty())
            out += ", ended: " + htmlText(outcome.termination);
        return out;
    }

    /// Says what an excerpt leaves out; nothing where it leaves out nothing.
    std::string omitted(std::size_t begin, std::size_t end, const char *where) const
    {
        if (begin >= end)
            return {};
        std::map<RowKind, int> kinds;
        int last = -1;
        bool labelled = false;
        for (std::size_t i = begin; i < end; ++i) {
            const int row = m_rows[i].alignedRow;
            if (row < 0 || row == last)
                continue;
            last = row;
            ++kinds[m_pair.alignment.rows[static_cast<std::size_t>(row)].kind];
            labelled |= m_labels.contains(row);
        }
        std::string text = "… " + counted(std::int64_t(end - begin), "row", "rows") + " " + where;
        std::string detail;
        for (const auto &[kind, count] : kinds)
            detail += (detail.empty() ? "" : ", ") + std::to_string(count) + " " + name(kind);
        if (!detail.empty())
            text += " (user turns: " + detail + ")";
        if (labelled)
            text += ", some of them labelled";
        return paragraph(text + ".", "note");
    }

    std::string other(const DisplayRow &row) const
    {
        return "<tr class=\"other\"><td></td><td></td><td>" + otherCell(*m_pair.real, row.real) +
               "</td><td>" + otherCell(*m_pair.sim, row.sim) + "</td></tr>\n";
    }

    std::string aligned(std::size_t index) const
    {
        const DisplayRow &shown = m_rows[index];
        const auto number = static_cast<std::size_t>(shown.alignedRow);
        const AlignedRow &row = m_pair.alignment.rows[number];
        const bool goesOn =
            std::any_of(m_rows.begin() + static_cast<std::ptrdiff_t>(m_begin),
                        m_rows.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](const DisplayRow &one) { return one.alignedRow == shown.alignedRow; });
        // Of a merged row with agents in between, no part says all that its side said.
        const bool whole = shown.real == row.real && shown.sim == row.sim;
        Marks marks;
        if (whole && !shown.real.empty() && !shown.sim.empty())
            marks =
                marksOf(joinedText(*m_pair.real, shown.real), joinedText(*m_pair.sim, shown.sim));
        std::string out = std::string("<tr class=\"user ") + name(row.kind) +
                          "\"><th scope=\"row\" class=\"n\">" +
                          (goesOn ? std::string() : std::to_string(number + 1)) + "</th><td>";
        if (!goesOn) {
            out += std::string("<span class=\"k\">") + sign(row.kind) + " " + name(row.kind) +
                   "</span><div class=\"who\">divergence " + fixed(row.divergence, 2) + "</div>";
            if (row.agentInduced)
                out += "<div class=\"who\">the agents parted first</div>";
            out += movedNotes(m_pair.alignment, row);
            if (const auto found = m_labels.find(shown.alignedRow); found != m_labels.end())
                out += found->second;
        }
        return out + "</td><td class=\"real\">" +
               userCell(*m_pair.real, shown.real, marks.real, "r") + "</td><td class=\"sim\">" +
               userCell(*m_pair.sim, shown.sim, marks.sim, "s") + "</td></tr>\n";
    }

    const ReportPair &m_pair;
    std::vector<DisplayRow> m_rows;
    std::map<int, std::string> m_labels;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

std::string pairHtml(const ReportPair &pair, const LabelScheme &scheme)
{
    std::string out = "<h3>" + htmlText(pair.task.key.value() + ": " + pair.simLabel) + "</h3>\n";
    std::string facts = pair.reason;
    if (pair.alignment.divergence)
        facts += (facts.empty() ? "" : "; ") + std::string("mean divergence ") +
                 fixed(*pair.alignment.divergence, 3);
    facts += (facts.empty() ? "" : ", ") + std::string("similarity ") +
             fixed(pair.alignment.alignSim, 3);
    facts +=
        pair.alignment.firstDivergence
            ? ", first divergence in row " + std::to_string(*pair.alignment.firstDivergence + 1)
            : std::string(", no divergence");
    out += paragraph(facts + ".", "note");
    if (!pair.task.instruction.empty())
        out +=
            "<div class=\"t note\">Task: " + foldedHtml(pair.task.instruction, {}, {}, userLimit) +
            "</div>\n";
    return out + PairRows(pair, scheme).html();
}
} // namespace

std::string pairsSection(const Report &report)
{
    std::string body = paragraph(report.pairChoice);
    if (!report.pairs.empty())
        body +=
            "<p class=\"note\">Rows are user turns in step: = equal, ≈ paraphrase, ≠ divergent, "
            "− missing (real only), + extra (simulated only), ↕ moved, ⋃ merged. Marked words "
            "stand on one side only: <mark class=\"r\">real</mark>, <mark class=\"s\">simulated"
            "</mark>. What agents and tools said stands between, shortened.</p>\n";
    for (const ReportPair &pair : report.pairs)
        body += pairHtml(pair, report.scheme);
    return section("pairs", "Aligned pairs", body);
}
} // namespace gapscope::report
