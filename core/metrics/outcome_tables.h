// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_rows.h"
#include "core/model/transcript.h"

#include <array>
#include <optional>
#include <span>

/// Success of both sides as tables (methods.md B9).
namespace gapscope {
/// Reward above 0, else what the source says of success; none where it says neither.
std::optional<bool> succeeded(const Dialogue &dialogue);
/// The user's own verdict, an answer of Yes or Fully to task_success; none where it is not given.
std::optional<bool> judgedSuccessful(const Dialogue &dialogue);

/// Two yes-or-no judgements of the same things: counts, or weights.
struct TwoByTwo
{
    double bothYes = 0.0;
    double onlyFirst = 0.0;
    double onlySecond = 0.0;
    double bothNo = 0.0;

    void add(bool first, bool second, double weight = 1.0);
    TwoByTwo &operator+=(const TwoByTwo &other);
    double total() const { return bothYes + onlyFirst + onlySecond + bothNo; }
};

/// Share on which both agree, 0–1; none for an empty table.
std::optional<double> agreementOf(const TwoByTwo &table);
/// Cohen's κ, −1 … 1; none for an empty table and where chance alone agrees on everything.
std::optional<double> cohensKappa(const TwoByTwo &table);
/// φ, −1 … 1; none where a judgement never varies.
std::optional<double> phiOf(const TwoByTwo &table);

/// One task: its difficulty and the success shares of both sides, 0–1.
struct CalibrationTask
{
    double difficulty = 0.0;
    double real = 0.0;
    double sim = 0.0;
};

/// One difficulty bin: the tasks in it and the mean success of each side over them.
struct OutcomeBin
{
    int tasks = 0;
    double real = 0.0;
    double sim = 0.0;
};

struct Calibration
{
    std::array<OutcomeBin, difficultyBins> bins{};
    /// Σ n_bin/n·(s − h)⁺ and Σ n_bin/n·(h − s)⁺; ece is their sum.
    double over = 0.0;
    double under = 0.0;
    double ece() const { return over + under; }
};

/// None for no tasks.
std::optional<Calibration> calibrationOf(std::span<const CalibrationTask> tasks);
/// "0–0.2" …, by bin.
const char *binName(std::size_t bin);
} // namespace gapscope
