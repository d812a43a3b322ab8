// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_tile_chooser.h"

#include <QAbstractItemView>
#include <QStyleOptionComboBox>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int widest = 240;
/// Characters that stay readable in the narrowest tile.
constexpr int fewestCharacters = 7;
} // namespace

ChartTileChooser::ChartTileChooser(const QString &title, QWidget *parent)
    : QComboBox(parent), m_title(title)
{
    setSizeAdjustPolicy(AdjustToContents);
    setMaximumWidth(widest);
    setCursor(Qt::ArrowCursor);
}

QSize ChartTileChooser::minimumSizeHint() const
{
    QStyleOptionComboBox option;
    QComboBox::initStyleOption(&option);
    const QSize text(fewestCharacters * fontMetrics().averageCharWidth(), 0);
    const int width = style()->sizeFromContents(QStyle::CT_ComboBox, &option, text, this).width();
    return {std::min(width, sizeHint().width()), sizeHint().height()};
}

void ChartTileChooser::initStyleOption(QStyleOptionComboBox *option) const
{
    QComboBox::initStyleOption(option);
    const int room =
        style()
            ->subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxEditField, this)
            .width() -
        2;
    const QFontMetrics metrics = fontMetrics();
    QString &text = option->currentText;
    if (metrics.horizontalAdvance(text) <= room)
        return;
    const QString prefix = tr("%1: %2").arg(m_title, QString());
    if (text.startsWith(prefix))
        text.remove(0, prefix.size());
    text = metrics.elidedText(text, Qt::ElideRight, room);
}

void ChartTileChooser::showPopup()
{
    // As wide as its items, however narrow the box is.
    view()->setMinimumWidth(std::min(view()->sizeHintForColumn(0) + 24, 2 * widest));
    QComboBox::showPopup();
}
} // namespace gapscope
