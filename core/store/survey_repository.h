// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <optional>
#include <vector>

namespace gapscope {
class Session;

/// The comparable surveys, one per (corpus, task, batch).
class SurveyRepository final
{
public:
    explicit SurveyRepository(Session &session) : m_session(session) {}

    /// True: stored or replaced. False: the same answers are there already.
    Result<bool> save(const ComparableSurvey &survey);
    /// Ordered by corpus, task, batch; none = of all corpora.
    Result<std::vector<ComparableSurvey>> list(const std::optional<CorpusId> &corpus = {});

private:
    Session &m_session;
};
} // namespace gapscope
