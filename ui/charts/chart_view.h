// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"
#include "ui/base/theme.h"

#include <QStringList>
#include <QVector>
#include <QWidget>

#include <vector>

namespace gapscope {
class ChartCanvas;

/// Shows a ChartSpec: hover gives the exact values, a click or Enter activates a mark, a drag
/// brushes marks, left and right step through them; Shift+drag, wheel, + and - zoom, the middle
/// button or Space with a drag pans, Alt+Left and Alt+Right go through the views, a double click or
/// 0 resets; the context menu exports and copies. Charts with many rows scroll instead of cutting
/// their labels.
class ChartView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    void setSpec(ChartSpec spec);
    const ChartSpec &spec() const;
    void setTheme(const Theme &theme);
    const Theme &theme() const;

    bool isZoomed() const;
    /// Marks that can be hovered and stepped through, in reading order.
    int markCount() const;
    /// Index of the mark with the keyboard's attention, -1 for none.
    int currentMark() const;
    /// Where mark `index` is painted, in this widget's coordinates.
    QPoint markPosition(int index) const;
    /// The mark under a point of this widget, -1 for none.
    int markAt(const QPoint &position) const;
    /// Exact values of mark `index`, plain text.
    QString markTip(int index) const;
    const MarkInfo &markInfo(int index) const;
    /// What marks stand for: each dialogue once, in the order of the marks.
    std::vector<DialogueId> dialoguesOf(const QVector<int> &marks) const;
    /// Their ChartKeys as text, each once, without the empty ones.
    QStringList keysOf(const QVector<int> &marks) const;
    /// Panels of the chart; 1 without panels, 0 where there is nothing to draw.
    int plotCount() const;
    /// The part of this widget the marks of one plot are painted in.
    QRect plotRect(int plot = 0) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void setCurrentMark(int index);
    void activateMark(int index);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void goBack();
    void goForward();
    /// Image, SVG and tab-separated numbers in one clipboard entry.
    void copyImage();
    void copyData();
    void showTable();
    /// Asks for a printer; Ctrl+P while the chart has the focus.
    void print();
    /// Asks for a file and writes it; figures are light whatever the window's theme.
    void exportAs();

Q_SIGNALS:
    /// A mark was clicked or entered; `key` is a ChartKey as text, never empty.
    void markActivated(const QString &key);
    /// A drag took in these marks; empty where the choice was cleared.
    void marksBrushed(const QVector<int> &marks);
    /// Somebody wants to see the dialogues behind mark `index`; it has some.
    void rowsRequested(int index);
    void currentMarkChanged(int index);
    void zoomChanged(bool zoomed);

private:
    void popUpMenu(const QPoint &globalPosition, int mark);

    ChartCanvas *m_canvas = nullptr;
};
} // namespace gapscope
