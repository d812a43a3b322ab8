// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/linear_reading.h"

#include <QDialog>

class QPlainTextEdit;

namespace gapscope {
/// The differences of a pair as a text to read line by line: `n` and `p` jump to the next and the
/// previous row, Enter goes back to that row in the comparison.
class LinearDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Begins at `alignedRow` or the first difference after it.
    LinearDialog(LinearReading reading, int alignedRow, QWidget *parent);

    QPlainTextEdit *text() const { return m_text; }
    /// The row the text cursor is in, −1 = before the first.
    int currentRow() const;

Q_SIGNALS:
    void rowChosen(int alignedRow);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void jump(int step);
    void goTo(int heading);

    LinearReading m_reading;
    QPlainTextEdit *m_text = nullptr;
};
} // namespace gapscope
