// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/perturbation.h"

#include "core/align/tokens.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>

namespace gapscope {
namespace {
/// Agents differ: a copy loses this share of the calls.
constexpr double lostCalls = .30;
constexpr std::uint64_t callStream = 1;
constexpr std::string_view stopMark = "###STOP###";

bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}
} // namespace

std::vector<Dialogue> perturbationBase(const std::vector<Dialogue> &dialogues)
{
    std::vector<Dialogue> base;
    for (const Dialogue &dialogue : dialogues) {
        Dialogue kept;
        kept.id = dialogue.id;
        kept.task = dialogue.task;
        int users = 0;
        for (const Turn &turn : dialogue.turns) {
            if (turn.role == Role::Agent && !turn.toolCalls.empty()) {
                Turn acting;
                acting.role = Role::Agent;
                acting.toolCalls = turn.toolCalls;
                kept.turns.push_back(std::move(acting));
            }
            if (!turn.text || (turn.role != Role::User && turn.role != Role::Agent))
                continue;
            // A stop signal is no speech to be reworded or moved.
            std::string text = isStopSignal(*turn.text) ? std::string() : *turn.text;
            if (const std::size_t stop = text.find(stopMark); stop != std::string::npos)
                text.erase(stop);
            if (isBlank(text))
                continue;
            users += turn.role == Role::User ? 1 : 0;
            Turn spoken;
            spoken.role = turn.role;
            spoken.text = std::move(text);
            kept.turns.push_back(std::move(spoken));
        }
        if (users >= 2)
            base.push_back(std::move(kept));
    }
    return base;
}

Perturber::Perturber(const std::vector<Dialogue> &base, const EditRates &rates, std::uint64_t seed)
    : m_base(base), m_rates(rates), m_random(seed), m_calls(seed, callStream)
{}

PerturbedCopy Perturber::perturb(const Dialogue &real)
{
    const std::vector<Exchange> exchanges = exchangesOf(real);
    const int count = static_cast<int>(exchanges.size());
    PerturbedCopy out;
    out.sim.id = DialogueId(real.id.value() + "-copy");
    std::optional<int> first;
    const auto diverge = [&first](int at) { first = std::min(first.value_or(at), at); };
    std::vector<int> simOf(exchanges.size(), -1);
    for (int i = 0; i < count; ++i) {
        const Exchange &exchange = exchanges[static_cast<std::size_t>(i)];
        if (chance(m_rates.insert)) {
            const Exchange foreign = foreignTo(real);
            out.edits.onlySim.insert(say(out.sim, foreign.agent, foreign.user));
            call(out.sim, foreign.calls);
            diverge(i);
        }
        const double draw = m_random.unit();
        double bound = m_rates.remove;
        if (draw < bound) {
            out.edits.removed.insert(exchange.position);
            out.edits.onlyReal.insert(exchange.position);
            diverge(i);
        } else if (draw < (bound += m_rates.replace)) {
            out.edits.onlyReal.insert(exchange.position);
            const Exchange foreign = foreignTo(real);
            out.edits.onlySim.insert(say(out.sim, foreign.agent, foreign.user));
            call(out.sim, foreign.calls);
            diverge(i);
        } else if (draw < (bound += m_rates.move) && i >= 2) {
            const bool moved = moveTo(out.sim, simOf, i, reworded(exchange.user, m_rates.dropout));
            (moved ? out.edits.moved : out.edits.removed).insert(exchange.position);
            out.edits.onlyReal.insert(exchange.position);
            diverge(i);
        } else if (draw < (bound += m_rates.merge) && i + 1 < count) {
            const Exchange &next = exchanges[static_cast<std::size_t>(++i)];
            const std::string begin = reworded(exchange.user, easyEdits.dropout);
            const std::string end = reworded(next.user, easyEdits.dropout);
            const int position = say(out.sim, exchange.agent, begin + ". " + end);
            call(out.sim, exchange.calls);
            call(out.sim, next.calls);
            for (const int turn : {exchange.position, next.position}) {
                out.edits.pairs.insert({turn, position});
                out.edits.merged.insert(turn);
            }
        } else {
            std::string text = reworded(exchange.user, m_rates.dropout);
            const bool style = draw < bound + m_rates.style;
            if (style)
                text = wrapped(text);
            const int position = say(out.sim, exchange.agent, text);
            call(out.sim, exchange.calls);
            simOf[static_cast<std::size_t>(i)] = position;
            out.edits.pairs.insert({exchange.position, position});
            if (style)
                out.edits.styled.insert(exchange.position);
        }
    }
    out.edits.firstDivergence = first.value_or(count);
    return out;
}

