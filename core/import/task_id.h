// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace gapscope {
/// An id such as `airline_7`, `airline_7_2` or `airline_7_ann3` in its parts.
struct InstanceId
{
    std::string domain;
    /// As spelt, leading zeros and all.
    std::string number;
    std::optional<int> run;

    bool operator==(const InstanceId &) const = default;
};

/// `^(.+?)_(\d+)(?:_(?:ann)?(\d+))?$`; none where the id has another form.
std::optional<InstanceId> splitInstanceId(std::string_view id);

/// `benchmark:domain:id`; an empty domain leaves its part out, since the id may hold colons but
/// the first two parts may not.
TaskKey taskKey(std::string_view benchmark, std::string_view domain, std::string_view id);
} // namespace gapscope
