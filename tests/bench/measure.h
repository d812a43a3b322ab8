// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope::bench {
/// Repeated measurements of one thing: CPU seconds (user and system, all threads) and MiB.
struct Samples
{
    std::vector<double> seconds;
    std::vector<double> peaks;

    double median() const;
    /// Largest of the peaks.
    double peak() const;
    /// Median first, then the range: "0.61 (0.60–0.63) s".
    std::string shown() const;
};

/// Runs every one of `works` that often, in turns so that a slow moment of the machine meets all of
/// them, each time in a process of its own, so that its peak memory is its own too. Ends the
/// program when one of them fails.
std::vector<Samples> inProcesses(int times, const std::vector<std::function<bool()>> &works);

struct Repeated
{
    /// Runs per sample.
    int calls = 1;
    std::function<void()> work;
};
/// Runs the works in turn in this process, so that a busy machine slows all alike; seconds are
/// those of one call.
std::vector<Samples> here(int times, const std::vector<Repeated> &works);

/// Seconds so far, to be subtracted: of the clock on the wall, and the CPU of all threads of this
/// process.
struct Moment
{
    double wall = 0.0;
    double cpu = 0.0;

    static Moment now();
};

/// Median of the ratios of samples taken in one round.
double ratio(const Samples &one, const Samples &other);

/// Prints lines of the report and counts the targets that were missed.
class Report
{
public:
    void heading(std::string_view text);
    void line(std::string_view what, const std::string &value);
    /// `value` against the most that is allowed; `unit` follows both.
    void target(std::string_view what, double value, double most, std::string_view unit);

    /// Says how many were missed; the exit code of the program, a failure only where it is strict.
    int finish(bool strict) const;

private:
    int m_missed = 0;
};

/// With that many digits behind the point.
std::string fixed(double value, int digits);
} // namespace gapscope::bench
