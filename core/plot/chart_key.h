// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// What a click on a mark leads to; empty or absent parts do not restrict.
struct ChartKey
{
    std::string simulator;
    /// Feature key (`politeness_rate`), or an index column (`D1_conv` … `eval_agree`, `ece`,
    /// `usi`).
    std::string measure;
    /// Difficulty bin, from 0.
    std::optional<int> bin;
    /// User turn, from 1.
    std::optional<int> turn;
    /// As the texts have it, lower-cased.
    std::string word{};

    bool operator==(const ChartKey &) const = default;
};

/// `simulator=gpt-4o&measure=short_msg_rate`, percent-encoded; parseChartKey reads it back and
/// answers nothing for anything else.
std::string toText(const ChartKey &key);
std::optional<ChartKey> parseChartKey(std::string_view text);
} // namespace gapscope