std::vector<Perturber::Exchange> Perturber::exchangesOf(const Dialogue &dialogue)
{
    std::vector<Exchange> exchanges;
    std::string agent;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i) {
        const Turn &turn = dialogue.turns[i];
        if (turn.role == Role::Agent && turn.text)
            agent = *turn.text;
        if (!exchanges.empty())
            exchanges.back().calls.insert(exchanges.back().calls.end(), turn.toolCalls.begin(),
                                          turn.toolCalls.end());
        if (turn.role == Role::User && turn.text) {
            exchanges.push_back({agent, *turn.text, static_cast<int>(i), {}});
            agent.clear();
        }
    }
    return exchanges;
}

int Perturber::say(Dialogue &dialogue, const std::string &agent, const std::string &user)
{
    const auto add = [&dialogue](Role role, const std::string &text) {
        Turn turn;
        turn.role = role;
        turn.text = text;
        dialogue.turns.push_back(std::move(turn));
    };
    if (!agent.empty())
        add(Role::Agent, agent);
    add(Role::User, user);
    return static_cast<int>(dialogue.turns.size()) - 1;
}

void Perturber::call(Dialogue &dialogue, const std::vector<ToolCall> &calls)
{
    for (const ToolCall &one : calls) {
        if (m_calls.unit() < lostCalls)
            continue;
        Turn turn;
        turn.role = Role::Agent;
        turn.toolCalls = {one};
        dialogue.turns.push_back(std::move(turn));
    }
}

std::size_t Perturber::below(std::size_t bound)
{
    return m_random.below(static_cast<std::uint32_t>(bound));
}

/// An exchange of another task.
Perturber::Exchange Perturber::foreignTo(const Dialogue &dialogue)
{
    while (true) {
        const Dialogue &other = m_base[below(m_base.size())];
        if (other.task == dialogue.task)
            continue;
        const std::vector<Exchange> exchanges = exchangesOf(other);
        return exchanges[below(exchanges.size())];
    }
}

bool Perturber::moveTo(Dialogue &sim, const std::vector<int> &simOf, int turn,
                       const std::string &text)
{
    std::vector<int> targets;
    for (int i = 0; i + 2 <= turn; ++i)
        if (simOf[static_cast<std::size_t>(i)] >= 0)
            targets.push_back(simOf[static_cast<std::size_t>(i)]);
    if (targets.empty())
        return false;
    Turn &target = sim.turns[static_cast<std::size_t>(targets[below(targets.size())])];
    target.text->append(". ").append(text);
    return true;
}

std::string Perturber::wrapped(const std::string &text)
{
    constexpr std::array<std::string_view, 4> before{
        "Hello! ", "Of course! ", "Could you please help? ", "I really appreciate it. "};
    constexpr std::array<std::string_view, 4> after{" Thank you so much!", " Please let me know.",
                                                    " I would be very grateful.",
                                                    " Thanks a lot for your help."};
    std::string out(before[below(before.size())]);
    out.append(text).append(after[below(after.size())]);
    return out;
}

std::string Perturber::reworded(const std::string &text, double dropout)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> rules{
        {{"I would like to", "I want to"},
         {"I'd like to", "I wanna"},
         {"Could you", "can you"},
         {"please", "pls"},
         {"Please", "kindly"},
         {"do not", "don't"},
         {"I am", "I'm"},
         {"Yes", "Yeah"},
         {"yes", "yep"},
         {"thanks", "thank you"},
         {"Thank you", "Thanks"},
         {"reservation", "booking"},
         {"Hello", "Hi"}}};
    std::string out = text;
    for (const auto &[from, to] : rules)
        if (const std::size_t at = out.find(from); at != std::string::npos && chance(.5))
            out.replace(at, from.size(), to);
    std::istringstream words(out);
    std::string kept;
    std::string word;
    std::string last;
    while (words >> word) {
        last = word;
        if (!chance(dropout))
            kept.append(kept.empty() ? "" : " ").append(word);
    }
    return kept.empty() ? last : kept;
}
} // namespace gapscope
