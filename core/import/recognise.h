// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"
#include "core/import/importer.h"

#include <memory>

namespace gapscope {
/// A file, the importer for it, and what is settled about its corpus.
struct Recognised
{
    Probe probe;
    std::unique_ptr<Importer> importer;
    ImportContext context;
};

/// Finds the importer for a file, or takes the one asked for. Errors: InputUnreadable,
/// InputMalformed (empty), NotATranscript (something else that we know), UnknownFormat,
/// InvalidArgument (no such format).
Result<Recognised> recognise(const ImportRequest &request,
                             std::shared_ptr<InputFiles> files = nullptr);
} // namespace gapscope
