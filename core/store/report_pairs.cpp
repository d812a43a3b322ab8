// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/align_settings.h"
#include "core/align/named_settings.h"
#include "core/store/floor_service.h"
#include "core/store/pair_loader.h"
#include "core/store/report_pairs_p.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

namespace gapscope {
namespace {
constexpr std::size_t mostDivergent = 3;
constexpr std::size_t mostLabelled = 3;

struct Chosen
{
    DialoguePair pair;
    std::string reason;
};

struct Measured
{
    DialoguePair pair;
    double divergence = 0.0;
};

std::string labelOf(const WorkspaceData &data, const DialogueId &id)
{
    const DialogueHead *head = data.head(id);
    const CorpusSummary *corpus = head ? data.corpus(head->dialogue.corpus) : nullptr;
    return corpus ? corpus->corpus.label : std::string();
}

/// "TASK/REAL/SIM": a key may hold no slash, an id of the source may hold any, so the outer ones
/// part it.
PairSelection parsePair(const std::string &text)
{
    const std::size_t first = text.find('/');
    if (first == std::string::npos)
        return {text, {}, {}};
    const std::size_t last = text.rfind('/');
    if (first == last)
        return {text.substr(0, first), text.substr(first + 1), {}};
    return {text.substr(0, first), text.substr(first + 1, last - first - 1), text.substr(last + 1)};
}

/// What was asked for by name: of a selection that several pairs fit, the first of each simulator.
Result<std::vector<Chosen>> namedPairs(Session &session, const WorkspaceData &data,
                                       const std::vector<std::string> &names)
{
    std::vector<Chosen> chosen;
    for (const std::string &text : names) {
        const PairSelection selection = parsePair(text);
        const Result<std::vector<DialoguePair>> pairs = listPairs(session, selection);
        if (!pairs)
            return pairs.error();
        if (pairs->empty())
            return Error{ErrorCode::NotFound, "pair " + text, ""};
        std::map<std::string, std::size_t> counts;
        for (const DialoguePair &pair : *pairs)
            ++counts[labelOf(data, pair.sim)];
        std::set<std::string> taken;
        for (const DialoguePair &pair : *pairs) {
            const std::string simulator = labelOf(data, pair.sim);
            if (!taken.insert(simulator).second)
                continue;
            std::string reason = "Asked for";
            if (counts[simulator] > 1)
                reason += ", the first of " + std::to_string(counts[simulator]) + " that fit";
            chosen.push_back({pair, reason});
        }
    }
    return chosen;
}

/// Pairs people worked on, the most labelled first.
void addLabelled(const WorkspaceData &data, const std::vector<Label> &labels,
                 std::vector<Chosen> &chosen)
{
    std::map<std::pair<DialogueId, DialogueId>, int> counts;
    for (const Label &label : labels)
        ++counts[{label.realDialogue, label.simDialogue}];
    std::vector<std::tuple<int, std::string, DialoguePair>> ranked;
    for (const auto &[ids, count] : counts) {
        const DialogueHead *real = data.head(ids.first);
        if (real && data.head(ids.second) && !data.isExcluded(ids.first) &&
            !data.isExcluded(ids.second))
            ranked.emplace_back(-count, real->dialogue.task.value(),
                                DialoguePair{real->dialogue.task, ids.first, ids.second});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &one, const auto &other) {
        return std::tie(std::get<0>(one), std::get<1>(one)) <
               std::tie(std::get<0>(other), std::get<1>(other));
    });
    for (std::size_t i = 0; i < std::min(ranked.size(), mostLabelled); ++i) {
        const int count = -std::get<0>(ranked[i]);
        chosen.push_back(
            {std::get<2>(ranked[i]), std::to_string(count) + (count == 1 ? " label" : " labels")});
    }
}

bool isChosen(const std::vector<Chosen> &chosen, const DialoguePair &pair)
{
    return std::ranges::any_of(chosen, [&](const Chosen &one) { return one.pair == pair; });
}

/// Three most divergent pairs, of three tasks where there are, and the one nearest the median.
void addExtremes(const std::string &simulator, std::vector<Measured> pairs,
                 std::vector<Chosen> &chosen)
{
    std::stable_sort(pairs.begin(), pairs.end(), [](const Measured &one, const Measured &other) {
        return one.divergence > other.divergence;
    });
    std::set<TaskKey> tasks;
    for (const Measured &one : pairs) {
        if (tasks.size() == mostDivergent)
            break;
        if (tasks.insert(one.pair.task).second && !isChosen(chosen, one.pair))
            chosen.push_back({one.pair, "Among the " + std::to_string(mostDivergent) +
                                            " most divergent of " + simulator});
    }
    const Measured &median = pairs[pairs.size() / 2];
    if (!isChosen(chosen, median.pair))
        chosen.push_back({median.pair, "Typical of " + simulator + ": the median divergence of " +
                                           std::to_string(pairs.size()) + " pairs"});
}

Result<void> addDefault(const WorkspaceData &data, PairAligner &aligner,
                        std::vector<Chosen> &chosen, JobContext &job)
{
    std::vector<DialoguePair> pairs = pairsOf(data.heads, data.corpora);
    std::erase_if(pairs, [&](const DialoguePair &pair) {
        return data.isExcluded(pair.real) || data.isExcluded(pair.sim);
    });
    std::map<std::string, std::vector<Measured>> bySimulator;
    std::size_t next = 0;
    const Result<void> aligned = aligner.alignAll(
        pairs,
        [&](const Alignment &alignment) -> Result<void> {
            const DialoguePair &pair = pairs[next++];
            if (alignment.divergence)
                bySimulator[labelOf(data, pair.sim)].push_back({pair, *alignment.divergence});
            return {};
        },
        job);
    if (!aligned)
        return aligned;
    for (auto &[simulator, measured] : bySimulator)
        addExtremes(simulator, std::move(measured), chosen);
    return {};
}

std::string floorText(const std::optional<DivergenceFloors> &floors)
{
    if (!floors)
        return "nothing yet: the floor is not computed";
    std::string out;
    const auto add = [&out](const DivergenceFloor &floor) {
        char figures[64];
        std::snprintf(figures, sizeof figures, "median %.2f, 95 %% below %.2f", floor.at(50),
                      floor.at(95));
        out += (out.empty() ? "" : "; ") + sourceText(floor) + " (" + std::to_string(floor.pairs) +
               " pairs, " + std::to_string(floor.rows) + " rows; " + figures + ")";
    };
    if (floors->people)
        add(*floors->people);
    else
        for (const auto &[label, floor] : floors->reruns)
            add(floor);
    return out.empty() ? "nothing: no task has two real dialogues, and no simulator two runs" : out;
}

std::string methodText(const PairAligner &aligner)
{
    const std::string settings = alignSettingsJson(aligner.settings());
    return "method " + alignMethodVersion(aligner.settings()) +
           (settings == "{}" ? ", with its validated settings" : ", settings " + settings);
}
} // namespace

