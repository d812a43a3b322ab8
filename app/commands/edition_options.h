// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command.h"
#include "core/metrics/edition_difference.h"

#include <functional>
#include <optional>
#include <string>

namespace gapscope {
/// What --edition, --with and --without ask for.
struct EditionChoice
{
    Edition edition;
    /// Beside the reference edition, and the difference explained.
    bool both = false;
};

void addEditionOptions(QCommandLineParser &parser);
/// Reads the choice. An exit code when the verb is done: repairs listed, or a usage error.
std::optional<int> readEdition(const QCommandLineParser &parser, const char *command,
                               Console &console, EditionChoice &choice);

/// The study in an edition; `once`: it is looked at only for the difference.
using ProblemOf = std::function<Result<UsiProblem>(const Edition &, bool once)>;

/// Prints the table of the chosen edition with what the parser's options ask for, or both editions
/// and their difference.
int printEditions(const EditionChoice &choice, const QCommandLineParser &parser, JobContext &job,
                  Console &console, const ProblemOf &problemOf);
} // namespace gapscope
