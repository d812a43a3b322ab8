// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pair_window.h"

#include "ui/base/plain_label.h"
#include "ui/base/shortcuts.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/overview_strip.h"

#include <QAction>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include <functional>

namespace gapscope {
PairWindow::PairWindow(ComparePair pair, bool swapped, const QString &task, const QString &figures,
                       const Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent, Qt::Window), m_view(new CompareView), m_strip(new OverviewStrip)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1: %2 and %3 – Gapscope").arg(task, pair.real.title, pair.sim.title));
    auto *title = new PlainLabel(tr("%1 · %2").arg(task, figures));
    title->setContentsMargins(10, 6, 10, 6);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_strip);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addLayout(row, 1);
    m_strip->setModel(m_view->model());
    connect(m_view, &CompareView::visibleRowsChanged, m_strip, &OverviewStrip::setVisibleRows);
    connect(m_view, &CompareView::currentRowChanged, m_strip, &OverviewStrip::setCurrentRow);
    connect(m_strip, &OverviewStrip::topRequested, m_view, &CompareView::showFrom);

    const auto key = [&](const char *name, std::function<void()> run) {
        for (const Shortcuts::Entry &entry : shortcuts.entries()) {
            if (entry.action->objectName() == QLatin1String(name))
                connect(new QShortcut(entry.action->shortcut(), this), &QShortcut::activated, this,
                        std::move(run));
        }
    };
    CompareView *view = m_view;
    key("nextDivergence", [view] { view->nextDivergence(); });
    key("previousDivergence", [view] { view->previousDivergence(); });
    key("firstDivergence", [view] { view->firstDivergence(); });
    key("nextRow", [view] { view->nextRow(); });
    key("previousRow", [view] { view->previousRow(); });
    key("copy", [view] { view->copy(); });
    key("hideEqual", [view] { view->setHiddenEqual(!view->hiddenEqual()); });
    key("wordDiff", [view] { view->setWordDiff(!view->wordDiff()); });
    key("cues", [view] { view->setCuesShown(!view->cuesShown()); });
    key("swapSides", [view] { view->setSwapped(!view->swapped()); });
    key("zoomIn", [view] { view->zoomIn(); });
    key("zoomOut", [view] { view->zoomOut(); });
    key("zoomReset", [view] { view->resetZoom(); });
    for (const QKeySequence &keys : {QKeySequence(tr("Ctrl+W")), QKeySequence(Qt::Key_Escape)})
        connect(new QShortcut(keys, this), &QShortcut::activated, this, &QWidget::close);

    m_view->setPair(std::move(pair));
    m_view->setSwapped(swapped);
    m_view->firstRow();
    m_view->setFocus();
    resize(1000, 720);
}
} // namespace gapscope
