// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gapscope {
/// Keeps what an import hands over, as the store would: the same dialogue is stored once.
class MemorySink final : public ImportSink
{
public:
    std::optional<ImportSource> source;
    /// Beside the source's own.
    std::vector<Corpus> corpora;
    std::map<TaskKey, Task> tasks;
    std::vector<Dialogue> dialogues;
    std::vector<ComparableSurvey> surveys;
    std::map<std::string, double> difficulties;
    std::vector<ImportIssue> issues;
    std::optional<ImportCounts> finished;
    std::optional<std::string> aborted;
    /// How many dialogues it had whenever it was told that a large record follows.
    std::vector<std::size_t> restsBefore;
    /// False: dialogues are counted by their ids only, for large files.
    bool keep = true;
    /// After this many dialogues the sink fails; none = never.
    std::optional<std::size_t> failAfter;

    Result<void> begin(const ImportSource &begun) override
    {
        source = begun;
        return {};
    }
    Result<void> addCorpus(const Corpus &corpus) override
    {
        corpora.push_back(corpus);
        return {};
    }
    Result<void> addTask(const Task &task) override
    {
        tasks[task.key] = task;
        return {};
    }
    Result<bool> addDialogue(const Dialogue &dialogue) override
    {
        if (failAfter && m_ids.size() >= *failAfter)
            return Error{ErrorCode::StoreFull, "sink", "full"};
        if (!m_ids.insert(dialogue.id.value()).second)
            return false;
        std::set<int> &runs = m_runs[{dialogue.corpus, dialogue.task}];
        int run = dialogue.run;
        if (!dialogue.runTold)
            for (run = 1; runs.contains(run);)
                ++run;
        runs.insert(run);
        if (keep) {
            dialogues.push_back(dialogue);
            dialogues.back().run = run;
            dialogues.back().runTold = true;
        }
        return true;
    }
    Result<bool> addSurvey(const ComparableSurvey &survey) override
    {
        surveys.push_back(survey);
        return true;
    }
    Result<void> addDifficulty(const std::map<std::string, double> &difficulty) override
    {
        difficulties.insert(difficulty.begin(), difficulty.end());
        return {};
    }
    Result<void> addIssue(const ImportIssue &issue) override
    {
        issues.push_back(issue);
        return {};
    }
    Result<void> rest() override
    {
        restsBefore.push_back(m_ids.size());
        return {};
    }
    Result<void> finish(const ImportCounts &counts) override
    {
        finished = counts;
        return {};
    }
    void abort(const std::string &reason) override { aborted = reason; }

private:
    std::set<std::string> m_ids;
    std::map<std::pair<CorpusId, TaskKey>, std::set<int>> m_runs;
};
} // namespace gapscope
