// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/compare_pair.h"

#include <QAbstractScrollArea>

#include <memory>

namespace gapscope {
class CompareModel;

/// Two dialogues side by side in step. Measures only what it shows, so a dialogue of any length
/// opens at once. The keys are the page's: it binds actions to the slots below.
class CompareView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit CompareView(QWidget *parent = nullptr);
    ~CompareView() override;

    void setPair(ComparePair pair);
    /// Replaces the chips on the rows and keeps place, folds and selection.
    void setLabels(std::vector<CompareLabel> labels);
    /// Replaces the marked cues of both sides; place, folds and selection stay.
    void setCues(std::vector<CueSpan> real, std::vector<CueSpan> sim, QString edition);
    const ComparePair &pair() const;
    CompareModel *model() const { return m_model; }

    /// Display row with the focus frame, −1 = none.
    int currentRow() const;
    /// Index into Alignment::rows of the current row, or −1 (an agent's row).
    int currentAlignedRow() const;
    void setCurrentRow(int displayRow);
    /// Both return false where there is no such row or turn.
    bool showAlignedRow(int alignedRow);
    bool showTurn(Side side, int turn);

    bool hiddenEqual() const;
    bool wordDiff() const;
    bool cuesShown() const;
    /// Point size relative to the application font, in steps of one point.
    int zoom() const;

    /// The selected words as they stand in the source; empty = nothing selected.
    QString selectedText() const;
    /// The selected words, else the current row, each with its task, dialogue and turn.
    QString textToCopy() const;

    /// Row under a point of the viewport, −1 = none.
    int rowAt(const QPoint &viewportPoint) const;
    /// Place of a row in the viewport; may lie outside, empty where the row is collapsed away.
    QRect rowRect(int displayRow) const;

public Q_SLOTS:
    void setHiddenEqual(bool hidden);
    void setWordDiff(bool on);
    void setCuesShown(bool on);
    void setZoom(int steps);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void copy();

    /// These five return whether there was a row to go to.
    bool nextDivergence();
    bool previousDivergence();
    bool firstDivergence();
    bool nextRow();
    bool previousRow();
    void firstRow();
    void lastRow();
    void pageUp();
    void pageDown();
    /// Opens the folded lines of the current row, or closes them when all are open.
    void toggleFolds();
    void expandAllFolds();
    void collapseAllFolds();

Q_SIGNALS:
    /// alignedRow is −1 on rows that belong to no aligned row.
    void currentRowChanged(int displayRow, int alignedRow);
    /// Double click on a row, or Enter on a row without folded lines.
    void rowActivated(int displayRow, int alignedRow);
    /// The rows in sight, in display rows with fractions: 3.5 = half of row 3 is above the edge.
    void visibleRowsChanged(double first, double last);
    void hiddenEqualChanged(bool hidden);
    void zoomChanged(int steps);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    CompareModel *m_model = nullptr;
};
} // namespace gapscope
