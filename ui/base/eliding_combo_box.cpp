// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/eliding_combo_box.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QScreen>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

#include <algorithm>

namespace gapscope {
ElidingComboBox::ElidingComboBox(const QString &name, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(name);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

QString ElidingComboBox::shownText() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    // Styles leave a pixel or two at either end.
    return fontMetrics().elidedText(currentText(), Qt::ElideRight, field.width() - 4);
}

void ElidingComboBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ElidingComboBox::showPopup()
{
    const int entries = view()->sizeHintForColumn(0) + 2 * view()->frameWidth() +
                        view()->verticalScrollBar()->sizeHint().width();
    view()->setMinimumWidth(std::min(entries, screen()->availableSize().width() / 2));
    QComboBox::showPopup();
}

bool ElidingComboBox::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QComboBox::event(event);
    const QString text = QStringLiteral("%1\n%2").arg(accessibleName(), currentText());
    QToolTip::showText(
        static_cast<QHelpEvent *>(event)->globalPos(),
        QStringLiteral("<qt>%1</qt>")
            .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"))),
        this);
    return true;
}
} // namespace gapscope
