// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_table.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace gapscope {
namespace {
const QString none = QStringLiteral("–");

FigureCell cellOf(const std::optional<double> &value, QString text, const QString &tip)
{
    FigureCell cell;
    cell.text = std::move(text);
    cell.tip = tip;
    cell.quiet = !value;
    if (value)
        cell.sort = *value;
    return cell;
}
} // namespace

QString numberText(const std::optional<double> &value, int decimals)
{
    if (!value || !std::isfinite(*value))
        return none;
    // Rounded first, so that nothing is shown as "−0.0".
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(*value * scale) / scale;
    QString text = QLocale().toString(std::abs(rounded), 'f', decimals);
    return rounded < 0.0 ? QChar(0x2212) + text : text;
}

QString signedText(const std::optional<double> &value, int decimals)
{
    QString text = numberText(value, decimals);
    const bool positive = value && *value > 0.0 && text != numberText(0.0, decimals);
    return positive ? QLatin1Char('+') + text : text;
}

QString probabilityText(const std::optional<double> &value)
{
    return value && *value < 0.001 ? QStringLiteral("< ") + numberText(0.001, 3)
                                   : numberText(value, 3);
}

QString intervalText(double low, double high, int decimals)
{
    return QCoreApplication::translate("gapscope::FigureTable", "%1 to %2")
        .arg(numberText(low, decimals), numberText(high, decimals));
}

FigureCell textCell(const QString &text, const QString &tip)
{
    FigureCell cell;
    cell.text = text;
    cell.sort = text;
    cell.tip = tip;
    return cell;
}

FigureCell numberCell(const std::optional<double> &value, int decimals, const QString &tip)
{
    return cellOf(value, numberText(value, decimals), tip);
}

FigureCell signedCell(const std::optional<double> &value, int decimals, const QString &tip)
{
    return cellOf(value, signedText(value, decimals), tip);
}

FigureCell probabilityCell(const std::optional<double> &value, const QString &tip)
{
    return cellOf(value, probabilityText(value), tip);
}

FigureCell countCell(int value, const QString &tip)
{
    return cellOf(double(value), QLocale().toString(value), tip);
}
} // namespace gapscope
