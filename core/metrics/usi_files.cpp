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
    explicit Extraction(const Edition &edition) : m_extractor(edition.repairs) {}

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
    FeatureExtractor m_extractor;
    std::deque<std::string> m_texts;
};

/// The people's file.
struct People
{
    std::string file;
    std::optional<JsonDocument> document;
    /// Ids of all entries, kept or not, without the batch.
    std::set<std::string_view> ids;
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
        const auto [batch, id] = batchOf(member.key);
        people.ids.insert(id);
        if (!isKept(member.value))
            continue;
        const auto success = successOf(member.value, {people.file, member.key});
        if (!success)
            return success.error();
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

/// The entries of a simulator's file by run, with the ids that people's batches have.
struct Runs
{
    std::map<std::string, Entries> kept;
    std::map<std::string, Outcomes> outcomes;
};

/// The kept entries by the 170 rule of the published scorer. Entries that are not kept do not count
/// for the number of runs either.
Result<void> guessRuns(const JsonMembers &entries, std::string_view file, Runs &runs)
{
    const auto keptEntries = std::count_if(entries.begin(), entries.end(),
                                           [](const auto &member) { return isKept(member.value); });
    const bool oneRun = static_cast<std::size_t>(keptEntries) <= mostEntriesOfOneRun;
    for (const JsonMember &member : entries) {
        if (!isKept(member.value))
            continue;
        if (oneRun) {
            runs.kept["0"][member.key] = &member.value;
            continue;
        }
        const std::size_t mark = member.key.rfind('_');
        if (mark == std::string_view::npos)
            return entryError({file, member.key}, {},
                              "the id has no underscore, but with more than 170 entries the last "
                              "one must separate the run");
        const std::string_view suffix = member.key.substr(mark + 1);
        if (suffix == "1" || suffix == "2" || suffix == "3")
            runs.kept[std::string(suffix)][member.key.substr(0, mark)] = &member.value;
        else
            runs.kept["0"][member.key] = &member.value;
    }
    return {};
}

/// An id that people have with `_` and digits behind it is that run of it; all others are run 0.
std::pair<std::string, std::string_view> namedRun(std::string_view id,
                                                  const std::set<std::string_view> &people)
{
    const std::size_t mark = id.rfind('_');
    if (!people.contains(id) && mark != std::string_view::npos) {
        const std::string_view suffix = id.substr(mark + 1);
        const bool number =
            !suffix.empty() && suffix.find_first_not_of("0123456789") == std::string_view::npos;
        if (number && people.contains(id.substr(0, mark)))
            return {std::string(suffix), id.substr(0, mark)};
    }
    return {"0", id};
}

Result<Runs> runsOf(const JsonMembers &entries, std::string_view file,
                    const std::set<std::string_view> &people, const RepairSet &repairs)
{
    Runs runs;
    const bool named = repairs.has(Repair::Runs);
    for (const JsonMember &member : entries) {
        const auto [run, id] = namedRun(member.key, people);
        if (named && isKept(member.value))
            runs.kept[run][id] = &member.value;
        if (repairs.has(Repair::Keep) ? !isKept(member.value) : isKeptOut(member.value))
            continue;
        const auto success = successOf(member.value, {file, member.key});
        if (!success)
            return success.error();
        const TaskRun own = taskRunOf(named ? id : member.key);
        runs.outcomes[named ? run : own.run][own.task] = *success;
    }
    if (!named)
        if (const auto done = guessRuns(entries, file, runs); !done)
            return done.error();
    return runs;
}

/// The number to show a named run under: a file without run numbers has run 1.
int numberOf(const std::string &run, bool hasFirst)
{
    constexpr std::size_t mostDigits = 9;
    const int number = run.size() > mostDigits ? 0 : std::stoi(run);
    return number == 0 && !hasFirst ? 1 : number;
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
    const SurveyRules rules = surveyRulesOf(files.edition);
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
            const auto real = surveyOf(*person->second, {people.file, place}, rules);
            if (!real)
                return real.error();
            if (*real == SurveyLevels{})
                continue;
            const auto sim = surveyOf(*survey, {file, place}, rules, &*real);
            if (!sim)
                return sim.error();
            if (auto found = surveyCase(std::string(id), *real, *sim, draws, rules))
                scores.cases.push_back(std::move(*found));
        }
    }
    return evaluation;
}

Result<Evaluation> peopleEvaluation(const People &people, const UsiFiles &files)
{
    const SurveyRules rules = surveyRulesOf(files.edition);
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
        const auto first = surveyOf(*person->second, {people.file, member.key}, rules);
        if (!first)
            return first.error();
        if (*first == SurveyLevels{})
            continue;
        const auto second = surveyOf(member.value, {file, member.key}, rules, &*first);
        if (!second)
            return second.error();
        if (auto found = surveyCase(std::string(member.key), *first, *second, draws, rules))
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
    auto runs = runsOf(**entries, file, people.ids, files.edition.repairs);
    if (!runs)
        return runs.error();
    const bool named = files.edition.repairs.has(Repair::Runs);
    const bool hasFirst = runs->kept.contains("1") || runs->outcomes.contains("1");
    for (auto &[run, outcomes] : runs->outcomes) {
        if (named)
            input.outcomeNumbers.push_back(numberOf(run, hasFirst));
        input.outcomes.push_back(std::move(outcomes));
    }
    for (const auto &[run, dialogues] : runs->kept) {
        if (named)
            input.runNumbers.push_back(numberOf(run, hasFirst));
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
    Extraction extraction(files.edition);
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
    input.edition = files.edition;
    input.rules = rulesOf(files.edition);
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
