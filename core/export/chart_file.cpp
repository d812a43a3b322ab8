// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/chart_file.h"

#include "core/export/table.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
namespace {
ChosenSettings knownOf(const ChartProvenance &from)
{
    ChosenSettings all{{"sample", from.sample},    {"filter", from.filter},
                       {"edition", from.edition},  {"difficulty", from.difficulty},
                       {"gapscope", from.version}, {"data", from.dataHash},
                       {"source", from.source}};
    std::erase_if(all, [](const auto &one) { return one.second.empty(); });
    return all;
}

std::string onOneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

nlohmann::ordered_json asObject(const ChosenSettings &texts)
{
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const auto &[name, value] : texts)
        object[name] = value;
    return object;
}
} // namespace

std::string chartCsv(const ChartSpec &spec)
{
    ChosenSettings head{{"chart", spec.id}, {"title", spec.title}};
    if (!spec.subtitle.empty())
        head.emplace_back("subtitle", spec.subtitle);
    for (const auto &[name, value] : spec.settings)
        head.emplace_back("setting " + name, value);
    const ChosenSettings known = knownOf(spec.provenance);
    head.insert(head.end(), known.begin(), known.end());
    for (const std::string &warning : spec.warnings)
        head.emplace_back("warning", warning);
    std::string text;
    for (const auto &[name, value] : head)
        text += "# " + onOneLine(name) + ": " + onOneLine(value) + "\n";
    return text + tableCsv(spec.table);
}

std::string chartJson(const ChartSpec &spec)
{
    nlohmann::ordered_json whole;
    whole["chart"] = spec.id;
    whole["title"] = spec.title;
    if (!spec.subtitle.empty())
        whole["subtitle"] = spec.subtitle;
    whole["settings"] = asObject(spec.settings);
    whole["provenance"] = asObject(knownOf(spec.provenance));
    whole["warnings"] = spec.warnings;
    const auto strict = nlohmann::ordered_json::error_handler_t::replace;
    std::string text = whole.dump(1, ' ', false, strict);
    // The rows as every other table of the program has them: one a line.
    text.erase(text.rfind('\n'));
    std::string rows = tableJson(spec.table);
    while (!rows.empty() && rows.back() == '\n')
        rows.pop_back();
    return text + ",\n \"rows\": " + rows + "\n}\n";
}
} // namespace gapscope
