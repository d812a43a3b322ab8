// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_merge.h"

#include "core/base/hash.h"
#include "core/label/label_fields.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <tuple>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

/// What a version says, for the last comparison.
std::string bytesOf(const LabelState &state)
{
    if (const auto *removal = std::get_if<LabelRemoval>(&state))
        return removalJson(*removal);
    Json json;
    addLabelFields(json, std::get<Label>(state));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}
} // namespace

const LabelId &idOf(const LabelState &state)
{
    return std::visit([](const auto &each) -> const LabelId & { return each.id; }, state);
}

int revisionOf(const LabelState &state)
{
    return std::visit([](const auto &each) { return each.revision; }, state);
}

std::int64_t changedMsOf(const LabelState &state)
{
    return std::visit([](const auto &each) { return each.changedMs; }, state);
}

std::string removalJson(const LabelRemoval &removal)
{
    // The first field tells it from a label, also in the history of the store.
    const Json json{{"removed", true},
                    {"id", removal.id.value()},
                    {"revision", removal.revision},
                    {"changed_ms", removal.changedMs},
                    {"by", removal.by}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<LabelRemoval> removalFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("removed", Json()) != Json(true))
        return std::nullopt;
    try {
        const auto revision = json.at("revision").get<std::int64_t>();
        LabelRemoval removal{LabelId{json.at("id").get<std::string>()}, static_cast<int>(revision),
                             json.at("changed_ms").get<std::int64_t>(),
                             json.value("by", std::string())};
        if (removal.id.empty() || revision < 1 || revision > std::numeric_limits<int>::max())
            return std::nullopt;
        return removal;
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

bool isNewer(const LabelState &a, const LabelState &b)
{
    const auto key = [](const LabelState &state) {
        return std::tuple(revisionOf(state), changedMsOf(state), isRemoval(state));
    };
    if (key(a) != key(b))
        return key(a) > key(b);
    return bytesOf(a) > bytesOf(b);
}

std::string labelMark(const Label &label)
{
    Sha256 hash;
    hash.add(bytesOf(label));
    return hash.finishHex(4);
}

LabelStates merged(const LabelStates &a, const LabelStates &b)
{
    LabelStates result = a;
    for (const auto &[id, state] : b) {
        const auto [place, isNew] = result.emplace(id, state);
        if (!isNew && isNewer(state, place->second))
            place->second = state;
    }
    return result;
}
} // namespace gapscope
