// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tau_bench_run.h"
#include "core/import/text_reader.h"
#include "tests/fuzz/fuzz_input.h"

#include <cstdlib>

using namespace gapscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = fuzz::text(data, size);
    for (const bool cp1252 : {false, true}) {
        TextReader reader;
        if (!reader.open(std::make_unique<fuzz::MemorySource>(bytes)))
            continue;
        if (cp1252)
            reader.decodeAsCp1252();
        std::string out;
        while (reader.read(out)) {
        }
        // What is read from text in one of the wide encodings is UTF-8.
        const bool wide = reader.encoding() == TextEncoding::Utf16Le ||
                          reader.encoding() == TextEncoding::Utf16Be || cp1252;
        for (std::size_t at = 0; wide && at < out.size();) {
            const std::size_t length = utf8SequenceLength(out, at);
            if (length == 0)
                std::abort();
            at += length;
        }
        turnsOfDisplay(out);
    }
    return 0;
}
