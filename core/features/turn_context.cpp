// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/turn_context.h"

#include "core/base/text.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::size_t reach = 6;
/// Longer parts are no two acknowledgements; keeps the search linear.
constexpr std::size_t mostPairBytes = 40;

std::size_t wordAt(const std::vector<ByteRange> &words, std::size_t at)
{
    const auto behind = std::upper_bound(
        words.begin(), words.end(), at,
        [](std::size_t value, const ByteRange &word) { return value < word.begin; });
    return static_cast<std::size_t>(behind - words.begin()) - 1;
}

/// The words that address the agent, in order; the you of "thank you" is none.
std::vector<std::size_t> addresseesOf(const std::vector<FoundCue> &found,
                                      const std::vector<ByteRange> &words)
{
    std::vector<std::size_t> addressees;
    std::size_t thanked = 0;
    for (const FoundCue &cue : found) {
        if (cue.feature == slotOf(ContextCue::NoAddressee))
            thanked = cue.range.end;
        else if (cue.feature == slotOf(ContextCue::Addressee) && cue.range.begin >= thanked)
            addressees.push_back(wordAt(words, cue.range.begin));
    }
    return addressees;
}

bool isNear(const ByteRange &cue, const std::vector<ByteRange> &words,
            const std::vector<std::size_t> &addressees)
{
    const std::size_t first = wordAt(words, cue.begin);
    const std::size_t last = wordAt(words, cue.end - 1);
    const auto nearest =
        std::lower_bound(addressees.begin(), addressees.end(), first > reach ? first - reach : 0);
    return nearest != addressees.end() && *nearest <= last + reach;
}

bool isQuestion(std::string_view turn, std::uint32_t fired)
{
    return (fired & cueBit(slotOf(ContextCue::QuestionWord))) != 0 ||
           turn.find('?') != std::string_view::npos ||
           turn.find("\u061f") != std::string_view::npos ||
           turn.find("\uff1f") != std::string_view::npos;
}
} // namespace

std::uint32_t countInContext(std::string_view turn, const std::vector<ByteRange> &words,
                             bool refused, std::uint32_t fired, std::vector<FoundCue> &found)
{
    constexpr std::uint32_t features = cueBit(static_cast<Feature>(featureCount)) - 1;
    if ((fired & ~features) == 0)
        return fired;
    std::uint32_t counted = fired & features;
    std::vector<std::size_t> addressees;
    if (fired & cueBit(slotOf(ContextCue::NearAddressee)))
        addressees = addresseesOf(found, words);
    const bool question = isQuestion(turn, fired);
    std::erase_if(found, [&](FoundCue &cue) {
        if (static_cast<std::size_t>(cue.feature) < featureCount)
            return false;
        bool counts = false;
        Feature feature = cue.feature;
        switch (static_cast<ContextCue>(cue.feature)) {
        case ContextCue::AfterRefusal:
            feature = Feature::PivotRate;
            counts = refused;
            break;
        case ContextCue::NearAddressee:
            feature = Feature::AccusationRate;
            counts = isNear(cue.range, words, addressees);
            break;
        case ContextCue::InQuestion:
            feature = Feature::InfoQRate;
            counts = question;
            break;
        case ContextCue::Refusal:
        case ContextCue::Addressee:
        case ContextCue::NoAddressee:
        case ContextCue::QuestionWord:
            break;
        }
        cue.feature = feature;
        if (counts)
            counted |= cueBit(feature);
        return !counts;
    });
    return counted;
}

bool hasRefusal(std::string_view message, const CueAutomaton &automaton, TurnScan &scan)
{
    scanTurn(message, scan);
    CueAutomaton::Memory memory;
    bool refused = false;
    for (const WordRun &run : scan.runs) {
        automaton.walk(message, run.begin, memory, [&refused](Feature feature, std::size_t, bool) {
            refused = refused || feature == slotOf(ContextCue::Refusal);
        });
        if (refused)
            return true;
    }
    return false;
}

std::string_view acknowledgementPart(std::string_view lower)
{
    std::string_view text = strip(lower);
    for (;;) {
        const std::size_t last = text.find_last_not_of("!.-,");
        const std::string_view shorter =
            strip(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
        if (shorter.size() == text.size())
            return text;
        text = shorter;
    }
}

bool isAcknowledgementPair(std::string_view part,
                           const std::unordered_set<std::string_view> &acknowledgements)
{
    if (part.size() > mostPairBytes)
        return false;
    for (std::size_t at = 0; at < part.size(); at += decodeAt(part, at).bytes) {
        if (!isBlank(decodeAt(part, at).value))
            continue;
        if (acknowledgements.contains(acknowledgementPart(part.substr(0, at))) &&
            acknowledgements.contains(strip(part.substr(at))))
            return true;
    }
    return false;
}
} // namespace gapscope
