// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/other_table.h"

#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/turn_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

namespace gapscope {
namespace {
using Rows = std::vector<std::vector<std::string>>;

/// What the values of a column are, as shares of those that are not empty.
struct ColumnFacts
{
    double numbers = 0.0;
    double links = 0.0;
    double roles = 0.0;
    /// Of several words each, and hardly two alike.
    bool prose = false;
};

bool isNumber(std::string_view value)
{
    if (value.ends_with('%'))
        value.remove_suffix(1);
    if (value == "NaN" || value == "nan" || value == "-" || value == "N/A")
        return true;
    double number = 0.0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    // Intervals go with their figure: "0.71 ± 0.02", "0.71 [0.6, 0.8]", "0,71".
    return error == std::errc() && std::none_of(end, value.data() + value.size(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

bool hasSeveralWords(std::string_view value)
{
    const bool letters = std::any_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    return letters && value.find(' ') != std::string_view::npos;
}

ColumnFacts factsOf(const Rows &rows, std::size_t column)
{
    int count = 0;
    int numbers = 0;
    int links = 0;
    int roles = 0;
    int several = 0;
    std::set<std::string_view> different;
    for (const std::vector<std::string> &row : rows) {
        if (column >= row.size() || row[column].empty())
            continue;
        const std::string &value = row[column];
        ++count;
        numbers += isNumber(value) ? 1 : 0;
        links += value.find("://") != std::string::npos ? 1 : 0;
        roles += roleOf(value) ? 1 : 0;
        several += hasSeveralWords(value) ? 1 : 0;
        different.insert(value);
    }
    ColumnFacts facts;
    if (count == 0)
        return facts;
    const auto share = [&](int part) { return static_cast<double>(part) / count; };
    facts.numbers = share(numbers);
    facts.links = share(links);
    facts.roles = share(roles);
    facts.prose = share(several) >= 0.25 && numbers < count && links < count &&
                  share(static_cast<int>(different.size())) > 0.5;
    return facts;
}

template <std::size_t n>
bool isAmong(const std::array<std::string_view, n> &names, const std::string &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isRanked(const std::string &name)
{
    static constexpr std::array<std::string_view, 13> names{
        "rank",      "model",      "model_name", "agent",     "agent_model", "method",      "team",
        "simulator", "user_model", "submission", "submitter", "system_name", "organization"};
    return isAmong(names, name);
}

bool isRated(const std::string &name)
{
    static constexpr std::array<std::string_view, 10> parts{
        "survey",     "rating",  "satisf", "likert", "overall_score",
        "human_like", "efficie", "effort", "reuse",  "preference"};
    const bool numbered =
        name.size() > 1 && name.size() < 4 && name[0] == 'q' &&
        std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return numbered || std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
               return name.find(part) != std::string::npos;
           });
}

/// May be the two sides of a dialogue, too.
bool isAsked(const std::string &name)
{
    return name.find("question") != std::string::npos || name.find("answer") != std::string::npos;
}

/// Words that are always somebody's remark on the rest.
bool isRemark(const std::string &name)
{
    static constexpr std::array<std::string_view, 8> parts{
        "comment", "remark", "feedback", "reason", "why", "note", "descri", "strength"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

/// Prose without rows and columns may have commas, too.
bool isTable(const std::vector<std::string> &header, const Rows &rows)
{
    constexpr std::size_t longestName = 80;
    const bool named = std::all_of(header.begin(), header.end(), [](const std::string &name) {
        return name.size() <= longestName;
    });
    const auto whole = std::count_if(rows.begin(), rows.end(),
                                     [&](const auto &row) { return row.size() == header.size(); });
    return header.size() > 1 && named && !rows.empty() &&
           static_cast<std::size_t>(whole) * 10 >= rows.size() * 8;
}
} // namespace

std::string otherTableKind(const std::vector<std::string> &header, const Rows &rows)
{
    if (!isTable(header, rows) || TurnColumns(header).field(header, TurnColumn::Text))
        return {};
    std::size_t asked = 0;
    std::size_t figures = 0;
    bool ranked = false;
    bool links = false;
    bool prose = false;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const ColumnFacts facts = factsOf(rows, i);
        if (facts.roles > 0.5)
            return {};
        const std::string name = canonicalName(header[i]);
        asked += isRated(name) || isAsked(name) ? 1 : 0;
        figures += facts.numbers > 0.8 ? 1 : 0;
        ranked = ranked || isRanked(name);
        links = links || facts.links > 0.5;
        prose = prose || (facts.prose && !isRemark(name) && !isRanked(name) && !isRated(name));
    }
    if (asked > 2 || (asked > 0 && !prose))
        return "answers to a questionnaire";
    if (prose)
        return {};
    if (ranked && figures > 0)
        return "figures by model, like a leaderboard";
    if (figures * 2 >= header.size())
        return "figures";
    return links ? "ids and links" : "ids and short texts, without a column for the role";
}
} // namespace gapscope
