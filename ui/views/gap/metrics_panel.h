// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/metric.h"
#include "ui/base/gap_figures.h"
#include "ui/views/gap/gap_panel.h"

#include <map>
#include <string>
#include <utility>

class QLabel;
class QListWidget;
class QPushButton;

namespace gapscope {
class FigureView;

/// The catalogue of metrics, each with what it is and its rows, computed when it is chosen.
class MetricsPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit MetricsPanel(Workspace &workspace, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }
    FigureView *table() const { return m_table; }
    QStringList metricIds() const;
    void showMetric(const QString &id);
    /// Writes the rows of the metric on screen; the reason where it could not.
    Result<void> writeCsv(const QString &path) const;

protected:
    void refresh() override;

private:
    /// What the rows were computed from.
    struct Source
    {
        int generation = -1;
        GapSelection selection;
        Edition edition;

        bool operator==(const Source &) const = default;
    };

    using Rows = std::shared_ptr<const std::vector<MetricRow>>;

    QWidget *makeSide();
    QWidget *makeContent();
    void addHeading(const QString &text);
    const Metric *selected() const;
    void describe(const MetricInfo &info);
    void load(bool alignments);
    void compute(const Metric &metric);
    void show(const Metric &metric, const std::vector<MetricRow> &rows);
    void exportRows();

    /// Shared with the jobs, which may outlive the panel.
    std::shared_ptr<const std::vector<std::unique_ptr<Metric>>> m_metrics;
    QListWidget *m_list = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_about = nullptr;
    QLabel *m_state = nullptr;
    FigureView *m_table = nullptr;
    QPushButton *m_export = nullptr;
    /// What the input and the rows are of.
    Source m_of;
    std::shared_ptr<const MetricInput> m_input;
    bool m_hasAlignments = false;
    std::map<std::string, Rows> m_rows;
};
} // namespace gapscope
