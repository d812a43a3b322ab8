// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/chart_source.h"

#include "core/export/chart_file.h"
#include "core/import/import_run.h"
#include "core/label/scheme_edit.h"
#include "core/store/chart_data.h"
#include "core/store/import_writer.h"
#include "core/store/label_repository.h"
#include "tests/support/test_case.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/label_desk.h"
#include "ui/base/workspace.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>

using namespace gapscope;

/// The window and the command line draw from the same figures.
class TestChartSource : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;

    std::string path() const
    {
        return m_folder.filePath(QStringLiteral("w.gapscope")).toStdString();
    }

    static void import(ImportWriter &writer, const char *file, CorpusKind kind, const char *label)
    {
        ImportRequest request;
        request.path = (test::sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        QVERIFY2(bool(runImport(request, writer, job)), file);
    }

    /// As `gapscope chart` computes it.
    ChartData computed(const ChartNeeds &needs)
    {
        auto session = Session::open(path(), OpenMode::ReadWrite);
        JobContext job;
        auto data = loadChartData(**session, {Edition::reference(), needs}, job);
        return data ? std::move(*data) : ChartData();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QApplication::setApplicationName(QStringLiteral("gapscope-test-chart-source"));
        QSettings().clear();
        auto session = Session::open(path(), OpenMode::Create);
        QVERIFY(bool(session));
        ImportWriter writer(**session);
        import(writer, "broadband/unified.json", CorpusKind::Real, "human");
        import(writer, "broadband/difficulty.json", CorpusKind::Real, "human");
        import(writer, "broadband/survey_comparable_human-eval-100.json", CorpusKind::Real,
               "human");
        import(writer, "broadband/survey_comparable_amiable-1.json", CorpusKind::Simulated,
               "amiable-1");
        import(writer, "parcel/human.messages.jsonl", CorpusKind::Real, "human");
        import(writer, "broadband/eval_results_amiable-1.json", CorpusKind::Simulated, "amiable-1");
        import(writer, "parcel/sim_amiable-1.messages.jsonl", CorpusKind::Simulated, "amiable-1");
        JobContext job;
        const auto contents = loadWorkspaceData(**session, job);
        QVERIFY(bool(contents));
        // Labels, so that their chart has something to draw.
        std::vector<Label> labels;
        for (const DialogueHead &head : (*contents)->heads) {
            if ((*contents)->corpus(head.dialogue.corpus)->corpus.kind != CorpusKind::Simulated)
                continue;
            for (const DialogueHead &other : (*contents)->heads) {
                if (other.dialogue.task != head.dialogue.task ||
                    (*contents)->corpus(other.dialogue.corpus)->corpus.kind != CorpusKind::Real)
                    continue;
                Label label;
                label.realDialogue = other.dialogue.id;
                label.simDialogue = head.dialogue.id;
                label.code = labels.size() % 2 == 0 ? "C1" : "I1";
                label.annotator = "ann";
                labels.push_back(label);
                break;
            }
        }
        QVERIFY(labels.size() > 3);
        QVERIFY(bool(LabelRepository(**session).addAll(labels, "ann")));
    }

    void init()
    {
        failOnUnexpectedWarnings();
        m_workspace = std::make_unique<Workspace>();
        QVERIFY(bool(m_workspace->open(QString::fromStdString(path()), OpenMode::ReadWrite)));
        ChartNeeds all;
        all.sample = all.courses = all.labels = all.suggestions = true;
        m_workspace->charts().ask(all);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->floors().has_value(), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->gap().uncertainty() != nullptr, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->gap().effects() != nullptr, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->charts().has(all), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->jobs().isIdle(), 30000);
    }

    void cleanup() { m_workspace.reset(); }

    void everyChartHasTheNumbersOfTheCommandLine()
    {
        ChartNeeds all;
        all.sample = all.courses = all.effects = all.intervals = all.ledgers = true;
        all.labels = all.suggestions = true;
        const ChartData data = computed(all);
        QVERIFY(!data.dataHash.empty());
        const ChartFacts facts = m_workspace->charts().facts();
        QCOMPARE(facts.figures->dataHash, data.dataHash);
        QStringList undrawn;
        for (const auto &chart : *m_workspace->charts().charts()) {
            const ChartSpec window =
                drawChart(*chart, facts, {std::string(chart->id()), "amiable-1", {}}, nullptr).spec;
            ChartInput input = chartInput(data, "amiable-1");
            input.notes.version = facts.notes.version;
            const ChartSpec command = chart->build(input);
            QCOMPARE(QString::fromStdString(chartCsv(window)),
                     QString::fromStdString(chartCsv(command)));
            if (window.isEmpty())
                undrawn << QString::fromStdString(window.id);
        }
        // They need a file of scores, surveys, and another pass of the same simulator.
        QCOMPARE(undrawn.join(QLatin1Char(' ')), QStringLiteral("capability"));
    }

    void codesAreNamedByTheSchemeOfTheWorkspace()
    {
        const auto names = [](const ChartFacts &facts) {
            const auto charts = builtinCharts();
            const Chart *chart = findChart(charts, "label_rates");
            return drawChart(*chart, facts, {"label_rates", "amiable-1", {}}, nullptr)
                .spec.y.categories;
        };
        LabelCode code = *m_workspace->desk().scheme().find("C1");
        code.name = "Far too kind";
        const auto edit = redefineCode(m_workspace->desk().scheme(), code);
        QVERIFY(bool(edit));
        const QSignalSpy changed(&m_workspace->charts(), &ChartSource::changed);
        m_workspace->desk().saveScheme(*edit, m_workspace.get(),
                                       [](const Result<void> &saved) { QVERIFY(bool(saved)); });
        QVERIFY(!changed.isEmpty());
        const auto inWindow = names(m_workspace->charts().facts());
        QVERIFY(std::ranges::find(inWindow, "C1  Far too kind") != inWindow.end());
        ChartNeeds labels;
        labels.labels = true;
        const ChartData data = computed(labels);
        QCOMPARE(data.scheme.find("C1")->name, code.name);
    }

    void aNewLabelIsDrawnAtOnce()
    {
        const auto judged = [this] {
            const ChartFacts facts = m_workspace->charts().facts();
            return facts.labelled ? facts.labelled->size() : 0;
        };
        const std::size_t before = judged();
        Label label;
        const DialogueHead *real = nullptr;
        const DialogueHead *sim = nullptr;
        std::set<std::pair<DialogueId, DialogueId>> known;
        const ChartFacts facts = m_workspace->charts().facts();
        for (const LabelledPair &pair : *facts.labelled)
            known.insert({pair.real, pair.sim});
        for (const DialogueHead &one : m_workspace->data().heads)
            for (const DialogueHead &other : m_workspace->data().heads)
                if (!sim && one.dialogue.task == other.dialogue.task &&
                    m_workspace->kindOf(one.dialogue.id) == CorpusKind::Real &&
                    m_workspace->kindOf(other.dialogue.id) == CorpusKind::Simulated &&
                    !known.contains({one.dialogue.id, other.dialogue.id})) {
                    real = &one;
                    sim = &other;
                }
        QVERIFY(sim);
        label.realDialogue = real->dialogue.id;
        label.simDialogue = sim->dialogue.id;
        label.code = "C2";
        label.annotator = "ann";
        m_workspace->addLabel(label, m_workspace.get(),
                              [](const Result<void> &stored) { QVERIFY(bool(stored)); });
        QTRY_COMPARE(judged(), before + 1);
    }
};

QTEST_MAIN(TestChartSource)
#include "tst_chart_source.moc"
