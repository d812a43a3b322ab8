// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/task_marks.h"

#include "core/base/hash.h"
#include "core/import/fields.h"

namespace gapscope {
std::string goldActions(const std::string &userId, const Json *actions)
{
    if (!actions || !actions->is_array() || actions->empty())
        return {};
    Sha256 hash;
    hash.add(userId);
    for (const Json &action : *actions) {
        const Json *arguments = firstMember(action, {"kwargs", "arguments"});
        hash.add(textOf(member(action, "name")));
        // Without the order of members.
        const nlohmann::json sorted =
            arguments ? nlohmann::json::parse(dumped(*arguments)) : nlohmann::json();
        hash.add(sorted.dump());
    }
    return hash.finishHex(16);
}

std::string userOfActions(const Json *actions)
{
    if (!actions || !actions->is_array())
        return {};
    for (const Json &action : *actions) {
        const Json *arguments = firstMember(action, {"kwargs", "arguments"});
        const Json *user = arguments ? member(*arguments, "user_id") : nullptr;
        if (user && user->is_string())
            return user->get<std::string>();
    }
    return {};
}

bool tellTaskMarks(ImportOutput &output, const TaskKey &task, const std::string &userId,
                   const Json *actions)
{
    const std::string user = userId.empty() ? userOfActions(actions) : userId;
    const std::string gold = goldActions(user, actions);
    return (user.empty() || output.taskMark(task, "user", user)) &&
           (gold.empty() || output.taskMark(task, "actions", gold));
}
} // namespace gapscope
