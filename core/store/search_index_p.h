// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace gapscope {
class Session;

/// The parts of the word index. Every transaction that writes texts adds one; a search looks into
/// all of them. Merged as often as SQLite does by itself, the parts of a large import take as much
/// time as its words, so that it is done here, later and more of them at a time.
namespace search_index {
/// More than this are merged: looking into so many is not noticed yet.
inline constexpr std::int64_t mostParts = 256;

/// From now on nothing is merged but by mergeParts(). Inside a transaction of the caller.
Result<void> postponeMerging(Session &session);
/// A bounded step of merging where there are too many, some tens of milliseconds; nothing
/// otherwise. Inside a transaction of the caller, once for each that writes texts.
Result<void> mergeParts(Session &session);
/// How many there are.
Result<std::int64_t> parts(Session &session);
/// All into one, so that nothing is left of texts that were deleted.
Result<void> mergeAll(Session &session);
} // namespace search_index
} // namespace gapscope
