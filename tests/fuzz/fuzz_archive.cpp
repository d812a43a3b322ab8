// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/archive.h"
#include "core/import/input_files.h"
#include "tests/fuzz/fuzz_input.h"

#include <array>

using namespace gapscope;

namespace {
void readAll(ByteSource &source)
{
    std::array<char, 4096> piece{};
    // A few bytes can unpack to very many; the limits have tests of their own.
    for (int i = 0; i < 256 && source.read(piece.data(), piece.size()) > 0; ++i) {
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = fuzz::text(data, size);
    for (const Packing packing : {Packing::Gzip, Packing::Zstd})
        readAll(*unpacked(std::make_unique<fuzz::MemorySource>(bytes), packing));
    const auto archive = Archive::openBytes(std::string(bytes), "input");
    if (!archive)
        return 0;
    for (const std::string &name : (*archive)->names()) {
        const auto entry = (*archive)->read(name, {});
        if (entry)
            readAll(**entry);
    }
    return 0;
}
