// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/extract.h"

#include "core/base/text.h"
#include "core/features/corrected_lexicon.h"
#include "core/features/cue_automaton.h"
#include "core/features/repeats.h"
#include "core/features/turn_context.h"
#include "core/features/turn_scan.h"
#include "core/features/turn_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <unordered_set>

namespace gapscope {
namespace {
constexpr std::size_t shortTurn = 3;
constexpr std::array<Feature, 3> questionClasses{Feature::PushbackQRate, Feature::ClarifyQRate,
                                                 Feature::InfoQRate};

/// Keeps the first question class of a turn, the others do not count.
std::uint32_t withOneQuestionClass(std::uint32_t fired)
{
    bool taken = false;
    for (const Feature feature : questionClasses) {
        if (taken)
            fired &= ~cueBit(feature);
        taken = taken || (fired & cueBit(feature)) != 0;
    }
    return fired;
}
} // namespace

struct FeatureExtractor::State
{
    explicit State(const Lexicon &cues) : lexicon(cues) { collectAcknowledgements(); }
    explicit State(const RepairSet &made)
        : own(made.ofText().none() ? nullptr
                                   : std::make_unique<const Lexicon>(correctedLexicon(made))),
          lexicon(own ? *own : referenceLexicon()),
          repairs(made.ofText()), textRules{made.has(Repair::Apostrophes), made.has(Repair::Blanks),
                                            made.has(Repair::Markup)}
    {
        collectAcknowledgements();
    }

    std::unique_ptr<const Lexicon> own;
    const Lexicon &lexicon;
    RepairSet repairs;
    TextRules textRules;
    std::unordered_set<std::string_view> acknowledgements;
    std::size_t longestAcknowledgement = 0;
    /// Lower-case text of all user turns, one after the other.
    std::string lower;
    std::vector<std::uint32_t> origins;
    std::string scratch;
    TurnScan scan;
    std::vector<ByteRange> identifiers;
    std::vector<ByteRange> words;
    std::vector<std::size_t> wordEnds;
    std::vector<FoundCue> found;
    CueAutomaton::Memory memory;
    RepeatFinder repeats;

    std::array<std::size_t, featureCount> turnsWith{};
    std::size_t identifierCount = 0;
    /// The agent's last message, and room to read it.
    std::string_view agentText;
    std::string agentLower;
    TurnScan agentScan;

