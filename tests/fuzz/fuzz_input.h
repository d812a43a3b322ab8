// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/byte_source.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace gapscope::fuzz {
inline std::string_view text(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}

/// What a fuzzer made up, read as a file would be.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view bytes) : ByteSource("input", {}), m_bytes(bytes) {}
    std::int64_t position() const override { return static_cast<std::int64_t>(m_at); }
    std::int64_t size() const override { return static_cast<std::int64_t>(m_bytes.size()); }

protected:
    std::size_t readSome(char *out, std::size_t size) override
    {
        const std::size_t count = std::min(size, m_bytes.size() - m_at);
        std::memcpy(out, m_bytes.data() + m_at, count);
        m_at += count;
        return count;
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

/// The same as a file, in memory where the system has such a folder; one for each process.
inline const std::string &file(std::string_view bytes)
{
    static const std::string path = [] {
        const std::filesystem::path memory = "/dev/shm";
        std::error_code error;
        const auto folder = std::filesystem::is_directory(memory, error)
                                ? memory
                                : std::filesystem::temp_directory_path();
        return (folder / ("gapscope-fuzz-" + std::to_string(getpid()))).string();
    }();
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    return path;
}
} // namespace gapscope::fuzz
