// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/import/import_sink.h"
#include "core/import/role_swap.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gapscope {
class InputFiles;
struct MappingProfile;

/// One file to import and what the person or the command line says about it. Empty text or none =
/// take the guess.
struct ImportRequest
{
    std::string path;
    /// Id of an importer; empty = the one that recognises the file best.
    std::string format;
    std::optional<CorpusKind> kind;
    std::string label;
    std::string domain;
    /// First part of the task keys (`tau1`, `chat` …), so that corpora of one benchmark in
    /// different formats pair.
    std::string benchmark;
    /// Exchange user and agent, or keep them as written; none = exchange them only where the
    /// system prompt plainly makes the assistant the user.
    std::optional<bool> swapRoles;
    /// Fills what is not said above; with a structure it takes the place of recognising the file.
    std::shared_ptr<const MappingProfile> profile;

    bool operator==(const ImportRequest &) const = default;
};

/// A corpus beside the file's own, and what of the counts went into it.
struct SideCorpus
{
    Corpus corpus;
    std::int64_t dialogues = 0;
};

/// What one file's import did; `issues` holds the first maxReportedIssues, the sink got all.
struct ImportFileReport
{
    static constexpr std::size_t maxReportedIssues = 100'000;

    std::string path;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string format;
    Corpus corpus;
    /// Of files that hold dialogues of several corpora; the counts are of all together.
    std::vector<SideCorpus> sides;
    ImportCounts counts;
    std::vector<ImportIssue> issues;
    std::int64_t issueCount = 0;
    /// Task difficulties handed over (a difficulty file has no dialogues).
    std::int64_t difficulties = 0;
    /// Nothing new: the file's dialogues (and there were some) are all there already.
    bool nothingNew = false;
};

/// What a file seems to be, before anything is imported. `problem` is set when nothing can be.
struct FileInspection
{
    std::string path;
    std::int64_t bytes = 0;
    std::string format;
    std::string formatTitle;
    CorpusKind kind = CorpusKind::Unknown;
    std::string label;
    std::string domain;
    std::string userModel;
    std::string agentModel;
    /// The import would exchange user and agent (the preview has it done).
    bool swapRoles = false;
    /// How plainly the prompts of the first dialogues say that the assistant is the user.
    UserPrompt userPrompt = UserPrompt::No;
    /// Up to 3, complete, as the import would store them.
    std::vector<Dialogue> preview;
    std::vector<ImportIssue> issues;
    std::optional<Error> problem;
};

/// A format the import knows: stable id for `--format`, name for people.
struct ImportFormat
{
    std::string id;
    std::string title;
};

std::vector<ImportFormat> importFormats();

/// Files as given, folders recursively and ZIP archives with the known extensions, sorted by path,
/// each file once. A file in an archive is named by the archive's path and its own
/// (`runs.zip/a/b.json`). Files that are read with another one (the simulations of a τ² folder) are
/// left out beside it. Errors: InputUnreadable for a path that does not exist, Cancelled.
Result<std::vector<std::string>> expandPaths(const std::vector<std::string> &paths,
                                             const std::stop_token &stop = {});

/// Bytes that runImport() reports progress in for the file; 0 = it cannot be read.
std::int64_t inputSize(const std::string &path);

/// Guesses and a preview per request; a request's own choices take the place of the guesses.
std::vector<FileInspection> inspect(const std::vector<ImportRequest> &requests);

/// Reads one file into the sink. Bad records are issues; errors are InputUnreadable, UnknownFormat,
/// NotATranscript, InputMalformed (nothing in it could be read), Cancelled, or the sink's own.
/// Progress is in bytes. Hash and size in the report are of the file on disk, for an entry of an
/// archive the archive's.
Result<ImportFileReport> runImport(const ImportRequest &request, ImportSink &sink, JobContext &job);
/// The same with the files of the runs before: entries of an archive then follow one another
/// without opening and hashing it anew.
Result<ImportFileReport> runImport(const ImportRequest &request, ImportSink &sink, JobContext &job,
                                   const std::shared_ptr<InputFiles> &files);

/// The JSON document of `import --json`, indented, with a final newline.
std::string importReportJson(const std::vector<ImportFileReport> &files);
} // namespace gapscope
