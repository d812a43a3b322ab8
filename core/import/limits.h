// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// What an import takes at most: so that no file, damaged or made to do harm, takes all memory or
/// never ends. Far above what real transcripts need.
namespace gapscope::limits {
/// Brackets of a JSON record inside each other.
inline constexpr std::size_t jsonDepth = 512;
/// Members of one JSON object inside a record.
inline constexpr std::size_t objectMembers = 10'000;
/// One record, row or message block of a text, in bytes of UTF-8.
inline constexpr std::size_t recordBytes = std::size_t{64} * 1024 * 1024;
/// Records of one file.
inline constexpr std::int64_t records = 20'000'000;
/// What one compressed file or archive entry may unpack to, in bytes.
inline constexpr std::int64_t unpackedBytes = std::int64_t{16} * 1024 * 1024 * 1024;
/// Unpacked bytes for each packed one, counted from ratioFromBytes on: small files may repeat.
inline constexpr std::int64_t compressionRatio = 300;
inline constexpr std::int64_t ratioFromBytes = std::int64_t{64} * 1024 * 1024;
/// Files in one archive.
inline constexpr std::int64_t archiveEntries = 100'000;
/// Archives inside each other; an inner one is held in memory.
inline constexpr int archiveDepth = 2;
inline constexpr std::size_t innerArchiveBytes = std::size_t{256} * 1024 * 1024;
} // namespace gapscope::limits
