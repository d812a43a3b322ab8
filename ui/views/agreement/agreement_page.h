// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTabWidget;

namespace gapscope {
class AdjudicationPanel;
class AgreementSource;
class FigureView;
class QueuePanel;
class Workspace;

/// How far annotators agree, in what they differ, and what is decided.
class AgreementPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AgreementPage(Workspace &workspace, QWidget *parent = nullptr);

    AgreementSource &source() { return *m_source; }
    QTabWidget *tabs() const { return m_tabs; }
    FigureView *table() const { return m_table; }
    FigureView *matrix() const { return m_matrix; }
    FigureView *confusion() const { return m_confusion; }
    FigureView *gold() const { return m_gold; }
    AdjudicationPanel *adjudication() const { return m_adjudication; }
    QueuePanel *queues() const { return m_queues; }
    FigureView *verdicts() const { return m_verdicts; }
    QString summary() const;

Q_SIGNALS:
    void placeRequested(const gapscope::DialogueId &real, const gapscope::DialogueId &sim, int row);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeAgreement();
    QWidget *makeAnnotators();
    QWidget *makeGold();
    QComboBox *chooser(const QString &name);
    void refresh();
    void refreshPairs();
    void refreshGold();
    void fillNames(QComboBox *box, int preferred);
    /// The units behind a cell of the confusion matrix, in a dialog whose lines open them.
    void showUnits(const std::string &first, const std::string &second);

    Workspace &m_workspace;
    AgreementSource *m_source = nullptr;
    QTabWidget *m_tabs = nullptr;
    QLabel *m_summary = nullptr;
    FigureView *m_table = nullptr;
    QComboBox *m_code = nullptr;
    FigureView *m_matrix = nullptr;
    QComboBox *m_first = nullptr;
    QComboBox *m_second = nullptr;
    FigureView *m_confusion = nullptr;
    QComboBox *m_who = nullptr;
    QLabel *m_goldText = nullptr;
    FigureView *m_gold = nullptr;
    AdjudicationPanel *m_adjudication = nullptr;
    QueuePanel *m_queues = nullptr;
    FigureView *m_verdicts = nullptr;
};
} // namespace gapscope
