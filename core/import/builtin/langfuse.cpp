// SPDX-License-Identifier: GPL-3.0-or-later
// Langfuse: a trace with its observations in it or beside it, a session with its traces, lists of
// traces, and observations one by one (formats.md, section 2.11).
#include "core/import/chat_dialogues.h"
#include "core/import/fields.h"
#include "core/import/file_name.h"
#include "core/import/span_messages.h"
#include "core/import/span_reading.h"
#include "core/import/table_records.h"

#include <algorithm>
#include <utility>

namespace gapscope::importers {
namespace {
bool isObservation(const Json &value)
{
    return firstMember(value, {"traceId", "trace_id"}) && member(value, "type") &&
           firstMember(value, {"startTime", "start_time"}) && !member(value, "attributes");
}

bool isTrace(const Json &value)
{
    if (!value.is_object() || member(value, "attributes"))
        return false;
    const bool listed = member(value, "observations") || member(value, "scores");
    const bool talk = member(value, "input") || member(value, "output");
    return (listed || talk) && member(value, "id") &&
           (member(value, "sessionId") || (listed && member(value, "timestamp")) ||
            member(value, "observations"));
}

/// The trace of a download {trace, observations}; null = the value is something else.
const Json *traceBesideObservations(const Json &value)
{
    const Json *trace = member(value, "trace");
    const Json *observations = member(value, "observations");
    return trace && member(*trace, "id") && observations && observations->is_array() ? trace
                                                                                     : nullptr;
}

/// A session's traces, or the page of a list.
const Json *tracesOf(const Json &value)
{
    for (const std::string_view name : {"traces", "data"}) {
        const Json *list = member(value, name);
        if (list && list->is_array() && !list->empty() &&
            (isTrace(list->front()) || isObservation(list->front())))
            return list;
    }
    return nullptr;
}

/// Scores called reward and success are the outcome; the others stay in the metadata.
void addScores(const Json *scores, Json &fields)
{
    if (!scores || !scores->is_array())
        return;
    Json others = Json::array();
    for (const Json &score : *scores) {
        const std::string name = lowered(textOf(member(score, "name")));
        const std::optional<double> value = numberOf(member(score, "value"));
        if (name == "reward" && value)
            fields["reward"] = *value;
        else if (name == "success" && value)
            fields["success"] = *value > 0;
        else if (score.is_object())
            others.push_back(score);
    }
    if (!others.empty())
        fields["scores"] = std::move(others);
}

Json fieldsOf(const Json &trace)
{
    Json fields = Json::object();
    const Json metadata = decoded(member(trace, "metadata"));
    if (metadata.is_object() && !metadata.empty())
        fields["metadata"] = metadata;
    for (const char *name : {"name", "userId", "tags", "release", "version", "environment"}) {
        const Json value = decoded(member(trace, name));
        if (!value.is_null() && !(value.is_structured() && value.empty()))
            fields[name] = value;
    }
    addScores(member(trace, "scores"), fields);
    return fields;
}

SpanCall callOf(const Json &value)
{
    SpanCall call;
    call.input = messagesIn(decoded(member(value, "input")), "user");
    call.output = messagesIn(decoded(member(value, "output")), "assistant");
    call.startMs = timeOf(firstMember(value, {"startTime", "start_time", "timestamp"}));
    if (textOf(member(value, "level")) == "ERROR") {
        const std::string said = textOf(firstMember(value, {"statusMessage", "status_message"}));
        call.error = said.empty() ? "error" : said;
    }
    return call;
}

void add(Span span, SpanCall call, std::vector<Span> &spans)
{
    if (!call.input.empty() || !call.output.empty())
        span.call = std::move(call);
    spans.push_back(std::move(span));
}

void addObservation(const Json &value, const std::string &trace, const std::string &session,
                    std::vector<Span> &spans)
{
    Span span;
    span.id = textOf(member(value, "id"));
    span.parent = textOf(firstMember(value, {"parentObservationId", "parent_observation_id"}));
    span.trace = textOf(firstMember(value, {"traceId", "trace_id"}));
    if (span.trace.empty())
        span.trace = trace;
    span.conversation =
        session.empty() ? textOf(firstMember(value, {"sessionId", "traceSessionId"})) : session;
    const std::string type = textOf(member(value, "type"));
    add(std::move(span), type == "GENERATION" ? callOf(value) : SpanCall(), spans);
}

void addTrace(const Json &trace, const Json *observations, const std::string &session,
              std::vector<Span> &spans)
{
    Span span;
    span.trace = textOf(member(trace, "id"));
    span.conversation = textOf(member(trace, "sessionId"));
    if (span.conversation.empty())
        span.conversation = session;
    span.fields = fieldsOf(trace);
    const std::string id = span.trace;
    const std::string conversation = span.conversation;
    SpanCall call = callOf(trace);
    call.fallback = true;
    add(std::move(span), std::move(call), spans);
    if (!observations || !observations->is_array())
        return;
    for (const Json &each : *observations) {
        // Lists give the observations' ids only.
        if (each.is_object())
            addObservation(each, id, conversation, spans);
    }
}

std::vector<Span> spansOf(const Record &record)
{
    std::vector<Span> spans;
    const Json &value = record.value;
    if (const Json *traces = tracesOf(value)) {
        const std::string session =
            member(value, "traces") ? textOf(member(value, "id")) : std::string();
        for (const Json &trace : *traces) {
            if (isObservation(trace))
                addObservation(trace, {}, {}, spans);
            else if (trace.is_object())
                addTrace(trace, member(trace, "observations"), session, spans);
        }
    } else if (const Json *trace = traceBesideObservations(value)) {
        addTrace(*trace, member(value, "observations"), {}, spans);
    } else if (isObservation(value)) {
        addObservation(value, {}, {}, spans);
    } else if (value.is_object() && member(value, "id")) {
        addTrace(value, member(value, "observations"), {}, spans);
    }
    return spans;
}

/// An export of the table of traces or observations.
bool isTable(const std::vector<std::string> &header)
{
    const auto has = [&](std::string_view name) {
        return std::find(header.begin(), header.end(), name) != header.end();
    };
    return has("id") && has("input") && has("output") &&
           (has("sessionId") || has("traceId") || has("traceName") || has("timestamp"));
}

/// The first trace or observation of the file.
const Json *firstOf(const Probe &probe)
{
    if (const Json *traces = tracesOf(probe.first))
        return &traces->front();
    if (const Json *trace = traceBesideObservations(probe.first))
        return trace;
    return isTrace(probe.first) || isObservation(probe.first) ? &probe.first : nullptr;
}

class Langfuse final : public Importer
{
public:
    std::string_view id() const override { return "langfuse"; }
    std::string_view title() const override { return "Langfuse traces and sessions"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (const auto header = tableHeader(probe); header && isTable(*header))
            return {88, guessFromFileName(probe.fileName)};
        const Json *first = firstOf(probe);
        if (!first)
            return {};
        Sniff found{88, guessOfChat(probe)};
        CorpusGuess &guess = found.guess;
        if (const Json *tags = member(*first, "tags"); tags && tags->is_array()) {
            for (const Json &tag : *tags) {
                const CorpusKind kind = kindOfSource(textOf(&tag));
                if (kind != CorpusKind::Unknown && guess.kind == CorpusKind::Unknown)
                    guess.kind = kind;
            }
        }
        guess.agentModel = textOf(member(*first, "model"));
        const Json &around = traceBesideObservations(probe.first) ? probe.first : *first;
        if (const Json *observations = member(around, "observations");
            observations && observations->is_array()) {
            for (const Json &each : *observations) {
                if (guess.agentModel.empty())
                    guess.agentModel = textOf(firstMember(each, {"model"}));
            }
        }
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        return readSpans(probe, context, output, RecordLayout::Items, spansOf);
    }
};
} // namespace

std::unique_ptr<Importer> langfuse()
{
    return std::make_unique<Langfuse>();
}
} // namespace gapscope::importers
