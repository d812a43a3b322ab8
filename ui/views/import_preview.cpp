// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/import_preview.h"

#include "core/model/markup.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/models/tool_text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QTextBlock>
#include <QTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
/// A preview is for recognising a file; the whole of it is read when it is imported.
constexpr std::size_t mostTurns = 200;
constexpr int mostLetters = 4000;
/// Of prompts and tool results, which would push the dialogue out of sight.
constexpr int mostQuietLetters = 240;
constexpr double laneShift = 56.0;

QString speaker(Role role)
{
    switch (role) {
    case Role::User:
        return ImportPreview::tr("User");
    case Role::Agent:
        return ImportPreview::tr("Agent");
    case Role::Tool:
        return ImportPreview::tr("Tool");
    case Role::System:
        return ImportPreview::tr("System");
    case Role::Note:
        return ImportPreview::tr("Note");
    }
    return {};
}

QString wordsOf(const Turn &turn)
{
    QStringList parts;
    if (turn.text && !turn.text->empty()) {
        QString text = qs(*turn.text);
        const bool spoken = turn.role == Role::User || turn.role == Role::Agent;
        const int most = spoken ? mostLetters : mostQuietLetters;
        if (text.size() > most)
            text = text.left(most) + QChar(0x2026);
        parts << text;
    }
    for (const ToolCall &call : turn.toolCalls)
        if (!standsInText(call))
            parts << QStringLiteral("→ ") +
                         firstLine(callLine(call, nullptr, Side::Real).text, 300);
    return parts.isEmpty() ? ImportPreview::tr("(no text)") : parts.join(QLatin1Char('\n'));
}

QColor ground(Role role, CorpusKind kind, const Theme &theme)
{
    if (role == Role::Agent)
        return theme.agentFill;
    if (role == Role::User && kind == CorpusKind::Real)
        return theme.realFill;
    if (role == Role::User && kind == CorpusKind::Simulated)
        return theme.simFill;
    return theme.page;
}

void appendTurn(QTextCursor &cursor, const Turn &turn, CorpusKind kind, const Theme &theme)
{
    QTextBlockFormat block;
    block.setBackground(ground(turn.role, kind, theme));
    const bool left = turn.role == Role::User;
    const bool quiet = turn.role != Role::User && turn.role != Role::Agent;
    block.setLeftMargin(left ? 0.0 : laneShift);
    block.setRightMargin(left ? laneShift : 0.0);
    QTextBlockFormat head = block;
    head.setTopMargin(6.0);
    QTextCharFormat who;
    who.setForeground(theme.mutedText);
    who.setFontWeight(QFont::DemiBold);
    QTextCharFormat words;
    words.setForeground(quiet ? theme.mutedText : theme.text);
    if (cursor.position() == 0) {
        cursor.setBlockFormat(head);
        cursor.setCharFormat(who);
    } else {
        cursor.insertBlock(head, who);
    }
    cursor.insertText(speaker(turn.role), who);
    cursor.insertBlock(block, words);
    cursor.insertText(wordsOf(turn), words);
}
} // namespace

ImportPreview::ImportPreview(QWidget *parent)
    : QWidget(parent), m_title(new PlainLabel), m_chooser(new QComboBox), m_text(new QTextEdit)
{
    m_title->setWordWrap(true);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_chooser->setAccessibleName(tr("Dialogue to preview"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(20);
    m_text->setReadOnly(true);
    m_text->setAcceptDrops(false);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("First dialogues of the selected file"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_chooser);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &ImportPreview::showDialogue);
    clear(tr("Choose a file to see its first dialogues."));
}

void ImportPreview::showFile(const FileInspection &inspection, CorpusKind kind)
{
    if (inspection.preview == m_dialogues && kind == m_kind && !m_dialogues.empty())
        return;
    m_kind = kind;
    m_dialogues = inspection.preview;
    QStringList parts{qs(inspection.formatTitle)};
    if (!inspection.userModel.empty())
        parts << tr("user: %1").arg(qs(inspection.userModel));
    if (!inspection.agentModel.empty())
        parts << tr("agent: %1").arg(qs(inspection.agentModel));
    m_title->setText(parts.join(QStringLiteral(" · ")));
    const int before = m_chooser->currentIndex();
    m_chooser->blockSignals(true);
    m_chooser->clear();
    for (const Dialogue &dialogue : m_dialogues) {
        const QString id = qs(dialogue.nativeId);
        m_chooser->addItem(id.isEmpty() ? tr("Dialogue %1").arg(m_chooser->count() + 1) : id);
    }
    m_chooser->setCurrentIndex(std::clamp(before, 0, std::max(0, m_chooser->count() - 1)));
    m_chooser->blockSignals(false);
    m_chooser->setVisible(m_chooser->count() > 1);
    showDialogue();
}

void ImportPreview::clear(const QString &reason)
{
    m_dialogues.clear();
    m_chooser->blockSignals(true);
    m_chooser->clear();
    m_chooser->blockSignals(false);
    m_chooser->setVisible(false);
    m_title->clear();
    m_text->clear();
    m_text->setPlaceholderText(reason);
}

void ImportPreview::showDialogue()
{
    m_text->clear();
    m_text->setPlaceholderText({});
    const int index = m_chooser->currentIndex();
    if (index < 0 || index >= static_cast<int>(m_dialogues.size()))
        return;
    const Theme theme = Theme::of(palette());
    const Dialogue &dialogue = m_dialogues[static_cast<std::size_t>(index)];
    QTextCursor cursor(m_text->document());
    cursor.beginEditBlock();
    const std::size_t shown = std::min(mostTurns, dialogue.turns.size());
    for (std::size_t i = 0; i < shown; ++i)
        appendTurn(cursor, dialogue.turns[i], m_kind, theme);
    if (shown < dialogue.turns.size()) {
        QTextCharFormat quiet;
        quiet.setForeground(theme.mutedText);
        cursor.insertBlock({}, quiet);
        cursor.insertText(
            tr("… and %Ln more turn(s)", nullptr, static_cast<int>(dialogue.turns.size() - shown)),
            quiet);
    }
    cursor.endEditBlock();
    m_text->moveCursor(QTextCursor::Start);
}

void ImportPreview::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showDialogue();
    QWidget::changeEvent(event);
}
} // namespace gapscope
