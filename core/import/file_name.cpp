// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/file_name.h"

#include "core/import/fields.h"

#include <array>
#include <utility>

namespace gapscope {
namespace {
constexpr std::array<std::string_view, 4> domains{"airline", "retail", "telecom", "telehealth"};
constexpr std::array<std::string_view, 4> traits{"confusion", "impatience", "incoherence",
                                                 "skeptical"};

/// `tool-calling-gpt-4o-0.0_range_0--1_user-gpt-4o-llm_0612073827`
void readRunName(std::string_view stem, CorpusGuess &guess)
{
    const std::size_t range = stem.find("_range_");
    const std::size_t user = stem.find("_user-", range);
    if (range == std::string_view::npos || user == std::string_view::npos)
        return;
    std::string_view agent = stem.substr(0, range);
    agent = agent.substr(0, agent.rfind('-'));
    for (const std::string_view strategy :
         {"tool-calling-", "few-shot-", "act-", "react-", "streamlit-"}) {
        if (agent.starts_with(strategy))
            agent.remove_prefix(strategy.size());
    }
    guess.agentModel = agent;
    std::string_view model = stem.substr(user + std::string_view("_user-").size());
    model = model.substr(0, model.find('_'));
    for (const std::string_view strategy : {"llm", "react", "verify", "reflection", "human"}) {
        const std::size_t dash = model.rfind('-');
        if (dash == std::string_view::npos || model.substr(dash + 1) != strategy)
            continue;
        guess.kind = strategy == "human" ? CorpusKind::Real : CorpusKind::Simulated;
        model = model.substr(0, dash);
        guess.userModel = guess.kind == CorpusKind::Real ? std::string_view() : model;
        guess.label = guess.kind == CorpusKind::Real ? "human" : std::string(model);
        return;
    }
}

/// `impatience_airline`, `telecom_none`
void readTraitName(std::string_view stem, CorpusGuess &guess)
{
    const std::size_t cut = stem.find('_');
    if (cut == std::string_view::npos || guess.domain.empty())
        return;
    const std::string_view first = stem.substr(0, cut);
    const std::string_view second = stem.substr(cut + 1);
    for (const std::string_view trait : traits) {
        if (first == trait && second == guess.domain) {
            guess.kind = CorpusKind::Simulated;
            guess.label = trait;
        }
    }
    if (first == guess.domain && second == "none") {
        guess.kind = CorpusKind::Simulated;
        guess.label = "none";
    }
}
} // namespace

CorpusGuess guessFromFileName(std::string_view fileName)
{
    CorpusGuess guess;
    const std::string_view stem = fileName.substr(0, fileName.rfind('.'));
    const std::string lower = lowered(stem);
    for (const std::string_view domain : domains) {
        if (containsWord(lower, domain) && guess.domain.empty())
            guess.domain = domain;
    }
    constexpr std::string_view results = "eval_results_";
    constexpr std::string_view surveys = "survey_comparable_";
    constexpr std::string_view tasks = "_task_results";
    if (stem.starts_with(results)) {
        guess.kind = CorpusKind::Simulated;
        guess.label = stem.substr(results.size());
        guess.userModel = guess.label;
    } else if (stem.starts_with(surveys)) {
        guess.label = stem.substr(surveys.size());
        guess.kind = guess.label.starts_with("human") ? CorpusKind::Real : CorpusKind::Simulated;
    } else if (const std::size_t at = stem.find(tasks); at != std::string_view::npos && at > 0) {
        guess.kind = CorpusKind::Simulated;
        guess.label = stem.substr(0, at);
        guess.userModel = guess.label;
    } else if (containsWord(lower, "unified")) {
        guess.kind = CorpusKind::Real;
        guess.label = "human";
    }
    // τ-bench names its environments in one word: `MockAirlineDomainEnv-few_shot`.
    for (const std::string_view domain : domains) {
        if (guess.domain.empty() && lower.find("mock" + std::string(domain)) != std::string::npos)
            guess.domain = domain;
    }
    if (lower.ends_with("few_shot") && guess.kind == CorpusKind::Unknown) {
        guess.kind = CorpusKind::Simulated;
        guess.label = "few-shot";
    }
    readRunName(stem, guess);
    readTraitName(lower, guess);
    return guess;
}

std::string domainOfPolicy(std::string_view systemPrompt)
{
    const std::string start = lowered(systemPrompt.substr(0, 4000));
    const std::size_t heading = start.find(" agent policy");
    if (heading == std::string::npos)
        return {};
    std::size_t begin = heading;
    while (begin > 0 && start[begin - 1] >= 'a' && start[begin - 1] <= 'z')
        --begin;
    return start.substr(begin, heading - begin);
}

std::string domainOfTool(std::string_view toolName)
{
    using Entry = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Entry, 20> tools{{{"get_reservation_details", "airline"},
                                           {"book_reservation", "airline"},
                                           {"cancel_reservation", "airline"},
                                           {"search_direct_flight", "airline"},
                                           {"search_onestop_flight", "airline"},
                                           {"list_all_airports", "airline"},
                                           {"send_certificate", "airline"},
                                           {"update_reservation_baggages", "airline"},
                                           {"update_reservation_flights", "airline"},
                                           {"update_reservation_passengers", "airline"},
                                           {"get_order_details", "retail"},
                                           {"get_product_details", "retail"},
                                           {"list_all_product_types", "retail"},
                                           {"cancel_pending_order", "retail"},
                                           {"exchange_delivered_order_items", "retail"},
                                           {"return_delivered_order_items", "retail"},
                                           {"modify_pending_order_address", "retail"},
                                           {"modify_pending_order_items", "retail"},
                                           {"find_user_id_by_email", "retail"},
                                           {"find_user_id_by_name_zip", "retail"}}};
    for (const auto &[tool, domain] : tools) {
        if (tool == toolName)
            return std::string(domain);
    }
    return {};
}
} // namespace gapscope
