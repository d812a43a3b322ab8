// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/task_delegate.h"

#include "ui/base/theme.h"
#include "ui/models/tasks_model.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gapscope {
namespace {
/// Dots beyond this many are not counted at a glance: the number is written instead.
constexpr int mostDots = 4;
constexpr double dotWidth = 11.0;

/// Of both sides as dots, with their margins.
double dotsWidth(int real, int sim)
{
    return 8.0 + dotWidth * (std::max(real, 1) + std::max(sim, 1)) + 4.0;
}

/// Real is a disc, simulated a diamond: never colour alone.
void drawMark(QPainter &painter, QPointF centre, bool real, bool filled, const QColor &colour)
{
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(filled ? QBrush(colour) : QBrush(Qt::NoBrush));
    const double r = 3.6;
    if (real) {
        painter.drawEllipse(centre, r, r);
    } else {
        const QPointF points[] = {centre + QPointF(0, -r - 0.8), centre + QPointF(r + 0.8, 0),
                                  centre + QPointF(0, r + 0.8), centre + QPointF(-r - 0.8, 0)};
        painter.drawPolygon(points, 4);
    }
}

double drawCount(QPainter &painter, const QRectF &rect, double x, int count, int most, bool real,
                 const QColor &colour)
{
    const double y = rect.center().y();
    if (count == 0) {
        drawMark(painter, {x + 5, y}, real, false, colour);
        return x + 13;
    }
    if (count > most) {
        drawMark(painter, {x + 5, y}, real, true, colour);
        const QString text = QString::number(count);
        painter.setPen(colour);
        painter.drawText(QRectF(x + 12, rect.top(), 40, rect.height()), Qt::AlignVCenter, text);
        return x + 14 + painter.fontMetrics().horizontalAdvance(text);
    }
    for (int i = 0; i < count; ++i)
        drawMark(painter, {x + 5 + dotWidth * i, y}, real, true, colour);
    return x + dotWidth * count + 2;
}

void drawOutcome(QPainter &painter, const QRectF &rect, double x, int passed, int count,
                 const Theme &theme, const QColor &side)
{
    painter.setPen(side);
    QString text = QStringLiteral("–");
    if (count > 0 && passed >= 0)
        text = QStringLiteral("%1/%2").arg(passed).arg(count);
    if (count == 1 && passed >= 0) {
        text = passed ? QStringLiteral("✓") : QStringLiteral("✗");
        painter.setPen(passed ? theme.success : theme.failure);
    }
    if (count == 0 || passed < 0)
        painter.setPen(theme.mutedText);
    painter.drawText(QRectF(x, rect.top(), 30, rect.height()), Qt::AlignVCenter | Qt::AlignHCenter,
                     text);
}
} // namespace

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const bool isTask = !index.data(TasksModel::TaskKeyRole).toString().isEmpty();
    if (!isTask) {
        QStyleOptionViewItem bold = option;
        bold.font.setBold(true);
        QStyledItemDelegate::paint(painter, bold, index);
        return;
    }
    const int column = index.column();
    if (column == TasksModel::TaskColumn) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QWidget *widget = option.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);

    const Theme theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor text = selected ? theme.accentText : theme.text;
    const QColor real = selected ? theme.accentText : theme.real;
    const QColor sim = selected ? theme.accentText : theme.sim;
    const QRectF rect = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(option.font);
    if (column == TasksModel::CoverageColumn) {
        const int people = index.data(TasksModel::RealCountRole).toInt();
        const int runs = index.data(TasksModel::SimCountRole).toInt();
        const int most = dotsWidth(people, runs) <= rect.width() ? mostDots : 1;
        const double x = drawCount(*painter, rect, rect.left() + 4, people, most, true, real);
        drawCount(*painter, rect, x + 4, runs, most, false, sim);
    } else if (column == TasksModel::OutcomeColumn) {
        Theme shown = theme;
        if (selected)
            shown.success = shown.failure = shown.mutedText = theme.accentText;
        drawOutcome(*painter, rect, rect.left() + 2, index.data(TasksModel::RealPassedRole).toInt(),
                    index.data(TasksModel::RealCountRole).toInt(), shown, real);
        drawOutcome(*painter, rect, rect.left() + 32, index.data(TasksModel::SimPassedRole).toInt(),
                    index.data(TasksModel::SimCountRole).toInt(), shown, sim);
    } else if (column == TasksModel::DivergenceColumn) {
        const QVariant divergence = index.data(TasksModel::DivergenceRole);
        if (divergence.isValid()) {
            const double value = divergence.toDouble();
            const QRectF lane = rect.adjusted(4, 0, -34, 0);
            const QRectF bar(lane.left(), lane.center().y() - 3, lane.width(), 6);
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? text : theme.border);
            painter->setOpacity(selected ? 0.35 : 1.0);
            painter->drawRoundedRect(bar, 2, 2);
            painter->setOpacity(1.0);
            painter->setBrush(selected ? text : theme.divergent);
            painter->drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * value, 6), 2, 2);
            painter->setPen(text);
            painter->drawText(rect.adjusted(0, 0, -4, 0), Qt::AlignVCenter | Qt::AlignRight,
                              index.data(Qt::DisplayRole).toString());
        }
    }
    painter->restore();
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height() + 6, 26));
    return size;
}
} // namespace gapscope
