// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/compare_accessible.h"

#include "ui/views/compare/compare_view.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace gapscope {
namespace {
/// One row, made when it is asked for: a long dialogue has thousands.
class AccessibleRow final : public QAccessibleInterface
{
public:
    AccessibleRow(CompareView *view, int row) : m_view(view), m_row(row) {}

    bool isValid() const override { return m_row < m_view->model()->rowCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name && isValid() ? m_view->model()->accessibleText(m_row)
                                                       : QString();
    }

    QRect rect() const override
    {
        const QRect inside = m_view->rowRect(m_row);
        return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = true;
        state.readOnly = true;
        state.selected = m_view->currentRow() == m_row;
        state.focused = state.selected && m_view->hasFocus();
        const QRect inside = m_view->rowRect(m_row);
        state.offscreen = !inside.intersects(m_view->viewport()->rect());
        state.invisible = inside.isEmpty();
        return state;
    }

private:
    CompareView *m_view;
    int m_row;
};

class AccessibleCompare final : public QAccessibleWidget
{
public:
    explicit AccessibleCompare(CompareView *view)
        : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {}

    ~AccessibleCompare() override
    {
        for (const auto &[row, id] : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_view->model()->rowCount(); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto found = m_rows.find(index);
        if (found != m_rows.end())
            return QAccessible::accessibleInterface(found->second);
        auto *row = new AccessibleRow(m_view, index);
        m_rows.emplace(index, QAccessible::registerAccessibleInterface(row));
        return row;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[row, id] : m_rows)
            if (QAccessible::accessibleInterface(id) == child)
                return row;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(m_view->rowAt(m_view->viewport()->mapFromGlobal(QPoint(x, y))));
    }

    QAccessibleInterface *focusChild() const override { return child(m_view->currentRow()); }

private:
    CompareView *m_view;
    mutable std::map<int, QAccessible::Id> m_rows;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<CompareView *>(object);
    return view ? new AccessibleCompare(view) : nullptr;
}
} // namespace

void installCompareAccessibility()
{
    // Qt takes a factory once however often it is offered.
    QAccessible::installFactory(make);
}
} // namespace gapscope
