// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/feature_effects.h"
#include "core/metrics/usi_bootstrap.h"
#include "ui/base/gap_figures.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <string>

namespace gapscope {
class Workspace;

/// Keeps the study of the open workspace in memory and its figures up to date: what is excluded or
/// filtered moves the table without reading the database; intervals and effects follow in the
/// background, and what belongs to an older selection is dropped. Lives on the GUI thread.
class GapAnalysis final : public QObject
{
    Q_OBJECT

public:
    explicit GapAnalysis(Workspace &workspace);

    /// What was asked for; figures()->table.edition is what is shown until it arrives.
    const Edition &edition() const { return m_edition; }
    void setEdition(const Edition &edition);

    /// Null while there are none.
    std::shared_ptr<const GapFigures> figures() const { return m_figures; }
    /// Of the same problem as figures(); null until they are computed.
    std::shared_ptr<const UsiUncertainty> uncertainty() const { return m_uncertainty; }
    std::shared_ptr<const FeatureEffects> effects() const { return m_effects; }
    /// The figures of the selection in the reference and in the corrected edition; null until the
    /// study of both was read (askForEditions).
    std::shared_ptr<const GapFigures> inEdition(const Edition &edition) const;
    /// A sentence for people; empty where there is no fault.
    const QString &problem() const { return m_problem; }
    const GapSelection &selection() const { return m_selection; }
    /// Grows whenever the database was read anew: figures of an older one are stale.
    int generation() const { return m_generation; }

    /// The database holds other dialogues now.
    void reload();
    /// Filters or exclusions may have changed.
    void refresh();
    void clear();
    /// Both editions are wanted from now on.
    void askForEditions();

Q_SIGNALS:
    void editionChanged();
    void figuresChanged();
    /// Intervals or effects arrived, or are gone.
    void uncertaintyChanged();
    void editionsChanged();

private:
    using Study = std::shared_ptr<const UsiStudy>;

    GapSelection selected() const;
    Study study(const Edition &edition) const;
    void loadStudy(const Edition &edition, const QString &slot);
    void arrived(const Edition &edition);
    void compute();
    void computeEditions();
    void startUncertainty();

    Workspace &m_workspace;
    Edition m_edition;
    GapSelection m_selection;
    /// By the name of the edition.
    std::map<std::string, Study> m_studies;
    std::shared_ptr<const GapFigures> m_figures;
    std::shared_ptr<const UsiUncertainty> m_uncertainty;
    std::shared_ptr<const FeatureEffects> m_effects;
    std::map<std::string, std::shared_ptr<const GapFigures>> m_editions;
    bool m_wantEditions = false;
    int m_generation = 0;
    QString m_problem;
};
} // namespace gapscope
