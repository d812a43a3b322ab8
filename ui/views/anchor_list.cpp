// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/anchor_list.h"

#include "core/align/anchor_edit.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/views/pair_content.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int turnRole = Qt::UserRole;
constexpr int sideRole = Qt::UserRole + 1;
constexpr int mostShown = 6;

void fit(QListWidget &list, QLabel &title)
{
    title.setVisible(list.count() > 0);
    list.setVisible(list.count() > 0);
    const int shown = std::min(list.count(), mostShown);
    list.setFixedHeight(shown * std::max(list.sizeHintForRow(0), 1) + 4);
}

QListWidget *makeList(const QString &name)
{
    auto *list = new QListWidget;
    list->setAccessibleName(name);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    return list;
}

QLabel *makeTitle(const QString &text)
{
    auto *label = new PlainLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}
} // namespace

AnchorList::AnchorList(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_anchorsTitle(makeTitle(tr("Anchors of the pair"))),
      m_anchors(makeList(tr("Anchors of the pair"))),
      m_staleTitle(makeTitle(tr("Labels whose row is gone"))),
      m_stale(makeList(tr("Labels whose row is gone")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_anchorsTitle);
    layout->addWidget(m_anchors);
    layout->addWidget(m_staleTitle);
    layout->addWidget(m_stale);
    for (QListWidget *list : {m_anchors, m_stale}) {
        list->installEventFilter(this);
        connect(list, &QListWidget::itemDoubleClicked, this, &AnchorList::go);
    }
    connect(&m_workspace, &Workspace::pairLoaded, this, &AnchorList::refresh);
    connect(&m_workspace, &Workspace::labelsChanged, this, &AnchorList::refresh);
    connect(&m_workspace, &Workspace::anchorsChanged, this, &AnchorList::refresh);
    connect(&m_workspace, &Workspace::closed, this, &AnchorList::refresh);
    refresh();
}

void AnchorList::refresh()
{
    m_anchors->clear();
    m_stale->clear();
    if (m_workspace.pair()) {
        fillAnchors();
        fillStale();
    }
    fit(*m_anchors, *m_anchorsTitle);
    fit(*m_stale, *m_staleTitle);
}

void AnchorList::fillAnchors()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    for (const AnchorMark &mark : m_workspace.anchors()) {
        const Anchor &anchor = mark.anchor;
        const QString turns = tr("%1 and %2")
                                  .arg(turnName(m_workspace, *pair, Side::Real, anchor.realTurn),
                                       turnName(m_workspace, *pair, Side::Sim, anchor.simTurn));
        QString text = anchor.kind == Anchor::Kind::Pin ? tr("Together: %1").arg(turns)
                                                        : tr("Apart: %1").arg(turns);
        if (!isKept(anchor, pair->alignment))
            text = tr("%1 · not kept, a later anchor contradicts it").arg(text);
        auto *item = new QListWidgetItem(text, m_anchors);
        item->setToolTip(tr("%1\nset by %2").arg(text, qs(mark.by)).toHtmlEscaped());
        item->setData(turnRole, anchor.realTurn);
        item->setData(sideRole, static_cast<int>(Side::Real));
    }
}

void AnchorList::fillStale()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    for (const Label &label : pair->labels) {
        // What is said of a whole pair or dialogue stands on no row.
        if (!label.realTurn && !label.simTurn)
            continue;
        const LabelPlace place = m_workspace.placeOfLabel(label);
        if (!place.stale)
            continue;
        QStringList turns;
        if (label.realTurn)
            turns += turnName(m_workspace, *pair, Side::Real, *label.realTurn);
        if (label.simTurn)
            turns += turnName(m_workspace, *pair, Side::Sim, *label.simTurn);
        const QString on = turns.join(tr(" and "));
        const QString text = place.row < 0
                                 ? tr("%1 on %2: no row has these turns").arg(qs(label.code), on)
                                 : tr("%1 on %2: they stand apart now").arg(qs(label.code), on);
        auto *item = new QListWidgetItem(text, m_stale);
        item->setToolTip(tr("%1\n%2\nset by %3")
                             .arg(text, codeText(m_workspace, label.code), qs(label.annotator))
                             .toHtmlEscaped());
        const bool isReal = label.realTurn.has_value();
        item->setData(turnRole, isReal ? *label.realTurn : label.simTurn.value_or(-1));
        item->setData(sideRole, static_cast<int>(isReal ? Side::Real : Side::Sim));
    }
}

void AnchorList::go(const QListWidgetItem *item)
{
    if (item)
        Q_EMIT turnRequested(static_cast<Side>(item->data(sideRole).toInt()),
                             item->data(turnRole).toInt());
}

void AnchorList::removeCurrent()
{
    const int row = m_anchors->currentRow();
    if (row < 0 || row >= static_cast<int>(m_workspace.anchors().size()) ||
        m_workspace.isReadOnly())
        return;
    const Anchor anchor = m_workspace.anchors()[static_cast<std::size_t>(row)].anchor;
    // What failed is told by the workspace.
    m_workspace.changeAnchors({}, {anchor}, this, [](const Result<int> &) {});
}

bool AnchorList::eventFilter(QObject *watched, QEvent *event)
{
    // Before the window's own Delete, which removes labels.
    const bool pressed = event->type() == QEvent::KeyPress;
    if (!pressed && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const bool remove = key == Qt::Key_Delete && watched == m_anchors;
    if (!enter && !remove)
        return QWidget::eventFilter(watched, event);
    if (!pressed)
        event->accept();
    else if (remove)
        removeCurrent();
    else
        go(static_cast<QListWidget *>(watched)->currentItem());
    return true;
}
} // namespace gapscope
