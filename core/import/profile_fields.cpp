// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profile_fields.h"

#include "core/import/fields.h"
#include "core/import/turn_lists.h"

#include <algorithm>
#include <charconv>

namespace gapscope {
namespace {
/// A number, also one that stands as text.
std::optional<double> anyNumber(const Json &value)
{
    if (!value.is_string())
        return numberOf(&value);
    const std::string &text = value.get_ref<const std::string &>();
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool isSame(const Json &value, const std::string &wanted)
{
    const std::string text = textOf(&value);
    if (lowered(text) == lowered(wanted))
        return true;
    const std::optional<double> number = value.is_boolean() ? std::nullopt : anyNumber(value);
    return number && number == anyNumber(Json(wanted));
}

/// Fields that count from 0.
bool countsFromNought(const std::string &path)
{
    const std::string name = nameOfField(path);
    return name == "trial" || name.ends_with("idx") || name.ends_with("index");
}

void put(std::vector<SurveyAnswer> &answers, SurveyAnswer answer)
{
    const auto known = std::find_if(answers.begin(), answers.end(), [&](const SurveyAnswer &each) {
        return each.field == answer.field;
    });
    if (known == answers.end())
        answers.push_back(std::move(answer));
    else
        *known = std::move(answer);
}
} // namespace

Outcome outcomeBy(const OutcomeMeaning &meaning, const Json &value)
{
    Outcome outcome;
    if (value.is_null())
        return outcome;
    if (!value.is_boolean())
        outcome.reward = anyNumber(value);
    switch (meaning.rule) {
    case OutcomeMeaning::Rule::AsRead:
        if (value.is_boolean())
            outcome.success = value.get<bool>();
        break;
    case OutcomeMeaning::Rule::Equals:
    case OutcomeMeaning::Rule::OneOf:
        outcome.success =
            std::any_of(meaning.values.begin(), meaning.values.end(),
                        [&](const std::string &wanted) { return isSame(value, wanted); });
        break;
    case OutcomeMeaning::Rule::AtLeast:
        if (const std::optional<double> number = anyNumber(value))
            outcome.success = *number >= meaning.atLeast;
        break;
    }
    return outcome;
}

std::string ProfileFields::taskId(const Lookup &lookup) const
{
    const std::optional<Json> value = lookup(m_profile.taskField);
    return value ? textOf(&*value) : std::string();
}

void ProfileFields::readRun(const Lookup &lookup, Dialogue &dialogue) const
{
    const std::optional<Json> value = lookup(m_profile.runField);
    if (!value || textOf(&*value).empty())
        return;
    std::optional<int> run = integerOf(&*value);
    if (run)
        *run += countsFromNought(m_profile.runField) ? 1 : 0;
    setRun(run && *run >= 1 ? run : std::nullopt, dialogue);
}

bool ProfileFields::setOutcome(const Lookup &lookup, Dialogue &dialogue) const
{
    const std::optional<Json> value = lookup(m_profile.outcomeField);
    if (!value || value->is_null() || (value->is_string() && textOf(&*value).empty()))
        return true;
    const Outcome read = outcomeBy(m_profile.outcome, *value);
    dialogue.outcome.reward = read.reward;
    dialogue.outcome.success = read.success;
    return read.reward || read.success;
}

void ProfileFields::addSurvey(const Lookup &lookup, Dialogue &dialogue) const
{
    for (const std::string &path : m_profile.surveyFields) {
        const std::optional<Json> value = lookup(path);
        if (!value || value->is_null())
            continue;
        if (value->is_object()) {
            for (SurveyAnswer &answer : surveyOf(&*value))
                put(dialogue.survey, std::move(answer));
        } else {
            put(dialogue.survey, {path, {}, textOf(&*value)});
        }
    }
}
} // namespace gapscope
