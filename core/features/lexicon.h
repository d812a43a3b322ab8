// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/features/feature.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
class CueAutomaton;

/// The cue lists of usi.md section 6, compiled for one pass over a text. Immutable; shared freely
/// between threads.
class Lexicon
{
public:
    /// `json` has the shape of resources/lexicons/reference.json.
    static Result<Lexicon> parse(std::string_view json);
    Lexicon(Lexicon &&) noexcept;
    Lexicon &operator=(Lexicon &&) noexcept;
    ~Lexicon();

    /// Name and version of the lists; part of the key of cached features.
    const std::string &version() const { return m_version; }
    /// Plain phrases of a feature, lower-case, in the order of the lists; empty for features
    /// without a list. AckOnlyRate has the acknowledgements.
    const std::vector<std::string> &phrases(Feature feature) const;

    /// Whether there are cues that count only in context.
    bool hasContext() const { return m_hasContext; }

    const CueAutomaton &automaton() const { return *m_automaton; }

private:
    Lexicon();

    std::string m_version;
    std::map<Feature, std::vector<std::string>> m_phrases;
    bool m_hasContext = false;
    std::unique_ptr<const CueAutomaton> m_automaton;
};

/// The lists built into the program.
const Lexicon &referenceLexicon();
} // namespace gapscope
