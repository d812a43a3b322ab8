// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/corrected_lexicon.h"

#include "core/base/embedded.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>

namespace gapscope {
namespace {
// The order of lists matters: a phrase that begins with an earlier one of its list is left out.
using json = nlohmann::ordered_json;

constexpr std::string_view referenceFile = "resources/lexicons/reference.json";
constexpr std::string_view correctedFile = "resources/lexicons/corrected.json";
constexpr std::string_view acknowledgements = "ack_only_rate";

/// Applies one repair's changes to the lists.
class Patch
{
public:
    Patch(json &lists, std::string_view repair) : m_lists(lists), m_repair(repair) {}

    Result<void> apply(const json &changes)
    {
        const json removed = partOf(changes, "remove");
        for (const auto &[feature, phrases] : removed.items())
            for (const json &phrase : phrases)
                if (!take(listOf(feature), phrase))
                    return unknown(phrase);
        const json added = partOf(changes, "add");
        for (const auto &[feature, phrases] : added.items())
            append(listOf(feature), phrases);
        const json moved = partOf(changes, "move");
        for (const auto &[feature, move] : moved.items()) {
            const json phrases = move.contains("phrases") ? move.at("phrases") : listOf(feature);
            for (const json &phrase : phrases)
                if (!take(listOf(feature), phrase))
                    return unknown(phrase);
            append(m_lists["context"][move.at("to").get<std::string>()], phrases);
        }
        const json lists = partOf(changes, "lists");
        for (const auto &[name, phrases] : lists.items())
            append(m_lists["context"][name], phrases);
        const json forms = partOf(changes, "free_end");
        for (const json &form : forms)
            if (!freeEnd(form))
                return unknown(form);
        return {};
    }

private:
    static json partOf(const json &changes, const char *name)
    {
        return changes.contains(name) ? changes.at(name) : json();
    }

    json &listOf(std::string_view feature)
    {
        return feature == acknowledgements ? m_lists["acknowledgements"]
                                           : m_lists["cues"][std::string(feature)];
    }

    static bool take(json &list, const json &phrase)
    {
        const auto found = std::find(list.begin(), list.end(), phrase);
        if (found == list.end())
            return false;
        list.erase(found);
        return true;
    }

    static void append(json &list, const json &phrases)
    {
        if (list.is_null())
            list = json::array();
        list.insert(list.end(), phrases.begin(), phrases.end());
    }

    bool freeEnd(const json &name)
    {
        for (json &form : m_lists["open_forms"]) {
            if (form.at("name") != name)
                continue;
            form["free_end"] = true;
            return true;
        }
        return false;
    }

    Error unknown(const json &what) const
    {
        return {ErrorCode::InputMalformed, "repairs/" + std::string(m_repair),
                "the reference has no " + what.dump()};
    }

    json &m_lists;
    std::string_view m_repair;
};
} // namespace

Result<std::string> correctedLists(std::string_view reference, std::string_view corrections,
                                   const RepairSet &repairs)
{
    json lists = json::parse(reference, nullptr, false);
    const json root = json::parse(corrections, nullptr, false);
    if (!lists.is_object() || !root.is_object())
        return Error{ErrorCode::InputMalformed, "lexicon", "not a JSON object"};
    lists["context"] = json::object();
    const json &changes = root.at("repairs");
    for (const Repair repair : repairs.list()) {
        const auto found = changes.find(std::string(info(repair).key));
        if (found == changes.end())
            continue;
        if (const auto done = Patch(lists, info(repair).key).apply(*found); !done)
            return done.error();
    }
    return lists.dump();
}

Lexicon correctedLexicon(const RepairSet &repairs)
{
    const auto lists =
        correctedLists(embeddedFile(referenceFile), embeddedFile(correctedFile), repairs);
    assert(lists);
    auto parsed = Lexicon::parse(*lists);
    assert(parsed);
    return std::move(*parsed);
}

std::string featureVersion(const RepairSet &repairs)
{
    const RepairSet ofText = repairs.ofText();
    std::string version = referenceLexicon().version();
    if (ofText.none())
        return version;
    static const std::string corrections = [] {
        const json root = json::parse(embeddedFile(correctedFile));
        return root.at("name").get<std::string>() + "-" +
               std::to_string(root.at("version").get<unsigned>());
    }();
    version.append("+").append(corrections);
    for (const Repair repair : ofText.list())
        version.append(" ").append(info(repair).key);
    return version;
}
} // namespace gapscope
