// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/features/extract.h"
#include "core/metrics/usi_rows.h"
#include "core/stats/random.h"
#include "core/stats/summary.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace gapscope;

namespace {
/// Feature rows (rates × 100) of the runs of a task.
using RowsByTask = std::map<int, std::vector<FeatureRow>>;

RowsByTask rowsOf(const nlohmann::json &log)
{
    RowsByTask rows;
    for (const auto &run : log) {
        std::vector<Message> messages;
        for (const auto &message : run.at("traj")) {
            const auto &role = message.at("role").get_ref<const std::string &>();
            const auto &content = message.at("content");
            if ((role == "user" || role == "assistant") && content.is_string() &&
                !content.get_ref<const std::string &>().empty())
                messages.push_back({role, content.get_ref<const std::string &>()});
        }
        const auto found = extractFeatures(messages, Source::Llm, referenceLexicon());
        rows[run.at("task_id").get<int>()].push_back(found->values.values);
    }
    return rows;
}

template <typename T>
void shuffle(std::vector<T> &items, RandomStream &random)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}

/// Two disjoint sets of runs of the same tasks, `runs` a task and side, as means.
Comparison splitOf(const RowsByTask &rows, std::size_t tasks, std::size_t runs,
                   RandomStream &random)
{
    std::vector<const std::vector<FeatureRow> *> order;
    for (const auto &[task, ofTask] : rows)
        order.push_back(&ofTask);
    shuffle(order, random);
    FeatureRow first{};
    FeatureRow second{};
    for (std::size_t task = 0; task < tasks; ++task) {
        std::vector<FeatureRow> ofTask = *order[task];
        shuffle(ofTask, random);
        for (std::size_t run = 0; run < 2 * runs; ++run)
            for (std::size_t i = 0; i < featureCount; ++i)
                (run < runs ? first : second)[i] += ofTask[run][i];
    }
    // Similarity does not depend on the scale: sums serve as means.
    return compareRows(first, second);
}
} // namespace

/// How like itself a simulator scores (methods.md A.9).
class TestNoiseFloor : public test::TestCase
{
    Q_OBJECT

    std::optional<RowsByTask> m_rows;

private Q_SLOTS:
    void initTestCase()
    {
        const std::filesystem::path path =
            test::dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
        if (std::filesystem::exists(path))
            m_rows = rowsOf(nlohmann::json::parse(test::readFile(path)));
    }

    void simulatorAgainstItself_data()
    {
        QTest::addColumn<int>("tasks");
        QTest::addColumn<int>("runs");
        QTest::addColumn<QList<double>>("means");
        QTest::addColumn<QList<double>>("deviations");
        QTest::newRow("25 dialogues a side") << 25 << 1 << QList<double>{75.3, 97.2, 72.2, 78.8}
                                             << QList<double>{10.9, 1.2, 11.4, 17.0};
        QTest::newRow("50 dialogues a side") << 50 << 1 << QList<double>{75.0, 98.0, 80.5, 74.0}
                                             << QList<double>{11.1, 0.8, 8.0, 14.9};
        QTest::newRow("100 dialogues a side") << 50 << 2 << QList<double>{72.2, 98.6, 86.9, 80.1}
                                              << QList<double>{5.2, 0.6, 5.2, 9.9};
    }

    void simulatorAgainstItself()
    {
        if (!m_rows)
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");
        QFETCH(int, tasks);
        QFETCH(int, runs);
        QFETCH(QList<double>, means);
        QFETCH(QList<double>, deviations);
        constexpr int splits = 200;
        std::array<std::vector<double>, 4> scores;
        for (int split = 0; split < splits; ++split) {
            RandomStream random(1, static_cast<std::uint64_t>(split));
            const Comparison halves = splitOf(*m_rows, static_cast<std::size_t>(tasks),
                                              static_cast<std::size_t>(runs), random);
            for (std::size_t d = 0; d < 4; ++d)
                scores[d].push_back(halves.dimension[d]);
        }
        for (std::size_t d = 0; d < 4; ++d) {
            const double mean = *stats::mean(scores[d]);
            const double deviation = std::sqrt(*stats::populationVariance(scores[d]));
            const double expected = means[static_cast<qsizetype>(d)];
            const double spread = deviations[static_cast<qsizetype>(d)];
            qInfo("D%zu %.1f ± %.1f, recorded %.1f ± %.1f", d + 1, mean, deviation, expected,
                  spread);
            // Other splits than those recorded: four standard errors of the difference of two
            // means of 200, and a quarter of the spread.
            QVERIFY(std::abs(mean - expected) < 4.0 * spread * std::sqrt(2.0 / splits) + 0.05);
            QVERIFY(std::abs(deviation - spread) < 0.25 * spread + 0.05);
        }
    }

    void rareRatesAreLeastLikeThemselves()
    {
        if (!m_rows)
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");
        std::array<double, featureCount> likeness{};
        for (int split = 0; split < 200; ++split) {
            RandomStream random(2, static_cast<std::uint64_t>(split));
            const Comparison halves = splitOf(*m_rows, 50, 1, random);
            for (std::size_t i = 0; i < featureCount; ++i)
                likeness[i] += halves.similarity[i] / 200.0;
        }
        const std::vector<std::pair<Feature, double>> recorded{
            {Feature::AccusationRate, 0.32},   {Feature::FormalityRate, 0.38},
            {Feature::RepeatRate, 0.50},       {Feature::ShortMsgRate, 0.59},
            {Feature::ClarifyQRate, 0.66},     {Feature::PolitenessRate, 0.975},
            {Feature::UserWordsPerTurn, 0.987}};
        for (const auto &[feature, value] : recorded) {
            const double found = likeness[static_cast<std::size_t>(feature)];
            qInfo("%s %.3f, recorded %.3f", info(feature).key.data(), found, value);
            // A single split of a rare rate is near 0 or 1: standard error about .035 on both
            // sides.
            QVERIFY(std::abs(found - value) < (value < 0.9 ? 0.12 : 0.01));
        }
    }
};

QTEST_APPLESS_MAIN(TestNoiseFloor)
#include "tst_noise_floor.moc"
