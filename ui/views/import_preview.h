// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QTextEdit;

namespace gapscope {
/// The first dialogues of a file as they would be stored: plain text, one lane for each side.
class ImportPreview final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPreview(QWidget *parent = nullptr);

    /// `kind` as the person says it, or as it was guessed.
    void showFile(const FileInspection &inspection, CorpusKind kind);
    /// Nothing to show, and why.
    void clear(const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showDialogue();

    std::vector<Dialogue> m_dialogues;
    CorpusKind m_kind = CorpusKind::Unknown;
    QLabel *m_title = nullptr;
    QComboBox *m_chooser = nullptr;
    QTextEdit *m_text = nullptr;
};
} // namespace gapscope
