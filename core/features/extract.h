// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/features/lexicon.h"
#include "core/features/repair.h"
#include "core/model/transcript.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gapscope {
/// One message as the scorer reads it; the views must outlive the call they are passed to.
struct Message
{
    std::string_view role;
    std::string_view text;
    /// The source gives no content; `text` is what the published scorer reads instead.
    bool absent = false;
};

/// Who the user turns come from; decides which messages are platform text (usi.md section 3).
enum class Source { Human, Llm };

struct DialogueFeatures
{
    FeatureVector values;
    /// In the order of turns, within a turn by begin and feature; empty unless asked for.
    std::vector<CueSpan> spans;
};

/// Computes the features of usi.md section 5. Reuses its buffers from dialogue to dialogue: keep
/// one per thread.
class FeatureExtractor
{
public:
    /// The reference edition with these cue lists, which must outlive the extractor.
    explicit FeatureExtractor(const Lexicon &lexicon);
    /// The edition with these repairs; those that are not of text change nothing.
    explicit FeatureExtractor(const RepairSet &repairs);
    ~FeatureExtractor();
    FeatureExtractor(const FeatureExtractor &) = delete;
    FeatureExtractor &operator=(const FeatureExtractor &) = delete;

    /// None: no message remains, or none of a user. Spans: every cue that fired (of the question
    /// classes only the turn's class), ids, dashes, acknowledgements and repeated trigrams.
    std::optional<DialogueFeatures> extract(std::span<const Message> messages, Source source,
                                            bool wantSpans = false);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The same for one dialogue.
std::optional<DialogueFeatures> extractFeatures(std::span<const Message> messages, Source source,
                                                const Lexicon &lexicon, bool wantSpans = false);

/// The messages of a dialogue that the scorer reads; views into `dialogue`. Position i of the
/// result is turn scoredTurns(dialogue)[i].
std::vector<Message> scoredMessages(const Dialogue &dialogue);
/// Positions in Dialogue::turns of the scored messages.
std::vector<int> scoredTurns(const Dialogue &dialogue);
} // namespace gapscope
