// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/suggest/pair_reading.h"

#include <string>
#include <vector>

/// One function per rule; each follows the definition and the negative example of its code in
/// methods.md (d). What a rule returns lacks code and rule id, which the table adds.
namespace gapscope::suggest {
struct Finding
{
    int row = -1;
    GapDirection direction = GapDirection::None;
    std::vector<std::string> arguments;
    std::vector<TurnEvidence> evidence;
};
using Findings = std::vector<Finding>;

Findings overPolite(const PairReading &pair);
Findings overComplete(const PairReading &pair);
Findings formalRegister(const PairReading &pair);
Findings uniformOpenings(const PairReading &pair);
Findings missingFragment(const PairReading &pair);
Findings roleSlip(const PairReading &pair);
Findings verbatimRepetition(const PairReading &pair);

Findings frontLoad(const PairReading &pair);
Findings unpromptedDisclosure(const PairReading &pair);
Findings overWithholding(const PairReading &pair);
Findings inventedFact(const PairReading &pair);
Findings cardParroting(const PairReading &pair);
Findings wrongValue(const PairReading &pair);
Findings omittedNeed(const PairReading &pair);

Findings overHedge(const PairReading &pair);
Findings falseCertainty(const PairReading &pair);
Findings noClarification(const PairReading &pair);
Findings extraQuestion(const PairReading &pair);

Findings quietPivot(const PairReading &pair);
Findings missingAffect(const PairReading &pair);
Findings amplifiedAffect(const PairReading &pair);
Findings accusationShift(const PairReading &pair);
Findings coaching(const PairReading &pair);

Findings lateStop(const PairReading &pair);
Findings earlyStop(const PairReading &pair);
Findings missingWalkAway(const PairReading &pair);
Findings loop(const PairReading &pair);

Findings agentFirst(const PairReading &pair);
Findings toolPath(const PairReading &pair);
Findings outcomeFlip(const PairReading &pair);
Findings artefact(const PairReading &pair);
} // namespace gapscope::suggest
