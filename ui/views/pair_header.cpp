// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pair_header.h"

#include "ui/base/eliding_combo_box.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/base/workspace.h"
#include "ui/views/pair_content.h"

#include <QHBoxLayout>
#include <QStandardItemModel>
#include <QToolButton>

namespace gapscope {
namespace {
ElidingComboBox *chooser(const QString &name)
{
    auto *box = new ElidingComboBox(name);
    box->setMinimumContentsLength(5);
    return box;
}

DialogueId idAt(const ElidingComboBox *box, int index)
{
    return DialogueId(utf8(box->itemData(index).toString()));
}
} // namespace

PairHeader::PairHeader(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_left(chooser(tr("Left dialogue"))),
      m_right(chooser(tr("Right dialogue"))), m_figures(new PlainLabel), m_position(new PlainLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 6);
    layout->setSpacing(8);
    layout->addWidget(m_left, 1);
    m_swapButton = button("swap", tr("Swap sides"));
    layout->addWidget(m_swapButton);
    layout->addWidget(m_right, 1);
    layout->addSpacing(4);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_figures);
    layout->addStretch(0);
    m_columns = button("table", tr("Several simulators in columns"));
    m_columns->setCheckable(true);
    layout->addWidget(m_columns);
    m_window = button("compare", tr("Open pair in its own window"));
    layout->addWidget(m_window);
    const auto step = [&](const char *icon, const QString &name, int direction) {
        QToolButton *made = button(icon, name);
        connect(made, &QToolButton::clicked, this,
                [this, direction] { m_workspace.selectNextPair(direction); });
        return made;
    };
    layout->addWidget(step("previous", tr("Previous pair"), -1));
    layout->addWidget(m_position);
    layout->addWidget(step("next", tr("Next pair"), 1));

    connect(m_left, &QComboBox::activated, this, [this] { chosen(m_left, m_right); });
    connect(m_right, &QComboBox::activated, this, [this] { chosen(m_right, m_left); });
    connect(m_swapButton, &QToolButton::clicked, this, &PairHeader::swap);
    connect(m_columns, &QToolButton::toggled, this, &PairHeader::columnsToggled);
    connect(m_window, &QToolButton::clicked, this, &PairHeader::windowRequested);
    connect(&m_workspace, &Workspace::pairSelected, this, &PairHeader::fill);
    connect(&m_workspace.desk(), &LabelDesk::blindChanged, this, [this] {
        setColumnsMode(m_columns->isChecked());
        fill();
    });
    connect(&m_workspace, &Workspace::corporaSelected, this, &PairHeader::fill);
    connect(&m_workspace, &Workspace::filtersChanged, this, &PairHeader::fill);
    connect(&m_workspace, &Workspace::dataChanged, this, &PairHeader::fill);
    connect(&m_workspace, &Workspace::closed, this, &PairHeader::fill);
    connect(&m_workspace, &Workspace::taskOrderChanged, this, &PairHeader::showPosition);
    setColumnsMode(false);
    fill();
}

QToolButton *PairHeader::button(const char *icon, const QString &name)
{
    auto *made = new QToolButton;
    setThemedIcon(made, icon);
    made->setAutoRaise(true);
    made->setAccessibleName(name);
    made->setToolTip(name);
    return made;
}

bool PairHeader::isMixed() const
{
    return kindsOf(m_workspace, m_workspace.realDialogue(), m_workspace.simDialogue()) ==
           ComparePair::Kinds::RealAndSim;
}

bool PairHeader::isSwapped() const
{
    // Hidden sides are put at random places by themselves.
    if (m_workspace.desk().blind().sides)
        return false;
    return isMixed() ? m_swapMixed : m_swapSame;
}

void PairHeader::swap()
{
    (isMixed() ? m_swapMixed : m_swapSame) = !isSwapped();
    fill();
}

void PairHeader::setFigures(const QString &text, const QString &tip)
{
    m_figures->setText(text);
    m_figures->setToolTip(tip.toHtmlEscaped());
}

void PairHeader::setColumnsMode(bool on)
{
    m_columns->setChecked(on);
    // What names the two, or shows more than two, tells who is who.
    const bool named = !m_workspace.desk().blind().hidesNames();
    m_columns->setVisible(named || on);
    m_window->setVisible(named);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_left), static_cast<QWidget *>(m_right),
          static_cast<QWidget *>(m_swapButton), static_cast<QWidget *>(m_figures)})
        widget->setVisible(!on && (named || widget == m_figures));
}

void PairHeader::fillSide(ElidingComboBox *box, const DialogueId &current)
{
    box->clear();
    auto *model = qobject_cast<QStandardItemModel *>(box->model());
    int dialogues = 0;
    for (const CorpusSummary &summary : m_workspace.data().corpora) {
        const auto heads =
            m_workspace.data().dialogues(m_workspace.currentTask(), summary.corpus.id);
        if (heads.empty())
            continue;
        const QString label = qs(summary.corpus.label);
        box->addItem(summary.corpus.kind == CorpusKind::Simulated ? tr("Simulator %1").arg(label)
                                                                  : tr("People: %1").arg(label));
        QStandardItem *heading = model->item(box->count() - 1);
        heading->setFlags(Qt::NoItemFlags);
        QFont font = box->font();
        font.setBold(true);
        heading->setFont(font);
        for (const DialogueHead *head : heads) {
            box->addItem(dialogueTitle(m_workspace, head->dialogue.id),
                         qs(head->dialogue.id.value()));
            ++dialogues;
            if (head->dialogue.id == current)
                box->setCurrentIndex(box->count() - 1);
        }
    }
    if (!m_workspace.data().head(current)) {
        box->insertItem(0, tr("none for this task"), QString());
        box->setCurrentIndex(0);
    }
    box->setEnabled(dialogues > 1);
}

void PairHeader::fill()
{
    const bool swapped = isSwapped();
    fillSide(m_left, swapped ? m_workspace.simDialogue() : m_workspace.realDialogue());
    fillSide(m_right, swapped ? m_workspace.realDialogue() : m_workspace.simDialogue());
    showPosition();
    Q_EMIT swappedChanged(swapped);
}

void PairHeader::showPosition()
{
    const std::vector<DialoguePair> pairs = m_workspace.neighbours();
    QString place = QStringLiteral("–");
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].real == m_workspace.realDialogue() &&
            pairs[i].sim == m_workspace.simDialogue())
            place = QString::number(i + 1);
    }
    m_position->setText(tr("%1 of %2").arg(place).arg(pairs.size()));
}

void PairHeader::chosen(ElidingComboBox *changed, ElidingComboBox *other)
{
    const DialogueId one = idAt(changed, changed->currentIndex());
    DialogueId two = idAt(other, other->currentIndex());
    const bool swapped = isSwapped();
    const bool isLeft = changed == m_left;
    // The one that stands at the other side comes here: the two change places.
    if (one == two)
        two = isLeft != swapped ? m_workspace.realDialogue() : m_workspace.simDialogue();
    const DialogueId left = isLeft ? one : two;
    const DialoguePair pair = m_workspace.ordered(one, two);
    const bool turned = pair.real != left && !pair.real.empty() && !pair.sim.empty();
    (kindsOf(m_workspace, one, two) == ComparePair::Kinds::RealAndSim ? m_swapMixed : m_swapSame) =
        turned;
    m_workspace.selectPair(one, two);
}
} // namespace gapscope
