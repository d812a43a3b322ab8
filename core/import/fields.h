// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// A member, or null where `object` is no object or has none.
const Json *member(const Json &object, std::string_view name);
/// The first of the members that is there and not null.
const Json *firstMember(const Json &object, std::initializer_list<std::string_view> names);

/// Strings as they are, null and absent as "", all else as JSON text. Never throws.
std::string textOf(const Json *value);
std::string dumped(const Json &value);
/// Numbers, true = 1 and false = 0; none for all else.
std::optional<double> numberOf(const Json *value);
std::optional<int> integerOf(const Json *value);
/// As numberOf(), and texts that are a number from end to end; a comma may be the decimal sign.
std::optional<double> figureOf(const Json *value);
/// True and false, 1 and 0, and the words for them (yes, failed, pass …); none for all else.
std::optional<bool> truthOf(const Json *value);

/// ISO 8601 with or without zone (without = UTC), or seconds, milliseconds, microseconds or
/// nanoseconds since 1970, told apart by their size. Result: UTC milliseconds.
std::optional<std::int64_t> timeOf(const Json *value);

/// None: the source does not say the run.
void setRun(std::optional<int> told, Dialogue &dialogue);
/// Falsy as in Python: null, false, 0, "", [] and {}.
Keep keepOf(const Json *value);
/// {field: answer} or {field: {question, answer}}; other shapes give nothing.
std::vector<SurveyAnswer> surveyOf(const Json *value);
/// The object without some of its members.
Json without(const Json &object, std::initializer_list<std::string_view> names);
/// The record without some of its members as JSON text; empty = nothing is left.
std::string metadataWithout(const Json &record, std::initializer_list<std::string_view> names);

/// `#7`: the id of a record that has none.
std::string numberedId(std::int64_t number);
/// "Conversation ID", "conversationId" and "conversation-id" are one name: `conversation_id`.
std::string canonicalName(std::string_view name);
std::string lowered(std::string_view text);
bool containsWord(std::string_view text, std::string_view word);
/// Kind as spelt in a `source` field (human, real, simulated, llm …).
CorpusKind kindOfSource(std::string_view source);
} // namespace gapscope
