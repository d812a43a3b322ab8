// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/label_editor.h"

#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/views/label_fields.h"
#include "ui/views/label_history_dialog.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int idRole = Qt::UserRole;
constexpr int quickButtonsPerRow = 5;
constexpr int waitSteps = 100;
} // namespace

LabelEditor::LabelEditor(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_desk(workspace.desk()),
      m_annotator(new QToolButton), m_target(new QComboBox), m_codes(new QComboBox),
      m_list(new QListWidget), m_fields(new LabelFields(m_desk)), m_wait(new QProgressBar),
      m_state(new PlainLabel), m_retry(new QToolButton)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);

    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    m_annotator->setToolTip(plainToolTip(tr("Who labels; press to change")));
    m_target->setAccessibleName(tr("What is labelled"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    head->addWidget(m_target, 1);
    head->addWidget(m_annotator);
    layout->addLayout(head);

    m_quick = new QGridLayout;
    m_quick->setSpacing(4);
    layout->addLayout(m_quick);

    m_codes->setAccessibleName(tr("All label codes"));
    m_codes->setEditable(true);
    m_codes->setInsertPolicy(QComboBox::NoInsert);
    m_codes->lineEdit()->setPlaceholderText(tr("Another code (L) …"));
    m_codes->completer()->setFilterMode(Qt::MatchContains);
    m_codes->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_codes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    layout->addWidget(m_codes);

    m_list->setAccessibleName(tr("Labels set here"));
    m_list->setMaximumHeight(110);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list);
    layout->addWidget(m_fields);

    m_wait->setRange(0, waitSteps);
    m_wait->setTextVisible(false);
    m_wait->setFixedHeight(4);
    m_wait->setAccessibleName(tr("Time until the next row"));
    layout->addWidget(m_wait);
    auto *state = new QHBoxLayout;
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setWordWrap(true);
    m_state->setAccessibleName(tr("Whether the labels are saved"));
    m_retry->setText(tr("Try again"));
    state->addWidget(m_state, 1);
    state->addWidget(m_retry);
    layout->addLayout(state);

    connect(m_annotator, &QToolButton::clicked, this, &LabelEditor::askWho);
    connect(m_target, &QComboBox::activated, this, [this](int index) {
        m_desk.setTarget(static_cast<LabelTarget>(m_target->itemData(index).toInt()));
    });
    connect(m_codes, &QComboBox::activated, this, [this](int index) {
        const QString code = m_codes->itemData(index).toString();
        m_codes->setCurrentIndex(-1);
        m_codes->clearEditText();
        if (!code.isEmpty())
            take(code);
    });
    connect(m_codes->lineEdit(), &QLineEdit::returnPressed, this, &LabelEditor::takeTyped);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling && item && item->flags().testFlag(Qt::ItemIsSelectable))
            m_desk.setCurrent(LabelId(utf8(item->data(idRole).toString())));
    });
    connect(m_retry, &QToolButton::clicked, &m_desk, &LabelDesk::retry);
    connect(&m_desk, &LabelDesk::changed, this, &LabelEditor::refresh);
    connect(&m_desk, &LabelDesk::targetChanged, this, &LabelEditor::refresh);
    connect(&m_desk, &LabelDesk::schemeChanged, this, &LabelEditor::fillCodes);
    connect(&m_desk, &LabelDesk::waitingChanged, this, &LabelEditor::refreshWait);
    connect(&m_workspace, &Workspace::pairSelected, this, &LabelEditor::refresh);
    fillCodes();
    refresh();
    refreshWait();
}

QLineEdit *LabelEditor::note() const
{
    return m_fields->note();
}

QString LabelEditor::stateText() const
{
    return m_state->text();
}

void LabelEditor::fillCodes()
{
    while (QLayoutItem *item = m_quick->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_codes->clear();
    int count = 0;
    for (const LabelCode &code : m_desk.scheme().codes) {
        if (code.retired)
            continue;
        const QString tip = plainToolTip(tr("%1: %2").arg(qs(code.name), qs(code.definition)));
        m_codes->addItem(tr("%1  %2").arg(qs(code.code), qs(code.name)), qs(code.code));
        m_codes->setItemData(m_codes->count() - 1, tip, Qt::ToolTipRole);
        if (code.key.empty())
            continue;
        auto *button = new QToolButton;
        button->setText(tr("%1  %2").arg(qs(code.key), qs(code.code)));
        button->setToolTip(tip);
        button->setAccessibleName(tr("Label %1 %2").arg(qs(code.code), qs(code.name)));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QToolButton::clicked, this,
                [this, name = code.code] { m_desk.toggle(name); });
        m_quick->addWidget(button, count / quickButtonsPerRow, count % quickButtonsPerRow);
        ++count;
    }
    m_codes->setCurrentIndex(-1);
    m_codes->clearEditText();
}

void LabelEditor::takeTyped()
{
    // Empty where the list has taken it already.
    const QString typed = m_codes->currentText().trimmed();
    int found = -1;
    for (int i = 0; i < m_codes->count() && !typed.isEmpty(); ++i) {
        const bool isCode =
            m_codes->itemData(i).toString().compare(typed, Qt::CaseInsensitive) == 0;
        if (isCode || (found < 0 && m_codes->itemText(i).contains(typed, Qt::CaseInsensitive)))
            found = i;
        if (isCode)
            break;
    }
    if (found < 0)
        return;
    const QString code = m_codes->itemData(found).toString();
    m_codes->setCurrentIndex(-1);
    m_codes->clearEditText();
    take(code);
}

