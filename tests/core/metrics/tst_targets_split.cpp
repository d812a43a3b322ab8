// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/targets_split.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace gapscope;

namespace {
using Tasks = std::map<TaskKey, std::string>;

/// `count` tasks of a domain, numbered from 0.
void add(Tasks &tasks, const std::string &domain, int count)
{
    for (int i = 0; i < count; ++i)
        tasks[TaskKey{"t:" + domain + ":" + std::to_string(i)}] = domain;
}

Tasks twoDomains()
{
    Tasks tasks;
    add(tasks, "airline", 50);
    add(tasks, "retail", 115);
    return tasks;
}

TaskSplit split(const Tasks &tasks, double share, std::uint64_t seed = defaultSeed)
{
    return splitTasks(tasks, share, seed).value();
}

int countOf(const std::vector<TaskKey> &tasks, const std::string &domain)
{
    return static_cast<int>(std::count_if(tasks.begin(), tasks.end(), [&](const TaskKey &task) {
        return domainOfKey(task) == domain;
    }));
}
} // namespace

class TestTargetsSplit : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyTaskIsInExactlyOneList_data()
    {
        QTest::addColumn<double>("share");
        for (const double share : {0.01, 0.2, 0.5, 0.9, 0.999})
            QTest::addRow("%g", share) << share;
    }

    void everyTaskIsInExactlyOneList()
    {
        QFETCH(double, share);
        const Tasks tasks = twoDomains();
        const TaskSplit result = split(tasks, share);
        std::set<TaskKey> all(result.tuning.begin(), result.tuning.end());
        all.insert(result.heldOut.begin(), result.heldOut.end());
        QCOMPARE(result.tuning.size() + result.heldOut.size(), tasks.size());
        QCOMPARE(all.size(), tasks.size());
        QVERIFY(!result.tuning.empty() && !result.heldOut.empty());
        QVERIFY(std::is_sorted(result.tuning.begin(), result.tuning.end()));
        QVERIFY(std::is_sorted(result.heldOut.begin(), result.heldOut.end()));
    }

    void domainsKeepTheirProportion()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const TaskSplit result = split(twoDomains(), 0.3, seed);
            QCOMPARE(result.tuning.size(), std::size_t(50));
            QCOMPARE(countOf(result.tuning, "airline"), 15);
            QVERIFY(std::abs(countOf(result.tuning, "retail") - 34.5) < 1.0);
        }
    }

    void domainsOfOneTaskAreSharedOutAsWell()
    {
        Tasks tasks;
        for (int i = 0; i < 40; ++i)
            add(tasks, "d" + std::to_string(i), 1);
        QCOMPARE(split(tasks, 0.25).tuning.size(), std::size_t(10));
    }

    void theSameSeedGivesTheSameSplit()
    {
        const TaskSplit first = split(twoDomains(), 0.5, 7);
        const TaskSplit again = split(twoDomains(), 0.5, 7);
        QVERIFY(first.tuning == again.tuning);
        QCOMPARE(first.hash, again.hash);
        const TaskSplit other = split(twoDomains(), 0.5, 8);
        QVERIFY(first.tuning != other.tuning);
        QVERIFY(first.hash != other.hash);
    }

    /// Recorded once: a changed draw would silently move held-out tasks into tuning.
    void theDrawNeverChanges()
    {
        Tasks tasks;
        add(tasks, "shop", 8);
        std::string tuning;
        for (const TaskKey &task : split(tasks, 0.5).tuning)
            tuning += task.value().back();
        QCOMPARE(tuning, std::string("0456"));
    }

    void anotherDomainMovesNoTask()
    {
        Tasks shop;
        add(shop, "shop", 40);
        Tasks both = shop;
        add(both, "air", 10);
        const TaskSplit alone = split(shop, 0.5);
        std::vector<TaskKey> inBoth = split(both, 0.5).tuning;
        std::erase_if(inBoth, [](const TaskKey &task) { return domainOfKey(task) != "shop"; });
        QVERIFY(alone.tuning == inBoth);
    }

    void oneTaskAloneIsOnOneSide()
    {
        Tasks tasks;
        add(tasks, "shop", 1);
        const TaskSplit result = split(tasks, 0.5);
        QCOMPARE(result.tuning.size() + result.heldOut.size(), std::size_t(1));
    }

    void aShareOutsideIsRefused()
    {
        for (const double share : {0.0, 1.0, -0.5, 2.0, std::nan("")}) {
            const Result<TaskSplit> result = splitTasks(twoDomains(), share, 1);
            QVERIFY(!result);
            QVERIFY(result.error().code == ErrorCode::InvalidArgument);
        }
    }

    void theDomainStandsInTheKey()
    {
        QCOMPARE(domainOfKey(TaskKey{"tau1:airline:7"}), std::string("airline"));
        QCOMPARE(domainOfKey(TaskKey{"messages:x:y:z"}), std::string("x"));
        QCOMPARE(domainOfKey(TaskKey{"messages:7"}), std::string());
    }
};

QTEST_APPLESS_MAIN(TestTargetsSplit)
#include "tst_targets_split.moc"
