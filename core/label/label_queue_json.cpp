// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_queue.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace gapscope {
namespace {
using Json = nlohmann::json;

template <class Value>
using Names = std::vector<std::pair<Value, const char *>>;

const Names<QueueOrder> orders{{QueueOrder::Divergence, "divergence"},
                               {QueueOrder::Disagreement, "disagreement"},
                               {QueueOrder::Random, "random"},
                               {QueueOrder::Rule, "rule"}};
const Names<QueueRule::Field> fields{{QueueRule::Field::Feature, "feature"},
                                     {QueueRule::Field::Label, "label"},
                                     {QueueRule::Field::Divergence, "divergence"},
                                     {QueueRule::Field::Outcome, "outcome"}};
const Names<QueueRule::Side> sides{{QueueRule::Side::Sim, "sim"},
                                   {QueueRule::Side::Real, "real"},
                                   {QueueRule::Side::Difference, "difference"}};
const Names<QueueRule::Test> tests{{QueueRule::Test::Less, "lt"},
                                   {QueueRule::Test::Greater, "gt"},
                                   {QueueRule::Test::Equals, "equals"}};

template <class Value>
const char *nameOf(const Names<Value> &names, Value value)
{
    for (const auto &[one, text] : names)
        if (one == value)
            return text;
    return "";
}

template <class Value>
std::optional<Value> valueOf(const Names<Value> &names, std::string_view name)
{
    for (const auto &[one, text] : names)
        if (name == text)
            return one;
    return std::nullopt;
}

Json jsonOf(const QueueRule &rule)
{
    return {{"field", nameOf(fields, rule.field)},
            {"side", nameOf(sides, rule.side)},
            {"key", rule.key},
            {"test", nameOf(tests, rule.test)},
            {"value", rule.value},
            {"priority", rule.priority},
            {"why", rule.why}};
}

Error malformed(std::string detail)
{
    return {ErrorCode::InputMalformed, "label queue", std::move(detail)};
}

/// nlohmann's own errors are exceptions; they end here.
Result<QueueRule> ruleOf(const Json &json)
{
    const auto field = valueOf(fields, json.at("field").get<std::string>());
    const auto side = valueOf(sides, json.at("side").get<std::string>());
    const auto test = valueOf(tests, json.at("test").get<std::string>());
    if (!field || !side || !test)
        return malformed("a rule with an unknown field, side or test");
    return QueueRule{*field,
                     *side,
                     json.at("key").get<std::string>(),
                     *test,
                     json.at("value").get<double>(),
                     json.at("priority").get<int>(),
                     json.at("why").get<std::string>()};
}

Result<LabelQueue> queueOf(const Json &json)
{
    const auto order = queueOrder(json.at("order").get<std::string>());
    if (!order)
        return malformed("an unknown order");
    LabelQueue queue;
    queue.order = *order;
    for (const Json &one : json.at("rules")) {
        Result<QueueRule> rule = ruleOf(one);
        if (!rule)
            return rule.error();
        queue.rules.push_back(std::move(*rule));
    }
    queue.seed = json.at("seed").get<std::uint64_t>();
    queue.simulators = json.at("simulators").get<std::vector<std::string>>();
    for (const Json &task : json.at("tasks"))
        queue.tasks.emplace_back(task.get<std::string>());
    queue.limit = json.at("limit").get<int>();
    queue.annotators = json.at("annotators").get<std::vector<std::string>>();
    queue.doubleShare = json.at("double_share").get<double>();
    queue.auditShare = json.at("audit_share").get<double>();
    const Json &blind = json.at("blind");
    queue.blind = {blind.at("others").get<bool>(), blind.at("source").get<bool>(),
                   blind.at("simulator").get<bool>()};
    return queue;
}
} // namespace

const char *name(QueueOrder order)
{
    return nameOf(orders, order);
}

std::optional<QueueOrder> queueOrder(std::string_view name)
{
    return valueOf(orders, name);
}

std::string queueJson(const LabelQueue &queue)
{
    Json rules = Json::array();
    for (const QueueRule &rule : queue.rules)
        rules.push_back(jsonOf(rule));
    Json tasks = Json::array();
    for (const TaskKey &task : queue.tasks)
        tasks.push_back(task.value());
    const Json json{{"order", name(queue.order)},
                    {"rules", rules},
                    {"seed", queue.seed},
                    {"simulators", queue.simulators},
                    {"tasks", tasks},
                    {"limit", queue.limit},
                    {"annotators", queue.annotators},
                    {"double_share", queue.doubleShare},
                    {"audit_share", queue.auditShare},
                    {"blind",
                     {{"others", queue.blind.others},
                      {"source", queue.blind.source},
                      {"simulator", queue.blind.simulator}}}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<LabelQueue> parseQueue(std::string_view json)
{
    try {
        return queueOf(Json::parse(json));
    } catch (const Json::exception &fault) {
        return malformed(fault.what());
    }
}
} // namespace gapscope
