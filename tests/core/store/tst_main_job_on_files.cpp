// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/import/import_run.h"
#include "core/metrics/usi.h"
#include "core/store/excess_service.h"
#include "core/store/exclusion_repository.h"
#include "core/store/floor_service.h"
#include "core/store/import_writer.h"
#include "core/store/pair_loader.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "core/store/study_loader.h"
#include "core/store/workspace_data.h"
#include "core/store/workspace_info.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cmath>
#include <set>

using namespace gapscope;

/// From files to figures through the store, on public transcripts with known results.
class TestMainJobOnFiles : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::unique_ptr<Session> newWorkspace(const char *name)
    {
        Result<std::unique_ptr<Session>> session = Session::open(
            m_folder.filePath(QString::fromLatin1(name)).toStdString(), OpenMode::Create);
        return session ? std::move(*session) : nullptr;
    }

    static ImportCounts import(Session &session, const std::filesystem::path &file, CorpusKind kind,
                               const char *label)
    {
        ImportWriter writer(session);
        ImportRequest request;
        request.path = file.string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        const Result<ImportFileReport> report = runImport(request, writer, job);
        return report ? report->counts : ImportCounts{};
    }

    static UsiTable tableOf(Session &session)
    {
        JobContext job;
        Result<UsiStudy> study = loadStudy(session, {}, Difficulty{}, Edition::reference(), job);
        if (!study)
            return {};
        Result<UsiTable> table = scoreStudy(*study, job);
        return table ? *table : UsiTable{};
    }

    static QString rounded(const std::optional<Spread> &cell)
    {
        return cell ? QString::number(cell->mean, 'f', 6) : QStringLiteral("none");
    }
    static QStringList dimensions(const UsiRow &row)
    {
        return {rounded(row.conversation), rounded(row.information), rounded(row.clarification),
                rounded(row.reaction)};
    }

