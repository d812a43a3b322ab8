// SPDX-License-Identifier: GPL-3.0-or-later
// Presenting, and which slides there are.
#include "ui/base/chart_source.h"
#include "ui/base/qstring.h"
#include "ui/base/slides.h"
#include "ui/views/compare_page.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"
#include "ui/views/present/presenter_window.h"
#include "ui/views/present/slides_dialog.h"

#include <QMenu>
#include <QStatusBar>
#include <QTabWidget>

namespace gapscope {
void MainWindow::makePresentActions(QMenu *view)
{
    add(view, QStringLiteral("present"), tr("&Present"), Qt::Key_F5, [this] { present(); });
    add(view, QStringLiteral("slides"), tr("S&lides …"), QKeySequence(tr("Ctrl+F5")),
        [this] { editSlides(); });
    add(view, QStringLiteral("addSlide"), tr("&Add to the slides"), QKeySequence(tr("Shift+F5")),
        [this] { addSlide(); });
}

std::optional<Slide> MainWindow::chartOnScreen() const
{
    const ChartTile *tile = m_gap->chartTile();
    if (!m_workspace.isOpen() || !tile->chart())
        return std::nullopt;
    Slide slide;
    slide.wish = tile->wish();
    slide.title = tile->chart()->title();
    if (!slide.wish.simulator.empty())
        slide.title += ", " + slide.wish.simulator;
    return slide;
}

std::optional<Slide> MainWindow::pairOnScreen() const
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair || !pair->real || !pair->sim)
        return std::nullopt;
    Slide slide;
    slide.real = pair->real->id;
    slide.sim = pair->sim->id;
    slide.row = m_workspace.alignedRow();
    const auto label = [this](const Dialogue &dialogue) {
        const CorpusSummary *corpus = m_workspace.data().corpus(dialogue.corpus);
        return corpus ? corpus->corpus.label : std::string();
    };
    slide.title =
        utf8(tr("%1 and %2, side by side").arg(qs(label(*pair->real)), qs(label(*pair->sim))));
    return slide;
}

void MainWindow::addSlide()
{
    const bool isPair = m_pages->currentWidget() == m_compare;
    const std::optional<Slide> slide = isPair ? pairOnScreen() : chartOnScreen();
    if (!slide)
        return;
    std::vector<Slide> slides = parseSlides(m_workspace.setting(slidesKey).value_or("[]"));
    slides.push_back(*slide);
    m_workspace.saveSetting(slidesKey, slidesText(slides));
    statusBar()->showMessage(tr("Slide %1: %2").arg(slides.size()).arg(qs(slide->title)), 5000);
}

void MainWindow::editSlides()
{
    auto *dialog = new SlidesDialog(m_workspace, chartOnScreen(), pairOnScreen(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SlidesDialog::presentRequested, this, &MainWindow::present);
    dialog->open();
}

void MainWindow::present()
{
    std::vector<Slide> slides = parseSlides(m_workspace.setting(slidesKey).value_or("[]"));
    // Without a choice what is on screen is shown.
    if (slides.empty()) {
        const bool isPair = m_pages->currentWidget() == m_compare;
        if (const std::optional<Slide> slide = isPair ? pairOnScreen() : chartOnScreen())
            slides.push_back(*slide);
    }
    auto *window = new PresenterWindow(m_workspace, std::move(slides), this);
    window->showFullScreen();
    window->activateWindow();
}
} // namespace gapscope
