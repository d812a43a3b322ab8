// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/store/query_p.h"

#include <vector>

namespace gapscope {
/// Reads the turns of dialogues whose numbers (`seq`) go up: ordered scans over one range, merged.
class TurnReader final
{
public:
    TurnReader(Session &session, bool withNative);

    /// Begins a scan over the dialogues first … last.
    Result<void> start(std::int64_t firstSeq, std::int64_t lastSeq);
    /// Fills turns and survey of the dialogue with this number.
    Result<void> read(std::int64_t seq, Dialogue &dialogue);

private:
    /// A scan and the key of the row it stands on.
    struct Cursor
    {
        Query query;
        std::int64_t key = 0;
        bool onRow = false;

        Result<void> start(std::int64_t from, std::int64_t to);
        Result<void> advance();
        /// Passes over rows of dialogues nobody asked for.
        Result<void> seek(std::int64_t from);
    };

    Result<void> readTools(std::int64_t firstTurn, std::vector<Turn> &turns);
    Result<void> readAnswers(std::int64_t seq, std::vector<SurveyAnswer> &answers);

    Cursor m_turns;
    Cursor m_calls;
    Cursor m_results;
    Cursor m_answers;
};
} // namespace gapscope
