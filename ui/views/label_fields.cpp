// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/label_fields.h"

#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace gapscope {
namespace {
constexpr int mostWords = 40;

template <class Value>
std::function<void(Label &)> flip(std::optional<Value> Label::*field, Value value)
{
    return [field, value](Label &label) {
        label.*field = label.*field == value ? std::nullopt : std::optional<Value>(value);
    };
}

template <class Value>
std::function<bool(const Label &)> has(std::optional<Value> Label::*field, Value value)
{
    return [field, value](const Label &label) { return label.*field == value; };
}
} // namespace

LabelFields::LabelFields(LabelDesk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_onset(new QCheckBox(tr("First divergence of the pair"))),
      m_words(new QToolButton), m_note(new QLineEdit)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);

    QHBoxLayout *severity = addRow(grid, LabelField::Severity, tr("Severity"));
    for (int i = 0; i <= 3; ++i)
        addChoice(severity, QString::number(i), tr("Severity %1 (Shift+%1)").arg(i),
                  has(&Label::severity, i), flip(&Label::severity, i));
    QHBoxLayout *direction = addRow(grid, LabelField::Direction, tr("Direction"));
    m_more = addChoice(direction, tr("sim +"), tr("The simulated user shows more of it"),
                       has(&Label::direction, LabelDirection::More),
                       flip(&Label::direction, LabelDirection::More));
    m_less = addChoice(direction, tr("sim −"), tr("The simulated user shows less of it"),
                       has(&Label::direction, LabelDirection::Less),
                       flip(&Label::direction, LabelDirection::Less));
    QHBoxLayout *effect = addRow(grid, LabelField::Effect, tr("Effect"));
    const std::pair<LabelEffect, QString> effects[] = {{LabelEffect::Helped, tr("helped")},
                                                       {LabelEffect::Neutral, tr("neutral")},
                                                       {LabelEffect::Hindered, tr("hindered")}};
    for (const auto &[value, text] : effects)
        addChoice(effect, text, tr("What it did to the agent: %1").arg(text),
                  has(&Label::effect, value), flip(&Label::effect, value));
    QHBoxLayout *confidence = addRow(grid, LabelField::Confidence, tr("Sure"));
    const std::pair<int, QString> levels[] = {{1, tr("low")}, {2, tr("medium")}, {3, tr("high")}};
    for (const auto &[value, text] : levels)
        addChoice(confidence, text, tr("How sure you are: %1").arg(text),
                  has(&Label::confidence, value), flip(&Label::confidence, value));
    m_directions = direction;
    for (QHBoxLayout *row : {severity, direction, effect, confidence})
        row->addStretch(1);

    m_words->setText(tr("Selected words"));
    m_words->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_words->setAccessibleName(tr("The selected words are what the label is about"));
    connect(m_words, &QToolButton::clicked, this, &LabelFields::wordsWanted);
    const int words = grid->rowCount();
    auto *wordsName = new PlainLabel(tr("Words"));
    grid->addWidget(wordsName, words, 0);
    m_of.emplace_back(LabelField::Span, wordsName);
    m_of.emplace_back(LabelField::Span, m_words);
    grid->addWidget(m_words, words, 1);
    grid->addWidget(m_onset, words + 1, 0, 1, 2);
    connect(m_onset, &QCheckBox::clicked, this,
            [this](bool on) { m_desk.change([on](Label &label) { label.onset = on; }); });

    m_note->setPlaceholderText(tr("Note (Enter saves)"));
    m_note->setAccessibleName(tr("Note on the label"));
    grid->addWidget(m_note, words + 2, 0, 1, 2);
    m_of.emplace_back(LabelField::Note, m_note);
    connect(m_note, &QLineEdit::editingFinished, this, &LabelFields::saveNote);
    connect(m_note, &QLineEdit::returnPressed, this, &LabelFields::noteEnded);
    connect(m_note, &QLineEdit::textEdited, this, [this] { m_desk.stopWaiting(); });
    connect(&desk, &LabelDesk::changed, this, &LabelFields::refresh);
    setWords({}, {});
    refresh();
}

QHBoxLayout *LabelFields::addRow(QGridLayout *grid, LabelField field, const QString &title)
{
    const int row = grid->rowCount();
    auto *name = new PlainLabel(title);
    auto *room = new QWidget;
    auto *buttons = new QHBoxLayout(room);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(3);
    grid->addWidget(name, row, 0);
    grid->addWidget(room, row, 1);
    m_of.emplace_back(field, name);
    m_of.emplace_back(field, room);
    return buttons;
}

