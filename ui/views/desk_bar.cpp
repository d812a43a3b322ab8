// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/desk_bar.h"

#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/queue_desk.h"
#include "ui/base/themed_icons.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QToolButton>
#include <QVBoxLayout>

#include <iterator>

namespace gapscope {
namespace {
constexpr const char *verdictCodes[] = {"human", "sim", "unsure"};
}

DeskBar::DeskBar(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_desk(workspace.desk()), m_state(new PlainLabel),
      m_done(new QToolButton), m_skip(new QToolButton)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_state->setAccessibleName(tr("How far you are with this pair"));
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_done->setText(tr("Done"));
    m_done->setCheckable(true);
    m_done->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setThemedIcon(m_done, "check");
    m_done->setToolTip(plainToolTip(
        tr("You have gone through this pair: rows without a label have no divergence for you. "
           "Ctrl+Enter also goes to the next pair.")));
    m_skip->setText(tr("Skip …"));
    m_skip->setCheckable(true);
    m_skip->setToolTip(plainToolTip(tr("Leave this pair out, and say why (O)")));
    m_queues = new QComboBox;
    m_queues->setAccessibleName(tr("Queue to label through"));
    m_queues->setToolTip(plainToolTip(tr("Queue to label through; Label ▸ New queue makes one")));
    m_queues->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_queues->setMaximumWidth(220);
    connect(m_queues, &QComboBox::activated, this, [this](int index) {
        QueueDesk &queue = m_workspace.queue();
        queue.choose(utf8(m_queues->itemData(index).toString()));
        if (queue.current() && !queue.item())
            queue.goToNext();
    });
    connect(&m_workspace.queue(), &QueueDesk::changed, this, &DeskBar::refresh);
    auto *line = new QHBoxLayout;
    line->addWidget(m_queues);
    line->addWidget(m_state, 1);
    line->addWidget(m_skip);
    line->addWidget(m_done);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 3, 10, 3);
    layout->setSpacing(3);
    layout->addWidget(makeVerdicts());
    layout->addLayout(line);

    connect(m_done, &QToolButton::clicked, &m_desk, &LabelDesk::markDone);
    connect(m_skip, &QToolButton::clicked, this, &DeskBar::askWhy);
    connect(&m_desk, &LabelDesk::changed, this, &DeskBar::refresh);
    connect(&m_workspace, &Workspace::pairSelected, this, &DeskBar::refresh);
    connect(&m_desk, &LabelDesk::blindChanged, this, &DeskBar::refresh);
    refresh();
}

QWidget *DeskBar::makeVerdicts()
{
    m_verdictRow = new QWidget;
    auto *line = new QHBoxLayout(m_verdictRow);
    line->setContentsMargins(0, 0, 0, 0);
    for (int place = 0; place < 2; ++place) {
        m_sides[place] =
            new PlainLabel(place == 0 ? tr("The left user is") : tr("The right user is"));
        line->addWidget(m_sides[place]);
        for (std::size_t i = 0; i < std::size(verdictCodes); ++i) {
            auto *button = new QToolButton;
            const QString texts[] = {tr("human"), tr("simulated"), tr("unsure")};
            button->setText(texts[i]);
            button->setCheckable(true);
            button->setAccessibleName(
                QStringLiteral("%1 %2").arg(m_sides[place]->text(), texts[i]));
            connect(button, &QToolButton::clicked, this,
                    [this, place, i] { m_desk.judge(isRealAt(place), verdictCodes[i]); });
            line->addWidget(button);
            m_verdicts[place] << button;
        }
        line->addStretch(1);
    }
    return m_verdictRow;
}

bool DeskBar::isRealAt(int place) const
{
    return (place == 0) == m_desk.isRealAtLeft();
}

QList<QToolButton *> DeskBar::verdicts(bool isReal) const
{
    return m_verdicts[isRealAt(0) == isReal ? 0 : 1];
}

void DeskBar::judge(bool isLeft, int verdict)
{
    if (m_desk.blind().sides && isVisible())
        m_verdicts[isLeft ? 0 : 1].at(verdict)->click();
}

void DeskBar::refreshVerdicts()
{
    m_verdictRow->setVisible(m_desk.blind().sides);
    for (int place = 0; place < 2; ++place) {
        const std::optional<Label> verdict = m_desk.verdict(isRealAt(place));
        for (qsizetype i = 0; i < m_verdicts[place].size(); ++i) {
            m_verdicts[place][i]->setEnabled(!m_workspace.isReadOnly());
            m_verdicts[place][i]->setChecked(verdict && verdict->code == verdictCodes[i]);
        }
    }
}

