// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <map>
#include <string>

namespace gapscope {
/// One thing an import has to tell: a record skipped, repaired or odd, and where.
struct ImportIssue
{
    enum class Effect { Skipped, Repaired, Note };

    Effect effect = Effect::Note;
    /// 1-based; 0 = unknown.
    std::int64_t line = 0;
    /// 0-based offset of the record or of the fault in the file; -1 = unknown.
    std::int64_t byte = -1;
    /// Native id or 1-based number of the record; empty = the file as a whole.
    std::string record;
    /// Stable kebab-case name, for example `truncated`, `not-an-object`, `duplicate-key`.
    std::string code;
    /// The reason in plain English, without the place.
    std::string message;

    bool operator==(const ImportIssue &) const = default;
};

/// The head of one file's ledger entry.
struct ImportSource
{
    ImportId id;
    std::string path;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string format;
    Corpus corpus;
    /// Importer::version() of the one that read it.
    int importerVersion = 1;
    /// What a licence file beside it, or the file itself, says; empty = nothing is known.
    std::string licence = {};
    /// What was chosen for it (choicesJson()), for importing it again in the same way.
    std::string choices = {};
};

/// The totals of one file's ledger entry.
struct ImportCounts
{
    std::int64_t dialogues = 0;
    std::int64_t turns = 0;
    /// Turns of the user that are scored: those without text (only tool calls) are not.
    std::int64_t userTurns = 0;
    std::int64_t surveys = 0;
    std::int64_t skipped = 0;
    std::int64_t repaired = 0;
    std::int64_t duplicates = 0;
};

/// Where an import run puts what it reads; implemented by the store. Everything between begin() and
/// finish() may be committed in batches of whole dialogues; abort() ends without a last batch.
class ImportSink
{
public:
    virtual ~ImportSink() = default;

    virtual Result<void> begin(const ImportSource &source) = 0;
    /// A corpus beside the source's own, told before the first dialogue that belongs to it.
    virtual Result<void> addCorpus(const Corpus &corpus) = 0;
    virtual Result<void> addTask(const Task &task) = 0;
    /// ImportOutput::taskMark(); a sink that matches no tasks drops it.
    virtual Result<void> addTaskMark(const TaskKey &task, const std::string &type,
                                     const std::string &value)
    {
        static_cast<void>(task);
        static_cast<void>(type);
        static_cast<void>(value);
        return {};
    }
    /// True: stored. False: the same dialogue is there already; nothing changed. A run that is not
    /// told (Dialogue::runTold) becomes the lowest that no dialogue of its corpus has on its task.
    virtual Result<bool> addDialogue(const Dialogue &dialogue) = 0;
    /// True: stored or replaced. False: the same answers are there already.
    virtual Result<bool> addSurvey(const ComparableSurvey &survey) = 0;
    /// Task difficulty 0–1 by native task id, from a difficulty file.
    virtual Result<void> addDifficulty(const std::map<std::string, double> &difficulty) = 0;
    virtual Result<void> addIssue(const ImportIssue &issue) = 0;
    /// Something large is read next: what others wait for should not stay open meanwhile.
    virtual Result<void> rest() { return {}; }
    virtual Result<void> finish(const ImportCounts &counts) = 0;
    /// Cancelled or failed: what was committed stays, the ledger says that it is incomplete.
    virtual void abort(const std::string &reason) = 0;
};
} // namespace gapscope
