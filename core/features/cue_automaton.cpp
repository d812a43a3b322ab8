// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/cue_automaton.h"

#include "core/base/text.h"

#include <algorithm>
#include <cassert>

namespace gapscope {
namespace {
bool endsInWordCharacter(std::string_view text)
{
    return isWordCharacter(decodeBefore(text, text.size()).value);
}

/// End of the longest of the tails that stands at `at` and ends at a boundary; 0 = none.
std::size_t tailEnd(const OpenForm &form, std::string_view text, std::size_t at)
{
    std::size_t longest = 0;
    for (const std::string &tail : form.tails) {
        const std::size_t end = at + tail.size();
        if (text.substr(at).starts_with(tail) &&
            (form.freeEnd || wordCharacterAt(text, end) != endsInWordCharacter(tail)))
            longest = std::max(longest, end);
    }
    return longest;
}
} // namespace

CueAutomaton::CueAutomaton() : m_next(1), m_nodes(1) {}

std::uint32_t CueAutomaton::nodeFor(std::string_view phrase)
{
    std::uint32_t node = 0;
    for (const char c : phrase) {
        std::uint8_t &column = m_columns[static_cast<std::uint8_t>(c)];
        if (column == 0) {
            column = ++m_usedColumns;
            assert(column < width);
        }
        if (m_next[node][column] == 0) {
            m_next[node][column] = static_cast<std::uint16_t>(m_nodes.size());
            m_next.emplace_back();
            m_nodes.emplace_back();
            assert(m_nodes.size() < 0x10000);
        }
        node = m_next[node][column];
    }
    return node;
}

void CueAutomaton::addPhrase(Feature feature, std::string_view phrase)
{
    // Where a phrase listed before already counts, the longer one says nothing new.
    const std::uint32_t mark = 1U << static_cast<unsigned>(feature);
    for (std::size_t length = 1; length < phrase.size(); ++length) {
        const Node &prefix = m_nodes[nodeFor(phrase.substr(0, length))];
        if ((prefix.features & mark) && wordCharacterAt(phrase, length) != prefix.endsInWord)
            return;
    }
    Node &node = m_nodes[nodeFor(phrase)];
    node.features |= mark;
    node.endsInWord = endsInWordCharacter(phrase);
}

void CueAutomaton::addOpenForm(const OpenForm &form)
{
    for (const std::string &head : form.heads)
        m_nodes[nodeFor(head)].forms |= 1U << m_forms.size();
    m_forms.push_back(form);
}

std::size_t CueAutomaton::matchForm(const OpenForm &form, std::string_view text,
                                    std::size_t headEnd, Memory::Line &line) const
{
    std::size_t at = headEnd;
    std::size_t gap = 0;
    for (; gap < form.minGap; ++gap) {
        if (at >= text.size() || text[at] == '\n')
            return 0;
        at += decodeAt(text, at).bytes;
    }
    if (form.maxGap) {
        std::size_t longest = 0;
        for (;; ++gap) {
            longest = std::max(longest, tailEnd(form, text, at));
            if (gap == *form.maxGap || at >= text.size() || text[at] == '\n')
                return longest;
            at += decodeAt(text, at).bytes;
        }
    }
    // The last tail of a line serves every head before it: found once, so that many heads in one
    // line do not make the search quadratic.
    if (headEnd < line.from || headEnd > line.end) {
        line = {headEnd, std::min(text.find('\n', headEnd), text.size()), 0, 0};
        for (std::size_t from = line.end + 1; from-- > headEnd && line.tailEnd == 0;) {
            line.tailStart = from;
            line.tailEnd = tailEnd(form, text, from);
        }
    }
    return line.tailEnd != 0 && line.tailStart >= at ? line.tailEnd : 0;
}
} // namespace gapscope
