// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/find_bar.h"

#include "ui/base/plain_label.h"
#include "ui/base/themed_icons.h"
#include "ui/views/compare/compare_view.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <algorithm>

namespace gapscope {
FindBar::FindBar(CompareView &view, QWidget *parent)
    : QWidget(parent), m_view(view), m_words(new QLineEdit), m_case(new QToolButton),
      m_count(new PlainLabel)
{
    setAccessibleName(tr("Find in this pair"));
    m_words->setAccessibleName(tr("Words to find in both dialogues"));
    m_words->setPlaceholderText(tr("Find in both dialogues"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaximumWidth(360);
    m_words->installEventFilter(this);
    m_previous = button("previous", tr("Previous match  Shift+F3"));
    m_next = button("next", tr("Next match  F3"));
    m_case->setText(QStringLiteral("Aa"));
    m_case->setCheckable(true);
    m_case->setAutoRaise(true);
    m_case->setAccessibleName(tr("Match case"));
    m_case->setToolTip(tr("Match case"));
    m_count->setAccessibleName(tr("Matches"));
    QToolButton *shut = button("cross", tr("Close the search  Esc"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 10, 4);
    layout->setSpacing(6);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_case);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(shut);

    connect(m_words, &QLineEdit::textChanged, this, [this] { search(true); });
    connect(m_case, &QToolButton::toggled, this, [this] { search(true); });
    connect(m_next, &QToolButton::clicked, this, &FindBar::next);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
    connect(m_view.model(), &QAbstractItemModel::modelReset, this, [this] {
        // The view takes the new pair in after its model.
        if (isVisible())
            QMetaObject::invokeMethod(
                this, [this] { search(false); }, Qt::QueuedConnection);
    });
    const auto key = [&](const QKeySequence &keys, void (FindBar::*run)()) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
        m_view.addAction(action);
    };
    key(Qt::Key_F3, &FindBar::next);
    key(Qt::SHIFT | Qt::Key_F3, &FindBar::previous);
    hide();
}

QToolButton *FindBar::button(const char *icon, const QString &name)
{
    auto *made = new QToolButton;
    setThemedIcon(made, icon);
    made->setAutoRaise(true);
    made->setAccessibleName(name);
    made->setToolTip(name);
    return made;
}

void FindBar::open()
{
    m_from = std::max(m_view.currentRow(), 0);
    const QString selected = m_view.selectedText();
    const bool oneLine = !selected.isEmpty() && !selected.contains(QLatin1Char('\n'));
    show();
    if (oneLine && selected != m_words->text())
        m_words->setText(selected);
    else
        search(!m_words->text().isEmpty());
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void FindBar::close()
{
    hide();
    m_places.clear();
    m_current = -1;
    m_view.setFound({});
    Q_EMIT foundRowsChanged({});
    m_view.setFocus(Qt::OtherFocusReason);
}

void FindBar::search(bool go)
{
    m_places =
        m_view.find(m_words->text(), m_case->isChecked() ? Qt::CaseSensitive : Qt::CaseInsensitive);
    m_view.setFound(m_places);
    std::vector<int> rows;
    for (const FoundPlace &place : m_places)
        if (rows.empty() || rows.back() != place.row)
            rows.push_back(place.row);
    Q_EMIT foundRowsChanged(rows);
    m_current = -1;
    if (go && !m_places.empty()) {
        const auto first =
            std::find_if(m_places.begin(), m_places.end(),
                         [this](const FoundPlace &place) { return place.row >= m_from; });
        m_current = first == m_places.end() ? 0 : static_cast<int>(first - m_places.begin());
        m_view.showFound(m_places[static_cast<std::size_t>(m_current)]);
    } else if (go) {
        // The first letters led away to words that were not meant.
        m_view.setCurrentRow(m_from);
    }
    showCount();
}

void FindBar::next()
{
    step(1);
}

void FindBar::previous()
{
    step(-1);
}

void FindBar::step(int by)
{
    if (!isVisible() || m_places.empty())
        return;
    const int count = matches();
    m_current = m_current < 0 ? (by > 0 ? 0 : count - 1) : (m_current + by + count) % count;
    const FoundPlace &place = m_places[static_cast<std::size_t>(m_current)];
    m_from = place.row;
    m_view.showFound(place);
    showCount();
}

void FindBar::showCount()
{
    const QLocale locale;
    QString text;
    if (!m_words->text().isEmpty() && m_places.empty())
        text = tr("No match");
    else if (m_places.size() == CompareView::mostFound)
        text =
            tr("%1 of %2 or more").arg(locale.toString(currentMatch()), locale.toString(matches()));
    else if (!m_places.empty())
        text = tr("%1 of %2").arg(locale.toString(currentMatch()), locale.toString(matches()));
    m_count->setText(text);
    m_next->setEnabled(!m_places.empty());
    m_previous->setEnabled(!m_places.empty());
    QAccessibleEvent event(m_count, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_words || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        step(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    return false;
}
} // namespace gapscope
