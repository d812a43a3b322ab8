// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_accessible.h"

#include "ui/base/qstring.h"
#include "ui/charts/chart_canvas.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>
#include <QWindow>

namespace gapscope {
namespace {
/// Beyond this many a screen reader is better served by the table.
constexpr int maxChildren = 500;

/// One mark: named by its exact values, pressing it opens what it stands for.
class MarkInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MarkInterface(ChartCanvas *canvas, int index) : m_canvas(canvas), m_index(index) {}

    bool isValid() const override { return m_canvas && m_index < m_canvas->chart().markCount(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override
    {
        return m_canvas ? m_canvas->window()->windowHandle() : nullptr;
    }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_canvas);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || kind != QAccessible::Name)
            return {};
        return qs(m_canvas->chart().mark(m_index).tip)
            .replace(QLatin1Char('\n'), QLatin1String("; "));
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect box = m_canvas->mapFromScene(m_canvas->chart().markBox(m_index)).boundingRect();
        return QRect(m_canvas->viewport()->mapToGlobal(box.topLeft()), box.size());
    }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.focused =
            isValid() && m_canvas->hasFocus() && m_canvas->chart().currentMark() == m_index;
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &action) override
    {
        if (!isValid())
            return;
        m_canvas->setCurrentMark(m_index);
        if (action == pressAction())
            m_canvas->activateMark(m_index);
        else
            m_canvas->setFocus();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<ChartCanvas> m_canvas;
    int m_index = 0;
};

class CanvasInterface final : public QAccessibleWidget
{
public:
    explicit CanvasInterface(ChartCanvas *canvas)
        : QAccessibleWidget(canvas, QAccessible::Chart, canvas->accessibleName())
    {}
    ~CanvasInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_ids))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return std::min(maxChildren, canvas()->chart().markCount()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto found = m_ids.constFind(index);
        if (found == m_ids.constEnd())
            found = m_ids.insert(index, QAccessible::registerAccessibleInterface(
                                            new MarkInterface(canvas(), index)));
        return QAccessible::accessibleInterface(found.value());
    }
    int indexOfChild(const QAccessibleInterface *wanted) const override
    {
        for (auto it = m_ids.constBegin(); it != m_ids.constEnd(); ++it)
            if (QAccessible::accessibleInterface(it.value()) == wanted)
                return it.key();
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = canvas()->viewport()->mapFromGlobal(QPoint(x, y));
        return child(canvas()->chart().markAt(canvas()->mapToScene(at)));
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(canvas()->chart().currentMark());
    }

private:
    ChartCanvas *canvas() const { return static_cast<ChartCanvas *>(widget()); }

    mutable QHash<int, QAccessible::Id> m_ids;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<ChartCanvas *>(object);
    return canvas ? new CanvasInterface(canvas) : nullptr;
}
} // namespace

void installChartAccessibility()
{
    QAccessible::removeFactory(makeInterface);
    QAccessible::installFactory(makeInterface);
}
} // namespace gapscope
