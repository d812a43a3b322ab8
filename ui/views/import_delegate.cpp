// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/import_delegate.h"

#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/models/import_model.h"
#include "ui/views/corpus_delegate.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QTimer>

namespace gapscope {
namespace {
/// What the arrow of a list and its margins take off the text.
constexpr int arrowSpace = 26;

bool isChosenFromList(int column)
{
    return column == ImportModel::KindColumn || column == ImportModel::FormatColumn;
}
} // namespace

void ImportDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme = Theme::of(option->palette);
    const auto state =
        static_cast<ImportModel::FileState>(index.data(ImportModel::StateRole).toInt());
    QColor text = theme.text;
    if (state == ImportModel::FileState::NotImportable)
        text = index.column() == ImportModel::StateColumn ? theme.failure : theme.mutedText;
    else if (state == ImportModel::FileState::Reading)
        text = theme.mutedText;
    else if (index.data(ImportModel::OpenQuestionRole).toBool() ||
             (state == ImportModel::FileState::KindMissing &&
              index.column() == ImportModel::StateColumn)) {
        text = theme.warning;
        option->font.setBold(index.column() == ImportModel::KindColumn);
    }
    option->palette.setColor(QPalette::Text, text);
    if (isChosenFromList(index.column()))
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight,
                                                      option->rect.width() - arrowSpace);
    if (index.column() == ImportModel::KindColumn && !option->text.isEmpty()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {12, 12};
        option->icon =
            corpusIcon(static_cast<CorpusKind>(index.data(ImportModel::KindRole).toInt()), theme);
    }
}

void ImportDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!isChosenFromList(index.column()) || !(index.flags() & Qt::ItemIsEditable))
        return;
    // The arrow says that there is a list to choose from.
    QStyleOption arrow;
    arrow.palette = option.palette;
    arrow.state = option.state;
    if (option.state & QStyle::State_Selected) {
        const QColor text = option.palette.color(QPalette::HighlightedText);
        for (const QPalette::ColorRole role :
             {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            arrow.palette.setColor(role, text);
    }
    arrow.rect = QRect(option.rect.right() - 16, option.rect.center().y() - 5, 11, 11);
    QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorArrowDown, &arrow, painter, option.widget);
}

QWidget *ImportDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    if (!isChosenFromList(index.column()))
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto *box = new QComboBox(parent);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    if (index.column() == ImportModel::KindColumn) {
        for (const CorpusKind kind :
             {CorpusKind::Real, CorpusKind::Simulated, CorpusKind::SelfDialog})
            box->addItem(ImportModel::kindName(kind), static_cast<int>(kind));
    } else {
        for (const ImportFormat &format : importFormats())
            box->addItem(qs(format.title), qs(format.id));
    }
    auto *self = const_cast<ImportDelegate *>(this); // signals of a delegate are not const
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup);
    return box;
}

void ImportDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void ImportDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                  const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor)) {
        // Nothing was chosen yet: leaving the list is no answer.
        if (box->currentIndex() >= 0)
            model->setData(index, box->currentData(), Qt::EditRole);
    } else {
        QStyledItemDelegate::setModelData(editor, model, index);
    }
}
} // namespace gapscope
