// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/verdicts.h"

#include "core/stats/intervals.h"

#include <map>
#include <set>
#include <utility>

namespace gapscope {
namespace {
std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(static_cast<double>(part) / whole) : std::nullopt;
}

struct Verdict
{
    const Label *label = nullptr;
    const JudgedDialogue *dialogue = nullptr;
};

/// Other words are not verdicts.
bool isKnown(const std::string &code)
{
    return code == "human" || code == "sim" || code == "unsure";
}

void count(const Verdict &verdict, VerdictCounts &counts)
{
    const std::string &said = verdict.label->code;
    if (verdict.dialogue->kind == CorpusKind::Real)
        ++(said == "human" ? counts.humanAsHuman
           : said == "sim" ? counts.humanAsSim
                           : counts.humanUnsure);
    else
        ++(said == "human" ? counts.simAsHuman
           : said == "sim" ? counts.simAsSim
                           : counts.simUnsure);
}

std::vector<VerdictLine> bySimulator(const std::vector<Verdict> &verdicts)
{
    std::map<std::string, std::set<TaskKey>> tasks;
    for (const Verdict &one : verdicts)
        if (one.dialogue->kind == CorpusKind::Simulated)
            tasks[one.dialogue->corpus].insert(one.dialogue->task);
    std::vector<VerdictLine> lines;
    for (const auto &[simulator, having] : tasks) {
        VerdictLine line{simulator, {}};
        for (const Verdict &one : verdicts) {
            const bool counts = one.dialogue->kind == CorpusKind::Real
                                    ? having.contains(one.dialogue->task)
                                    : one.dialogue->corpus == simulator;
            if (counts)
                count(one, line.counts);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}
} // namespace

std::optional<double> VerdictCounts::accuracy() const
{
    return share(correct(), judged());
}

std::optional<ConfidenceInterval> VerdictCounts::accuracyInterval() const
{
    return stats::wilson(correct(), judged());
}

std::optional<double> VerdictCounts::balancedAccuracy() const
{
    const auto people = share(humanAsHuman, humans());
    const auto machines = share(simAsSim, simulated());
    return people && machines ? std::optional((*people + *machines) / 2.0) : std::nullopt;
}

std::optional<stats::TuringDistance> VerdictCounts::distance() const
{
    return stats::turingDistance(correct(), judged());
}

std::optional<double> VerdictCounts::passed() const
{
    return share(simAsHuman, simulated());
}

std::optional<ConfidenceInterval> VerdictCounts::passedInterval() const
{
    return stats::wilson(simAsHuman, simulated());
}

VerdictReport verdictReport(const std::vector<Label> &labels,
                            const std::unordered_map<DialogueId, JudgedDialogue> &dialogues)
{
    VerdictReport report;
    std::map<std::pair<std::string, DialogueId>, Verdict> newest;
    for (const Label &label : labels) {
        if (label.kind != LabelKind::Verdict)
            continue;
        const bool isOfOne = label.realDialogue.empty() != label.simDialogue.empty();
        const DialogueId &id = label.realDialogue.empty() ? label.simDialogue : label.realDialogue;
        const auto found = dialogues.find(id);
        if (isOfOne && found == dialogues.end())
            continue;
        if (!isOfOne || !isKnown(label.code) ||
            (found->second.kind != CorpusKind::Real &&
             found->second.kind != CorpusKind::Simulated)) {
            ++report.leftOut;
            continue;
        }
        Verdict &verdict = newest[{label.annotator, id}];
        if (!verdict.label || verdict.label->changedMs <= label.changedMs)
            verdict = {&label, &found->second};
    }
    std::vector<Verdict> verdicts;
    std::map<std::string, VerdictCounts> byAnnotator;
    for (const auto &[key, verdict] : newest) {
        verdicts.push_back(verdict);
        count(verdict, report.all);
        count(verdict, byAnnotator[key.first]);
    }
    for (const auto &[annotator, counts] : byAnnotator)
        report.annotators.push_back({annotator, counts});
    report.simulators = bySimulator(verdicts);
    return report;
}
} // namespace gapscope
