// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace gapscope {
class Workspace;
struct MergeDetails;

/// One thing that a person should know of a merged label file, in words. Plain text.
struct MergeFinding
{
    enum class Kind {
        Conflict,
        Duplicate,
        Drift,
        Waiting,
        UnknownCode,
        LineLeftOut,
        OtherScheme,
    };
    static constexpr std::array allKinds{Kind::Conflict,   Kind::Duplicate,   Kind::Drift,
                                         Kind::Waiting,    Kind::UnknownCode, Kind::LineLeftOut,
                                         Kind::OtherScheme};

    Kind kind = Kind::Conflict;
    QString annotator{};
    QString code{};
    QString where{};
    /// Which version stands now; empty where nobody had to choose.
    QString stands{};
    /// One line each, for the cells.
    QString here{};
    QString inFile{};
    /// The same at length; empty where the line says it all.
    QString hereWhole{};
    QString inFileWhole{};
    /// What only an id can say.
    QString id{};
    /// Its turns, or a dialogue alone, can be shown: all it names is here.
    std::optional<Label> place{};
};

/// In the order of the kinds. Codes and words of other people's labels are left out while they are
/// hidden from the annotator.
std::vector<MergeFinding> mergeFindings(const MergeReport &report, const MergeDetails &details,
                                        const Workspace &workspace);

/// "Changed on both sides"
QString mergeKindText(MergeFinding::Kind kind);
/// How many the file had, beyond the longest list too.
int mergeCount(const MergeReport &report, MergeFinding::Kind kind);
/// How many of them the list has no room for.
int mergeUnlisted(const MergeReport &report, MergeFinding::Kind kind);
/// "12 labels added, 3 changed, 1 removed; 40 known already, 2 older than here; 1 line left out."
QString mergeCountsSentence(const MergeReport &report);
} // namespace gapscope
