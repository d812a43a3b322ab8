// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/align_settings.h"
#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>

namespace gapscope {
/// A threshold or weight of alignment that a person may change, with its range.
struct AlignSettingInfo
{
    /// Stable name in files and on the command line.
    std::string_view name;
    double least = 0.0;
    double most = 1.0;
    double AlignSettings::*member = nullptr;
};

std::span<const AlignSettingInfo> alignSettingTable();

/// InvalidArgument: unknown name, no finite number, or out of range (the detail gives the range).
Result<void> setAlignSetting(AlignSettings &settings, std::string_view name, double value);
/// The same from "name=value".
Result<void> setAlignSetting(AlignSettings &settings, std::string_view assignment);

/// Those of the table that are not the validated ones, as a JSON object by name.
std::string alignSettingsJson(const AlignSettings &settings);
/// InputMalformed where it is no object of numbers, InvalidArgument as setAlignSetting().
Result<AlignSettings> parseAlignSettings(std::string_view json);
} // namespace gapscope
