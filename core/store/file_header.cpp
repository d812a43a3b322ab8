// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/file_header.h"

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace gapscope {
namespace {
// Offsets of the SQLite file format, section "The Database Header".
constexpr std::string_view magic("SQLite format 3\0", 16);
constexpr std::size_t writeVersionAt = 18;
constexpr std::size_t userVersionAt = 60;
constexpr std::size_t applicationIdAt = 68;
constexpr std::size_t headerBytes = 100;

std::uint32_t bigEndian(const std::array<char, headerBytes> &header, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(header[at + i]);
    return value;
}
} // namespace

Result<FileHeader> readFileHeader(const std::string &path)
{
    FileHeader result;
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return result;
    if (error)
        return Error{ErrorCode::InputUnreadable, path, error.message()};
    if (!std::filesystem::is_regular_file(status))
        return Error{ErrorCode::NotAWorkspace, path, "not a regular file"};
    result.exists = true;
    result.bytes = std::filesystem::file_size(path, error);
    if (error)
        return Error{ErrorCode::InputUnreadable, path, error.message()};

    std::array<char, headerBytes> header{};
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    in.read(header.data(), header.size());
    if (!in && !in.eof()) {
        const std::string reason = errno ? std::strerror(errno) : "cannot be read";
        return Error{ErrorCode::InputUnreadable, path, reason};
    }
    if (in.gcount() == static_cast<std::streamsize>(header.size()))
        result.isDatabase = std::string_view(header.data(), magic.size()) == magic;
    if (result.isDatabase) {
        result.applicationId = bigEndian(header, applicationIdAt);
        result.userVersion = bigEndian(header, userVersionAt);
        result.writeAheadLog = header[writeVersionAt] == 2;
    }
    refreshSizes(path, result);
    return result;
}

void refreshSizes(const std::string &path, FileHeader &header)
{
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(path, error);
    header.exists = !error;
    header.bytes = error ? 0 : bytes;
    const std::string log = path + "-wal";
    header.logExists = std::filesystem::exists(log, error);
    const std::uintmax_t logged = header.logExists ? std::filesystem::file_size(log, error) : 0;
    header.logBytes = error ? 0 : logged;
}
} // namespace gapscope
