// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gapscope::stats {
/// The leaves of the tree that average linkage builds (UPGMA; Sokal and Michener 1958), like things
/// side by side; of two clusters the one with the smaller first leaf stands first, so that the
/// order is the same on every run. `distances` is symmetric, `n` rows of `n`; O(n³).
std::vector<std::size_t> averageLinkageOrder(std::span<const double> distances, std::size_t n);
} // namespace gapscope::stats
