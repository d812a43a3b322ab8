// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/metric_table.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::Metrics", text);
}

FigureCell significantCell(const std::optional<double> &value)
{
    FigureCell cell = numberCell(value, 4);
    cell.text = significantText(value);
    return cell;
}

/// Features by their names for people, with the key as it stands in files as the tip.
FigureCell itemCell(const std::string &item)
{
    if (item.empty())
        return textCell(tr("all"));
    const std::optional<Feature> feature = featureByKey(item);
    FigureCell cell = textCell(feature ? qs(info(*feature).title) : qs(item));
    if (feature)
        cell.tip = qs(item);
    return cell;
}

QString notesOf(const MetricRow &row)
{
    QStringList notes;
    if (!row.missing.empty())
        notes << qs(row.missing);
    for (const std::string &note : row.notes)
        notes << qs(note);
    return notes.join(QStringLiteral("; "));
}

/// Adds a column where some row has something to put in it.
class Columns
{
public:
    Columns(FigureTable &table, const std::vector<MetricRow> &rows) : m_table(table), m_rows(rows)
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            FigureRow row;
            row.key = QString::number(i);
            row.quiet = !rows[i].value;
            m_table.rows.push_back(std::move(row));
        }
    }

    template <class Has, class CellOf>
    void add(FigureColumn column, Has has, CellOf cellOf)
    {
        if (std::none_of(m_rows.begin(), m_rows.end(), has))
            return;
        m_table.columns.push_back(std::move(column));
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_table.rows[i].cells.push_back(cellOf(m_rows[i]));
    }

    void addNumber(const QString &title, const QString &tip,
                   std::optional<double> MetricRow::*member)
    {
        add(
            {title, tip}, [member](const MetricRow &row) { return (row.*member).has_value(); },
            [member](const MetricRow &row) { return significantCell(row.*member); });
    }

    void addProbability(const QString &title, const QString &tip,
                        std::optional<double> MetricRow::*member)
    {
        add(
            {title, tip}, [member](const MetricRow &row) { return (row.*member).has_value(); },
            [member](const MetricRow &row) { return probabilityCell(row.*member); });
    }

    void addText(const QString &title, const QString &tip, std::string MetricRow::*member,
                 const QString &none = {})
    {
        add(
            {title, tip, false}, [member](const MetricRow &row) { return !(row.*member).empty(); },
            [member, none](const MetricRow &row) {
                return textCell((row.*member).empty() ? none : qs(row.*member));
            });
    }

private:
    FigureTable &m_table;
    const std::vector<MetricRow> &m_rows;
};
} // namespace

QString significantText(const std::optional<double> &value)
{
    if (!value || !std::isfinite(*value))
        return numberText({}, 0);
    const double size = std::abs(*value);
    const int whole = size >= 1.0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 1;
    return numberText(value, std::clamp(4 - whole, 0, 3));
}

FigureTable metricTable(const MetricInfo &info, const std::vector<MetricRow> &rows)
{
    FigureTable table;
    Columns columns(table, rows);
    columns.add(
        {tr("Simulator"), tr("People: among themselves, or their own figure"), false},
        [](const MetricRow &) { return true; },
        [](const MetricRow &row) {
            return textCell(row.simulator.empty() ? tr("people") : qs(row.simulator));
        });
    columns.add(
        {tr("Item"), tr("The part of the whole"), false},
        [](const MetricRow &row) { return !row.item.empty(); },
        [](const MetricRow &row) { return itemCell(row.item); });
    columns.addText(tr("Task"), {}, &MetricRow::task);
    columns.add(
        {tr("Value"), qs(info.range)}, [](const MetricRow &) { return true; },
        [](const MetricRow &row) {
            FigureCell cell = significantCell(row.value);
            cell.tip = qs(row.missing);
            return cell;
        });
    columns.add(
        {tr("95 % interval"), tr("Bootstrap by task unless the metric says otherwise")},
        [](const MetricRow &row) { return row.interval.has_value(); },
        [](const MetricRow &row) {
            FigureCell cell = numberCell({}, 0);
            if (row.interval) {
                cell.text = tr("%1 to %2")
                                .arg(significantText(row.interval->low),
                                     significantText(row.interval->high));
                cell.sort = row.interval->high - row.interval->low;
                cell.quiet = false;
            }
            return cell;
        });
    columns.addNumber(tr("Floor"),
                      tr("The same measure among people: what the value is read "
                         "against"),
                      &MetricRow::floor);
    columns.addNumber(tr("People"), {}, &MetricRow::real);
    columns.addNumber(tr("Sim"), {}, &MetricRow::sim);
    columns.addProbability(tr("p"), tr("Two-sided"), &MetricRow::p);
    columns.addProbability(tr("q"), tr("Benjamini and Hochberg over what was tested together"),
                           &MetricRow::q);
    columns.add(
        {tr("n"), tr("Counts %1").arg(qs(info.counts))}, [](const MetricRow &) { return true; },
        [](const MetricRow &row) { return countCell(row.n); });
    columns.add(
        {tr("Notes"), {}, false}, [](const MetricRow &row) { return !notesOf(row).isEmpty(); },
        [](const MetricRow &row) { return textCell(notesOf(row), notesOf(row)); });
    return table;
}

Table metricFileTable(const MetricInfo &info, const std::vector<MetricRow> &rows)
{
    Table table;
    table.header = {"metric", "simulator", "item", "task", "value", "low",     "high", "floor",
                    "real",   "sim",       "p",    "q",    "n",     "missing", "notes"};
    for (const MetricRow &row : rows) {
        std::string notes;
        for (const std::string &note : row.notes)
            notes += (notes.empty() ? "" : "; ") + note;
        table.rows.push_back({info.id, row.simulator, row.item, row.task, row.value,
                              row.interval ? TableCell(row.interval->low) : TableCell(),
                              row.interval ? TableCell(row.interval->high) : TableCell(), row.floor,
                              row.real, row.sim, row.p, row.q, row.n, row.missing, notes});
    }
    return table;
}
} // namespace gapscope
