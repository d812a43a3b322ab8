// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/agreement/adjudication_panel.h"

#include "ui/base/agreement_source.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/agreement_table.h"
#include "ui/views/figure_view.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int mostKeys = 9;

QString labelText(const Label &label, const LabelScheme &scheme)
{
    const LabelCode *code = scheme.find(label.code);
    QStringList parts{code ? QStringLiteral("%1 %2").arg(qs(label.code), qs(code->name))
                           : qs(label.code)};
    if (label.severity)
        parts << AdjudicationPanel::tr("severity %1").arg(*label.severity);
    if (label.effect)
        parts << qs(name(*label.effect));
    if (label.confidence)
        parts << AdjudicationPanel::tr("sure %1 of 3").arg(*label.confidence);
    QString text = parts.join(QStringLiteral(" · "));
    if (!label.note.empty())
        text += QStringLiteral("\n    “%1”").arg(qs(label.note));
    return text;
}

QString statementText(const std::vector<Label> &labels, const LabelScheme &scheme)
{
    QStringList lines;
    for (const Label &label : labels)
        lines << labelText(label, scheme);
    return lines.isEmpty() ? AdjudicationPanel::tr("no divergence here")
                           : lines.join(QLatin1Char('\n'));
}

QString textOf(const std::shared_ptr<const Dialogue> &dialogue, const std::optional<int> &turn)
{
    if (!dialogue || !turn || *turn < 0 || *turn >= static_cast<int>(dialogue->turns.size()))
        return {};
    return qs(dialogue->turns[static_cast<std::size_t>(*turn)].text.value_or(std::string()));
}

/// What the agent said last before a turn: without it the user's words are hard to judge.
QString agentBefore(const std::shared_ptr<const Dialogue> &dialogue, const std::optional<int> &turn)
{
    for (int i = turn ? *turn - 1 : -1; dialogue && i >= 0; --i) {
        const Turn &before = dialogue->turns[static_cast<std::size_t>(i)];
        if (before.role == Role::Agent && before.text && !before.text->empty())
            return qs(*before.text);
    }
    return {};
}
} // namespace

AdjudicationPanel::AdjudicationPanel(Workspace &workspace, AgreementSource &source, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_source(source), m_summary(new PlainLabel),
      m_list(new FigureView(tr("What annotators differ in"))), m_place(new PlainLabel),
      m_words(new QPlainTextEdit)
{
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(10, 6, 10, 4);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    QFont bold = m_place->font();
    bold.setBold(true);
    m_place->setFont(bold);
    m_place->setWordWrap(true);
    m_words->setReadOnly(true);
    m_words->setAccessibleName(tr("What the two users say there"));

    auto *detail = new QWidget;
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_place);
    column->addWidget(m_words, 1);
    auto *cards = new QWidget;
    m_statements = new QVBoxLayout(cards);
    m_statements->setContentsMargins(0, 0, 0, 0);
    m_statements->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(cards);
    column->addWidget(scroll, 1);
    column->addWidget(makeDecision());

    auto *splitter = new QSplitter;
    splitter->addWidget(m_list);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(splitter, 1);

    makeKeys();
    connect(m_list, &FigureView::keyChosen, this, &AdjudicationPanel::show);
    connect(m_list, &FigureView::keyOpened, this, [this] { m_open->click(); });
    connect(&m_source, &AgreementSource::changed, this, &AdjudicationPanel::refresh);
    refresh();
}

QWidget *AdjudicationPanel::makeDecision()
{
    m_none = new QPushButton(tr("&0  No divergence"));
    m_other = new QPushButton(tr("Other codes … (E)"));
    m_open = new QPushButton(tr("Show in the pair (Enter)"));
    m_flag = new QCheckBox(tr("The guideline needs work here (G)"));
    m_note = new QLineEdit;
    m_note->setPlaceholderText(tr("Why, for the final label (C)"));
    m_note->setAccessibleName(tr("Note on the decision"));
    m_final = new PlainLabel;
    m_final->setWordWrap(true);
    m_final->setForegroundRole(QPalette::PlaceholderText);
    auto *decision = new QWidget;
    auto *column = new QVBoxLayout(decision);
    column->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_none);
    buttons->addWidget(m_other);
    buttons->addStretch(1);
    buttons->addWidget(m_open);
    column->addLayout(buttons);
    column->addWidget(m_note);
    column->addWidget(m_flag);
    column->addWidget(m_final);
    connect(m_none, &QPushButton::clicked, this, &AdjudicationPanel::decideNothing);
    connect(m_other, &QPushButton::clicked, this, &AdjudicationPanel::decideOtherwise);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const Conflict *conflict = current())
            Q_EMIT placeRequested(conflict->real, conflict->sim, conflict->row);
    });
    return decision;
}

