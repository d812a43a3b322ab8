// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/features/feature.h"

#include <QList>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace gapscope {
class ChartTile;
class ChartView;
class ChartsPanel;
class DashboardPanel;
class EditionsPanel;
class FeaturesPanel;
class FigureView;
class GapPanel;
class LostPointsPanel;
class MetricsPanel;
struct GapFigures;
struct UsiUncertainty;
class WhatIfPanel;
class Workspace;

/// How large the gap is and what makes it: the index table, and under it charts, the ledger of lost
/// points, features, what-if, editions and metrics of the simulator selected in it.
class GapPage final : public QWidget
{
    Q_OBJECT

public:
    explicit GapPage(Workspace &workspace, QWidget *parent = nullptr);

    FigureView *table() const { return m_table; }
    QTabWidget *tabs() const { return m_tabs; }
    ChartView *chart() const;
    LostPointsPanel *lostPoints() const { return m_lost; }
    FeaturesPanel *features() const { return m_features; }
    WhatIfPanel *whatIf() const { return m_whatIf; }
    EditionsPanel *editions() const { return m_editions; }
    DashboardPanel *dashboard() const { return m_dashboard; }
    MetricsPanel *metrics() const { return m_metrics; }
    /// Which edition, difficulty and dialogues the figures are of.
    QString summary() const;
    QAction *publishedAction() const { return m_published; }

    ChartTile *chartTile() const;
    QStringList chartIds() const;
    void showChart(const QString &id);
    void exportChart();
    QString selectedSimulator() const { return m_simulator; }
    void selectSimulator(const QString &name);

Q_SIGNALS:
    /// The places where a feature fired are wanted.
    void featureRequested(gapscope::Feature feature, const QString &simulator);
    void wordRequested(const QString &word, const QString &simulator);
    void tasksRequested(const QString &title, const QList<gapscope::TaskKey> &tasks,
                        const QString &simulator);
    void dialogueRequested(const gapscope::DialogueId &dialogue);
    /// The dialogues that pass the filters.
    void rowsRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<QString> simulatorAt(const QPoint &viewportPoint) const;
    /// As the second simulator of charts; again: no second one.
    void compareWith(const QString &name);
    void showTableMenu(const QPoint &point);
    QWidget *makeHeader();
    void makeTabs();
    void add(GapPanel *panel, const QString &title);
    void chooseEdition(int index);
    void figuresChanged();
    void followCorpora();
    void refreshHeader();
    void refreshTable();
    QString emptyText() const;

    /// What the table was last filled from.
    struct Shown
    {
        std::shared_ptr<const GapFigures> figures;
        std::shared_ptr<const UsiUncertainty> uncertainty;
        bool published = false;

        bool operator==(const Shown &) const = default;
    };

    Workspace &m_workspace;
    Shown m_shown;
    QComboBox *m_edition = nullptr;
    QLabel *m_summary = nullptr;
    QPushButton *m_showAll = nullptr;
    QAction *m_published = nullptr;
    FigureView *m_table = nullptr;
    QTabWidget *m_tabs = nullptr;
    ChartsPanel *m_charts = nullptr;
    LostPointsPanel *m_lost = nullptr;
    FeaturesPanel *m_features = nullptr;
    WhatIfPanel *m_whatIf = nullptr;
    EditionsPanel *m_editions = nullptr;
    MetricsPanel *m_metrics = nullptr;
    DashboardPanel *m_dashboard = nullptr;
    std::vector<GapPanel *> m_panels;
    QLabel *m_empty = nullptr;
    QStackedWidget *m_stack = nullptr;
    QString m_simulator;
};
} // namespace gapscope
