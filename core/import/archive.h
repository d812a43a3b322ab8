// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/archive_bytes.h"
#include "core/import/byte_source.h"

#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace gapscope {
/// The files of a ZIP archive, read in place: nothing is ever written to disk, and a name is only
/// ever a name. Entries may be stored, deflated, or packed with bzip2 or zstd. Used from one
/// thread.
class Archive : public std::enable_shared_from_this<Archive>
{
public:
    /// Errors: InputUnreadable, InputMalformed (no archive, or a damaged one), InputTooLarge (more
    /// than limits::archiveEntries), Cancelled.
    static Result<std::shared_ptr<Archive>> open(const std::string &path,
                                                 const std::stop_token &stop = {});
    /// An archive that is an entry of another one; `name` stands for it in messages.
    static Result<std::shared_ptr<Archive>> openBytes(std::string bytes, const std::string &name,
                                                      const std::stop_token &stop = {});
    ~Archive();
    Archive(const Archive &) = delete;
    Archive &operator=(const Archive &) = delete;

    /// Files in the order of the archive, without folders and what file managers leave behind. Of
    /// several entries of one name the last counts.
    const std::vector<std::string> &names() const { return m_names; }
    bool contains(const std::string &name) const { return m_entries.contains(name); }
    /// Error: NotFound, InputMalformed (encrypted, packed in an unknown way).
    Result<std::unique_ptr<ByteSource>> read(const std::string &name, std::stop_token stop);
    /// A log of Inspect AI, which is one file of that format and no folder of files.
    bool isEvalLog() const;

private:
    Archive(std::unique_ptr<ArchiveBytes> bytes, std::string name);
    static Result<std::shared_ptr<Archive>> openFrom(std::unique_ptr<ArchiveBytes> bytes,
                                                     const std::string &name,
                                                     const std::stop_token &stop);
    Result<void> list(const std::stop_token &stop);

    /// The handle reads from it.
    std::unique_ptr<ArchiveBytes> m_bytes;
    zip *m_zip = nullptr;
    std::string m_name;
    std::vector<std::string> m_names;
    std::map<std::string, std::uint64_t> m_entries;
};

/// Whether a file that begins like this is a ZIP archive.
bool beginsAsArchive(std::string_view start);
} // namespace gapscope
