// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gapscope {
/// Dialogue acts found by word rules, in order of precedence (methods.md B8).
enum class Act {
    Stop,
    Pushback,
    Clarify,
    Accuse,
    Emotion,
    Pivot,
    Uncertain,
    InfoQuestion,
    GiveId,
    Yes,
    No,
    Thanks,
    Question,
    Statement,
};
inline constexpr int actCount = 14;

/// The acts of one turn: each sentence gives the first act of the order that fits it.
class ActSet
{
public:
    void insert(Act act) { m_bits |= bit(act); }
    bool contains(Act act) const { return (m_bits & bit(act)) != 0; }
    bool empty() const { return m_bits == 0; }
    /// The act of highest precedence: the one label of the turn in act statistics.
    Act primary() const;
    /// Shared acts / all acts of both, 0–1; 1 where both are empty.
    double jaccard(ActSet other) const;

    bool operator==(const ActSet &) const = default;

private:
    static std::uint32_t bit(Act act) { return std::uint32_t{1} << static_cast<int>(act); }

    std::uint32_t m_bits = 0;
};

/// One sentence as its lower-cased words without apostrophes; `question`: it ends in a question
/// mark.
struct SentenceWords
{
    std::span<const std::string_view> words;
    bool question = false;
    /// An identifier (order number, user id, e-mail address) stands in it.
    bool givesId = false;
};

/// What one sentence shows: its act, and the two style cues counted apart from it.
struct SentenceCues
{
    Act act = Act::Statement;
    bool polite = false;
    bool emotion = false;
};

SentenceCues cuesOf(const SentenceWords &sentence);

const char *name(Act act);
} // namespace gapscope
