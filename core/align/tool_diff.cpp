// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/tool_diff.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;
using Kind = ArgumentDiff::Kind;

/// Deeper values are compared as a whole, so that hostile nesting cannot exhaust the stack.
constexpr int mostDepth = 32;

std::string textOf(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool isContainer(const Json &value)
{
    return (value.is_object() || value.is_array()) && !value.empty();
}

std::string escaped(const std::string &key)
{
    std::string out;
    for (const char c : key) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

class Comparison
{
public:
    void compare(const std::string &path, const Json *real, const Json *sim, int depth)
    {
        const bool bothObjects = (!real || real->is_object()) && (!sim || sim->is_object());
        const bool bothArrays = (!real || real->is_array()) && (!sim || sim->is_array());
        const bool open = (real && isContainer(*real)) || (sim && isContainer(*sim));
        if (depth < mostDepth && open && bothObjects)
            compareObjects(path, real, sim, depth);
        else if (depth < mostDepth && open && bothArrays)
            compareArrays(path, real, sim, depth);
        else
            put(path, real, sim);
    }

    std::vector<ArgumentDiff> take() { return std::move(m_found); }

private:
    void compareObjects(const std::string &path, const Json *real, const Json *sim, int depth)
    {
        const auto find = [](const Json *object, const std::string &key) -> const Json * {
            if (!object)
                return nullptr;
            const auto found = object->find(key);
            return found == object->end() ? nullptr : &*found;
        };
        if (real)
            for (const auto &[key, value] : real->items())
                compare(path + "/" + escaped(key), &value, find(sim, key), depth + 1);
        if (sim)
            for (const auto &[key, value] : sim->items())
                if (!find(real, key))
                    compare(path + "/" + escaped(key), nullptr, &value, depth + 1);
    }

    void compareArrays(const std::string &path, const Json *real, const Json *sim, int depth)
    {
        const std::size_t realSize = real ? real->size() : 0;
        const std::size_t simSize = sim ? sim->size() : 0;
        for (std::size_t i = 0; i < std::max(realSize, simSize); ++i)
            compare(path + "/" + std::to_string(i), i < realSize ? &(*real)[i] : nullptr,
                    i < simSize ? &(*sim)[i] : nullptr, depth + 1);
    }

    void put(const std::string &path, const Json *real, const Json *sim)
    {
        ArgumentDiff diff;
        diff.path = path;
        if (real)
            diff.real = textOf(*real);
        if (sim)
            diff.sim = textOf(*sim);
        if (!real)
            diff.kind = Kind::OnlySim;
        else if (!sim)
            diff.kind = Kind::OnlyReal;
        else
            diff.kind = *real == *sim ? Kind::Same : Kind::Different;
        m_found.push_back(std::move(diff));
    }

    std::vector<ArgumentDiff> m_found;
};

/// No arguments at all are an empty object; what is no JSON, or nested beyond use, is discarded.
Json parse(const std::string &text)
{
    if (text.empty())
        return Json::object();
    bool tooDeep = false;
    // Writing and comparing JSON values is recursive.
    const auto watch = [&tooDeep](int depth, Json::parse_event_t, Json &) {
        tooDeep = tooDeep || depth > 10 * mostDepth;
        return !tooDeep;
    };
    Json value = Json::parse(text, watch, false);
    return tooDeep ? Json(Json::value_t::discarded) : value;
}

std::vector<const ToolCall *> callsOf(const Dialogue &dialogue)
{
    std::vector<const ToolCall *> calls;
    for (const Turn &turn : dialogue.turns)
        for (const ToolCall &call : turn.toolCalls)
            calls.push_back(&call);
    return calls;
}

/// A longest common subsequence of the names, as pairs of calls.
std::vector<std::pair<const ToolCall *, const ToolCall *>>
matchedCalls(const std::vector<const ToolCall *> &real, const std::vector<const ToolCall *> &sim)
{
    enum class Step : std::uint8_t { Match, SkipReal, SkipSim };
    std::vector<Step> steps(real.size() * sim.size());
    std::vector<int> below(sim.size() + 1, 0);
    std::vector<int> row(sim.size() + 1, 0);
    for (std::size_t i = real.size(); i-- > 0;) {
        for (std::size_t j = sim.size(); j-- > 0;) {
            Step &step = steps[i * sim.size() + j];
            if (real[i]->name == sim[j]->name) {
                step = Step::Match;
                row[j] = below[j + 1] + 1;
            } else {
                step = below[j] >= row[j + 1] ? Step::SkipReal : Step::SkipSim;
                row[j] = std::max(below[j], row[j + 1]);
            }
        }
        std::swap(below, row);
    }
    std::vector<std::pair<const ToolCall *, const ToolCall *>> matched;
    for (std::size_t i = 0, j = 0; i < real.size() && j < sim.size();) {
        const Step step = steps[i * sim.size() + j];
        if (step == Step::Match)
            matched.emplace_back(real[i], sim[j]);
        i += step != Step::SkipSim ? 1 : 0;
        j += step != Step::SkipReal ? 1 : 0;
    }
    return matched;
}
} // namespace

bool ToolCallDiff::same() const
{
    return sameName && std::all_of(arguments.begin(), arguments.end(),
                                   [](const ArgumentDiff &a) { return a.kind == Kind::Same; });
}

ToolCallDiff diffToolCalls(const ToolCall &real, const ToolCall &sim)
{
    ToolCallDiff diff;
    diff.sameName = real.name == sim.name;
    const Json realArguments = parse(real.arguments);
    const Json simArguments = parse(sim.arguments);
    diff.readable = !realArguments.is_discarded() && !simArguments.is_discarded();
    if (!diff.readable) {
        diff.arguments.push_back({"", real.arguments, sim.arguments,
                                  real.arguments == sim.arguments ? Kind::Same : Kind::Different});
        return diff;
    }
    const bool none = realArguments.empty() && simArguments.empty() && realArguments.is_object() &&
                      simArguments.is_object();
    if (!none) {
        Comparison comparison;
        comparison.compare("", &realArguments, &simArguments, 0);
        diff.arguments = comparison.take();
    }
    return diff;
}

ToolPathSimilarity toolPathSimilarity(const Dialogue &real, const Dialogue &sim)
{
    const std::vector<const ToolCall *> realCalls = callsOf(real);
    const std::vector<const ToolCall *> simCalls = callsOf(sim);
    ToolPathSimilarity similarity;
    similarity.realCalls = static_cast<int>(realCalls.size());
    similarity.simCalls = static_cast<int>(simCalls.size());
    int equal = 0;
    int values = 0;
    for (const auto &[realCall, simCall] : matchedCalls(realCalls, simCalls)) {
        ++similarity.matched;
        for (const ArgumentDiff &argument : diffToolCalls(*realCall, *simCall).arguments) {
            ++values;
            equal += argument.kind == Kind::Same ? 1 : 0;
        }
    }
    const int calls = similarity.realCalls + similarity.simCalls;
    if (calls > 0)
        similarity.path = 2.0 * similarity.matched / calls;
    if (values > 0)
        similarity.arguments = static_cast<double>(equal) / values;
    return similarity;
}
} // namespace gapscope
