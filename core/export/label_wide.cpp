// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/label_report.h"

#include <map>
#include <set>
#include <tuple>

namespace gapscope {
namespace {
using Pair = std::pair<DialogueId, DialogueId>;
using Row = std::tuple<TaskKey, DialogueId, DialogueId, std::optional<int>, std::optional<int>>;

/// Whose column a label stands in; none for verdicts and progress.
std::optional<std::string> columnOf(const Label &label)
{
    switch (label.kind) {
    case LabelKind::Divergence:
        return label.annotator;
    case LabelKind::Final:
        return "final";
    case LabelKind::Verdict:
    case LabelKind::Progress:
        return std::nullopt;
    }
    return std::nullopt;
}

TableCell turnCell(const std::optional<int> &turn)
{
    return turn ? TableCell(*turn) : TableCell();
}
} // namespace

Table labelsWide(const std::vector<LabelRecord> &records)
{
    std::map<Row, const LabelRecord *> rows;
    std::map<Row, std::set<std::pair<std::string, std::string>>> given;
    std::set<std::pair<std::string, std::string>> columns;
    std::map<Pair, std::set<std::string>> judged;
    for (const LabelRecord &record : records) {
        const Label &label = record.label;
        const Pair pair{label.realDialogue, label.simDialogue};
        if (label.kind == LabelKind::Progress && label.code == "done")
            judged[pair].insert(label.annotator);
        const std::optional<std::string> who = columnOf(label);
        if (!who)
            continue;
        judged[pair].insert(*who);
        columns.emplace(*who, label.code);
        const Row row{record.task, label.realDialogue, label.simDialogue, label.realTurn,
                      label.simTurn};
        rows.emplace(row, &record);
        given[row].emplace(*who, label.code);
    }
    Table table;
    table.header = {"task",       "real_dialogue", "real_id",      "real_corpus",
                    "real_turn",  "real_text",     "sim_dialogue", "sim_id",
                    "sim_corpus", "sim_turn",      "sim_text"};
    for (const auto &[who, code] : columns)
        table.header.push_back(who + ":" + code);
    for (const auto &[row, record] : rows) {
        const Label &label = record->label;
        std::vector<TableCell> cells{record->task.value(),
                                     label.realDialogue.value(),
                                     record->realNativeId,
                                     record->realLabel,
                                     turnCell(label.realTurn),
                                     record->realText,
                                     label.simDialogue.value(),
                                     record->simNativeId,
                                     record->simLabel,
                                     turnCell(label.simTurn),
                                     record->simText};
        const std::set<std::string> &who = judged[{label.realDialogue, label.simDialogue}];
        for (const auto &column : columns) {
            if (given[row].contains(column))
                cells.emplace_back(1);
            else
                cells.push_back(who.contains(column.first) ? TableCell(0) : TableCell());
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}
} // namespace gapscope