void LabelEditor::take(const QString &code)
{
    if (m_recoding)
        m_desk.recode(utf8(code));
    else
        m_desk.toggle(utf8(code));
    setRecoding(false);
    Q_EMIT codeTaken();
}

void LabelEditor::setRecoding(bool recoding)
{
    m_recoding = recoding;
    const std::optional<Label> label = m_desk.current();
    m_codes->lineEdit()->setPlaceholderText(
        recoding && label ? tr("Instead of %1 …").arg(qs(label->code)) : tr("Another code (L) …"));
}

void LabelEditor::changeCode()
{
    if (!m_desk.current())
        return;
    chooseCode();
    setRecoding(true);
}

void LabelEditor::fillTargets()
{
    std::pair<LabelTarget, QString> targets[] = {
        {LabelTarget::Row, tr("This row")},
        {LabelTarget::RealTurn, tr("The %1 turn alone").arg(m_desk.sideName(true))},
        {LabelTarget::SimTurn, tr("The %1 turn alone").arg(m_desk.sideName(false))},
        {LabelTarget::Pair, tr("The whole pair")},
        {LabelTarget::RealDialogue, tr("The %1 dialogue").arg(m_desk.sideName(true))},
        {LabelTarget::SimDialogue, tr("The %1 dialogue").arg(m_desk.sideName(false))}};
    // Left before right.
    if (!m_desk.isRealAtLeft()) {
        std::swap(targets[1], targets[2]);
        std::swap(targets[4], targets[5]);
    }
    m_target->clear();
    for (const auto &[target, text] : targets) {
        m_target->addItem(text, static_cast<int>(target));
        if (target == m_desk.target())
            m_target->setCurrentIndex(m_target->count() - 1);
    }
}

void LabelEditor::addItem(const Label &label, bool isMine)
{
    const LabelCode *code = m_desk.scheme().find(label.code);
    QString text = qs(label.code);
    if (code)
        text += QStringLiteral("  ") + qs(code->name);
    if (label.severity)
        text += tr(" · severity %1").arg(*label.severity);
    if (!label.note.empty())
        text += QStringLiteral(" · ") + qs(label.note);
    if (m_workspace.placeOfLabel(label).stale)
        text = tr("%1 · stale: its row is gone").arg(text);
    if (!isMine)
        text = label.kind == LabelKind::Final ? tr("final: %1").arg(text)
                                              : tr("%1: %2").arg(qs(label.annotator), text);
    auto *item = new QListWidgetItem(text, m_list);
    item->setData(idRole, qs(label.id.value()));
    item->setToolTip(plainToolTip(text));
    if (!isMine) {
        item->setFlags(Qt::ItemIsEnabled);
        item->setForeground(palette().placeholderText());
    }
}

void LabelEditor::refresh()
{
    m_filling = true;
    m_annotator->setText(tr("as %1").arg(m_desk.annotator()));
    m_annotator->setAccessibleName(tr("Labelling as %1").arg(m_desk.annotator()));
    fillTargets();
    const std::optional<Label> current = m_desk.current();
    m_list->clear();
    for (const Label &label : m_desk.labels()) {
        addItem(label, true);
        if (current && label.id == current->id)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    for (const Label &label : m_desk.others())
        addItem(label, false);
    const bool possible = m_desk.canLabel();
    for (QToolButton *button : findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly))
        if (button != m_annotator && button != m_retry)
            button->setEnabled(possible);
    m_codes->setEnabled(possible);
    m_list->setEnabled(m_list->count() > 0);
    refreshState();
    m_filling = false;
}

void LabelEditor::refreshState()
{
    m_retry->setVisible(m_desk.canRetry());
    if (!m_desk.unsaved().isEmpty())
        m_state->setText(tr("Not saved. %1").arg(m_desk.unsaved()));
    else if (m_workspace.isReadOnly())
        m_state->setText(tr("The workspace is read-only: labels cannot be set."));
    else if (!m_desk.canLabel())
        m_state->setText(tr("Choose a user's row to label it."));
    else if (const QString lacking = m_desk.lacking(); !lacking.isEmpty())
        m_state->setText(tr("Saved, but %1.").arg(lacking));
    else if (m_desk.savedAt().isValid())
        m_state->setText(
            tr("Saved %1.").arg(m_desk.savedAt().time().toString(QStringLiteral("HH:mm:ss"))));
    else
        m_state->setText(m_list->count() == 0 ? tr("No label here.") : tr("All saved."));
}

void LabelEditor::refreshWait()
{
    const double left = m_desk.waiting();
    m_wait->setVisible(m_desk.autoAdvance() > 0);
    m_wait->setValue(static_cast<int>(left * waitSteps));
    if (left > 0.0)
        QTimer::singleShot(30, this, &LabelEditor::refreshWait);
}

void LabelEditor::chooseCode()
{
    if (!m_codes->isEnabled())
        return;
    setRecoding(false);
    m_desk.stopWaiting();
    m_codes->setFocus(Qt::ShortcutFocusReason);
    m_codes->lineEdit()->selectAll();
}

void LabelEditor::editNote()
{
    m_fields->editNote();
}

void LabelEditor::askWho()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Who labels"));
    dialog->setLabelText(tr("Name or pseudonym; it is stored with every label"));
    dialog->setTextValue(m_desk.annotator());
    connect(dialog, &QInputDialog::textValueSelected, &m_desk, &LabelDesk::setAnnotator);
    dialog->open();
}

bool LabelEditor::showHistory()
{
    const std::optional<Label> label = m_desk.current();
    if (label)
        showLabelHistory(m_workspace, label->id, window());
    return label.has_value();
}
} // namespace gapscope
