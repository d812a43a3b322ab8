// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/json_fast.h"
#include "core/import/json_tolerant.h"
#include "core/import/record_framer.h"
#include "tests/fuzz/fuzz_input.h"

#include <cstdlib>

using namespace gapscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = fuzz::text(data, size);
    parseTolerant(bytes);
    // Both parsers agree on what the fast one takes.
    if (const std::optional<Json> fast = parseOrdinary(bytes);
        fast && *fast != Json::parse(bytes, nullptr, false))
        std::abort();
    for (const RecordLayout layout :
         {RecordLayout::Items, RecordLayout::Members, RecordLayout::NestedMembers}) {
        for (const FileShape shape : {FileShape::Lines, FileShape::Values}) {
            TextReader reader;
            if (!reader.open(std::make_unique<fuzz::MemorySource>(bytes)))
                continue;
            RecordFramer framer(reader, layout, shape);
            while (const std::optional<Frame> frame = framer.next())
                parseTolerant(frame->text);
        }
    }
    return 0;
}
