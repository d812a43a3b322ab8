// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_fields.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

template <class Value>
Json orNull(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

template <class Value>
Json nameOrNull(const std::optional<Value> &value)
{
    return value ? Json(name(*value)) : Json(nullptr);
}

void addSpan(Json &json, const char *begin, const char *end, const std::optional<TextRange> &span)
{
    json[begin] = span ? Json(span->begin) : Json(nullptr);
    json[end] = span ? Json(span->end) : Json(nullptr);
}
} // namespace

void addLabelFields(Json &json, const Label &label)
{
    json["id"] = label.id.value();
    json["real_dialogue"] = label.realDialogue.value();
    json["real_turn"] = orNull(label.realTurn);
    json["sim_dialogue"] = label.simDialogue.value();
    json["sim_turn"] = orNull(label.simTurn);
    json["code"] = label.code;
    json["severity"] = orNull(label.severity);
    json["note"] = label.note;
    json["annotator"] = label.annotator;
    json["created_ms"] = label.createdMs;
    json["changed_ms"] = label.changedMs;
    json["revision"] = label.revision;
    json["kind"] = name(label.kind);
    json["direction"] = nameOrNull(label.direction);
    json["effect"] = nameOrNull(label.effect);
    json["onset"] = label.onset;
    json["confidence"] = orNull(label.confidence);
    addSpan(json, "real_begin", "real_end", label.realSpan);
    addSpan(json, "sim_begin", "sim_end", label.simSpan);
    json["origin"] = name(label.origin);
    json["suggestion"] = label.suggestion;
    json["spent_ms"] = orNull(label.spentMs);
    json["flagged"] = label.flagged;
}
} // namespace gapscope
