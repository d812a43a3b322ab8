// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gapscope {
/// A label with what another program needs to find its place again: the words it stands on.
struct LabelRecord
{
    Label label;
    TaskKey task;
    std::string realNativeId;
    std::string simNativeId;
    std::string realLabel;
    std::string simLabel;
    std::string realText;
    std::string simText;
    /// Marks of the versions the label had before (labelMark), where it was changed.
    std::vector<std::string> earlier{};
};

/// One line of an exchange file: a label with its place, or the removal of one.
struct LabelLine
{
    std::variant<LabelRecord, LabelRemoval> content;
    /// Of the workspace that wrote it; empty and 0 where the line does not say.
    std::string scheme{};
    int schemeVersion = 0;

    LabelState state() const;
};

/// A line that was left out, counted from 1, and why.
struct LabelFileIssue
{
    std::int64_t line = 0;
    std::string reason;

    bool operator==(const LabelFileIssue &) const = default;
};

/// The head of a file, one line: `{"gapscope":"labels","format":1,…}`.
inline constexpr int labelFileFormat = 1;
/// A longer line is an issue, not read.
inline constexpr std::size_t longestLabelLine = std::size_t{16} << 20;

/// Reads one line. InputMalformed with the reason as detail; unknown fields are passed over.
Result<LabelLine> labelFromRecord(std::string_view json);

/// Reads a file line by line in bounded memory: UTF-8, with or without header and byte order mark,
/// empty lines skipped. A line that is none goes to `issue` and the reading goes on. Errors:
/// InputUnreadable; InputMalformed where it is UTF-16 or of a newer format; what `take` returns.
Result<void> readLabelFile(std::istream &in,
                           const std::function<Result<void>(LabelLine &&, std::int64_t)> &take,
                           const std::function<void(LabelFileIssue)> &issue);
} // namespace gapscope
