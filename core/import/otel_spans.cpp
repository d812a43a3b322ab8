// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/otel_spans.h"

#include "core/import/fields.h"
#include "core/import/otel_attributes.h"
#include "core/import/span_messages.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace gapscope {
namespace {
/// OpenInference and OpenLLMetry wrap each thing in its name: {message: {tool_calls:
/// [{tool_call}]}}.
Json unwrapped(const Json &entry)
{
    const Json *inside = member(entry, "message");
    const Json &body = inside && inside->is_object() ? *inside : entry;
    if (!body.is_object())
        return body;
    Json message = Json::object();
    for (const auto &[key, value] : body.items()) {
        if (key == "contents" && value.is_array()) {
            Json blocks = Json::array();
            for (const Json &each : value) {
                const Json *block = member(each, "message_content");
                blocks.push_back(block ? *block : each);
            }
            message["content"] = std::move(blocks);
        } else if (key == "tool_calls" && value.is_array()) {
            Json calls = Json::array();
            for (const Json &each : value) {
                const Json *call = member(each, "tool_call");
                calls.push_back(call ? *call : each);
            }
            message["tool_calls"] = std::move(calls);
        } else if (!(key == "content" && message.contains("content"))) {
            message[key] = value;
        }
    }
    return message;
}

void appendUnwrapped(const Json &list, std::vector<SpanMessage> &messages)
{
    if (!list.is_array())
        return;
    for (const Json &entry : list) {
        const Json message = unwrapped(entry);
        // Choices: {message: {role, content}, finish_reason} are unwrapped as well.
        for (SpanMessage &found : messagesIn(message, "assistant"))
            messages.push_back({std::move(found.message), entry});
    }
}

void append(std::vector<SpanMessage> &messages, std::vector<SpanMessage> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(messages));
}

/// Older conventions: one event a message, its fields as attributes or in a body.
void addEvents(const Json &span, SpanCall &call)
{
    const Json *events = member(span, "events");
    if (!events || !events->is_array())
        return;
    for (const Json &event : *events) {
        const std::string name = textOf(member(event, "name"));
        if (!name.starts_with("gen_ai."))
            continue;
        Json body = attributesOf(event);
        addFields(body, decoded(member(event, "body")));
        for (const char *attribute : {"gen_ai.event.content", "event_body"}) {
            if (const Json *content = member(body, attribute))
                addFields(body, decoded(content));
        }
        append(call.input, messagesIn(attributesBelow(body, "gen_ai.input.messages"), "user"));
        append(call.output,
               messagesIn(attributesBelow(body, "gen_ai.output.messages"), "assistant"));
        append(call.input, messagesIn(attributesBelow(body, "gen_ai.prompt"), "user"));
        append(call.output, messagesIn(attributesBelow(body, "gen_ai.completion"), "assistant"));
        const bool choice = name == "gen_ai.choice";
        if (!choice && !name.ends_with(".message"))
            continue;
        Json message = choice ? decoded(member(body, "message")) : body;
        if (message.is_string())
            message = Json{{"content", message}};
        if (!message.is_object())
            message = body;
        for (const char *field : {"tool_calls", "content"}) {
            if (const Json *value = member(message, field))
                message[field] = decoded(value);
        }
        if (!message.contains("role"))
            message["role"] = choice ? std::string("assistant") : name.substr(7, name.size() - 15);
        if (message["role"] == "tool" && message.contains("id"))
            message["tool_call_id"] = message["id"];
        (choice ? call.output : call.input).push_back({std::move(message), event});
    }
}

/// What no person would look for in a dialogue's metadata: the messages once more.
bool isContent(const std::string &key)
{
    static constexpr std::array<std::string_view, 12> names{
        "llm.input_messages", "llm.output_messages", "input.value",   "output.value",
        "gen_ai.input.",      "gen_ai.output.",      "gen_ai.prompt", "gen_ai.completion",
        "gen_ai.system_inst", "llm.tools",           "llm.prompt",    "gen_ai.tool.definitions"};
    return key == "llm" || key == "input" || key == "output" || key == "gen_ai" ||
           std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return key.starts_with(name); });
}

std::string firstText(const Json &attributes, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const Json value = attributesBelow(attributes, name);
        if (value.is_string() || value.is_number())
            return textOf(&value);
    }
    return {};
}

/// What the span failed with: OTLP's {status: {code: 2, message}}, as names in other writers', or
/// columns.
std::string errorOf(const Json &span)
{
    const Json *inside = member(span, "status");
    const Json &status = inside && inside->is_object() ? *inside : span;
    const std::string code = textOf(firstMember(status, {"code", "status_code"}));
    if (code != "2" && !code.ends_with("ERROR"))
        return {};
    const std::string said =
        textOf(firstMember(status, {"message", "status_message", "description"}));
    return said.empty() ? "error" : said;
}

