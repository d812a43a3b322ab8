// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plot/chart_spec.h"
#include "ui/base/theme.h"

#include <QWidget>

namespace gapscope {
class ChartCanvas;

/// Shows a ChartSpec: hover gives the exact values, a click or Enter activates a mark, left and
/// right step through the marks, Shift+drag, wheel, + and - zoom, 0 resets, the context menu
/// exports and copies. Charts with many rows scroll instead of cutting their labels.
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
    /// Exact values of mark `index`, plain text.
    QString markTip(int index) const;
    const MarkInfo &markInfo(int index) const;
    /// The part of this widget the marks are painted in.
    QRect plotRect() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void setCurrentMark(int index);
    void activateMark(int index);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    /// Image, SVG and tab-separated numbers in one clipboard entry.
    void copyImage();
    void copyData();
    void showTable();
    /// Asks for a file and writes it; figures are light whatever the window's theme.
    void exportAs();

Q_SIGNALS:
    /// A mark was clicked or entered; `key` is a ChartKey as text, never empty.
    void markActivated(const QString &key);
    void currentMarkChanged(int index);
    void zoomChanged(bool zoomed);

private:
    void popUpMenu(const QPoint &globalPosition);

    ChartCanvas *m_canvas = nullptr;
};
} // namespace gapscope
