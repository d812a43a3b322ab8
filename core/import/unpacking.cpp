// SPDX-License-Identifier: GPL-3.0-or-later
// gzip and zstd streams, unpacked piece by piece in bounded memory.
#include "core/import/byte_source.h"
#include "core/import/limits.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace gapscope {
namespace {
constexpr std::size_t packedPiece = 64 * 1024;

/// A stream inside a stream: keeps the packed bytes at hand and holds to the limits.
class UnpackingSource : public ByteSource
{
public:
    explicit UnpackingSource(std::unique_ptr<ByteSource> packed)
        : ByteSource(packed->name(), packed->stop()), m_packed(std::move(packed)),
          m_input(packedPiece)
    {}
    std::int64_t position() const override { return m_packed->position(); }
    std::int64_t size() const override { return m_packed->size(); }

protected:
    std::size_t readSome(char *out, std::size_t size) final
    {
        std::size_t given = 0;
        while (given == 0 && !m_ended && !failure()) {
            // Blocks that hold nothing can follow one another for long.
            if (stop().stop_requested())
                fail(ErrorCode::Cancelled, {});
            else if (m_next < m_filled || m_more || fill())
                given = unpack(out, size);
            // A full buffer: there may be more without any further packed byte.
            m_more = given == size;
        }
        m_given += static_cast<std::int64_t>(given);
        holdLimits();
        return failure() && failure()->code != ErrorCode::InputMalformed ? 0 : given;
    }

    /// Unpacks from input(), says how much of it is used, and returns how much it gave.
    virtual std::size_t unpack(char *out, std::size_t size) = 0;
    /// The packed bytes have ended: between two streams, or inside one.
    virtual bool atBoundary() const = 0;

    std::string_view input() const { return {m_input.data() + m_next, m_filled - m_next}; }
    void use(std::size_t count) { m_next += count; }
    void damaged(const std::string &reason)
    {
        fail(ErrorCode::InputMalformed,
             reason + " near byte " +
                 std::to_string(m_packed->position() -
                                static_cast<std::int64_t>(m_filled - m_next)));
    }

private:
    bool fill()
    {
        m_next = 0;
        m_filled = m_packed->read(m_input.data(), m_input.size());
        if (m_filled > 0)
            return true;
        if (const std::optional<Error> &inner = m_packed->failure())
            fail(inner->code, inner->detail);
        else if (!atBoundary())
            damaged("the compressed data are cut off");
        m_ended = true;
        return false;
    }

    void holdLimits()
    {
        const std::int64_t packed = std::max<std::int64_t>(1, m_packed->position());
        if (m_given > limits::unpackedBytes)
            fail(ErrorCode::InputTooLarge,
                 "it unpacks to more than " + std::to_string(limits::unpackedBytes >> 30) + " GiB");
        else if (m_given > limits::ratioFromBytes && m_given / packed > limits::compressionRatio)
            fail(ErrorCode::InputTooLarge, "it unpacks to more than " +
                                               std::to_string(limits::compressionRatio) +
                                               " times its size");
    }

    std::unique_ptr<ByteSource> m_packed;
    std::vector<char> m_input;
    std::size_t m_next = 0;
    std::size_t m_filled = 0;
    std::int64_t m_given = 0;
    bool m_more = false;
    bool m_ended = false;
};

class GzipSource final : public UnpackingSource
{
public:
    explicit GzipSource(std::unique_ptr<ByteSource> packed) : UnpackingSource(std::move(packed))
    {
        // 16: gzip's header and trailer, with its checksum.
        m_good = inflateInit2(&m_stream, 16 + MAX_WBITS) == Z_OK;
    }
    ~GzipSource() override { inflateEnd(&m_stream); }

protected:
    std::size_t unpack(char *out, std::size_t size) override
    {
        if (m_boundary && input().empty())
            return 0;
        if (m_boundary) {
            // Further streams may follow one another, and zeros that fill a block of a tape.
            if (input().front() == '\0') {
                use(1);
                return 0;
            }
            m_good = inflateReset(&m_stream) == Z_OK;
        }
        if (!m_good) {
            damaged("gzip data cannot be unpacked");
            return 0;
        }
        m_boundary = false;
        const std::string_view packed = input();
        // zlib's interface of old; it does not write to its input.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
        m_stream.avail_in = static_cast<uInt>(packed.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(out);
        m_stream.avail_out = static_cast<uInt>(size);
        const int state = inflate(&m_stream, Z_NO_FLUSH);
        use(packed.size() - m_stream.avail_in);
        if (state == Z_STREAM_END) {
            m_boundary = true;
            ++m_streams;
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            damaged(m_streams > 0 ? "what follows the gzip data is none"
                                  : "the gzip data are damaged");
        }
        return size - m_stream.avail_out;
    }
    bool atBoundary() const override { return m_boundary; }

private:
    z_stream m_stream{};
    bool m_good = false;
    bool m_boundary = false;
    int m_streams = 0;
};

class ZstdSource final : public UnpackingSource
{
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> packed)
        : UnpackingSource(std::move(packed)), m_stream(ZSTD_createDStream())
    {}
    ~ZstdSource() override { ZSTD_freeDStream(m_stream); }

protected:
    std::size_t unpack(char *out, std::size_t size) override
    {
        if (m_boundary && input().empty())
            return 0;
        ZSTD_inBuffer packed{input().data(), input().size(), 0};
        ZSTD_outBuffer text{out, size, 0};
        const std::size_t state = ZSTD_decompressStream(m_stream, &text, &packed);
        use(packed.pos);
        if (ZSTD_isError(state) != 0U)
            damaged(std::string("the zstd data are damaged (") + ZSTD_getErrorName(state) + ")");
        m_boundary = state == 0;
        return text.pos;
    }
    bool atBoundary() const override { return m_boundary; }

private:
    ZSTD_DStream *m_stream;
    bool m_boundary = false;
};
} // namespace

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, Packing packing)
{
    switch (packing) {
    case Packing::None:
        break;
    case Packing::Gzip:
        return std::make_unique<GzipSource>(std::move(source));
    case Packing::Zstd:
        return std::make_unique<ZstdSource>(std::move(source));
    }
    return source;
}
} // namespace gapscope
