// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/store/query_p.h"

#include <map>
#include <set>
#include <utility>

namespace gapscope {
/// Which runs the dialogues of a corpus have on a task, for those whose source does not say theirs:
/// they get the lowest free one. Told runs may be equal; they are never changed.
class RunNumbers final
{
public:
    explicit RunNumbers(Session &session);

    Result<int> lowestFree(const Dialogue &dialogue);
    /// To call for every dialogue that was stored, with the run it got.
    void take(const Dialogue &dialogue, int run);
    /// What was remembered may be wrong: a rollback, another writer.
    void forget() { m_taken.clear(); }

private:
    using Place = std::pair<CorpusId, TaskKey>;

    Query m_runs;
    /// Of the tasks that were asked about.
    std::map<Place, std::set<int>> m_taken;
};
} // namespace gapscope
