// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/multiwoz_task.h"

#include "core/import/fields.h"

#include <array>
#include <utility>

namespace gapscope {
namespace {
std::string_view withoutExtension(std::string_view id)
{
    if (id.ends_with(".json"))
        id.remove_suffix(5);
    return id;
}

/// The goal by domain as the dialogue has it: what is not asked for is left out.
Json wantedOf(const Json *goal)
{
    Json wanted = Json::object();
    if (!goal || !goal->is_object())
        return wanted;
    for (const auto &[domain, slots] : goal->items()) {
        if (domain != "message" && domain != "topic" && slots.is_object() && !slots.empty())
            wanted[domain] = slots;
    }
    return wanted;
}
/// Size of the tag that a text begins with, 0 = none. "x < 5" is none: those begin with a letter or
/// a slash, and are no longer than a writer makes them.
std::size_t tagAtFront(std::string_view text)
{
    constexpr std::size_t longest = 1024;
    if (text.size() < 3 || text[0] != '<')
        return 0;
    const bool begins =
        text[1] == '/' || (text[1] >= 'a' && text[1] <= 'z') || (text[1] >= 'A' && text[1] <= 'Z');
    const std::size_t close = begins ? text.substr(0, longest).find('>') : std::string_view::npos;
    return close == std::string_view::npos ? 0 : close + 1;
}
} // namespace

bool isMultiwozId(std::string_view id)
{
    id = withoutExtension(id);
    std::size_t letters = 0;
    while (letters < id.size() && id[letters] >= 'A' && id[letters] <= 'Z')
        ++letters;
    return letters >= 3 && letters < id.size() &&
           id.find_first_not_of("0123456789", letters) == std::string_view::npos;
}

Task multiwozTask(const CorpusReading &reading, std::string_view id, const Json *goal,
                  const Json *messages)
{
    Task task = reading.task("multiwoz", {}, withoutExtension(id));
    const Json wanted = wantedOf(goal);
    // Sorted by name at every level, since writers differ in the order.
    const nlohmann::json sorted(wanted);
    if (!sorted.empty())
        task.fingerprint =
            fingerprintOf(sorted.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (task.domain.empty()) {
        for (const auto &[domain, slots] : sorted.items())
            task.domain += (task.domain.empty() ? "" : "+") + domain;
    }
    task.instruction = trimmed(withoutMarkup(joined(messages, "\n")));
    return task;
}

std::string withoutMarkup(std::string_view html)
{
    using Entity = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Entity, 6> entities{{{"&lt;", "<"},
                                                     {"&gt;", ">"},
                                                     {"&quot;", "\""},
                                                     {"&#39;", "'"},
                                                     {"&nbsp;", " "},
                                                     {"&amp;", "&"}}};
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        const std::string_view rest = html.substr(at);
        if (const std::size_t size = tagAtFront(rest)) {
            at += size;
            continue;
        }
        std::size_t taken = 0;
        for (const auto &[name, character] : entities) {
            if (rest.starts_with(name)) {
                text += character;
                taken = name.size();
                break;
            }
        }
        if (taken == 0)
            text += rest[0];
        at += taken == 0 ? 1 : taken;
    }
    return text;
}
} // namespace gapscope
