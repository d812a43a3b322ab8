// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/task_card.h"

#include "ui/base/qstring.h"
#include "ui/base/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int collapsedLines = 2;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QColor outcomeColour(const Theme &theme, const Outcome &outcome)
{
    if (!outcome.success && !outcome.reward)
        return theme.mutedText;
    const bool good = outcome.success ? *outcome.success : *outcome.reward >= 1.0;
    return good ? theme.success : theme.failure;
}
} // namespace

TaskCard::TaskCard(QWidget *parent) : QWidget(parent)
{
    m_toggle = new QToolButton(this);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setAccessibleName(tr("Show the whole instruction"));
    m_toggle->setToolTip(tr("Show the whole instruction"));
    m_key = plainLabel(this);
    m_domain = plainLabel(this);
    m_real = plainLabel(this);
    m_sim = plainLabel(this);
    m_instruction = plainLabel(this);
    m_instruction->setWordWrap(true);
    m_instruction->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_instruction->setAccessibleName(tr("Instruction"));

    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_toggle);
    top->addWidget(m_key);
    top->addWidget(m_domain);
    top->addStretch(1);
    top->addWidget(m_real);
    top->addWidget(m_sim);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 12, 6);
    all->setSpacing(2);
    all->addLayout(top);
    all->addWidget(m_instruction);

    connect(m_toggle, &QToolButton::toggled, this, &TaskCard::setExpanded);
    setAutoFillBackground(true);
    clear();
    restyle();
}

QString TaskCard::outcomeText(const Dialogue *dialogue)
{
    if (!dialogue)
        return {};
    const Outcome &outcome = dialogue->outcome;
    QStringList parts;
    if (outcome.success)
        parts.push_back(*outcome.success ? tr("✓ solved") : tr("✗ not solved"));
    if (outcome.reward) {
        const QString reward = QLocale().toString(*outcome.reward, 'g', 3);
        const QString sign = *outcome.reward >= 1.0 ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
        parts.push_back((outcome.success ? QString() : sign) + tr("reward %1").arg(reward));
    }
    if (!outcome.termination.empty())
        parts.push_back(qs(outcome.termination));
    return parts.isEmpty() ? tr("outcome not recorded") : parts.join(QStringLiteral(" · "));
}

void TaskCard::setTask(const Task &task, std::shared_ptr<const Dialogue> real,
                       std::shared_ptr<const Dialogue> sim, const QStringList &names)
{
    const auto outcome = [](const QString &name, const Dialogue *dialogue) {
        return dialogue ? tr("%1: %2").arg(name, outcomeText(dialogue)) : QString();
    };
    m_realDialogue = std::move(real);
    m_simDialogue = std::move(sim);
    m_text = qs(task.instruction).trimmed();
    m_key->setText(qs(task.key.value()));
    m_domain->setText(qs(task.domain));
    m_real->setText(outcome(names.value(0, tr("real")), m_realDialogue.get()));
    m_sim->setText(outcome(names.value(1, tr("simulated")), m_simDialogue.get()));
    restyle();
    setVisible(true);
}

void TaskCard::clear()
{
    m_realDialogue.reset();
    m_simDialogue.reset();
    m_text.clear();
    for (QLabel *label : {m_key, m_domain, m_real, m_sim, m_instruction})
        label->clear();
    setVisible(false);
}

bool TaskCard::isExpanded() const
{
    return m_expanded;
}

QString TaskCard::shownInstruction() const
{
    return m_instruction->text();
}

void TaskCard::setExpanded(bool expanded)
{
    if (expanded == m_expanded)
        return;
    m_expanded = expanded;
    m_toggle->setChecked(expanded);
    m_toggle->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
    fitInstruction();
    Q_EMIT expandedChanged(expanded);
}

void TaskCard::restyle()
{
    if (m_styling)
        return;
    m_styling = true;
    const Theme theme = Theme::of(palette());
    QFont bold = font();
    bold.setBold(true);
    m_key->setFont(bold);
    const auto paint = [](QLabel *label, const QColor &colour) {
        QPalette own = label->palette();
        own.setColor(QPalette::WindowText, colour);
        label->setPalette(own);
    };
    paint(m_domain, theme.mutedText);
    paint(m_instruction, theme.text);
    paint(m_real, m_realDialogue ? outcomeColour(theme, m_realDialogue->outcome) : theme.text);
    paint(m_sim, m_simDialogue ? outcomeColour(theme, m_simDialogue->outcome) : theme.text);
    m_styling = false;
    fitInstruction();
}

void TaskCard::fitInstruction()
{
    // A task without words takes no room.
    m_instruction->setVisible(!m_text.isEmpty());
    const QMargins margins = layout()->contentsMargins();
    const int width = this->width() - margins.left() - margins.right();
    if (m_expanded || width <= 0) {
        m_instruction->setText(m_text);
        return;
    }
    QTextLayout text(m_text.simplified(), m_instruction->font());
    text.beginLayout();
    QString shown;
    for (int i = 0; i < collapsedLines; ++i) {
        QTextLine line = text.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const QString rest = text.text().mid(line.textStart());
        shown += i + 1 < collapsedLines ? rest.left(line.textLength())
                                        : fontMetrics().elidedText(rest, Qt::ElideRight, width - 4);
    }
    text.endLayout();
    m_instruction->setText(shown);
}

void TaskCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitInstruction();
}

void TaskCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}
} // namespace gapscope
