// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/service_dialogues.h"

#include "core/base/embedded.h"
#include "core/stats/random.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace gapscope {
namespace {
using Json = nlohmann::json;

const std::string &pick(const Json &texts, RandomStream &random)
{
    return texts[random.below(static_cast<std::uint32_t>(texts.size()))]
        .get_ref<const std::string &>();
}

std::string digits(std::size_t count, RandomStream &random)
{
    std::string text(count, '0');
    for (char &digit : text)
        digit = static_cast<char>('1' + random.below(9));
    return text;
}

/// What the {braces} of one dialogue stand for.
class Filler
{
public:
    Filler(const Json &values, RandomStream &random)
    {
        for (const char *name : {"name", "city", "city2", "month", "weekday"})
            add(name, pick(values[name], random));
        add("user", pick(values["user"], random) + "_" + digits(4, random));
        add("id", digits(6, random) + "Q");
        add("card", digits(4, random));
        add("amount", digits(3, random));
        add("time", digits(1, random) + ":30");
        add("day", std::to_string(1 + random.below(28)));
        add("count", std::to_string(2 + random.below(7)));
    }

    std::string fill(std::string text) const
    {
        for (const auto &[key, value] : m_values)
            for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key))
                text.replace(at, key.size(), value);
        return text;
    }

private:
    void add(std::string_view name, std::string value)
    {
        m_values.emplace_back("{" + std::string(name) + "}", std::move(value));
    }

    std::vector<std::pair<std::string, std::string>> m_values;
};

void say(Dialogue &dialogue, Role role, std::string text)
{
    if (text.empty())
        return;
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    dialogue.turns.push_back(std::move(turn));
}
} // namespace

std::vector<Dialogue> serviceDialogues(int perTask, std::uint64_t seed)
{
    const Json source = Json::parse(embeddedFile("resources/alignment/service_dialogues.json"));
    RandomStream random(seed);
    std::vector<Dialogue> dialogues;
    int number = 0;
    for (const Json &steps : source["tasks"]) {
        for (int run = 0; run < perTask; ++run) {
            const Filler filler(source["values"], random);
            Dialogue dialogue;
            dialogue.task = TaskKey("invented:service:" + std::to_string(number));
            dialogue.id =
                DialogueId("service-" + std::to_string(number) + "-" + std::to_string(run));
            for (const Json &step : steps) {
                say(dialogue, Role::Agent, filler.fill(step["agent"]));
                say(dialogue, Role::User, filler.fill(pick(step["user"], random)));
            }
            say(dialogue, Role::Agent, source["closing"]["agent"]);
            say(dialogue, Role::User, pick(source["closing"]["user"], random));
            dialogues.push_back(std::move(dialogue));
        }
        ++number;
    }
    return dialogues;
}
} // namespace gapscope
