// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/scratch.h"

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

namespace gapscope::bench {
Scratch::Scratch(std::filesystem::path folder) : m_path(std::move(folder)), m_kept(!m_path.empty())
{
    if (m_kept) {
        std::filesystem::create_directories(m_path);
        return;
    }
    std::string name = (std::filesystem::temp_directory_path() / "gapscope-bench-XXXXXX");
    if (!mkdtemp(name.data()))
        throw std::runtime_error("no folder can be made in " + name);
    m_path = name;
}

Scratch::~Scratch()
{
    std::error_code ignored;
    if (!m_kept)
        std::filesystem::remove_all(m_path, ignored);
}
} // namespace gapscope::bench
