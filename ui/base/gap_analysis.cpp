// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/gap_analysis.h"

#include "core/store/study_loader.h"
#include "ui/base/error_sentence.h"
#include "ui/base/workspace.h"

namespace gapscope {
namespace {
const QString studySlot = QStringLiteral("study");
const QString twinSlot = QStringLiteral("twin");
const QString figuresSlot = QStringLiteral("usi");
const QString editionsSlot = QStringLiteral("editions");
const QString bootstrapSlot = QStringLiteral("bootstrap");
const QString effectsSlot = QStringLiteral("effects");

/// From here two editions take longer than a person should wait for the table.
constexpr std::size_t manyDialogues = 5000;

std::size_t dialoguesOf(const UsiStudy &study)
{
    std::size_t count = study.people.size();
    for (const StudySimulator &simulator : study.simulators)
        count += simulator.dialogues.size();
    return count;
}

Result<UsiStudy> readStudy(Session &session, const Edition &edition, JobContext &job)
{
    Result<Difficulty> difficulty = difficultyOf(session, {});
    if (!difficulty)
        return difficulty.error();
    StudySelection selection;
    selection.includeExcluded = true;
    return gapscope::loadStudy(session, selection, *difficulty, edition, job);
}
} // namespace

GapAnalysis::GapAnalysis(Workspace &workspace) : QObject(&workspace), m_workspace(workspace) {}

void GapAnalysis::setEdition(const Edition &edition)
{
    if (edition == m_edition)
        return;
    m_edition = edition;
    Q_EMIT editionChanged();
    if (!m_workspace.isOpen())
        return;
    if (study(edition))
        compute();
    else
        loadStudy(edition, studySlot);
}

GapAnalysis::Study GapAnalysis::study(const Edition &edition) const
{
    const auto found = m_studies.find(name(edition));
    return found == m_studies.end() ? nullptr : found->second;
}

std::shared_ptr<const GapFigures> GapAnalysis::inEdition(const Edition &edition) const
{
    if (m_figures && m_figures->table.edition == edition)
        return m_figures;
    const auto found = m_editions.find(name(edition));
    return found == m_editions.end() ? nullptr : found->second;
}

void GapAnalysis::reload()
{
    ++m_generation;
    m_studies.clear();
    m_editions.clear();
    m_problem.clear();
    loadStudy(m_edition, studySlot);
}

void GapAnalysis::clear()
{
    ++m_generation;
    m_studies.clear();
    m_editions.clear();
    m_figures.reset();
    m_uncertainty.reset();
    m_effects.reset();
    m_problem.clear();
    m_selection = {};
    Q_EMIT figuresChanged();
}

GapSelection GapAnalysis::selected() const
{
    GapSelection selection;
    const WorkspaceData &data = m_workspace.data();
    for (const Exclusion &exclusion : data.exclusions)
        selection.excluded.insert(exclusion.dialogue);
    if (m_workspace.filters().isEmpty())
        return selection;
    selection.tasks.emplace();
    for (const Task &task : data.tasks) {
        if (m_workspace.filters().accepts(data, task.key, m_workspace.realCorpus(),
                                          m_workspace.simCorpus()))
            selection.tasks->insert(task.key);
    }
    return selection;
}

void GapAnalysis::refresh()
{
    if (study(m_edition) && !(selected() == m_selection))
        compute();
}

void GapAnalysis::askForEditions()
{
    if (m_wantEditions)
        return;
    m_wantEditions = true;
    if (study(m_edition))
        computeEditions();
}

void GapAnalysis::loadStudy(const Edition &edition, const QString &slot)
{
    m_workspace.runWithSession(
        slot,
        slot == studySlot ? tr("Reading the study")
                          : tr("Reading the %1 edition").arg(QString::fromStdString(name(edition))),
        [edition](Session &session, JobContext &job) { return readStudy(session, edition, job); },
        this,
        [this, edition, generation = m_generation](Result<UsiStudy> study) {
            // Read before the last import or exclusion: other dialogues.
            if (generation != m_generation)
                return;
            if (!study) {
                if (study.error().code == ErrorCode::Cancelled)
                    return;
                m_problem = errorSentence(study.error());
                if (edition == m_edition)
                    m_figures.reset();
                Q_EMIT figuresChanged();
                return;
            }
            m_studies[name(edition)] = std::make_shared<const UsiStudy>(std::move(*study));
            arrived(edition);
        });
}

void GapAnalysis::arrived(const Edition &edition)
{
    if (edition == m_edition)
        compute();
    else if (m_figures)
        computeEditions();
}

void GapAnalysis::compute()
{
    m_selection = selected();
    const Study mine = study(m_edition);
    // In a large study the table moves first, and what is an artefact follows.
    const Study twin = dialoguesOf(*mine) < manyDialogues ? study(Edition::corrected()) : nullptr;
    m_workspace.jobs().start(
        figuresSlot, tr("Computing the index"),
        [mine, twin, selection = m_selection](JobContext &job) {
            return gapFigures(*mine, twin.get(), selection, job);
        },
        this,
        [this](Result<GapFigures> figures) {
            if (!figures)
                return;
            m_figures = std::make_shared<const GapFigures>(std::move(*figures));
            m_uncertainty.reset();
            m_effects.reset();
            m_editions.clear();
            m_problem.clear();
            Q_EMIT figuresChanged();
            startUncertainty();
            computeEditions();
        });
}

void GapAnalysis::computeEditions()
{
    const Study corrected = study(Edition::corrected());
    if (!corrected) {
        loadStudy(Edition::corrected(), twinSlot);
        return;
    }
    const Study reference = study(Edition::reference());
    if (m_wantEditions && !reference) {
        loadStudy(Edition::reference(), twinSlot);
        return;
    }
    const Study mine = study(m_edition);
    // After a reload the other edition may arrive first; ours comes here again when it is there.
    if (!mine)
        return;
    struct Both
    {
        GapFigures mine;
        GapFigures corrected;
        std::optional<GapFigures> reference;
    };
    m_workspace.jobs().start(
        editionsSlot, tr("Comparing the editions"),
        [=, selection = m_selection](JobContext &job) -> Result<Both> {
            // With the corrected edition at hand the ledger knows what is an artefact.
            Result<GapFigures> own = gapFigures(*mine, corrected.get(), selection, job);
            if (!own)
                return own.error();
            Result<GapFigures> repaired = gapFigures(*corrected, corrected.get(), selection, job);
            if (!repaired)
                return repaired.error();
            Both both{std::move(*own), std::move(*repaired), {}};
            if (reference) {
                Result<GapFigures> published =
                    gapFigures(*reference, corrected.get(), selection, job);
                if (!published)
                    return published.error();
                both.reference = std::move(*published);
            }
            return both;
        },
        this,
        [this, from = m_figures](Result<Both> both) {
            if (!both || from != m_figures)
                return;
            // The same problem: intervals that are there or on their way still hold.
            const bool moreIsKnown = !m_figures->corrected && both->mine.corrected;
            if (moreIsKnown)
                m_figures = std::make_shared<const GapFigures>(std::move(both->mine));
            m_editions[name(Edition::corrected())] =
                std::make_shared<const GapFigures>(std::move(both->corrected));
            if (both->reference)
                m_editions[name(Edition::reference())] =
                    std::make_shared<const GapFigures>(std::move(*both->reference));
            if (moreIsKnown)
                Q_EMIT figuresChanged();
            Q_EMIT editionsChanged();
        });
}

void GapAnalysis::startUncertainty()
{
    Q_EMIT uncertaintyChanged();
    // Alive as long as the jobs; a newer selection replaces them by their slots.
    const std::shared_ptr<const GapFigures> figures = m_figures;
    m_workspace.jobs().start(
        bootstrapSlot, tr("Computing intervals"),
        [figures](JobContext &job) { return bootstrap(figures->problem, {}, job); }, this,
        [this, selection = m_selection,
         edition = figures->table.edition](Result<UsiUncertainty> uncertainty) {
            if (!uncertainty || !(selection == m_selection) || !(edition == m_edition))
                return;
            m_uncertainty = std::make_shared<const UsiUncertainty>(std::move(*uncertainty));
            Q_EMIT uncertaintyChanged();
        });
    m_workspace.jobs().start(
        effectsSlot, tr("Computing effect sizes"),
        [figures](JobContext &job) { return featureEffects(figures->problem, job); }, this,
        [this, selection = m_selection,
         edition = figures->table.edition](Result<FeatureEffects> effects) {
            if (!effects || !(selection == m_selection) || !(edition == m_edition))
                return;
            m_effects = std::make_shared<const FeatureEffects>(std::move(*effects));
            Q_EMIT uncertaintyChanged();
        });
}
} // namespace gapscope
