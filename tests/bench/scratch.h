// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace gapscope::bench {
/// A folder for made-up files: the one named, which is kept, or a new one that is removed with
/// them.
class Scratch
{
public:
    explicit Scratch(std::filesystem::path folder);
    ~Scratch();
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;

    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
    bool m_kept = false;
};
} // namespace gapscope::bench
