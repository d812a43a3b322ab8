// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/chart_help.h"

#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QFrame>
#include <QGuiApplication>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int width = 380;

QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::ChartHelp", text);
}

QString needsText(const ChartNeeds &needs)
{
    QStringList parts;
    if (needs.sample)
        parts << tr("the dialogues themselves");
    if (needs.courses)
        parts << tr("aligned pairs");
    if (needs.effects)
        parts << tr("effect sizes");
    if (needs.intervals)
        parts << tr("bootstrap intervals");
    if (needs.capability)
        parts << tr("a file with scores of the models");
    return parts.isEmpty() ? tr("the index table") : parts.join(QStringLiteral(", "));
}
} // namespace

QString chartHelp(const Chart &chart, const ChartSpec &spec)
{
    QStringList parts{qs(chart.shows())};
    if (!spec.reading.empty())
        parts << tr("How to read it: %1").arg(qs(spec.reading));
    else if (!chart.reading().empty())
        parts << tr("How to read it: %1").arg(qs(chart.reading()));
    parts << tr("Formula and source: %1").arg(qs(chart.source()));
    parts << tr("Made from: %1").arg(needsText(chart.info().needs));
    for (const std::string &warning : spec.warnings)
        parts << tr("Note: %1").arg(qs(warning));
    for (const std::string &note : spec.labelNotes)
        parts << tr("Note: %1").arg(qs(note));
    if (spec.isEmpty())
        parts << tr("Nothing is drawn: %1").arg(qs(spec.emptyReason));
    parts << tr("Click a mark, or draw a frame around several, to look at their "
                "dialogues alone. Shift and a frame zooms; a right click tells what else can be "
                "done.");
    return parts.join(QStringLiteral("\n\n"));
}

void popUpChartHelp(const Chart &chart, const ChartSpec &spec, QWidget *anchor)
{
    auto *popover = new QFrame(anchor->window(), Qt::Popup);
    popover->setAttribute(Qt::WA_DeleteOnClose);
    popover->setObjectName(QStringLiteral("ChartHelp"));
    popover->setFrameShape(QFrame::StyledPanel);
    auto *title = new PlainLabel(qs(chart.title()));
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *text = new PlainLabel(chartHelp(chart, spec));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(popover);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->addWidget(title);
    layout->addWidget(text);
    popover->setFixedWidth(width);
    popover->adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    QPoint at = anchor->mapToGlobal(QPoint(anchor->width() - width, anchor->height() + 2));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width)));
    at.setY(std::clamp(at.y(), screen.top(),
                       std::max(screen.top(), screen.bottom() - popover->height())));
    popover->move(at);
    popover->show();
    text->setFocus();
}
} // namespace gapscope
