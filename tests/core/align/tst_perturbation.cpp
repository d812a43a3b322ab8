// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/align_pair.h"
#include "tests/core/align/base_dialogues.h"
#include "tests/core/align/perturbation.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <cstdio>

using namespace gapscope;
using namespace gapscope::test;

namespace {
constexpr int seeds = 5;

struct ScoredRun
{
    Score score;
    int turns = 0;
};

ScoredRun run(const std::vector<Dialogue> &base, const EditRates &rates)
{
    ScoredRun result;
    std::vector<PreparedDialogue> real;
    for (const Dialogue &dialogue : base)
        real.push_back(prepareDialogue(dialogue));
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        Perturber perturber(base, rates, seed);
        std::vector<Perturbed> copies;
        std::vector<PreparedDialogue> sim;
        IdfModel idf;
        for (std::size_t i = 0; i < base.size(); ++i) {
            copies.push_back(perturber.perturb(base[i]));
            sim.push_back(prepareDialogue(copies.back().sim));
            idf.add(real[i]);
            idf.add(sim[i]);
        }
        for (std::size_t i = 0; i < base.size(); ++i) {
            result.score.add(base[i], copies[i], alignPair(real[i], sim[i], idf, {}));
            result.turns += static_cast<int>(real[i].turns.size());
        }
    }
    return result;
}

void print(const char *title, const Score &score)
{
    const auto line = [](const char *what, const Counts &counts) {
        std::printf("  %-22s P %.3f  R %.3f  F1 %.3f  (n %d)\n", what, counts.precision(),
                    counts.recall(), counts.f1(), counts.wanted);
    };
    std::printf("%s\n", title);
    line("matched pairs", score.pairs);
    line("merged turns", score.merged);
    line("only in sim", score.onlySim);
    line("only in real", score.onlyReal);
    line("style flag", score.style);
    if (score.moved.wanted > 0)
        line("moved, not removed", score.moved);
    std::printf("  %-22s %.3f (within one %.3f, n %d)\n", "first divergence",
                static_cast<double>(score.firstExact) / score.dialogues,
                static_cast<double>(score.firstNear) / score.dialogues, score.dialogues);
    std::fflush(stdout);
}

std::vector<Dialogue> publishedDialogues()
{
    std::vector<Dialogue> dialogues;
    const auto file = dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
    const auto records = nlohmann::json::parse(readFile(file));
    for (const auto &record : records) {
        Dialogue dialogue;
        dialogue.task = TaskKey(record["task_id"].dump());
        dialogue.id = DialogueId("published-" + std::to_string(dialogues.size()));
        for (const auto &message : record["traj"]) {
            const std::string role = message["role"];
            if (role == "assistant" && message.contains("tool_calls") &&
                message["tool_calls"].is_array()) {
                Turn turn;
                turn.role = Role::Agent;
                for (const auto &call : message["tool_calls"])
                    turn.toolCalls.push_back(
                        {"", call["function"]["name"], call["function"]["arguments"], "", false});
                dialogue.turns.push_back(std::move(turn));
            }
            if (!message["content"].is_string() || (role != "user" && role != "assistant"))
                continue;
            // A stop signal is no speech to be reworded or moved.
            std::string text = message["content"];
            if (const std::size_t stop = text.find("###STOP###"); stop != std::string::npos)
                text.erase(stop);
            if (!text.empty())
                dialogue.turns.push_back(spoken(role == "user" ? Role::User : Role::Agent, text));
        }
        dialogues.push_back(std::move(dialogue));
    }
    return dialogues;
}

struct Bars
{
    double pairs = .97;
    double merged = .85;
    double onlySim = .92;
    double onlyReal = .90;
    double first = .90;
    double stylePrecision = .90;
};

void checkBars(const Score &score, const Bars &bars)
{
    QVERIFY2(score.pairs.f1() >= bars.pairs, "matched pairs");
    QVERIFY2(score.merged.f1() >= bars.merged, "merged turns");
    QVERIFY2(score.onlySim.f1() >= bars.onlySim, "turns only in the simulation");
    QVERIFY2(score.onlyReal.f1() >= bars.onlyReal, "turns only in the real dialogue");
    QVERIFY2(score.firstExact >= bars.first * score.dialogues, "first divergence");
    QVERIFY2(score.style.precision() >= bars.stylePrecision, "style flag");
}

/// Dropping words of a turn of seven, as the invented ones are, takes it below the threshold more
/// often than dropping words of a turn of twenty.
constexpr double shortTurnMovedRecall = .60;

void checkMoved(const Score &score, double recall = .70)
{
    QVERIFY2(score.moved.precision() >= .92, "precision of moved turns");
    QVERIFY2(score.moved.recall() >= recall, "recall of moved turns");
}

EditRates withMoves(EditRates rates)
{
    rates.move = .10;
    rates.merge = 0;
    return rates;
}
} // namespace

class PerturbationTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void knownEditsOfInventedDialoguesAreFound_data() { editColumns(); }
    void knownEditsOfInventedDialoguesAreFound()
    {
        QFETCH(bool, hard);
        const ScoredRun result = run(baseDialogues(5, 7), hard ? hardEdits : easyEdits);
        print(hard ? "invented, hard" : "invented, easy", result.score);
        checkBars(result.score, {});
    }

    void movedTurnsOfInventedDialoguesAreToldFromRemovedOnes_data() { editColumns(); }
    void movedTurnsOfInventedDialoguesAreToldFromRemovedOnes()
    {
        QFETCH(bool, hard);
        const ScoredRun result = run(baseDialogues(5, 7), withMoves(hard ? hardEdits : easyEdits));
        print(hard ? "invented, moves, hard" : "invented, moves, easy", result.score);
        checkMoved(result.score, shortTurnMovedRecall);
    }

    void knownEditsOfPublishedDialoguesAreFound_data() { editColumns(); }
    void knownEditsOfPublishedDialoguesAreFound()
    {
        QFETCH(bool, hard);
        GAPSCOPE_REQUIRE_FOLDER(dataDir() / "tau-bench" / "historical_trajectories");
        const ScoredRun result = run(publishedDialogues(), hard ? hardEdits : easyEdits);
        print(hard ? "published, hard" : "published, easy", result.score);
        checkBars(result.score, {});
    }

    void movedTurnsOfPublishedDialoguesAreToldFromRemovedOnes_data() { editColumns(); }
    void movedTurnsOfPublishedDialoguesAreToldFromRemovedOnes()
    {
        QFETCH(bool, hard);
        GAPSCOPE_REQUIRE_FOLDER(dataDir() / "tau-bench" / "historical_trajectories");
        const ScoredRun result = run(publishedDialogues(), withMoves(hard ? hardEdits : easyEdits));
        print(hard ? "published, moves, hard" : "published, moves, easy", result.score);
        checkMoved(result.score);
    }

private:
    static void editColumns()
    {
        QTest::addColumn<bool>("hard");
        QTest::newRow("easy") << false;
        QTest::newRow("hard") << true;
    }
};

QTEST_GUILESS_MAIN(PerturbationTest)
#include "tst_perturbation.moc"
