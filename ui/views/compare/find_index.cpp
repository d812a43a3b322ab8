// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/find_index.h"

#include <QStringMatcher>

namespace gapscope {
namespace {
/// The part of a folded line that the open block does not repeat: the name of the tool.
QString titleOf(const Block &block)
{
    if (block.kind == BlockKind::ToolCall)
        return block.summary.text.section(QLatin1Char('('), 0, 0);
    if (block.kind == BlockKind::ToolResult)
        return block.summary.text.section(QStringLiteral(" · "), 0, 0);
    return {};
}
} // namespace

FindIndex::FindIndex(const CompareModel &model)
{
    const ContentOptions options{
        .wordDiff = false, .cues = false, .facts = false, .allExpanded = true};
    for (int row = 0; row < model.rowCount(); ++row) {
        const RowContent content = rowContent(model, row, {}, options);
        for (const Side side : {Side::Real, Side::Sim})
            for (const TurnContent &turn : content.side(side))
                for (const Block &block : turn.blocks) {
                    if (const QString title = titleOf(block); !title.isEmpty())
                        m_entries.push_back({row, block.id, true, title});
                    if (!block.body.text.isEmpty())
                        m_entries.push_back({row, block.id, false, block.body.text});
                }
    }
}

std::vector<FoundPlace> FindIndex::find(const QString &words, Qt::CaseSensitivity sensitivity,
                                        std::size_t most) const
{
    std::vector<FoundPlace> places;
    if (words.isEmpty())
        return places;
    const QStringMatcher matcher(words, sensitivity);
    const auto size = static_cast<int>(words.size());
    for (const Entry &entry : m_entries)
        for (auto at = matcher.indexIn(entry.text); at >= 0;
             at = matcher.indexIn(entry.text, at + size)) {
            if (places.size() == most)
                return places;
            const auto begin = static_cast<int>(at);
            places.push_back({entry.row, entry.block, entry.inSummary, {begin, begin + size}});
        }
    return places;
}
} // namespace gapscope
