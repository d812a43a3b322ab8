// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "core/export/table.h"
#include "ui/base/qstring.h"
#include "ui/charts/chart_canvas.h"
#include "ui/charts/chart_export_dialog.h"
#include "ui/charts/chart_table_dialog.h"
#include "ui/charts/export.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPrintDialog>
#include <QPrinter>
#include <QVBoxLayout>

#include <set>

namespace gapscope {
namespace {
constexpr double zoomStep = 1.25;
/// A copied picture is meant for a slide or a document.
constexpr int copyDpi = 192;
} // namespace

ChartView::ChartView(QWidget *parent) : QWidget(parent), m_canvas(new ChartCanvas(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    auto *print = new QAction(tr("&Print…"), this);
    print->setShortcut(QKeySequence::Print);
    print->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(print, &QAction::triggered, this, &ChartView::print);
    addAction(print);
    connect(m_canvas, &ChartCanvas::markActivated, this, &ChartView::markActivated);
    connect(m_canvas, &ChartCanvas::currentMarkChanged, this, &ChartView::currentMarkChanged);
    connect(m_canvas, &ChartCanvas::marksBrushed, this, &ChartView::marksBrushed);
    connect(m_canvas, &ChartCanvas::zoomChanged, this, &ChartView::zoomChanged);
    connect(m_canvas, &ChartCanvas::menuRequested, this, &ChartView::popUpMenu);
}

ChartView::~ChartView() = default;

void ChartView::setSpec(ChartSpec spec)
{
    m_canvas->setContent(std::move(spec), theme());
}

const ChartSpec &ChartView::spec() const
{
    return m_canvas->chart().spec();
}

void ChartView::setTheme(const Theme &theme)
{
    m_canvas->setContent(ChartSpec(spec()), theme);
}

const Theme &ChartView::theme() const
{
    return m_canvas->chart().style().theme;
}

bool ChartView::isZoomed() const
{
    return m_canvas->isZoomed();
}

int ChartView::markCount() const
{
    return m_canvas->chart().markCount();
}

int ChartView::currentMark() const
{
    return m_canvas->chart().currentMark();
}

QPoint ChartView::markPosition(int index) const
{
    return m_canvas->mapTo(this, m_canvas->markPosition(index));
}

QString ChartView::markTip(int index) const
{
    return qs(m_canvas->chart().mark(index).tip);
}

int ChartView::markAt(const QPoint &position) const
{
    const QPoint inCanvas = m_canvas->viewport()->mapFrom(this, position);
    return m_canvas->chart().markAt(m_canvas->mapToScene(inCanvas));
}

const MarkInfo &ChartView::markInfo(int index) const
{
    return m_canvas->chart().mark(index);
}

std::vector<DialogueId> ChartView::dialoguesOf(const QVector<int> &marks) const
{
    std::vector<DialogueId> found;
    std::set<DialogueId> seen;
    for (const int mark : marks)
        for (const DialogueId &id : m_canvas->chart().mark(mark).dialogues)
            if (seen.insert(id).second)
                found.push_back(id);
    return found;
}

QStringList ChartView::keysOf(const QVector<int> &marks) const
{
    QStringList keys;
    for (const int mark : marks)
        keys << qs(m_canvas->chart().mark(mark).key);
    keys.removeAll(QString());
    keys.removeDuplicates();
    return keys;
}

int ChartView::plotCount() const
{
    return m_canvas->chart().plotCount();
}

QRect ChartView::plotRect(int plot) const
{
    const QRect box =
        m_canvas->mapFromScene(m_canvas->chart().plot(plot).layout().plot).boundingRect();
    return QRect(m_canvas->viewport()->mapTo(this, box.topLeft()), box.size());
}

QSize ChartView::sizeHint() const
{
    return {800, 500};
}

QSize ChartView::minimumSizeHint() const
{
    return {280, 200};
}

void ChartView::setCurrentMark(int index)
{
    m_canvas->setCurrentMark(index);
}

void ChartView::activateMark(int index)
{
    m_canvas->activateMark(index);
}

void ChartView::zoomIn()
{
    m_canvas->zoomAtCentre(zoomStep);
}

void ChartView::zoomOut()
{
    m_canvas->zoomAtCentre(1.0 / zoomStep);
}

void ChartView::resetZoom()
{
    m_canvas->resetZoom();
}

void ChartView::goBack()
{
    m_canvas->goBack();
}

void ChartView::goForward()
{
    m_canvas->goForward();
}

void ChartView::copyImage()
{
    if (spec().isEmpty())
        return;
    const QSizeF millimetres = m_canvas->chart().size() / 96.0 * 25.4;
    auto *copied = new QMimeData;
    copied->setImageData(chartImage(spec(), Theme::light(), millimetres, copyDpi));
    copied->setData(QStringLiteral("image/svg+xml"), chartSvg(spec(), Theme::light(), millimetres));
    copied->setText(qs(tableTsv(spec().table)));
    QGuiApplication::clipboard()->setMimeData(copied);
}

void ChartView::copyData()
{
    QGuiApplication::clipboard()->setText(qs(tableTsv(spec().table)));
}

void ChartView::showTable()
{
    auto *dialog = new ChartTableDialog(spec(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ChartView::print()
{
    if (spec().isEmpty())
        return;
    auto *dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
            [this](QPrinter *printer) { printChart(spec(), *printer); });
    dialog->open();
}

void ChartView::exportAs()
{
    auto *dialog = new ChartExportDialog(spec(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ChartView::popUpMenu(const QPoint &globalPosition, int mark)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const char *icon, auto slot, bool isEnabled) {
        QAction *action = menu->addAction(themedIcon(QLatin1String(icon), palette()), text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, slot);
    };
    const bool hasData = !spec().isEmpty();
    const bool hasRows = mark >= 0 && !m_canvas->chart().mark(mark).dialogues.empty();
    QAction *rows = menu->addAction(themedIcon(QStringLiteral("table"), palette()),
                                    tr("Rows &behind this mark"));
    rows->setEnabled(hasRows);
    connect(rows, &QAction::triggered, this, [this, mark] { Q_EMIT rowsRequested(mark); });
    menu->addSeparator();
    add(tr("&Export…"), "export", &ChartView::exportAs, hasData);
    add(tr("&Copy image"), "copy", &ChartView::copyImage, hasData);
    add(tr("Copy &data"), "copy", &ChartView::copyData, hasData);
    add(tr("Show data as &table…"), "table", &ChartView::showTable, hasData);
    add(tr("&Print…"), "export", &ChartView::print, hasData);
    menu->addSeparator();
    add(tr("Zoom &in"), "zoom-in", &ChartView::zoomIn, hasData);
    add(tr("Zoom &out"), "zoom-out", &ChartView::zoomOut, isZoomed());
    add(tr("&Reset zoom"), "zoom-reset", &ChartView::resetZoom, isZoomed());
    add(tr("&Previous view"), "undo", &ChartView::goBack, m_canvas->history().canGoBack());
    add(tr("&Next view"), "redo", &ChartView::goForward, m_canvas->history().canGoForward());
    menu->popup(globalPosition);
}
} // namespace gapscope
