// SPDX-License-Identifier: GPL-3.0-or-later
// The import of a study of the paper's size, full-text index and features included, against parsing
// the same bytes and writing the same rows alone.
#include "core/store/session.h"
#include "tests/bench/baselines.h"
#include "tests/bench/imported_set.h"
#include "tests/bench/measure.h"
#include "tests/bench/options.h"
#include "tests/bench/raw_rows.h"
#include "tests/bench/scratch.h"

#include <QCoreApplication>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
constexpr double mostMegabytes = 120.0;

Samples sum(const Samples &one, const Samples &other)
{
    Samples both = one;
    for (std::size_t i = 0; i < both.seconds.size(); ++i)
        both.seconds[i] += other.seconds[i];
    return both;
}

int run(const Options &options)
{
    const Scratch scratch(options.folder);
    const PaperSet set =
        writePaperSet(scratch.path() / "whole", scaled(options.scale), options.seed);
    const std::filesystem::path workspace = scratch.path() / "import.gapscope";
    const std::filesystem::path raw = scratch.path() / "raw.sqlite";
    const auto import = [&] {
        std::filesystem::remove(workspace);
        importSet(set, workspace);
        return true;
    };
    // Before anything else is held in memory, for a child begins with what its parent has.
    const double began = Moment::now().wall;
    const double peak = inProcesses(1, {import}).front().peak();
    const double wall = Moment::now().wall - began;
    const RawRows rows(workspace);

    const std::vector<std::filesystem::path> files = set.conversations();
    const std::vector<Samples> measured = inProcesses(
        options.repeat,
        {import, [&] { return parseAsEvents(files); }, [&] { return parseAsTrees(files); },
         [&] { return rows.insert(raw); }, [&] { return rows.index(raw); }});
    const Samples &imported = measured[0];
    const Samples &events = measured[1];
    const Samples &trees = measured[2];
    const Samples &inserted = measured[3];
    const Samples &indexed = measured[4];

    const double megabytes = static_cast<double>(set.bytes) / 1e6;
    const auto times = [](double value) { return fixed(value, 2) + " ×"; };
    Report report;
    report.heading("Import of " + std::to_string(set.dialogues) + " dialogues, " +
                   fixed(megabytes, 1) + " MB: CPU, medians of " + std::to_string(options.repeat));
    report.line("import, with full-text index and features", imported.shown());
    report.line("nlohmann events of the same bytes", events.shown());
    report.line("nlohmann trees of the same bytes", trees.shown());
    report.line("the same " + std::to_string(rows.rows()) + " rows, written alone",
                inserted.shown());
    report.line("full-text index of the same texts, alone", indexed.shown());
    report.line("import / nlohmann trees", times(ratio(imported, trees)));
    report.line("import / rows written alone", times(ratio(imported, inserted)));
    report.target("import / (events + rows + index)",
                  ratio(imported, sum(sum(events, inserted), indexed)), 1.1, " ×");
    report.line("import, wall clock",
                fixed(wall, 1) + " s, " + fixed(megabytes / wall, 1) + " MB/s, " +
                    fixed(static_cast<double>(set.dialogues) / wall, 0) + " dialogues/s, " +
                    fixed(static_cast<double>(set.userTurns) / wall, 0) + " user turns/s");
    report.target("import, peak memory", peak, mostMegabytes, " MiB");
    return report.finish(options.strict);
}
} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    return runWithOptions(count, arguments, {}, run);
}
