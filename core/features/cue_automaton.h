// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/features/context_cue.h"
#include "core/features/feature.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gapscope {
/// A head, a gap of characters of the same line, then one of the tails (usi.md section 6).
struct OpenForm
{
    Feature feature = Feature::PushbackQRate;
    std::vector<std::string> heads;
    std::size_t minGap = 0;
    /// None: to the end of the line.
    std::optional<std::size_t> maxGap;
    std::vector<std::string> tails;
    /// The tail ends anywhere, not only at a boundary.
    bool freeEnd = false;
};

/// All phrases in one byte trie. Every phrase starts with a word character and so can only match
/// where a word starts: one walk per word finds them all, however many lists there are.
class CueAutomaton
{
public:
    CueAutomaton();

    /// Both need lower-case phrases and heads that start with a word character, at most 32 forms. A
    /// phrase that begins with one added before, at a boundary, is left out.
    void addPhrase(Feature feature, std::string_view phrase);
    void addOpenForm(const OpenForm &form);

    /// What a walk remembers of the text between two word starts; a new one for each text.
    struct Memory
    {
        struct Line
        {
            std::size_t from = 1;
            std::size_t end = 0;
            std::size_t tailStart = 0;
            std::size_t tailEnd = 0;
        };
        std::vector<Line> lines;
    };

    /// Calls visit(Feature, end, isOpenForm) for every phrase of the lower-case `text` that starts
    /// at byte `start`, the start of a word, and ends at a boundary; open forms give their longest
    /// match.
    template <class Visit>
    void walk(std::string_view text, std::size_t start, Memory &memory, Visit &&visit) const;

private:
    struct Node
    {
        std::uint32_t features = 0;
        std::uint32_t forms = 0;
        bool endsInWord = false;
    };

    std::uint32_t nodeFor(std::string_view phrase);
    std::size_t matchForm(const OpenForm &form, std::string_view text, std::size_t headEnd,
                          Memory::Line &line) const;

    static constexpr std::size_t width = 40;
    /// Column of the transition table for a byte; 0 = occurs in no phrase.
    std::array<std::uint8_t, 256> m_columns{};
    std::uint8_t m_usedColumns = 0;
    std::vector<std::array<std::uint16_t, width>> m_next;
    std::vector<Node> m_nodes;
    std::vector<OpenForm> m_forms;
};

/// Whether a word character stands at byte `at`; the end of the text counts as none.
inline bool wordCharacterAt(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return false;
    const char c = text[at];
    if (static_cast<std::uint8_t>(c) < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
               c == '_';
    return isWordCharacter(decodeAt(text, at).value);
}

template <class Visit>
void CueAutomaton::walk(std::string_view text, std::size_t start, Memory &memory,
                        Visit &&visit) const
{
    std::size_t node = 0;
    for (std::size_t at = start; at < text.size();) {
        const std::uint8_t column = m_columns[static_cast<std::uint8_t>(text[at])];
        node = column ? m_next[node][column] : 0U;
        if (node == 0)
            return;
        ++at;
        const Node &reached = m_nodes[node];
        if (reached.features && wordCharacterAt(text, at) != reached.endsInWord) {
            for (std::uint32_t rest = reached.features; rest; rest &= rest - 1)
                visit(static_cast<Feature>(__builtin_ctz(rest)), at, false);
        }
        for (std::uint32_t rest = reached.forms; rest; rest &= rest - 1) {
            const auto index = static_cast<std::size_t>(__builtin_ctz(rest));
            if (memory.lines.size() <= index)
                memory.lines.resize(m_forms.size());
            const OpenForm &form = m_forms[index];
            if (const std::size_t end = matchForm(form, text, at, memory.lines[index]))
                visit(form.feature, end, true);
        }
    }
}
} // namespace gapscope
