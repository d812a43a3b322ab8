// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/word_diff.h"

#include "core/align/characters.h"
#include "core/align/token_hash.h"
#include "core/align/words.h"

#include <algorithm>
#include <optional>
#include <string>

namespace gapscope {
namespace {
struct DisplayToken
{
    ByteRange range;
    TokenHash hash = 0;
};

bool joinsWord(const std::vector<Character> &characters, std::size_t at)
{
    const Character &c = characters[at];
    if (isWordCharacter(c) || c.kind == CharacterKind::Joiner)
        return true;
    if (at + 1 >= characters.size())
        return false;
    const Character &before = characters[at - 1];
    const Character &after = characters[at + 1];
    if (c.value == U'\'')
        return after.kind == CharacterKind::Letter;
    return (c.value == U'.' || c.value == U',' || c.value == U':') &&
           before.kind == CharacterKind::Digit && after.kind == CharacterKind::Digit;
}

std::vector<DisplayToken> displayTokens(std::string_view text, bool ignoreCase)
{
    const std::vector<Character> characters = readCharacters(text);
    std::vector<DisplayToken> tokens;
    std::string folded;
    for (std::size_t at = 0; at < characters.size();) {
        const std::size_t first = at++;
        if (characters[first].kind == CharacterKind::Blank)
            continue;
        if (isWordCharacter(characters[first])) {
            while (at < characters.size() && joinsWord(characters, at))
                ++at;
        } else {
            while (at < characters.size() && characters[at].kind == CharacterKind::Joiner)
                ++at;
        }
        const ByteRange range{characters[first].begin, characters[at - 1].end};
        folded.clear();
        if (ignoreCase)
            for (std::size_t i = first; i < at; ++i)
                appendCharacter(folded, characters[i].value);
        else
            folded = text.substr(range.begin, range.end - range.begin);
        tokens.push_back({range, hashToken(TokenSpace::Text, folded)});
    }
    return tokens;
}

/// Writes the tokens of both texts in step.
class DiffWriter
{
public:
    DiffWriter(std::string_view real, std::string_view sim,
               const std::vector<DisplayToken> &realTokens,
               const std::vector<DisplayToken> &simTokens)
        : m_realTokens(realTokens), m_simTokens(simTokens), m_realSize(real.size()),
          m_simSize(sim.size())
    {
        m_tokens.reserve(realTokens.size() + simTokens.size());
    }

    void same(std::size_t count)
    {
        for (; count > 0; --count)
            m_tokens.push_back(
                {DiffKind::Same, m_realTokens[m_real++].range, m_simTokens[m_sim++].range});
    }
    void onlyReal(std::size_t count)
    {
        for (; count > 0; --count)
            m_tokens.push_back({DiffKind::OnlyReal, m_realTokens[m_real++].range,
                                placeOf(m_simTokens, m_sim, m_simSize)});
    }
    void onlySim(std::size_t count)
    {
        for (; count > 0; --count)
            m_tokens.push_back({DiffKind::OnlySim, placeOf(m_realTokens, m_real, m_realSize),
                                m_simTokens[m_sim++].range});
    }
    std::vector<DiffToken> take() { return std::move(m_tokens); }

private:
    static ByteRange placeOf(const std::vector<DisplayToken> &tokens, std::size_t next,
                             std::size_t end)
    {
        const std::size_t at = next < tokens.size() ? tokens[next].range.begin : end;
        return {at, at};
    }

    const std::vector<DisplayToken> &m_realTokens;
    const std::vector<DisplayToken> &m_simTokens;
    std::size_t m_realSize;
    std::size_t m_simSize;
    std::size_t m_real = 0;
    std::size_t m_sim = 0;
    std::vector<DiffToken> m_tokens;
};

using Tokens = std::vector<DisplayToken>;

/// The stretch of two token lists between their common beginning and common end.
struct Middle
{
    const Tokens &real;
    const Tokens &sim;
    std::size_t begin = 0;
    std::size_t realEnd = 0;
    std::size_t simEnd = 0;

