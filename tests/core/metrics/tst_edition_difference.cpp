// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/edition_difference.h"

#include "core/metrics/edition_report.h"
#include "core/metrics/usi_files.h"
#include "core/metrics/usi_report.h"
#include "tests/support/test_case.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace gapscope;

namespace {
std::string entry(const std::string &id, const std::string &text, const std::string &further)
{
    return "\"" + id + R"(": {"conversation": [{"role": "assistant", "content": "Hello."},
        {"role": "user", "content": ")" +
           text + "\"}]," + further + "}";
}

std::string object(const std::vector<std::string> &entries)
{
    std::string out = "{";
    for (const std::string &one : entries)
        out += (out.size() > 1 ? "," : "") + one;
    return out + "}";
}

/// People with two tasks, and a simulator with these entries.
UsiFiles filesWith(const QTemporaryDir &dir, const std::vector<std::string> &simulator)
{
    const std::filesystem::path folder = dir.path().toStdString();
    std::ofstream(folder / "unified.json")
        << object({entry("airline_1", "cancel my flight", "\"reward\": 1"),
                   entry("airline_2", "change my seat please", "\"reward\": 0")});
    std::ofstream(folder / "eval_results_m.json") << object(simulator);
    UsiFiles files;
    files.real = folder / "unified.json";
    files.simulators = {folder / "eval_results_m.json"};
    return files;
}

UsiTable tableOf(UsiFiles files, const Edition &edition)
{
    files.edition = edition;
    JobContext job;
    Result<UsiTable> table = scoreFiles(files, job);
    return table ? *table : UsiTable{};
}

Edition with(Repair repair)
{
    return {RepairSet().with(repair)};
}

double simOf(const UsiTable &table, Feature feature)
{
    for (const FeatureGap &gap : table.details.front().features)
        if (gap.feature == feature)
            return gap.sim.value_or(std::nan(""));
    return std::nan("");
}
} // namespace

class TestEditionDifference : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void fewRunsAreFoundByTheIdsPeopleHave()
    {
        QTemporaryDir dir;
        std::vector<std::string> entries;
        for (const char *id : {"airline_1_1", "airline_2_1", "airline_1_4", "airline_2_4"})
            entries.push_back(entry(id, "cancel my flight", "\"reward\": 1"));
        const UsiFiles files = filesWith(dir, entries);
        QVERIFY(!tableOf(files, Edition::reference()).rows.back().conversation);
        const UsiTable table = tableOf(files, with(Repair::Runs));
        QVERIFY(table.rows.back().conversation);
        QCOMPARE(table.rows.back().tasks, 2);
        QCOMPARE(table.rows.back().dialogues, 4);
    }

    void idThatPeopleHaveIsNoRun()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {entry("airline_1", "cancel my flight", "\"reward\": 1"),
                            entry("airline_2", "change my seat", "\"reward\": 1")});
        const UsiTable table = tableOf(files, with(Repair::Runs));
        QCOMPARE(table.rows.back().dialogues, 2);
        QVERIFY(table.rows.back().usi == tableOf(files, Edition::reference()).rows.back().usi);
    }

