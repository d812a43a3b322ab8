// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/what_if_panel.h"

#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/lost_points_table.h"
#include "ui/models/what_if_table.h"
#include "ui/views/figure_view.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
/// More warnings than these nobody reads.
constexpr std::size_t mostWarnings = 5;

QWidget *wrapped(QWidget *content, QLayout *under)
{
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content, 1);
    layout->addLayout(under);
    return widget;
}
} // namespace

WhatIfPanel::WhatIfPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent), m_scroll(new QScrollArea)
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    // Names, sliders and numbers side by side; what is longer scrolls.
    m_scroll->setMinimumWidth(64 * fontMetrics().horizontalAdvance(QLatin1Char('0')));
    auto *reset = new QPushButton(tr("Reset"));
    reset->setToolTip(tr("Opens every gap again"));
    connect(reset, &QPushButton::clicked, this, &WhatIfPanel::reset);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(10, 4, 10, 8);
    bottom->addWidget(reset);
    bottom->addStretch(1);
    auto *splitter = new QSplitter;
    splitter->addWidget(wrapped(m_scroll, bottom));
    splitter->addWidget(makeResult());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({530, 440});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

QWidget *WhatIfPanel::makeResult()
{
    m_headline = new PlainLabel;
    m_headline->setAccessibleName(tr("Index before and after"));
    QFont large = m_headline->font();
    large.setPointSizeF(1.5 * large.pointSizeF());
    large.setBold(true);
    m_headline->setFont(large);
    m_coupled = new PlainLabel;
    m_coupled->setWordWrap(true);
    m_parts = new FigureView(tr("Parts of the index before and after"));
    m_warnings = new PlainLabel;
    m_warnings->setWordWrap(true);
    m_warnings->setAccessibleName(tr("What else is likely to move"));
    auto *caveat = new PlainLabel(
        tr("Features are not dials: a persona prompt written from the measured gaps of a "
           "simulator lowered its published index from 70.9 to 64.6."));
    caveat->setWordWrap(true);
    caveat->setForegroundRole(QPalette::PlaceholderText);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(m_headline);
    layout->addWidget(m_coupled);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_warnings);
    layout->addWidget(caveat);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    m_parts->setMinimumHeight(8 * m_parts->verticalHeader()->defaultSectionSize() + 8);
    return scroll;
}

QSlider *WhatIfPanel::slider(const QString &id) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const Line &line) { return line.id == id; });
    return found == m_lines.end() ? nullptr : found->slider;
}

QSpinBox *WhatIfPanel::spinBox(const QString &id) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const Line &line) { return line.id == id; });
    return found == m_lines.end() ? nullptr : found->spin;
}

QString WhatIfPanel::headline() const
{
    return m_headline->text();
}

QString WhatIfPanel::warnings() const
{
    return m_warnings->text();
}

