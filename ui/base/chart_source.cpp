// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/chart_source.h"

#include "core/plot/capability.h"
#include "core/store/agreement_service.h"
#include "core/store/excess_service.h"
#include "core/store/labelled_loader.h"
#include "core/store/metric_loader.h"
#include "ui/base/error_sentence.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace gapscope {
namespace {
using Json = nlohmann::json;

const QString sampleSlot = QStringLiteral("chart-sample");
const QString coursesSlot = QStringLiteral("chart-courses");
const QString labelsSlot = QStringLiteral("chart-labels");
const QString restrictSlot = QStringLiteral("chart-restrict");
constexpr const char *settingsKey = "charts";
constexpr const char *capabilityKey = "capability";
/// The setting that is one for all charts of the Charts tab, and where it is kept among them.
constexpr const char *otherId = "other";
constexpr const char *sharedKey = "*";

Result<MetricInput> readInput(Session &session, const Edition &edition, JobContext &job)
{
    Result<Difficulty> difficulty = difficultyOf(session, {});
    if (!difficulty)
        return difficulty.error();
    StudySelection everything;
    everything.includeExcluded = true;
    LoadMetricOptions options;
    options.edition = edition;
    options.difficulty = std::move(*difficulty);
    return loadMetricInput(session, everything, options, job);
}

Result<std::vector<SimulatorCourses>> readAllCourses(Session &session, JobContext &job)
{
    Result<IdfModel> idf = loadIdf(session, job);
    if (!idf)
        return idf.error();
    Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
    if (!aligner)
        return aligner.error();
    return simulatorCourses(session, *aligner, job, ExcludedPairs::In);
}
/// What annotators said, and where it was wanted what the rules suggest on the same pairs.
struct Labelled
{
    std::shared_ptr<const std::vector<LabelledPair>> pairs;
    std::shared_ptr<const std::vector<SuggestedPair>> suggested;
};

Result<std::shared_ptr<const Labelled>> readLabelled(Session &session, const WorkspaceData &data,
                                                     bool withSuggestions, JobContext &job)
{
    const auto labelled = std::make_shared<Labelled>();
    Result<std::vector<LabelledPair>> pairs = loadLabelledPairs(session, data);
    if (!pairs)
        return pairs.error();
    labelled->pairs = std::make_shared<const std::vector<LabelledPair>>(std::move(*pairs));
    if (!withSuggestions)
        return std::shared_ptr<const Labelled>(labelled);
    Result<IdfModel> idf = loadIdf(session, job);
    if (!idf)
        return idf.error();
    Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
    if (!aligner)
        return aligner.error();
    Result<std::vector<SuggestedPair>> suggested = loadSuggestedPairs(session, data, *aligner, job);
    if (!suggested)
        return suggested.error();
    labelled->suggested = std::make_shared<const std::vector<SuggestedPair>>(std::move(*suggested));
    return std::shared_ptr<const Labelled>(labelled);
}
} // namespace

ChartSource::ChartSource(Workspace &workspace)
    : QObject(&workspace), m_workspace(workspace),
      m_charts(std::make_shared<const std::vector<std::unique_ptr<Chart>>>(builtinCharts()))
{
    connect(&workspace, &Workspace::opened, this, &ChartSource::opened);
    connect(&workspace, &Workspace::closed, this, &ChartSource::closed);
    connect(&workspace, &Workspace::dataChanged, this, &ChartSource::readLabels);
    connect(&workspace, &Workspace::usiChanged, this, &ChartSource::follow);
    connect(&workspace, &Workspace::uncertaintyChanged, this, &ChartSource::changed);
    connect(&workspace, &Workspace::labelsChanged, this, &ChartSource::readLabels);
    connect(&workspace.desk(), &LabelDesk::schemeChanged, this, &ChartSource::changed);
    connect(&workspace, &Workspace::summariesChanged, this, [this] {
        m_curves = std::make_shared<const DivergenceCurves>(m_workspace.curves());
        follow();
    });
}

void ChartSource::opened()
{
    const Json kept = Json::parse(m_workspace.setting(settingsKey).value_or("{}"), nullptr, false);
    for (const auto &[chart, settings] : kept.items()) {
        if (!settings.is_object())
            continue;
        for (const auto &[setting, value] : settings.items()) {
            if (value.is_string())
                m_settings[chart][setting] = value.get<std::string>();
        }
    }
    const Json path =
        Json::parse(m_workspace.setting(capabilityKey).value_or("{}"), nullptr, false);
    if (path.is_object() && path.value("path", Json()).is_string()) {
        // A file that has gone is missed when a chart wants it, not on opening.
        m_capabilityPath = qs(path["path"].get<std::string>());
        if (auto scores = readCapability(utf8(m_capabilityPath)); scores)
            m_capability = std::make_shared<const std::vector<CapabilityScore>>(std::move(*scores));
    }
    Q_EMIT settingsChanged();
}

void ChartSource::closed()
{
    m_allSample.reset();
    m_allCourses.reset();
    m_sample.reset();
    m_courses.reset();
    m_allLabelled.reset();
    m_labelled.reset();
    m_allSuggested.reset();
    m_suggested.reset();
    m_isAsked = false;
    m_sampleOf = m_coursesOf = {};
    m_curves.reset();
    m_capability.reset();
    m_capabilityPath.clear();
    m_settings.clear();
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT settingsChanged();
}

