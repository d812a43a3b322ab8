// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison view with long pairs against short ones, offscreen or on a display.
#include "tests/bench/measure.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/views/compare/compare_view.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <stdexcept>
#include <string_view>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
constexpr int shortExchanges = 50;
constexpr int longExchanges = 5000;
constexpr double frameMs = 1000.0 / 60.0;

/// A pair with cues on every simulated turn and a moved turn every fourth row.
ComparePair marked(int exchanges)
{
    ComparePair pair = test::longPair(exchanges, {exchanges / 2});
    for (int i = 0; i < exchanges; ++i)
        pair.sim.cues.push_back({2 * i, 0, 4, Feature::PolitenessRate, "turn"});
    for (int i = 3; i < exchanges; i += 4)
        pair.alignment.moved.push_back({2 * i, 2 * i - 2, 0.8, true});
    return pair;
}

/// Opens a pair in a new window and paints it; the pairs are made beforehand.
class Opening
{
public:
    Opening(int exchanges, int times) : m_pairs(static_cast<std::size_t>(times), marked(exchanges))
    {}

    void operator()()
    {
        if (m_pairs.empty())
            throw std::runtime_error("opened more often than planned");
        CompareView view;
        view.resize(1000, 600);
        view.show();
        view.setPair(std::move(m_pairs.back()));
        view.grab();
        m_pairs.pop_back();
    }

private:
    std::deque<ComparePair> m_pairs;
};

/// Steps down and up again by a line or two, with the paint after each.
class Scrolling
{
public:
    explicit Scrolling(int exchanges)
    {
        m_view.resize(1000, 600);
        m_view.show();
        m_view.setPair(marked(exchanges));
        m_view.grab();
    }

    void operator()()
    {
        QScrollBar *bar = m_view.verticalScrollBar();
        if (bar->value() + step >= bar->maximum() || bar->value() + step < 0)
            m_direction = -m_direction;
        bar->setValue(bar->value() + m_direction * step);
        m_view.grab();
    }

private:
    static constexpr int step = 60;
    CompareView m_view;
    int m_direction = 1;
};

int run(int repeat, bool strict)
{
    Report report;
    report.heading("A pair of 10 000 turns side by side, against one of 100");
    Opening openShort(shortExchanges, repeat + 1);
    Opening openLong(longExchanges, repeat + 1);
    const auto opening = here(repeat, {{1, [&] { openLong(); }}, {1, [&] { openShort(); }}});
    report.line("open and first paint, 10 000 / 100 turns",
                opening[0].shown() + " / " + opening[1].shown());
    report.target("open: 10 000 / 100 turns", ratio(opening[0], opening[1]), 2.0, " ×");

    Scrolling scrollShort(shortExchanges);
    Scrolling scrollLong(longExchanges);
    constexpr int steps = 40;
    const auto scrolling =
        here(repeat, {{steps, [&] { scrollLong(); }}, {steps, [&] { scrollShort(); }}});
    report.line("scroll step and paint, 10 000 / 100 turns",
                scrolling[0].shown() + " / " + scrolling[1].shown());
    report.target("scroll: 10 000 / 100 turns", ratio(scrolling[0], scrolling[1]), 1.5, " ×");
    const auto single = here(20 * repeat, {{1, [&] { scrollLong(); }}});
    std::vector<double> sorted = single.front().seconds;
    std::sort(sorted.begin(), sorted.end());
    report.target("scroll step, 95 % of them within", sorted[sorted.size() * 95 / 100] * 1000,
                  frameMs, " ms");
    return report.finish(strict);
}
} // namespace

int main(int count, char **arguments)
{
    const QApplication application(count, arguments);
    int repeat = 9;
    bool strict = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (name == "--strict")
            strict = true;
        else if (name == "--repeat" && i + 1 < count)
            repeat = std::max(1, std::atoi(arguments[++i]));
        else {
            std::cerr << "usage: bench_view [--repeat N] [--strict]\n";
            return EXIT_FAILURE;
        }
    }
    return run(repeat, strict);
}
