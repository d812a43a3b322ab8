// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/features/extract.h"
#include "core/metrics/python_json.h"
#include "core/metrics/survey_agreement.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The entries of τ-USI files, read as the published scorer reads them (usi.md section 2): what
/// makes it stop is an Error that names the file, the id and the field.
namespace gapscope {
/// Where an entry stands, for errors.
struct EntryPlace
{
    std::string_view file;
    std::string_view id;
};
Error entryError(const EntryPlace &place, std::string_view field, const std::string &reason);

/// Members of a file's top-level object, all objects themselves.
Result<const JsonMembers *> entriesOf(const JsonDocument &document, std::string_view file);

/// The messages of an entry; the texts that are not plain strings are stored in `texts`.
Result<std::vector<Message>> messagesOf(const JsonValue &entry, const EntryPlace &place,
                                        std::deque<std::string> &texts);

/// keep is absent or true in Python's eyes.
bool isKept(const JsonValue &entry);
/// keep is JSON false.
bool isKeptOut(const JsonValue &entry);

/// reward > 0; null and missing are no success.
Result<bool> successOf(const JsonValue &entry, const EntryPlace &place);
/// A dialogue that is compared needs a reward that is a whole or finite number.
Result<void> checkReward(const JsonValue &entry, const EntryPlace &place);

/// The survey's answers; with `only`, the fields that have a value there and no others.
Result<SurveyLevels> surveyOf(const JsonValue &entry, const EntryPlace &place,
                              const SurveyRules &rules, const SurveyLevels *only = nullptr);

/// Task and run that calibration takes an id for: `airline_7_2` is run 2 of airline_7.
struct TaskRun
{
    std::string task;
    /// Decimal, without leading zeros.
    std::string run;
};
TaskRun taskRunOf(std::string_view id);
} // namespace gapscope