private Q_SLOTS:
    void realAndSimulatedDialoguesOfTheSameTasks()
    {
        const std::filesystem::path folder = test::dataDir() / "pairs" / "dev";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        const auto session = newWorkspace("multiwoz.gapscope");
        QVERIFY(session);
        const ImportCounts real =
            import(*session, folder / "multiwoz_human.messages.jsonl", CorpusKind::Real, "human");
        const ImportCounts sim = import(*session, folder / "multiwoz_sim_autotod.messages.jsonl",
                                        CorpusKind::Simulated, "autotod");
        QCOMPARE(real.dialogues, std::int64_t(60));
        QCOMPARE(real.userTurns, std::int64_t(391));
        QCOMPARE(sim.dialogues, std::int64_t(60));
        QCOMPARE(sim.userTurns, std::int64_t(539));
        const Result<WorkspaceInfo> info = workspaceInfo(*session);
        QVERIFY(bool(info));
        QCOMPARE(info->tasks, std::int64_t(60));
        QCOMPARE(info->pairedTasks, std::int64_t(60));

        const UsiTable table = tableOf(*session);
        QCOMPARE(table.rows.size(), std::size_t(2));
        const QStringList expected = {QStringLiteral("56.059616"), QStringLiteral("89.555137"),
                                      QStringLiteral("45.925028"), QStringLiteral("96.236940")};
        QCOMPARE(dimensions(table.rows[1]), expected);
        QVERIFY(!table.rows[1].usi);
        QVERIFY(table.rows[1].missing.count("ece"));
    }

    void traitsAgainstTheirBaseline()
    {
        const std::filesystem::path folder = test::dataDir() / "tau-trait" / "trajectories";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        const auto session = newWorkspace("telecom.gapscope");
        QVERIFY(session);
        import(*session, folder / "telecom_none.json", CorpusKind::Real, "none");
        import(*session, folder / "confusion_telecom.json", CorpusKind::Simulated, "confusion");
        import(*session, folder / "impatience_telecom.json", CorpusKind::Simulated, "impatience");
        const UsiTable table = tableOf(*session);
        QCOMPARE(table.rows.size(), std::size_t(3));
        QCOMPARE(table.rows[1].tasks, 18);
        const QStringList confusion = {QStringLiteral("58.416749"), QStringLiteral("76.580159"),
                                       QStringLiteral("36.557938"), QStringLiteral("25.943521")};
        const QStringList impatience = {QStringLiteral("41.184488"), QStringLiteral("90.238950"),
                                        QStringLiteral("54.764320"), QStringLiteral("8.467477")};
        QCOMPARE(dimensions(table.rows[1]), confusion);
        QCOMPARE(dimensions(table.rows[2]), impatience);
    }

    void publishedRatesOfThePublicAirlineLog()
    {
        const std::filesystem::path file =
            test::dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
        GAPSCOPE_REQUIRE_FOLDER(file);
        const auto session = newWorkspace("airline.gapscope");
        QVERIFY(session);
        const ImportCounts counts = import(*session, file, CorpusKind::Simulated, "gpt-4o");
        QCOMPARE(counts.dialogues, std::int64_t(200));
        QCOMPARE(counts.userTurns, std::int64_t(1490));

        JobContext job;
        const Result<std::shared_ptr<const WorkspaceData>> data = loadWorkspaceData(*session, job);
        QVERIFY(bool(data));
        const auto mean = [&](Feature feature) {
            double sum = 0.0;
            for (const auto &[id, values] : (*data)->features)
                sum += values[feature];
            return sum / static_cast<double>((*data)->features.size());
        };
        QCOMPARE((*data)->features.size(), std::size_t(200));
        QCOMPARE(QString::number(mean(Feature::UserWordsPerTurn), 'f', 4),
                 QStringLiteral("18.5333"));
        QCOMPARE(QString::number(100 * mean(Feature::PolitenessRate), 'f', 4),
                 QStringLiteral("46.1922"));
        QCOMPARE(QString::number(100 * mean(Feature::ShortMsgRate), 'f', 4),
                 QStringLiteral("0.5411"));
        QCOMPARE(QString::number(100 * mean(Feature::UncertaintyRate), 'f', 4),
                 QStringLiteral("13.3381"));
        QCOMPARE(QString::number(100 * mean(Feature::PivotRate), 'f', 4),
                 QStringLiteral("17.9802"));
        QCOMPARE(QString::number(mean(Feature::IdDensity), 'f', 4), QStringLiteral("4.8587"));
        int passed = 0;
        for (const DialogueHead &head : (*data)->heads)
            passed += head.dialogue.outcome.reward.value_or(0.0) > 0.0 ? 1 : 0;
        QCOMPARE(passed, 84);
    }

    void sampleWorkspaceWalksTheWholeJob()
    {
        const std::filesystem::path folder = test::sourceDir() / "sample_data";
        const auto session = newWorkspace("sample.gapscope");
        QVERIFY(session);
        import(*session, folder / "broadband" / "unified.json", CorpusKind::Real, "human");
        import(*session, folder / "parcel" / "human.messages.jsonl", CorpusKind::Real, "human");
        import(*session, folder / "broadband" / "eval_results_plainspoken-2.json",
               CorpusKind::Simulated, "plainspoken-2");
        import(*session, folder / "parcel" / "sim_plainspoken-2.messages.jsonl",
               CorpusKind::Simulated, "plainspoken-2");

        const Result<std::vector<DialoguePair>> pairs = listPairs(*session);
        QVERIFY(bool(pairs));
        QCOMPARE(pairs->size(), std::size_t(30));
        PairSelection unknown;
        unknown.task = "no-such-task";
        QCOMPARE(listPairs(*session, unknown).error().code, ErrorCode::NotFound);

        JobContext job;
        Result<IdfModel> idf = loadIdf(*session, job);
        QVERIFY(bool(idf));
        PairAligner aligner(*session, *idf);
        const DialoguePair &pair = pairs->front();
        const Result<LoadedPair> loaded = loadPair(*session, aligner, pair.real, pair.sim);
        QVERIFY(bool(loaded));
        QVERIFY(!loaded->alignment.rows.empty());
        const Result<Alignment> again = aligner.align(pair.real, pair.sim);
        QVERIFY(bool(again));
        QVERIFY(again->rows == loaded->alignment.rows);

        const Result<std::shared_ptr<const WorkspaceData>> data = loadWorkspaceData(*session, job);
        QVERIFY(bool(data));
        const Result<DivergenceCurves> curves = divergenceCurves(*session, **data, *idf, {}, job);
        QVERIFY(bool(curves));
        QCOMPARE(curves->simulators.size(), std::size_t(1));
        // Two people a task, thirteen tasks: at the first turn the floor counts thirteen pairs.
        QCOMPARE(curves->floor.counts().front().rows, 13);
    }

    void floorsPercentilesSuggestionsAndUnitsComeWithAPair()
    {
        const std::filesystem::path folder = test::sourceDir() / "sample_data" / "parcel";
        const auto session = newWorkspace("floor.gapscope");
        QVERIFY(session);
        import(*session, folder / "human.messages.jsonl", CorpusKind::Real, "human");
        import(*session, folder / "sim_amiable-1.messages.jsonl", CorpusKind::Simulated, "a");
        JobContext job;
        Result<IdfModel> idf = loadIdf(*session, job);
        QVERIFY(bool(idf));
        Result<PairAligner> aligner = PairAligner::open(*session, *idf);
        QVERIFY(bool(aligner));
        const DialoguePair pair = listPairs(*session)->front();
        const auto missing = [](const LoadedPair &loaded) {
            const NotComputed &last = loaded.notComputed.back();
            return last.what + ":" + name(last.missing);
        };

        Result<LoadedPair> before = loadPair(*session, *aligner, pair.real, pair.sim);
        QVERIFY(bool(before));
        QCOMPARE(missing(*before), std::string("floor_percentiles:calibration"));
        QVERIFY(!before->suggestions.empty());
        QVERIFY(!before->units.empty());
        QCOMPARE(before->floorPercentiles.size(), before->alignment.rows.size());

        const Result<DivergenceFloors> floors = divergenceFloors(*session, *aligner, job);
        QVERIFY(bool(floors));
        QVERIFY(floors->people && floors->reruns.empty());
        QCOMPARE(floors->people->pairs, 6);
        QVERIFY(**storedFloors(*session, *aligner) == *floors);
        Result<LoadedPair> after = loadPair(*session, *aligner, pair.real, pair.sim);
        QVERIFY(bool(after));
        for (std::size_t i = 0; i < after->alignment.rows.size(); ++i)
            QCOMPARE(after->floorPercentiles[i].has_value(),
                     isCalibrated(after->alignment.rows[i]));

        // An exclusion, another setting: another floor.
        QVERIFY(bool(ExclusionRepository(*session).exclude({pair.real, "odd", "me", 0})));
        QVERIFY(!*storedFloors(*session, *aligner));
        const Result<DivergenceFloors> fewer = divergenceFloors(*session, *aligner, job);
        QCOMPARE(fewer->people->pairs, 5);
        AlignSettings settings;
        settings.theta = 0.4;
        QVERIFY(bool(saveAlignSettings(*session, settings)));
        const Result<PairAligner> other = PairAligner::open(*session, *idf);
        QVERIFY(other->settings() == settings);
        QVERIFY(!*storedFloors(*session, *other));
        settings.theta = 4;
        QCOMPARE(saveAlignSettings(*session, settings).error().code, ErrorCode::InvalidArgument);
        QVERIFY(loadAlignSettings(*session)->theta == 0.4);
    }

    void rerunsAreTheFloorWhereNoTaskHasTwoPeople()
    {
        const std::filesystem::path folder = test::sourceDir() / "sample_data" / "parcel";
        const auto session = newWorkspace("reruns.gapscope");
        QVERIFY(session);
        import(*session, folder / "human.messages.jsonl", CorpusKind::Real, "human");
        import(*session, folder / "sim_amiable-1.messages.jsonl", CorpusKind::Simulated, "a");
        // One person a task: the second annotator is taken out.
        const auto heads = DialogueRepository(*session).list();
        for (const DialogueHead &head : *heads)
            if (head.dialogue.nativeId.find("ann2") != std::string::npos)
                QVERIFY(bool(
                    ExclusionRepository(*session).exclude({head.dialogue.id, "second", "me", 0})));
        JobContext job;
        Result<PairAligner> aligner = PairAligner::open(*session, *loadIdf(*session, job));
        const Result<DivergenceFloors> floors = divergenceFloors(*session, *aligner, job);
        QVERIFY(bool(floors));
        QVERIFY(!floors->people);
        // Tasks 0 to 2 were run twice.
        QCOMPARE(floors->reruns.at("a").pairs, 3);
        const Result<std::vector<ExcessCurve>> curves = excessCurves(*session, *aligner, {}, job);
        QVERIFY(bool(curves));
        QCOMPARE(curves->size(), std::size_t(1));
        QCOMPARE(curves->front().floor, std::string("re-runs of a"));
        QCOMPARE(curves->front().floorPairs, 3);
        QCOMPARE(curves->front().pairs, 9);
        QCOMPARE(curves->front().turns.front().simPairs, 9);
        QVERIFY(curves->front().turns.front().excess.has_value());

        std::stop_source stop;
        stop.request_stop();
        JobContext cancelled(stop.get_token());
        QCOMPARE(excessCurves(*session, *aligner, {}, cancelled).error().code,
                 ErrorCode::Cancelled);
    }

    void placesOfAFeatureAreInTheirTurns()
    {
        const auto session = newWorkspace("places.gapscope");
        QVERIFY(session);
        import(*session, test::sourceDir() / "sample_data" / "parcel" / "human.messages.jsonl",
               CorpusKind::Real, "human");
        JobContext job;
        const Result<std::vector<FeatureHit>> polite =
            featureHits(*session, Feature::PolitenessRate, {}, job);
        QVERIFY(bool(polite));
        QVERIFY(!polite->empty());
        for (const FeatureHit &hit : *polite) {
            const QString text = QString::fromStdString(hit.text);
            const QList<uint> points = text.toUcs4();
            QString words;
            for (int i = hit.span.begin; i < hit.span.end; ++i)
                words += QString::fromUcs4(reinterpret_cast<const char32_t *>(&points[i]), 1);
            QCOMPARE(words.toLower(), QString::fromStdString(hit.span.cue));
        }
        const Result<std::vector<FeatureHit>> openings =
            featureHits(*session, Feature::OpeningWords, {}, job);
        QVERIFY(bool(openings));
        QCOMPARE(openings->size(), std::size_t(12));
        const Result<std::vector<FeatureHit>> lengths =
            featureHits(*session, Feature::VerbosityCv, {}, job);
        QVERIFY(bool(lengths));
        QVERIFY(lengths->empty());
    }

    void cancelledAlignmentKeepsWhatWasStored()
    {
        const auto session = newWorkspace("cancel.gapscope");
        QVERIFY(session);
        const std::filesystem::path folder = test::sourceDir() / "sample_data" / "parcel";
        import(*session, folder / "human.messages.jsonl", CorpusKind::Real, "human");
        import(*session, folder / "sim_amiable-1.messages.jsonl", CorpusKind::Simulated, "a");
        JobContext job;
        Result<IdfModel> idf = loadIdf(*session, job);
        QVERIFY(bool(idf));
        PairAligner aligner(*session, *idf);
        const Result<std::vector<DialoguePair>> pairs = listPairs(*session);
        QVERIFY(bool(pairs));
        std::stop_source stop;
        JobContext cancelled(stop.get_token());
        int seen = 0;
        const Result<void> result = aligner.alignAll(
            *pairs,
            [&](const Alignment &) -> Result<void> {
                if (++seen == 3)
                    stop.request_stop();
                return {};
            },
            cancelled);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        const Result<std::vector<AlignmentSummary>> stored =
            AlignmentRepository(*session, aligner.version()).summaries();
        QVERIFY(bool(stored));
        QCOMPARE(stored->size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestMainJobOnFiles)
#include "tst_main_job_on_files.moc"
