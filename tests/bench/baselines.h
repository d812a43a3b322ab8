// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/lexicon.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What others would do, to measure against in the same run.
namespace gapscope::bench {
/// Parse every file whole with nlohmann_json, one after the other: as events that are only counted,
/// or into a tree. False: a file is not JSON.
bool parseAsEvents(const std::vector<std::filesystem::path> &paths);
bool parseAsTrees(const std::vector<std::filesystem::path> &paths);

/// The cue lists as one PCRE2 pattern per list (Unicode boundaries, compiled by its JIT), with the
/// acknowledgements and the identifiers: twelve searches per turn.
class CuePatterns
{
public:
    explicit CuePatterns(const Lexicon &lexicon);
    ~CuePatterns();
    CuePatterns(const CuePatterns &) = delete;
    CuePatterns &operator=(const CuePatterns &) = delete;

    /// How many of the lists have a cue in `lower`, a turn in lower case, plus the identifiers.
    std::size_t count(std::string_view lower) const;

private:
    struct Compiled;
    std::vector<Compiled> m_patterns;
    std::unique_ptr<Compiled> m_identifiers;
};
} // namespace gapscope::bench
