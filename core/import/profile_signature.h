// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/import/profile.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gapscope {
struct Probe;

ProfileSignature signatureOf(const Probe &probe);
/// 0–1: how much of the fields two signatures share; 0 where the shapes differ.
double similarity(const ProfileSignature &a, const ProfileSignature &b);

struct ProfileSuggestion
{
    std::size_t index = 0;
    double similarity = 0.0;
};
/// Which of the profiles were made for files like this one, best first; at least 0.6 alike.
std::vector<ProfileSuggestion> suggestProfiles(const Probe &probe,
                                               const std::vector<MappingProfile> &profiles);
/// Error: InputUnreadable.
Result<std::vector<ProfileSuggestion>> suggestProfiles(const std::string &path,
                                                       const std::vector<MappingProfile> &profiles);
} // namespace gapscope
