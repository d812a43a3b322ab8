// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/explore_page.h"

#include "core/store/search_repository.h"
#include "ui/base/error_sentence.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/turns_model.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace gapscope {
namespace {
/// Hits fetched of one search; what is beyond is counted and said.
constexpr int mostHits = 2000;

/// Both kinds of search fill one table: a newer one of either kind replaces the older.
const QString turnsSlot = QStringLiteral("explore");

/// The choice of corpora that is no single one.
const QString selectedCorpora = QStringLiteral("*");

bool lastWordGoesOn(const QString &text)
{
    return !text.isEmpty() && !text.back().isSpace() && text.back() != QLatin1Char('"');
}
} // namespace

void ExplorePage::search(const QString &text)
{
    m_search->blockSignals(true);
    m_search->setText(text);
    m_search->blockSignals(false);
    startSearch();
}

void ExplorePage::searchWord(const QString &word)
{
    m_corpus->setCurrentIndex(m_corpus->findData(selectedCorpora));
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(Role::User)));
    search(QStringLiteral("\"%1\"").arg(word));
}

void ExplorePage::showFeature(Feature feature, std::vector<CorpusId> corpora)
{
    m_search->blockSignals(true);
    m_search->clear();
    m_search->blockSignals(false);
    m_delay.stop();
    m_feature = feature;
    m_featureCorpora = std::move(corpora);
    if (m_featureCorpora.empty())
        m_featureCorpora = {m_workspace.realCorpus(), m_workspace.simCorpus()};
    m_tabs->setCurrentIndex(TurnsTab);
    startFeature();
}

void ExplorePage::showSelectedCorpora()
{
    m_corpus->setCurrentIndex(m_corpus->findData(selectedCorpora));
    corporaChosen();
    showDialogues();
}

void ExplorePage::showDialogues()
{
    m_tabs->setCurrentIndex(DialoguesTab);
}

void ExplorePage::startSearch()
{
    m_delay.stop();
    const QString text = m_search->text();
    if (!m_workspace.isOpen() || text.trimmed().isEmpty()) {
        if (!m_feature)
            clearTurns();
        return;
    }
    m_feature.reset();
    m_problem.clear();
    m_shown = Shown::Waiting;
    m_tabs->setCurrentIndex(TurnsTab);
    SearchQuery query;
    query.text = utf8(text);
    query.lastWordIsPrefix = lastWordGoesOn(text);
    query.corpora = chosenCorpora();
    const int role = m_role->currentData().toInt();
    if (role == bothSpeakers)
        query.roles = {Role::User, Role::Agent};
    else if (role != allSpeakers)
        query.roles = {static_cast<Role>(role)};
    query.limit = mostHits;
    m_workspace.runWithSession(
        turnsSlot, tr("Searching"),
        [query](Session &session, JobContext &) { return SearchRepository(session).find(query); },
        this,
        [this](const Result<SearchResult> &found) {
            if (m_feature || m_search->text().trimmed().isEmpty())
                return;
            m_shown = Shown::Search;
            m_problem = found ? QString() : errorSentence(found.error());
            m_total = found ? found->total : 0;
            m_turnsModel->setHits(found ? found->hits : std::vector<SearchHit>());
            refresh();
        });
    refresh();
}

void ExplorePage::startFeature()
{
    if (!m_workspace.isOpen() || !m_feature)
        return;
    m_problem.clear();
    m_shown = Shown::Waiting;
    m_turnsModel->clear();
    m_workspace.runWithSession(
        turnsSlot, tr("Finding where it fired"),
        [feature = *m_feature, corpora = m_featureCorpora,
         edition = m_workspace.gap().edition()](Session &session, JobContext &job) {
            return featureHits(session, feature, corpora, job, edition);
        },
        this,
        [this](const Result<std::vector<FeatureHit>> &found) {
            if (!m_feature)
                return;
            m_shown = Shown::Feature;
            m_problem = found ? QString() : errorSentence(found.error());
            m_turnsModel->setHits(found ? *found : std::vector<FeatureHit>());
            refresh();
        });
    refresh();
}

void ExplorePage::runAgain()
{
    if (m_feature)
        startFeature();
    else
        startSearch();
}

void ExplorePage::clearTurns()
{
    m_delay.stop();
    m_feature.reset();
    m_shown = Shown::Nothing;
    m_total = 0;
    m_problem.clear();
    m_turnsModel->clear();
    refresh();
}

void ExplorePage::fillCorpora()
{
    const QVariant before = m_corpus->currentData();
    m_corpus->blockSignals(true);
    m_corpus->clear();
    m_corpus->addItem(tr("All corpora"), QString());
    m_corpus->addItem(tr("The two selected"), selectedCorpora);
    for (const CorpusSummary &summary : m_workspace.data().corpora)
        m_corpus->addItem(corpusName(qs(summary.corpus.label), summary.corpus.kind),
                          qs(summary.corpus.id.value()));
    m_corpus->setCurrentIndex(std::max(0, m_corpus->findData(before)));
    m_corpus->blockSignals(false);
    m_dialoguesModel->setCorpora(chosenCorpora());
}

std::vector<CorpusId> ExplorePage::chosenCorpora() const
{
    const QString choice = m_corpus->currentData().toString();
    if (choice.isEmpty())
        return {};
    if (choice == selectedCorpora)
        return {m_workspace.realCorpus(), m_workspace.simCorpus()};
    return {CorpusId(utf8(choice))};
}

void ExplorePage::corporaChosen()
{
    m_dialoguesModel->setCorpora(chosenCorpora());
    if (m_feature) {
        m_featureCorpora = chosenCorpora();
        if (m_featureCorpora.empty()) {
            for (const CorpusSummary &summary : m_workspace.data().corpora)
                m_featureCorpora.push_back(summary.corpus.id);
        }
    }
    runAgain();
    refresh();
}

