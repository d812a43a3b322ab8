// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/edition_report.h"

#include "core/metrics/json_text.h"
#include "core/metrics/usi_report.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gapscope {
namespace {
void appendNumber(std::string &out, const std::optional<double> &value)
{
    if (value)
        appendJsonNumber(out, *value);
    else
        out += "null";
}

void appendChange(std::string &out, std::string_view name, const EditionChange &change)
{
    out += out.back() == '{' ? "" : ",";
    appendJsonString(out, name);
    out += ":[";
    appendNumber(out, change.from);
    out += ',';
    appendNumber(out, change.to);
    out += ']';
}

void appendRowChange(std::string &out, const RowChange &change)
{
    out += "\"columns\":{";
    for (const ColumnChange &entry : change.columns)
        appendChange(out, key(entry.column), entry.change);
    out += "},\"features\":{";
    for (const FeatureChange &entry : change.features) {
        out += out.back() == '{' ? "" : ",";
        appendJsonString(out, info(entry.feature).key);
        out += ":{";
        for (const auto &[name, side] :
             {std::pair("real", &entry.real), std::pair("sim", &entry.sim),
              std::pair("dice", &entry.dice)})
            if (side->any())
                appendChange(out, name, *side);
        out += '}';
    }
    out += '}';
}

std::string fixed(double value, int decimals)
{
    std::array<char, 64> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                      std::chars_format::fixed, decimals);
    return {buffer.data(), result.ptr};
}

std::string shown(const EditionChange &change, int decimals)
{
    const auto side = [decimals](const std::optional<double> &value) {
        return value ? fixed(*value, decimals) : std::string("-");
    };
    std::string text = side(change.from) + " \u2192 " + side(change.to);
    if (const auto delta = change.delta())
        text.append(" (").append(*delta > 0.0 ? "+" : "").append(fixed(*delta, decimals) + ")");
    return text;
}

int decimalsOf(UsiColumn column)
{
    return column == UsiColumn::Ece ? 3 : 2;
}

/// |change of the index|, of its biggest other column where the index does not move.
double weightOf(const RowChange &change)
{
    double usi = 0.0;
    double other = 0.0;
    for (const ColumnChange &entry : change.columns) {
        const double size = std::abs(entry.change.delta().value_or(100.0));
        (entry.column == UsiColumn::Usi ? usi : other) =
            std::max(entry.column == UsiColumn::Usi ? usi : other, size);
    }
    return usi > 0.0 ? usi : other * 1e-6;
}

void appendLines(std::string &out, const RowChange &change)
{
    for (const ColumnChange &entry : change.columns)
        out.append("      ")
            .append(key(entry.column))
            .append("  ")
            .append(shown(entry.change, decimalsOf(entry.column)) + "\n");
    for (const FeatureChange &entry : change.features) {
        out.append("      ").append(info(entry.feature).key).append(":");
        for (const auto &[name, side] :
             {std::pair("people", &entry.real), std::pair("sim", &entry.sim),
              std::pair("dice", &entry.dice)})
            if (side->any())
                out.append("  ").append(name).append(" ").append(shown(*side, 3));
        out += '\n';
    }
}
} // namespace

std::string repairKeysJson(const RepairSet &repairs)
{
    std::string out = "[";
    for (const Repair repair : repairs.list()) {
        out += out.back() == '[' ? "" : ",";
        appendJsonString(out, info(repair).key);
    }
    return out + "]";
}

std::string editionDifferenceJson(const EditionDifference &difference)
{
    std::string out = "[";
    for (const RowDifference &row : difference.rows) {
        out += out.back() == '[' ? "\n{\"name\":" : ",\n{\"name\":";
        appendJsonString(out, row.name);
        out.append(",\"kind\":\"").append(name(row.kind)).append("\",\"total\":{");
        appendRowChange(out, row.total);
        out += "},\"repairs\":[";
        for (const RepairEffect &effect : row.repairs) {
            out += out.back() == '[' ? "\n {\"repair\":" : ",\n {\"repair\":";
            appendJsonString(out, info(effect.repair).key);
            out += ',';
            appendRowChange(out, effect.change);
            out += '}';
        }
        out += "],\"together\":{";
        for (const auto &[column, rest] : row.together) {
            out += out.back() == '{' ? "" : ",";
            appendJsonString(out, key(column));
            out += ':';
            appendJsonNumber(out, rest);
        }
        out += "}}";
    }
    return out + "\n]";
}

std::string editionDifferenceText(const EditionDifference &difference)
{
    std::string out = "From the reference edition to: " + name(difference.other.edition) +
                      ". Each repair alone, the biggest effect first.\n";
    for (const RowDifference &row : difference.rows) {
        out.append("\n").append(row.name).append(row.total.any() ? "\n" : ": no difference\n");
        if (row.total.any())
            out += "   all together\n";
        for (const ColumnChange &entry : row.total.columns)
            out.append("      ")
                .append(key(entry.column))
                .append("  ")
                .append(shown(entry.change, decimalsOf(entry.column)) + "\n");
        std::vector<const RepairEffect *> effects;
        for (const RepairEffect &effect : row.repairs)
            effects.push_back(&effect);
        std::stable_sort(effects.begin(), effects.end(), [](const auto *a, const auto *b) {
            return weightOf(a->change) > weightOf(b->change);
        });
        for (const RepairEffect *effect : effects) {
            out.append("   ").append(info(effect->repair).key).append("\n");
            appendLines(out, effect->change);
        }
        bool head = true;
        for (const auto &[column, rest] : row.together) {
            if (std::abs(rest) < 5e-4)
                continue;
            out += head ? "   beyond the sum of these\n" : "";
            head = false;
            out.append("      ")
                .append(key(column))
                .append("  ")
                .append(fixed(rest, decimalsOf(column)) + "\n");
        }
    }
    return out;
}

std::string repairTableJson()
{
    std::string out = "[";
    for (const RepairInfo &entry : repairTable()) {
        out += out.back() == '[' ? "\n{\"key\":" : ",\n{\"key\":";
        appendJsonString(out, entry.key);
        out += ",\"level\":";
        appendJsonString(out, name(entry.level));
        out += ",\"title\":";
        appendJsonString(out, entry.title);
        out += ",\"upstream\":";
        appendJsonString(out, entry.upstream);
        out += ",\"instead\":";
        appendJsonString(out, entry.instead);
        out += ",\"touches\":[";
        for (const std::string_view key : entry.touches) {
            out += out.back() == '[' ? "" : ",";
            appendJsonString(out, key);
        }
        out += "]}";
    }
    return out + "\n]\n";
}

std::string repairTableText()
{
    std::string out;
    for (const RepairInfo &entry : repairTable()) {
        out.append(out.empty() ? "" : "\n").append(entry.key).append(" (");
        out.append(name(entry.level)).append("): ").append(entry.title).append("\n");
        out.append("  published: ").append(entry.upstream).append("\n");
        out.append("  instead:   ").append(entry.instead).append("\n");
    }
    return out;
}
} // namespace gapscope
