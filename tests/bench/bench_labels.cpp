// SPDX-License-Identifier: GPL-3.0-or-later
// The labels of a large team: two workspaces that hold half of them each exchange files, merge them
// and must then hold the same, however often they are merged.
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/label_export.h"
#include "core/store/label_import.h"
#include "core/store/label_repository.h"
#include "core/store/session.h"
#include "tests/bench/imported_set.h"
#include "tests/bench/measure.h"
#include "tests/bench/options.h"
#include "tests/bench/scratch.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>

using namespace gapscope;
using namespace gapscope::bench;
namespace fs = std::filesystem;

namespace {
constexpr int mostLabels = 300'000;
constexpr std::size_t labelsPerAction = 500;
/// Of the set of the paper: enough dialogues that no label stands on another.
constexpr double shareOfDialogues = 0.1;

template <class T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().subject + ": " + result.error().detail);
    return std::move(*result);
}

std::unique_ptr<Session> opened(const fs::path &path)
{
    return must(Session::open(path.string(), OpenMode::ReadWrite));
}

/// What one annotator said of pairs drawn at random.
void label(const fs::path &path, int count, const std::string &annotator, std::uint64_t seed)
{
    const std::unique_ptr<Session> session = opened(path);
    std::vector<DialogueHead> real;
    std::vector<DialogueHead> sim;
    for (const CorpusSummary &summary : must(CorpusRepository(*session).all())) {
        DialogueFilter filter;
        filter.corpora = {summary.corpus.id};
        for (DialogueHead &head : must(DialogueRepository(*session).list(filter)))
            (summary.corpus.kind == CorpusKind::Real ? real : sim).push_back(std::move(head));
    }
    static constexpr std::array<const char *, 6> codes{"C1", "D1", "Q3", "R1", "S1", "I1"};
    std::mt19937_64 random(seed);
    LabelRepository labels(*session);
    while (count > 0) {
        std::vector<Label> action;
        for (; count > 0 && action.size() < labelsPerAction; --count) {
            Label one;
            one.realDialogue = real[random() % real.size()].dialogue.id;
            one.simDialogue = sim[random() % sim.size()].dialogue.id;
            one.realTurn = 1 + 2 * static_cast<int>(random() % 3);
            one.simTurn = 1 + 2 * static_cast<int>(random() % 3);
            one.code = codes[random() % codes.size()];
            one.severity = static_cast<int>(random() % 4);
            one.note = random() % 4 == 0 ? "said later, in other words" : "";
            one.annotator = annotator;
            one.spentMs = static_cast<std::int64_t>(random() % 60'000);
            action.push_back(std::move(one));
        }
        must(labels.addAll(std::move(action), annotator));
    }
}

int exportTo(const fs::path &path, const fs::path &file)
{
    const std::unique_ptr<Session> session = opened(path);
    std::ofstream out(file, std::ios::binary);
    const auto write = [&](std::string_view piece) -> Result<void> {
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        return {};
    };
    const LabelExportResult result = must(exportLabels(*session, {}, write));
    if (!out.flush())
        throw std::runtime_error(file.string() + " was not written");
    return result.labels;
}

MergeReport mergeInto(const fs::path &path, const fs::path &file)
{
    const std::unique_ptr<Session> session = opened(path);
    return must(importLabelFile(*session, file.string(), "merger"));
}

std::vector<std::string> linesOf(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(std::move(line));
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// What another program would have to do first.
void parseLines(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        if (nlohmann::json::parse(line, nullptr, false).is_discarded())
            throw std::runtime_error(file.string() + " holds a line that is not JSON");
    }
}

void check(bool holds, const std::string &what)
{
    if (!holds)
        throw std::runtime_error(what);
}

int run(const Options &options)
{
    const Scratch scratch(options.folder);
    const fs::path folder = scratch.path();
    const int half = std::max(1, static_cast<int>(mostLabels * options.scale) / 2);
    const PaperSet set = writePaperSet(folder / "set", scaled(shareOfDialogues), options.seed);
    const fs::path one = folder / "one.gapscope";
    const fs::path other = folder / "other.gapscope";
    // In processes of their own: what they held in memory is not the measured works'.
    const auto alone = [](const std::function<void()> &work) {
        return inProcesses(1, {[&work] {
                               work();
                               return true;
                           }})
            .front();
    };
    const Samples made = alone([&] {
        importSet(set, one);
        fs::copy_file(one, other, fs::copy_options::overwrite_existing);
        label(one, half, "ann", options.seed);
        label(other, half, "bob", options.seed + 1);
    });
    const fs::path ofOne = folder / "one.jsonl";
    const fs::path ofOther = folder / "other.jsonl";
    const Samples exported = alone([&] {
        check(exportTo(one, ofOne) == half && exportTo(other, ofOther) == half,
              "not every label was exported");
    });
    const Samples merged = alone([&] {
        const MergeReport report = mergeInto(one, ofOther);
        check(report.added == half && report.refused == 0 && report.driftCount == 0,
              "not every label was merged");
    });
    const Samples again = alone([&] {
        const MergeReport report = mergeInto(one, ofOther);
        check(report.same == half && report.added == 0, "merging again changed something");
    });
    const Samples parsed = alone([&] { parseLines(ofOther); });
    const fs::path bothOne = folder / "both-one.jsonl";
    const fs::path bothOther = folder / "both-other.jsonl";
    alone([&] {
        mergeInto(other, ofOne);
        exportTo(one, bothOne);
        exportTo(other, bothOther);
    });
    check(linesOf(bothOne) == linesOf(bothOther), "the two workspaces hold different labels");
    check(linesOf(bothOne).size() >= 2 * static_cast<std::size_t>(half), "labels are missing");

    const double megabytes = static_cast<double>(fs::file_size(ofOther)) / 1e6;
    Report report;
    report.heading("Two workspaces of " + std::to_string(half) + " labels each on " +
                   std::to_string(set.dialogues) + " dialogues: CPU");
    report.line("import, and labels set 500 an action", made.shown());
    report.line("export of both", exported.shown() + ", " + fixed(exported.peak(), 0) + " MiB");
    report.line("merge of " + fixed(megabytes, 1) + " MB",
                merged.shown() + ", " + fixed(merged.peak(), 0) + " MiB");
    report.line("the same merged again", again.shown());
    report.line("merge / nlohmann trees of the file", fixed(ratio(merged, parsed), 2) + " ×");
    report.line("merged again / merge", fixed(ratio(again, merged), 2) + " ×");
    std::cout << "\nboth workspaces hold the same " << 2 * half << " labels\n";
    return EXIT_SUCCESS;
}
} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    return runWithOptions(count, arguments, {}, run);
}
