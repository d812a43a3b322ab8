// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope::test {
inline std::string gzipped(std::string_view text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::string zstandard(std::string_view text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

struct ZipEntry
{
    std::string name;
    std::string text;
    /// Packing method: 0 stored, 8 deflated, 93 zstd.
    int method = 8;
};

/// An archive as bytes, written by hand so that names may be odd and methods new.
inline std::string zipped(const std::vector<ZipEntry> &entries)
{
    const auto number = [](std::string &out, std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(i < 8 ? value >> (8 * i) : 0);
    };
    std::string files;
    std::string directory;
    for (const ZipEntry &entry : entries) {
        std::string packed = entry.text;
        if (entry.method == 93) {
            packed = zstandard(entry.text);
        } else if (entry.method == 8) {
            // gzip's header is 10 bytes long, its trailer 8; between them is what ZIP holds.
            packed = gzipped(entry.text);
            packed = packed.substr(10, packed.size() - 18);
        }
        const uLong sum =
            crc32_z(0, reinterpret_cast<const Bytef *>(entry.text.data()), entry.text.size());
        std::string common;
        number(common, 20, 2);
        number(common, 0x0800, 2);
        number(common, static_cast<std::uint64_t>(entry.method), 2);
        number(common, 0x58210000, 4);
        number(common, sum, 4);
        number(common, packed.size(), 4);
        number(common, entry.text.size(), 4);
        number(common, entry.name.size(), 2);
        number(common, 0, 2);
        directory += "PK\x01\x02";
        number(directory, 20, 2);
        directory += common;
        number(directory, 0, 10);
        number(directory, files.size(), 4);
        directory += entry.name;
        files += "PK\x03\x04" + common + entry.name + packed;
    }
    std::string end;
    constexpr std::size_t mostInShort = 0xffff;
    if (entries.size() >= mostInShort) {
        // ZIP64: its own end of the directory, and where that stands.
        end += "PK\x06\x06";
        number(end, 44, 8);
        number(end, 45, 2);
        number(end, 45, 2);
        number(end, 0, 8);
        number(end, entries.size(), 8);
        number(end, entries.size(), 8);
        number(end, directory.size(), 8);
        number(end, files.size(), 8);
        end += "PK\x06\x07";
        number(end, 0, 4);
        number(end, files.size() + directory.size(), 8);
        number(end, 1, 4);
    }
    end += "PK\x05\x06";
    number(end, 0, 4);
    number(end, std::min(entries.size(), mostInShort), 2);
    number(end, std::min(entries.size(), mostInShort), 2);
    number(end, directory.size(), 4);
    number(end, files.size(), 4);
    number(end, 0, 2);
    return files + directory + end;
}
} // namespace gapscope::test
