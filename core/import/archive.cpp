// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/archive.h"

#include "core/import/limits.h"

#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <utility>

namespace gapscope {
namespace {
// Packing methods of ZIP that libzip gives as they are; older ones do not know its number.
constexpr zip_uint16_t methodZstd = 93;

std::string reasonOf(zip_error_t *error)
{
    std::string reason = zip_error_strerror(error);
    zip_error_fini(error);
    return reason;
}

/// Bytes of an entry; unpacked by libzip, which checks them, too, or packed where asked for.
class EntrySource final : public ByteSource
{
public:
    EntrySource(std::shared_ptr<Archive> archive, zip_file_t *file, std::int64_t size,
                std::int64_t packedSize, std::string name, std::stop_token stop)
        : ByteSource(std::move(name), std::move(stop)), m_archive(std::move(archive)), m_file(file),
          m_size(size), m_packedSize(packedSize)
    {}
    ~EntrySource() override { zip_fclose(m_file); }
    std::int64_t position() const override { return m_position; }
    std::int64_t size() const override { return m_size; }

protected:
    std::size_t readSome(char *out, std::size_t size) override
    {
        const zip_int64_t count = zip_fread(m_file, out, size);
        if (count < 0) {
            fail(ErrorCode::InputMalformed,
                 std::string("the archive's entry is damaged (") + zip_file_strerror(m_file) + ")");
            return 0;
        }
        m_position += count;
        if (m_position > limits::unpackedBytes ||
            (m_position > limits::ratioFromBytes &&
             m_position / std::max<std::int64_t>(1, m_packedSize) > limits::compressionRatio)) {
            fail(ErrorCode::InputTooLarge,
                 "it unpacks to more than " + std::to_string(limits::unpackedBytes >> 30) +
                     " GiB, or " + std::to_string(limits::compressionRatio) + " times its size");
            return 0;
        }
        return static_cast<std::size_t>(count);
    }

private:
    std::shared_ptr<Archive> m_archive;
    zip_file_t *m_file;
    std::int64_t m_size;
    std::int64_t m_packedSize;
    std::int64_t m_position = 0;
};

/// Holds what an entry unpacks to against the checksum in the archive's directory.
class CheckedSource final : public ByteSource
{
public:
    CheckedSource(std::unique_ptr<ByteSource> inner, std::uint32_t expected)
        : ByteSource(inner->name(), inner->stop()), m_inner(std::move(inner)), m_expected(expected)
    {}
    std::int64_t position() const override { return m_inner->position(); }
    std::int64_t size() const override { return m_inner->size(); }

protected:
    std::size_t readSome(char *out, std::size_t size) override
    {
        const std::size_t count = m_inner->read(out, size);
        m_sum = crc32_z(m_sum, reinterpret_cast<const Bytef *>(out), count);
        if (const std::optional<Error> &inner = m_inner->failure())
            fail(inner->code, inner->detail);
        else if (count == 0 && m_sum != m_expected)
            fail(ErrorCode::InputMalformed, "the archive's entry is damaged (wrong checksum)");
        return count;
    }

private:
    std::unique_ptr<ByteSource> m_inner;
    uLong m_sum = 0;
    uLong m_expected = 0;
};

/// Where the end of an archive begins at the earliest: a comment of 64 KiB, and three records.
constexpr std::size_t endSize = 64 * 1024 + 256;

/// How many entries the end of an archive names; 0 = that cannot be told.
std::uint64_t entriesTold(std::string_view end)
{
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::uint64_t value = 0;
        for (std::size_t i = bytes; i > 0; --i)
            value = value << 8U | static_cast<unsigned char>(end[at + i - 1]);
        return value;
    };
    const std::size_t record = end.rfind("PK\x05\x06");
    if (record == std::string_view::npos || record + 22 > end.size())
        return 0;
    const std::uint64_t count = number(record + 10, 2);
    const std::size_t large = end.rfind("PK\x06\x06", record);
    const bool isLarge = count == 0xffff && large != std::string_view::npos && large + 40 <= record;
    return isLarge ? number(large + 32, 8) : count;
}

Error tooManyEntries(const std::string &name)
{
    return {ErrorCode::InputTooLarge, name,
            "the archive holds more than " + std::to_string(limits::archiveEntries) + " files"};
}

bool isLeftBehind(std::string_view name)
{
    const std::string_view last = name.substr(name.rfind('/') + 1);
    return last.empty() || last.front() == '.' || name.starts_with("__MACOSX/");
}
} // namespace

