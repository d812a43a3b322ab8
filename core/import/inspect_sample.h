// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/probe.h"
#include "core/model/transcript.h"

#include <string>
#include <vector>

namespace gapscope {
/// The messages of an Inspect sample: its `messages`, or where they are missing the last exchange
/// its events tell of.
struct InspectMessages
{
    std::vector<Json> messages;
    bool fromEvents = false;
};

InspectMessages inspectMessages(const Json &sample);

/// A message as the chat formats spell it: texts that stand in the sample's attachments put in
/// place, the error of a tool as a flag. `missing` counts attachments that are not there.
Json resolvedInspectMessage(const Json &message, const Json &sample, int &missing);

/// What a sample's scores say: the letters C, I, P, N, yes and no, numbers. `several` = there are
/// more scores than the one taken (the first that is a value); all stay in the metadata.
struct InspectOutcome
{
    Outcome outcome;
    bool several = false;
    /// There are scores, but none is a value.
    bool unreadable = false;
};

InspectOutcome inspectOutcome(const Json &sample);
} // namespace gapscope
