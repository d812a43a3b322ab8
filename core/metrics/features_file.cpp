// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_files.h"

#include "core/metrics/json_text.h"
#include "core/metrics/usi_entries.h"

namespace gapscope {
namespace {
void appendSpans(std::string &out, const std::vector<CueSpan> &spans)
{
    out += ",\"spans\":[";
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const CueSpan &span = spans[i];
        out += i == 0 ? "" : ",";
        out += "{\"turn\":" + std::to_string(span.turn) +
               ",\"begin\":" + std::to_string(span.begin) + ",\"end\":" + std::to_string(span.end) +
               ",\"feature\":\"" + std::string(info(span.feature).key) + "\",\"cue\":";
        appendJsonString(out, span.cue);
        out += '}';
    }
    out += ']';
}

Result<Source> sourceOf(const JsonValue &entry, FileKind kind, const EntryPlace &place)
{
    switch (kind) {
    case FileKind::Real:
        return Source::Human;
    case FileKind::Simulated:
        return Source::Llm;
    case FileKind::Entry:
        break;
    }
    const JsonValue *source = entry.find("source");
    if (source && source->isString() && source->text == "human")
        return Source::Human;
    if (source && source->isString() && source->text == "llm")
        return Source::Llm;
    return entryError(place, "source", "\"human\" or \"llm\" is expected");
}
} // namespace

std::string featuresJson(const std::optional<DialogueFeatures> &features, bool spans)
{
    if (!features)
        return "null";
    std::string out = "{";
    for (const FeatureInfo &entry : featureTable()) {
        out += out.size() == 1 ? "\"" : ",\"";
        out += std::string(entry.key) + "\":";
        appendJsonNumber(out, features->values[entry.feature]);
    }
    if (spans)
        appendSpans(out, features->spans);
    return out + "}";
}

Result<std::string> featuresOfFile(const std::filesystem::path &path, FileKind kind, bool spans,
                                   const Edition &edition, JobContext &job)
{
    const std::string file = path.string();
    const auto document = JsonDocument::read(path);
    if (!document)
        return document.error();
    const auto entries = entriesOf(*document, file);
    if (!entries)
        return entries.error();
    FeatureExtractor extractor(edition.repairs);
    std::string out = "{";
    const auto total = static_cast<std::int64_t>((*entries)->size());
    std::int64_t done = 0;
    for (const JsonMember &member : **entries) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, file, {}};
        const EntryPlace place{file, member.key};
        const auto source = sourceOf(member.value, kind, place);
        if (!source)
            return source.error();
        std::deque<std::string> texts;
        const auto messages = messagesOf(member.value, place, texts);
        if (!messages)
            return messages.error();
        out += done == 0 ? "\n" : ",\n";
        appendJsonString(out, member.key);
        out += ": " + featuresJson(extractor.extract(*messages, *source, spans), spans);
        job.report(++done, total);
    }
    return out + "\n}\n";
}
} // namespace gapscope
