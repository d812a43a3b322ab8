// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/task/task_matching.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
using Marks = std::vector<TaskMark>;
using Kind = TaskCorrection::Kind;

SidedTask real(const char *key, Marks marks = {}, const char *domain = "d")
{
    return {TaskSide::Real, TaskKey{key}, domain, std::move(marks), 1};
}

SidedTask sim(const char *key, Marks marks = {}, const char *domain = "d")
{
    return {TaskSide::Simulated, TaskKey{key}, domain, std::move(marks), 1};
}

TaskCorrection correction(Kind kind, const char *task, const char *other)
{
    return {kind, TaskKey{task}, TaskKey{other}, "ann", 1};
}

/// "way real sim evidence" of each row, then "side key → pairing key".
QByteArray printed(const TaskMatching &matching)
{
    std::string out;
    for (const TaskMatchRow &row : matching.rows) {
        out += std::string(name(row.way)) + (row.paired ? " " : "! ") +
               (row.real ? row.real->value() : "-") + " " + (row.sim ? row.sim->value() : "-") +
               (row.evidence.empty() ? "" : ": " + row.evidence) + "\n";
    }
    for (const auto &[place, key] : matching.pairingKeys)
        out += std::string(name(place.first)) + " " + place.second.value() + " → " + key.value() +
               "\n";
    return QByteArray::fromStdString(out);
}
} // namespace

