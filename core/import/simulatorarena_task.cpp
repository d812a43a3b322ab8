// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/simulatorarena_task.h"

#include "core/import/fields.h"

namespace gapscope {
Task simulatorArenaDocument(const CorpusReading &reading, const std::string &documentType,
                            const std::string &intent)
{
    std::string type = lowered(trimmed(documentType));
    if (type == "email/letter")
        type = "email";
    Task task = reading.task("simulatorarena", type, textId(intent));
    task.instruction = trimmed(intent);
    task.fingerprint = fingerprintOf(type + "\n" + task.instruction);
    return task;
}

Task simulatorArenaProblem(const CorpusReading &reading, const std::string &problemId)
{
    return reading.task("simulatorarena", "math", problemId);
}
} // namespace gapscope
