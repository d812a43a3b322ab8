// SPDX-License-Identifier: GPL-3.0-or-later
// A whole workspace of the paper's size, imported and aligned as the window does it.
#include "core/align/align_pair.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "tests/bench/background.h"
#include "tests/bench/imported_set.h"
#include "tests/bench/options.h"
#include "tests/bench/paper_set.h"
#include "tests/bench/scratch.h"
#include "tests/bench/word_count.h"

#include <QCoreApplication>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
std::unique_ptr<Session> opened(const std::filesystem::path &path, OpenMode mode)
{
    Result<std::unique_ptr<Session>> session = Session::open(path.string(), mode);
    if (!session)
        throw std::runtime_error(session.error().subject + ": " + session.error().detail);
    return std::move(*session);
}

/// CPU seconds of aligning the same pairs without the workspace: its dialogues are read beforehand,
/// task by task, so that they need not all fit in memory.
struct InMemory
{
    /// Every dialogue once.
    double words = 0.0;
    /// Every dialogue once, tokenised and weighed.
    double prepare = 0.0;
    /// Every pair: the core alignment alone.
    double align = 0.0;
    /// Words of both sides of every pair, as if each pair came by itself.
    double wordsOfPairs = 0.0;
};

class MemoryAligner
{
public:
    MemoryAligner(const std::filesystem::path &path, const ReadWorkspace &read)
        : m_session(opened(path, OpenMode::ReadOnly)), m_read(read)
    {
        const WorkspaceData &data = *read.data;
        m_pairs = pairsOf(data.heads, data.corpora);
        m_simulated = m_pairs.size();
        const std::vector<DialoguePair> people = realPairsOf(data.heads, data.corpora);
        m_pairs.insert(m_pairs.end(), people.begin(), people.end());
        // Both lists come by task; one task is held at a time.
        std::stable_sort(
            m_pairs.begin(), m_pairs.end(),
            [](const DialoguePair &a, const DialoguePair &b) { return a.task < b.task; });
    }

    std::size_t simulatedPairs() const { return m_simulated; }
    std::size_t pairs() const { return m_pairs.size(); }

    InMemory run()
    {
        InMemory spent;
        for (auto begin = m_pairs.begin(); begin != m_pairs.end();) {
            const auto end = std::find_if(begin, m_pairs.end(), [&](const DialoguePair &pair) {
                return pair.task != begin->task;
            });
            alignTask({begin, end}, spent);
            begin = end;
        }
        return spent;
    }

private:
    void alignTask(std::span<const DialoguePair> pairs, InMemory &spent)
    {
        std::vector<Dialogue> dialogues;
        std::unordered_map<DialogueId, std::size_t> places;
        for (const DialoguePair &pair : pairs) {
            for (const DialogueId &id : {pair.real, pair.sim}) {
                if (!places.emplace(id, dialogues.size()).second)
                    continue;
                Result<Dialogue> dialogue = DialogueRepository(*m_session).load(id);
                if (!dialogue)
                    throw std::runtime_error(dialogue.error().detail);
                dialogues.push_back(std::move(*dialogue));
            }
        }
        std::vector<double> words;
        std::size_t seen = 0;
        for (const Dialogue &dialogue : dialogues) {
            const double before = Moment::now().cpu;
            seen += countWords(dialogue);
            words.push_back(Moment::now().cpu - before);
            spent.words += words.back();
        }
        const double unprepared = Moment::now().cpu;
        std::vector<WeightedDialogue> weighed;
        for (const Dialogue &dialogue : dialogues)
            weighed.push_back(weighDialogue(prepareDialogue(dialogue), m_read.idf));
        const double prepared = Moment::now().cpu;
        spent.prepare += prepared - unprepared;
        std::size_t rows = 0;
        for (const DialoguePair &pair : pairs)
            rows += alignPair(weighed[places[pair.real]], weighed[places[pair.sim]], m_settings)
                        .rows.size();
        spent.align += Moment::now().cpu - prepared;
        for (const DialoguePair &pair : pairs)
            spent.wordsOfPairs += words[places[pair.real]] + words[places[pair.sim]];
        if (seen == 0 || rows == 0)
            throw std::runtime_error("nothing was aligned");
    }

    std::unique_ptr<Session> m_session;
    const ReadWorkspace &m_read;
    AlignSettings m_settings;
    std::vector<DialoguePair> m_pairs;
    std::size_t m_simulated = 0;
};

/// A fresh copy of the imported workspace, without any alignment.
std::filesystem::path copied(const std::filesystem::path &imported, const char *name)
{
    std::filesystem::path copy = imported;
    copy.replace_filename(name);
    std::filesystem::copy_file(imported, copy, std::filesystem::copy_options::overwrite_existing);
    return copy;
}

/// What every round measures, CPU seconds.
struct Rounds
{
    Samples read, first, second, interrupted, words, prepare, align, wordsOfPairs;
    std::vector<double> walls;
    std::vector<double> latencies;
};

void checkSame(const BackgroundRun &one, const BackgroundRun &other, std::size_t pairs)
{
    if (one.pairs != pairs || other.pairs != pairs || one.divergence != other.divergence)
        throw std::runtime_error("the runs do not agree");
}

