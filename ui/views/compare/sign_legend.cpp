// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/sign_legend.h"

#include "ui/base/theme.h"
#include "ui/models/compare_model.h"
#include "ui/models/row_kind_text.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QToolTip>
#include <QWhatsThis>

#include <array>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::SignLegend)
};

constexpr std::array kinds{RowKind::Equal,   RowKind::Paraphrase, RowKind::Divergent,
                           RowKind::Missing, RowKind::Extra,      RowKind::Moved,
                           RowKind::Merged};

QString line(const QColor &colour, const QString &sign, const QString &meaning)
{
    return QStringLiteral("<tr><td align=\"center\" style=\"color:%1\"><b>%2</b>&nbsp;</td>"
                          "<td>%3</td></tr>")
        .arg(colour.name(), sign.toHtmlEscaped(), meaning.toHtmlEscaped());
}

QString kindLines(const Theme &theme, ComparePair::Kinds pair)
{
    QString lines;
    for (const RowKind kind : kinds)
        lines += line(theme.rowColour(kind), Theme::rowSign(kind), kindSentence(kind, pair));
    return lines;
}
} // namespace

QString signTable(const Theme &theme, ComparePair::Kinds pair)
{
    return QStringLiteral("<table>%1</table>").arg(kindLines(theme, pair));
}

QString overviewTable(const Theme &theme, ComparePair::Kinds pair)
{
    return QStringLiteral("<table>%1%2%3%4%5%6</table>")
        .arg(kindLines(theme, pair),
             line(theme.text, QStringLiteral("▭"), Text::tr("The rows in sight; drag it.")),
             line(theme.text, QStringLiteral("◂"), Text::tr("The current row.")),
             line(theme.accent, QStringLiteral("▬"), Text::tr("A row with a label.")),
             line(theme.text, QStringLiteral("◆"),
                  Text::tr("A turn with an anchor; hollow: kept apart.")),
             line(theme.warning, QStringLiteral("▬"), Text::tr("Found words.")));
}

SignLegend::SignLegend(const CompareModel &model, QWidget *parent)
    : QToolButton(parent), m_model(model)
{
    setText(tr("%1 Signs").arg(Theme::rowSign(RowKind::Divergent)));
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("What the signs of the rows mean"));
    QStringList spoken;
    for (const RowKind kind : kinds)
        spoken += tr("%1: %2").arg(CompareModel::kindName(kind),
                                   kindSentence(kind, ComparePair::Kinds::RealAndSim));
    setAccessibleDescription(spoken.join(QLatin1Char(' ')));
    connect(this, &QToolButton::clicked, this, [this] {
        QToolTip::hideText();
        QWhatsThis::showText(mapToGlobal(rect().bottomLeft()), table(), this);
    });
}

QString SignLegend::table() const
{
    return signTable(Theme::of(palette()), m_model.pair().kinds);
}

bool SignLegend::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QToolButton::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), table(), this);
    return true;
}
} // namespace gapscope
