// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/usi_files.h"

#include "core/metrics/python_json.h"
#include "core/metrics/usi_report.h"
#include "tests/support/test_case.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

using namespace gapscope;

namespace {
using Cell = std::optional<Spread> UsiRow::*;
const std::array<std::pair<const char *, Cell>, 7> cells{{
    {"D1_conv", &UsiRow::conversation},
    {"D2_info", &UsiRow::information},
    {"D3_clarif", &UsiRow::clarification},
    {"D4_react", &UsiRow::reaction},
    {"eval_agree", &UsiRow::evaluation},
    {"ece", &UsiRow::ece},
    {"usi", &UsiRow::usi},
}};

std::filesystem::path aggregateDir()
{
    return test::casesDir() / "usi-edge" / "aggregate";
}

/// The recorded cell's mean and sd; none for null and [null, null].
std::optional<std::pair<double, double>> recorded(const JsonValue &row, const char *name)
{
    const JsonValue *cell = row.find(name);
    if (!cell || !cell->isList() || !cell->items[0].isNumber())
        return std::nullopt;
    return std::pair(cell->items[0].number(), cell->items[1].number());
}

Difficulty difficultyOf(const std::string &mode, const std::filesystem::path &folder)
{
    const auto difficulty =
        difficultyFrom(mode == "file" ? (folder / "difficulty.json").string() : mode);
    return difficulty ? *difficulty : Difficulty{};
}

/// Empty = every cell agrees to 1e-9; `largest` is raised to the largest difference.
std::string difference(const UsiTable &table, const JsonValue &expected, double &largest)
{
    const JsonItems &rows = expected.find("rows")->items;
    if (rows.size() != table.rows.size())
        return "number of rows";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const UsiRow &row = table.rows[i];
        if (row.name != rows[i].find("name")->text)
            return "name of row " + std::to_string(i) + ": " + row.name;
        for (const auto &[name, cell] : cells) {
            const auto wanted = recorded(rows[i], name);
            const std::string place = row.name + " " + name;
            if (wanted.has_value() != (row.*cell).has_value())
                return place + " is there or missing";
            if (wanted.has_value() == row.missing.contains(name))
                return place + " has the wrong reason";
            if (!wanted)
                continue;
            const double off = std::max(std::abs((row.*cell)->mean - wanted->first),
                                        std::abs((row.*cell)->sd - wanted->second));
            largest = std::max(largest, off);
            if (!(off < 1e-9))
                return place + " differs by " + std::to_string(off);
        }
    }
    return {};
}

/// Lost points must have owners that sum to 100 − usi.
std::string lostPointsFault(const UsiTable &table)
{
    for (std::size_t i = 0; i < table.details.size(); ++i) {
        const UsiRow &row = table.rows[i + 1];
        const SimulatorDetail &detail = table.details[i];
        double sum = 0.0;
        for (const LostPoints &owner : detail.lost)
            sum += owner.points;
        if (detail.name != row.name)
            return "name of detail";
        if (row.usi.has_value() == detail.lost.empty())
            return row.name + ": owners there or missing";
        if (row.usi && std::abs(sum - (100.0 - row.usi->mean)) > 1e-9)
            return row.name + ": owners do not sum up";
        if (row.ece.has_value() != (detail.bins.size() == 5))
            return row.name + ": bins";
    }
    return {};
}
} // namespace

