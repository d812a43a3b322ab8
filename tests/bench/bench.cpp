// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/features/extract.h"
#include "core/metrics/python_json.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_entries.h"
#include "core/metrics/usi_problem.h"
#include "tests/bench/baselines.h"
#include "tests/bench/bench_align.h"
#include "tests/bench/measure.h"
#include "tests/bench/options.h"
#include "tests/bench/paper_set.h"
#include "tests/bench/scratch.h"

#include <iostream>
#include <stdexcept>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
/// CPU of the published scorer in units of the event parse of the same bytes, both measured on one
/// machine (22.8 s for 185 MB); it needs Python and so is not run here.
constexpr double referenceScorer = 15.0;
constexpr double referencePeak = 154.0;

bool scoreSet(const UsiFiles &files)
{
    JobContext job;
    const auto table = scoreFiles(files, job);
    if (!table)
        std::cerr << table.error().subject << ": " << table.error().detail << '\n';
    return static_cast<bool>(table);
}

void reportScoring(Report &report, const PaperSet &set, const Options &options)
{
    report.heading("From files to the table");
    const auto paths = set.conversations();
    const auto samples = inProcesses(options.repeat, {[&] { return scoreSet(set.files); },
                                                      [&] { return parseAsEvents(paths); },
                                                      [&] { return parseAsTrees(paths); }});
    const Samples &score = samples[0];
    const Samples &events = samples[1];
    const Samples &trees = samples[2];
    report.line("score, CPU", score.shown());
    report.line("nlohmann events of the same bytes, CPU", events.shown());
    report.line("nlohmann trees of the same bytes, CPU", trees.shown());
    report.line("score, MB/s of CPU",
                fixed(static_cast<double>(set.bytes) / score.median() / 1e6, 0));
    report.target("score / nlohmann events", ratio(score, events), 1.0, " ×");
    report.target("... goal: 25 times cheaper than the reference", ratio(score, events),
                  referenceScorer / 25, " ×");
    report.line("score / nlohmann trees", fixed(ratio(score, trees), 2) + " ×");
    report.target("score, peak memory", score.peak(), referencePeak, " MiB");
    report.line("nlohmann events / trees, peak memory",
                fixed(events.peak(), 0) + " / " + fixed(trees.peak(), 0) + " MiB");
}

void reportGrowth(Report &report, const PaperSet &whole, const PaperSet &part,
                  const Options &options)
{
    report.heading("Growth");
    const auto samples = inProcesses(options.repeat, {[&] { return scoreSet(whole.files); },
                                                      [&] { return scoreSet(part.files); }});
    const double large = samples[0].median() / static_cast<double>(whole.bytes);
    const double small = samples[1].median() / static_cast<double>(part.bytes);
    report.target("CPU per byte, whole set / an eighth of it", large / small, 1.1, " ×");
}

/// The conversations of one simulator in memory.
struct Loaded
{
    JsonDocument document;
    std::vector<std::vector<Message>> conversations;
    std::deque<std::string> texts;
    std::size_t userTurns = 0;
};

Loaded loaded(const std::filesystem::path &path)
{
    auto document = JsonDocument::read(path);
    if (!document)
        throw std::runtime_error(document.error().detail);
    Loaded result{std::move(*document), {}, {}, 0};
    for (const JsonMember &member : result.document.root().members)
        if (auto messages = messagesOf(member.value, {}, result.texts))
            result.conversations.push_back(std::move(*messages));
    return result;
}

