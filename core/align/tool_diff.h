// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// One value inside the arguments of two tool calls.
struct ArgumentDiff
{
    enum class Kind { Same, Different, OnlyReal, OnlySim };
    /// JSON Pointer; empty = the arguments as a whole.
    std::string path;
    /// JSON text; none where the side lacks it.
    std::optional<std::string> real;
    std::optional<std::string> sim;
    Kind kind = Kind::Same;

    bool operator==(const ArgumentDiff &) const = default;
};

struct ToolCallDiff
{
    bool sameName = false;
    /// False: the arguments of a side are no JSON, both are compared as text in one entry.
    bool readable = true;
    /// In the order of the real call, then what only the sim has.
    std::vector<ArgumentDiff> arguments;

    bool same() const;
};

ToolCallDiff diffToolCalls(const ToolCall &real, const ToolCall &sim);

/// Likeness of the tool calls of two dialogues (methods.md B7).
struct ToolPathSimilarity
{
    int realCalls = 0;
    int simCalls = 0;
    /// Longest common subsequence of the names.
    int matched = 0;
    /// 2·matched/(realCalls+simCalls); none where neither side calls a tool.
    std::optional<double> path;
    /// Share of equal argument values over matched calls; none without a value to compare.
    std::optional<double> arguments;
};

ToolPathSimilarity toolPathSimilarity(const Dialogue &real, const Dialogue &sim);
} // namespace gapscope
