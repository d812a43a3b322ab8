// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <vector>

namespace gapscope {
class Session;

/// A corpus and what is stored of it; `tasks` counts the different non-empty task keys.
struct CorpusSummary
{
    Corpus corpus;
    std::int64_t dialogues = 0;
    std::int64_t turns = 0;
    std::int64_t userTurns = 0;
    std::int64_t tasks = 0;
};

class CorpusRepository final
{
public:
    explicit CorpusRepository(Session &session) : m_session(session) {}

    /// Stores it where it is new; fills fields that were empty where it is known.
    Result<void> ensure(const Corpus &corpus);
    /// In the order of first import, without those whose imports were all removed.
    Result<std::vector<CorpusSummary>> all();

private:
    Session &m_session;
};
} // namespace gapscope