void AdjudicationPanel::makeKeys()
{
    const auto key = [this](const QKeySequence &keys, auto run) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    for (int i = 0; i < mostKeys; ++i)
        key(QKeySequence(QString::number(i + 1)), [this, i] { adoptStatement(i); });
    key(Qt::Key_0, [this] { decideNothing(); });
    key(Qt::Key_E, [this] { decideOtherwise(); });
    key(Qt::Key_G, [this] { m_flag->toggle(); });
    key(Qt::Key_C, [this] { m_note->setFocus(Qt::ShortcutFocusReason); });
    key(Qt::Key_N, [this] { goToUnsolved(1); });
    key(Qt::Key_P, [this] { goToUnsolved(-1); });
    connect(m_note, &QLineEdit::returnPressed, m_list, qOverload<>(&QWidget::setFocus));
}

void AdjudicationPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_list->setFocus();
}

QString AdjudicationPanel::summary() const
{
    return m_summary->text();
}

const Conflict *AdjudicationPanel::current() const
{
    const std::shared_ptr<const Adjudication> all = m_source.adjudication();
    bool isIndex = false;
    const auto index = static_cast<std::size_t>(m_key.toUInt(&isIndex));
    return all && isIndex && index < all->conflicts.size() ? &all->conflicts[index] : nullptr;
}

void AdjudicationPanel::refresh()
{
    const std::shared_ptr<const Adjudication> all = m_source.adjudication();
    if (!all) {
        m_summary->setText(m_source.isComputing() ? tr("Comparing the annotators …")
                                                  : tr("Nothing is labelled yet."));
        m_list->setFigures({});
        show({});
        return;
    }
    QStringList flags;
    for (const FlagCount &flag : all->flags)
        flags << tr("%1 (%2)").arg(qs(flag.code)).arg(flag.labels);
    QString text = tr("Of the places that two or more judged, %1 are unanimous, %2 decided, %3 "
                      "open. %4 were judged by one.")
                       .arg(all->unanimous)
                       .arg(all->adjudicated)
                       .arg(all->unresolved)
                       .arg(all->single);
    if (!flags.isEmpty())
        text += QLatin1Char(' ') +
                tr("The guideline needs work for %1.").arg(flags.join(QStringLiteral(", ")));
    m_summary->setText(text);
    m_list->setFigures(conflictTable(*all));
    if (m_list->currentKey().isEmpty())
        goToUnsolved(1);
    show(m_list->currentKey());
}

void AdjudicationPanel::show(const QString &key)
{
    const bool isNew = key != m_key;
    m_key = key;
    qDeleteAll(m_adopt);
    m_adopt.clear();
    const Conflict *conflict = current();
    const bool canWrite = conflict && !m_workspace.isReadOnly() && !m_isSettling;
    for (QWidget *widget : {static_cast<QWidget *>(m_none), static_cast<QWidget *>(m_other),
                            static_cast<QWidget *>(m_flag), static_cast<QWidget *>(m_note)})
        widget->setEnabled(canWrite);
    m_open->setEnabled(conflict);
    if (!conflict) {
        m_place->setText(m_source.adjudication() ? tr("Nobody differs in anything.") : QString());
        m_words->clear();
        m_final->clear();
        return;
    }
    m_place->setText(
        conflict->row < 0
            ? tr("%1: the whole pair, %2").arg(qs(conflict->task.value()), qs(conflict->simulator))
            : tr("%1, row %2, %3")
                  .arg(qs(conflict->task.value()))
                  .arg(conflict->row + 1)
                  .arg(qs(conflict->simulator)));
    const LabelScheme &scheme = m_workspace.desk().scheme();
    int number = 0;
    for (const Statement &statement : conflict->statements) {
        ++number;
        auto *button = new QPushButton(tr("%1  %2: %3")
                                           .arg(QString::number(number), qs(statement.annotator),
                                                statementText(statement.labels, scheme))
                                           .replace(QLatin1Char('&'), QLatin1String("&&")));
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 6px;"));
        button->setAccessibleName(tr("Adopt what %1 says").arg(qs(statement.annotator)));
        button->setToolTip(plainToolTip(tr("Adopt (key %1)").arg(number)));
        button->setEnabled(canWrite);
        connect(button, &QPushButton::clicked, this,
                [this, index = number - 1] { adoptStatement(index); });
        m_statements->insertWidget(number - 1, button);
        m_adopt << button;
    }
    m_final->setText(m_isSettling && m_key == m_settling ? PendingChanges::reason()
                     : m_isSettling ? tr("The decision before this one is not stored yet.")
                     : conflict->isSolved()
                         ? tr("Decided: %1").arg(statementText(conflict->finals, scheme))
                         : tr("Not decided yet. Keys: 1–9 adopt, 0 no divergence, N and P next and "
                              "previous open."));
    if (isNew) {
        m_flag->setChecked(conflict->flagged);
        m_note->setText(conflict->finals.empty() ? QString() : qs(conflict->finals.front().note));
    }
    showWords();
}

