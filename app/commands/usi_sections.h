// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/metrics/usi_problem.h"

#include <QCommandLineParser>

#include <functional>

namespace gapscope {
/// The options of `usi` and `score` that say what stands with the table. `draws`: how many
/// resamples intervals rest on unless told otherwise; 0 = none.
void addSectionOptions(QCommandLineParser &parser, int draws);
/// A usage error's exit code, or none. `both`: two editions are asked for, which have no sections.
std::optional<int> checkSectionOptions(const QCommandLineParser &parser, const char *command,
                                       bool both, Console &console);

/// Prints the table and what was asked for in the parser's format. `corrected` gives the same study
/// in the corrected edition; it is called for the ledger only.
int printUsi(const UsiProblem &problem, const std::function<Result<UsiProblem>()> &corrected,
             const QCommandLineParser &parser, Console &console);
} // namespace gapscope
