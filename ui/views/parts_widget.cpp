// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/parts_widget.h"

#include "ui/base/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gapscope {
PartsWidget::PartsWidget(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int PartsWidget::lineHeight() const
{
    return fontMetrics().height() + 6;
}

QSize PartsWidget::sizeHint() const
{
    return {180, static_cast<int>(m_lines.size()) * lineHeight()};
}

void PartsWidget::setRow(const std::optional<AlignedRow> &row)
{
    m_lines.clear();
    if (row && row->similarity) {
        const RowParts &parts = row->parts;
        m_lines = {
            {tr("Divergence"), row->divergence, tr("1 − similarity of the two turns"),
             Bar::Divergence},
            {tr("content"), parts.content, tr("words, letters and facts that differ"), Bar::Part},
            {tr("act"), parts.act, tr("what the turn does: asks, confirms, pushes back …"),
             Bar::Part},
            {tr("style"), parts.style,
             tr("length and politeness that differ; 1 or more is flagged"), Bar::Part},
            {tr("Similarity"), row->similarity, tr("weighted mean of the six parts"),
             Bar::Similarity},
            {tr("words"), parts.lexical, tr("rare words in common"), Bar::Part},
            {tr("letters"), parts.characters, tr("groups of four letters in common"), Bar::Part},
            {tr("facts"), parts.slots, tr("ids, numbers, dates and the like in common"), Bar::Part},
            {tr("acts"), parts.acts, tr("dialogue acts in common"), Bar::Part},
            {tr("context"), parts.context, tr("what the agent had just said"), Bar::Part},
            {tr("place"), parts.position, tr("how far into the dialogue"), Bar::Part},
        };
    } else if (row) {
        m_lines = {{tr("Divergence"), row->divergence, tr("the weight of a row of this kind"),
                    Bar::Divergence}};
    }
    QStringList spoken;
    for (const Line &line : m_lines) {
        spoken.append(line.value
                          ? tr("%1 %2").arg(line.name, QLocale().toString(*line.value, 'f', 2))
                          : tr("%1 not defined").arg(line.name));
    }
    setAccessibleName(tr("Parts of the divergence"));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void PartsWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(palette());
    const int height = lineHeight();
    const int nameWidth = fontMetrics().horizontalAdvance(QStringLiteral("Divergence")) + 16;
    const int numberWidth = fontMetrics().horizontalAdvance(QStringLiteral("0.00")) + 6;
    int y = 0;
    const auto colour = [&theme](Bar bar) {
        switch (bar) {
        case Bar::Divergence:
            return theme.divergent;
        case Bar::Similarity:
            return theme.mutedText;
        case Bar::Part:
            return theme.accent;
        }
        return theme.text;
    };
    for (const Line &line : m_lines) {
        const bool heading = line.bar != Bar::Part;
        QFont lineFont = font();
        lineFont.setBold(heading);
        painter.setFont(lineFont);
        painter.setPen(heading ? theme.text : theme.mutedText);
        painter.drawText(QRect(heading ? 0 : 10, y, nameWidth, height), Qt::AlignVCenter,
                         line.name);
        const QRectF lane(nameWidth, y + height / 2.0 - 3, width() - nameWidth - numberWidth - 6,
                          6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.border);
        painter.drawRoundedRect(lane, 2, 2);
        QString number = QStringLiteral("–");
        if (line.value) {
            number = QLocale().toString(*line.value, 'f', 2);
            painter.setBrush(colour(line.bar));
            QRectF bar = lane;
            bar.setWidth(lane.width() * std::clamp(*line.value, 0.0, 1.0));
            painter.drawRoundedRect(bar, 2, 2);
        }
        painter.setPen(theme.text);
        painter.drawText(QRect(width() - numberWidth, y, numberWidth, height),
                         Qt::AlignVCenter | Qt::AlignRight, number);
        y += height;
    }
}

bool PartsWidget::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int index = help->pos().y() / lineHeight();
    if (index >= 0 && index < m_lines.size())
        QToolTip::showText(help->globalPos(), m_lines[index].tip.toHtmlEscaped(), this);
    return true;
}
} // namespace gapscope
