// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/export/label_report.h"
#include "core/label/redaction.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// All labels with the words they stand on; labels whose dialogues are not there come without.
Result<std::vector<LabelRecord>> labelRecords(Session &session);
/// The same one by one, in the order of creation; an error of `take` ends it.
Result<void> forEachLabelRecord(Session &session,
                                const std::function<Result<void>(LabelRecord &&)> &take);

/// Jsonl: the exchange file, removals included. Csv: one label a line. Wide: one row of a pair a
/// line, for analysis.
enum class LabelFormat { Jsonl, Csv, Wide };

struct LabelExport
{
    LabelFormat format = LabelFormat::Jsonl;
    /// Empty = everybody's.
    std::string annotator{};
    /// Texts and notes without names, addresses, numbers (redaction.h). With redaction or
    /// pseudonyms the file is for reading only: it cannot be merged.
    bool redact = false;
    /// Needs a session that may write where an annotator has no pseudonym yet.
    bool pseudonyms = false;
    /// What a person decided to leave as it is (Redaction::text) when looking the spans through.
    std::set<std::string> keep{};
    /// Of the program, for provenance.
    std::string version{};
};

struct LabelExportResult
{
    int labels = 0;
    int removals = 0;
    /// How many places of each kind were redacted.
    std::map<RedactionKind, int> redacted;
};

/// Writes the file piece by piece to `write`, whose error ends it.
Result<LabelExportResult> exportLabels(Session &session, const LabelExport &options,
                                       const std::function<Result<void>(std::string_view)> &write);

/// What a redacted export of these labels would replace, to be looked through before it is written;
/// each text once, with how often it stands there.
struct RedactionFinding
{
    RedactionKind kind = RedactionKind::Name;
    std::string text;
    /// Words around it at its first place.
    std::string context;
    int count = 0;
};
Result<std::vector<RedactionFinding>> redactionFindings(Session &session,
                                                        const std::string &annotator = {});
} // namespace gapscope