void AdjudicationPanel::showWords()
{
    const Conflict *conflict = current();
    const std::pair<DialogueId, DialogueId> of{conflict->real, conflict->sim};
    if (of != m_wordsOf) {
        m_wordsOf = of;
        m_real = m_workspace.dialogue(conflict->real);
        m_sim = m_workspace.dialogue(conflict->sim);
    }
    QStringList lines;
    const auto add = [&lines](const QString &who, const QString &text) {
        if (!text.isEmpty())
            lines << QStringLiteral("%1: %2").arg(who, text);
    };
    if (conflict->row < 0) {
        m_words->setPlainText(tr("Said of the pair as a whole: open it to read it."));
        return;
    }
    add(tr("agent before"), agentBefore(m_real, conflict->realTurn));
    add(tr("REAL USER"),
        conflict->realTurn ? textOf(m_real, conflict->realTurn) : tr("(says nothing here)"));
    add(tr("agent before"), agentBefore(m_sim, conflict->simTurn));
    add(tr("SIMULATED USER"),
        conflict->simTurn ? textOf(m_sim, conflict->simTurn) : tr("(says nothing here)"));
    m_words->setPlainText(lines.join(QStringLiteral("\n\n")));
}

void AdjudicationPanel::addUnanimous(Decision &decision) const
{
    const std::shared_ptr<const RatingUnits> units = m_source.units();
    const Conflict *conflict = current();
    if (!units || !conflict || units->pairs[units->units[conflict->unit].pair].hasFinals)
        return;
    // A pair with final labels counts by them alone: what all agreed on is final with the first.
    for (Label &label : unanimousFinals(*units, utf8(m_workspace.desk().annotator())))
        if (label.realDialogue == conflict->real && label.simDialogue == conflict->sim)
            decision.add.push_back(std::move(label));
}

void AdjudicationPanel::settle(Decision decision)
{
    if (m_isSettling)
        return;
    for (Label &label : decision.add) {
        if (!m_note->text().trimmed().isEmpty())
            label.note = utf8(m_note->text().trimmed());
        label.flagged = m_flag->isChecked();
    }
    addUnanimous(decision);
    m_isSettling = true;
    m_settling = m_key;
    m_workspace.changeLabels(std::move(decision.add), std::move(decision.remove), this,
                             [this, before = m_key](const Result<void> &done) {
                                 m_isSettling = false;
                                 settled(before, bool(done));
                             });
    if (m_isSettling)
        show(m_key);
}

void AdjudicationPanel::settled(const QString &key, bool isStored)
{
    // What failed is told by the workspace; then nothing is shown as decided.
    if (isStored && m_key == key) {
        m_note->clear();
        goToUnsolved(1);
    }
    // The buttons were out of reach while it waited.
    show(m_key);
}

void AdjudicationPanel::adoptStatement(int statement)
{
    const Conflict *conflict = current();
    if (!conflict || m_workspace.isReadOnly() || statement < 0 ||
        statement >= static_cast<int>(conflict->statements.size()))
        return;
    settle(adopt(*conflict, static_cast<std::size_t>(statement),
                 utf8(m_workspace.desk().annotator())));
}

void AdjudicationPanel::decideNothing()
{
    const Conflict *conflict = current();
    if (conflict && !m_workspace.isReadOnly())
        settle(decideNoDivergence(*conflict, utf8(m_workspace.desk().annotator())));
}

void AdjudicationPanel::decideOtherwise()
{
    if (!current() || m_workspace.isReadOnly() || m_isSettling)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("FinalCodes"));
    dialog->setWindowTitle(tr("Decide otherwise"));
    dialog->setLabelText(tr("Codes, separated by blanks: C1 I2"));
    connect(dialog, &QInputDialog::textValueSelected, this, &AdjudicationPanel::decideCodes);
    dialog->open();
}

void AdjudicationPanel::decideCodes(const QString &codes)
{
    const Conflict *conflict = current();
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    std::vector<Label> labels;
    QStringList unknown;
    for (const QString &code : codes.split(between, Qt::SkipEmptyParts)) {
        const QString known = code.toUpper();
        if (!m_workspace.desk().scheme().find(utf8(known))) {
            unknown << code;
            continue;
        }
        Label label;
        label.code = utf8(known);
        labels.push_back(label);
    }
    if (!conflict || !unknown.isEmpty() || labels.empty()) {
        if (!unknown.isEmpty())
            m_final->setText(tr("Not decided: the scheme has no code %1.")
                                 .arg(unknown.join(QStringLiteral(", "))));
        return;
    }
    settle(decide(*conflict, labels, utf8(m_workspace.desk().annotator())));
}

void AdjudicationPanel::goToUnsolved(int step)
{
    const std::shared_ptr<const Adjudication> all = m_source.adjudication();
    if (!all)
        return;
    bool isIndex = false;
    const auto index = static_cast<std::size_t>(m_key.toUInt(&isIndex));
    const std::optional<std::size_t> from = isIndex ? std::optional(index) : std::nullopt;
    const auto next = step > 0 ? nextUnsolved(*all, from) : previousUnsolved(*all, from);
    if (next)
        m_list->setCurrentKey(QString::number(*next));
}
} // namespace gapscope