    void dialoguesWeighTheSame()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {entry("airline_1_1", "one two three four", "\"reward\": 1"),
                            entry("airline_2_1", "one two three four", "\"reward\": 1"),
                            entry("airline_1_2", "one", "\"reward\": 1")});
        Edition runs = with(Repair::Runs);
        QCOMPARE(simOf(tableOf(files, runs), Feature::OpeningWords), 2.5);
        runs.repairs = runs.repairs.with(Repair::Weighting);
        QCOMPARE(simOf(tableOf(files, runs), Feature::OpeningWords), 3.0);
    }

    void keepIsOneRule()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {entry("airline_1", "hello there", "\"reward\": 1"),
                            entry("airline_2", "hello", "\"reward\": 1, \"keep\": null")});
        // Successes of people: 1 of the two tasks; the second is calibrated only by quirk.
        QVERIFY(tableOf(files, Edition::reference()).rows.back().ece->mean > 0.0);
        QCOMPARE(tableOf(files, with(Repair::Keep)).rows.back().ece->mean, 0.0);
    }

    void nothingIsNotIdentical()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {R"("airline_1": {"conversation": [], "reward": 1})"});
        QCOMPARE(tableOf(files, Edition::reference()).rows.back().conversation->mean, 100.0);
        const UsiTable table = tableOf(files, with(Repair::NoFeatures));
        QVERIFY(!table.rows.back().conversation);
        QVERIFY(table.rows.back().missing.contains("D1_conv"));
    }

    void nullContentIsLeftOutOfFiles()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {R"("airline_1": {"conversation": [{"role": "user", "content": null},
                  {"role": "user", "content": "a b c"}], "reward": 1})"});
        QCOMPARE(simOf(tableOf(files, Edition::reference()), Feature::UserWordsPerTurn), 2.0);
        QCOMPARE(simOf(tableOf(files, with(Repair::NullContent)), Feature::UserWordsPerTurn), 3.0);
    }

    void eachRepairIsExplainedAlone()
    {
        QTemporaryDir dir;
        const UsiFiles files =
            filesWith(dir, {entry("airline_1", "I'd like something", "\"reward\": 1"),
                            entry("airline_2", "I ordered the wrong one", "\"reward\": 1")});
        JobContext job;
        std::vector<std::string> computed;
        const Result<EditionDifference> found = editionDifference(
            Edition::corrected(),
            [&](const Edition &edition) -> Result<UsiTable> {
                computed.push_back(name(edition));
                return tableOf(files, edition);
            },
            job);
        QVERIFY(found);
        QCOMPARE(computed.size(), repairCount + 2);
        QCOMPARE(computed[0] + "|" + computed[1] + "|" + computed[2],
                 std::string("reference|corrected|reference with identifiers"));
        const RowDifference &row = found->rows.back();
        QCOMPARE(row.name, std::string("m"));
        const auto effect =
            std::find_if(row.repairs.begin(), row.repairs.end(),
                         [](const RepairEffect &one) { return one.repair == Repair::Pivot; });
        QVERIFY(effect != row.repairs.end());
        QCOMPARE(effect->change.features.size(), std::size_t{1});
        QVERIFY(effect->change.features[0].feature == Feature::PivotRate);
        QCOMPARE(*effect->change.features[0].sim.from, 50.0);
        QCOMPARE(*effect->change.features[0].sim.to, 0.0);
        // Nothing in these files has blanks in a row.
        QVERIFY(std::none_of(row.repairs.begin(), row.repairs.end(),
                             [](const RepairEffect &one) { return one.repair == Repair::Blanks; }));
        // Parts and remainder make up the whole.
        for (const auto &[column, rest] : row.together) {
            double sum = rest;
            for (const RepairEffect &one : row.repairs)
                for (const ColumnChange &change : one.change.columns)
                    sum += change.column == column ? *change.change.delta() : 0.0;
            for (const ColumnChange &change : row.total.columns)
                if (change.column == column)
                    QVERIFY(std::abs(sum - *change.change.delta()) < 1e-9);
        }
        const auto json = nlohmann::json::parse(editionDifferenceJson(*found));
        QCOMPARE(json.size(), std::size_t{2});
        const auto &first = json[1]["repairs"][0];
        QCOMPARE(first["repair"].get<std::string>(), std::string("identifiers"));
        QVERIFY(first["features"]["id_density"]["sim"].is_array());
        QVERIFY(editionDifferenceText(*found).find("   pivot\n") != std::string::npos);
    }

    void tablesPrintTheExactEdition()
    {
        UsiTable table;
        table.edition = Edition{RepairSet::all().without(Repair::Pivot).without(Repair::Keep)};
        const auto json = nlohmann::json::parse(usiTableJson(table));
        QCOMPARE(json["edition"].get<std::string>(), std::string("corrected without pivot, keep"));
        QCOMPARE(json["repairs"].size(), repairCount - 2);
        QVERIFY(usiTableText(table).starts_with(
            "User-Sim Index, corrected edition without pivot, keep, difficulty: "));
    }

    void listOfRepairsIsComplete()
    {
        const auto json = nlohmann::json::parse(repairTableJson());
        QCOMPARE(json.size(), repairCount);
        QCOMPARE(json[1]["key"].get<std::string>(), std::string("pivot"));
        for (const RepairInfo &entry : repairTable())
            QVERIFY(repairTableText().find(std::string(entry.key) + " (") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestEditionDifference)
#include "tst_edition_difference.moc"