void reportFeatures(Report &report, const PaperSet &set, const Options &options)
{
    report.heading("Features of user turns, in memory");
    const Loaded file = loaded(set.files.simulators.front());
    std::vector<std::string> turns;
    for (const auto &messages : file.conversations)
        for (const Message &message : messages)
            if (message.role == "user")
                turns.push_back(toLower(message.text));
    FeatureExtractor extractor(referenceLexicon());
    const CuePatterns patterns(referenceLexicon());
    std::size_t cues = 0;
    const auto measured = here(options.repeat, {{5,
                                                 [&] {
                                                     for (const auto &messages : file.conversations)
                                                         extractor.extract(messages, Source::Llm);
                                                 }},
                                                {2, [&] {
                                                     for (const std::string &turn : turns)
                                                         cues += patterns.count(turn);
                                                 }}});
    const Samples &ours = measured[0];
    const Samples &theirs = measured[1];
    const auto perTurn = [&](const Samples &samples) {
        return fixed(samples.median() / static_cast<double>(turns.size()) * 1e9, 0) + " ns";
    };
    report.line("all 20 features, per user turn", perTurn(ours));
    report.line("user turns per second",
                fixed(static_cast<double>(turns.size()) / ours.median() / 1e6, 2) + " million");
    report.line("PCRE2 JIT, 12 searches, per turn already lower-case", perTurn(theirs));
    report.target("features / PCRE2", ratio(ours, theirs), 0.2, " ×");
    if (cues == 0)
        throw std::runtime_error("no cue was found at all");
}

/// Sum over every feature of every dialogue: what any new table has to look at.
double onePass(const UsiProblem &problem)
{
    double sum = 0.0;
    for (const SimulatorProblem &simulator : problem.simulators)
        for (const auto *columns : {&simulator.runs, &simulator.batches})
            for (const DialogueColumn &column : *columns)
                for (const FeatureRow &row : column.values)
                    for (const double value : row)
                        sum += value;
    return sum;
}

/// Places of a simulator's columns by task; a task may have several dialogues.
std::vector<std::vector<std::size_t>> placesByTask(const std::vector<int> &clusters,
                                                   std::size_t tasks)
{
    std::vector<std::vector<std::size_t>> places(tasks);
    for (std::size_t i = 0; i < clusters.size(); ++i)
        places[static_cast<std::size_t>(clusters[i])].push_back(i);
    return places;
}

/// A resample computed the obvious way: every simulator, batch and run by itself, drawn task by
/// drawn task, with nothing kept that another of them could use. No intervals.
class NaiveResampler
{
public:
    explicit NaiveResampler(const UsiProblem &problem) : m_problem(problem)
    {
        for (const SimulatorProblem &simulator : problem.simulators) {
            std::vector<int> tasks;
            for (const OutcomeTask &task : simulator.outcomeTasks)
                tasks.push_back(task.cluster);
            m_dialogues.push_back(placesByTask(simulator.clusters, problem.tasks.size()));
            m_outcomes.push_back(placesByTask(tasks, problem.tasks.size()));
        }
    }

    double draw(RandomStream &random) const
    {
        const auto tasks = static_cast<std::uint32_t>(m_problem.tasks.size());
        std::vector<std::size_t> drawn;
        for (std::uint32_t i = 0; i < tasks; ++i)
            drawn.push_back(random.below(tasks));
        double sum = 0.0;
        for (std::size_t i = 0; i < m_problem.simulators.size(); ++i)
            sum += simulator(i, drawn);
        return sum;
    }

private:
    FeatureRow mean(const DialogueColumn &of, const DialogueColumn &with, std::size_t simulator,
                    const std::vector<std::size_t> &drawn) const
    {
        FeatureRow sum{};
        double count = 0.0;
        for (const std::size_t task : drawn) {
            for (const std::size_t place : m_dialogues[simulator][task]) {
                if (of.state[place] != DialogueColumn::Present ||
                    with.state[place] == DialogueColumn::Absent)
                    continue;
                count += 1.0;
                for (std::size_t i = 0; i < featureCount; ++i)
                    sum[i] += of.values[place][i];
            }
        }
        for (double &value : sum)
            value /= count;
        return sum;
    }

