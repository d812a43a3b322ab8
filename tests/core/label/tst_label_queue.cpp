// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/label_queue.h"
#include "core/label/queue_progress.h"

#include <algorithm>
#include <set>

using namespace gapscope;

namespace {
std::vector<QueueCandidate> candidates(int count)
{
    std::vector<QueueCandidate> all;
    for (int i = 0; i < count; ++i) {
        QueueCandidate one;
        const std::string number = std::to_string(i);
        one.task = TaskKey("t:" + std::to_string(i / 2));
        one.real = DialogueId("real-" + number);
        one.sim = DialogueId("sim-" + number);
        one.simulator = i % 2 == 0 ? "sim a" : "sim b";
        one.divergence = (i * 37 % 100) / 100.0;
        all.push_back(one);
    }
    return all;
}

LabelQueue queueOf(QueueOrder order, std::vector<std::string> annotators = {})
{
    LabelQueue queue;
    queue.title = "q";
    queue.order = order;
    queue.annotators = std::move(annotators);
    return queue;
}

std::string simsOf(const std::vector<QueueItem> &items)
{
    std::string out;
    for (const QueueItem &item : items)
        out += item.sim.value().substr(4) + " ";
    return out;
}

using Pair = std::pair<DialogueId, DialogueId>;

std::map<Pair, std::vector<std::string>> takersOf(const std::vector<QueueItem> &items)
{
    std::map<Pair, std::vector<std::string>> takers;
    for (const QueueItem &item : items)
        takers[{item.real, item.sim}].push_back(item.annotator);
    return takers;
}
} // namespace

