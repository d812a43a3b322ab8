// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/usi_what_if.h"
#include "ui/views/gap/gap_panel.h"

#include <vector>

class QGridLayout;
class QLabel;
class QScrollArea;
class QSlider;
class QSpinBox;

namespace gapscope {
class FigureView;

/// What the index of the selected simulator would be if some of its gaps were closed.
class WhatIfPanel final : public GapPanel
{
    Q_OBJECT

public:
    explicit WhatIfPanel(Workspace &workspace, QWidget *parent = nullptr);

    /// The slider of a line of the ledger; null where there is none.
    QSlider *slider(const QString &line) const;
    QSpinBox *spinBox(const QString &line) const;
    FigureView *parts() const { return m_parts; }
    QString headline() const;
    QString warnings() const;

public Q_SLOTS:
    void reset();

protected:
    void refresh() override;

private:
    struct Line
    {
        QString id;
        QSlider *slider = nullptr;
        QSpinBox *spin = nullptr;
    };

    QWidget *makeResult();
    void makeLines();
    void compute();
    void show(const WhatIf &result);

    QScrollArea *m_scroll = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_coupled = nullptr;
    FigureView *m_parts = nullptr;
    QLabel *m_warnings = nullptr;
    std::vector<Line> m_lines;
    /// What the lines stand for.
    QString m_of;
    QStringList m_ids;
};
} // namespace gapscope
