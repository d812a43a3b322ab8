// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_files.h"

#include "core/metrics/usi_entries.h"
#include "core/metrics/usi_problem.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t batchCount = 3;
/// Up to this many entries are one run whatever their ids say.
constexpr std::size_t mostEntriesOfOneRun = 170;
constexpr const char *secondOpinionFile = "survey_comparable_human-eval-100.json";

using Entries = std::map<std::string_view, const JsonValue *>;

/// `airline_7_ann2` is airline_7 of batch 2; every other id belongs to batch 1 as it is.
std::pair<std::size_t, std::string_view> batchOf(std::string_view id)
{
    constexpr std::size_t suffix = 5;
    if (id.ends_with("_ann2"))
        return {1, id.substr(0, id.size() - suffix)};
    if (id.ends_with("_ann3"))
        return {2, id.substr(0, id.size() - suffix)};
    return {0, id};
}

/// Extracts each dialogue once, and only those that take part in a comparison: what upstream never
/// looks at must not stop us.
class Extraction
{
public:
    Result<void> add(FeatureSet &into, std::string_view id, const JsonValue &entry,
                     const EntryPlace &place, Source source)
    {
        const auto [slot, fresh] = into.try_emplace(std::string(id));
        if (!fresh)
            return {};
        m_texts.clear();
        const auto messages = messagesOf(entry, place, m_texts);
        if (!messages)
            return messages.error();
        if (const auto reward = checkReward(entry, place); !reward)
            return reward.error();
        if (auto found = m_extractor.extract(*messages, source))
            slot->second = found->values;
        return {};
    }

private:
    FeatureExtractor m_extractor{referenceLexicon()};
    std::deque<std::string> m_texts;
};

/// The people's file.
struct People
{
    std::string file;
    std::optional<JsonDocument> document;
    /// Kept entries.
    std::array<Entries, batchCount> kept;
    std::vector<PeopleBatch> batches{{1, {}, {}}, {2, {}, {}}, {3, {}, {}}};
};

Result<void> readPeople(const std::filesystem::path &path, People &people)
{
    people.file = path.string();
    auto document = JsonDocument::read(path);
    if (!document)
        return document.error();
    people.document = std::move(*document);
    const auto entries = entriesOf(*people.document, people.file);
    if (!entries)
        return entries.error();
    for (const JsonMember &member : **entries) {
        if (!isKept(member.value))
            continue;
        const auto success = successOf(member.value, {people.file, member.key});
        if (!success)
            return success.error();
        const auto [batch, id] = batchOf(member.key);
        people.kept[batch][id] = &member.value;
        people.batches[batch].outcomes[taskRunOf(id).task] = *success;
    }
    return {};
}

std::string idInFile(std::string_view id, std::size_t batch)
{
    return std::string(id) + (batch == 0 ? "" : "_ann" + std::to_string(batch + 1));
}

Result<void> extractPerson(People &people, std::size_t batch, std::string_view id,
                           Extraction &extraction)
{
    const std::string place = idInFile(id, batch);
    return extraction.add(people.batches[batch].dialogues, id, *people.kept[batch].at(id),
                          {people.file, place}, Source::Human);
}

Result<void> extractPairs(People &people, Extraction &extraction, JobContext &job)
{
    for (std::size_t batch = 0; batch < batchCount; ++batch) {
        for (const auto &[id, entry] : people.kept[batch]) {
            bool shared = false;
            for (std::size_t other = 0; other < batchCount; ++other)
                shared = shared || (other != batch && people.kept[other].contains(id));
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, people.file, {}};
            if (!shared)
                continue;
            if (const auto done = extractPerson(people, batch, id, extraction); !done)
                return done.error();
        }
    }
    return {};
}