    int realSize() const { return static_cast<int>(realEnd - begin); }
    int simSize() const { return static_cast<int>(simEnd - begin); }
    bool same(int x, int y) const
    {
        return real[begin + static_cast<std::size_t>(x)].hash ==
               sim[begin + static_cast<std::size_t>(y)].hash;
    }
};

Middle middleOf(const Tokens &real, const Tokens &sim)
{
    Middle middle{real, sim, 0, real.size(), sim.size()};
    while (middle.begin < std::min(real.size(), sim.size()) &&
           real[middle.begin].hash == sim[middle.begin].hash)
        ++middle.begin;
    while (middle.realEnd > middle.begin && middle.simEnd > middle.begin &&
           real[middle.realEnd - 1].hash == sim[middle.simEnd - 1].hash) {
        --middle.realEnd;
        --middle.simEnd;
    }
    return middle;
}

/// Furthest real position per diagonal -d … d after d edits (Myers' greedy algorithm).
using Front = std::vector<int>;

int reached(const Front &front, int d, int diagonal)
{
    return diagonal < -d || diagonal > d ? -1 : front[static_cast<std::size_t>(diagonal + d)];
}

/// Whether the best way to `diagonal` with d edits ends in an insertion (a step in sim).
bool comesByInsertion(const Front &before, int d, int diagonal)
{
    return diagonal == -d || (diagonal != d && reached(before, d - 1, diagonal - 1) <
                                                   reached(before, d - 1, diagonal + 1));
}

/// Fronts up to the one that reaches the end of both; none when that takes more than `mostEdits`.
std::optional<std::vector<Front>> fronts(const Middle &middle, int mostEdits)
{
    std::vector<Front> all;
    for (int d = 0; d <= mostEdits; ++d) {
        Front front(static_cast<std::size_t>(2 * d + 1), -1);
        for (int diagonal = -d; diagonal <= d; diagonal += 2) {
            int x = 0;
            if (d > 0)
                x = comesByInsertion(all.back(), d, diagonal)
                        ? reached(all.back(), d - 1, diagonal + 1)
                        : reached(all.back(), d - 1, diagonal - 1) + 1;
            int y = x - diagonal;
            while (x < middle.realSize() && y < middle.simSize() && middle.same(x, y)) {
                ++x;
                ++y;
            }
            front[static_cast<std::size_t>(diagonal + d)] = x;
            if (x >= middle.realSize() && y >= middle.simSize()) {
                all.push_back(std::move(front));
                return all;
            }
        }
        all.push_back(std::move(front));
    }
    return std::nullopt;
}

/// Steps of the edit script in reading order.
std::vector<DiffKind> scriptOf(const Middle &middle, const std::vector<Front> &all)
{
    std::vector<DiffKind> script;
    int x = middle.realSize();
    int y = middle.simSize();
    for (int d = static_cast<int>(all.size()) - 1; d >= 0; --d) {
        const int diagonal = x - y;
        const bool insertion =
            d > 0 && comesByInsertion(all[static_cast<std::size_t>(d - 1)], d, diagonal);
        int fromX = 0;
        if (d > 0) {
            const Front &before = all[static_cast<std::size_t>(d - 1)];
            fromX = insertion ? reached(before, d - 1, diagonal + 1)
                              : reached(before, d - 1, diagonal - 1) + 1;
        }
        for (; x > fromX; --x, --y)
            script.push_back(DiffKind::Same);
        if (d == 0)
            break;
        script.push_back(insertion ? DiffKind::OnlySim : DiffKind::OnlyReal);
        (insertion ? y : x) -= 1;
    }
    std::reverse(script.begin(), script.end());
    return script;
}

/// In a run of changes what only the real text has comes first: one block each reads better.
void writeScript(DiffWriter &writer, const std::vector<DiffKind> &script)
{
    std::size_t removed = 0;
    std::size_t added = 0;
    const auto flush = [&] {
        writer.onlyReal(removed);
        writer.onlySim(added);
        removed = 0;
        added = 0;
    };
    for (const DiffKind kind : script) {
        switch (kind) {
        case DiffKind::Same:
            flush();
            writer.same(1);
            break;
        case DiffKind::OnlyReal:
            ++removed;
            break;
        case DiffKind::OnlySim:
            ++added;
            break;
        }
    }
    flush();
}
} // namespace

WordDiff diffWords(std::string_view real, std::string_view sim, const WordDiffOptions &options)
{
    const Tokens realTokens = displayTokens(real, options.ignoreCase);
    const Tokens simTokens = displayTokens(sim, options.ignoreCase);
    const Middle middle = middleOf(realTokens, simTokens);
    DiffWriter writer(real, sim, realTokens, simTokens);
    WordDiff diff;
    writer.same(middle.begin);
    if (const auto found = fronts(middle, options.mostEdits)) {
        writeScript(writer, scriptOf(middle, *found));
    } else {
        diff.capped = true;
        writer.onlyReal(middle.realEnd - middle.begin);
        writer.onlySim(middle.simEnd - middle.begin);
    }
    writer.same(realTokens.size() - middle.realEnd);
    diff.tokens = writer.take();
    return diff;
}
} // namespace gapscope