    double error(std::size_t number, const OutcomeColumn &sim, const OutcomeColumn &people,
                 const std::vector<std::size_t> &drawn) const
    {
        BinTable bins{};
        for (const std::size_t task : drawn) {
            for (const std::size_t place : m_outcomes[number][task]) {
                if (sim.success[place] < 0 || people.success[place] < 0)
                    continue;
                BinSums &bin = bins[m_problem.simulators[number].outcomeTasks[place].bin];
                bin.tasks += 1.0;
                bin.sim += sim.success[place];
                bin.people += people.success[place];
            }
        }
        return errorOf(bins).value_or(0.0);
    }

    double simulator(std::size_t number, const std::vector<std::size_t> &drawn) const
    {
        const SimulatorProblem &one = m_problem.simulators[number];
        std::vector<int> times(m_problem.tasks.size());
        for (const std::size_t task : drawn)
            ++times[task];
        double sum = 0.0;
        for (std::size_t batch = 0; batch < one.batches.size(); ++batch) {
            FeatureRow pooled{};
            FeatureRow people{};
            double ece = 0.0;
            for (std::size_t run = 0; run < one.runs.size(); ++run) {
                const FeatureRow row = mean(one.runs[run], one.batches[batch], number, drawn);
                people = mean(one.batches[batch], one.runs[run], number, drawn);
                for (std::size_t i = 0; i < featureCount; ++i)
                    pooled[i] += row[i] / static_cast<double>(one.runs.size());
                if (run < one.runOutcomes.size())
                    ece += error(number, one.runOutcomes[run], one.batchOutcomes[batch], drawn);
            }
            sum += usiOf(compareRows(people, pooled), std::nullopt,
                         ece / static_cast<double>(one.runs.size()));
        }
        for (const CompiledSurveys &batch : one.evaluation.batches)
            for (const WeighedSurvey &entry : batch.cases)
                sum += times[static_cast<std::size_t>(entry.cluster)] * entry.survey.agreement;
        return sum;
    }

    const UsiProblem &m_problem;
    std::vector<std::vector<std::vector<std::size_t>>> m_dialogues;
    std::vector<std::vector<std::vector<std::size_t>>> m_outcomes;
};

void reportBootstrap(Report &report, const UsiProblem &problem, const Options &options)
{
    report.heading("Bootstrap of the table, one thread");
    BootstrapSettings settings;
    settings.threads = 1;
    RandomStream random(options.seed);
    const NaiveResampler naive(problem);
    double sum = 0.0;
    const auto samples = here(std::min(options.repeat, 5),
                              {{1,
                                [&] {
                                    JobContext job;
                                    if (!bootstrap(problem, settings, job))
                                        throw std::runtime_error("the bootstrap failed");
                                }},
                               {200, [&] { sum += naive.draw(random); }},
                               {50, [&] { scoreProblem(problem); }}});
    const Samples &whole = samples[0];
    report.line(std::to_string(settings.draws) + " draws with their intervals, CPU", whole.shown());
    report.line("draws per second", fixed(settings.draws / whole.median(), 0));
    report.line("one draw the obvious way / one table",
                samples[1].shown() + " / " + samples[2].shown());
    report.line("bootstrap / as many tables",
                fixed(ratio(whole, samples[2]) / settings.draws, 2) + " ×");
    report.target("bootstrap / as many draws the obvious way",
                  ratio(whole, samples[1]) / settings.draws, 1.0 / 3, " ×");
    if (sum == 0.0)
        throw std::runtime_error("no draw gave anything");
}

