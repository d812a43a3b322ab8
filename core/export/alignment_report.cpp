// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/alignment_report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

Json number(const std::optional<double> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json partsJson(const RowParts &parts)
{
    Json json = Json::object();
    json["lex"] = number(parts.lexical);
    json["chr"] = number(parts.characters);
    json["slot"] = number(parts.slots);
    json["acts"] = number(parts.acts);
    json["ctx"] = number(parts.context);
    json["pos"] = number(parts.position);
    json["content"] = number(parts.content);
    json["act"] = number(parts.act);
    json["style"] = number(parts.style);
    return json;
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
    return " ";
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

std::string padded(std::string text, std::size_t columns)
{
    const std::size_t used = codePoints(text);
    if (used < columns)
        text.append(columns - used, ' ');
    return text;
}

/// Breaks at blanks; a word longer than a line is cut at code points.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns)
{
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    const auto flush = [&] {
        lines.push_back(std::move(line));
        line.clear();
        used = 0;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ')
            ++at;
        std::size_t end = at;
        while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ')
            ++end;
        std::string_view word = text.substr(at, end - at);
        at = end;
        if (word.empty())
            continue;
        const std::size_t length = codePoints(word);
        if (used > 0 && used + 1 + length > columns)
            flush();
        if (used > 0) {
            line += ' ';
            ++used;
        }
        for (const char byte : word) {
            const bool starts = (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
            if (starts && used == columns)
                flush();
            line += byte;
            used += starts ? 1 : 0;
        }
    }
    if (!line.empty() || lines.empty())
        flush();
    return lines;
}

std::vector<std::string> column(const Dialogue &dialogue, const std::vector<int> &turns,
                                std::size_t columns)
{
    std::vector<std::string> lines;
    for (const int turn : turns) {
        const Turn &entry = dialogue.turns.at(static_cast<std::size_t>(turn));
        const std::string text =
            "[" + std::to_string(turn) + "] " + entry.text.value_or(std::string());
        for (std::string &line : wrapped(text, columns))
            lines.push_back(std::move(line));
    }
    return lines;
}

Json positionOf(const std::optional<int> &turn)
{
    return turn ? Json(*turn) : Json(nullptr);
}

bool lacksUnits(const AlignmentFindings &findings)
{
    return std::any_of(findings.notComputed.begin(), findings.notComputed.end(),
                       [](const NotComputed &one) { return one.what == "units"; });
}

Json evidenceJson(const TurnEvidence &place)
{
    Json json{{"side", place.sim ? "sim" : "real"}, {"turn", place.turn}};
    if (place.end > place.begin) {
        json["begin"] = place.begin;
        json["end"] = place.end;
    }
    return json;
}

void addFindings(Json &json, const AlignmentFindings &findings)
{
    Json units = Json::array();
    for (const UnitLink &unit : findings.units)
        units.push_back({{"text", unit.text},
                         {"kind", name(unit.kind)},
                         {"real", positionOf(unit.realTurn)},
                         {"sim", positionOf(unit.simTurn)}});
    json["units"] = lacksUnits(findings) ? Json(nullptr) : std::move(units);
    json["suggestions"] = Json::array();
    for (const Suggestion &one : findings.suggestions) {
        Json evidence = Json::array();
        for (const TurnEvidence &place : one.evidence)
            evidence.push_back(evidenceJson(place));
        json["suggestions"].push_back({{"row", one.row < 0 ? Json(nullptr) : Json(one.row)},
                                       {"code", one.code},
                                       {"direction", name(one.direction)},
                                       {"rule", one.rule},
                                       {"arguments", one.arguments},
                                       {"reason", sentenceOf(one)},
                                       {"evidence", std::move(evidence)}});
    }
    json["not_computed"] = Json::array();
    for (const NotComputed &one : findings.notComputed)
        json["not_computed"].push_back({{"what", one.what}, {"missing", name(one.missing)}});
}

std::string turnText(const std::optional<int> &turn)
{
    return turn ? "[" + std::to_string(*turn) + "]" : std::string("never");
}

/// Words of transcripts and cards may hold control characters.
std::string printable(std::string text)
{
    for (char &c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F)
            c = ' ';
    return text;
}

std::string findingsText(const AlignmentFindings &findings)
{
    std::string out;
    for (const UnitLink &unit : findings.units)
        out += "unit        " + printable(unit.text) + " (" + name(unit.kind) + "): real " +
               turnText(unit.realTurn) + ", sim " + turnText(unit.simTurn) + "\n";
    for (const Suggestion &one : findings.suggestions) {
        const std::string row = one.row < 0 ? "pair" : "row " + std::to_string(one.row + 1);
        const std::string direction =
            one.direction == GapDirection::None ? "" : std::string(" ") + name(one.direction);
        out += "suggestion  " + row + " " + one.code + direction + ": " +
               printable(sentenceOf(one)) + "\n";
    }
    std::string missing;
    for (const NotComputed &one : findings.notComputed) {
        missing += missing.empty() ? "not computed: " : ", ";
        missing += one.what + " (no " + name(one.missing) + ")";
    }
    return missing.empty() ? out : out + missing + "\n";
}
} // namespace

std::string alignmentJson(const Alignment &alignment, const Dialogue &real, const Dialogue &sim,
                          const AlignmentFindings *findings)
{
    Json json;
    json["task"] = real.task.value();
    json["real"] = real.nativeId;
    json["sim"] = sim.nativeId;
    json["real_run"] = real.run;
    json["sim_run"] = sim.run;
    json["real_dialogue"] = real.id.value();
    json["sim_dialogue"] = sim.id.value();
    json["rows"] = Json::array();
    for (std::size_t i = 0; i < alignment.rows.size(); ++i) {
        const AlignedRow &row = alignment.rows[i];
        Json entry;
        entry["kind"] = name(row.kind);
        entry["real"] = row.real;
        entry["sim"] = row.sim;
        entry["similarity"] = number(row.similarity);
        entry["divergence"] = row.divergence;
        entry["parts"] = partsJson(row.parts);
        entry["style_flag"] = row.styleFlag;
        entry["agent_induced"] = row.agentInduced;
        if (findings)
            entry["floor_percentile"] = i < findings->floorPercentiles.size()
                                            ? number(findings->floorPercentiles[i])
                                            : Json(nullptr);
        json["rows"].push_back(std::move(entry));
    }
    json["moved"] = Json::array();
    for (const MovedLink &link : alignment.moved) {
        json["moved"].push_back({{"real", link.real},
                                 {"sim", link.sim},
                                 {"containment", link.containment},
                                 {"from", link.fromReal ? "real" : "sim"}});
    }
    json["align_sim"] = alignment.alignSim;
    json["divergence"] = number(alignment.divergence);
    json["first_divergence"] =
        alignment.firstDivergence ? Json(*alignment.firstDivergence) : Json(nullptr);
    if (findings)
        addFindings(json, *findings);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string alignmentText(const Alignment &alignment, const Dialogue &real, const Dialogue &sim,
                          int width, const AlignmentFindings *findings)
{
    // Row number, sign, kind and divergence take 22 columns, the gaps three each.
    const std::size_t side = static_cast<std::size_t>(std::max(20, (width - 28) / 2));
    std::string out = real.task.value() + "   real " + real.nativeId + "   sim " + sim.nativeId;
    char figures[96];
    std::snprintf(figures, sizeof figures, "   similarity %.3f", alignment.alignSim);
    out += figures;
    if (alignment.divergence) {
        std::snprintf(figures, sizeof figures, "   divergence %.3f", *alignment.divergence);
        out += figures;
    }
    if (alignment.firstDivergence)
        out += "   first divergence in row " + std::to_string(*alignment.firstDivergence + 1);
    out += '\n';
    int number = 0;
    for (const AlignedRow &row : alignment.rows) {
        const std::vector<std::string> left = column(real, row.real, side);
        const std::vector<std::string> right = column(sim, row.sim, side);
        std::snprintf(figures, sizeof figures, "%3d ", ++number);
        std::string head = figures;
        head += sign(row.kind);
        std::snprintf(figures, sizeof figures, " %-10s %4.2f", name(row.kind), row.divergence);
        head += figures;
        for (std::size_t i = 0; i < std::max<std::size_t>(1, std::max(left.size(), right.size()));
             ++i) {
            out += padded(i == 0 ? head : std::string(), 22);
            out += "   " + padded(i < left.size() ? left[i] : std::string(), side) + "   ";
            out += i < right.size() ? right[i] : std::string();
            while (out.back() == ' ')
                out.pop_back();
            out += '\n';
        }
    }
    if (findings)
        out += findingsText(*findings);
    return out;
}
} // namespace gapscope
