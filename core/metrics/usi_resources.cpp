// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi.h"

#include "core/base/embedded.h"
#include "core/metrics/python_json.h"

#include <array>
#include <charconv>
#include <utility>

namespace gapscope {
namespace {
std::vector<std::string_view> splitAt(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

/// Lines of an embedded table without its head; the files have no quoted cells.
std::vector<std::vector<std::string_view>> tableOf(std::string_view path)
{
    std::vector<std::vector<std::string_view>> rows;
    for (const std::string_view line : splitAt(embeddedFile(path), '\n'))
        if (!line.empty())
            rows.push_back(splitAt(line, ','));
    if (!rows.empty())
        rows.erase(rows.begin());
    return rows;
}

std::optional<double> cell(std::string_view text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}
} // namespace

const std::map<std::string, double> &frozenDifficulty()
{
    static const std::map<std::string, double> frozen = [] {
        std::map<std::string, double> map;
        for (const auto &row : tableOf("resources/reference/usi_task_difficulty.csv"))
            map.emplace(row.at(0), cell(row.at(1)).value());
        return map;
    }();
    return frozen;
}

const std::vector<UsiRow> &publishedRows()
{
    static const std::vector<UsiRow> published = [] {
        std::vector<UsiRow> rows;
        for (const auto &line : tableOf("resources/reference/usi_published_rows.csv")) {
            UsiRow row;
            row.name = std::string(line.at(0)) + " (" + std::string(line.at(1)) + ")";
            row.kind = UsiRow::Kind::Published;
            const std::array<std::pair<std::optional<Spread> *, const char *>, 7> cells{{
                {&row.conversation, "D1_conv"},
                {&row.information, "D2_info"},
                {&row.clarification, "D3_clarif"},
                {&row.reaction, "D4_react"},
                {&row.evaluation, "eval_agree"},
                {&row.ece, "ece"},
                {&row.usi, "usi"},
            }};
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const auto mean = cell(line.at(2 + 2 * i));
                const auto sd = cell(line.at(3 + 2 * i));
                // n = 0: published without a spread.
                if (mean)
                    *cells[i].first = Spread{*mean, sd.value_or(0.0), sd ? 3 : 0};
                else
                    row.missing[cells[i].second] = "not published";
            }
            row.terms = line.at(16) == "6" ? 6 : 5;
            rows.push_back(std::move(row));
        }
        return rows;
    }();
    return published;
}

std::string difficultyName(const Difficulty &difficulty)
{
    switch (difficulty.mode) {
    case Difficulty::Mode::Frozen:
        return "frozen";
    case Difficulty::Mode::Self:
        return "self";
    case Difficulty::Mode::Given:
        return difficulty.name;
    }
    return {};
}

Result<Difficulty> difficultyFrom(const std::string &argument)
{
    Difficulty difficulty;
    if (argument == "frozen")
        return difficulty;
    if (argument == "self") {
        difficulty.mode = Difficulty::Mode::Self;
        return difficulty;
    }
    const auto document = JsonDocument::read(argument);
    if (!document)
        return document.error();
    const JsonValue *map = &document->root();
    if (const JsonValue *inner = map->find("difficulty"); inner && inner->isObject())
        map = inner;
    if (!map->isObject())
        return Error{ErrorCode::InputMalformed, argument,
                     std::string("an object of difficulties by task is expected, found ") +
                         map->kindName()};
    difficulty.mode = Difficulty::Mode::Given;
    difficulty.name = std::filesystem::path(argument).filename().string();
    for (const JsonMember &member : map->members) {
        // Python counts true as 1.
        const double value = member.value.number();
        if (!(member.value.isNumber() || member.value.isBool()) || value != value)
            return Error{ErrorCode::InputMalformed, argument + ": " + std::string(member.key),
                         std::string("a number is expected, found ") + member.value.kindName()};
        difficulty.given[std::string(member.key)] = value;
    }
    return difficulty;
}
} // namespace gapscope
