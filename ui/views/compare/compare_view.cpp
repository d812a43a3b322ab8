// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_view.h"

#include "core/align/lacking_facts.h"
#include "ui/base/job_runner.h"
#include "ui/views/compare/compare_accessible.h"
#include "ui/views/compare/compare_header.h"
#include "ui/views/compare/find_index.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope {
namespace {
/// Heights settle in one or two rounds; the bound only stops a fault from hanging the window.
constexpr int mostRounds = 16;
/// Facts of shorter pairs (in bytes of text) are found before the first paint, in less time than it
/// takes; those of longer ones in the background.
constexpr std::size_t shortPair = 60'000;
/// Long enough for the first paint, and for those who only step through the pairs.
constexpr int factsDelayMs = 120;

std::size_t textSize(const Dialogue &dialogue)
{
    std::size_t size = 0;
    for (const Turn &turn : dialogue.turns)
        size += turn.text ? turn.text->size() : 0;
    return size;
}
} // namespace

CompareView::CompareView(QWidget *parent)
    : QAbstractScrollArea(parent), m_model(new CompareModel(this)),
      m_scene(std::make_unique<CompareScene>(*m_model)), m_jobs(new JobRunner(this))
{
    installCompareAccessibility();
    setAccessibleName(tr("Dialogues side by side"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there: a bar that comes and goes would change every width.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    m_header = new CompareHeader(*m_model, *m_scene, this);
    restyle();
}

CompareView::~CompareView() = default;

void CompareView::restyle()
{
    Theme theme = Theme::of(palette());
    // Two of one kind share its colour.
    if (pair().kinds == ComparePair::Kinds::BothReal) {
        theme.sim = theme.real;
        theme.simFill = theme.realFill;
    } else if (pair().kinds == ComparePair::Kinds::BothSim) {
        theme.real = theme.sim;
        theme.realFill = theme.simFill;
    } else if (pair().kinds == ComparePair::Kinds::Blind) {
        theme.real = theme.sim = theme.mutedText;
        theme.realFill = theme.simFill = theme.panel;
    }
    keepingPlace([&] { m_scene->setStyle(CompareStyle::make(theme, font(), m_zoom)); });
    verticalScrollBar()->setSingleStep(static_cast<int>(m_scene->style().line));
    setViewportMargins(0, m_header->heightFor(m_scene->style()), 0, 0);
    m_header->update();
}

void CompareView::setPair(ComparePair pair)
{
    const bool restyled = pair.kinds != m_model->pair().kinds;
    m_model->setPair(std::move(pair));
    m_findIndex.reset();
    findFacts();
    m_scene->reset();
    // What stands before the first aligned turn, a system prompt, is nothing to judge.
    const int firstTurn = m_model->rowOfAligned(0);
    m_state = CompareState{.currentRow = m_model->rowCount() > 0 ? std::max(firstTurn, 0) : -1,
                           .hoveredRow = -1,
                           .focused = hasFocus(),
                           .marks = {},
                           .units = m_state.units};
    m_selecting = false;
    m_pressedFold.reset();
    m_pressedRun = -1;
    m_topItem = -1;
    verticalScrollBar()->setValue(0);
    if (restyled)
        restyle();
    settle(Keep::Top);
    m_header->update();
    Q_EMIT currentRowChanged(currentRow(), currentAlignedRow());
}

void CompareView::setLabels(std::vector<CompareLabel> labels)
{
    keepingPlace([&] {
        m_model->setLabels(std::move(labels));
        m_scene->refresh();
    });
}

void CompareView::setCues(std::vector<CueSpan> real, std::vector<CueSpan> sim, QString edition)
{
    keepingPlace([&] {
        m_model->setCues(std::move(real), std::move(sim), std::move(edition));
        m_scene->refresh();
    });
}

void CompareView::setAnchors(std::vector<Anchor> anchors)
{
    keepingPlace([&] {
        m_model->setAnchors(std::move(anchors));
        m_scene->refresh();
    });
}

void CompareView::setSuggestions(std::vector<CompareSuggestion> suggestions)
{
    keepingPlace([&] {
        m_model->setSuggestions(std::move(suggestions));
        m_scene->refresh();
    });
}

void CompareView::setUnits(std::vector<CompareUnit> units)
{
    m_model->setUnits(std::move(units));
    viewport()->update();
}

void CompareView::findFacts()
{
    m_jobs->dropAll();
    m_factsTimer.stop();
    const ComparePair &shown = pair();
    if (!shown.real.dialogue || !shown.sim.dialogue)
        return;
    if (textSize(*shown.real.dialogue) + textSize(*shown.sim.dialogue) <= shortPair) {
        m_model->setFacts(
            lackingFacts(*shown.real.dialogue, *shown.sim.dialogue, shown.alignment, JobContext()));
        return;
    }
    m_factsTimer.start(factsDelayMs, this);
}

void CompareView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_factsTimer.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    m_factsTimer.stop();
    const ComparePair &shown = pair();
    const auto work = [real = shown.real.dialogue, sim = shown.sim.dialogue,
                       alignment = shown.alignment](JobContext &job) {
        return lackingFacts(*real, *sim, alignment, job);
    };
    m_jobs->start(QStringLiteral("facts"), tr("Comparing facts"), work, this,
                  [this](LackingFacts facts) {
                      keepingPlace([&] {
                          m_model->setFacts(std::move(facts));
                          m_scene->refresh();
                      });
                  });
}

const ComparePair &CompareView::pair() const
{
    return m_model->pair();
}

int CompareView::currentRow() const
{
    return m_state.currentRow;
}

int CompareView::currentAlignedRow() const
{
    return m_state.currentRow < 0 ? -1 : m_model->row(m_state.currentRow).alignedRow;
}

void CompareView::copy()
{
    const QString text = textToCopy();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void CompareView::keepingPlace(const std::function<void()> &change)
{
    const auto sight = [this](int item) {
        return static_cast<int>(m_scene->heights().top(item)) - verticalScrollBar()->value();
    };
    int row = m_state.currentRow;
    int item = m_scene->itemOfRow(row);
    if (item < 0 || sight(item) < 0 || sight(item) >= viewport()->height()) {
        item = m_scene->heights().itemAt(verticalScrollBar()->value());
        row = item < 0 ? -1 : m_scene->item(item).firstRow;
    }
    const int offset = item < 0 ? 0 : sight(item);
    const double part =
        item < 0 ? 0.0 : static_cast<double>(offset) / std::max(m_scene->heights().height(item), 1);
    change();
    for (int round = 0; round < mostRounds; ++round) {
        const int now = m_scene->itemOfRow(row);
        // A row that begins above the edge keeps its share out of sight, not its pixels.
        const int wanted = now < 0       ? 0
                           : offset >= 0 ? offset
                                         : static_cast<int>(part * m_scene->heights().height(now));
        if (now >= 0) {
            const int value = static_cast<int>(m_scene->heights().top(now)) - wanted;
            m_settling = true;
            verticalScrollBar()->setRange(0, std::max(verticalScrollBar()->maximum(), value));
            verticalScrollBar()->setValue(value);
            m_settling = false;
        }
        settle(Keep::Top);
        if (now < 0 || sight(now) == wanted || verticalScrollBar()->value() == 0 ||
            verticalScrollBar()->value() == verticalScrollBar()->maximum())
            break;
    }
}

bool CompareView::measureSight(Keep keep)
{
    QScrollBar *bar = verticalScrollBar();
    const RowHeights &heights = m_scene->heights();
    const int height = viewport()->height();
    bool changed = false;
    int value = bar->value();
    const int first = heights.itemAt(value);
    for (int i = first; i >= 0 && i < heights.count() && heights.top(i) < value + height; ++i) {
        const int grown = m_scene->measure(i);
        changed = changed || grown != 0;
        if (keep == Keep::FirstBottom && (i < m_topItem || (i == first && heights.top(i) < value)))
            value += grown;
    }
    const auto range = static_cast<int>(std::min<std::int64_t>(
        std::max<std::int64_t>(heights.total() - height, 0), std::numeric_limits<int>::max() / 2));
    bar->setPageStep(height);
    bar->setRange(0, range);
    bar->setValue(keep == Keep::End ? range : std::clamp(value, 0, range));
    return changed;
}

void CompareView::settle(Keep keep)
{
    if (m_settling)
        return;
    m_settling = true;
    m_scene->setWidth(viewport()->width());
    for (int round = 0; round < mostRounds && measureSight(keep); ++round) {
    }
    const RowHeights &heights = m_scene->heights();
    const int top = verticalScrollBar()->value();
    if (heights.count() > 0) {
        const int first = heights.itemAt(top);
        const int last = heights.itemAt(top + viewport()->height() - 1);
        m_scene->keepOnly(first, last);
        m_topItem = first;
        const auto place = [&](int item, std::int64_t y) {
            const double rows = m_scene->item(item).endRow - m_scene->item(item).firstRow;
            const double part =
                static_cast<double>(y - heights.top(item)) / std::max(heights.height(item), 1);
            return m_scene->item(item).firstRow + rows * std::clamp(part, 0.0, 1.0);
        };
        Q_EMIT visibleRowsChanged(place(first, top), place(last, top + viewport()->height()));
    } else {
        Q_EMIT visibleRowsChanged(0.0, 0.0);
    }
    m_settling = false;
    viewport()->update();
}

void CompareView::showFrom(double row)
{
    const int item = m_scene->itemOfRow(std::min(static_cast<int>(row), m_model->rowCount() - 1));
    if (item < 0)
        return;
    const CompareItem &shown = m_scene->item(item);
    const double part = (row - shown.firstRow) / (shown.endRow - shown.firstRow);
    const double inside = std::clamp(part, 0.0, 1.0) * m_scene->heights().height(item);
    verticalScrollBar()->setValue(static_cast<int>(m_scene->heights().top(item)) +
                                  static_cast<int>(inside));
}

QPointF CompareView::toContent(const QPointF &viewportPoint) const
{
    return viewportPoint + QPointF(0.0, verticalScrollBar()->value());
}

int CompareView::rowAt(const QPoint &viewportPoint) const
{
    return m_scene->hit(toContent(viewportPoint)).row;
}

QRect CompareView::rowRect(int displayRow) const
{
    const int item = m_scene->itemOfRow(displayRow);
    if (item < 0 || m_scene->item(item).hiddenRows > 0)
        return {};
    const auto top = static_cast<int>(m_scene->heights().top(item)) - verticalScrollBar()->value();
    return {0, top, viewport()->width(), m_scene->heights().height(item)};
}

void CompareView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_scene->style().theme.page);
    const int top = verticalScrollBar()->value();
    painter.translate(0, -top);
    if (m_model->rowCount() == 0) {
        painter.translate(0, top);
        painter.setPen(m_scene->style().theme.mutedText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No dialogue chosen"));
        return;
    }
    const QRect view(0, top, viewport()->width(), viewport()->height());
    ComparePainter(painter, *m_model, *m_scene, m_state, view).paint();
}

void CompareView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    keepingPlace([this] { m_scene->setWidth(viewport()->width()); });
    placeHeader();
}

void CompareView::placeHeader()
{
    const int height = m_header->heightFor(m_scene->style());
    if (viewportMargins().top() != height)
        setViewportMargins(0, height, 0, 0);
    m_header->setGeometry(0, 0, width(), height);
    m_header->update();
}

void CompareView::scrollContentsBy(int, int dy)
{
    if (m_settling)
        return;
    const bool atEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    if (dy < 0 && atEnd)
        settle(Keep::End);
    else
        settle(dy > 0 && dy < viewport()->height() ? Keep::FirstBottom : Keep::Top);
}

void CompareView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        restyle();
}
} // namespace gapscope
