// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/targets_talk.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// A short turn as a pattern, with how often it was said.
struct Fragment
{
    std::string pattern;
    int count = 0;
    int dialogues = 0;
    int tasks = 0;
};

/// The talk of one dialogue with the task it was about.
struct TaskTalk
{
    TaskKey task;
    UserTalk talk;
};

/// Lower-case, without marks at the ends of words but "?". Nothing that could name a person, place
/// or thing stays: identifiers become ⟨id⟩, numbers ⟨number⟩, and every word outside a closed list
/// of everyday words ⟨word⟩.
std::string fragmentPattern(std::string_view text);

/// Patterns of turns of at most three words that were said in three dialogues and about two tasks
/// at least, most frequent first, at most `limit`.
std::vector<Fragment> frequentFragments(std::span<const TaskTalk> talks, std::size_t limit = 25);
} // namespace gapscope