QString DeskBar::text() const
{
    return m_state->text();
}

void DeskBar::refresh()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const bool isPair = pair && pair->real && pair->sim;
    setVisible(isPair);
    if (!isPair)
        return;
    refreshVerdicts();
    refreshQueues();
    const std::optional<Label> progress = m_desk.progress();
    const bool isDone = progress && progress->code == "done";
    m_done->setChecked(isDone);
    m_skip->setChecked(progress && !isDone);
    m_done->setEnabled(!m_workspace.isReadOnly());
    m_skip->setEnabled(!m_workspace.isReadOnly());
    // The editor may be scrolled away; this is always in sight, and needs the whole line.
    if (!m_desk.unsaved().isEmpty()) {
        m_state->setText(tr("Not saved. %1").arg(m_desk.unsaved()));
        m_state->setToolTip(plainToolTip(m_state->text()));
        return;
    }
    int rows = 0;
    QStringList whole;
    for (const Label &label : pair->labels) {
        if (label.kind != LabelKind::Divergence || label.annotator != utf8(m_desk.annotator()))
            continue;
        if (label.realTurn || label.simTurn)
            ++rows;
        else
            whole << qs(label.code);
    }
    QStringList parts;
    if (const QString queue = queueText(); !queue.isEmpty())
        parts << queue;
    if (!progress)
        parts << tr("%1: open").arg(m_desk.annotator());
    else if (isDone)
        parts << tr("%1: done").arg(m_desk.annotator());
    else
        parts << tr("%1: skipped, %2").arg(m_desk.annotator(), qs(progress->note));
    parts << (rows == 0 ? tr("no row labelled") : tr("%Ln label(s) on rows", nullptr, rows));
    if (!whole.isEmpty())
        parts << tr("whole pair: %1").arg(whole.join(QStringLiteral(", ")));
    m_state->setText(parts.join(QStringLiteral(" · ")));
    m_state->setToolTip(plainToolTip(m_state->text()));
}

void DeskBar::refreshQueues()
{
    const QueueDesk &queue = m_workspace.queue();
    m_queues->setVisible(!queue.queues().empty());
    m_queues->clear();
    m_queues->addItem(tr("No queue"), QString());
    for (const LabelQueue &one : queue.queues()) {
        m_queues->addItem(qs(one.title), qs(one.id));
        if (queue.current() && one.id == queue.current()->id)
            m_queues->setCurrentIndex(m_queues->count() - 1);
    }
}

QString DeskBar::queueText() const
{
    const QueueDesk &queue = m_workspace.queue();
    if (!queue.current())
        return {};
    int mine = 0;
    int finished = 0;
    const std::string me = utf8(m_desk.annotator());
    for (const QueueItemState &state : queue.progress().items) {
        const bool isOpen = state.state == QueueItemState::State::Open;
        if (state.annotator != me && !(state.annotator.empty() && isOpen))
            continue;
        ++mine;
        finished += isOpen ? 0 : 1;
    }
    const QString far = tr("%1 of %2").arg(finished).arg(mine);
    const QueueItemState *item = queue.item();
    return item ? tr("%1, here because: %2").arg(far, qs(item->item.why))
                : tr("%1, this pair is not of the queue").arg(far);
}

void DeskBar::finish()
{
    const std::optional<Label> progress = m_desk.progress();
    if (!progress || progress->code != "done")
        m_desk.markDone();
    // What could not be stored is not left behind.
    if (m_desk.unsaved().isEmpty())
        Q_EMIT nextWanted();
}

void DeskBar::askWhy()
{
    // The button shows what is stored, not that it was pressed.
    refresh();
    const std::optional<Label> progress = m_desk.progress();
    if (progress && progress->code == "skipped") {
        m_desk.skip(qs(progress->note));
        return;
    }
    // What would be typed could not be kept; the line says why.
    if (m_desk.canRetry())
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("SkipReason"));
    dialog->setWindowTitle(tr("Skip this pair"));
    dialog->setLabelText(tr("Why"));
    dialog->setComboBoxItems({tr("The transcript is broken"), tr("I cannot read the language"),
                              tr("The two are not the same task"), tr("I know this dialogue")});
    dialog->setComboBoxEditable(true);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &reason) {
        if (reason.trimmed().isEmpty())
            return;
        m_desk.skip(reason.trimmed());
        if (m_desk.unsaved().isEmpty())
            Q_EMIT nextWanted();
    });
    dialog->open();
}
} // namespace gapscope
