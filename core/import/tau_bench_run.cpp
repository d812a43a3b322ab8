// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tau_bench_run.h"

#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/import/chat_messages.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr std::string_view stopSignal = "###STOP###";
constexpr std::string_view actionWord = "Action:";
constexpr std::string_view apiOutput = "API output: ";

std::string domainOfCalls(const Json &message)
{
    const Json *calls = member(message, "tool_calls");
    if (!calls || !calls->is_array())
        return {};
    for (const Json &call : *calls) {
        const Json *function = member(call, "function");
        std::string domain = function ? domainOfTool(textOf(member(*function, "name"))) : "";
        if (!domain.empty())
            return domain;
    }
    return {};
}

struct Prefix
{
    std::string_view word;
    Role role;
};
constexpr std::array<Prefix, 4> prefixes{{{"user: ", Role::User},
                                          {"assistant: ", Role::Agent},
                                          {"tool: ", Role::Tool},
                                          {"system: ", Role::System}}};

/// `assistant:` at the end of the text begins a message, too, an empty one.
const Prefix *prefixOf(std::string_view line)
{
    for (const Prefix &prefix : prefixes) {
        if (line.starts_with(prefix.word) || line == prefix.word.substr(0, prefix.word.size() - 1))
            return &prefix;
    }
    return nullptr;
}

Turn displayTurn(Role role, std::string text)
{
    Turn turn;
    turn.role = role;
    turn.scored = (role == Role::User || role == Role::Agent) && !text.empty();
    if (role == Role::Tool)
        turn.toolResult.emplace();
    if (role == Role::Agent && text == "None") {
        turn.scored = false;
        turn.toolCalls.push_back(ToolCall{{}, "unknown", {}, {}, false});
        turn.native = dumped(Json{{"role", "assistant"}, {"content", "None"}});
        return turn;
    }
    turn.text = std::move(text);
    return turn;
}

/// The call in `Thought: …\nAction:\n{"name": …, "arguments": {…}}`; null = there is none.
Json actionOf(const std::string &text)
{
    const std::size_t action = text.rfind(actionWord);
    const std::size_t begin = action == std::string::npos ? action : text.find('{', action);
    if (begin == std::string::npos)
        return {};
    const Json call = jsonIn(std::string_view(text).substr(begin));
    const Json *name = call.is_discarded() ? nullptr : member(call, "name");
    return name && name->is_string() ? call : Json();
}

void tellUser(Turn &turn, std::string words)
{
    if (turn.native.empty())
        turn.native = dumped(Json{{"role", "assistant"}, {"content", *turn.text}});
    turn.text = std::move(words);
    turn.scored = !turn.text->empty();
}

/// The user is told the content of the action `respond` alone, without the thought before it.
bool unwrapResponse(Turn &turn)
{
    if (turn.role != Role::Agent || !turn.text || !turn.toolCalls.empty())
        return false;
    const Json action = actionOf(*turn.text);
    const Json *arguments = action.is_object() ? member(action, "arguments") : nullptr;
    const Json *content = arguments ? member(*arguments, "content") : nullptr;
    if (!content || !content->is_string() || textOf(member(action, "name")) != "respond")
        return false;
    tellUser(turn, content->get<std::string>());
    return true;
}
} // namespace

std::string tauBenchDomain(const Json &run)
{
    const Json *messages = member(run, "traj");
    if (!messages || !messages->is_array())
        return {};
    for (const Json &message : *messages) {
        std::string domain;
        if (textOf(member(message, "role")) == "system")
            domain = domainOfPolicy(textOf(member(message, "content")));
        if (domain.empty())
            domain = domainOfTool(textOf(member(message, "name")));
        if (domain.empty())
            domain = domainOfCalls(message);
        if (!domain.empty())
            return domain;
    }
    return {};
}

