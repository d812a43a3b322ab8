// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/speech_marks.h"

#include "core/align/word_diff.h"
#include "ui/base/qstring.h"

#include <algorithm>
#include <string>

namespace gapscope {
namespace {
/// Below this share of common words nearly everything would be marked, which hides the text and
/// tells no more than the row's sign does.
constexpr double leastShared = 0.35;

/// The turns of one side as one text, and where each began.
struct Joined
{
    std::string text;
    std::vector<std::pair<int, std::size_t>> starts;
};

Joined join(const CompareModel &model, Side side, const std::vector<int> &positions)
{
    Joined joined;
    for (const int position : positions) {
        if (!joined.starts.empty())
            joined.text += '\n';
        joined.starts.emplace_back(position, joined.text.size());
        joined.text += model.turn(side, position).text.value_or(std::string());
    }
    return joined;
}

std::size_t size(const ByteRange &range)
{
    return range.end - range.begin;
}

bool sharesEnough(const WordDiff &diff)
{
    std::size_t same = 0;
    std::size_t all = 0;
    for (const DiffToken &token : diff.tokens) {
        const std::size_t bytes = size(token.real) + size(token.sim);
        all += bytes;
        if (token.kind == DiffKind::Same)
            same += bytes;
    }
    return static_cast<double>(same) >= leastShared * static_cast<double>(all);
}

/// Neighbouring words that differ become one range, so that the line under them does not break.
std::vector<ByteRange> runs(const WordDiff &diff, Side side)
{
    const DiffKind mine = side == Side::Real ? DiffKind::OnlyReal : DiffKind::OnlySim;
    std::vector<ByteRange> result;
    bool open = false;
    for (const DiffToken &token : diff.tokens) {
        if (token.kind == DiffKind::Same) {
            open = false;
        } else if (token.kind == mine) {
            const ByteRange &range = side == Side::Real ? token.real : token.sim;
            if (open)
                result.back().end = range.end;
            else
                result.push_back(range);
            open = true;
        }
    }
    return result;
}

/// UTF-16 length of UTF-8 bytes.
int units(std::string_view bytes)
{
    int count = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U)
            count += byte >= 0xF0U ? 2 : 1;
    }
    return count;
}
TurnMarks marksOf(const Joined &mine, const WordDiff &diff, Side side)
{
    TurnMarks marks;
    for (const ByteRange &run : runs(diff, side)) {
        for (std::size_t i = 0; i < mine.starts.size(); ++i) {
            const auto [position, start] = mine.starts[i];
            const std::size_t end =
                i + 1 < mine.starts.size() ? mine.starts[i + 1].second - 1 : mine.text.size();
            const std::size_t from = std::max(run.begin, start);
            const std::size_t to = std::min(run.end, end);
            if (from >= to)
                continue;
            const std::string_view text(mine.text);
            const int begin = units(text.substr(start, from - start));
            marks[position].push_back({begin, begin + units(text.substr(from, to - from))});
        }
    }
    return marks;
}
} // namespace

std::vector<CharRange> wordsOnlyInSecond(const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty())
        return {};
    const std::string from = utf8(first);
    const std::string to = utf8(second);
    const WordDiff diff = diffWords(from, to);
    if (!sharesEnough(diff))
        return {};
    std::vector<CharRange> ranges;
    for (const ByteRange &run : runs(diff, Side::Sim)) {
        const int begin = units(std::string_view(to).substr(0, run.begin));
        const int length = units(std::string_view(to).substr(run.begin, run.end - run.begin));
        ranges.push_back({begin, begin + length});
    }
    return ranges;
}

SpeechMarks speechMarks(const CompareModel &model, int alignedRow)
{
    const AlignedRow &row = model.pair().alignment.rows[static_cast<std::size_t>(alignedRow)];
    if (row.real.empty() || row.sim.empty())
        return {};
    const Joined real = join(model, Side::Real, row.real);
    const Joined sim = join(model, Side::Sim, row.sim);
    const WordDiff diff = diffWords(real.text, sim.text);
    if (!sharesEnough(diff))
        return {};
    return {marksOf(real, diff, Side::Real), marksOf(sim, diff, Side::Sim)};
}
} // namespace gapscope
