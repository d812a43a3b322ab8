// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_tile.h"

#include "ui/base/chart_source.h"
#include "ui/base/file_dialog.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/themed_icons.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/charts/chart_view.h"
#include "ui/views/gap/chart_brush.h"
#include "ui/views/gap/chart_help.h"
#include "ui/views/gap/chart_tile_chooser.h"
#include "ui/views/gap/chart_tile_veil.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <tuple>

namespace gapscope {
namespace {
bool isSame(const ChartFacts &one, const ChartFacts &other)
{
    const auto textsOf = [](const ChartNotes &notes) {
        return std::tie(notes.sample, notes.filter, notes.version, notes.dataHash);
    };
    return one.figures == other.figures && one.uncertainty == other.uncertainty &&
           one.effects == other.effects && one.curves == other.curves &&
           one.sample == other.sample && one.courses == other.courses &&
           one.capability == other.capability && one.published == other.published &&
           textsOf(one.notes) == textsOf(other.notes);
}
} // namespace

ChartTile::ChartTile(Workspace &workspace, const QString &place, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_place(place), m_view(new ChartView)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(makeChoiceBar());
    m_veil = new ChartTileVeil(m_view);

    auto *brush = new ChartBrush(m_view);
    connect(brush, &ChartBrush::chosen, this, &ChartTile::choose);
    connect(brush, &ChartBrush::menuRequested, this, &ChartTile::showMenu);
    connect(m_view, &ChartView::marksBrushed, this, [this](const QVector<int> &marks) {
        choose({marks.begin(), marks.end()});
    });
    connect(m_view, &ChartView::markActivated, this, &ChartTile::activate);
    connect(&workspace.charts(), &ChartSource::changed, this, &ChartTile::invalidate);
    connect(&workspace, &Workspace::filtersChanged, this, &ChartTile::showChoice);
    showChoice();
}

QWidget *ChartTile::makeBar()
{
    m_bar = new QWidget;
    auto *layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(10, 4, 8, 2);
    m_choosers = new QHBoxLayout;
    m_choosers->setSpacing(6);
    m_hint = new PlainLabel;
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_capability = new QToolButton;
    m_capability->setText(tr("Load scores …"));
    m_capability->setToolTip(tr("Scores of the models elsewhere: a CSV file with the columns name "
                                "and score, and family where you have it"));
    m_help = new QToolButton;
    m_help->setAutoRaise(true);
    setThemedIcon(m_help, "help");
    m_help->setToolTip(tr("What this chart shows and how to read it (F1)"));
    m_help->setAccessibleName(tr("About this chart"));
    layout->addLayout(m_choosers);
    layout->addStretch(1);
    layout->addWidget(m_hint);
    layout->addWidget(m_capability);
    layout->addWidget(m_help);
    connect(m_capability, &QToolButton::clicked, this, &ChartTile::chooseCapability);
    connect(m_help, &QToolButton::clicked, this, &ChartTile::showHelp);
    return m_bar;
}

void ChartTile::addToBar(QWidget *first, QWidget *last)
{
    auto *layout = static_cast<QHBoxLayout *>(m_bar->layout());
    layout->insertWidget(0, first);
    layout->addWidget(last);
}

const Chart *ChartTile::chart() const
{
    return m_workspace.charts().chart(m_wish.chart);
}

void ChartTile::setWish(const ChartWish &wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    const Chart *now = chart();
    m_capability->setVisible(now && now->info().needs.capability);
    if (now)
        m_workspace.charts().ask(now->info().needs);
    invalidate();
}

void ChartTile::invalidate()
{
    m_stale = !isVisible();
    if (!m_stale)
        refresh();
}

void ChartTile::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        invalidate();
}

void ChartTile::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_view->setTheme(Theme::of(palette()));
        showMarks();
    }
}

QString ChartTile::waitingFor() const
{
    const ChartNeeds &needs = chart()->info().needs;
    if (!m_workspace.charts().problem().isEmpty())
        return m_workspace.charts().problem();
    if (needs.courses && !m_workspace.floors())
        return tr("Aligning the pairs …");
    if (needs.sample || needs.courses)
        return tr("Reading the dialogues …");
    return tr("Computing the effects …");
}