std::string tauBenchFingerprint(const Json *task)
{
    if (!task || !task->is_object())
        return {};
    Sha256 hash;
    hash.add(textOf(member(*task, "user_id")));
    hash.add(textOf(member(*task, "actions")));
    return hash.finishHex(16);
}

std::string tauBenchTermination(const std::vector<Turn> &turns, bool mayEndOtherwise)
{
    if (turns.empty())
        return {};
    const Turn &last = turns.back();
    if (last.toolResult && (last.toolResult->name == "transfer_to_human_agents" ||
                            last.text.value_or(std::string()) == "Transfer successful"))
        return "transfer";
    const auto user = std::find_if(turns.rbegin(), turns.rend(),
                                   [](const Turn &turn) { return turn.role == Role::User; });
    if (user != turns.rend() && user->text && user->text->find(stopSignal) != std::string::npos)
        return "user_stop";
    return mayEndOtherwise ? "" : "max_steps";
}

bool isScreenView(const std::vector<Turn> &turns)
{
    const auto behind = [](const Turn &turn) {
        return turn.role == Role::System || turn.role == Role::Tool || !turn.toolCalls.empty();
    };
    return !turns.empty() && std::none_of(turns.begin(), turns.end(), behind);
}

int unfoldTextActions(std::vector<Turn> &turns)
{
    int unfolded = 0;
    for (Turn &turn : turns)
        unfolded += unwrapResponse(turn) ? 1 : 0;
    for (std::size_t i = 1; i < turns.size(); ++i) {
        Turn &call = turns[i - 1];
        Turn &result = turns[i];
        if (call.role != Role::Agent || result.role != Role::User || !call.text || !result.text ||
            !result.text->starts_with(apiOutput))
            continue;
        const Json action = actionOf(*call.text);
        if (action.is_null())
            continue;
        ++unfolded;
        for (Turn *turn : {&call, &result}) {
            turn->scored = false;
            if (turn->native.empty())
                turn->native = dumped(
                    Json{{"role", turn == &call ? "assistant" : "user"}, {"content", *turn->text}});
        }
        const std::string name = textOf(member(action, "name"));
        call.toolCalls.push_back(
            ToolCall{{}, name, textOf(member(action, "arguments")), {}, false});
        call.text = call.text->substr(0, call.text->rfind(actionWord));
        result.role = Role::Tool;
        result.toolResult = ToolResult{{}, name, false, false};
        result.text->erase(0, apiOutput.size());
    }
    // Where such an agent writes no JSON, the user is told what stands behind the word.
    for (Turn &turn : turns) {
        const std::size_t action =
            turn.role == Role::Agent && turn.native.empty() && turn.toolCalls.empty() && turn.text
                ? turn.text->rfind(actionWord)
                : std::string::npos;
        if (unfolded == 0 || action == std::string::npos)
            continue;
        std::string words = turn.text->substr(action + actionWord.size());
        words.erase(0, words.find_first_not_of(" \n"));
        words.erase(words.find_last_not_of(" \n") + 1);
        tellUser(turn, std::move(words));
    }
    return unfolded;
}

std::vector<Turn> turnsOfDisplay(std::string_view display)
{
    std::vector<Turn> turns;
    std::optional<Role> role;
    std::string text;
    std::size_t at = 0;
    while (at <= display.size()) {
        const std::size_t end = std::min(display.find('\n', at), display.size());
        const std::string_view line = display.substr(at, end - at);
        if (const Prefix *prefix = prefixOf(line)) {
            if (role)
                turns.push_back(displayTurn(*role, std::move(text)));
            role = prefix->role;
            text = line.substr(std::min(line.size(), prefix->word.size()));
        } else if (role) {
            text += '\n';
            text += line;
        } else if (!line.empty()) {
            // Words before the first speaker are nobody's.
            role = Role::Note;
            text = line;
        }
        at = end + 1;
    }
    if (role)
        turns.push_back(displayTurn(*role, std::move(text)));
    return turns;
}
} // namespace gapscope
