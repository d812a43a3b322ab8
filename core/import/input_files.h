// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/archive.h"
#include "core/import/byte_source.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// Opens what an import reads by its name: a file, or an entry of an archive by the archive's path
/// and the entry's name (`runs.zip/a/b.json`); gzip and zstd are unpacked on the way. Keeps the
/// archives opened last, so that their entries follow one another cheaply. Used from one thread.
class InputFiles
{
public:
    /// The bytes of the given file itself, whatever is inside.
    struct Stamp
    {
        std::string sha256;
        std::int64_t bytes = 0;
    };

    explicit InputFiles(std::stop_token stop = {}) : m_stop(std::move(stop)) {}
    /// From now on reading ends with Cancelled when this asks for it.
    void setStop(std::stop_token stop) { m_stop = std::move(stop); }

    const std::stop_token &stop() const { return m_stop; }

    /// Errors: InputUnreadable, InputMalformed (a damaged archive), InputTooLarge.
    Result<std::unique_ptr<ByteSource>> open(const std::string &path);
    /// The archive that a file or entry is; null = it is none. Errors as open().
    Result<std::shared_ptr<Archive>> archiveAt(const std::string &path);
    /// Of the file on disk that the name leads into, remembered until the next one is asked for.
    Result<Stamp> stamp(const std::string &path);
    /// Bytes to be read of it, packed where it is packed; 0 = it cannot be read.
    std::int64_t size(const std::string &path);
    /// Names of the files in a folder or below a name in an archive, without those in folders
    /// below, as full paths in order. Empty: there are none.
    std::vector<std::string> list(const std::string &folder);
    bool exists(const std::string &path);

private:
    struct Place;
    Place placeOf(const std::string &path) const;
    Result<std::shared_ptr<Archive>> opened(const std::string &path);
    Result<std::unique_ptr<ByteSource>> openPacked(const std::string &path);
    Result<std::pair<std::shared_ptr<Archive>, std::string>> entryAt(const Place &place);

    struct Open
    {
        std::string path;
        std::shared_ptr<Archive> archive;
    };

    std::stop_token m_stop;
    std::vector<Open> m_archives;
    std::string m_stamped;
    Stamp m_stamp;
};

/// Name of a file without the endings of gzip and zstd: what it would be called unpacked.
std::string_view withoutPacking(std::string_view fileName);
} // namespace gapscope
