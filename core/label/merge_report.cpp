// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_fields.h"
#include "core/label/label_merge.h"

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::ordered_json;

Json stateJson(const LabelState &state)
{
    if (const auto *removal = std::get_if<LabelRemoval>(&state)) {
        return Json{{"removed", true},
                    {"revision", removal->revision},
                    {"changed_ms", removal->changedMs},
                    {"by", removal->by}};
    }
    Json json;
    addLabelFields(json, std::get<Label>(state));
    return json;
}

std::string counted(int count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string brief(const LabelState &state)
{
    if (const auto *removal = std::get_if<LabelRemoval>(&state))
        return "removed by " + removal->by;
    const Label &label = std::get<Label>(state);
    return label.code + " (revision " + std::to_string(label.revision) + ")";
}

/// The first of a list, one a line.
template <class List, class Print>
void addList(std::string &text, const List &list, const Print &print)
{
    constexpr std::size_t shown = 10;
    std::size_t count = 0;
    for (const auto &entry : list) {
        if (++count > shown)
            break;
        text += "  " + print(entry) + "\n";
    }
    if (list.size() > shown)
        text += "  and more\n";
}
} // namespace

Result<std::string> mergeReportJson(const MergeReport &report)
{
    Json json{{"read", report.read},
              {"added", report.added},
              {"changed", report.changed},
              {"removed", report.removed},
              {"same", report.same},
              {"older", report.older},
              {"refused", report.refused},
              {"issues", Json::array()},
              {"conflict_count", report.conflictCount},
              {"conflicts", Json::array()},
              {"duplicate_count", report.duplicateCount},
              {"duplicates", Json::array()},
              {"unknown_codes", Json::object()},
              {"other_schemes", Json::object()},
              {"waiting", report.waiting},
              {"waiting_dialogue_count", report.waitingDialogueCount},
              {"waiting_dialogues", Json::array()},
              {"drift_count", report.driftCount},
              {"drifts", Json::array()}};
    for (const auto &[line, reason] : report.issues)
        json["issues"].push_back(Json{{"line", line}, {"reason", reason}});
    for (const LabelConflict &conflict : report.conflicts) {
        json["conflicts"].push_back(Json{{"id", idOf(conflict.here).value()},
                                         {"here", stateJson(conflict.here)},
                                         {"there", stateJson(conflict.there)},
                                         {"taken", conflict.taken ? "there" : "here"}});
    }
    for (const LabelDuplicate &each : report.duplicates) {
        json["duplicates"].push_back(Json{{"annotator", each.annotator},
                                          {"code", each.code},
                                          {"ids", {each.first.value(), each.second.value()}},
                                          {"count", each.count}});
    }
    for (const auto &[code, count] : report.unknownCodes)
        json["unknown_codes"][code] = count;
    for (const auto &[scheme, count] : report.otherSchemes)
        json["other_schemes"][scheme] = count;
    for (const WaitingDialogue &each : report.waitingDialogues) {
        json["waiting_dialogues"].push_back(
            Json{{"dialogue", each.id.value()},
                 {"id", each.nativeId},
                 {"corpus", each.corpus},
                 {"labels", each.labels},
                 {"instead", each.instead.empty() ? Json() : Json(each.instead.value())}});
    }
    for (const LabelDrift &drift : report.drifts) {
        json["drifts"].push_back(Json{{"id", drift.id.value()},
                                      {"side", drift.isReal ? "real" : "sim"},
                                      {"there", drift.there},
                                      {"here", drift.here ? Json(*drift.here) : Json()}});
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string mergeReportText(const MergeReport &report)
{
    std::string text = counted(report.added, "label", "labels") + " added, " +
                       std::to_string(report.changed) + " changed, " +
                       std::to_string(report.removed) + " removed; " + std::to_string(report.same) +
                       " known already, " + std::to_string(report.older) + " older than here\n";
    if (report.refused > 0) {
        text += counted(report.refused, "line", "lines") + " left out:\n";
        addList(text, report.issues, [](const auto &issue) {
            return "line " + std::to_string(issue.first) + ": " + issue.second;
        });
    }
    if (report.conflictCount > 0) {
        text += counted(report.conflictCount, "label", "labels") + " changed on both sides:\n";
        addList(text, report.conflicts, [](const LabelConflict &each) {
            return idOf(each.here).value() + ": here " + brief(each.here) + ", there " +
                   brief(each.there) + "; kept the one " + (each.taken ? "there" : "here");
        });
    }
    if (report.duplicateCount > 0) {
        text += counted(report.duplicateCount, "row has", "rows have") +
                " the same code of the same annotator more than once:\n";
        addList(text, report.duplicates, [](const LabelDuplicate &each) {
            return each.annotator + " " + each.code + ": " + each.first.value() + ", " +
                   each.second.value();
        });
    }
    for (const auto &[code, count] : report.unknownCodes)
        text += counted(count, "label has", "labels have") + " the code " + code +
                ", which the scheme here does not give out\n";
    for (const auto &[scheme, count] : report.otherSchemes)
        text += counted(count, "line is", "lines are") + " of another scheme: " + scheme + "\n";
    if (report.waiting > 0) {
        text += counted(report.waiting, "label waits", "labels wait") +
                " for dialogues that are not in this workspace:\n";
        addList(text, report.waitingDialogues, [](const WaitingDialogue &each) {
            return each.corpus + " " + each.nativeId + " (" + each.id.value() +
                   "): " + std::to_string(each.labels) +
                   (each.instead.empty() ? std::string()
                                         : "; here it has other words, as " + each.instead.value());
        });
    }
    if (report.driftCount > 0) {
        text += counted(report.driftCount, "label stands", "labels stand") +
                " on other words than here:\n";
        addList(text, report.drifts, [](const LabelDrift &each) {
            return each.id.value() + (each.isReal ? ", real turn" : ", simulated turn");
        });
    }
    return text;
}
} // namespace gapscope
