// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/paper_set.h"

#include "core/metrics/survey_agreement.h"
#include "tests/bench/talk.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace gapscope::bench {
namespace {
constexpr int airlineTasks = 50;
constexpr int batches = 3;
/// With fewer, three runs have so few dialogues that the scorer takes them for one.
constexpr int fewestTasks = 60;
/// Runs that simulators lack, as in the paper: 109 of 15 345.
constexpr int everyMissing = 140;

std::string taskName(int task)
{
    return task < airlineTasks ? "airline_" + std::to_string(task)
                               : "retail_" + std::to_string(task - airlineTasks);
}

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

std::string survey(RandomStream &random)
{
    std::string json;
    for (const SurveyField &field : surveyFields()) {
        const auto &answer =
            field.answers[random.below(static_cast<std::uint32_t>(field.answers.size()))];
        json += (json.empty() ? "{" : ", ") + quoted(std::string(field.key)) +
                ": {\"question\": \"How would you put it for this conversation as a whole?\", "
                "\"answer\": " +
                quoted(std::string(answer.text)) + "}";
    }
    return json + "}";
}

std::string message(const char *role, const std::string &text)
{
    return std::string("{\"role\": \"") + role + "\", \"content\": \"" + text + "\"}";
}

/// Writes one file of dialogues and counts what it writes.
class Writer
{
public:
    Writer(const std::filesystem::path &path, PaperSet &set, std::uint64_t seed)
        : m_out(path, std::ios::binary), m_set(set), m_seed(seed)
    {
        put("{");
    }

    void dialogue(const std::string &id, int task, bool person)
    {
        Talk talk(m_seed, m_set.dialogues, person);
        std::string text = m_first ? "" : ", ";
        m_first = false;
        text += quoted(id) + ": {\"instance_id\": " + quoted(id) +
                ", \"agent_id\": \"agent-made-up\", \"conversation\": [";
        if (person)
            text += message("user", "\\\\tau task_index:" + std::to_string(task)) + ", " +
                    message("assistant", "<|canvas|>You play a customer.<|/canvas|>Hello!") + ", ";
        const int turns = talk.turns();
        text += message("user", talk.opening(task < airlineTasks));
        for (int turn = 1; turn < turns; ++turn)
            text += ", " + message("assistant", talk.agentTurn()) + ", " +
                    message("user", talk.userTurn());
        text += ", " + message("assistant", talk.agentTurn()) + ", " +
                message("user", person ? "/stop" : "###STOP###") + "]";
        text += ", \"survey\": " + survey(talk.random());
        text += ", \"reward\": " + std::string(talk.random().below(5) < 3 ? "1.0" : "0.0") +
                ", \"keep\": true}";
        put(text);
        ++m_set.dialogues;
        m_set.userTurns += static_cast<std::size_t>(turns);
    }

    void surveyOf(const std::string &id, RandomStream &random)
    {
        put((m_first ? "" : ", ") + quoted(id) + ": {\"survey\": " + survey(random) + "}");
        m_first = false;
    }

    std::uintmax_t finish()
    {
        put("}");
        m_out.close();
        return m_bytes;
    }

private:
    void put(const std::string &text)
    {
        m_out << text;
        m_bytes += text.size();
    }

    std::ofstream m_out;
    PaperSet &m_set;
    std::uint64_t m_seed = 0;
    std::uintmax_t m_bytes = 0;
    bool m_first = true;
};

std::string personId(int task, int batch)
{
    return taskName(task) + (batch == 0 ? "" : "_ann" + std::to_string(batch + 1));
}
} // namespace

PaperSize scaled(double scale)
{
    PaperSize size;
    const double simulators = scale * size.simulators;
    size.simulators = std::max(1, static_cast<int>(std::lround(simulators)));
    if (simulators < 1.0)
        size.tasks = std::max(fewestTasks, static_cast<int>(std::lround(simulators * size.tasks)));
    return size;
}

std::vector<std::filesystem::path> PaperSet::conversations() const
{
    std::vector<std::filesystem::path> paths{files.real};
    paths.insert(paths.end(), files.simulators.begin(), files.simulators.end());
    return paths;
}

PaperSet writePaperSet(const std::filesystem::path &folder, const PaperSize &size,
                       std::uint64_t seed)
{
    std::filesystem::create_directories(folder);
    PaperSet set;
    set.files.real = folder / "unified.json";
    set.files.surveyDir = folder;
    Writer people(set.files.real, set, seed);
    // The ones left out are the last tasks of the last batch.
    for (int batch = 0; batch < batches; ++batch)
        for (int task = 0; task < size.tasks; ++task)
            if (batch < batches - 1 || task < size.tasks - size.missingPeople)
                people.dialogue(personId(task, batch), task, true);
    set.bytes += people.finish();
    int made = 0;
    for (int simulator = 0; simulator < size.simulators; ++simulator) {
        const std::string name = "made-up-" + std::to_string(simulator);
        Writer out(set.files.simulators.emplace_back(folder / ("eval_results_" + name + ".json")),
                   set, seed);
        for (int run = 1; run <= size.runs; ++run)
            for (int task = 0; task < size.tasks; ++task)
                if (++made % everyMissing != 0)
                    out.dialogue(taskName(task) + "_" + std::to_string(run), task, false);
        set.bytes += out.finish();

        RandomStream random(seed, set.dialogues);
        Writer surveys(folder / ("survey_comparable_" + name + ".json"), set, seed);
        for (int batch = 0; batch < batches; ++batch)
            for (int task = 0; task < size.tasks; ++task)
                surveys.surveyOf(personId(task, batch), random);
        surveys.finish();
    }
    RandomStream random(seed, set.dialogues + 1);
    Writer second(folder / "survey_comparable_human-eval-100.json", set, seed);
    for (int task = 0; task < std::min(size.tasks, 100); ++task)
        second.surveyOf(taskName(task), random);
    second.finish();
    return set;
}
} // namespace gapscope::bench
