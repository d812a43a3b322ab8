// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"
#include "core/model/annotation.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QCheckBox;
class QGridLayout;
class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace gapscope {
class LabelDesk;

/// The fields of the label at hand: severity, direction, effect, confidence, onset, words, note.
/// Every change is stored at once; what is chosen again is taken away.
class LabelFields final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelFields(LabelDesk &desk, QWidget *parent = nullptr);

    QLineEdit *note() const { return m_note; }
    void editNote();
    /// The words of a side that the label is about, as they stand there; empty = none.
    void setWords(const QString &real, const QString &sim);

Q_SIGNALS:
    /// The words that are selected in the comparison are the label's.
    void wordsWanted();
    /// Enter ended the note: back to where one reads.
    void noteEnded();

private:
    struct Choice
    {
        QToolButton *button = nullptr;
        std::function<bool(const Label &)> isSet;
    };

    QHBoxLayout *addRow(QGridLayout *grid, LabelField field, const QString &title);
    QToolButton *addChoice(QHBoxLayout *row, const QString &text, const QString &name,
                           std::function<bool(const Label &)> isSet,
                           std::function<void(Label &)> toggle);
    void refresh();
    void showDirections();
    void saveNote();

    LabelDesk &m_desk;
    std::vector<Choice> m_choices;
    /// What is hidden where a code does not use the field.
    std::vector<std::pair<LabelField, QWidget *>> m_of;
    QHBoxLayout *m_directions = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_less = nullptr;
    QCheckBox *m_onset = nullptr;
    QToolButton *m_words = nullptr;
    QLineEdit *m_note = nullptr;
    /// Whose note stands in the line.
    LabelId m_noteOf;
};
} // namespace gapscope
