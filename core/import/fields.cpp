// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

namespace gapscope {
namespace {
/// Digits at `at`, at most `count` of them; moves `at` behind them.
std::optional<int> digits(std::string_view text, std::size_t &at, std::size_t count)
{
    int value = 0;
    const std::size_t end = std::min(text.size(), at + count);
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, value);
    if (error != std::errc() || stop != text.data() + end || end != at + count || value < 0)
        return std::nullopt;
    at = end;
    return value;
}

bool skip(std::string_view text, std::size_t &at, std::string_view any)
{
    if (at >= text.size() || any.find(text[at]) == std::string_view::npos)
        return false;
    ++at;
    return true;
}

std::optional<std::int64_t> zoneMinutes(std::string_view text, std::size_t &at)
{
    if (at == text.size() || skip(text, at, "Zz"))
        return 0;
    const bool west = text[at] == '-';
    if (!skip(text, at, "+-"))
        return std::nullopt;
    const std::optional<int> hours = digits(text, at, 2);
    skip(text, at, ":");
    const std::optional<int> minutes = at < text.size() ? digits(text, at, 2) : 0;
    if (!hours || !minutes)
        return std::nullopt;
    return (west ? -1 : 1) * (*hours * 60 + *minutes);
}

std::optional<std::int64_t> isoTime(std::string_view text)
{
    std::size_t at = 0;
    const std::optional<int> year = digits(text, at, 4);
    if (!year || !skip(text, at, "-"))
        return std::nullopt;
    const std::optional<int> month = digits(text, at, 2);
    if (!month || !skip(text, at, "-"))
        return std::nullopt;
    const std::optional<int> day = digits(text, at, 2);
    if (!day)
        return std::nullopt;
    namespace ch = std::chrono;
    const ch::year_month_day date{ch::year{*year}, ch::month{static_cast<unsigned>(*month)},
                                  ch::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    std::int64_t ms = ch::sys_days{date}.time_since_epoch().count() * std::int64_t{86'400'000};
    if (!skip(text, at, "Tt "))
        return at == text.size() ? std::optional(ms) : std::nullopt;
    std::int64_t unit = 3'600'000;
    for (int part = 0; part < 3; ++part) {
        const std::optional<int> value = digits(text, at, 2);
        if (!value)
            return std::nullopt;
        ms += *value * unit;
        unit /= 60;
        if (!skip(text, at, ":"))
            break;
    }
    if (skip(text, at, ".,")) {
        for (std::int64_t scale = 100; at < text.size() && text[at] >= '0' && text[at] <= '9';
             ++at) {
            ms += (text[at] - '0') * scale;
            scale /= 10;
        }
    }
    const std::optional<std::int64_t> zone = zoneMinutes(text, at);
    if (!zone || at != text.size())
        return std::nullopt;
    return ms - *zone * 60'000;
}

std::optional<std::int64_t> epochTime(double value)
{
    if (!std::isfinite(value) || value <= 0)
        return std::nullopt;
    double ms = value * 1000;
    if (value > 1e17)
        ms = value / 1e6;
    else if (value > 1e14)
        ms = value / 1e3;
    else if (value > 1e11)
        ms = value;
    return static_cast<std::int64_t>(std::llround(ms));
}
} // namespace

const Json *member(const Json &object, std::string_view name)
{
    if (!object.is_object())
        return nullptr;
    for (const auto &[key, value] : object.get_ref<const Json::object_t &>()) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

const Json *firstMember(const Json &object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const Json *value = member(object, name);
        if (value && !value->is_null())
            return value;
    }
    return nullptr;
}

std::string dumped(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string textOf(const Json *value)
{
    if (!value || value->is_null())
        return {};
    return value->is_string() ? value->get<std::string>() : dumped(*value);
}

std::optional<double> numberOf(const Json *value)
{
    if (!value)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>() ? 1.0 : 0.0;
    if (value->is_number() && std::isfinite(value->get<double>()))
        return value->get<double>();
    return std::nullopt;
}

std::optional<int> integerOf(const Json *value)
{
    if (value && value->is_string()) {
        const std::string &text = value->get_ref<const std::string &>();
        int parsed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
        if (error == std::errc() && end == text.data() + text.size())
            return parsed;
        return std::nullopt;
    }
    const std::optional<double> number = numberOf(value);
    if (!number || value->is_boolean() || *number != std::floor(*number) ||
        std::fabs(*number) > 1e9)
        return std::nullopt;
    return static_cast<int>(*number);
}

std::optional<double> figureOf(const Json *value)
{
    if (!value || !value->is_string())
        return numberOf(value);
    std::string text = value->get<std::string>();
    text.erase(0, text.find_first_not_of(" \t"));
    text.erase(text.find_last_not_of(" \t") + 1);
    if (text.find('.') == std::string::npos && std::count(text.begin(), text.end(), ',') == 1)
        text[text.find(',')] = '.';
    double number = 0.0;
    const char *begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    const bool isWhole = begin != end && error == std::errc() && stop == end;
    return isWhole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<bool> truthOf(const Json *value)
{
    static constexpr std::array<std::string_view, 7> yes{"1",       "1.0",       "true", "yes",
                                                         "success", "succeeded", "pass"};
    static constexpr std::array<std::string_view, 7> no{"0",       "0.0",    "false", "no",
                                                        "failure", "failed", "fail"};
    if (!value)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>();
    const std::string word = lowered(textOf(value));
    if (std::find(yes.begin(), yes.end(), word) != yes.end())
        return true;
    if (std::find(no.begin(), no.end(), word) != no.end())
        return false;
    return std::nullopt;
}

std::optional<std::int64_t> timeOf(const Json *value)
{
    if (!value)
        return std::nullopt;
    if (value->is_number())
        return epochTime(value->get<double>());
    if (!value->is_string())
        return std::nullopt;
    const std::string &text = value->get_ref<const std::string &>();
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number > 1e8)
        return epochTime(number);
    return isoTime(text);
}

void setRun(std::optional<int> told, Dialogue &dialogue)
{
    dialogue.runTold = told.has_value();
    dialogue.run = told.value_or(1);
}

Keep keepOf(const Json *value)
{
    if (!value)
        return Keep::Yes;
    if (value->is_boolean())
        return value->get<bool>() ? Keep::Yes : Keep::No;
    if (value->is_number())
        return value->get<double>() == 0.0 ? Keep::Falsy : Keep::Yes;
    if (value->is_string())
        return value->get_ref<const std::string &>().empty() ? Keep::Falsy : Keep::Yes;
    return value->empty() ? Keep::Falsy : Keep::Yes;
}

std::vector<SurveyAnswer> surveyOf(const Json *value)
{
    std::vector<SurveyAnswer> answers;
    if (!value || !value->is_object())
        return answers;
    for (const auto &[field, given] : value->items()) {
        if (given.is_object())
            answers.push_back(
                {field, textOf(member(given, "question")), textOf(member(given, "answer"))});
        else
            answers.push_back({field, {}, textOf(&given)});
    }
    return answers;
}

Json without(const Json &object, std::initializer_list<std::string_view> names)
{
    Json rest = Json::object();
    for (const auto &[key, value] : object.items()) {
        if (std::find(names.begin(), names.end(), key) == names.end())
            rest.get_ref<Json::object_t &>().push_back({key, value});
    }
    return rest;
}

std::string metadataWithout(const Json &record, std::initializer_list<std::string_view> names)
{
    const Json rest = without(record, names);
    return rest.empty() ? std::string() : dumped(rest);
}

std::string numberedId(std::int64_t number)
{
    std::string id = std::to_string(number);
    id.insert(id.begin(), '#');
    return id;
}

std::string canonicalName(std::string_view name)
{
    std::string canonical;
    bool lowerBefore = false;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && lowerBefore)
            canonical += '_';
        canonical += c == ' ' || c == '-' || c == '.' || c == ':' ? '_' : c;
        lowerBefore = c >= 'a' && c <= 'z';
    }
    return lowered(canonical);
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

bool containsWord(std::string_view text, std::string_view word)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !letter(text[at - 1])) && (end == text.size() || !letter(text[end])))
            return true;
    }
    return false;
}

CorpusKind kindOfSource(std::string_view source)
{
    const std::string word = lowered(source);
    for (const std::string_view real : {"human", "real", "person", "people"}) {
        if (word == real)
            return CorpusKind::Real;
    }
    for (const std::string_view simulated :
         {"simulated", "sim", "simulation", "simulator", "llm"}) {
        if (word == simulated)
            return CorpusKind::Simulated;
    }
    if (word == "self-dialog" || word == "self-dialogue")
        return CorpusKind::SelfDialog;
    return CorpusKind::Unknown;
}
} // namespace gapscope