ChartSource::Stamp ChartSource::now() const
{
    const std::shared_ptr<const GapFigures> figures = m_workspace.gap().figures();
    return {m_workspace.gap().generation(), m_workspace.alignmentGeneration(),
            figures ? name(figures->table.edition) : std::string()};
}

void ChartSource::ask(const ChartNeeds &needs)
{
    const bool isNew = (needs.sample && !m_asked.sample) || (needs.courses && !m_asked.courses);
    const bool isFirst = !m_isAsked || (needs.suggestions && !m_asked.suggestions);
    m_isAsked = true;
    m_asked.suggestions = m_asked.suggestions || needs.suggestions;
    if (isFirst)
        readLabels();
    m_asked.sample = m_asked.sample || needs.sample;
    m_asked.courses = m_asked.courses || needs.courses;
    if (isNew)
        follow();
}

bool ChartSource::has(const ChartNeeds &needs) const
{
    const GapAnalysis &gap = m_workspace.gap();
    if (!gap.figures())
        return false;
    if (needs.effects && !gap.effects())
        return false;
    if (!needs.sample && !needs.courses && !needs.labels && !needs.suggestions)
        return true;
    if (!(m_selection == gap.selection()))
        return false;
    return (!needs.sample || m_sample) && (!needs.courses || m_courses) &&
           (!needs.labels || m_labelled) && (!needs.suggestions || m_suggested);
}

void ChartSource::follow()
{
    if (m_workspace.gap().figures()) {
        const Stamp stamp = now();
        // Alignments are not in the sample: only what the database holds and the edition count.
        Stamp sampleStamp = stamp;
        sampleStamp.alignment = 0;
        if (m_asked.sample && m_sampleOf != sampleStamp) {
            m_sampleOf = sampleStamp;
            m_allSample.reset();
            m_sample.reset();
            readSample();
        }
        // Courses do not depend on the edition; pairs that are still being aligned come later.
        Stamp coursesStamp = stamp;
        coursesStamp.edition.clear();
        if (m_asked.courses && m_coursesOf != coursesStamp && m_workspace.floors()) {
            m_coursesOf = coursesStamp;
            m_allCourses.reset();
            m_courses.reset();
            readCourses();
        }
        restrict();
    }
    Q_EMIT changed();
}

void ChartSource::readSample()
{
    m_workspace.runWithSession(
        sampleSlot, tr("Reading the dialogues"),
        [edition = m_workspace.gap().figures()->table.edition](Session &session, JobContext &job) {
            return readInput(session, edition, job);
        },
        this,
        [this, of = m_sampleOf](Result<MetricInput> input) {
            if (of != m_sampleOf)
                return;
            if (!input) {
                failed(input.error());
                return;
            }
            m_problem.clear();
            m_allSample = std::make_shared<const MetricInput>(std::move(*input));
            restrict();
        });
}

void ChartSource::readCourses()
{
    m_workspace.runWithSession(
        coursesSlot, tr("Reading the course of the pairs"),
        [](Session &session, JobContext &job) { return readAllCourses(session, job); }, this,
        [this, of = m_coursesOf](Result<Courses> courses) {
            if (of != m_coursesOf)
                return;
            if (!courses) {
                failed(courses.error());
                return;
            }
            m_problem.clear();
            m_allCourses = std::make_shared<const Courses>(std::move(*courses));
            restrict();
        });
}

void ChartSource::readLabels()
{
    if (!m_isAsked || !m_workspace.isOpen() || !m_workspace.isLoaded())
        return;
    m_workspace.runWithSession(
        labelsSlot, tr("Reading the labels"),
        [data = m_workspace.sharedData(), wanted = m_asked.suggestions](Session &session,
                                                                        JobContext &job) {
            return readLabelled(session, *data, wanted, job);
        },
        this,
        [this](const Result<std::shared_ptr<const Labelled>> &labelled) {
            if (!labelled) {
                failed(labelled.error());
                return;
            }
            m_allLabelled = (*labelled)->pairs;
            m_allSuggested = (*labelled)->suggested;
            m_labelled.reset();
            m_suggested.reset();
            restrict();
        });
}

