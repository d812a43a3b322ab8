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

Archive::Archive(zip *handle, std::string name, std::string bytes)
    : m_zip(handle), m_name(std::move(name)), m_bytes(std::move(bytes))
{}

Archive::~Archive()
{
    if (m_zip)
        zip_discard(m_zip);
}

Result<std::shared_ptr<Archive>> Archive::open(const std::string &path)
{
    int code = 0;
    zip_t *handle = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (!handle) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        return Error{ErrorCode::InputMalformed, path,
                     "a ZIP archive that cannot be read: " + reasonOf(&error)};
    }
    std::shared_ptr<Archive> archive(new Archive(handle, path, {}));
    if (const Result<void> listed = archive->list(); !listed)
        return listed.error();
    return archive;
}

Result<std::shared_ptr<Archive>> Archive::openBytes(std::string bytes, const std::string &name)
{
    std::shared_ptr<Archive> archive(new Archive(nullptr, name, std::move(bytes)));
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source =
        zip_source_buffer_create(archive->m_bytes.data(), archive->m_bytes.size(), 0, &error);
    archive->m_zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive->m_zip) {
        if (source)
            zip_source_free(source);
        return Error{ErrorCode::InputMalformed, name,
                     "a ZIP archive that cannot be read: " + reasonOf(&error)};
    }
    if (const Result<void> listed = archive->list(); !listed)
        return listed.error();
    return archive;
}

Result<void> Archive::list()
{
    const zip_int64_t count = zip_get_num_entries(m_zip, 0);
    if (count > limits::archiveEntries)
        return Error{ErrorCode::InputTooLarge, m_name,
                     "the archive holds more than " + std::to_string(limits::archiveEntries) +
                         " files"};
    for (zip_int64_t i = 0; i < count; ++i) {
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