void reportEvaluation(Report &report, const PaperSet &set, const Options &options)
{
    report.heading("The table again, after a change");
    JobContext job;
    const auto problem = problemOfFiles(set.files, job);
    if (!problem)
        throw std::runtime_error(problem.error().detail);
    double sum = 0.0;
    const SimulatorProblem &first = problem->simulators.front();
    if (first.runs.empty() || first.ids.empty())
        throw std::runtime_error("nothing can be compared");
    const LeftOut one{LeftOut::Side::Simulator, first.runs.front().number, first.ids.front()};
    const auto samples =
        here(options.repeat, {{20, [&] { sum += onePass(*problem); }},
                              {20, [&] { evaluate(first, problem->rules, {}, &one); }},
                              {20, [&] { scoreProblem(*problem); }}});
    const Samples &pass = samples[0];
    const Samples &exclusion = samples[1];
    const Samples &table = samples[2];
    report.line("one pass over the features", pass.shown());
    report.line("one simulator without one dialogue", exclusion.shown());
    report.line("the whole table", table.shown());
    report.target("one simulator without one dialogue / one pass", ratio(exclusion, pass), 5.0,
                  " ×");
    report.target("whole table / one pass", ratio(table, pass), 5.0, " ×");
    report.target("whole table", table.median() * 1000, 100.0, " ms");
    if (sum == 0.0)
        throw std::runtime_error("the features are all zero");
    reportBootstrap(report, *problem, options);
}

/// A study of the paper's size as a workspace holds it, its features drawn at random.
UsiStudy madeUpStudy(std::uint64_t seed)
{
    constexpr int simulators = 31;
    constexpr int runs = 3;
    RandomStream random(seed);
    int made = 0;
    const auto dialogues = [&] {
        std::vector<StudyDialogue> result;
        for (int run = 1; run <= runs; ++run) {
            for (const auto &[name, difficulty] : frozenDifficulty()) {
                StudyDialogue dialogue;
                dialogue.id = DialogueId("made-up-" + std::to_string(++made));
                const std::size_t mark = name.rfind('_');
                dialogue.task =
                    TaskKey("tau1:" + name.substr(0, mark) + ":" + name.substr(mark + 1));
                dialogue.run = run;
                dialogue.features.emplace();
                for (double &value : dialogue.features->values)
                    value = random.below(100) / 100.0;
                dialogue.reward = random.below(2);
                result.push_back(std::move(dialogue));
            }
        }
        return result;
    };
    UsiStudy study;
    study.people = dialogues();
    for (int i = 0; i < simulators; ++i)
        study.simulators.push_back({"simulator " + std::to_string(i), dialogues(), {}});
    return study;
}

void reportExclusion(Report &report, const Options &options)
{
    report.heading("A dialogue of a workspace excluded, at the paper's size");
    const UsiStudy study = madeUpStudy(options.seed);
    const std::unordered_set<DialogueId> without{study.people.front().id};
    const auto samples = here(options.repeat, {{5, [&] {
                                                    JobContext job;
                                                    const auto table =
                                                        scoreStudy(restricted(study, without), job);
                                                    if (!table || !table->rows.back().usi)
                                                        throw std::runtime_error("no table");
                                                }}});
    report.target("everything again without it", samples.front().median() * 1000, 100.0, " ms");
}

int run(const Options &options)
{
    const Scratch scratch(options.folder);
    const PaperSet set =
        writePaperSet(scratch.path() / "whole", scaled(options.scale), options.seed);
    const PaperSet part =
        writePaperSet(scratch.path() / "part", scaled(options.scale / 8), options.seed);
    Report report;
    report.heading("Made up: " + std::to_string(set.dialogues) + " dialogues, " +
                   std::to_string(set.userTurns) + " user turns, " +
                   fixed(static_cast<double>(set.bytes) / 1e6, 1) + " MB; medians of " +
                   std::to_string(options.repeat));
    reportScoring(report, set, options);
    reportGrowth(report, set, part, options);
    reportFeatures(report, set, options);
    reportEvaluation(report, set, options);
    reportExclusion(report, options);
    reportAlignment(report, options.repeat, options.scale);
    return report.finish(options.strict);
}
} // namespace

int main(int count, char **arguments)
{
    Options defaults;
    defaults.repeat = 5;
    return runWithOptions(count, arguments, defaults, run);
}