void ChartTile::refresh()
{
    const Chart *drawn = chart();
    ChartSource &source = m_workspace.charts();
    const ChartFacts facts = source.facts();
    if (!drawn || !facts.figures) {
        m_drawnFacts = {};
        return;
    }
    if (!source.has(drawn->info().needs)) {
        showWaiting(waitingFor());
        return;
    }
    if (!drawn->info().needs.sample && !drawn->info().needs.courses) {
        // Figures and their intervals announce themselves one by one; often nothing is new for us.
        if (m_shown == m_wish.chart && m_drawnWish == m_wish && isSame(m_drawnFacts, facts)) {
            setUpdating(false);
            return;
        }
        show(drawChart(*drawn, facts, m_wish, nullptr));
        m_drawnFacts = facts;
        m_drawnWish = m_wish;
        return;
    }
    m_drawnFacts = {};
    showWaiting(tr("Drawing …"));
    m_workspace.jobs().start(
        QStringLiteral("draw-") + m_place, tr("Drawing %1").arg(qs(drawn->title())),
        [catalogue = source.charts(), drawn, facts, wish = m_wish](JobContext &job) {
            return drawChart(*drawn, facts, wish, &job);
        },
        this,
        [this, wish = m_wish](ChartPicture picture) {
            // What was asked for later has a job of its own.
            if (wish == m_wish)
                show(std::move(picture));
        });
}

void ChartTile::showWaiting(const QString &reason)
{
    setUpdating(true);
    if (m_shown == m_wish.chart)
        return;
    m_shown.clear();
    ChartSpec waiting;
    waiting.title = chart()->title();
    waiting.emptyReason = utf8(reason);
    m_view->setSpec(std::move(waiting));
    showMarks();
    fillChoosers({});
}

void ChartTile::setUpdating(bool updating)
{
    m_updating = updating;
    m_hint->setText(updating ? tr("updating …") : QString());
}

void ChartTile::show(ChartPicture picture)
{
    m_shown = m_wish.chart;
    setUpdating(false);
    fillChoosers(picture);
    // Drawing anew takes as long as the chart itself: only where the colours are others.
    if (const Theme theme = Theme::of(palette()); theme.mode != m_view->theme().mode)
        m_view->setTheme(theme);
    m_view->setSpec(std::move(picture.spec));
    showMarks();
}

QComboBox *ChartTile::chooser(const QString &setting) const
{
    const auto found = m_boxes.find(setting);
    return found == m_boxes.end() ? nullptr : found->second;
}

void ChartTile::fillChoosers(const ChartPicture &picture)
{
    const Chart *drawn = chart();
    std::map<QString, QComboBox *> before = std::move(m_boxes);
    m_boxes.clear();
    for (const ChartSetting &setting : drawn->settings()) {
        const auto choices = picture.choices.find(setting.id);
        if (choices == picture.choices.end() || choices->second.size() < 2)
            continue;
        const QString id = qs(setting.id);
        QComboBox *box = nullptr;
        if (const auto kept = before.find(id); kept != before.end()) {
            box = kept->second;
            before.erase(kept);
        } else {
            box = new ChartTileChooser(qs(setting.title));
            connect(box, &QComboBox::activated, this, [this, id, box](int index) {
                Q_EMIT settingChosen(id, box->itemData(index).toString());
            });
            m_choosers->addWidget(box);
        }
        box->setAccessibleName(qs(setting.title));
        box->setToolTip(plainToolTip(qs(setting.title)));
        box->clear();
        for (const ChartChoice &choice : choices->second)
            box->addItem(ChartTileChooser::tr("%1: %2").arg(qs(setting.title), qs(choice.title)),
                         qs(choice.value));
        const auto chosen = picture.chosen.find(setting.id);
        box->setCurrentIndex(chosen == picture.chosen.end() ? 0
                                                            : box->findData(qs(chosen->second)));
        m_boxes[id] = box;
    }
    for (const auto &[id, box] : before)
        box->deleteLater();
}

void ChartTile::chooseCapability()
{
    auto *dialog = newFileDialog(this, tr("Load scores of the models"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const Result<void> loaded = m_workspace.charts().loadCapability(path); !loaded)
            Q_EMIT m_workspace.failed(loaded.error());
    });
    dialog->open();
}

void ChartTile::showHelp()
{
    if (const Chart *drawn = chart())
        popUpChartHelp(*drawn, m_view->spec(), m_help);
}

void ChartTile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F1)
        showHelp();
    else
        QWidget::keyPressEvent(event);
}
} // namespace gapscope