    void collectAcknowledgements();
    void reset();
    /// What counts of a message; none = nothing, it is no turn.
    std::optional<std::string_view> spoken(const Message &message, Source source) const;
    void addTurn(std::string_view text, int position, std::vector<CueSpan> *spans);
    std::uint32_t countedCues(std::string_view turn, bool keep);
    std::uint32_t cuesOf(std::string_view turn, bool keep);
    void emit(std::size_t base, int position, std::vector<CueSpan> &spans);
    void emitRepeats(const std::vector<int> &positions, std::vector<CueSpan> &spans) const;
    CueSpan spanOf(ByteRange bytes, int position, Feature feature) const;
    FeatureVector values(std::size_t messages) const;
};

void FeatureExtractor::State::reset()
{
    lower.clear();
    origins.clear();
    words.clear();
    wordEnds.clear();
    turnsWith.fill(0);
    identifierCount = 0;
    agentText = {};
}

void FeatureExtractor::State::collectAcknowledgements()
{
    for (const std::string &phrase : lexicon.phrases(Feature::AckOnlyRate)) {
        acknowledgements.insert(phrase);
        longestAcknowledgement = std::max(longestAcknowledgement, phrase.size());
    }
}

std::optional<std::string_view> FeatureExtractor::State::spoken(const Message &message,
                                                                Source source) const
{
    if (message.absent && repairs.has(Repair::NullContent))
        return std::nullopt;
    if (repairs.has(Repair::PlatformText))
        return spokenPart(message.text, source);
    return isPlatformText(message.text, source) ? std::nullopt : std::optional(message.text);
}

std::uint32_t FeatureExtractor::State::cuesOf(std::string_view turn, bool keep)
{
    std::uint32_t fired = 0;
    std::array<std::size_t, cueSlots> free{};
    std::array<std::size_t, cueSlots> ends{};
    memory.lines.clear();
    for (const WordRun &run : scan.runs) {
        std::uint32_t here = 0;
        std::uint32_t phrases = 0;
        // A phrase is tried before the open forms of its list, so its words are the ones marked.
        const auto visit = [&](Feature feature, std::size_t end, bool isOpenForm) {
            if (isOpenForm && (phrases & cueBit(feature)))
                return;
            const std::uint32_t rivals = isOpenForm ? here : phrases;
            std::size_t &longest = ends[static_cast<std::size_t>(feature)];
            longest = rivals & cueBit(feature) ? std::max(longest, end) : end;
            here |= cueBit(feature);
            phrases |= isOpenForm ? 0U : cueBit(feature);
        };
        lexicon.automaton().walk(turn, run.begin, memory, visit);
        fired |= here;
        if (!keep)
            continue;
        for (std::uint32_t rest = here; rest; rest &= rest - 1) {
            const auto index = static_cast<std::size_t>(__builtin_ctz(rest));
            if (run.begin < free[index])
                continue;
            free[index] = ends[index];
            found.push_back({{run.begin, ends[index]}, static_cast<Feature>(index)});
        }
    }
    return fired;
}

std::uint32_t FeatureExtractor::State::countedCues(std::string_view turn, bool keep)
{
    found.clear();
    if (!lexicon.hasContext())
        return cuesOf(turn, keep);
    const std::uint32_t fired = cuesOf(turn, true);
    bool refused = false;
    if ((fired & cueBit(slotOf(ContextCue::AfterRefusal))) && !agentText.empty()) {
        agentLower.clear();
        appendScoredText(agentText, {true, true, true}, agentLower, nullptr, scratch);
        refused = hasRefusal(agentLower, lexicon.automaton(), agentScan);
    }
    return countInContext(turn, scan.words, refused, fired, found);
}

void FeatureExtractor::State::addTurn(std::string_view text, int position,
                                      std::vector<CueSpan> *spans)
{
    const std::size_t base = lower.size();
    appendScoredText(text, textRules, lower, spans ? &origins : nullptr, scratch);
    const std::string_view turn = std::string_view(lower).substr(base);
    scanTurn(turn, scan);
    for (const ByteRange &word : scan.words)
        words.push_back({base + word.begin, base + word.end});
    wordEnds.push_back(words.size());
    if (repairs.has(Repair::Identifiers))
        findDigitIdentifiers(turn, scan.runs, identifiers);
    else
        findIdentifiers(turn, scan.runs, identifiers);
    identifierCount += identifiers.size();

    if (repairs.has(Repair::Dashes))
        dropRangeDashes(turn, scan.dashes);

    std::uint32_t fired = withOneQuestionClass(countedCues(turn, spans != nullptr));
    if (scan.words.size() <= shortTurn)
        fired |= cueBit(Feature::ShortMsgRate);
    if (!scan.dashes.empty())
        fired |= cueBit(Feature::FormalityRate);
    const std::string_view acknowledgement = acknowledgementPart(turn);
    const bool listed = acknowledgement.size() <= longestAcknowledgement &&
                        acknowledgements.contains(acknowledgement);
    if (listed || (repairs.has(Repair::Acknowledgements) &&
                   isAcknowledgementPair(acknowledgement, acknowledgements)))
        fired |= cueBit(Feature::AckOnlyRate);
    for (std::uint32_t rest = fired; rest; rest &= rest - 1)
        ++turnsWith[static_cast<std::size_t>(__builtin_ctz(rest))];
    if (!spans)
        return;

    std::erase_if(found, [fired](const FoundCue &cue) { return !(fired & cueBit(cue.feature)); });
    for (const ByteRange &dash : scan.dashes)
        found.push_back({dash, Feature::FormalityRate});
    for (const ByteRange &identifier : identifiers)
        found.push_back({identifier, Feature::IdDensity});
    if (fired & cueBit(Feature::AckOnlyRate)) {
        const auto begin = static_cast<std::size_t>(acknowledgement.data() - turn.data());
        found.push_back({{begin, begin + acknowledgement.size()}, Feature::AckOnlyRate});
    }
    emit(base, position, *spans);
}

CueSpan FeatureExtractor::State::spanOf(ByteRange bytes, int position, Feature feature) const
{
    return {position, static_cast<int>(origins[bytes.begin]),
            static_cast<int>(origins[bytes.end - 1]) + 1, feature,
            lower.substr(bytes.begin, bytes.end - bytes.begin)};
}

void FeatureExtractor::State::emit(std::size_t base, int position, std::vector<CueSpan> &spans)
{
    for (const FoundCue &cue : found)
        spans.push_back(
            spanOf({base + cue.range.begin, base + cue.range.end}, position, cue.feature));
}

void FeatureExtractor::State::emitRepeats(const std::vector<int> &positions,
                                          std::vector<CueSpan> &spans) const
{
    for (const ByteRange &stretch : repeats.repeatedStretches(wordEnds)) {
        const auto turn = static_cast<std::size_t>(
            std::upper_bound(wordEnds.begin(), wordEnds.end(), stretch.begin) - wordEnds.begin());
        spans.push_back(spanOf({words[stretch.begin].begin, words[stretch.end - 1].end},
                               positions[turn], Feature::RepeatRate));
    }
}

FeatureVector FeatureExtractor::State::values(std::size_t messages) const
{
    const auto turns = static_cast<double>(wordEnds.size());
    const auto wordsBefore = [this](std::size_t turn) {
        return turn == 0 ? std::size_t{0} : wordEnds[turn - 1];
    };
    const auto total = static_cast<double>(words.size());
    const double mean = total / turns;

    FeatureVector result;
    for (const FeatureInfo &entry : featureTable())
        if (entry.isRate)
            result[entry.feature] =
                static_cast<double>(turnsWith[static_cast<std::size_t>(entry.feature)]) / turns;
    result[Feature::NTurns] = static_cast<double>(messages);
    result[Feature::UserWordsPerTurn] = mean;
    result[Feature::OpeningWords] = static_cast<double>(wordEnds.front());
    result[Feature::IdDensity] = static_cast<double>(identifierCount) / turns;
    if (!repairs.has(Repair::RoleConfusion))
        result[Feature::IdConfuseRate] = result[Feature::IdConfuseRate] > 0.0 ? 1.0 : 0.0;
    if (words.empty())
        return result;
    const std::size_t opening = wordsBefore(std::min<std::size_t>(2, wordEnds.size()));
    result[Feature::InfoFrontload] = static_cast<double>(opening) / total;
    double squares = 0.0;
    for (std::size_t turn = 0; turn < wordEnds.size(); ++turn) {
        const double distance = static_cast<double>(wordEnds[turn] - wordsBefore(turn)) - mean;
        squares += distance * distance;
    }
    result[Feature::VerbosityCv] = std::sqrt(squares / turns) / mean;
    return result;
}

FeatureExtractor::FeatureExtractor(const Lexicon &lexicon)
    : m_state(std::make_unique<State>(lexicon))
{}

FeatureExtractor::FeatureExtractor(const RepairSet &repairs)
    : m_state(std::make_unique<State>(repairs))
{}

FeatureExtractor::~FeatureExtractor() = default;

std::optional<DialogueFeatures> FeatureExtractor::extract(std::span<const Message> messages,
                                                          Source source, bool wantSpans)
{
    State &state = *m_state;
    state.reset();
    DialogueFeatures result;
    std::vector<int> positions;
    std::size_t remaining = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const std::optional<std::string_view> text = state.spoken(messages[i], source);
        if (!text)
            continue;
        ++remaining;
        if (messages[i].role != "user") {
            if (!text->empty() && (messages[i].role == "assistant" || messages[i].role == "agent"))
                state.agentText = *text;
            continue;
        }
        if (wantSpans)
            positions.push_back(static_cast<int>(i));
        state.addTurn(*text, static_cast<int>(i), wantSpans ? &result.spans : nullptr);
    }
    if (state.wordEnds.empty())
        return std::nullopt;
    result.values = state.values(remaining);
    if (state.repeats.find(state.lower, state.words, state.wordEnds)) {
        result.values[Feature::RepeatRate] = 1.0;
        if (wantSpans)
            state.emitRepeats(positions, result.spans);
    }
    std::sort(result.spans.begin(), result.spans.end(), [](const CueSpan &a, const CueSpan &b) {
        return std::tie(a.turn, a.begin, a.feature, a.end) <
               std::tie(b.turn, b.begin, b.feature, b.end);
    });
    return result;
}

