// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;

namespace gapscope {
class Workspace;
struct Suggestion;

/// The codes that rules find fitting for the current row and for the whole pair. Nothing is
/// labelled by them: Enter (or a double click) accepts the current one.
class SuggestionList final : public QWidget
{
    Q_OBJECT

public:
    explicit SuggestionList(Workspace &workspace, QWidget *parent = nullptr);

    QListWidget *list() const { return m_list; }

public Q_SLOTS:
    /// Accepts the first suggestion of the current row; false where there is none.
    bool acceptFirst();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void fitHeight();
    void accept(int item);

    Workspace &m_workspace;
    QLabel *m_title = nullptr;
    QListWidget *m_list = nullptr;
    /// Indices into LoadedPair::suggestions, as they stand in the list.
    std::vector<std::size_t> m_shown;
};
} // namespace gapscope
