// SPDX-License-Identifier: GPL-3.0-or-later
// The Gap page of a workspace of the paper's size: from a change of the filter to the new picture.
#include "tests/bench/imported_set.h"
#include "tests/bench/measure.h"
#include "tests/bench/options.h"
#include "tests/bench/paper_set.h"
#include "tests/bench/scratch.h"
#include "ui/base/chart_source.h"
#include "ui/base/gap_analysis.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <string_view>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
/// Seconds of this thread alone: what else runs, here or on the machine, does not count.
double ownCpu()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <class Ready>
void waitUntil(Ready ready)
{
    // Sleeps between events: with a time limit it would spin, which counts as CPU.
    QTimer heartbeat;
    heartbeat.start(50);
    while (!ready())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

double onePass(const UsiStudy &study)
{
    double sum = 0.0;
    const auto add = [&sum](const std::vector<StudyDialogue> &dialogues) {
        for (const StudyDialogue &dialogue : dialogues) {
            if (!dialogue.features)
                continue;
            for (const double value : dialogue.features->values)
                sum += value;
        }
    };
    add(study.people);
    for (const StudySimulator &simulator : study.simulators)
        add(simulator.dialogues);
    return sum;
}

/// The window on its Gap page, between changes at rest.
class Page
{
public:
    explicit Page(const std::filesystem::path &path)
    {
        m_window.resize(1280, 800);
        m_window.show();
        if (const Result<void> opened =
                workspace().open(QString::fromStdString(path.string()), OpenMode::ReadWrite);
            !opened)
            throw std::runtime_error(opened.error().detail);
        m_window.pages()->setCurrentWidget(m_window.gapPage());
        m_window.gapPage()->showChart(QStringLiteral("dumbbell"));
        waitUntil([this] { return gap().figures() && gap().uncertainty() && gap().effects(); });
        // Aligning tens of thousands of pairs has a measurement of its own, and a filter does not
        // wait for it.
        workspace().jobs().cancelAll();
        rest();
        m_all = gap().figures();
        if (m_all->study.simulators.empty())
            throw std::runtime_error("nothing can be compared");
    }

    const UsiStudy &study() const { return m_all->study; }

    void rest()
    {
        waitUntil([this] { return workspace().jobs().isIdle(); });
        m_window.grab();
    }

    /// Asks for another domain than the one shown.
    void ask()
    {
        m_before = gap().figures();
        Filter filter;
        filter.domain = m_isAirline ? QStringLiteral("retail") : QStringLiteral("airline");
        filter.title = filter.domain;
        m_isAirline = !m_isAirline;
        workspace().filters().add(filter);
    }
    void awaitFigures()
    {
        waitUntil([this] { return gap().figures() != m_before; });
        if (gap().figures()->tasks >= gap().figures()->allTasks && m_all->allTasks > 1)
            throw std::runtime_error("the filter changed nothing");
    }
    void paint()
    {
        waitUntil([this] { return !m_window.gapPage()->chartTile()->isUpdating(); });
        m_window.gapPage()->grab();
    }

    /// The computation alone, in this thread.
    void compute()
    {
        JobContext job;
        if (!gapFigures(m_all->study, nullptr, gap().selection(), job))
            throw std::runtime_error("the figures could not be computed");
    }

private:
    Workspace &workspace() { return m_window.workspace(); }
    GapAnalysis &gap() { return workspace().gap(); }

    MainWindow m_window;
    std::shared_ptr<const GapFigures> m_all;
    std::shared_ptr<const GapFigures> m_before;
    bool m_isAirline = false;
};

int run(const Options &options)
{
    const Scratch scratch(options.folder);
    const PaperSet set =
        writePaperSet(scratch.path() / "whole", scaled(options.scale), options.seed);
    const std::filesystem::path path = scratch.path() / "gap.gapscope";
    std::filesystem::remove(path);
    importSet(set, path);
    Page page(path);

    Samples pass, compute, ask, arrive, paint, inTurn, wall;
    constexpr int passes = 20;
    double sum = 0.0;
    for (int i = 0; i <= options.repeat; ++i) {
        page.rest();
        const double before = ownCpu();
        for (int call = 0; call < passes; ++call)
            sum += onePass(page.study());
        const double passed = ownCpu();
        page.compute();
        const double computed = ownCpu();
        page.rest();
        const double began = Moment::now().wall;
        const double rested = ownCpu();
        page.ask();
        const double asked = ownCpu();
        page.awaitFigures();
        const double arrived = ownCpu();
        page.paint();
        const double painted = ownCpu();
        const double ended = Moment::now().wall;
        if (i == 0)
            continue; // fills the caches
        pass.seconds.push_back((passed - before) / passes);
        compute.seconds.push_back(computed - passed);
        ask.seconds.push_back(asked - rested);
        arrive.seconds.push_back(arrived - asked);
        paint.seconds.push_back(painted - arrived);
        inTurn.seconds.push_back(painted - rested + compute.seconds.back());
        wall.seconds.push_back(ended - began);
    }
    if (sum == 0.0)
        throw std::runtime_error("the features are all zero");

    Report report;
    report.heading("Gap page, " + std::to_string(set.dialogues) +
                   " dialogues: another domain is filtered; CPU, medians of " +
                   std::to_string(options.repeat));
    report.line("one pass over the features", pass.shown());
    report.line("1. lists and chips follow the filter, window's thread", ask.shown());
    report.line("2. figures of the selection, a thread of their own", compute.shown());
    report.line("3. table and chart take them, window's thread", arrive.shown());
    report.line("4. paint of the page, window's thread", paint.shown());
    report.line("filter to repaint, the four in turn", inTurn.shown());
    report.line("figures / one pass", fixed(ratio(compute, pass), 1) + " ×");
    report.line("filter to repaint, wall clock", wall.shown());
    report.line("filter to repaint / one pass", fixed(ratio(inTurn, pass), 1) + " ×");
    report.line("paint / one pass", fixed(ratio(paint, pass), 1) + " ×");
    report.target("filter to repaint", inTurn.median() * 1000, 100.0, " ms");
    return report.finish(options.strict);
}

} // namespace

int main(int count, char **arguments)
{
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(count, arguments);
    QApplication::setApplicationName(QStringLiteral("gapscope-bench"));
    QSettings().clear();
    Options defaults;
    defaults.repeat = 9;
    return runWithOptions(count, arguments, defaults, run);
}