/// The kept entries of each run, by the id people's batches have. Entries that are not kept do not
/// count for the number of runs either.
Result<std::map<std::string, Entries>> runsOf(const std::vector<JsonMember> &entries,
                                              std::string_view file)
{
    const auto keptEntries = std::count_if(entries.begin(), entries.end(),
                                           [](const auto &member) { return isKept(member.value); });
    const bool oneRun = static_cast<std::size_t>(keptEntries) <= mostEntriesOfOneRun;
    std::map<std::string, Entries> runs;
    for (const JsonMember &member : entries) {
        if (!isKept(member.value))
            continue;
        if (oneRun) {
            runs["0"][member.key] = &member.value;
            continue;
        }
        const std::size_t mark = member.key.rfind('_');
        if (mark == std::string_view::npos)
            return entryError({file, member.key}, {},
                              "the id has no underscore, but with more than 170 entries the last "
                              "one must separate the run");
        const std::string_view suffix = member.key.substr(mark + 1);
        if (suffix == "1" || suffix == "2" || suffix == "3")
            runs[std::string(suffix)][member.key.substr(0, mark)] = &member.value;
        else
            runs["0"][member.key] = &member.value;
    }
    return runs;
}

Result<std::vector<Outcomes>> outcomesOf(const std::vector<JsonMember> &entries,
                                         std::string_view file)
{
    std::map<std::string, Outcomes> byRun;
    for (const JsonMember &member : entries) {
        if (isKeptOut(member.value))
            continue;
        const auto success = successOf(member.value, {file, member.key});
        if (!success)
            return success.error();
        const TaskRun taskRun = taskRunOf(member.key);
        byRun[taskRun.run][taskRun.task] = *success;
    }
    std::vector<Outcomes> outcomes;
    for (auto &[run, tasks] : byRun)
        outcomes.push_back(std::move(tasks));
    return outcomes;
}

/// Python's Path.stem of the path with its links followed, without the prefix of results files.
std::string modelLabel(const std::filesystem::path &path)
{
    static constexpr std::string_view prefix = "eval_results_";
    std::error_code error;
    const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, error);
    const std::string stem = (error ? path : resolved).stem().string();
    return stem.starts_with(prefix) ? stem.substr(prefix.size()) : stem;
}

Result<Evaluation> simulatorEvaluation(const People &people, const UsiFiles &files,
                                       const std::string &name)
{
    if (!files.surveyDir)
        return Evaluation{{}, "no folder of surveys is given"};
    const std::filesystem::path path = *files.surveyDir / ("survey_comparable_" + name + ".json");
    if (!std::filesystem::exists(path))
        return Evaluation{{}, "there is no file " + path.filename().string()};
    const std::string file = path.string();
    const auto document = JsonDocument::read(path);
    if (!document)
        return document.error();
    if (!document->root().isObject())
        return entryError({file, {}}, {}, "an object of surveys by id is expected");
    std::array<Entries, batchCount> surveys;
    for (const JsonMember &member : document->root().members) {
        const auto [batch, id] = batchOf(member.key);
        surveys[batch][id] = &member.value;
    }
    NumpyStream draws;
    Evaluation evaluation{{}, noAnswerReason};
    for (std::size_t batch = 0; batch < batchCount; ++batch) {
        SurveyBatch &scores =
            evaluation.batches.emplace_back(SurveyBatch{people.batches[batch].number, {}});
        for (const auto &[id, survey] : surveys[batch]) {
            const auto person = people.kept[batch].find(id);
            if (person == people.kept[batch].end())
                continue;
            const std::string place = idInFile(id, batch);
            const auto real = surveyOf(*person->second, {people.file, place});
            if (!real)
                return real.error();
            if (*real == SurveyLevels{})
                continue;
            const auto sim = surveyOf(*survey, {file, place}, &*real);
            if (!sim)
                return sim.error();
            if (auto found = surveyCase(std::string(id), *real, *sim, draws))
                scores.cases.push_back(std::move(*found));
        }
    }
    return evaluation;
}

Result<Evaluation> peopleEvaluation(const People &people, const UsiFiles &files)
{
    if (!files.surveyDir)
        return Evaluation{{}, "no folder of surveys is given"};
    const std::filesystem::path path = *files.surveyDir / secondOpinionFile;
    if (!std::filesystem::exists(path))
        return Evaluation{{}, std::string("there is no file ") + secondOpinionFile};
    const std::string file = path.string();
    const auto document = JsonDocument::read(path);
    if (!document)
        return document.error();
    if (!document->root().isObject())
        return entryError({file, {}}, {}, "an object of surveys by id is expected");
    NumpyStream draws;
    SurveyBatch scores;
    for (const JsonMember &member : document->root().members) {
        const auto person = people.kept[0].find(member.key);
        if (person == people.kept[0].end())
            continue;
        const auto first = surveyOf(*person->second, {people.file, member.key});
        if (!first)
            return first.error();
        if (*first == SurveyLevels{})
            continue;
        const auto second = surveyOf(member.value, {file, member.key}, &*first);
        if (!second)
            return second.error();
        if (auto found = surveyCase(std::string(member.key), *first, *second, draws))
            scores.cases.push_back(std::move(*found));
    }
    return Evaluation{{std::move(scores)}, noAnswerReason};
}

