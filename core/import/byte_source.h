// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace gapscope {
/// Bytes that come one after the other: a file, an entry of an archive, what a compressed stream
/// holds. Used from one thread.
class ByteSource
{
public:
    explicit ByteSource(std::string name, std::stop_token stop)
        : m_name(std::move(name)), m_stop(std::move(stop))
    {}
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;

    /// At most `size` bytes, with few exceptions as many; 0 = the end, or a failure.
    std::size_t read(char *out, std::size_t size);
    /// Bytes of what is stored (packed where it is) that were read, and their number in all.
    virtual std::int64_t position() const = 0;
    virtual std::int64_t size() const = 0;

    /// Why it ended early: InputUnreadable, InputTooLarge, Cancelled, or InputMalformed, with which
    /// all that came before is good.
    const std::optional<Error> &failure() const { return m_failure; }
    const std::string &name() const { return m_name; }
    const std::stop_token &stop() const { return m_stop; }

protected:
    virtual std::size_t readSome(char *out, std::size_t size) = 0;
    /// The first failure stays.
    void fail(ErrorCode code, std::string reason);

private:
    std::string m_name;
    std::stop_token m_stop;
    std::optional<Error> m_failure;
};

/// A file on disk. Error: InputUnreadable.
Result<std::unique_ptr<ByteSource>> openFile(const std::string &path, std::stop_token stop);

/// What a packed stream holds, for one that begins as gzip or zstd streams do; else the source as
/// it is. The first bytes are read from `peek`, a source of the same bytes.
enum class Packing { None, Gzip, Zstd };
Packing packingOf(ByteSource &peek);
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, Packing packing);
} // namespace gapscope
