// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/present/presenter_window.h"

#include "ui/base/chart_source.h"
#include "ui/base/error_sentence.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/pair_content.h"
#include "ui/views/present/chart_slide.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
/// Points by which the words of a pair are larger than in the window.
constexpr int pairZoom = 7;
} // namespace

PresenterWindow::PresenterWindow(Workspace &workspace, std::vector<Slide> slides, QWidget *parent)
    : QWidget(parent, Qt::Window), m_workspace(workspace), m_slides(std::move(slides)),
      m_cover(workspace.data(),
              slidesHideNames(workspace.setting(slidesHideNamesKey).value_or(std::string()))),
      m_heading(new PlainLabel), m_number(new PlainLabel), m_stack(new QStackedWidget),
      m_chart(new ChartSlide), m_pair(new CompareView)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Presentation – Gapscope"));
    setFocusPolicy(Qt::StrongFocus);
    QFont large = m_heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setBold(true);
    m_heading->setFont(large);
    m_heading->setWordWrap(true);
    m_number->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_pair);
    m_pair->setZoom(pairZoom);
    // The presenter's keys come first; no tool tip gives an id away.
    m_pair->installEventFilter(this);
    m_pair->viewport()->installEventFilter(this);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_number);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 20, 28, 10);
    layout->setSpacing(12);
    layout->addWidget(m_heading);
    layout->addWidget(m_stack, 1);
    layout->addLayout(foot);
    connect(&workspace.charts(), &ChartSource::changed, this, [this] {
        if (m_slides[static_cast<std::size_t>(m_current)].isChart())
            showChart();
    });
    connect(&workspace, &Workspace::closed, this, &QWidget::close);
    if (m_slides.empty()) {
        Slide none;
        none.title = utf8(tr("No slide was chosen yet."));
        m_slides.push_back(none);
    }
    showSlide(0);
}

QString PresenterWindow::heading() const
{
    return m_heading->text();
}

void PresenterWindow::showSlide(int index)
{
    m_current = std::clamp(index, 0, count() - 1);
    const Slide &slide = m_slides[static_cast<std::size_t>(m_current)];
    m_number->setText(tr("%1 / %2").arg(m_current + 1).arg(count()));
    m_ready = false;
    // A chart has a title of its own.
    m_heading->setVisible(!slide.isChart());
    m_heading->setText(slide.isChart() ? m_cover.covered(qs(slide.title)) : pairHeading(slide));
    if (slide.isChart())
        showChart();
    else
        showPair();
}

QString PresenterWindow::pairHeading(const Slide &slide) const
{
    const auto nameOf = [this](const DialogueId &id) {
        const DialogueHead *head = m_workspace.data().head(id);
        return head ? m_cover.nameOf(head->dialogue.corpus) : QString();
    };
    const QString real = nameOf(slide.real);
    const QString sim = nameOf(slide.sim);
    if (!m_cover.hidesNames() || real.isEmpty() || sim.isEmpty())
        return m_cover.covered(qs(slide.title));
    return tr("%1 and %2, side by side").arg(real, sim);
}

void PresenterWindow::wait(const QString &reason)
{
    ChartSpec empty;
    empty.emptyReason = utf8(reason);
    m_stack->setCurrentWidget(m_chart);
    m_chart->setSpec(std::move(empty));
}

void PresenterWindow::showChart()
{
    ChartSource &source = m_workspace.charts();
    const ChartWish wish = m_slides[static_cast<std::size_t>(m_current)].wish;
    const Chart *chart = source.chart(wish.chart);
    m_stack->setCurrentWidget(m_chart);
    if (!chart)
        return wait(tr("There is no chart of this kind."));
    source.ask(chart->info().needs);
    const ChartFacts facts = source.facts();
    if (!facts.figures || !source.has(chart->info().needs))
        return m_ready ? void() : wait(tr("Computing …"));
    m_workspace.jobs().start(
        QStringLiteral("slide"), tr("Drawing %1").arg(qs(chart->title())),
        [catalogue = source.charts(), chart, facts, wish](JobContext &job) {
            return drawChart(*chart, facts, wish, &job);
        },
        this,
        [this, wish, scores = facts.capability](ChartPicture picture) {
            if (!(m_slides[static_cast<std::size_t>(m_current)].wish == wish))
                return;
            m_ready = true;
            NameCover cover = m_cover;
            // Names of families can be ordinary words: only where they are drawn.
            if (scores && picture.spec.id == "capability")
                cover.addFamilies(*scores);
            m_chart->setSpec(cover.covered(std::move(picture.spec)));
        });
}

void PresenterWindow::showPair()
{
    const Slide &slide = m_slides[static_cast<std::size_t>(m_current)];
    wait(tr("Aligning the pair …"));
    if (slide.real.empty() && slide.sim.empty())
        return wait(tr("Choose charts and pairs with View ▸ Slides."));
    m_workspace.loadPairs(
        slide.real, {slide.sim}, this,
        [this, index = m_current, row = slide.row](Result<std::vector<LoadedPair>> pairs) {
            if (index != m_current)
                return;
            if (!pairs)
                return wait(errorSentence(pairs.error()));
            takePair(pairs->front(), row);
        });
}

void PresenterWindow::takePair(const LoadedPair &loaded, int row)
{
    ComparePair pair = comparePair(m_workspace, loaded);
    const auto label = [this](CompareSide &side) {
        side.subtitle.clear();
        const DialogueHead *head =
            side.dialogue ? m_workspace.data().head(side.dialogue->id) : nullptr;
        if (head)
            side.title = m_cover.nameOf(head->dialogue.corpus);
    };
    label(pair.real);
    label(pair.sim);
    pair.labels.clear();
    pair.suggestions.clear();
    pair.anchors.clear();
    m_pair->setPair(std::move(pair));
    if (row < 0 || !m_pair->showAlignedRow(row))
        m_pair->firstRow();
    m_stack->setCurrentWidget(m_pair);
    m_ready = true;
}

void PresenterWindow::go(int index)
{
    // Beyond the ends the slide stays as it is, scrolled as it is.
    if (std::clamp(index, 0, count() - 1) != m_current)
        showSlide(index);
}

bool PresenterWindow::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
        go(m_current + 1);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        go(m_current - 1);
        return true;
    case Qt::Key_Home:
        go(0);
        return true;
    case Qt::Key_End:
        go(count() - 1);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_F11:
        setWindowState(windowState() ^ Qt::WindowFullScreen);
        return true;
    default:
        return false;
    }
}

void PresenterWindow::keyPressEvent(QKeyEvent *event)
{
    if (handleKey(event->key()))
        return;
    // Up and Down scroll a pair wherever the focus is.
    if (m_stack->currentWidget() == m_pair && event->key() == Qt::Key_Down)
        m_pair->nextRow();
    else if (m_stack->currentWidget() == m_pair && event->key() == Qt::Key_Up)
        m_pair->previousRow();
    else
        QWidget::keyPressEvent(event);
}

bool PresenterWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ToolTip)
        return true;
    if (event->type() == QEvent::KeyPress && handleKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}
} // namespace gapscope
