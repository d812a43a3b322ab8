// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/features/extract.h"
#include "core/metrics/usi.h"
#include "core/metrics/usi_problem.h"
#include "core/metrics/usi_table.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// τ-USI files as the published scorer takes them (usi.md section 2).
struct UsiFiles
{
    std::filesystem::path real;
    std::vector<std::filesystem::path> simulators;
    /// Folder of the survey_comparable_*.json files.
    std::optional<std::filesystem::path> surveyDir;
    Difficulty difficulty;
    Edition edition;
};

/// The table, in the reference edition exactly as the published scorer computes it, its quirks
/// included (runs by the 170 rule, no features = identical). Errors name the file and the id or
/// field the scorer stops at.
Result<UsiProblem> problemOfFiles(const UsiFiles &files, JobContext &job);
Result<UsiTable> scoreFiles(const UsiFiles &files, JobContext &job);

/// How to read a file of conversations: Entry takes "human" or "llm" from each entry's `source`.
enum class FileKind { Real, Simulated, Entry };

/// One dialogue's features as a JSON object by feature key, rates in 0–1, with `spans` the places
/// too; null for none.
std::string featuresJson(const std::optional<DialogueFeatures> &features, bool spans);

/// A JSON object of featuresJson() by id, in the order of the file; ends with a newline. Only the
/// repairs of text matter.
Result<std::string> featuresOfFile(const std::filesystem::path &path, FileKind kind, bool spans,
                                   const Edition &edition, JobContext &job);
} // namespace gapscope
