// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/field_box.h"

#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/tool_tip.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int SampleRole = Qt::UserRole + 1;
constexpr int sampleGap = 14;
constexpr int widestList = 560;

QString sampleText(const FieldSample &field)
{
    QStringList values;
    for (const std::string &value : field.values)
        values << qs(value).simplified();
    if (values.isEmpty())
        return qs(field.type);
    const QString text = values.join(QStringLiteral(" · "));
    return field.different > static_cast<int>(field.values.size()) ? text + QStringLiteral(" …")
                                                                   : text;
}

/// The path, and behind it, quieter, what stands there.
class SampleDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QString sample = index.data(SampleRole).toString();
        const int used = option.fontMetrics.horizontalAdvance(index.data().toString()) + sampleGap;
        const QRect place = option.rect.adjusted(used, 0, -6, 0);
        if (sample.isEmpty() || place.width() < 24)
            return;
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                                   : Theme::of(option.palette).mutedText);
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(sample, Qt::ElideRight, place.width()));
        painter->restore();
    }
};
} // namespace

FieldBox::FieldBox(const QString &accessibleName, QWidget *parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setAccessibleName(accessibleName);
    setMinimumContentsLength(14);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setItemDelegate(new SampleDelegate(this));
    lineEdit()->setPlaceholderText(tr("none"));
    lineEdit()->setAccessibleName(accessibleName);
    setCompleter(nullptr);
    connect(this, &QComboBox::activated, this, &FieldBox::chosen);
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (!lineEdit()->isModified())
            return;
        lineEdit()->setModified(false);
        Q_EMIT chosen();
    });
}

void FieldBox::setFields(const std::vector<FieldSample> &fields)
{
    const std::string kept = path();
    const QSignalBlocker quiet(this);
    clear();
    addItem(QString());
    setItemData(0, tr("none"), SampleRole);
    int widest = 0;
    for (const FieldSample &field : fields) {
        addItem(qs(field.path));
        const QString sample = sampleText(field);
        setItemData(count() - 1, sample, SampleRole);
        setItemData(count() - 1, plainToolTip(sample), Qt::ToolTipRole);
        widest = std::max(widest, fontMetrics().horizontalAdvance(qs(field.path) + sample));
    }
    view()->setMinimumWidth(std::min(widest + 2 * sampleGap + 24, widestList));
    setPath(kept);
}

std::string FieldBox::path() const
{
    return utf8(currentText().trimmed());
}

void FieldBox::setPath(const std::string &path)
{
    const QSignalBlocker quiet(this);
    const QString text = qs(path);
    setCurrentIndex(findText(text, Qt::MatchExactly));
    setEditText(text);
    lineEdit()->setModified(false);
    lineEdit()->setCursorPosition(0);
}
} // namespace gapscope
