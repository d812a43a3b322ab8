// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/align_settings_dialog.h"

#include "core/align/named_settings.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int shownPercents[] = {50, 75, 90, 95};

/// What a threshold does, in words; the stable name where a new one has none yet.
QString titleOf(std::string_view name)
{
    if (name == "theta")
        return AlignSettingsDialog::tr("Turns match from a similarity of");
    if (name == "merge_containment")
        return AlignSettingsDialog::tr("A turn joins a group from a containment of");
    if (name == "moved_containment")
        return AlignSettingsDialog::tr("A turn has moved from a containment of");
    if (name == "divergent_above")
        return AlignSettingsDialog::tr("Matched turns diverge above");
    if (name == "low_content")
        return AlignSettingsDialog::tr("… or with no act in common and a content below");
    if (name == "moved_divergence")
        return AlignSettingsDialog::tr("Divergence of a moved turn");
    if (name == "merged_divergence")
        return AlignSettingsDialog::tr("Divergence of a merged row");
    if (name == "unmatched_divergence")
        return AlignSettingsDialog::tr("Divergence of a missing or extra turn");
    if (name == "style_flag")
        return AlignSettingsDialog::tr("Style is flagged from");
    return qs(name);
}
} // namespace

AlignSettingsDialog::AlignSettingsDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace)
{
    setWindowTitle(tr("Alignment settings"));
    auto *about = new PlainLabel(
        tr("The first values were validated on known edits and hand-labelled pairs. A change is "
           "kept with this workspace and aligns every pair anew; anchors and labels stay."));
    about->setWordWrap(true);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                     QDialogButtonBox::RestoreDefaults);
    m_content = new QWidget;
    auto *values = new QVBoxLayout(m_content);
    values->setContentsMargins(0, 0, 0, 0);
    values->addWidget(makeThresholds());
    values->addWidget(makeFloors(), 1);
    m_waiting = new PlainLabel(PendingChanges::reason());
    m_waiting->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(about);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_waiting);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &AlignSettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            [this] { show(AlignSettings{}); });
    // Wrongly stored settings were told when the pair was aligned; here they can be replaced.
    if (const Result<AlignSettings> stored = m_workspace.alignSettings())
        m_before = *stored;
    show(m_before);
    connect(&m_workspace, &Workspace::summariesChanged, this, &AlignSettingsDialog::fillFloors);
    connect(&m_workspace, &Workspace::closed, this, &QDialog::reject);
    fillFloors();
    resize(560, sizeHint().height());
}

QWidget *AlignSettingsDialog::makeThresholds()
{
    auto *content = new QWidget;
    auto *form = new QFormLayout(content);
    form->setContentsMargins(0, 6, 0, 6);
    for (const AlignSettingInfo &entry : alignSettingTable()) {
        auto *box = new QDoubleSpinBox;
        box->setRange(entry.least, entry.most);
        box->setDecimals(3);
        box->setSingleStep(0.05);
        box->setObjectName(qs(entry.name));
        box->setAccessibleName(titleOf(entry.name));
        form->addRow(titleOf(entry.name), box);
        m_boxes.push_back(box);
    }
    return content;
}

QWidget *AlignSettingsDialog::makeFloors()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *title =
        new PlainLabel(tr("Divergence of matched turns that should not diverge: the floor"));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_floors = new QTableWidget(0, 2 + static_cast<int>(std::size(shownPercents)));
    m_floors->setAccessibleName(tr("Floor of divergence"));
    QStringList headers{tr("Floor"), tr("Turns")};
    for (const int percent : shownPercents)
        headers.append(tr("%1 %").arg(percent));
    m_floors->setHorizontalHeaderLabels(headers);
    m_floors->verticalHeader()->hide();
    m_floors->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_floors->columnCount(); ++column)
        m_floors->setColumnWidth(column, 64);
    m_floors->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_floors->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_floors->setSelectionMode(QAbstractItemView::SingleSelection);
    m_floors->setMinimumHeight(100);
    m_noFloor = new PlainLabel;
    m_noFloor->setWordWrap(true);
    m_useFloor = new QPushButton(tr("Call &divergent what lies above the floor’s 95 %"));
    connect(m_useFloor, &QPushButton::clicked, this, &AlignSettingsDialog::useFloor);
    layout->addWidget(title);
    layout->addWidget(m_floors, 1);
    layout->addWidget(m_noFloor);
    layout->addWidget(m_useFloor, 0, Qt::AlignLeft);
    return content;
}