bool beginsAsArchive(std::string_view start)
{
    return start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06");
}

Archive::Archive(std::unique_ptr<ArchiveBytes> bytes, std::string name)
    : m_bytes(std::move(bytes)), m_name(std::move(name))
{}

Archive::~Archive()
{
    if (m_zip)
        zip_discard(m_zip);
}

Result<std::shared_ptr<Archive>> Archive::open(const std::string &path, const std::stop_token &stop)
{
    return openFrom(ArchiveBytes::ofFile(path), path, stop);
}

Result<std::shared_ptr<Archive>> Archive::openBytes(std::string bytes, const std::string &name,
                                                    const std::stop_token &stop)
{
    return openFrom(ArchiveBytes::of(std::move(bytes)), name, stop);
}

Result<std::shared_ptr<Archive>> Archive::openFrom(std::unique_ptr<ArchiveBytes> bytes,
                                                   const std::string &name,
                                                   const std::stop_token &stop)
{
    // Refused before the library reads a directory that may be larger than the memory.
    if (entriesTold(bytes->end(endSize)) > static_cast<std::uint64_t>(limits::archiveEntries))
        return tooManyEntries(name);
    std::shared_ptr<Archive> archive(new Archive(std::move(bytes), name));
    ArchiveBytes &read = *archive->m_bytes;
    read.setStop(stop);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = read.source(&error);
    archive->m_zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive->m_zip) {
        if (source)
            zip_source_free(source);
        // Whoever calls saw how it begins.
        const bool isCut = zip_error_code_zip(&error) == ZIP_ER_NOZIP;
        const std::string reason = reasonOf(&error);
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, name, {}};
        return Error{ErrorCode::InputMalformed, name,
                     isCut ? "a ZIP archive that was cut off: its directory, which stands at the "
                             "end, is missing"
                           : "a ZIP archive that cannot be read: " + reason};
    }
    // Its entries are read by other jobs, too.
    read.setStop({});
    if (const Result<void> listed = archive->list(stop); !listed)
        return listed.error();
    return archive;
}

Result<void> Archive::list(const std::stop_token &stop)
{
    constexpr zip_int64_t watchEvery = 1024;
    const zip_int64_t count = zip_get_num_entries(m_zip, 0);
    if (count > limits::archiveEntries)
        return tooManyEntries(m_name);
    for (zip_int64_t i = 0; i < count; ++i) {
        if (i % watchEvery == 0 && stop.stop_requested())
            return Error{ErrorCode::Cancelled, m_name, {}};
        const auto index = static_cast<zip_uint64_t>(i);
        const char *name = zip_get_name(m_zip, index, ZIP_FL_ENC_GUESS);
        if (!name || isLeftBehind(name))
            continue;
        if (m_entries.insert_or_assign(name, index).second)
            m_names.emplace_back(name);
    }
    return {};
}

Result<std::unique_ptr<ByteSource>> Archive::read(const std::string &name, std::stop_token stop)
{
    const auto entry = m_entries.find(name);
    const std::string full = m_name + "/" + name;
    if (entry == m_entries.end())
        return Error{ErrorCode::NotFound, full, "the archive has no such file"};
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(m_zip, entry->second, 0, &about) != 0)
        return Error{ErrorCode::InputMalformed, full, zip_strerror(m_zip)};
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        return Error{ErrorCode::InputUnreadable, full, "it is encrypted; unpack it first"};
    const bool zstd = about.comp_method == methodZstd;
    zip_file_t *file = zip_fopen_index(m_zip, entry->second, zstd ? ZIP_FL_COMPRESSED : 0);
    if (!file)
        return Error{ErrorCode::InputMalformed, full,
                     std::string("the archive's entry cannot be read: ") + zip_strerror(m_zip)};
    const auto packed = static_cast<std::int64_t>(about.comp_size);
    auto source = std::make_unique<EntrySource>(
        shared_from_this(), file, zstd ? packed : static_cast<std::int64_t>(about.size), packed,
        full, std::move(stop));
    if (!zstd)
        return std::unique_ptr<ByteSource>(std::move(source));
    return std::unique_ptr<ByteSource>(
        std::make_unique<CheckedSource>(unpacked(std::move(source), Packing::Zstd), about.crc));
}

bool Archive::isEvalLog() const
{
    return contains("header.json") || contains("_journal/start.json");
}
} // namespace gapscope
