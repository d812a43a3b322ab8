// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_files.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gapscope::bench {
/// How much to make: the defaults are the size of the paper's study.
struct PaperSize
{
    int simulators = 31;
    int runs = 3;
    /// Airline tasks first, then retail; at most 165.
    int tasks = 165;
    /// Dialogues of people that are missing from their three batches.
    int missingPeople = 2;
};

/// The size for a share of the paper's, 0–1: fewer simulators, and below one of them fewer tasks.
PaperSize scaled(double scale);

/// A data set on disk and what stands in it.
struct PaperSet
{
    UsiFiles files;
    std::size_t dialogues = 0;
    std::size_t userTurns = 0;
    /// Of the conversations; the survey files are small beside them.
    std::uintmax_t bytes = 0;

    /// The conversations: people first.
    std::vector<std::filesystem::path> conversations() const;
};

/// Writes the set into `folder`, the same bytes for the same seed and size: made-up talk of the two
/// domains in the shape of tau-USI files, as Python's json.dump() writes it (ASCII with escapes).
PaperSet writePaperSet(const std::filesystem::path &folder, const PaperSize &size,
                       std::uint64_t seed);
} // namespace gapscope::bench