void WhatIfPanel::makeLines()
{
    const std::shared_ptr<const GapFigures> now = figures();
    const std::optional<std::size_t> index = now ? now->simulator(utf8(simulator())) : std::nullopt;
    std::vector<LedgerLine> lines;
    if (index && now->ledgers[*index])
        lines = now->ledgers[*index]->lines;
    std::stable_sort(lines.begin(), lines.end(),
                     [](const LedgerLine &a, const LedgerLine &b) { return a.points > b.points; });
    QStringList ids;
    for (const LedgerLine &line : lines)
        ids.append(qs(line.id));
    if (m_of == simulator() && ids == m_ids)
        return;
    m_of = simulator();
    m_ids = ids;
    m_lines.clear();
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(10, 8, 10, 8);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    int row = 0;
    const auto heading = [&](const QString &text, int column, Qt::Alignment alignment) {
        auto *label = new PlainLabel(text);
        label->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(label, row, column, alignment);
    };
    heading(tr("Close the gap of"), 0, Qt::AlignLeft);
    heading(tr("costs"), 1, Qt::AlignRight);
    heading(tr("by"), 2, Qt::AlignLeft);
    for (const LedgerLine &line : lines) {
        ++row;
        const bool isFeature = line.part == LedgerLine::Part::Behaviour;
        auto *name = new PlainLabel(isFeature ? tr("%1 · %2").arg(qs(line.title), partName(line))
                                              : qs(line.title));
        name->setToolTip(tr("People %1, simulator %2")
                             .arg(lineFigure(line, line.people), lineFigure(line, line.sim))
                             .toHtmlEscaped());
        auto *points = new PlainLabel(numberText(line.points, 2));
        auto *slider = new QSlider(Qt::Horizontal);
        slider->setRange(0, 100);
        slider->setPageStep(10);
        slider->setMinimumWidth(70);
        slider->setAccessibleName(tr("Close the gap of %1").arg(qs(line.title)));
        auto *spin = new QSpinBox;
        spin->setRange(0, 100);
        spin->setSuffix(tr(" %"));
        spin->setAccessibleName(tr("Percent of the gap of %1 to close").arg(qs(line.title)));
        name->setBuddy(spin);
        connect(slider, &QSlider::valueChanged, spin, &QSpinBox::setValue);
        connect(spin, &QSpinBox::valueChanged, slider, &QSlider::setValue);
        connect(slider, &QSlider::valueChanged, this, &WhatIfPanel::compute);
        grid->addWidget(name, row, 0);
        grid->addWidget(points, row, 1, Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(slider, row, 2);
        grid->addWidget(spin, row, 3);
        m_lines.push_back({qs(line.id), slider, spin});
    }
    grid->setRowStretch(row + 1, 1);
    grid->setColumnStretch(2, 1);
    m_scroll->setWidget(content);
}

void WhatIfPanel::refresh()
{
    makeLines();
    compute();
}

void WhatIfPanel::reset()
{
    for (const Line &line : m_lines) {
        const QSignalBlocker quiet(line.slider);
        const QSignalBlocker alsoQuiet(line.spin);
        line.slider->setValue(0);
        line.spin->setValue(0);
    }
    compute();
}

void WhatIfPanel::compute()
{
    const std::shared_ptr<const GapFigures> now = figures();
    const std::optional<std::size_t> index = now ? now->simulator(utf8(simulator())) : std::nullopt;
    std::vector<Closure> closures;
    for (const Line &line : m_lines) {
        if (line.slider->value() > 0)
            closures.push_back({utf8(line.id), line.slider->value() / 100.0});
    }
    const Result<WhatIf> result =
        index ? whatIf(now->problem, *index, closures)
              : Result<WhatIf>(Error{ErrorCode::NotComputable, utf8(simulator()), {}});
    if (result) {
        show(*result);
        return;
    }
    m_headline->setText(tr("No index to start from"));
    m_coupled->clear();
    m_warnings->clear();
    m_parts->setFigures({});
}

void WhatIfPanel::show(const WhatIf &result)
{
    m_headline->setText(tr("USI %1 → %2 (%3)")
                            .arg(numberText(result.before, 1), numberText(result.after, 1),
                                 signedText(result.after - result.before, 1)));
    m_coupled->setText(
        result.couplings.empty()
            ? tr("Move the sliders to close gaps of %1 towards people.").arg(simulator())
            : tr("%1 where other features move along as in the simulator's own dialogues.")
                  .arg(numberText(result.coupled, 1)));
    m_parts->setFigures(whatIfFigures(result));
    QStringList warnings;
    for (std::size_t i = 0; i < result.couplings.size() && i < mostWarnings; ++i)
        warnings << couplingSentence(result.couplings[i]);
    if (result.couplings.size() > mostWarnings)
        warnings << tr("… and %n more", nullptr,
                       static_cast<int>(result.couplings.size() - mostWarnings));
    m_warnings->setText(warnings.join(QLatin1Char('\n')));
    m_warnings->setVisible(!warnings.isEmpty());
}
} // namespace gapscope
