// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/corpus_reading.h"

#include <string>

namespace gapscope {
/// The task of a SimulatorArena dialogue, the same for people and simulators although the
/// simulation spells the types of document in another way.
Task simulatorArenaDocument(const CorpusReading &reading, const std::string &documentType,
                            const std::string &intent);
Task simulatorArenaProblem(const CorpusReading &reading, const std::string &problemId);
} // namespace gapscope
