// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

#include <array>
#include <optional>
#include <vector>

namespace gapscope {
/// A figure as it is shown.
struct FigureCell
{
    QString text;
    /// What it is sorted by: double or QString; invalid comes last.
    QVariant sort;
    /// Plain text.
    QString tip;
    /// Nothing to look at first: within noise, of few events, not computed.
    bool quiet = false;
    /// Painted as a bar of these parts; the text is for copies and for those who do not see it.
    std::optional<std::array<double, 3>> parts;
};

struct FigureRow
{
    enum class Place { Top, Sorted, Bottom };

    /// What it stands for, unique in its table.
    QString key;
    Place place = Place::Sorted;
    /// Stays under the row before it however the table is sorted.
    bool follows = false;
    bool quiet = false;
    bool italic = false;
    bool bold = false;
    std::vector<FigureCell> cells;
};

struct FigureColumn
{
    QString title;
    /// Plain text.
    QString tip;
    bool isNumber = true;
};

/// A table of figures as plain values: what the panels of the Gap page fill and FigureModel shows.
struct FigureTable
{
    std::vector<FigureColumn> columns;
    std::vector<FigureRow> rows;
    /// What a whole bar stands for; none = the largest one of the table.
    std::optional<double> full;
};

/// "−1.25" in the user's locale with a true minus sign; "–" for none.
QString numberText(const std::optional<double> &value, int decimals);
/// The same with "+" before what is above zero.
QString signedText(const std::optional<double> &value, int decimals);
/// A p or q: "< 0.001" below that.
QString probabilityText(const std::optional<double> &value);
QString intervalText(double low, double high, int decimals);
FigureCell textCell(const QString &text, const QString &tip = {});
FigureCell numberCell(const std::optional<double> &value, int decimals, const QString &tip = {});
FigureCell signedCell(const std::optional<double> &value, int decimals, const QString &tip = {});
FigureCell probabilityCell(const std::optional<double> &value, const QString &tip = {});
FigureCell countCell(int value, const QString &tip = {});
} // namespace gapscope
