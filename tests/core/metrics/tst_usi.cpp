// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi.h"

#include "core/metrics/python_json.h"
#include "core/metrics/usi_engine.h"
#include "core/metrics/usi_entries.h"
#include "core/metrics/usi_files.h"
#include "core/metrics/usi_report.h"
#include "core/metrics/usi_rows.h"
#include "tests/support/test_case.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

using namespace gapscope;

namespace {
FeatureVector featuresOf(double rate)
{
    FeatureVector features;
    features.values.fill(rate);
    return features;
}

StudyDialogue dialogue(const char *task, int run, double rate, std::optional<double> reward)
{
    StudyDialogue result;
    result.task = TaskKey{task};
    result.run = run;
    result.features = featuresOf(rate);
    result.reward = reward;
    return result;
}

/// Two batches of people and one simulator on two tasks, all alike.
UsiStudy smallStudy()
{
    UsiStudy study;
    StudySimulator simulator;
    simulator.name = "sim";
    for (const char *task : {"tau1:airline:0", "tau1:retail:3"}) {
        for (const int batch : {1, 2})
            study.people.push_back(dialogue(task, batch, 0.5, 1.0));
        simulator.dialogues.push_back(dialogue(task, 1, 0.5, 1.0));
    }
    study.simulators.push_back(simulator);
    return study;
}

UsiTable tableOf(const UsiStudy &study)
{
    JobContext job;
    return *scoreStudy(study, job);
}

std::vector<SurveyAnswer> answersOf(const JsonValue &entry)
{
    std::vector<SurveyAnswer> answers;
    if (const JsonValue *survey = entry.find("survey"))
        for (const JsonMember &field : survey->members)
            if (const JsonValue *answer = field.value.find("answer"))
                answers.push_back({std::string(field.key), {}, std::string(answer->text)});
    return answers;
}

/// `airline_7_ann2` as task and batch of the workspace.
std::pair<TaskKey, int> placeOf(std::string id)
{
    int batch = 1;
    if (const std::size_t mark = id.find("_ann"); mark != std::string::npos) {
        batch = id.back() - '0';
        id.resize(mark);
    }
    id[id.find('_')] = ':';
    return {TaskKey{"tau1:" + id}, batch};
}

std::vector<StudyDialogue> dialoguesOf(const JsonDocument &document, Source source)
{
    std::vector<StudyDialogue> dialogues;
    for (const JsonMember &member : document.root().members) {
        StudyDialogue result;
        std::tie(result.task, result.run) = placeOf(std::string(member.key));
        std::deque<std::string> texts;
        const auto messages = messagesOf(member.value, {"f", member.key}, texts);
        if (const auto found = extractFeatures(*messages, source, referenceLexicon()))
            result.features = found->values;
        result.reward = member.value.find("reward")->number();
        result.keep = isKept(member.value) ? Keep::Yes : Keep::No;
        result.survey = answersOf(member.value);
        dialogues.push_back(std::move(result));
    }
    return dialogues;
}

std::vector<StudySurvey> surveysOf(const JsonDocument &document)
{
    std::vector<StudySurvey> surveys;
    for (const JsonMember &member : document.root().members) {
        const auto [task, batch] = placeOf(std::string(member.key));
        surveys.push_back({task, batch, answersOf(member.value)});
    }
    return surveys;
}
} // namespace

