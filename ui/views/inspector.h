// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;

namespace gapscope {
class AnchorList;
class PartsWidget;
class SuggestionList;
class LabelEditor;
class Workspace;
struct AlignedRow;
struct CueSpan;

/// What there is to know about the current row: kind, parts of its divergence, cues that fired,
/// and its labels.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(Workspace &workspace, QWidget *parent = nullptr);

    LabelEditor *labels() const { return m_labels; }
    AnchorList *anchors() const { return m_anchors; }
    SuggestionList *suggestions() const { return m_suggestions; }

private:
    void refresh();
    void showCues();
    QString floorSentence(const AlignedRow &row) const;

    Workspace &m_workspace;
    QLabel *m_title = nullptr;
    QLabel *m_explanation = nullptr;
    PartsWidget *m_parts = nullptr;
    QListWidget *m_cues = nullptr;
    QLabel *m_noCues = nullptr;
    SuggestionList *m_suggestions = nullptr;
    LabelEditor *m_labels = nullptr;
    AnchorList *m_anchors = nullptr;
};
} // namespace gapscope