void AlignSettingsDialog::show(const AlignSettings &settings)
{
    const auto table = alignSettingTable();
    for (std::size_t i = 0; i < table.size(); ++i)
        m_boxes[i]->setValue(settings.*table[i].member);
}

AlignSettings AlignSettingsDialog::chosen() const
{
    AlignSettings settings = m_before;
    const auto table = alignSettingTable();
    // An untouched box keeps the stored digits that it does not show.
    for (std::size_t i = 0; i < table.size(); ++i)
        if (QString::number(settings.*table[i].member, 'f', 3) !=
            QString::number(m_boxes[i]->value(), 'f', 3))
            settings.*table[i].member = m_boxes[i]->value();
    return settings;
}

void AlignSettingsDialog::fillFloors()
{
    m_floors->setRowCount(0);
    const std::optional<DivergenceFloors> &floors = m_workspace.floors();
    const auto add = [this](const DivergenceFloor &floor) {
        const int row = m_floors->rowCount();
        m_floors->insertRow(row);
        QStringList texts{
            floor.source == DivergenceFloor::Source::People
                ? tr("two people, %Ln pair(s)", nullptr, floor.pairs)
                : tr("re-runs of %1, %Ln pair(s)", nullptr, floor.pairs).arg(qs(floor.label)),
            QLocale().toString(static_cast<qlonglong>(floor.rows))};
        for (const int percent : shownPercents)
            texts.append(QLocale().toString(floor.at(percent), 'f', 3));
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            if (column > 0)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_floors->setItem(row, column, item);
        }
        m_floors->item(row, 0)->setData(Qt::UserRole, floor.suggestedDivergentAbove());
    };
    if (floors) {
        if (floors->people)
            add(*floors->people);
        for (const auto &[label, floor] : floors->reruns)
            add(floor);
    }
    const bool any = m_floors->rowCount() > 0;
    if (any)
        m_floors->selectRow(0);
    m_floors->setVisible(any);
    m_useFloor->setEnabled(any);
    m_noFloor->setVisible(!any);
    m_noFloor->setText(floors ? tr("There is none: no task has two people, or two runs of a "
                                   "simulator.")
                              : tr("Not computed yet: all pairs are being aligned."));
}

void AlignSettingsDialog::useFloor()
{
    const int row = std::max(0, m_floors->currentRow());
    const QTableWidgetItem *item = m_floors->item(row, 0);
    const auto table = alignSettingTable();
    for (std::size_t i = 0; item && i < table.size(); ++i)
        if (table[i].member == &AlignSettings::divergentAbove)
            m_boxes[i]->setValue(item->data(Qt::UserRole).toDouble());
}

void AlignSettingsDialog::accept()
{
    const AlignSettings settings = chosen();
    if (settings == m_before) {
        QDialog::accept();
        return;
    }
    m_isWaiting = true;
    m_workspace.setAlignSettings(settings, this, [this](const Result<void> &saved) {
        m_isWaiting = false;
        showWaiting();
        if (saved)
            QDialog::accept();
    });
    showWaiting();
}

void AlignSettingsDialog::showWaiting()
{
    // What is chosen is being stored: it can be neither changed nor taken back here.
    m_content->setEnabled(!m_isWaiting);
    m_buttons->setEnabled(!m_isWaiting);
    m_waiting->setVisible(m_isWaiting);
}

void AlignSettingsDialog::reject()
{
    if (!m_isWaiting)
        QDialog::reject();
}
} // namespace gapscope
