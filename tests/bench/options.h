// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace gapscope::bench {
/// What the programs that make the paper's set take.
struct Options
{
    double scale = 1.0;
    int repeat = 1;
    std::uint64_t seed = 1;
    std::filesystem::path folder;
    bool strict = false;
};

/// Runs `run` with the options of the command line (`defaults` where they are silent) and tells
/// what went wrong; the exit code of the program.
int runWithOptions(int count, char **arguments, Options defaults, int (*run)(const Options &));
} // namespace gapscope::bench
