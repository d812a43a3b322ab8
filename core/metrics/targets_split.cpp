// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/targets_split.h"

#include "core/align/token_hash.h"
#include "core/base/hash.h"
#include "core/metrics/json_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gapscope {
namespace {
/// A number that depends on the seed and the name only.
std::uint64_t drawOf(std::uint64_t seed, std::string_view name)
{
    return RandomStream(seed, hashToken(TokenSpace::Text, name)).next();
}

struct Domain
{
    std::string name;
    std::uint64_t draw = 0;
    /// In the order they are taken for tuning.
    std::vector<TaskKey> tasks;
    std::size_t taken = 0;
    double remainder = 0.0;
};

std::vector<Domain> drawnDomains(const std::map<TaskKey, std::string> &tasks, std::uint64_t seed)
{
    std::map<std::string, std::vector<std::pair<std::uint64_t, TaskKey>>> byDomain;
    for (const auto &[key, domain] : tasks)
        byDomain[domain].emplace_back(drawOf(seed, key.value()), key);
    std::vector<Domain> domains;
    for (auto &[name, drawn] : byDomain) {
        std::sort(drawn.begin(), drawn.end());
        Domain domain{name, drawOf(seed, name), {}, 0, 0.0};
        for (auto &entry : drawn)
            domain.tasks.push_back(std::move(entry.second));
        domains.push_back(std::move(domain));
    }
    return domains;
}

/// How many tasks of each domain are for tuning, `total` altogether.
void apportion(std::vector<Domain> &domains, double share, std::size_t total)
{
    std::size_t given = 0;
    for (Domain &domain : domains) {
        const double exact = share * static_cast<double>(domain.tasks.size());
        domain.taken = static_cast<std::size_t>(exact);
        domain.remainder = exact - std::floor(exact);
        given += domain.taken;
    }
    std::vector<Domain *> order;
    for (Domain &domain : domains)
        order.push_back(&domain);
    std::sort(order.begin(), order.end(), [](const Domain *a, const Domain *b) {
        return a->remainder != b->remainder ? a->remainder > b->remainder : a->draw < b->draw;
    });
    // Twice around at most: the total differs from the exact sum by the clamp to 1 … n − 1.
    for (std::size_t i = 0; given < total; i = (i + 1) % order.size()) {
        if (order[i]->taken < order[i]->tasks.size()) {
            ++order[i]->taken;
            ++given;
        }
    }
    for (std::size_t i = 0; given > total; i = (i + 1) % order.size()) {
        Domain *domain = order[order.size() - 1 - i];
        if (domain->taken > 0) {
            --domain->taken;
            --given;
        }
    }
}

std::string hashOf(const TaskSplit &split)
{
    Sha256 hash;
    hash.add("gapscope-task-split-1");
    hash.add(std::to_string(split.seed));
    hash.add(plainNumber(split.share));
    for (const auto *list : {&split.tuning, &split.heldOut}) {
        hash.add(std::to_string(list->size()));
        for (const TaskKey &key : *list)
            hash.add(key.value());
    }
    return hash.finishHex(16);
}
} // namespace

Result<TaskSplit> splitTasks(const std::map<TaskKey, std::string> &domains, double share,
                             std::uint64_t seed)
{
    if (!(share > 0.0 && share < 1.0)) {
        return Error{ErrorCode::InvalidArgument, "share of tuning tasks",
                     "it must lie between 0 and 1"};
    }
    TaskSplit split;
    split.seed = seed;
    split.share = share;
    if (!domains.empty()) {
        auto total =
            static_cast<std::size_t>(std::llround(share * static_cast<double>(domains.size())));
        if (domains.size() > 1)
            total = std::clamp(total, std::size_t{1}, domains.size() - 1);
        std::vector<Domain> drawn = drawnDomains(domains, seed);
        apportion(drawn, share, total);
        for (Domain &domain : drawn) {
            for (std::size_t i = 0; i < domain.tasks.size(); ++i)
                (i < domain.taken ? split.tuning : split.heldOut)
                    .push_back(std::move(domain.tasks[i]));
        }
    }
    std::sort(split.tuning.begin(), split.tuning.end());
    std::sort(split.heldOut.begin(), split.heldOut.end());
    split.hash = hashOf(split);
    return split;
}

std::string domainOfKey(const TaskKey &key)
{
    const std::string &text = key.value();
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
    return second == std::string::npos ? std::string() : text.substr(first + 1, second - first - 1);
}
} // namespace gapscope
