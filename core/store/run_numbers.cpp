// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_numbers_p.h"

namespace gapscope {
RunNumbers::RunNumbers(Session &session)
    : m_runs(session, "SELECT DISTINCT run FROM dialogue WHERE task_key = TEXT_IN(?) "
                      "AND +corpus_id = TEXT_IN(?)")
{}

Result<int> RunNumbers::lowestFree(const Dialogue &dialogue)
{
    const auto [place, isNew] =
        m_taken.try_emplace(Place(dialogue.corpus, dialogue.task), std::set<int>());
    std::set<int> &taken = place->second;
    if (isNew) {
        if (auto done = m_runs.run(dialogue.task, dialogue.corpus); !done)
            return done.error();
        while (m_runs.next())
            taken.insert(m_runs.smallInteger(0));
        if (auto status = m_runs.status(); !status)
            return status.error();
        m_runs.finish();
    }
    // Mostly they follow one another without a gap.
    const auto size = static_cast<int>(taken.size());
    if (taken.empty() || (*taken.begin() == 1 && *taken.rbegin() == size))
        return size + 1;
    int run = 1;
    for (const int other : taken)
        run += other == run ? 1 : 0;
    return run;
}

void RunNumbers::take(const Dialogue &dialogue, int run)
{
    const auto place = m_taken.find(Place(dialogue.corpus, dialogue.task));
    if (place != m_taken.end())
        place->second.insert(run);
}
} // namespace gapscope
