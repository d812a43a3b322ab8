// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/byte_source.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace gapscope {
namespace {
class FileSource final : public ByteSource
{
public:
    FileSource(const std::string &path, std::stop_token stop) : ByteSource(path, std::move(stop)) {}

    Result<void> open()
    {
        std::error_code error;
        if (std::filesystem::is_directory(name(), error))
            return Error{ErrorCode::InputUnreadable, name(), "is a folder"};
        const auto size = std::filesystem::file_size(name(), error);
        if (error)
            return Error{ErrorCode::InputUnreadable, name(), error.message()};
        m_size = static_cast<std::int64_t>(size);
        m_file.open(name(), std::ios::binary);
        if (!m_file)
            return Error{ErrorCode::InputUnreadable, name(), "cannot be opened"};
        return {};
    }
    std::int64_t position() const override { return m_position; }
    std::int64_t size() const override { return m_size; }

protected:
    std::size_t readSome(char *out, std::size_t size) override
    {
        if (m_file.eof())
            return 0;
        m_file.read(out, static_cast<std::streamsize>(size));
        const auto count = static_cast<std::size_t>(m_file.gcount());
        m_position += static_cast<std::int64_t>(count);
        if (m_file.bad())
            fail(ErrorCode::InputUnreadable, "reading broke off");
        return count;
    }

private:
    std::ifstream m_file;
    std::int64_t m_position = 0;
    std::int64_t m_size = 0;
};
} // namespace

std::size_t ByteSource::read(char *out, std::size_t size)
{
    if (m_stop.stop_requested())
        fail(ErrorCode::Cancelled, {});
    return m_failure || size == 0 ? 0 : readSome(out, size);
}

void ByteSource::fail(ErrorCode code, std::string reason)
{
    if (!m_failure)
        m_failure = Error{code, m_name, std::move(reason)};
}

Result<std::unique_ptr<ByteSource>> openFile(const std::string &path, std::stop_token stop)
{
    auto file = std::make_unique<FileSource>(path, std::move(stop));
    if (const Result<void> opened = file->open(); !opened)
        return opened.error();
    return std::unique_ptr<ByteSource>(std::move(file));
}

Packing packingOf(ByteSource &peek)
{
    std::array<char, 4> bytes{};
    std::size_t count = 0;
    while (count < bytes.size()) {
        const std::size_t more = peek.read(bytes.data() + count, bytes.size() - count);
        if (more == 0)
            break;
        count += more;
    }
    const std::string_view start(bytes.data(), count);
    if (start.starts_with("\x1f\x8b"))
        return Packing::Gzip;
    return start.starts_with("\x28\xb5\x2f\xfd") ? Packing::Zstd : Packing::None;
}
} // namespace gapscope
