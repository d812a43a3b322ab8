// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/export/targets_report.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
using Json = nlohmann::json;

Result<std::vector<TaskKey>> tasksOfFile(std::string_view bytes)
{
    const auto malformed = [](const char *why) {
        return Error{ErrorCode::InputMalformed, "", why};
    };
    std::vector<TaskKey> tasks;
    const std::string_view text = strip(bytes);
    if (text.starts_with('{') || text.starts_with('[')) {
        const Json json = Json::parse(text, nullptr, false);
        if (json.is_discarded())
            return malformed("it is no valid JSON");
        if (json.is_object() && json.value("format", Json()) != targetsFormat)
            return malformed("the JSON is no export of targets");
        const Json::json_pointer heldOut("/split/held_out");
        const Json list = json.is_array()          ? json
                          : json.contains(heldOut) ? json.at(heldOut)
                                                   : Json();
        if (!list.is_array())
            return malformed("the JSON holds no list of held-out tasks");
        for (const Json &task : list) {
            if (!task.is_string())
                return malformed("a task of the list is no text");
            tasks.emplace_back(task.get<std::string>());
        }
    } else {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string_view line = strip(text.substr(begin, end - begin));
            if (!line.empty() && !line.starts_with('#'))
                tasks.emplace_back(std::string(line));
            begin = end + 1;
        }
    }
    if (tasks.empty())
        return malformed("it names no task");
    return tasks;
}
} // namespace gapscope