Result<void> addReportPairs(Session &session, const WorkspaceData &data,
                            const ReportOptions &options, const std::vector<Label> &labels,
                            Report &report, JobContext &job)
{
    Result<IdfModel> idf = loadIdf(session, job);
    if (!idf)
        return idf.error();
    Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
    if (!aligner)
        return aligner.error();
    report.alignMethod = methodText(*aligner);
    Result<std::optional<DivergenceFloors>> floors = storedFloors(session, *aligner);
    if (!floors)
        return floors.error();
    if (!*floors) {
        Result<DivergenceFloors> computed = divergenceFloors(session, *aligner, job);
        if (!computed)
            return computed.error();
        *floors = std::move(*computed);
    }
    report.floor = floorText(*floors);

    std::vector<Chosen> chosen;
    if (options.pairs) {
        Result<std::vector<Chosen>> named = namedPairs(session, data, *options.pairs);
        if (!named)
            return named.error();
        chosen = std::move(*named);
        report.pairChoice = chosen.empty() ? "No pairs were chosen: this report quotes nobody."
                                           : "Pairs that were asked for.";
    } else {
        addLabelled(data, labels, chosen);
        report.pairChoice = chosen.empty()
                                ? "Chosen by Gapscope: of each simulator its three most divergent "
                                  "pairs and one typical pair, near its median divergence."
                                : "Chosen by Gapscope: first the pairs with most labels, then of "
                                  "each simulator its three most divergent pairs and one typical "
                                  "pair, near its median divergence.";
        if (const Result<void> added = addDefault(data, *aligner, chosen, job); !added)
            return added;
        if (chosen.empty())
            report.pairChoice = "There is no pair of a real and a simulated dialogue.";
    }
    for (const Chosen &one : chosen) {
        if (job.cancelled())
            return Error{ErrorCode::Cancelled, "report", ""};
        Result<LoadedPair> pair =
            loadPair(session, *aligner, one.pair.real, one.pair.sim, options.edition);
        if (!pair)
            return pair.error();
        report.pairs.push_back({one.reason, std::move(pair->task), pair->real, pair->sim,
                                labelOf(data, one.pair.real), labelOf(data, one.pair.sim),
                                std::move(pair->alignment), std::move(pair->labels)});
    }
    return {};
}
} // namespace gapscope