class TestUsiFiles : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aggregateCases_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("mode");
        if (!std::filesystem::exists(aggregateDir()))
            return;
        for (const auto &entry : std::filesystem::directory_iterator(aggregateDir())) {
            const std::string name = entry.path().filename().string();
            for (const char *mode : {"frozen", "self", "file"})
                if (std::filesystem::exists(entry.path() /
                                            (std::string("expected.") + mode + ".json")))
                    QTest::newRow((name + " " + mode).c_str())
                        << QString::fromStdString(name) << QString::fromLatin1(mode);
        }
    }

    void aggregateCases()
    {
        GAPSCOPE_REQUIRE_FOLDER(aggregateDir());
        QFETCH(QString, name);
        QFETCH(QString, mode);
        const std::filesystem::path folder = aggregateDir() / name.toStdString();
        const auto description = JsonDocument::read(folder / "case.json");
        const auto expected =
            JsonDocument::read(folder / ("expected." + mode.toStdString() + ".json"));
        QVERIFY(description && expected);
        UsiFiles files;
        files.real = folder / "unified.json";
        for (const JsonValue &file : description->root().find("llm")->items)
            files.simulators.push_back(folder / std::string(file.text));
        if (description->root().find("survey_dir")->isString())
            files.surveyDir = folder / std::string(description->root().find("survey_dir")->text);
        files.difficulty = difficultyOf(mode.toStdString(), folder);
        JobContext job;
        const auto table = scoreFiles(files, job);
        if (expected->root().find("error")) {
            QVERIFY(!table);
            QCOMPARE(table.error().code, ErrorCode::InputMalformed);
            QVERIFY(!table.error().detail.empty());
            QVERIFY(table.error().subject.find(".json") != std::string::npos);
            qInfo("%s: %s", table.error().subject.substr(folder.string().size() + 1).c_str(),
                  table.error().detail.c_str());
            return;
        }
        QVERIFY2(table, table ? "" : table.error().detail.c_str());
        double largest = 0.0;
        const std::string found = difference(*table, expected->root(), largest);
        QVERIFY2(found.empty(), found.c_str());
        const std::string lost = lostPointsFault(*table);
        QVERIFY2(lost.empty(), lost.c_str());
        qInfo("%zu rows, largest difference %.3g", table->rows.size(), largest);
    }

    void smallDataSet_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("frozen") << QStringLiteral("frozen");
        QTest::newRow("self") << QStringLiteral("self");
    }

    void smallDataSet()
    {
        const std::filesystem::path folder = test::casesDir() / "usi-tiny";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        QFETCH(QString, mode);
        UsiFiles files;
        files.real = folder / "unified.json";
        for (const char *name : {"alder-9b", "birch-chat-2"})
            files.simulators.push_back(folder / "eval_results" /
                                       (std::string("eval_results_") + name + ".json"));
        files.surveyDir = folder / "survey_data";
        files.difficulty = difficultyOf(mode.toStdString(), folder);
        JobContext job;
        const auto table = scoreFiles(files, job);
        QVERIFY(table);
        const auto expected =
            JsonDocument::read(folder / ("expected." + mode.toStdString() + ".json"));
        double largest = 0.0;
        const std::string found = difference(*table, expected->root(), largest);
        QVERIFY2(found.empty(), found.c_str());
        const std::string lost = lostPointsFault(*table);
        QVERIFY2(lost.empty(), lost.c_str());
        qInfo("%zu rows, largest difference %.3g", table->rows.size(), largest);
    }

    void featuresOfTheSmallDataSet_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("kind");
        QTest::newRow("people") << QStringLiteral("unified.json") << QStringLiteral("human.json")
                                << static_cast<int>(FileKind::Real);
        for (const char *name : {"alder-9b", "birch-chat-2"})
            QTest::newRow(name) << QStringLiteral("eval_results/eval_results_%1.json")
                                       .arg(QString::fromLatin1(name))
                                << QString::fromLatin1(name) + QStringLiteral(".json")
                                << static_cast<int>(FileKind::Simulated);
    }

    void featuresOfTheSmallDataSet()
    {
        const std::filesystem::path folder = test::casesDir() / "usi-tiny";
        GAPSCOPE_REQUIRE_FOLDER(folder);
        QFETCH(QString, input);
        QFETCH(QString, expected);
        QFETCH(int, kind);
        JobContext job;
        const auto text = featuresOfFile(folder / input.toStdString(), static_cast<FileKind>(kind),
                                         true, Edition::reference(), job);
        QVERIFY(text);
        const auto found = nlohmann::json::parse(*text);
        const auto wanted =
            nlohmann::json::parse(test::readFile(folder / "features" / expected.toStdString()));
        QCOMPARE(found.size(), wanted.size());
        for (const auto &[id, features] : wanted.items()) {
            QCOMPARE(found.at(id).is_null(), features.is_null());
            if (features.is_null())
                continue;
            QVERIFY(found.at(id).at("spans").is_array());
            for (const auto &[key, value] : features.items())
                QVERIFY2(std::abs(found.at(id).at(key).get<double>() - value.get<double>()) < 1e-9,
                         (id + " " + key).c_str());
        }
    }

    void errorNamesFileIdAndField()
    {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        std::ofstream(folder / "u.json")
            << R"({"airline_1": {"conversation": [{"role": "user", "content": "hi"}, 7],
                   "reward": 1}})";
        std::ofstream(folder / "eval_results_m.json")
            << R"({"airline_1": {"conversation": [], "reward": 1}})";
        UsiFiles files;
        files.real = folder / "u.json";
        files.simulators = {folder / "eval_results_m.json"};
        JobContext job;
        const auto table = scoreFiles(files, job);
        QVERIFY(!table);
        QCOMPARE(table.error().subject, (folder / "u.json").string() + ": airline_1");
        QCOMPARE(table.error().detail,
                 std::string("conversation[1]: an object is expected, found a number"));
    }

    void missingFileIsNamed()
    {
        UsiFiles files;
        files.real = "/no/such/file.json";
        JobContext job;
        const auto table = scoreFiles(files, job);
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::InputUnreadable);
        QCOMPARE(table.error().subject, std::string("/no/such/file.json"));
    }

    void droppedDialoguesDoNotCountForTheNumberOfRuns()
    {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        nlohmann::json people;
        nlohmann::json simulated;
        for (int task = 0; task < 60; ++task) {
            const std::string id = "retail_" + std::to_string(task);
            const auto conversation =
                nlohmann::json::array({{{"role", "user"}, {"content", "hi"}}});
            people[id] = {{"conversation", conversation}, {"reward", 1}};
            for (const char *run : {"_1", "_2", "_3"})
                simulated[id + run] = {{"conversation", conversation}, {"reward", 1}};
        }
        UsiFiles files;
        files.real = folder / "u.json";
        files.simulators = {folder / "eval_results_m.json"};
        std::ofstream(files.real) << people.dump();
        const auto score = [&] {
            std::ofstream(files.simulators.front()) << simulated.dump();
            JobContext job;
            return *scoreFiles(files, job);
        };
        QVERIFY(score().rows.back().conversation);
        // With 169 left, the file is taken for one run of tasks nobody has.
        for (int task = 0; task < 11; ++task)
            simulated["retail_" + std::to_string(task) + "_2"]["keep"] = nullptr;
        const UsiTable lost = score();
        QVERIFY(!lost.rows.back().conversation);
        QVERIFY(!lost.rows.back().ece);
        QVERIFY(!lost.rows.back().usi);
    }

    void linkIsLabelledByItsTarget()
    {
        QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        std::ofstream(folder / "u.json") << "{}";
        std::ofstream(folder / "eval_results_target.json") << "{}";
        std::filesystem::create_symlink("eval_results_target.json", folder / "eval_results_a.json");
        UsiFiles files;
        files.real = folder / "u.json";
        files.simulators = {folder / "eval_results_a.json"};
        JobContext job;
        const auto table = scoreFiles(files, job);
        QVERIFY(table);
        QCOMPARE(table->rows.back().name, std::string("target"));
        QCOMPARE(table->rows.back().missing.at("usi"),
                 std::string("needs ece: no dialogue has the task of a dialogue of people"));
    }
};

QTEST_APPLESS_MAIN(TestUsiFiles)
#include "tst_usi_files.moc"
