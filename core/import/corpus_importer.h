// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/corpus_reading.h"

#include <memory>
#include <string_view>

namespace gapscope {
/// What an importer of a research corpus has of its own, where every record is one dialogue.
struct CorpusFormat
{
    std::string_view id;
    std::string_view title;
    /// The record's list of messages; one without it is skipped.
    std::string_view list;
    Sniff (*sniff)(const Probe &probe) = nullptr;
    /// Makes the dialogue of an object with its list. False: the reading ends.
    bool (*read)(const Record &record, const Json &list, CorpusReading &reading) = nullptr;
    /// Null: RecordLayout::Items.
    RecordLayout (*layout)(const Probe &probe) = nullptr;
    /// Importer::version().
    int version = 1;
};

std::unique_ptr<Importer> corpusImporter(const CorpusFormat &format);
} // namespace gapscope
