// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csv_rows.h"
#include "tests/fuzz/fuzz_input.h"

using namespace gapscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = fuzz::text(data, size);
    const std::string &path = fuzz::file(bytes);
    for (const bool cp1252 : {false, true}) {
        CsvRows rows;
        if (!rows.open(path, delimiterOf(bytes), cp1252))
            continue;
        while (rows.next()) {
        }
    }
    return 0;
}
