// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/metrics/act_chain.h"
#include "tests/core/metrics/metric_input.h"

#include <cmath>

using namespace gapscope;

namespace {
// The states S, Q and A of the worked answers, in this order.
constexpr Act S = Act::Stop;
constexpr Act Q = Act::Pushback;
constexpr Act A = Act::Clarify;
constexpr std::array states{S, Q, A};

ActCounts counted(const std::vector<std::vector<Act>> &dialogues)
{
    ActCounts counts;
    for (const auto &dialogue : dialogues)
        counts.add(dialogue);
    return counts;
}

std::string printedRow(const ActCounts &counts, Act from)
{
    std::string out;
    for (const double share : transitionRow(counts, from, states))
        out += (out.empty() ? "" : " ") + test::shown(share);
    return out;
}
} // namespace

class TestActChain : public test::TestCase
{
    Q_OBJECT

    const ActCounts m_human = counted({{S, A, A, Q, A}, {S, Q, A, A}});
    const ActCounts m_sim = counted({{S, A, A, A}, {S, A, A, A}});

private Q_SLOTS:
    void rowsOfTheWorkedAnswer()
    {
        QCOMPARE(printedRow(m_human, A), std::string("0.111 0.333 0.556"));
        QCOMPARE(printedRow(m_sim, A), std::string("0.091 0.091 0.818"));
    }

    void divergenceOfTheWorkedAnswer()
    {
        QVERIFY(std::abs(rowDivergence(m_human, m_sim, S, states) - 0.080) < 5e-4);
        QVERIFY(std::abs(rowDivergence(m_human, m_sim, Q, states) - 0.1077) < 5e-5);
        QVERIFY(std::abs(rowDivergence(m_human, m_sim, A, states) - 0.0721) < 5e-5);
        QVERIFY(std::abs(*chainDivergence(m_human, m_sim, states) - 0.0845) < 5e-5);
    }

    void weightsOfTheWorkedAnswer()
    {
        const auto weightOf = [&](Act from) { return m_human.outgoing(from) / m_human.total(); };
        QCOMPARE(test::shown(weightOf(S)), std::string("0.286"));
        QCOMPARE(test::shown(weightOf(Q)), std::string("0.286"));
        QCOMPARE(test::shown(weightOf(A)), std::string("0.429"));
    }

    void perplexityOfTheWorkedAnswer()
    {
        const std::optional<double> bits =
            bitsPerTransition(std::array{S, A, A, A}, m_human, states);
        QVERIFY(std::abs(*bits - 0.973) < 5e-4);
        QVERIFY(std::abs(std::exp2(*bits) - 1.963) < 5e-4);
    }

    void oneActHasNoTransition()
    {
        QVERIFY(!bitsPerTransition(std::array{S}, m_human, states));
        QVERIFY(!chainDivergence(m_human, counted({{S}}), states));
    }

    void whatIsTakenOutIsGone()
    {
        ActCounts counts = m_human;
        counts.add(m_sim);
        counts.remove(m_human);
        QCOMPARE(counts.total(), m_sim.total());
        QVERIFY(!counts.seen(Q));
    }

    void actsAreThoseOfSpokenTurns()
    {
        const Dialogue talk = test::dialogue(
            "t", 1, {"user: What do you mean?", "agent: Sorry.", "user: Thanks!", "user: /stop"});
        QCOMPARE(actsOf(talk), (std::vector<Act>{Act::Clarify, Act::Thanks}));
    }

    void sameDialoguesHaveNoDivergence()
    {
        test::InputBuilder builder;
        for (const char *task : {"a", "b"}) {
            const Dialogue talk = test::dialogue(
                task, 1, {"user: I want to cancel it", "user: What do you mean?", "user: Thanks!"});
            builder.person(talk);
            builder.sim(talk);
        }
        const auto rows = test::rowsOf("act_transitions", builder.input);
        QCOMPARE(test::shown(test::rowOf(rows, "").value), std::string("0.000"));
        QCOMPARE(test::rowOf(rows, "").n, 4);
        QCOMPARE(test::shown(test::rowOf(rows, "clarify>thanks").sim), std::string("0.714"));
        // Of three acts, two transitions known from the other task: (1.5/2.5)² and back.
        QCOMPARE(test::shown(test::rowOf(test::rowsOf("act_perplexity", builder.input), "").sim),
                 std::string("1.667"));
    }
};

QTEST_APPLESS_MAIN(TestActChain)
#include "tst_act_chain.moc"
