// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/archive_bytes.h"

#include <zip.h>

#include <algorithm>
#include <cstring>

namespace gapscope {
/// What libzip asks of a source.
struct ArchiveBytes::Calls
{
    static zip_int64_t answer(void *self, void *data, zip_uint64_t length, zip_source_cmd_t command)
    {
        ArchiveBytes &bytes = *static_cast<ArchiveBytes *>(self);
        switch (command) {
        case ZIP_SOURCE_OPEN:
            bytes.m_position = 0;
            return 0;
        case ZIP_SOURCE_READ:
            return bytes.read(static_cast<char *>(data), static_cast<std::size_t>(length));
        case ZIP_SOURCE_SEEK: {
            const zip_int64_t place = zip_source_seek_compute_offset(
                static_cast<zip_uint64_t>(bytes.m_position),
                static_cast<zip_uint64_t>(bytes.m_size), data, length, bytes.m_error.get());
            if (place < 0)
                return -1;
            bytes.m_position = place;
            return 0;
        }
        case ZIP_SOURCE_TELL:
            return bytes.m_position;
        case ZIP_SOURCE_STAT: {
            auto *about = static_cast<zip_stat_t *>(data);
            zip_stat_init(about);
            about->size = static_cast<zip_uint64_t>(bytes.m_size);
            about->valid |= ZIP_STAT_SIZE;
            return sizeof(zip_stat_t);
        }
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(bytes.m_error.get(), data, length);
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(
                ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                ZIP_SOURCE_SUPPORTS, -1);
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_FREE:
            return 0;
        default: // The library has more commands than any source, and later ones may come.
            zip_error_set(bytes.m_error.get(), ZIP_ER_OPNOTSUPP, 0);
            return -1;
        }
    }
};

ArchiveBytes::ArchiveBytes() : m_error(std::make_unique<zip_error>())
{
    zip_error_init(m_error.get());
}

ArchiveBytes::~ArchiveBytes()
{
    zip_error_fini(m_error.get());
}

std::unique_ptr<ArchiveBytes> ArchiveBytes::ofFile(const std::string &path)
{
    std::unique_ptr<ArchiveBytes> bytes(new ArchiveBytes);
    bytes->m_file.open(path, std::ios::binary | std::ios::ate);
    bytes->m_size = std::max<std::int64_t>(0, bytes->m_file.tellg());
    bytes->m_filePosition = bytes->m_size;
    return bytes;
}

std::unique_ptr<ArchiveBytes> ArchiveBytes::of(std::string text)
{
    std::unique_ptr<ArchiveBytes> bytes(new ArchiveBytes);
    bytes->m_bytes = std::move(text);
    bytes->m_size = static_cast<std::int64_t>(bytes->m_bytes.size());
    return bytes;
}

zip_source *ArchiveBytes::source(zip_error *error)
{
    return zip_source_function_create(&Calls::answer, this, error);
}

std::string ArchiveBytes::end(std::size_t most)
{
    std::string text(
        static_cast<std::size_t>(std::min<std::int64_t>(m_size, static_cast<std::int64_t>(most))),
        '\0');
    m_position = m_size - static_cast<std::int64_t>(text.size());
    text.resize(
        static_cast<std::size_t>(std::max<std::int64_t>(0, read(text.data(), text.size()))));
    return text;
}

std::int64_t ArchiveBytes::read(char *out, std::size_t size)
{
    if (m_stop.stop_requested()) {
        zip_error_set(m_error.get(), ZIP_ER_READ, 0);
        return -1;
    }
    const std::int64_t count = std::min(m_size - m_position, static_cast<std::int64_t>(size));
    if (count <= 0)
        return 0;
    if (!m_file.is_open()) {
        std::memcpy(out, m_bytes.data() + m_position, static_cast<std::size_t>(count));
    } else {
        // Seeking drops what the stream has read ahead.
        if (m_filePosition != m_position)
            m_file.seekg(m_position);
        if (!m_file.read(out, count)) {
            m_file.clear();
            m_filePosition = -1;
            zip_error_set(m_error.get(), ZIP_ER_READ, 0);
            return -1;
        }
        m_filePosition = m_position + count;
    }
    m_position += count;
    return count;
}
} // namespace gapscope