class TestUsi : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void calibrationWorkedAnswer()
    {
        const std::map<std::string, double> difficulty{{"a", 0.1}, {"b", 0.3}, {"c", 0.35},
                                                       {"d", 0.5}, {"e", 0.7}, {"f", 0.9}};
        const Outcomes sim{{"a", false}, {"b", true}, {"c", false},
                           {"d", true},  {"e", true}, {"f", true}};
        const Outcomes people{{"a", false}, {"b", false}, {"c", false},
                              {"d", true},  {"e", false}, {"f", true}};
        QVERIFY(std::abs(*calibrationError(sim, people, difficulty) - 1.0 / 3.0) < 1e-12);
        QVERIFY(!calibrationError(sim, people, {}));
    }

    void binsIncludeTheirLowerCutOff()
    {
        QByteArray bins;
        for (const double value : {-0.5, 0.1999, 0.2, 0.4, 0.6, 0.8, 1.5})
            bins += QByteArray::number(static_cast<int>(difficultyBin(value)));
        QCOMPARE(bins, QByteArray("0012344"));
    }

    void diceOfOneRateAgainstAnother()
    {
        FeatureRow people{};
        FeatureRow sim{};
        const auto index = static_cast<std::size_t>(Feature::ShortMsgRate);
        people[index] = 29.0;
        sim[index] = 1.0;
        const Comparison comparison = compareRows(people, sim);
        QCOMPARE(comparison.similarity[index], 2.0 / 30.0);
        QVERIFY(std::abs(comparison.dimension[0] - 100.0 * (6.0 + 2.0 / 30.0) / 7.0) < 1e-12);
        QCOMPARE(comparison.dimension[1], 100.0);
    }

    void diceOfThePublishedRates_data()
    {
        QTest::addColumn<double>("people");
        QTest::addColumn<double>("sim");
        QTest::addColumn<double>("dice");
        QTest::newRow("short replies") << 29.0 << 1.0 << 0.0667;
        QTest::newRow("politeness") << 15.3 << 49.0 << 0.4759;
        QTest::newRow("uncertainty") << 7.3 << 14.6 << 0.6667;
        QTest::newRow("pivot") << 8.4 << 19.1 << 0.6109;
        QTest::newRow("pivot, second model") << 8.4 << 16.5 << 0.6747;
        QTest::newRow("identifiers") << 2.6 << 4.8 << 0.7027;
    }

    void diceOfThePublishedRates()
    {
        QFETCH(double, people);
        QFETCH(double, sim);
        QFETCH(double, dice);
        FeatureRow real{};
        FeatureRow simulated{};
        real.fill(people);
        simulated.fill(sim);
        const auto scored = static_cast<std::size_t>(Feature::ShortMsgRate);
        const Comparison comparison = compareRows(real, simulated);
        QVERIFY(std::abs(comparison.similarity[scored] - dice) < 5e-5);
        for (const double dimension : comparison.dimension)
            QVERIFY(std::abs(dimension - 100.0 * dice) < 5e-3);
    }

    void fiveTermsOfThePublishedPeople()
    {
        Comparison parts;
        parts.dimension = {87.4, 97.9, 88.0, 93.5};
        QVERIFY(std::abs(usiOf(parts, std::nullopt, 0.069) - 91.98) < 5e-3);
        QVERIFY(std::abs(usiOf(parts, 97.4, 0.069) - 92.88) < 5e-3);
        // The second version's 92.7 without its evaluation is the row of five terms that is
        // shipped.
        const auto people =
            std::find_if(publishedRows().begin(), publishedRows().end(), [](const UsiRow &row) {
                return row.terms == 5 && row.name.starts_with("Human");
            });
        QVERIFY(people != publishedRows().end());
        QVERIFY(std::abs((6 * 92.7 - 97.4) / 5 - people->usi->mean) < 0.02);
    }

    void frozenDifficultyHasTheKnownMeans()
    {
        std::map<std::string, std::pair<double, int>> sums;
        for (const auto &[task, value] : frozenDifficulty())
            for (const std::string &group : {std::string("all"), task.substr(0, task.find('_'))}) {
                sums[group].first += value;
                ++sums[group].second;
            }
        const auto shown = [&](const char *group) {
            return QString::number(sums[group].first / sums[group].second, 'f', 3);
        };
        QCOMPARE(shown("all"), QStringLiteral("0.649"));
        QCOMPARE(shown("airline"), QStringLiteral("0.668"));
        QCOMPARE(shown("retail"), QStringLiteral("0.640"));
        QCOMPARE(sums["airline"].second, 50);
        QCOMPARE(sums["retail"].second, 115);
    }

    void publishedRowsGiveTheirIndex()
    {
        QCOMPARE(frozenDifficulty().size(), std::size_t{165});
        std::array<int, difficultyBins> bins{};
        for (const auto &[task, value] : frozenDifficulty())
            ++bins[difficultyBin(value)];
        QVERIFY((bins == std::array<int, difficultyBins>{4, 17, 37, 66, 41}));
        int recomputed = 0;
        for (const UsiRow &row : publishedRows()) {
            if (!row.conversation)
                continue;
            Comparison comparison;
            comparison.dimension = {row.conversation->mean, row.information->mean,
                                    row.clarification->mean, row.reaction->mean};
            const double usi = usiOf(
                comparison, row.evaluation ? std::optional(row.evaluation->mean) : std::nullopt,
                row.ece->mean);
            QVERIFY2(std::abs(usi - row.usi->mean) < 0.06, row.name.c_str());
            ++recomputed;
        }
        QCOMPARE(recomputed, 19);
    }

    void identicalDialoguesScoreFull()
    {
        const UsiTable table = tableOf(smallStudy());
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[0].kind, UsiRow::Kind::Ceiling);
        QCOMPARE(table.rows[0].usi->mean, 100.0);
        QCOMPARE(table.rows[0].usi->n, 1);
        QCOMPARE(table.rows[1].usi->mean, 100.0);
        QCOMPARE(table.rows[1].usi->n, 2);
        QCOMPARE(table.rows[1].terms, 5);
        QCOMPARE(table.rows[1].missing.at("eval_agree"),
                 std::string("the simulator has no survey answers"));
    }

    void withoutRewardsTheDimensionsRemain()
    {
        UsiStudy study = smallStudy();
        for (StudyDialogue &entry : study.simulators[0].dialogues)
            entry.reward.reset();
        const UsiTable table = tableOf(study);
        const UsiRow &row = table.rows[1];
        QCOMPARE(row.conversation->mean, 100.0);
        QVERIFY(!row.ece && !row.usi);
        QCOMPARE(row.missing.at("ece"), std::string(noDifficultyReason));
        QVERIFY(table.details[0].lost.empty());
        QVERIFY(table.details[0].bins.empty());
        QCOMPARE(table.details[0].features.size(), featureCount);
    }

    void simulatorWithoutFeaturesIsNotIdentical()
    {
        UsiStudy study = smallStudy();
        for (StudyDialogue &entry : study.simulators[0].dialogues)
            entry.features.reset();
        const UsiRow row = tableOf(study).rows[1];
        QVERIFY(!row.conversation && !row.usi && row.ece);
        QCOMPARE(row.missing.at("D1_conv"), std::string(noFeaturesReason));
        QCOMPARE(row.missing.at("usi"), std::string("needs D1 to D4"));
    }

    void otherBenchmarksHaveNoFrozenDifficulty()
    {
        UsiStudy study = smallStudy();
        for (StudyDialogue &entry : study.people)
            entry.task = TaskKey{"tau2:" + entry.task.value().substr(5)};
        for (StudyDialogue &entry : study.simulators[0].dialogues)
            entry.task = TaskKey{"tau2:" + entry.task.value().substr(5)};
        QVERIFY(!tableOf(study).rows[1].ece);
        study.difficulty.mode = Difficulty::Mode::Given;
        study.difficulty.name = "own";
        study.difficulty.given = {{"0", 0.5}, {"tau2:retail:3", 0.9}};
        const UsiTable table = tableOf(study);
        QCOMPARE(table.difficulty, std::string("own"));
        QCOMPARE(table.rows[1].ece->mean, 0.0);
        QCOMPARE(table.details[0].bins[2].tasks, 1);
        QCOMPARE(table.details[0].bins[4].tasks, 1);
    }

    void selfDifficultyNeedsTenRuns()
    {
        UsiStudy study = smallStudy();
        study.difficulty.mode = Difficulty::Mode::Self;
        QVERIFY(!tableOf(study).rows[1].ece);
        for (int run = 2; run <= 10; ++run)
            study.simulators[0].dialogues.push_back(dialogue("tau1:airline:0", run, 0.5, 0.0));
        const UsiTable table = tableOf(study);
        QVERIFY(std::abs(table.rows[1].ece->mean - 0.9) < 1e-12);
        QCOMPARE(table.details[0].bins[0].tasks, 1);
        QVERIFY(std::abs(table.details[0].bins[0].sim - 0.1) < 1e-12);
    }

    void keptOutDialoguesDoNotCount()
    {
        UsiStudy study = smallStudy();
        study.simulators[0].dialogues.push_back(dialogue("tau1:airline:0", 2, 0.0, 0.0));
        study.simulators[0].dialogues.back().keep = Keep::No;
        QCOMPARE(tableOf(study).rows[1].usi->mean, 100.0);
        // Neither true nor false: no part of the dimensions, but of calibration.
        study.simulators[0].dialogues.back().keep = Keep::Falsy;
        const UsiRow row = tableOf(study).rows[1];
        QCOMPARE(row.conversation->mean, 100.0);
        QCOMPARE(row.ece->mean, 0.5);
    }

    void restrictedStudyIsWithoutTheDialogues()
    {
        UsiStudy study = smallStudy();
        int number = 0;
        for (StudyDialogue &entry : study.people)
            entry.id = DialogueId{"p" + std::to_string(++number)};
        study.simulators[0].surveys.push_back({study.people[0].task, 1, {}});
        const UsiStudy less = restricted(study, {DialogueId{"p1"}, DialogueId{"p2"}});
        QCOMPARE(less.people.size(), std::size_t{2});
        QCOMPARE(less.simulators[0].dialogues.size(), std::size_t{2});
        QCOMPARE(less.simulators[0].surveys.size(), std::size_t{1});
        QCOMPARE(tableOf(less).rows[1].tasks, 1);
        const UsiStudy one = restricted(study, {}, std::set{study.people.back().task});
        QCOMPARE(one.people.size(), std::size_t{2});
        QCOMPARE(one.simulators[0].dialogues.size(), std::size_t{1});
        QVERIFY(one.simulators[0].surveys.empty());
    }

    void rewardFallsBackToStatedSuccess()
    {
        QCOMPARE(rewardOf({0.5, false, {}}), std::optional(0.5));
        QCOMPARE(rewardOf({std::nullopt, true, {}}), std::optional(1.0));
        QVERIFY(!rewardOf(Outcome{}));
    }

    void cancelledJobStops()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job(stop.get_token());
        const auto table = scoreStudy(smallStudy(), job);
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::Cancelled);
    }

    void studyAndFilesAgree()
    {
        const std::filesystem::path folder = test::casesDir() / "usi-tiny";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        UsiFiles files;
        files.real = folder / "unified.json";
        files.surveyDir = folder / "survey_data";
        UsiStudy study;
        study.people = dialoguesOf(*JsonDocument::read(files.real), Source::Human);
        study.secondOpinions = surveysOf(
            *JsonDocument::read(*files.surveyDir / "survey_comparable_human-eval-100.json"));
        for (const char *name : {"alder-9b", "birch-chat-2"}) {
            const std::string label = name;
            files.simulators.push_back(folder / "eval_results" /
                                       ("eval_results_" + label + ".json"));
            StudySimulator simulator;
            simulator.name = label;
            simulator.dialogues =
                dialoguesOf(*JsonDocument::read(files.simulators.back()), Source::Llm);
            simulator.surveys = surveysOf(
                *JsonDocument::read(*files.surveyDir / ("survey_comparable_" + label + ".json")));
            study.simulators.push_back(std::move(simulator));
        }
        JobContext job;
        const auto fromFiles = scoreFiles(files, job);
        QVERIFY(fromFiles);
        QCOMPARE(QByteArray::fromStdString(usiTableCsv(tableOf(study))),
                 QByteArray::fromStdString(usiTableCsv(*fromFiles)));
    }

    void jsonHasTheStableShape()
    {
        UsiTable table = tableOf(smallStudy());
        table.rows.push_back(publishedRows().at(1));
        const auto json = nlohmann::json::parse(usiTableJson(table));
        QCOMPARE(json.at("edition").get<std::string>(), std::string("reference"));
        QCOMPARE(json.at("terms").get<int>(), 5);
        QCOMPARE(json.at("difficulty").get<std::string>(), std::string("frozen"));
        const auto &row = json.at("rows").at(1);
        QCOMPARE(row.at("kind").get<std::string>(), std::string("sim"));
        QCOMPARE(row.at("n_tasks").get<int>(), 2);
        QCOMPARE(row.at("n_dialogues").get<int>(), 2);
        QVERIFY(row.at("usi") == nlohmann::json::array({100.0, 0.0}));
        QVERIFY(row.at("eval_agree").is_null());
        QVERIFY(row.at("missing").at("eval_agree").is_string());
        QCOMPARE(json.at("rows").at(0).at("kind").get<std::string>(), std::string("ceiling"));
        QCOMPARE(json.at("rows").at(2).at("kind").get<std::string>(), std::string("published"));
        QVERIFY(json.at("rows").at(2).at("D1_conv").is_null());
    }

    void csvQuotesAndLeavesMissingCellsEmpty()
    {
        UsiStudy study = smallStudy();
        study.simulators[0].name = "a,\"b\"";
        const std::string csv = usiTableCsv(tableOf(study));
        QVERIFY(csv.ends_with("\"a,\"\"b\"\"\",sim,reference,frozen,5,2,2,100,0,100,0,100,0,100,0,"
                              ",,0,0,100,0\n"));
        QVERIFY(csv.starts_with("name,kind,edition,difficulty,terms,n_tasks,n_dialogues,D1_conv,"));
    }

    void textSaysEditionDifficultyAndReasons()
    {
        const QString text = QString::fromStdString(usiTableText(tableOf(smallStudy())));
        const QStringList lines = text.split(QLatin1Char('\n'));
        QVERIFY(lines[0].startsWith(
            QStringLiteral("User-Sim Index, reference edition, difficulty: frozen")));
        QCOMPARE(lines[2].size(), lines[3].size());
        QVERIFY(lines[4].startsWith(QStringLiteral("sim ")));
        QVERIFY(
            text.contains(QStringLiteral("sim, eval_agree: the simulator has no survey answers")));
    }

    void difficultyFileIsFlatOrWrapped()
    {
        QTemporaryDir dir;
        const std::string path = (dir.path() + QStringLiteral("/d.json")).toStdString();
        for (const char *text :
             {R"({"airline_1": 0.25})", R"({"difficulty": {"airline_1": 0.25}})"}) {
            std::ofstream(path) << text;
            const auto difficulty = difficultyFrom(path);
            QVERIFY(difficulty);
            QCOMPARE(difficulty->name, std::string("d.json"));
            QVERIFY((difficulty->given == std::map<std::string, double>{{"airline_1", 0.25}}));
        }
        std::ofstream(path) << R"({"airline_1": true, "airline_2": false})";
        const auto truth = difficultyFrom(path);
        QVERIFY(truth);
        QVERIFY((truth->given ==
                 std::map<std::string, double>{{"airline_1", 1.0}, {"airline_2", 0.0}}));
        std::ofstream(path) << R"({"airline_1": "x"})";
        const auto difficulty = difficultyFrom(path);
        QVERIFY(!difficulty);
        QCOMPARE(difficulty.error().subject, path + ": airline_1");
    }

    void idsGiveTaskAndRun_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QByteArray>("run");
        QTest::newRow("plain") << QByteArray("airline_7") << QByteArray("airline_7")
                               << QByteArray("1");
        QTest::newRow("run") << QByteArray("retail_12_4") << QByteArray("retail_12")
                             << QByteArray("4");
        QTest::newRow("zeros") << QByteArray("retail_07_02") << QByteArray("retail_07")
                               << QByteArray("2");
        QTest::newRow("tail") << QByteArray("retail_7_2x") << QByteArray("retail_7")
                              << QByteArray("2");
        QTest::newRow("no number behind")
            << QByteArray("retail_7_x") << QByteArray("retail_7") << QByteArray("1");
        QTest::newRow("other domain")
            << QByteArray("telecom_7_2") << QByteArray("telecom_7_2") << QByteArray("1");
        QTest::newRow("no digits")
            << QByteArray("airline_x") << QByteArray("airline_x") << QByteArray("1");
        QTest::newRow("Arabic digits") << QByteArray("airline_\xd9\xa3_\xd9\xa2")
                                       << QByteArray("airline_\xd9\xa3") << QByteArray("2");
    }

    void idsGiveTaskAndRun()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, task);
        QFETCH(QByteArray, run);
        const TaskRun found = taskRunOf(id.toStdString());
        QCOMPARE(QByteArray::fromStdString(found.task), task);
        QCOMPARE(QByteArray::fromStdString(found.run), run);
    }
};

QTEST_APPLESS_MAIN(TestUsi)
#include "tst_usi.moc"
