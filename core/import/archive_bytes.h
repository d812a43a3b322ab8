// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

struct zip_error;
struct zip_source;

namespace gapscope {
/// The bytes of an archive as libzip reads them: of a file, or what an outer archive held. The
/// library reads a directory in one call; with many entries that takes long, and a failing read is
/// what ends it.
class ArchiveBytes
{
public:
    static std::unique_ptr<ArchiveBytes> ofFile(const std::string &path);
    static std::unique_ptr<ArchiveBytes> of(std::string bytes);
    ~ArchiveBytes();
    ArchiveBytes(const ArchiveBytes &) = delete;
    ArchiveBytes &operator=(const ArchiveBytes &) = delete;

    /// For zip_open_from_source(); this must outlive it. Null = the error says why.
    zip_source *source(zip_error *error);
    /// The last bytes, `most` of them where there are as many.
    std::string end(std::size_t most);
    /// Reads fail once somebody asks for it; an empty token ends that.
    void setStop(std::stop_token stop) { m_stop = std::move(stop); }

private:
    ArchiveBytes();
    struct Calls;

    /// None at the end; negative = failed.
    std::int64_t read(char *out, std::size_t size);

    std::ifstream m_file;
    std::string m_bytes;
    std::int64_t m_size = 0;
    std::int64_t m_position = 0;
    /// Where the file stands.
    std::int64_t m_filePosition = 0;
    std::stop_token m_stop;
    std::unique_ptr<zip_error> m_error;
};
} // namespace gapscope