class TestLabelQueue final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sharesAndLoads_data()
    {
        QTest::addColumn<int>("pairs");
        QTest::addColumn<int>("annotators");
        QTest::addColumn<double>("share");
        for (const int pairs : {0, 1, 7, 50, 211})
            for (const int annotators : {0, 1, 2, 3, 5})
                for (const double share : {0.0, 0.2, 0.5, 1.0})
                    QTest::addRow("%d pairs, %d annotators, %.1f", pairs, annotators, share)
                        << pairs << annotators << share;
    }
    void sharesAndLoads()
    {
        QFETCH(int, pairs);
        QFETCH(int, annotators);
        QFETCH(double, share);
        LabelQueue queue = queueOf(QueueOrder::Random);
        for (int i = 0; i < annotators; ++i)
            queue.annotators.push_back("ann" + std::to_string(i));
        queue.doubleShare = share;
        const std::vector<QueueItem> items = queueItems(queue, candidates(pairs));
        const auto takers = takersOf(items);
        QCOMPARE(static_cast<int>(takers.size()), pairs);
        int twice = 0;
        std::map<std::string, int> loads;
        for (const auto &[pair, names] : takers) {
            twice += names.size() == 2 ? 1 : 0;
            QVERIFY(names.size() <= 2);
            QVERIFY(names.size() == 1 || annotators == 0 || names[0] != names[1]);
            for (const std::string &name : names) {
                QCOMPARE(name.empty(), annotators == 0);
                ++loads[name];
            }
        }
        QCOMPARE(twice, annotators == 1 ? 0 : static_cast<int>(std::lround(share * pairs)));
        int most = 0;
        int fewest = static_cast<int>(items.size());
        for (const std::string &name : queue.annotators) {
            most = std::max(most, loads[name]);
            fewest = std::min(fewest, loads[name]);
        }
        QVERIFY(annotators == 0 || most - fewest <= 1);
        for (std::size_t i = 0; i < items.size(); ++i)
            QCOMPARE(items[i].position, static_cast<int>(i));
    }

    void theSeedDecidesAlone()
    {
        LabelQueue queue = queueOf(QueueOrder::Random, {"ann", "bob", "eve"});
        std::vector<QueueCandidate> all = candidates(60);
        const std::vector<QueueItem> items = queueItems(queue, all);
        std::ranges::reverse(all);
        QCOMPARE(queueItems(queue, all), items);
        queue.seed = 5;
        QVERIFY(queueItems(queue, all) != items);
        QCOMPARE(items.front().why, std::string("drawn at random"));
    }

    void everyPairOfAnnotatorsMeets()
    {
        LabelQueue queue = queueOf(QueueOrder::Random, {"ann", "bob", "eve"});
        queue.doubleShare = 0.5;
        std::set<std::set<std::string>> met;
        for (const auto &[pair, names] : takersOf(queueItems(queue, candidates(60))))
            if (names.size() == 2)
                met.insert({names.begin(), names.end()});
        QCOMPARE(met.size(), std::size_t(3));
    }

    void mostDivergentFirst()
    {
        LabelQueue queue = queueOf(QueueOrder::Divergence, {"ann"});
        std::vector<QueueCandidate> all = candidates(4);
        all[1].divergence.reset();
        const std::vector<QueueItem> items = queueItems(queue, all);
        QCOMPARE(simsOf(items), std::string("2 3 0 1 "));
        QCOMPARE(items[0].why, std::string("divergence 0.74"));
    }

    void mostConflictsFirst()
    {
        std::vector<QueueCandidate> all = candidates(4);
        all[0].conflicts = 1;
        all[0].places = 4;
        all[2].conflicts = 1;
        all[2].places = 2;
        all[3].conflicts = 0;
        const auto items = queueItems(queueOf(QueueOrder::Disagreement, {"ann"}), all);
        QCOMPARE(simsOf(items), std::string("2 0 3 "));
        QCOMPARE(items[0].why, std::string("annotators differ in 1 of 2 places"));
    }

    void rulesSayWhy()
    {
        std::vector<QueueCandidate> all = candidates(5);
        all[0].simFeatures = {{"politeness_rate", 30.0}};
        all[0].realFeatures = {{"politeness_rate", 5.0}};
        all[1].labels = {{"C1", 2}};
        all[2].realSuccess = true;
        all[2].simSuccess = false;
        all[2].labels = {{"C1", 1}};
        using Rule = QueueRule;
        LabelQueue queue = queueOf(QueueOrder::Rule, {"ann"});
        queue.rules = {{Rule::Field::Label, Rule::Side::Sim, "C1", Rule::Test::Greater, 0.0, 1, ""},
                       {Rule::Field::Outcome, Rule::Side::Difference, "", Rule::Test::Less, 0.0, 3,
                        "only the person succeeded"},
                       {Rule::Field::Feature, Rule::Side::Difference, "politeness_rate",
                        Rule::Test::Equals, 25.0, 2, ""}};
        const auto items = queueItems(queue, all);
        QCOMPARE(simsOf(items), std::string("2 0 1 "));
        QCOMPARE(items[0].why, std::string("only the person succeeded; label C1 greater than 0"));
        QCOMPARE(items[1].why, std::string("difference of Politeness equal to 25"));
        QCOMPARE(wordsOf({Rule::Field::Divergence, Rule::Side::Sim, "", Rule::Test::Less, 0.25}),
                 std::string("divergence less than 0.25"));
        QVERIFY(!fits({Rule::Field::Outcome, Rule::Side::Real, "", Rule::Test::Less, 1.0}, all[4]));
    }

    void onlyWhatIsSelected()
    {
        LabelQueue queue = queueOf(QueueOrder::Divergence);
        queue.doubleShare = 0.0;
        queue.simulators = {"sim a"};
        queue.tasks = {TaskKey("t:0"), TaskKey("t:1"), TaskKey("t:3")};
        QCOMPARE(simsOf(queueItems(queue, candidates(10))), std::string("2 6 0 "));
        queue.limit = 2;
        QCOMPARE(simsOf(queueItems(queue, candidates(10))), std::string("2 6 "));
    }

    void theAuditSampleHangsOnThePair()
    {
        LabelQueue queue = queueOf(QueueOrder::Random);
        queue.auditShare = 0.1;
        int hidden = 0;
        for (const QueueCandidate &one : candidates(4000))
            hidden += hidesSuggestions(queue, one.real, one.sim) ? 1 : 0;
        // Four standard deviations of a binomial.
        QVERIFY2(std::abs(hidden - 400) < 76, std::to_string(hidden).c_str());
        const DialogueId real("real-1");
        for (const double share : {0.0, 1.0}) {
            queue.auditShare = share;
            QCOMPARE(hidesSuggestions(queue, real, DialogueId("sim-1")), share == 1.0);
        }
    }

    void definitionsAreChecked()
    {
        LabelQueue queue = queueOf(QueueOrder::Random, {"ann", "bob"});
        QVERIFY(checkQueue(queue));
        const auto isRefused = [&](auto change) {
            LabelQueue wrong = queue;
            change(wrong);
            const Result<void> ok = checkQueue(wrong);
            return !ok && ok.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(isRefused([](LabelQueue &one) { one.title.clear(); }));
        QVERIFY(isRefused([](LabelQueue &one) { one.doubleShare = 1.2; }));
        QVERIFY(isRefused([](LabelQueue &one) { one.auditShare = -0.1; }));
        QVERIFY(isRefused([](LabelQueue &one) { one.order = QueueOrder::Rule; }));
        QVERIFY(isRefused([](LabelQueue &one) { one.annotators = {"ann", "ann"}; }));
        QVERIFY(isRefused([](LabelQueue &one) { one.limit = -1; }));
    }

    void jsonKeepsEverything()
    {
        LabelQueue queue = queueOf(QueueOrder::Rule, {"ann", "bób"});
        queue.title.clear();
        queue.rules = {{QueueRule::Field::Outcome, QueueRule::Side::Real, "k",
                        QueueRule::Test::Equals, 0.5, 3, "why"}};
        queue.seed = 18446744073709551615u;
        queue.simulators = {"sim a"};
        queue.tasks = {TaskKey("t:1")};
        queue.limit = 9;
        queue.doubleShare = 0.25;
        queue.auditShare = 0.5;
        queue.blind = {false, true, true};
        const Result<LabelQueue> read = parseQueue(queueJson(queue));
        QVERIFY(read);
        QCOMPARE(*read, queue);
        for (const char *wrong : {"", "[]", "{}", "{\"order\":\"up\"}", "{\"order\":3}"})
            QCOMPARE(parseQueue(wrong).error().code, ErrorCode::InputMalformed);
    }
};

QTEST_APPLESS_MAIN(TestLabelQueue)
#include "tst_label_queue.moc"
