// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/session.h"
#include "ui/base/shortcuts.h"
#include "ui/base/slides.h"
#include "ui/base/theme.h"
#include "ui/base/workspace.h"

#include <QMainWindow>

#include <map>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QTabWidget;

namespace gapscope {
class AgreementPage;
class ComparePage;
class ExplorePage;
class GapPage;
class Inspector;
class JobsWidget;
struct MergeDetails;
struct MergeReport;
class TasksPanel;

/// The window: task list, pages, inspector, and the actions that drive them.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    Workspace &workspace() { return m_workspace; }
    ComparePage *comparePage() const { return m_compare; }
    GapPage *gapPage() const { return m_gap; }
    ExplorePage *explorePage() const { return m_explore; }
    AgreementPage *agreementPage() const { return m_agreement; }
    Inspector *inspector() const { return m_inspector; }
    TasksPanel *tasksPanel() const { return m_tasks; }
    QTabWidget *pages() const { return m_pages; }
    /// The action with this object name, for tests and the key sheet; null = none.
    QAction *action(const QString &name) const;
    Shortcuts &shortcuts() { return m_shortcuts; }

    /// Opens a workspace; what went wrong is told in the window too.
    Result<void> openWorkspace(const QString &path, OpenMode mode = OpenMode::ReadWrite);
    /// Workspaces are opened, everything else is offered for import.
    void openFiles(const QStringList &paths);
    void setThemeMode(Theme::Mode mode);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePages();
    /// What a click on one page shows on another.
    void connectPages();
    /// The inspector is about a row of a pair: the other pages have its room.
    void followPage();
    void selectSimulator(const QString &label);
    void openInCompare(const DialogueId &id);
    /// The row of a label, as far as its dialogues are here.
    void openLabel(const Label &label);
    /// Labels and anchors where they are made, filters and exclusions elsewhere.
    bool undoesLabels() const;
    void undoHere();
    void redoHere();
    void refreshUndo();
    std::vector<CorpusId> peopleAnd(const QString &simulator) const;
    void makeToolBar();
    void makeActions();
    void makeFileActions();
    void makeGoActions();
    void makeEditActions();
    void makeLabelActions();
    void makeCodeActions();
    void makeBlindActions(QMenu *label);
    void followBlind();
    void refreshLabelActions(bool possible);
    void takeWords();
    void showWords();
    void makeViewActions();
    void makePairActions();
    void refreshPairActions();
    QAction *add(QMenu *menu, const QString &name, const QString &text, const QKeySequence &keys,
                 std::function<void()> run, const char *icon = nullptr);

    void makePresentActions(QMenu *view);
    std::optional<Slide> chartOnScreen() const;
    std::optional<Slide> pairOnScreen() const;
    void addSlide();
    void editSlides();
    void present();

    /// A note that is being written is stored before its workspace goes.
    void saveTyped();
    void newWorkspace();
    void chooseWorkspace();
    void chooseFiles();
    void chooseFolder();
    void exportLabels();
    void importLabels();
    void mergeLabels(const QString &path);
    void tellMerge(const QString &path, const MergeReport &report, const MergeDetails &details);
    void exportReport();
    void exportAnchors();
    void importAnchors();
    void showRowMenu(const QPoint &globalPoint);
    void openPairWindow();
    void showLinear();
    void editShortcuts();
    void refreshSaved();
    void refreshTitle();
    void refreshTabIcons();
    void refreshCorpora();
    void refreshChips();
    void refreshRecent();
    void refreshActions();
    void tell(const Error &error);
    void showAbout();
    void restoreLayout();

    Workspace m_workspace;
    QTabWidget *m_pages = nullptr;
    ComparePage *m_compare = nullptr;
    GapPage *m_gap = nullptr;
    ExplorePage *m_explore = nullptr;
    AgreementPage *m_agreement = nullptr;
    TasksPanel *m_tasks = nullptr;
    Inspector *m_inspector = nullptr;
    JobsWidget *m_jobsWidget = nullptr;
    QComboBox *m_real = nullptr;
    QComboBox *m_sim = nullptr;
    QAction *m_corpora = nullptr;
    QWidget *m_chips = nullptr;
    QHBoxLayout *m_chipLayout = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_saved = nullptr;
    QLabel *m_counts = nullptr;
    QMenu *m_recent = nullptr;
    QMenu *m_labelMenu = nullptr;
    QList<QAction *> m_codeActions;
    bool m_docksSized = false;
    bool m_inspectorFits = true;
    bool m_inspectorWanted = true;
    bool m_tasksWanted = true;
    std::map<QString, QAction *> m_actions;
    Shortcuts m_shortcuts;
};
} // namespace gapscope
