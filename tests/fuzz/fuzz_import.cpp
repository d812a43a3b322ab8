// SPDX-License-Identifier: GPL-3.0-or-later
// One program for each importer: GAPSCOPE_FORMAT is its id.
#include "core/import/import_run.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/memory_sink.h"

using namespace gapscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    ImportRequest request;
    request.path = fuzz::file(fuzz::text(data, size));
    request.format = GAPSCOPE_FORMAT;
    MemorySink sink;
    JobContext job;
    const Result<ImportFileReport> report = runImport(request, sink, job);
    if (report)
        importReportJson({*report});
    inspect({request});
    return 0;
}