QToolButton *LabelFields::addChoice(QHBoxLayout *row, const QString &text, const QString &name,
                                    std::function<bool(const Label &)> isSet,
                                    std::function<void(Label &)> toggle)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setCheckable(true);
    button->setAccessibleName(name);
    button->setToolTip(plainToolTip(name));
    connect(button, &QToolButton::clicked, this,
            [this, toggle = std::move(toggle)] { m_desk.change(toggle); });
    row->addWidget(button);
    m_choices.push_back({button, std::move(isSet)});
    return button;
}

void LabelFields::refresh()
{
    const std::optional<Label> label = m_desk.current();
    setEnabled(label && m_desk.canLabel());
    const LabelCode *code = label ? m_desk.scheme().find(label->code) : nullptr;
    for (const auto &[field, widget] : m_of)
        widget->setVisible(!code || code->fieldUse(field) != FieldUse::Off);
    for (const Choice &choice : m_choices)
        choice.button->setChecked(label && choice.isSet(*label));
    m_onset->setChecked(label && label->onset);
    showDirections();
    // What somebody is typing, or typed and is not stored yet, is not overwritten, unless another
    // label is at hand now.
    const LabelId of = label ? label->id : LabelId();
    const bool isTyping = m_note->hasFocus() && m_note->isModified();
    if (of != m_noteOf || !(isTyping || m_desk.canRetry()))
        m_note->setText(label ? qs(label->note) : QString());
    m_noteOf = of;
}

void LabelFields::showDirections()
{
    const bool isBlind = m_desk.blind().sides;
    m_more->setText(isBlind ? tr("%1 +").arg(m_desk.sideName(false)) : tr("sim +"));
    m_less->setText(isBlind ? tr("%1 +").arg(m_desk.sideName(true)) : tr("sim −"));
    const QString tips[] = {tr("The simulated user shows more of it"),
                            tr("The simulated user shows less of it"),
                            tr("This side shows more of it")};
    m_more->setToolTip(plainToolTip(tips[isBlind ? 2 : 0]));
    m_less->setToolTip(plainToolTip(tips[isBlind ? 2 : 1]));
    m_more->setAccessibleName(isBlind ? m_more->text() : tips[0]);
    m_less->setAccessibleName(isBlind ? m_less->text() : tips[1]);
    // The left one first: their order must not tell either.
    const bool isMoreFirst = !isBlind || !m_desk.isRealAtLeft();
    m_directions->removeWidget(m_more);
    m_directions->insertWidget(isMoreFirst ? 0 : 1, m_more);
}

void LabelFields::setWords(const QString &real, const QString &sim)
{
    const auto quoted = [](const QString &words) {
        return QStringLiteral("“%1”").arg(
            words.size() > mostWords ? words.left(mostWords - 1) + QChar(0x2026) : words);
    };
    QStringList parts;
    for (const bool isReal : {m_desk.isRealAtLeft(), !m_desk.isRealAtLeft()}) {
        const QString &words = isReal ? real : sim;
        if (!words.isEmpty())
            parts << tr("%1 %2").arg(m_desk.sideName(isReal), quoted(words));
    }
    const QString all = parts.join(QStringLiteral(" · "));
    m_words->setText(all.isEmpty() ? tr("Selected words")
                                   : m_words->fontMetrics().elidedText(all, Qt::ElideRight, 150));
    m_words->setToolTip(plainToolTip(
        all.isEmpty() ? tr("Select words in a turn of this row, then press here: the label is "
                           "about them (T)")
                      : tr("%1\nSelect other words and press again to change, or press with "
                           "nothing selected to take them away (T)")
                            .arg(all)));
}

void LabelFields::editNote()
{
    if (!isEnabled())
        return;
    m_desk.stopWaiting();
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void LabelFields::saveNote()
{
    const std::optional<Label> label = m_desk.current();
    if (!label || label->id != m_noteOf || !m_note->isModified() ||
        qs(label->note) == m_note->text())
        return;
    if (m_desk.setNote(label->id, utf8(m_note->text())))
        m_note->setModified(false);
}
} // namespace gapscope
