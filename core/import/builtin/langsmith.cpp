// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of LangSmith, one a record or in a list `runs` (formats.md, section 2.13).
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"
#include "core/import/span_messages.h"
#include "core/import/span_reading.h"

#include <algorithm>
#include <utility>

namespace gapscope::importers {
namespace {
bool isRun(const Json &value)
{
    return member(value, "run_type") &&
           (member(value, "inputs") || member(value, "trace_id") || member(value, "dotted_order"));
}

const Json *firstRun(const Probe &probe)
{
    if (isRun(probe.first))
        return &probe.first;
    const Json *runs = member(probe.first, "runs");
    return runs && runs->is_array() && !runs->empty() && isRun(runs->front()) ? &runs->front()
                                                                              : nullptr;
}

const Json *metadataOf(const Json &run)
{
    const Json *extra = member(run, "extra");
    return extra ? member(*extra, "metadata") : nullptr;
}

Json fieldsOf(const Json &run)
{
    Json fields = Json::object();
    if (const Json *metadata = metadataOf(run); metadata && metadata->is_object())
        fields["metadata"] = *metadata;
    for (const std::string_view name : {"tags", "error", "feedback_stats", "session_id"}) {
        const Json *value = member(run, name);
        if (value && !value->is_null() && !(value->is_structured() && value->empty()))
            fields[name == "session_id" ? "project_id" : std::string(name)] = *value;
    }
    if (const Json *example = firstMember(run, {"reference_example_id"});
        example && !told(fields, {"task_id", "task"}))
        fields["task_id"] = *example;
    const Json *feedback = member(run, "feedback_stats");
    if (const Json *reward = feedback ? member(*feedback, "reward") : nullptr) {
        if (const Json *average = reward->is_object() ? member(*reward, "avg") : reward)
            fields["reward"] = *average;
    }
    return fields;
}

std::vector<Span> spansOf(const Record &record)
{
    const Json &run = record.value;
    if (!isRun(run))
        return {};
    Span span;
    // The run's own session_id is the project.
    if (const Json *metadata = metadataOf(run))
        span.conversation =
            textOf(firstMember(*metadata, {"thread_id", "conversation_id", "session_id"}));
    span.trace = textOf(firstMember(run, {"trace_id", "id"}));
    if (span.trace.empty())
        span.trace = numberedId(record.number);
    span.fields = fieldsOf(run);
    const std::string type = textOf(member(run, "run_type"));
    SpanCall call;
    const std::string order = textOf(member(run, "dotted_order"));
    if (order.empty()) {
        span.id = textOf(member(run, "id"));
        span.parent = textOf(member(run, "parent_run_id"));
    } else {
        call.depth = static_cast<int>(std::count(order.begin(), order.end(), '.'));
    }
    const bool root = order.empty() ? span.parent.empty() : call.depth == 0;
    call.fallback = type != "llm";
    if (type == "llm" || (type == "chain" && root)) {
        if (const Json *inputs = member(run, "inputs"))
            call.input = messagesIn(*inputs, "user");
        if (const Json *outputs = member(run, "outputs"))
            call.output = messagesIn(*outputs, "assistant");
    }
    call.startMs = timeOf(member(run, "start_time"));
    call.error = textOf(member(run, "error"));
    if (call.error.empty() && textOf(member(run, "status")) == "error")
        call.error = "error";
    if (!call.input.empty() || !call.output.empty())
        span.call = std::move(call);
    return {std::move(span)};
}

class LangSmith final : public Importer
{
public:
    std::string_view id() const override { return "langsmith"; }
    std::string_view title() const override { return "LangSmith runs"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *run = firstRun(probe);
        if (!run)
            return {};
        Sniff found{92, guessOfChat(probe)};
        const Json *metadata = metadataOf(*run);
        found.guess.agentModel =
            metadata ? textOf(firstMember(*metadata, {"ls_model_name", "model"})) : std::string();
        if (const CorpusKind kind =
                metadata ? kindOfSource(textOf(member(*metadata, "source"))) : CorpusKind::Unknown;
            kind != CorpusKind::Unknown)
            found.guess.kind = kind;
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        const bool listed = probe.isObject() && !isRun(probe.first);
        return readSpans(probe, context, output,
                         listed ? RecordLayout::NestedMembers : RecordLayout::Items, spansOf);
    }
};
} // namespace

std::unique_ptr<Importer> langsmith()
{
    return std::make_unique<LangSmith>();
}
} // namespace gapscope::importers
