// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/label_editor.h"

#include "core/label/label_scheme.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int idRole = Qt::UserRole;
constexpr int quickButtonsPerRow = 5;
} // namespace

LabelEditor::LabelEditor(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_state(new PlainLabel), m_list(new QListWidget),
      m_codes(new QComboBox), m_note(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);

    auto *quick = new QGridLayout;
    quick->setSpacing(4);
    int count = 0;
    for (const LabelCode &code : divergenceScheme().codes) {
        if (code.key.empty())
            continue;
        auto *button = new QToolButton;
        button->setText(tr("%1  %2").arg(qs(code.key), qs(code.code)));
        button->setToolTip(tr("%1: %2").arg(qs(code.name), qs(code.definition)).toHtmlEscaped());
        button->setAccessibleName(tr("Label %1 %2").arg(qs(code.code), qs(code.name)));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const QString name = qs(code.code);
        connect(button, &QToolButton::clicked, this, [this, name] { toggle(name); });
        quick->addWidget(button, count / quickButtonsPerRow, count % quickButtonsPerRow);
        ++count;
    }
    layout->addLayout(quick);

    m_codes->setAccessibleName(tr("All label codes"));
    m_codes->addItem(tr("Add another code …"));
    for (const LabelCode &code : divergenceScheme().codes) {
        m_codes->addItem(tr("%1  %2").arg(qs(code.code), qs(code.name)), qs(code.code));
        m_codes->setItemData(m_codes->count() - 1, qs(code.definition).toHtmlEscaped(),
                             Qt::ToolTipRole);
    }
    m_codes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layout->addWidget(m_codes);

    m_list->setAccessibleName(tr("Labels of this row"));
    m_list->setMaximumHeight(96);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list);

    auto *severity = new QHBoxLayout;
    severity->setSpacing(4);
    severity->addWidget(new PlainLabel(tr("Severity")));
    for (int i = 0; i <= 3; ++i) {
        auto *button = new QToolButton;
        button->setText(QString::number(i));
        button->setCheckable(true);
        button->setAccessibleName(tr("Severity %1").arg(i));
        connect(button, &QToolButton::clicked, this, [this, i] { setSeverity(i); });
        severity->addWidget(button);
        m_severities.append(button);
    }
    severity->addStretch();
    layout->addLayout(severity);

    m_note->setPlaceholderText(tr("Note (Enter saves)"));
    m_note->setAccessibleName(tr("Note on the label"));
    layout->addWidget(m_note);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setWordWrap(true);
    layout->addWidget(m_state);

    connect(m_codes, &QComboBox::activated, this, [this](int index) {
        const QString code = m_codes->itemData(index).toString();
        m_codes->setCurrentIndex(0);
        if (!code.isEmpty())
            toggle(code);
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (m_filling)
            return;
        m_selectedId = item ? item->data(idRole).toString() : QString();
        refresh();
    });
    connect(m_note, &QLineEdit::editingFinished, this, &LabelEditor::saveNote);
    connect(&m_workspace, &Workspace::labelsChanged, this, &LabelEditor::refresh);
    connect(&m_workspace, &Workspace::alignedRowChanged, this, &LabelEditor::refresh);
    connect(&m_workspace, &Workspace::closed, this, &LabelEditor::refresh);
    refresh();
}

const Label *LabelEditor::current() const
{
    const auto found = std::find_if(m_labels.begin(), m_labels.end(), [&](const Label &label) {
        return qs(label.id.value()) == m_selectedId;
    });
    return found == m_labels.end() ? nullptr : &*found;
}

void LabelEditor::refresh()
{
    m_filling = true;
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    m_labels.clear();
    if (pair && m_workspace.alignedRow() >= 0) {
        for (const Label &label : pair->labels) {
            if (m_workspace.rowOfLabel(label) == m_workspace.alignedRow())
                m_labels.push_back(label);
        }
    }
    if (!current())
        m_selectedId = m_labels.empty() ? QString() : qs(m_labels.back().id.value());
    m_list->clear();
    for (const Label &label : m_labels) {
        const LabelCode *code = divergenceScheme().find(label.code);
        QString text = qs(label.code);
        if (code)
            text += QStringLiteral("  ") + qs(code->name);
        if (label.severity)
            text += tr(" · severity %1").arg(*label.severity);
        if (!label.note.empty())
            text += QStringLiteral(" · ") + qs(label.note);
        if (m_workspace.placeOfLabel(label).stale)
            text = tr("%1 · stale: its row is gone").arg(text);
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(idRole, qs(label.id.value()));
        if (qs(label.id.value()) == m_selectedId)
            m_list->setCurrentItem(item);
    }
    const Label *label = current();
    for (int i = 0; i < m_severities.size(); ++i) {
        m_severities[i]->setEnabled(label);
        m_severities[i]->setChecked(label && label->severity == i);
    }
    m_note->setEnabled(label);
    if (!m_note->hasFocus() || !m_note->isModified())
        m_note->setText(label ? qs(label->note) : QString());
    const bool possible = m_workspace.isOpen() && !m_workspace.isReadOnly() && pair && pair->real &&
                          pair->sim && m_workspace.alignedRow() >= 0;
    setEnabled(possible);
    if (m_workspace.isReadOnly())
        m_state->setText(tr("The workspace is read-only: labels cannot be set."));
    else if (!possible)
        m_state->setText(tr("Choose a user's row to label it."));
    else
        m_state->setText(m_labels.empty() ? tr("No label on this row.")
                                          : tr("%n label(s), saved.", nullptr,
                                               static_cast<int>(m_labels.size())));
    m_filling = false;
}

void LabelEditor::toggle(const QString &code)
{
    const auto found = std::find_if(m_labels.begin(), m_labels.end(),
                                    [&](const Label &label) { return qs(label.code) == code; });
    // What failed is told by the workspace's signal, and nothing that was not stored is shown.
    if (found != m_labels.end()) {
        static_cast<void>(m_workspace.removeLabel(Label(*found)));
        return;
    }
    m_selectedId.clear();
    static_cast<void>(m_workspace.addLabel(utf8(code)));
}

void LabelEditor::removeCurrent()
{
    if (const Label *label = current())
        static_cast<void>(m_workspace.removeLabel(Label(*label)));
}

void LabelEditor::setSeverity(int severity)
{
    const Label *label = current();
    if (!label)
        return;
    Label changed = *label;
    if (changed.severity == severity)
        changed.severity.reset();
    else
        changed.severity = severity;
    static_cast<void>(m_workspace.updateLabel(changed));
}

void LabelEditor::editNote()
{
    if (!m_note->isEnabled())
        return;
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void LabelEditor::saveNote()
{
    const Label *label = current();
    if (!label || !m_note->isModified() || qs(label->note) == m_note->text())
        return;
    Label changed = *label;
    changed.note = utf8(m_note->text());
    m_note->setModified(false);
    static_cast<void>(m_workspace.updateLabel(changed));
}
} // namespace gapscope
