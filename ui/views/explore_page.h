// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature.h"
#include "core/model/transcript.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace gapscope {
class DialoguesModel;
class TurnsModel;
class Workspace;

/// Every dialogue as a table, and the turns that were searched for or in which a feature fired.
class ExplorePage final : public QWidget
{
    Q_OBJECT

public:
    explicit ExplorePage(Workspace &workspace, QWidget *parent = nullptr);

    QLineEdit *searchField() const { return m_search; }
    QTableView *dialoguesView() const { return m_dialogues; }
    QTableView *turnsView() const { return m_turns; }

public Q_SLOTS:
    /// Looks for the text in every turn, now.
    void search(const QString &text);
    /// The turns of the users of both selected corpora in which this very word stands.
    void searchWord(const QString &word);
    /// Where a feature fired in these corpora; none = in the two that are selected.
    void showFeature(gapscope::Feature feature, std::vector<gapscope::CorpusId> corpora);
    void showDialogues();
    /// The dialogues of the two corpora that are selected.
    void showSelectedCorpora();

Q_SIGNALS:
    void openDialogue(const gapscope::DialogueId &dialogue);
    /// `turn` is the position in Dialogue::turns.
    void openTurn(const gapscope::DialogueId &dialogue, int turn);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Tab { DialoguesTab, TurnsTab };
    enum Page { DialoguesPage, TurnsPage, EmptyPage };
    /// What the table of turns stands for.
    enum class Shown { Nothing, Waiting, Search, Feature };

    /// Choices of speakers that are no single Role.
    static constexpr int allSpeakers = -1;
    static constexpr int bothSpeakers = -2;

    QWidget *makeBars();
    void makeTables();
    void makeActions();
    void fillCorpora();
    std::vector<CorpusId> chosenCorpora() const;
    void corporaChosen();
    void startSearch();
    void startFeature();
    void runAgain();
    void clearTurns();
    void refresh();
    QString emptyText() const;
    QString turnsCount() const;
    void activate(const QModelIndex &index);
    void openContextMenu(const QPoint &point);
    QTableView *currentTable() const;
    QList<DialogueId> selectedDialogues() const;
    void setExcluded(const QList<DialogueId> &dialogues, bool excluded, const QString &reason);
    void fillColumnMenu();

    Workspace &m_workspace;
    DialoguesModel *m_dialoguesModel = nullptr;
    TurnsModel *m_turnsModel = nullptr;
    QLineEdit *m_search = nullptr;
    QComboBox *m_role = nullptr;
    QComboBox *m_corpus = nullptr;
    QTabBar *m_tabs = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_columns = nullptr;
    QWidget *m_featureBar = nullptr;
    QLabel *m_featureTitle = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableView *m_dialogues = nullptr;
    QTableView *m_turns = nullptr;
    QLabel *m_empty = nullptr;
    QAction *m_open = nullptr;
    QAction *m_exclude = nullptr;
    QAction *m_include = nullptr;
    QTimer m_delay;

    Shown m_shown = Shown::Nothing;
    std::optional<Feature> m_feature;
    std::vector<CorpusId> m_featureCorpora;
    /// What the last search found, beyond the hits that were fetched.
    qint64 m_total = 0;
    QString m_problem;
};
} // namespace gapscope
