// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"
#include "core/import/probe.h"

#include <string>

namespace gapscope {
/// A hash of what τ-bench and its successors call gold actions, one spelling for all of them
/// (`kwargs` or `arguments`, members in any order); empty = there are none.
std::string goldActions(const std::string &userId, const Json *actions);
/// The user that gold actions are about; empty = none of them says.
std::string userOfActions(const Json *actions);

/// Tells the output what a τ-bench task is known by. False: the reading ends.
bool tellTaskMarks(ImportOutput &output, const TaskKey &task, const std::string &userId,
                   const Json *actions);
} // namespace gapscope