Result<SimulatorInput> readSimulator(const std::filesystem::path &path, const UsiFiles &files,
                                     People &people, Extraction &extraction, JobContext &job)
{
    SimulatorInput input;
    input.name = modelLabel(path);
    const std::string file = path.string();
    const auto document = JsonDocument::read(path);
    if (!document)
        return document.error();
    const auto entries = entriesOf(*document, file);
    if (!entries)
        return entries.error();
    auto outcomes = outcomesOf(**entries, file);
    if (!outcomes)
        return outcomes.error();
    input.outcomes = std::move(*outcomes);
    const auto runs = runsOf(**entries, file);
    if (!runs)
        return runs.error();
    for (const auto &[run, dialogues] : *runs) {
        FeatureSet &features = input.runs.emplace_back();
        for (const auto &[id, entry] : dialogues) {
            if (job.cancelled())
                return Error{ErrorCode::Cancelled, file, {}};
            bool shared = false;
            for (std::size_t batch = 0; batch < batchCount; ++batch) {
                if (!people.kept[batch].contains(id))
                    continue;
                shared = true;
                if (const auto done = extractPerson(people, batch, id, extraction); !done)
                    return done.error();
            }
            if (!shared)
                continue;
            const std::string place = std::string(id) + (run == "0" ? std::string() : "_" + run);
            if (const auto done = extraction.add(features, id, *entry, {file, place}, Source::Llm);
                !done)
                return done.error();
        }
    }
    auto evaluation = simulatorEvaluation(people, files, input.name);
    if (!evaluation)
        return evaluation.error();
    input.evaluation = std::move(*evaluation);
    return input;
}

std::map<std::string, double> difficultyMap(const Difficulty &difficulty,
                                            const std::vector<SimulatorInput> &simulators)
{
    switch (difficulty.mode) {
    case Difficulty::Mode::Frozen:
        return frozenDifficulty();
    case Difficulty::Mode::Given:
        return difficulty.given;
    case Difficulty::Mode::Self:
        break;
    }
    std::vector<const Outcomes *> runs;
    for (const SimulatorInput &simulator : simulators)
        for (const Outcomes &outcomes : simulator.outcomes)
            runs.push_back(&outcomes);
    return pooledDifficulty(runs);
}
} // namespace

Result<UsiProblem> problemOfFiles(const UsiFiles &files, JobContext &job)
{
    People people;
    if (const auto read = readPeople(files.real, people); !read)
        return read.error();
    Extraction extraction;
    if (const auto done = extractPairs(people, extraction, job); !done)
        return done.error();
    UsiInput input;
    auto secondOpinions = peopleEvaluation(people, files);
    if (!secondOpinions)
        return secondOpinions.error();
    input.secondOpinions = std::move(*secondOpinions);

    const auto total = static_cast<std::int64_t>(files.simulators.size());
    for (const std::filesystem::path &path : files.simulators) {
        auto simulator = readSimulator(path, files, people, extraction, job);
        if (!simulator)
            return simulator.error();
        input.simulators.push_back(std::move(*simulator));
        job.report(static_cast<std::int64_t>(input.simulators.size()), total);
    }

    // A person's dialogue that only some simulator shares is no part of the other rows: the engine
    // takes intersections by id, so one set serves all.
    input.people = std::move(people.batches);
    input.difficulty = difficultyMap(files.difficulty, input.simulators);
    input.difficultyName = difficultyName(files.difficulty);
    input.rules.absentIsIdentical = true;
    input.taskOf = [](std::string_view id) { return taskRunOf(id).task; };
    return compile(input);
}

Result<UsiTable> scoreFiles(const UsiFiles &files, JobContext &job)
{
    const Result<UsiProblem> problem = problemOfFiles(files, job);
    if (!problem)
        return problem.error();
    return scoreProblem(*problem);
}
} // namespace gapscope
