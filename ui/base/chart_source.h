// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/chart_facts.h"

#include <QObject>
#include <QString>

#include <optional>

namespace gapscope {
class Workspace;

/// Gets and keeps what charts are drawn from. Dialogues and courses of pairs are read in the
/// background, once per state of the database and edition and only when a chart asks for them, with
/// the excluded ones among them: exclusions and filters move charts without reading again. Keeps
/// with the workspace what was chosen for charts. Lives on the GUI thread.
class ChartSource final : public QObject
{
    Q_OBJECT

public:
    explicit ChartSource(Workspace &workspace);

    const ChartCatalogue &charts() const { return m_charts; }
    /// Null where there is none.
    const Chart *chart(const std::string &id) const { return findChart(*m_charts, id); }

    /// Has what is needed got, now and whenever it changes; changed() follows.
    void ask(const ChartNeeds &needs);
    /// Whether everything needed is there, of the present selection.
    bool has(const ChartNeeds &needs) const;
    /// Of the present selection; figures are null while there are none.
    ChartFacts facts() const;
    /// Why something could not be got, a sentence; empty where there is no fault.
    const QString &problem() const { return m_problem; }

    /// Choices for a chart of the Charts tab; "other" is one for all.
    ChartSettings settings(const std::string &chart) const;
    void setSetting(const std::string &chart, const std::string &setting, const std::string &value);
    /// The second simulator of charts that compare two; empty: none.
    std::string other() const;
    void setOther(const std::string &simulator);

    void setPublished(bool shown);
    /// Scores of the file that was chosen for this workspace; empty path: none.
    QString capabilityPath() const { return m_capabilityPath; }
    Result<void> loadCapability(const QString &path);

Q_SIGNALS:
    /// facts() are others now.
    void changed();
    /// A choice for the charts was made.
    void settingsChanged();

private:
    using Courses = std::vector<SimulatorCourses>;
    /// What a reading belongs to.
    struct Stamp
    {
        int generation = -1;
        int alignment = -1;
        std::string edition;

        bool operator==(const Stamp &) const = default;
    };

    void opened();
    void closed();
    void follow();
    void readSample();
    void readCourses();
    void readLabels();
    void restrict();
    Stamp now() const;
    ChartNotes notes() const;
    void save() const;
    void failed(const Error &error);

    Workspace &m_workspace;
    ChartCatalogue m_charts;
    ChartNeeds m_asked;
    /// Somebody draws charts: labels are read for all of them.
    bool m_isAsked = false;
    /// Everything there is, excluded dialogues too, and what was read from.
    std::shared_ptr<const MetricInput> m_allSample;
    Stamp m_sampleOf;
    std::shared_ptr<const Courses> m_allCourses;
    Stamp m_coursesOf;
    std::shared_ptr<const std::vector<LabelledPair>> m_allLabelled;
    std::shared_ptr<const std::vector<SuggestedPair>> m_allSuggested;
    /// Of the selection of the figures.
    std::shared_ptr<const MetricInput> m_sample;
    std::shared_ptr<const Courses> m_courses;
    std::shared_ptr<const std::vector<LabelledPair>> m_labelled;
    std::shared_ptr<const std::vector<SuggestedPair>> m_suggested;
    GapSelection m_selection;
    std::shared_ptr<const DivergenceCurves> m_curves;
    std::shared_ptr<const std::vector<CapabilityScore>> m_capability;
    QString m_capabilityPath;
    std::map<std::string, ChartSettings, std::less<>> m_settings;
    bool m_published = false;
    QString m_problem;
};
} // namespace gapscope
