// SPDX-License-Identifier: GPL-3.0-or-later
// A long line in our chart, which is thinned, against the same line in plain QtCharts.
#include "tests/bench/measure.h"
#include "ui/charts/chart_view.h"

#include <QApplication>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string_view>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
constexpr QSize viewSize{900, 600};
/// One point far above all others, in a place that no thinning by every n-th point would keep.
constexpr double spikeAt = 0.432101;
constexpr double spike = 4.0;

std::vector<std::pair<double, double>> series(int points)
{
    std::vector<std::pair<double, double>> line;
    const int peak = static_cast<int>(points * spikeAt);
    for (int i = 0; i < points; ++i)
        line.emplace_back(i, i == peak ? spike
                                       : std::sin(i * 0.00013) + 0.4 * std::sin(i * 1.7) +
                                             0.2 * std::sin(i * 0.031));
    return line;
}

/// Ours: three steps in, each painted, and back to the whole.
class Ours
{
public:
    explicit Ours(int points)
    {
        ChartSpec spec;
        spec.title = "A long line";
        spec.x.range = {0.0, static_cast<double>(points)};
        spec.y.range = {-2.0, spike + 0.2};
        LineMark line;
        line.points = series(points);
        spec.lines.push_back(std::move(line));
        m_view.resize(viewSize);
        m_view.setSpec(std::move(spec));
        m_view.show();
    }

    void operator()()
    {
        for (int i = 0; i < 3; ++i) {
            m_view.zoomIn();
            m_view.grab();
        }
        m_view.resetZoom();
        m_view.grab();
    }

    /// Whether the one far point is painted.
    bool showsSpike()
    {
        const QImage picture = m_view.grab().toImage();
        const QRect plot = m_view.plotRect();
        const int x = plot.left() + static_cast<int>(std::lround(plot.width() * spikeAt));
        const int y = plot.top() + plot.height() / 10;
        for (int dx = -3; dx <= 3; ++dx)
            if (qGray(picture.pixel(x + dx, y)) < 160)
                return true;
        return false;
    }

private:
    ChartView m_view;
};

class Plain
{
public:
    explicit Plain(int points)
    {
        auto *line = new QLineSeries;
        QList<QPointF> all;
        for (const auto &[x, y] : series(points))
            all << QPointF(x, y);
        line->replace(all);
        auto *chart = new QChart;
        chart->addSeries(line);
        auto *x = new QValueAxis;
        x->setRange(0, points);
        chart->addAxis(x, Qt::AlignBottom);
        line->attachAxis(x);
        auto *y = new QValueAxis;
        y->setRange(-2.0, spike + 0.2);
        chart->addAxis(y, Qt::AlignLeft);
        line->attachAxis(y);
        m_view.setChart(chart);
        m_view.setRenderHint(QPainter::Antialiasing);
        m_view.resize(viewSize);
        m_view.show();
    }

    void operator()()
    {
        for (int i = 0; i < 3; ++i) {
            m_view.chart()->zoom(1.25);
            m_view.grab();
        }
        m_view.chart()->zoomReset();
        m_view.grab();
    }

private:
    QChartView m_view;
};

int run(int points, int repeat, bool strict)
{
    Ours ours(points);
    Plain plain(points);
    if (!ours.showsSpike())
        throw std::runtime_error("the highest point is not painted");
    constexpr int paints = 4;
    const auto samples = here(repeat, {{1, [&] { ours(); }}, {1, [&] { plain(); }}});
    Report report;
    report.heading("A line of " + std::to_string(points) + " points: three zooms and back, " +
                   std::to_string(paints) + " paints; CPU, medians of " + std::to_string(repeat));
    report.line("ours / undecimated QtCharts", samples[0].shown() + " / " + samples[1].shown());
    report.line("ours, one zoom and paint", fixed(samples[0].median() / paints * 1000, 1) + " ms");
    report.target("ours / undecimated QtCharts", ratio(samples[0], samples[1]), 0.2, " ×");
    return report.finish(strict);
}
} // namespace

int main(int count, char **arguments)
{
    const QApplication application(count, arguments);
    int points = 100'000;
    int repeat = 9;
    bool strict = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (name == "--strict") {
            strict = true;
        } else if (name == "--points" && i + 1 < count) {
            points = std::max(100, std::atoi(arguments[++i]));
        } else if (name == "--repeat" && i + 1 < count) {
            repeat = std::max(1, std::atoi(arguments[++i]));
        } else {
            std::cerr << "usage: bench_chart [--points N] [--repeat N] [--strict]\n";
            return EXIT_FAILURE;
        }
    }
    try {
        return run(points, repeat, strict);
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