class TestTaskMatching : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void equalKeysArePairedAndOthersAlone()
    {
        QCOMPARE(
            printed(matchTasks({real("b:d:1"), real("b:d:2"), sim("b:d:1"), sim("b:e:1")}, {})),
            QByteArray("id b:d:1 b:d:1: same id\nalone! b:d:2 -\nalone! - b:e:1\n"));
    }

    void equalKeysWithOtherMarksAreInConflictAndStayPaired()
    {
        const Marks one{{"actions", "x"}, {"user", "u"}};
        const Marks two{{"actions", "y"}, {"user", "u"}};
        QCOMPARE(printed(matchTasks({real("b:d:1", one), sim("b:d:1", two)}, {})),
                 QByteArray("conflict b:d:1 b:d:1: same id, but different gold actions\n"));
        // Weaker marks say nothing where the gold actions agree; nor do those of other formats.
        QCOMPARE(printed(matchTasks({real("b:d:1", {{"actions", "x"}, {"print/f", "1"}}),
                                     sim("b:d:1", {{"actions", "x"}, {"print/f", "2"}}),
                                     real("b:d:2", {{"print/f", "1"}}),
                                     sim("b:d:2", {{"print/g", "2"}})},
                                    {})),
                 QByteArray("id b:d:1 b:d:1: same id, same gold actions\n"
                            "id b:d:2 b:d:2: same id\n"));
    }

    void fingerprintsPairWhatKeysDoNot()
    {
        QCOMPARE(printed(matchTasks(
                     {real("a:d:1", {{"print/f", "p"}}), sim("b:d:9", {{"print/g", "p"}}),
                      real("a:d:2", {{"actions", "q"}}), sim("b:d:2", {{"actions", "q"}}, "")},
                     {})),
                 QByteArray("fingerprint a:d:1 b:d:9: same fingerprint\n"
                            "fingerprint a:d:2 b:d:2: same gold actions\n"
                            "sim b:d:2 → a:d:2\nsim b:d:9 → a:d:1\n"));
        QCOMPARE(
            printed(matchTasks(
                {real("a:d:1", {{"actions", "q"}}), sim("b:e:1", {{"actions", "q"}}, "e")}, {})),
            QByteArray("alone! a:d:1 -\nalone! - b:e:1\n"));
    }

    void fingerprintOfSeveralTasksPairsNone()
    {
        const Marks same{{"print/f", "p"}};
        QCOMPARE(
            printed(matchTasks({real("a:d:1", same), real("a:d:2", same), sim("b:d:1", same)}, {})),
            QByteArray("conflict! a:d:1 b:d:1: the same fingerprint fit 2 real and 1 "
                       "simulated tasks\nconflict! a:d:2 b:d:1: the same fingerprint fit 2 "
                       "real and 1 simulated tasks\n"));
    }

    void usersAlignBenchmarksThatNumberAlike()
    {
        // 3 of 4 numbers name the same user: retail. 1 of 3: airline.
        std::vector<SidedTask> tasks;
        for (const char *number : {"1", "2", "3", "4"}) {
            const std::string user = std::string("u") + number;
            tasks.push_back(
                real(("t1:retail:" + std::string(number)).c_str(), {{"user", user}}, "retail"));
            tasks.push_back(sim(("t2:retail:" + std::string(number)).c_str(),
                                {{"user", number == std::string("4") ? "other" : user}}, "retail"));
        }
        for (const char *number : {"1", "2", "3"}) {
            tasks.push_back(
                real(("t1:airline:" + std::string(number)).c_str(), {{"user", number}}, "airline"));
            tasks.push_back(sim(("t2:airline:" + std::string(number)).c_str(),
                                {{"user", number == std::string("1") ? "1" : "x"}}, "airline"));
        }
        const TaskMatching matching = matchTasks(tasks, {});
        QCOMPARE(matching.count(MatchWay::ByFingerprint), std::int64_t{3});
        QCOMPARE(matching.count(MatchWay::Alone), std::int64_t{8});
        QCOMPARE(matching.pairingKey(TaskSide::Simulated, TaskKey{"t2:retail:2"}).value(),
                 std::string("t1:retail:2"));
        QCOMPARE(matching.pairingKey(TaskSide::Simulated, TaskKey{"t2:airline:1"}).value(),
                 std::string("t2:airline:1"));
        QVERIFY(matching.rows.front().evidence.starts_with(
            "same number and user; so are 3 of 4 tasks of t1:retail and t2:retail"));
    }

    void handsGoBeforeEverything()
    {
        const std::vector<SidedTask> tasks{real("b:d:1"), real("b:d:2"), sim("b:d:1"), sim("b:d:2"),
                                           sim("x")};
        QCOMPARE(printed(matchTasks(tasks, {correction(Kind::Unlink, "b:d:1", "b:d:1"),
                                            correction(Kind::Link, "b:d:1", "x")})),
                 QByteArray("hand b:d:1 x: linked by ann\nid b:d:2 b:d:2: same id\n"
                            "alone! - b:d:1: parted by hand\nsim b:d:1 → b:d:1~sim\n"
                            "sim x → b:d:1\n"));
        // A link alone takes both out of what is found for them.
        QCOMPARE(printed(matchTasks(tasks, {correction(Kind::Link, "b:d:1", "b:d:2")})),
                 QByteArray("hand b:d:1 b:d:2: linked by ann\nalone! - b:d:1\nalone! b:d:2 -\n"
                            "alone! - x\nsim b:d:1 → b:d:1~sim\nsim b:d:2 → b:d:1\n"));
    }

    void renamedTaskIsPairedUnderItsNewName()
    {
        QCOMPARE(printed(matchTasks({real("b:d:1"), sim("x"), sim("y")},
                                    {correction(Kind::RenameSim, "x", "b:d:1"),
                                     correction(Kind::RenameReal, "none", "b:d:1")})),
                 QByteArray("hand b:d:1 x: renamed\nalone! - y\nsim x → b:d:1\n"));
    }

    void oneRealTaskCanHaveSeveralSimulatedOnes()
    {
        const TaskMatching matching =
            matchTasks({real("a"), sim("b"), sim("c")},
                       {correction(Kind::Link, "a", "b"), correction(Kind::Link, "a", "c")});
        QCOMPARE(matching.count(MatchWay::ByHand), std::int64_t{2});
        QCOMPARE(matching.pairingKey(TaskSide::Simulated, TaskKey{"b"}).value(), std::string("a"));
        QCOMPARE(matching.pairingKey(TaskSide::Simulated, TaskKey{"c"}).value(), std::string("a"));
    }
};

QTEST_GUILESS_MAIN(TestTaskMatching)
#include "tst_task_matching.moc"
