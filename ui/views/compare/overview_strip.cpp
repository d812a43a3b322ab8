// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/overview_strip.h"

#include "ui/base/theme.h"
#include "ui/models/compare_model.h"
#include "ui/views/compare/sign_legend.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace gapscope {
namespace {
constexpr int stripWidth = 18;
constexpr int tickWidth = 5;
/// Thinner frames cannot be taken hold of.
constexpr double leastFrame = 8.0;

/// What is shown where several rows share a pixel: the higher one.
int weight(RowKind kind)
{
    switch (kind) {
    case RowKind::Divergent:
    case RowKind::Missing:
    case RowKind::Extra:
        return 3;
    case RowKind::Moved:
    case RowKind::Merged:
        return 2;
    case RowKind::Paraphrase:
        return 1;
    case RowKind::Equal:
        return 0;
    }
    return 0;
}
} // namespace

OverviewStrip::OverviewStrip(QWidget *parent) : QWidget(parent)
{
    setFixedWidth(stripWidth);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Overview of all rows"));
}

QSize OverviewStrip::sizeHint() const
{
    return {stripWidth, 120};
}

void OverviewStrip::setModel(CompareModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (m_model) {
        connect(m_model, &QAbstractItemModel::modelReset, this, &OverviewStrip::forget);
        connect(m_model, &QAbstractItemModel::dataChanged, this, [this] { update(); });
    }
    forget();
}

void OverviewStrip::forget()
{
    m_lines.clear();
    m_found.clear();
    update();
}

void OverviewStrip::setFoundRows(const std::vector<int> &rows)
{
    m_found = rows;
    update();
}

std::vector<std::optional<RowKind>> OverviewStrip::lines(int height) const
{
    std::vector<std::optional<RowKind>> result(static_cast<std::size_t>(std::max(height, 0)));
    const int rows = m_model ? m_model->rowCount() : 0;
    if (result.empty() || rows == 0)
        return result;
    // The agent's rows carry on the colour of the turn they answer.
    std::optional<RowKind> kind;
    for (int row = 0; row < rows; ++row) {
        const std::optional<RowKind> own = m_model->kind(row);
        kind = own ? own : kind;
        if (!kind)
            continue;
        const auto scale = static_cast<std::int64_t>(height);
        const auto from = static_cast<std::size_t>(row * scale / rows);
        const auto next = static_cast<std::size_t>((row + 1) * scale / rows);
        for (std::size_t line = from; line < std::max(next, from + 1); ++line) {
            std::optional<RowKind> &shown = result[line];
            if (!shown || weight(*kind) > weight(*shown))
                shown = kind;
        }
    }
    return result;
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, 1, height()), theme.border);
    const int rows = m_model ? m_model->rowCount() : 0;
    if (rows == 0)
        return;
    if (m_lines.size() != static_cast<std::size_t>(height()))
        m_lines = lines(height());
    const int left = tickWidth + 1;
    for (int y = 0; y < height(); ++y)
        if (const std::optional<RowKind> kind = m_lines[static_cast<std::size_t>(y)])
            painter.fillRect(QRect(left, y, width() - left - 2, 1), theme.rowColour(*kind));

    const double scale = static_cast<double>(height()) / rows;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    for (const CompareLabel &label : m_model->pair().labels) {
        const int row = m_model->rowOfAligned(label.alignedRow);
        if (row >= 0)
            painter.drawRect(QRectF(1.0, std::floor((row + 0.5) * scale) - 1.0, tickWidth, 3.0));
    }
    paintAnchors(painter, scale);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.warning);
    for (const int row : m_found)
        painter.drawRect(QRectF(width() - 7.0, std::floor((row + 0.5) * scale) - 1.0, 7.0, 2.0));
    if (m_current >= 0) {
        painter.setBrush(theme.text);
        const double y = (m_current + 0.5) * scale;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawPolygon(QPolygonF(
            {{double(width()), y - 4.0}, {double(width()), y + 4.0}, {width() - 6.0, y}}));
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const double top = m_first * scale;
    const double bottom = std::max(m_last * scale, top + leastFrame);
    QColor veil = theme.text;
    veil.setAlpha(28);
    painter.setBrush(veil);
    painter.setPen(QPen(theme.text, 1.0));
    painter.drawRect(QRectF(0.5, std::floor(top) + 0.5, width() - 1.0,
                            std::max(std::floor(bottom - top) - 1.0, leastFrame)));
}

// A diamond beside the row of each turn that an anchor holds.
void OverviewStrip::paintAnchors(QPainter &painter, double scale) const
{
    const Theme theme = Theme::of(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Anchor &anchor : m_model->pair().anchors) {
        const bool pin = anchor.kind == Anchor::Kind::Pin;
        painter.setPen(QPen(pin ? theme.text : theme.failure, 1.2));
        painter.setBrush(pin ? theme.text : theme.page);
        for (const int row : {m_model->rowOfTurn(Side::Real, anchor.realTurn),
                              m_model->rowOfTurn(Side::Sim, anchor.simTurn)}) {
            if (row < 0)
                continue;
            const QPointF middle(4.0, (row + 0.5) * scale);
            painter.drawPolygon(
                QPolygonF({middle + QPointF(0.0, -3.5), middle + QPointF(3.0, 0.0),
                           middle + QPointF(0.0, 3.5), middle + QPointF(-3.0, 0.0)}));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void OverviewStrip::setVisibleRows(double first, double last)
{
    m_first = first;
    m_last = last;
    update();
}

void OverviewStrip::setCurrentRow(int displayRow)
{
    m_current = displayRow;
    update();
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    const int rows = m_model ? m_model->rowCount() : 0;
    if (event->button() != Qt::LeftButton || rows == 0)
        return;
    const double row = event->position().y() * rows / height();
    const bool onFrame = row >= m_first && row <= m_last;
    // A frame that is taken hold of keeps its place under the pointer.
    m_grip = onFrame ? row - m_first : (m_last - m_first) / 2.0;
    if (!onFrame)
        mouseMoveEvent(event);
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int rows = m_model ? m_model->rowCount() : 0;
    if (!(event->buttons() & Qt::LeftButton) || rows == 0)
        return;
    const double row = event->position().y() * rows / height();
    Q_EMIT topRequested(std::clamp(row - m_grip, 0.0, static_cast<double>(rows)));
}

void OverviewStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

bool OverviewStrip::event(QEvent *event)
{
    const int rows = m_model ? m_model->rowCount() : 0;
    if (event->type() != QEvent::ToolTip || rows == 0)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = std::clamp(help->pos().y() * rows / std::max(height(), 1), 0, rows - 1);
    const std::optional<RowKind> kind = m_model->kind(row);
    const QString text =
        kind ? tr("Row %1: %2")
                   .arg(QString::number(m_model->row(row).alignedRow + 1), m_model->kindText(*kind))
             : CompareModel::roleName(m_model->row(row).role);
    QStringList parts{text};
    for (const RowNote &note : m_model->notes(m_model->row(row).alignedRow))
        parts.push_back(note.text.isEmpty() ? note.description : note.text);
    if (std::binary_search(m_found.begin(), m_found.end(), row))
        parts.push_back(tr("found words"));
    QToolTip::showText(help->globalPos(),
                       QStringLiteral("<qt><p><b>%1</b></p>%2</qt>")
                           .arg(parts.join(QStringLiteral(" · ")).toHtmlEscaped(),
                                overviewTable(Theme::of(palette()), m_model->pair().kinds)),
                       this);
    return true;
}
} // namespace gapscope
