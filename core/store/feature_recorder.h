// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/extract.h"
#include "core/store/feature_repository.h"

#include <string>

namespace gapscope {
/// Computes what FeatureRepository keeps of dialogues, for one edition. Keep one per thread.
class FeatureRecorder final
{
public:
    explicit FeatureRecorder(const RepairSet &repairs);

    /// `kind` is that of the dialogue's corpus; the dialogue has its id.
    FeatureRecord record(const Dialogue &dialogue, CorpusKind kind);

private:
    FeatureExtractor m_extractor;
    std::string m_version;
};
} // namespace gapscope
