// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/adjudication.h"
#include "core/model/transcript.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTextEdit;
class QVBoxLayout;

namespace gapscope {
class AgreementSource;
class FigureView;
class Workspace;

/// What annotators differ in, the least agreed first: their labels with notes beside the words, and
/// a decision by one key. Their own labels stay.
class AdjudicationPanel final : public QWidget
{
    Q_OBJECT

public:
    AdjudicationPanel(Workspace &workspace, AgreementSource &source, QWidget *parent = nullptr);

    FigureView *list() const { return m_list; }
    /// Adopt buttons in the order of the statements, shown with their number.
    const QList<QPushButton *> &adoptions() const { return m_adopt; }
    QLineEdit *note() const { return m_note; }
    QString summary() const;

public Q_SLOTS:
    /// What the n-th annotator says, from 0; nothing where there is none.
    void adoptStatement(int statement);
    void decideNothing();
    /// Asks for the codes.
    void decideOtherwise();
    /// With the codes of the text, separated by blanks or commas.
    void decideCodes(const QString &codes);
    void goToUnsolved(int step);

Q_SIGNALS:
    /// The pair is wanted on the Compare page, at the row of these turns.
    void placeRequested(const gapscope::DialogueId &real, const gapscope::DialogueId &sim, int row);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeDecision();
    void makeKeys();
    void refresh();
    void show(const QString &key);
    void showWords();
    const Conflict *current() const;
    void addUnanimous(Decision &decision) const;
    void settle(Decision decision);
    void settled(const QString &key, bool isStored);

    Workspace &m_workspace;
    AgreementSource &m_source;
    QLabel *m_summary = nullptr;
    FigureView *m_list = nullptr;
    QLabel *m_place = nullptr;
    QPlainTextEdit *m_words = nullptr;
    QVBoxLayout *m_statements = nullptr;
    QList<QPushButton *> m_adopt;
    QPushButton *m_none = nullptr;
    QPushButton *m_other = nullptr;
    QPushButton *m_open = nullptr;
    QCheckBox *m_flag = nullptr;
    QLineEdit *m_note = nullptr;
    QLabel *m_final = nullptr;
    QString m_key;
    /// A decision is not stored yet, of the conflict with this key.
    bool m_isSettling = false;
    QString m_settling;
    /// Of the pair whose words are shown.
    std::pair<DialogueId, DialogueId> m_wordsOf;
    std::shared_ptr<const Dialogue> m_real;
    std::shared_ptr<const Dialogue> m_sim;
};
} // namespace gapscope