void measureRound(const std::filesystem::path &imported, MemoryAligner &memory, Rounds &rounds)
{
    const std::size_t pairs = memory.simulatedPairs();
    const std::filesystem::path whole = copied(imported, "whole.gapscope");
    const double unread = Moment::now().cpu;
    const ReadWorkspace read = readWorkspace(whole);
    rounds.read.seconds.push_back(Moment::now().cpu - unread);
    const BackgroundRun first = alignInBackground(whole, read);
    const BackgroundRun second = alignInBackground(whole, read);
    checkSame(first, second, pairs);
    rounds.first.seconds.push_back(first.spent.cpu);
    rounds.second.seconds.push_back(second.spent.cpu);
    rounds.walls.push_back(first.spent.wall);

    const std::filesystem::path broken = copied(imported, "broken.gapscope");
    const BackgroundRun half = alignInBackground(broken, read, 0.5);
    const BackgroundRun rest = alignInBackground(broken, read);
    checkSame(first, rest, pairs);
    rounds.interrupted.seconds.push_back(half.spent.cpu + rest.spent.cpu);
    if (half.cancelled)
        rounds.latencies.push_back(half.latency);

    const InMemory spent = memory.run();
    rounds.words.seconds.push_back(spent.words);
    rounds.prepare.seconds.push_back(spent.prepare);
    rounds.align.seconds.push_back(spent.align);
    rounds.wordsOfPairs.seconds.push_back(spent.wordsOfPairs);
}

/// Cancelled again and again while the pairs are computed, each time going on where it was.
void measureLatency(const std::filesystem::path &imported, const ReadWorkspace &read,
                    Rounds &rounds)
{
    constexpr int times = 8;
    const std::filesystem::path path = copied(imported, "broken.gapscope");
    for (int i = 1; i <= times; ++i) {
        const BackgroundRun run = alignInBackground(path, read, 0.5 * i / times);
        if (run.cancelled)
            rounds.latencies.push_back(run.latency);
    }
}

void tell(Report &report, const Rounds &rounds, std::size_t pairs)
{
    const auto times = [](double value) { return fixed(value, 2) + " ×"; };
    const auto micro = [pairs](const Samples &samples) {
        return fixed(samples.median() / static_cast<double>(pairs) * 1e6, 0) + " µs";
    };
    report.line("read lists and words, CPU", rounds.read.shown());
    report.line("align all pairs, CPU", rounds.first.shown());
    report.line("align all pairs, wall clock",
                fixed(*std::min_element(rounds.walls.begin(), rounds.walls.end()), 1) + " s");
    report.line("a pair: window's way / core alone / words of both",
                micro(rounds.first) + " / " + micro(rounds.align) + " / " +
                    micro(rounds.wordsOfPairs));
    report.line("all pairs / words of every dialogue, once",
                times(ratio(rounds.first, rounds.words)));
    report.line("prepare every dialogue / its words", times(ratio(rounds.prepare, rounds.words)));
    report.target("all pairs / words of both sides of every pair",
                  ratio(rounds.first, rounds.wordsOfPairs), 2.0, " ×");
    report.line("all pairs / core alignment without the workspace",
                times(ratio(rounds.first, rounds.align)));
    report.target("second run, from the cache / first", ratio(rounds.second, rounds.first), 1.0,
                  " ×");
    report.target("cancelled half way and resumed / uninterrupted",
                  ratio(rounds.interrupted, rounds.first), 1.5, " ×");
    if (rounds.latencies.empty()) {
        report.line("cancel to the end of the job", "every run ended before it could be cancelled");
        return;
    }
    Samples latency{rounds.latencies, {}};
    report.line("cancel to the end of the job, median of " +
                    std::to_string(rounds.latencies.size()),
                fixed(latency.median() * 1000, 1) + " ms");
    report.target("... slowest",
                  *std::max_element(latency.seconds.begin(), latency.seconds.end()) * 1000, 200.0,
                  " ms");
}

int run(const Options &options)
{
    const Scratch scratch(options.folder);
    const PaperSet set =
        writePaperSet(scratch.path() / "whole", scaled(options.scale), options.seed);
    const std::filesystem::path imported = scratch.path() / "imported.gapscope";
    std::filesystem::remove(imported);
    const Moment before = Moment::now();
    importSet(set, imported);
    const double importing = Moment::now().cpu - before.cpu;
    const ReadWorkspace read = readWorkspace(imported);
    MemoryAligner memory(imported, read);

    Report report;
    report.heading("Made up: " + std::to_string(set.dialogues) + " dialogues, " +
                   std::to_string(memory.simulatedPairs()) + " pairs of a real and a simulated, " +
                   std::to_string(memory.pairs() - memory.simulatedPairs()) +
                   " of people; medians of " + std::to_string(options.repeat));
    Rounds rounds;
    for (int i = 0; i < options.repeat; ++i)
        measureRound(imported, memory, rounds);
    measureLatency(imported, read, rounds);
    report.line("import, CPU", fixed(importing, 1) + " s, " +
                                   fixed(static_cast<double>(set.bytes) / importing / 1e6, 1) +
                                   " MB/s");
    tell(report, rounds, memory.pairs());
    return report.finish(options.strict);
}

} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    return runWithOptions(count, arguments, {}, run);
}
