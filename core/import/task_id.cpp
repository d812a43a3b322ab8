// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/task_id.h"

#include <algorithm>
#include <charconv>

namespace gapscope {
namespace {
/// Position of the `_` before the digits that end `text`; npos = it does not end so.
std::size_t numberAtEnd(std::string_view text)
{
    std::size_t at = text.size();
    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
        --at;
    const bool found = at < text.size() && at > 0 && text[at - 1] == '_';
    return found ? at - 1 : std::string_view::npos;
}
} // namespace

std::optional<InstanceId> splitInstanceId(std::string_view id)
{
    std::size_t digits = id.size();
    while (digits > 0 && id[digits - 1] >= '0' && id[digits - 1] <= '9')
        --digits;
    if (digits == id.size())
        return std::nullopt;
    std::string_view front = id.substr(0, digits);
    if (front.ends_with("_ann"))
        front.remove_suffix(3);
    if (front.ends_with('_')) {
        const std::string_view task = front.substr(0, front.size() - 1);
        const std::size_t cut = numberAtEnd(task);
        int run = 0;
        const auto [end, error] = std::from_chars(id.data() + digits, id.data() + id.size(), run);
        if (cut != std::string_view::npos && cut > 0 && error == std::errc())
            return InstanceId{std::string(task.substr(0, cut)), std::string(task.substr(cut + 1)),
                              run};
    }
    const std::size_t cut = numberAtEnd(id);
    if (cut == std::string_view::npos || cut == 0)
        return std::nullopt;
    return InstanceId{std::string(id.substr(0, cut)), std::string(id.substr(cut + 1)),
                      std::nullopt};
}

TaskKey taskKey(std::string_view benchmark, std::string_view domain, std::string_view id)
{
    std::string key(benchmark);
    key += ':';
    if (!domain.empty()) {
        key += domain;
        key += ':';
    }
    key += id;
    return TaskKey{std::move(key)};
}
} // namespace gapscope
