// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alignment_json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace gapscope {
namespace {
using Json = nlohmann::json;
using Part = std::optional<double> RowParts::*;

constexpr std::array<std::pair<const char *, Part>, 9> partNames{{
    {"lexical", &RowParts::lexical},
    {"characters", &RowParts::characters},
    {"slots", &RowParts::slots},
    {"acts", &RowParts::acts},
    {"context", &RowParts::context},
    {"position", &RowParts::position},
    {"content", &RowParts::content},
    {"act", &RowParts::act},
    {"style", &RowParts::style},
}};

constexpr std::array rowKinds{RowKind::Equal,   RowKind::Paraphrase, RowKind::Divergent,
                              RowKind::Missing, RowKind::Extra,      RowKind::Moved,
                              RowKind::Merged};

/// Throws, as nlohmann's own conversions do.
RowKind kindOf(const std::string &text)
{
    for (const RowKind kind : rowKinds) {
        if (text == name(kind))
            return kind;
    }
    throw Json::other_error::create(501, "unknown row kind", nullptr);
}

template <class T>
void put(Json &object, const char *key, const std::optional<T> &value)
{
    if (value)
        object[key] = *value;
}

template <class T>
std::optional<T> take(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found == object.end() ? std::nullopt : std::optional(found->get<T>());
}

Json rowJson(const AlignedRow &row)
{
    Json parts = Json::object();
    for (const auto &[key, member] : partNames)
        put(parts, key, row.parts.*member);
    Json result{{"kind", name(row.kind)},
                {"real", row.real},
                {"sim", row.sim},
                {"divergence", row.divergence},
                {"parts", std::move(parts)},
                {"style_flag", row.styleFlag},
                {"agent_induced", row.agentInduced}};
    put(result, "similarity", row.similarity);
    return result;
}

AlignedRow rowOf(const Json &json)
{
    AlignedRow row;
    row.kind = kindOf(json.at("kind").get<std::string>());
    row.real = json.at("real").get<std::vector<int>>();
    row.sim = json.at("sim").get<std::vector<int>>();
    row.divergence = json.at("divergence").get<double>();
    row.styleFlag = json.at("style_flag").get<bool>();
    row.agentInduced = json.at("agent_induced").get<bool>();
    row.similarity = take<double>(json, "similarity");
    for (const auto &[key, member] : partNames)
        row.parts.*member = take<double>(json.at("parts"), key);
    return row;
}
} // namespace

std::string alignmentJson(const Alignment &alignment)
{
    Json rows = Json::array();
    for (const AlignedRow &row : alignment.rows)
        rows.push_back(rowJson(row));
    Json moved = Json::array();
    for (const MovedLink &link : alignment.moved)
        moved.push_back({{"real", link.real},
                         {"sim", link.sim},
                         {"containment", link.containment},
                         {"from_real", link.fromReal}});
    Json result{
        {"rows", std::move(rows)}, {"moved", std::move(moved)}, {"align_sim", alignment.alignSim}};
    put(result, "divergence", alignment.divergence);
    put(result, "first_divergence", alignment.firstDivergence);
    return result.dump();
}

std::optional<Alignment> alignmentFromJson(const std::string &json)
{
    try {
        const Json object = Json::parse(json);
        Alignment alignment;
        for (const Json &row : object.at("rows"))
            alignment.rows.push_back(rowOf(row));
        for (const Json &link : object.at("moved"))
            alignment.moved.push_back({link.at("real").get<int>(), link.at("sim").get<int>(),
                                       link.at("containment").get<double>(),
                                       link.at("from_real").get<bool>()});
        alignment.alignSim = object.at("align_sim").get<double>();
        alignment.divergence = take<double>(object, "divergence");
        alignment.firstDivergence = take<int>(object, "first_divergence");
        return alignment;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}
} // namespace gapscope