void ChartSource::restrict()
{
    const GapSelection &selection = m_workspace.gap().selection();
    const bool isSame = selection == m_selection;
    const bool sampleIsThere = !m_allSample || (isSame && m_sample);
    const bool coursesAreThere = !m_allCourses || (isSame && m_courses);
    const bool labelsAreThere =
        (!m_allLabelled || (isSame && m_labelled)) && (!m_allSuggested || (isSame && m_suggested));
    if (sampleIsThere && coursesAreThere && labelsAreThere)
        return;
    struct Parts
    {
        std::shared_ptr<const MetricInput> sample;
        std::shared_ptr<const Courses> courses;
        std::shared_ptr<const std::vector<LabelledPair>> labelled;
        std::shared_ptr<const std::vector<SuggestedPair>> suggested;
    };
    m_workspace.jobs().start(
        restrictSlot, tr("Selecting the dialogues"),
        [selection, sample = m_allSample, courses = m_allCourses, labelled = m_allLabelled,
         suggested = m_allSuggested](JobContext &) {
            const std::set<TaskKey> *tasks = selection.tasks ? &*selection.tasks : nullptr;
            Parts parts;
            if (sample)
                parts.sample = std::make_shared<const MetricInput>(
                    restricted(*sample, selection.excluded, tasks));
            if (courses)
                parts.courses = std::make_shared<const Courses>(
                    restricted(*courses, selection.excluded, tasks));
            if (labelled)
                parts.labelled = std::make_shared<const std::vector<LabelledPair>>(
                    restricted(*labelled, selection.excluded, tasks));
            if (suggested)
                parts.suggested = std::make_shared<const std::vector<SuggestedPair>>(
                    restricted(*suggested, selection.excluded, tasks));
            return parts;
        },
        this,
        [this, selection, of = m_allSample, ofCourses = m_allCourses,
         ofLabelled = m_allLabelled](Parts parts) {
            if (of != m_allSample || ofCourses != m_allCourses || ofLabelled != m_allLabelled)
                return;
            m_selection = selection;
            m_sample = std::move(parts.sample);
            m_courses = std::move(parts.courses);
            m_labelled = std::move(parts.labelled);
            m_suggested = std::move(parts.suggested);
            Q_EMIT changed();
        });
}

void ChartSource::failed(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    m_problem = errorSentence(error);
    Q_EMIT changed();
}

ChartNotes ChartSource::notes() const
{
    ChartNotes notes;
    const std::shared_ptr<const GapFigures> figures = m_workspace.gap().figures();
    const auto heads = static_cast<int>(m_workspace.data().heads.size());
    const int excluded = figures->excluded;
    QStringList filters;
    if (figures->tasks < figures->allTasks) {
        notes.sample = utf8(tr("%1 of %2 tasks").arg(figures->tasks).arg(figures->allTasks));
        for (const Filter &filter : m_workspace.filters().filters())
            filters << filter.title;
    } else {
        notes.sample = utf8(tr("%1 tasks, %2 dialogues").arg(figures->tasks).arg(heads - excluded));
    }
    if (excluded > 0)
        filters << tr("%Ln dialogue(s) excluded", nullptr, excluded);
    notes.dataHash = figures->dataHash;
    notes.filter = utf8(filters.join(QStringLiteral("; ")));
    notes.version = utf8(QCoreApplication::applicationVersion());
    return notes;
}

ChartFacts ChartSource::facts() const
{
    ChartFacts facts;
    const GapAnalysis &gap = m_workspace.gap();
    facts.figures = gap.figures();
    if (!facts.figures)
        return facts;
    facts.uncertainty = gap.uncertainty();
    facts.effects = gap.effects();
    facts.curves = m_curves;
    if (m_selection == gap.selection()) {
        facts.sample = m_sample;
        facts.courses = m_courses;
        facts.labelled = m_labelled;
        facts.suggested = m_suggested;
    }
    facts.scheme = std::make_shared<const LabelScheme>(m_workspace.desk().scheme());
    facts.capability = m_capability;
    facts.notes = notes();
    facts.published = m_published;
    return facts;
}

ChartSettings ChartSource::settings(const std::string &chart) const
{
    const auto found = m_settings.find(chart);
    ChartSettings settings = found == m_settings.end() ? ChartSettings() : found->second;
    if (const std::string second = other(); !second.empty())
        settings[otherId] = second;
    return settings;
}

void ChartSource::setSetting(const std::string &chart, const std::string &setting,
                             const std::string &value)
{
    std::string &kept = m_settings[setting == otherId ? sharedKey : chart][setting];
    if (kept == value)
        return;
    kept = value;
    save();
    Q_EMIT settingsChanged();
}

std::string ChartSource::other() const
{
    const auto shared = m_settings.find(sharedKey);
    if (shared == m_settings.end())
        return {};
    const auto found = shared->second.find(otherId);
    return found == shared->second.end() ? std::string() : found->second;
}

void ChartSource::setOther(const std::string &simulator)
{
    setSetting(sharedKey, otherId, simulator);
}

void ChartSource::save() const
{
    Json all = Json::object();
    for (const auto &[chart, settings] : m_settings)
        for (const auto &[setting, value] : settings)
            all[chart][setting] = value;
    m_workspace.saveSetting(settingsKey, all.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void ChartSource::setPublished(bool shown)
{
    if (shown == m_published)
        return;
    m_published = shown;
    Q_EMIT changed();
}

Result<void> ChartSource::loadCapability(const QString &path)
{
    Result<std::vector<CapabilityScore>> scores = readCapability(utf8(path));
    if (!scores)
        return scores.error();
    m_capability = std::make_shared<const std::vector<CapabilityScore>>(std::move(*scores));
    m_capabilityPath = path;
    m_workspace.saveSetting(capabilityKey, Json{{"path", utf8(path)}}.dump());
    Q_EMIT changed();
    return {};
}
} // namespace gapscope
