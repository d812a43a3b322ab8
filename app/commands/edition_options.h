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

/// Prints the table of the chosen edition, or both and their difference. `tableOf` computes the
/// table of an edition; `once`: the edition is looked at only for the difference.
int printEditions(const EditionChoice &choice, const std::string &format, JobContext &job,
                  Console &console,
                  const std::function<Result<UsiTable>(const Edition &, bool once)> &tableOf);
} // namespace gapscope
