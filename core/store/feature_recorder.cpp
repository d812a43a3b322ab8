// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/feature_recorder.h"

#include "core/features/corrected_lexicon.h"

namespace gapscope {
FeatureRecorder::FeatureRecorder(const RepairSet &repairs)
    : m_extractor(repairs), m_version(featureVersion(repairs))
{}

FeatureRecord FeatureRecorder::record(const Dialogue &dialogue, CorpusKind kind)
{
    // People's platform commands count differently from a simulator's.
    const bool people = kind == CorpusKind::Real || kind == CorpusKind::SelfDialog;
    FeatureRecord record;
    record.dialogue = dialogue.id;
    // The id is a hash of the words: a dialogue with other words is another dialogue.
    record.textHash = dialogue.id.value();
    record.lexiconVersion = m_version;
    record.sourceKind = people ? "real" : "sim";
    const std::vector<Message> messages = scoredMessages(dialogue);
    if (std::optional<DialogueFeatures> features =
            m_extractor.extract(messages, people ? Source::Human : Source::Llm))
        record.features = features->values;
    return record;
}
} // namespace gapscope
