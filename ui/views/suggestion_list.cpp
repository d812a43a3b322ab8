// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/suggestion_list.h"

#include "core/align/suggest/suggestion.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/views/pair_content.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
constexpr int mostShown = 5;
constexpr int margin = 6;
constexpr int least = 80;
} // namespace

SuggestionList::SuggestionList(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_title(new PlainLabel(tr("Suggested codes"))),
      m_list(new QListWidget)
{
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_list->setAccessibleName(tr("Suggested codes of this row"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemDoubleClicked, this,
            [this](QListWidgetItem *item) { accept(m_list->row(item)); });
    connect(&m_workspace, &Workspace::pairLoaded, this, &SuggestionList::refresh);
    connect(&m_workspace, &Workspace::labelsChanged, this, &SuggestionList::refresh);
    connect(&m_workspace, &Workspace::alignedRowChanged, this, &SuggestionList::refresh);
    connect(&m_workspace, &Workspace::closed, this, &SuggestionList::refresh);
    connect(&m_workspace.desk(), &LabelDesk::blindChanged, this, &SuggestionList::refresh);
    refresh();
}

void SuggestionList::refresh()
{
    m_list->clear();
    m_shown.clear();
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const int row = m_workspace.alignedRow();
    const bool mixed =
        pair && pair->real && pair->sim && !m_workspace.desk().blind().hidesSuggestions() &&
        kindsOf(m_workspace, pair->real->id, pair->sim->id) == ComparePair::Kinds::RealAndSim;
    if (mixed && row >= 0) {
        for (std::size_t i = 0; i < pair->suggestions.size(); ++i) {
            const Suggestion &suggestion = pair->suggestions[i];
            const bool here = suggestion.row == row || suggestion.row < 0;
            // What is labelled already needs no suggestion.
            const bool done =
                std::any_of(pair->labels.begin(), pair->labels.end(), [&](const Label &label) {
                    return label.code == suggestion.code &&
                           (suggestion.row < 0 || m_workspace.rowOfLabel(label) == row);
                });
            if (!here || done)
                continue;
            const QString text =
                tr("%1 %2").arg(qs(suggestion.code), suggestionText(m_workspace, suggestion));
            auto *item = new QListWidgetItem(
                suggestion.row < 0 ? tr("whole pair: %1").arg(text) : text, m_list);
            item->setToolTip(plainToolTip(tr("Enter accepts: %1").arg(text)));
            m_shown.push_back(i);
        }
    }
    m_title->setVisible(m_list->count() > 0);
    m_list->setVisible(m_list->count() > 0);
    fitHeight();
}

void SuggestionList::fitHeight()
{
    // The list's own hint knows no width and so no wrapped lines.
    const int width = std::max(m_list->viewport()->width() - 2 * margin, least);
    int height = margin;
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem *item = m_list->item(i);
        const QRect text = m_list->fontMetrics().boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX),
                                                              Qt::TextWordWrap, item->text());
        item->setSizeHint(QSize(0, text.height() + margin));
        if (i < mostShown)
            height += text.height() + margin;
    }
    m_list->setFixedHeight(height);
}

void SuggestionList::accept(int item)
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair || m_workspace.isReadOnly() || item < 0 ||
        static_cast<std::size_t>(item) >= m_shown.size())
        return;
    m_workspace.desk().accept(
        Suggestion(pair->suggestions[m_shown[static_cast<std::size_t>(item)]]));
}

bool SuggestionList::acceptFirst()
{
    if (m_shown.empty())
        return false;
    accept(0);
    return true;
}

bool SuggestionList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && static_cast<QResizeEvent *>(event)->oldSize().width() !=
                                               static_cast<QResizeEvent *>(event)->size().width())
        fitHeight();
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            accept(m_list->currentRow());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
} // namespace gapscope
