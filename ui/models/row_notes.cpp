// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_notes.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::RowNotes", text);
}

/// Messages are counted from 1, as everywhere people read them.
QString anchorText(const Anchor &anchor)
{
    const QString text = anchor.kind == Anchor::Kind::Pin
                             ? tr("anchor: real message %1 and simulated message %2 are kept "
                                  "together by hand")
                             : tr("anchor: real message %1 and simulated message %2 are kept "
                                  "apart by hand");
    return text.arg(anchor.realTurn + 1).arg(anchor.simTurn + 1);
}
} // namespace

std::map<int, std::vector<RowNote>> rowNotes(const ComparePair &pair,
                                             const std::function<int(Side, int)> &rowOf)
{
    std::map<int, std::vector<RowNote>> notes;
    for (const Anchor &anchor : pair.anchors) {
        const std::set<int> rows{rowOf(Side::Real, anchor.realTurn),
                                 rowOf(Side::Sim, anchor.simTurn)};
        const auto kind =
            anchor.kind == Anchor::Kind::Pin ? RowNote::Kind::Pin : RowNote::Kind::Forbid;
        for (const int row : rows)
            if (row >= 0)
                notes[row].push_back({kind, {}, anchorText(anchor)});
    }
    for (const CompareLabel &label : pair.labels)
        notes[label.alignedRow].push_back({RowNote::Kind::Label, label.code, label.description});
    for (const CompareSuggestion &suggestion : pair.suggestions) {
        std::vector<RowNote> &row = notes[suggestion.alignedRow];
        const bool set = std::any_of(row.begin(), row.end(), [&](const RowNote &note) {
            return note.text == suggestion.code;
        });
        if (!set)
            row.push_back({RowNote::Kind::Suggestion, suggestion.code, suggestion.reason});
    }
    return notes;
}
} // namespace gapscope