std::optional<DialogueFeatures> extractFeatures(std::span<const Message> messages, Source source,
                                                const Lexicon &lexicon, bool wantSpans)
{
    return FeatureExtractor(lexicon).extract(messages, source, wantSpans);
}

namespace {
std::string_view scorerRole(Role role)
{
    switch (role) {
    case Role::User:
        return "user";
    case Role::Agent:
        return "assistant";
    case Role::Tool:
    case Role::System:
    case Role::Note:
        return name(role);
    }
    return {};
}
} // namespace

std::vector<Message> scoredMessages(const Dialogue &dialogue)
{
    std::vector<Message> messages;
    for (const int position : scoredTurns(dialogue)) {
        const Turn &turn = dialogue.turns[static_cast<std::size_t>(position)];
        const auto &text = turn.scoredText ? turn.scoredText : turn.text;
        const bool absent = !turn.text && (!text || text->empty() || *text == "None");
        messages.push_back({scorerRole(turn.role), text ? std::string_view(*text) : "", absent});
    }
    return messages;
}

std::vector<int> scoredTurns(const Dialogue &dialogue)
{
    std::vector<int> positions;
    for (std::size_t i = 0; i < dialogue.turns.size(); ++i)
        if (dialogue.turns[i].scored)
            positions.push_back(static_cast<int>(i));
    return positions;
}
} // namespace gapscope