SpanCall callOf(const Json &attributes, const Json &span)
{
    SpanCall call;
    const Json instructions = attributesBelow(attributes, "gen_ai.system_instructions");
    if (!instructions.is_null())
        call.input.push_back(
            {Json{{"role", "system"}, {"content", instructions}}, Json{{"system", instructions}}});
    append(call.input, messagesIn(attributesBelow(attributes, "gen_ai.input.messages"), "user"));
    append(call.output,
           messagesIn(attributesBelow(attributes, "gen_ai.output.messages"), "assistant"));
    for (const char *name : {"llm.input_messages", "gen_ai.prompt"})
        appendUnwrapped(attributesBelow(attributes, name), call.input);
    for (const char *name : {"llm.output_messages", "gen_ai.completion"})
        appendUnwrapped(attributesBelow(attributes, name), call.output);
    addEvents(span, call);
    const std::string operation = firstText(attributes, {"gen_ai.operation.name"});
    const std::string kind = lowered(firstText(attributes, {"openinference.span.kind"}));
    call.fallback = operation == "invoke_agent" || (!kind.empty() && kind != "llm");
    if (call.input.empty() && call.output.empty() && kind != "tool" && kind != "retriever" &&
        kind != "embedding" && kind != "reranker") {
        call.fallback = true;
        call.input = messagesIn(attributesBelow(attributes, "input.value"), "user");
        call.output = messagesIn(attributesBelow(attributes, "output.value"), "assistant");
    }
    return call;
}

Span spanOf(const Json &value, std::int64_t number)
{
    const Json *context = member(value, "context");
    const Json &ids = context && context->is_object() ? *context : value;
    const Json attributes = attributesOf(value);
    Span span;
    span.id = textOf(firstMember(ids, {"spanId", "span_id", "context.span_id"}));
    span.trace = textOf(firstMember(ids, {"traceId", "trace_id", "context.trace_id"}));
    if (span.trace.empty())
        span.trace = span.id.empty() ? numberedId(number) : span.id;
    span.parent = textOf(firstMember(value, {"parentSpanId", "parent_span_id", "parent_id"}));
    span.conversation =
        firstText(attributes, {"gen_ai.conversation.id", "session.id", "langfuse.session.id",
                               "traceloop.association.properties.session_id", "conversation.id",
                               "gen_ai.thread.id", "thread_id", "session_id"});
    for (const auto &[key, field] : attributes.items()) {
        if (!isContent(key))
            span.fields[key] = key == "metadata" ? decoded(&field) : field;
    }
    SpanCall call = callOf(attributes, value);
    if (!call.input.empty() || !call.output.empty()) {
        call.startMs = timeOf(firstMember(value, {"startTimeUnixNano", "start_time_unix_nano",
                                                  "start_time", "startTime", "start_timestamp"}));
        call.error = errorOf(value);
        span.call = std::move(call);
    }
    return span;
}

bool isSpan(const Json &value)
{
    const Json *context = member(value, "context");
    const Json &ids = context && context->is_object() ? *context : value;
    return firstMember(ids, {"traceId", "trace_id", "context.trace_id"}) &&
           (member(value, "attributes") || !attributesOf(value).empty());
}

void collect(const Json &value, std::vector<const Json *> &spans, int depth)
{
    if (depth > 6 || !value.is_object())
        return;
    if (isSpan(value)) {
        spans.push_back(&value);
        return;
    }
    for (const std::string_view name :
         {"resourceSpans", "resource_spans", "batches", "scopeSpans", "scope_spans",
          "instrumentationLibrarySpans", "spans", "data"}) {
        const Json *list = member(value, name);
        if (!list || !list->is_array())
            continue;
        for (const Json &each : *list)
            collect(each, spans, depth + 1);
    }
}

std::vector<const Json *> firstSpans(const Probe &probe)
{
    std::vector<const Json *> spans;
    collect(probe.first, spans, 0);
    return spans;
}
} // namespace

std::vector<Span> spansOfTelemetry(const Record &record)
{
    std::vector<const Json *> found;
    collect(record.value, found, 0);
    std::vector<Span> spans;
    for (const Json *value : found)
        spans.push_back(spanOf(*value, record.number));
    return spans;
}

bool holdsTelemetry(const Probe &probe)
{
    return member(probe.first, "resourceSpans") || !firstSpans(probe).empty();
}

bool hasAttribute(const Probe &probe, std::string_view prefix)
{
    const auto has = [&](const Json &attributes) {
        for (const auto &[key, value] : attributes.items()) {
            if (key.starts_with(prefix) || (prefix == key + "." && value.is_object()))
                return true;
        }
        return false;
    };
    for (const Json *span : firstSpans(probe)) {
        if (has(attributesOf(*span)))
            return true;
        const Json *events = member(*span, "events");
        if (events && events->is_array() &&
            std::any_of(events->begin(), events->end(), [&](const Json &event) {
                return textOf(member(event, "name")).starts_with(prefix);
            }))
            return true;
    }
    return false;
}

std::string modelOfTelemetry(const Probe &probe)
{
    for (const Json *span : firstSpans(probe)) {
        std::string model =
            firstText(attributesOf(*span),
                      {"gen_ai.response.model", "gen_ai.request.model", "llm.model_name"});
        if (!model.empty())
            return model;
    }
    return {};
}

RecordLayout telemetryLayout(const Probe &probe)
{
    const bool request =
        probe.isObject() &&
        (member(probe.first, "resourceSpans") || member(probe.first, "resource_spans") ||
         member(probe.first, "batches") || member(probe.first, "spans"));
    return request ? RecordLayout::NestedMembers : RecordLayout::Items;
}
} // namespace gapscope
