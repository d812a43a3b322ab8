// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

namespace gapscope::bench {
namespace {
constexpr double kibPerMib = 1024.0;

double cpuSeconds(const rusage &usage)
{
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void put(std::string_view what, const std::string &value)
{
    constexpr std::size_t column = 58;
    std::string line = "  " + std::string(what);
    line.resize(std::max(column, line.size() + 1), ' ');
    std::cout << line << value << std::endl;
}
} // namespace

std::string fixed(double value, int digits)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

Moment Moment::now()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto wall = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(wall).count(), cpuSeconds(usage)};
}

double Samples::median() const
{
    std::vector<double> sorted = seconds;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double Samples::peak() const
{
    return *std::max_element(peaks.begin(), peaks.end());
}

std::string Samples::shown() const
{
    const auto [least, most] = std::minmax_element(seconds.begin(), seconds.end());
    const bool small = median() < 0.01;
    const double factor = small ? 1e6 : 1.0;
    const int digits = small ? 1 : 3;
    return fixed(median() * factor, digits) + " (" + fixed(*least * factor, digits) + "–" +
           fixed(*most * factor, digits) + (small ? ") µs" : ") s");
}

namespace {
void measure(const std::function<bool()> &work, Samples &samples)
{
    std::cout.flush();
    const pid_t child = fork();
    if (child == 0)
        _exit(work() ? 0 : 1);
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        std::cerr << "a measured process failed\n";
        std::exit(EXIT_FAILURE);
    }
    samples.seconds.push_back(cpuSeconds(usage));
    samples.peaks.push_back(static_cast<double>(usage.ru_maxrss) / kibPerMib);
}
} // namespace

std::vector<Samples> inProcesses(int times, const std::vector<std::function<bool()>> &works)
{
    std::vector<Samples> samples(works.size());
    for (int i = 0; i < times; ++i)
        for (std::size_t which = 0; which < works.size(); ++which)
            measure(works[which], samples[which]);
    return samples;
}

std::vector<Samples> here(int times, const std::vector<Repeated> &works)
{
    std::vector<Samples> samples(works.size());
    for (const Repeated &one : works)
        one.work();
    for (int i = 0; i < times; ++i) {
        for (std::size_t which = 0; which < works.size(); ++which) {
            const double before = Moment::now().cpu;
            for (int call = 0; call < works[which].calls; ++call)
                works[which].work();
            samples[which].seconds.push_back((Moment::now().cpu - before) / works[which].calls);
        }
    }
    return samples;
}

double ratio(const Samples &one, const Samples &other)
{
    Samples ratios;
    for (std::size_t i = 0; i < one.seconds.size(); ++i)
        ratios.seconds.push_back(one.seconds[i] / other.seconds[i]);
    return ratios.median();
}

void Report::heading(std::string_view text)
{
    std::cout << '\n' << text << std::endl;
}

void Report::line(std::string_view what, const std::string &value)
{
    put(what, value);
}

void Report::target(std::string_view what, double value, double most, std::string_view unit)
{
    const bool met = value <= most;
    m_missed += met ? 0 : 1;
    const int digits = most < 10.0 ? 2 : 0;
    put(what, fixed(value, digits) + std::string(unit) + "  target ≤ " + fixed(most, digits) +
                  std::string(unit) + (met ? "  met" : "  MISSED"));
}

int Report::finish(bool strict) const
{
    std::cout << '\n'
              << (m_missed == 0 ? "all targets met" : std::to_string(m_missed) + " targets missed")
              << '\n';
    return strict && m_missed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
} // namespace gapscope::bench