QString ExplorePage::turnsCount() const
{
    const QLocale locale;
    const int shown = m_turnsModel->shownRows();
    const int fetched = m_turnsModel->allRows();
    if (m_shown == Shown::Feature)
        return shown == fetched ? QString()
                                : tr("%1 of %2 places pass the filters")
                                      .arg(locale.toString(shown), locale.toString(fetched));
    if (m_shown != Shown::Search || !m_problem.isEmpty())
        return {};
    const std::vector<CorpusId> chosen = chosenCorpora();
    qint64 turns = 0;
    for (const CorpusSummary &summary : m_workspace.data().corpora) {
        if (chosen.empty() ||
            std::find(chosen.begin(), chosen.end(), summary.corpus.id) != chosen.end())
            turns += summary.turns;
    }
    QString text = tr("%1 turns of %2").arg(locale.toString(m_total), locale.toString(turns));
    if (fetched < m_total)
        text = tr("%1; the first %2 are listed").arg(text, locale.toString(fetched));
    if (shown < fetched)
        text = tr("%1; %2 of those pass the filters").arg(text, locale.toString(shown));
    return text;
}

QString ExplorePage::emptyText() const
{
    if (!m_workspace.isOpen())
        return tr("Open or make a workspace to see its dialogues.");
    if (m_tabs->currentIndex() == DialoguesTab) {
        if (!m_workspace.isLoaded())
            return tr("Reading the workspace …");
        if (m_dialoguesModel->allDialogues() == 0)
            return tr("There is no dialogue yet.\n\nDrop transcript files onto the window, or "
                      "choose Import in the File menu.");
        return tr("No dialogue passes the filters.\n\nTake a filter away above, or choose all "
                  "corpora.");
    }
    if (!m_problem.isEmpty())
        return m_problem;
    switch (m_shown) {
    case Shown::Waiting:
        return tr("Searching …");
    case Shown::Nothing:
        return tr("Type above to search every turn.\n\nAll the words must occur; words in "
                  "\"quotes\" are looked for as they stand together.");
    case Shown::Search:
        if (m_turnsModel->allRows() > 0)
            return tr("No turn that was found passes the filters.");
        return tr("No turn contains %1.\n\nTry fewer words, the beginning of a word, or all "
                  "corpora and speakers.")
            .arg(m_search->text().trimmed());
    case Shown::Feature:
        if (m_turnsModel->allRows() > 0)
            return tr("No place passes the filters.");
        return tr("No single words make this feature: it is a length, a ratio, or it did not "
                  "fire in these corpora.");
    }
    return {};
}

void ExplorePage::showEvent(QShowEvent *event)
{
    m_dialoguesModel->setFollowing(true);
    QWidget::showEvent(event);
}

void ExplorePage::hideEvent(QHideEvent *event)
{
    m_dialoguesModel->setFollowing(false);
    QWidget::hideEvent(event);
}

void ExplorePage::refresh()
{
    const bool turns = m_tabs->currentIndex() == TurnsTab;
    m_role->setVisible(turns && !m_feature);
    m_columns->setVisible(!turns);
    const int rows = turns ? m_turnsModel->shownRows() : m_dialoguesModel->rowCount();
    // While a newer search runs its predecessor stays to be read.
    const bool empty = rows == 0 || !m_problem.isEmpty();
    m_empty->setText(empty ? emptyText() : QString());
    m_stack->setCurrentIndex(empty ? EmptyPage : turns ? TurnsPage : DialoguesPage);
    if (turns) {
        m_count->setText(turnsCount());
    } else {
        const int all = m_dialoguesModel->allDialogues();
        m_count->setText(all == 0 || rows == all
                             ? tr("%Ln dialogue(s)", nullptr, all)
                             : tr("%1 of %Ln dialogue(s)", nullptr, all).arg(rows));
    }
    m_featureBar->setVisible(turns && m_feature.has_value());
    if (m_feature) {
        const QString name = qs(info(*m_feature).title);
        m_featureTitle->setText(
            m_shown == Shown::Feature
                ? tr("%1: %2 in %3")
                      .arg(name, tr("%Ln place(s)", nullptr, m_turnsModel->shownRows()),
                           tr("%Ln dialogue(s)", nullptr, m_turnsModel->shownDialogues()))
                : tr("%1: searching …").arg(name));
    }
}

QTableView *ExplorePage::currentTable() const
{
    return m_tabs->currentIndex() == TurnsTab ? m_turns : m_dialogues;
}

QList<DialogueId> ExplorePage::selectedDialogues() const
{
    const QTableView *table = currentTable();
    QList<DialogueId> dialogues;
    for (const QModelIndex &index : table->selectionModel()->selectedRows()) {
        const DialogueId id = table == m_turns ? m_turnsModel->dialogueAt(index)
                                               : m_dialoguesModel->dialogueAt(index);
        if (!dialogues.contains(id))
            dialogues.append(id);
    }
    return dialogues;
}

void ExplorePage::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (index.model() == m_turnsModel)
        Q_EMIT openTurn(m_turnsModel->dialogueAt(index), m_turnsModel->turnAt(index));
    else
        Q_EMIT openDialogue(m_dialoguesModel->dialogueAt(index));
}

void ExplorePage::setExcluded(const QList<DialogueId> &dialogues, bool excluded,
                              const QString &reason)
{
    m_workspace.setExcluded({dialogues.begin(), dialogues.end()}, excluded, reason.trimmed());
}
} // namespace gapscope
