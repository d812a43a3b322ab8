// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/features/feature.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Features of one dialogue and what they were computed from; a record whose text hash is not
/// today's is stale. No features: the dialogue has none (no user turn).
struct FeatureRecord
{
    DialogueId dialogue;
    std::string textHash;
    /// featureVersion() of the edition.
    std::string lexiconVersion;
    /// How the turns were read: "real", "sim" or "entry".
    std::string sourceKind;
    std::optional<FeatureVector> features;

    bool operator==(const FeatureRecord &) const = default;
};

/// Derived data: may be thrown away at any time. One record per (dialogue, source
/// kind, lexicon version), so that several editions stand side by side.
class FeatureRepository final
{
public:
    explicit FeatureRepository(Session &session) : m_session(session) {}

    /// One transaction; replaces older records.
    Result<void> save(const std::vector<FeatureRecord> &records);
    Result<std::optional<FeatureRecord>> load(const DialogueId &dialogue,
                                              const std::string &sourceKind,
                                              const std::string &lexiconVersion);
    /// Of one version, in the order of the dialogues' import.
    Result<std::vector<FeatureRecord>> loadAll(const std::string &lexiconVersion);
    Result<void> clear();

private:
    Session &m_session;
};
} // namespace gapscope
