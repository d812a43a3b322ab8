// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/compare/compare_painter.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace gapscope {
class CompareHeader;
class FindIndex;
class JobRunner;

/// Words a person selected: `range` in code points of the turn's text.
struct SelectedWords
{
    Side side = Side::Real;
    int turn = 0;
    TextRange range;
};

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
    /// These three keep place, folds and selection too.
    void setAnchors(std::vector<Anchor> anchors);
    void setSuggestions(std::vector<CompareSuggestion> suggestions);
    void setUnits(std::vector<CompareUnit> units);
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
    bool swapped() const;
    bool wordDiff() const;
    bool cuesShown() const;
    /// Of the cues, those that are drawn while cues are shown.
    const CueFilter &shownFeatures() const;
    /// Boxes around facts that the other side lacks.
    bool factsShown() const;
    /// Thin links between the turns that say the same piece of information.
    bool unitsShown() const;
    Arrangement arrangement() const;
    /// Point size relative to the application font, in steps of one point.
    int zoom() const;

    /// The selected words as they stand in the source; empty = nothing selected.
    QString selectedText() const;
    /// None where nothing, or something else than what was said, is selected.
    std::optional<SelectedWords> selectedWords() const;
    /// The selected words, else the current row, each with its task, dialogue and turn.
    QString textToCopy() const;

    /// Every place where these words stand, open or folded away; at most `mostFound`.
    std::vector<FoundPlace> find(const QString &words, Qt::CaseSensitivity sensitivity);
    static constexpr std::size_t mostFound = 100'000;
    /// Marks these places; what showFound() selected is selected no longer.
    void setFound(const std::vector<FoundPlace> &places);
    /// Selects a place and brings it in sight, out of folds and collapsed rows.
    void showFound(const FoundPlace &place);

    /// What the tool tip says at a point of the viewport, plain text: "politeness (D1) · cue:
    /// please · reference edition" on a cue, the kind on a row's sign, a label's meaning.
    QString toolTipAt(const QPointF &viewportPoint) const;

    /// Row under a point of the viewport, −1 = none.
    int rowAt(const QPoint &viewportPoint) const;
    /// Place of a row in the viewport; may lie outside, empty where the row is collapsed away.
    QRect rowRect(int displayRow) const;

public Q_SLOTS:
    void setHiddenEqual(bool hidden);
    /// Puts the simulated side at the left; colours and place stay.
    void setSwapped(bool swapped);
    void setWordDiff(bool on);
    void setCuesShown(bool on);
    void setShownFeatures(const gapscope::CueFilter &features);
    void setFactsShown(bool on);
    void setUnitsShown(bool on);
    void setArrangement(gapscope::Arrangement arrangement);
    void setZoom(int steps);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void copy();

    /// Scrolls so that the view begins here, in display rows with fractions; the current row stays.
    void showFrom(double row);

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
    /// Double click beside the words of a row, or Enter on a row without folded lines.
    void rowActivated(int displayRow, int alignedRow);
    /// The rows in sight, in display rows with fractions: 3.5 = half of row 3 is above the edge.
    void visibleRowsChanged(double first, double last);
    void hiddenEqualChanged(bool hidden);
    void zoomChanged(int steps);
    /// Word differences, cues, facts or links were switched on or off.
    void marksChanged();
    void arrangementChanged(gapscope::Arrangement arrangement);

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
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// What stays in place while rows are measured: the top of the view, the bottom of its first
    /// rows (when scrolling up into rows not yet measured), or the end of the dialogue.
    enum class Keep { Top, FirstBottom, End };

    void restyle();
    /// Measures what is in sight and corrects range and value of the scroll bar.
    void settle(Keep keep);
    bool measureSight(Keep keep);
    /// Runs `change` and keeps the current row, if it is in sight, or else the first row in place.
    void keepingPlace(const std::function<void()> &change);
    void scrollTo(int displayRow, bool jump);
    void moveTo(int displayRow, bool jump);
    /// Moves the focus frame and nothing else.
    void makeCurrent(int displayRow);
    bool goToDifference(int fromRow, int step);
    void toggle(const std::vector<BlockId> &folds);
    QPointF toContent(const QPointF &viewportPoint) const;
    void setHovered(int displayRow);
    void updateCursor(const SceneHit &hit);
    void extendSelection(const QPointF &viewportPoint);
    void selectWord(const SceneHit &hit);
    QString provenance(Side side, int turn) const;
    const Block *blockOf(const BlockId &id) const;
    void announce(int displayRow);
    void setOptions(const ContentOptions &options);
    void findFacts();
    void placeHeader();
    static QString noteTip(const RowNote &note);
    QString rowTip(int displayRow) const;
    QString wordTip(const Block &block, const CellHit &hit) const;
    QString speakerTip(const BlockId &id) const;

    CompareModel *m_model = nullptr;
    CompareHeader *m_header = nullptr;
    std::unique_ptr<CompareScene> m_scene;
    /// Made when something is sought, dropped with the pair.
    std::unique_ptr<FindIndex> m_findIndex;
    /// What showFound() selected last, and not a person.
    std::optional<BlockSelection> m_foundSelection;
    JobRunner *m_jobs = nullptr;
    QBasicTimer m_factsTimer;
    CompareState m_state;
    int m_zoom = 0;
    bool m_settling = false;
    /// First item in sight when the view settled last.
    int m_topItem = -1;
    bool m_selecting = false;
    /// What the mouse button went down on; acts when it goes up there too.
    std::optional<BlockId> m_pressedFold;
    int m_pressedRun = -1;
};
} // namespace gapscope
