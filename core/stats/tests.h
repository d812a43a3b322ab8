// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stats/random.h"

#include <optional>
#include <span>
#include <vector>

namespace gapscope::stats {
struct SignFlip
{
    double mean = 0.0;
    /// Two-sided, above 0 and at most 1.
    double p = 1.0;
    /// All sign patterns were counted; else `draws` random ones, p = (b + 1)/(m + 1).
    bool exact = true;
};

/// Sign-flip permutation test of paired differences (Fisher 1935): the share of sign patterns whose
/// mean is at least as far from 0 as the one seen. Exact up to 20 differences other than 0. None
/// for no differences.
std::optional<SignFlip> signFlip(std::span<const double> differences,
                                 std::uint64_t seed = defaultSeed, int draws = 10000);

/// Two-sided exact p of McNemar's test: `onlyFirst` and `onlySecond` are the discordant pairs
/// (binomial with ½, doubled tail, at most 1). 1 where no pair is discordant; none for negative
/// counts.
std::optional<double> mcNemarExact(int onlyFirst, int onlySecond);

/// q-values in the order of the p-values (Benjamini and Hochberg 1995): the smallest false
/// discovery rate at which each is found.
std::vector<double> benjaminiHochberg(std::span<const double> p);
} // namespace gapscope::stats
