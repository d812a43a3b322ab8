// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/edition.h"

#include "core/metrics/usi_engine.h"

namespace gapscope {
namespace {
constexpr std::string_view with = " with ";
constexpr std::string_view without = " without ";
constexpr std::string_view separator = ", ";

std::string joined(const std::vector<Repair> &repairs)
{
    std::string text;
    for (const Repair repair : repairs) {
        text += text.empty() ? std::string_view() : separator;
        text += info(repair).key;
    }
    return text;
}

std::vector<std::string> split(std::string_view list)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = list.find(separator);
        parts.emplace_back(list.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        list.remove_prefix(end + separator.size());
    }
}

Error unknown(const char *what, std::string_view name)
{
    return {ErrorCode::NotFound, std::string(what) + " " + std::string(name), {}};
}
} // namespace

std::string name(const Edition &edition)
{
    const std::vector<Repair> made = edition.repairs.list();
    std::vector<Repair> leftOut;
    for (const RepairInfo &entry : repairTable())
        if (!edition.repairs.has(entry.repair))
            leftOut.push_back(entry.repair);
    if (made.empty())
        return "reference";
    if (leftOut.empty())
        return "corrected";
    return made.size() < leftOut.size()
               ? std::string("reference").append(with).append(joined(made))
               : std::string("corrected").append(without).append(joined(leftOut));
}

Result<Edition> editionFrom(std::string_view name)
{
    std::size_t mark = name.find(without);
    if (mark != std::string_view::npos)
        return editionFrom(name.substr(0, mark), {}, split(name.substr(mark + without.size())));
    mark = name.find(with);
    if (mark != std::string_view::npos)
        return editionFrom(name.substr(0, mark), split(name.substr(mark + with.size())), {});
    if (name == "reference")
        return Edition::reference();
    if (name == "corrected")
        return Edition::corrected();
    return unknown("edition", name);
}

Result<Edition> editionFrom(std::string_view name, const std::vector<std::string> &with,
                            const std::vector<std::string> &without)
{
    Result<Edition> edition = editionFrom(name);
    if (!edition)
        return edition;
    RepairSet switchedOn;
    for (const std::string &key : with) {
        const std::optional<Repair> repair = repairByKey(key);
        if (!repair)
            return unknown("repair", key);
        switchedOn = switchedOn.with(*repair);
        edition->repairs = edition->repairs.with(*repair);
    }
    for (const std::string &key : without) {
        const std::optional<Repair> repair = repairByKey(key);
        if (!repair)
            return unknown("repair", key);
        if (switchedOn.has(*repair))
            return Error{ErrorCode::InvalidArgument, "repair " + key, "both with and without"};
        edition->repairs = edition->repairs.without(*repair);
    }
    return edition;
}

UsiRules rulesOf(const Edition &edition)
{
    UsiRules rules;
    rules.absentIsIdentical = !edition.repairs.has(Repair::NoFeatures);
    rules.weightByDialogues = edition.repairs.has(Repair::Weighting);
    rules.pairByPosition = !edition.repairs.has(Repair::Pairs);
    return rules;
}

SurveyRules surveyRulesOf(const Edition &edition)
{
    return {edition.repairs.has(Repair::MissingAnswers),
            edition.repairs.has(Repair::QuestionAmount)};
}
} // namespace gapscope
