// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/linear_dialog.h"

#include "ui/base/plain_label.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
LinearDialog::LinearDialog(LinearReading reading, int alignedRow, QWidget *parent)
    : QDialog(parent), m_reading(std::move(reading)), m_text(new QPlainTextEdit)
{
    setWindowTitle(tr("Differences, read in order"));
    m_text->setReadOnly(true);
    // A cursor one can move: screen readers follow it.
    m_text->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Differences of the pair in order"));
    m_text->setPlainText(m_reading.text);
    m_text->installEventFilter(this);
    auto *help = new PlainLabel(tr("N and P go to the next and the previous row, Enter shows the "
                                   "row in the comparison, Esc closes."));
    help->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_text, 1);
    layout->addWidget(help);
    layout->addWidget(buttons);
    resize(720, 560);
    m_text->setFocus();
    const auto &headings = m_reading.headings;
    const auto first = std::find_if(headings.begin(), headings.end(), [&](const auto &heading) {
        return heading.alignedRow >= alignedRow;
    });
    if (first != headings.end() && alignedRow >= 0)
        goTo(static_cast<int>(first - headings.begin()));
}

int LinearDialog::currentRow() const
{
    const int heading = m_reading.headingAt(m_text->textCursor().position());
    return heading < 0 ? -1 : m_reading.headings[static_cast<std::size_t>(heading)].alignedRow;
}

void LinearDialog::goTo(int heading)
{
    QTextCursor cursor = m_text->textCursor();
    cursor.setPosition(m_reading.headings[static_cast<std::size_t>(heading)].position);
    m_text->setTextCursor(cursor);
    m_text->ensureCursorVisible();
}

void LinearDialog::jump(int step)
{
    const int now = m_reading.headingAt(m_text->textCursor().position());
    const int next = now + step;
    if (next >= 0 && next < static_cast<int>(m_reading.headings.size()))
        goTo(next);
}

bool LinearDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return QDialog::eventFilter(watched, event);
    switch (key->key()) {
    case Qt::Key_N:
        jump(1);
        return true;
    case Qt::Key_P:
        jump(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const int row = currentRow(); row >= 0)
            Q_EMIT rowChosen(row);
        accept();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}
} // namespace gapscope
