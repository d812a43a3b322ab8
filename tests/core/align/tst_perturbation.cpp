// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/validation/perturbation_test.h"
#include "core/align/validation/service_dialogues.h"
#include "core/export/validation_report.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <cstdio>

using namespace gapscope;
using namespace gapscope::test;

namespace {
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
            Turn turn;
            turn.role = role == "user" ? Role::User : Role::Agent;
            turn.text = message["content"].get<std::string>();
            dialogue.turns.push_back(std::move(turn));
        }
        dialogues.push_back(std::move(dialogue));
    }
    return perturbationBase(dialogues);
}

/// Prints the table and fails with the rows that miss their bar.
void checkBars(const std::vector<Dialogue> &base, const PerturbationOptions &options)
{
    JobContext job;
    const auto rows = perturbationRows(base, options, job);
    QVERIFY2(rows, rows ? "" : rows.error().detail.c_str());
    std::printf("%s\n", tableText(perturbationTable(*rows)).c_str());
    std::fflush(stdout);
    QCOMPARE(rows->size(), std::size_t(14));
    std::string missed;
    for (const PerturbationRow &row : *rows)
        if (!row.passed || !*row.passed)
            missed += row.edits + ": " + row.target + " " + row.bar + "; ";
    QVERIFY2(missed.empty(), missed.c_str());
}
} // namespace

class PerturbationTest final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void knownEditsOfBuiltInDialoguesAreFound() { checkBars(serviceDialogues(5, 7), {}); }

    void knownEditsOfPublishedDialoguesAreFound()
    {
        GAPSCOPE_REQUIRE_FOLDER(dataDir() / "tau-bench" / "historical_trajectories");
        checkBars(publishedDialogues(), {});
    }

    void aCopyIsTheSameForTheSameSeed()
    {
        const std::vector<Dialogue> base = serviceDialogues(1, 1);
        const auto copies = [&base](std::uint64_t seed) {
            Perturber perturber(base, hardEdits, seed);
            std::vector<Dialogue> all;
            for (const Dialogue &dialogue : base)
                all.push_back(perturber.perturb(dialogue).sim);
            return all;
        };
        QVERIFY(copies(3) == copies(3));
        QVERIFY(copies(3) != copies(4));
    }

    void stopSignalsAndLoneTurnsAreNoBase()
    {
        const auto dialogue = [](const std::vector<const char *> &texts) {
            Dialogue out;
            for (const char *text : texts) {
                Turn turn;
                turn.text = text;
                out.turns.push_back(turn);
            }
            return out;
        };
        const std::vector<Dialogue> base = perturbationBase(
            {dialogue({"hello", "###STOP###"}), dialogue({"hello", "bye ###STOP###", " "})});
        QCOMPARE(base.size(), std::size_t(1));
        QCOMPARE(base.front().turns.size(), std::size_t(2));
        QCOMPARE(*base.front().turns.back().text, std::string("bye "));
    }

    void oneTaskAloneIsRefused()
    {
        std::vector<Dialogue> base = serviceDialogues(2, 1);
        base.resize(2);
        JobContext job;
        const auto rows = perturbationRows(base, {}, job);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::InvalidArgument);
    }

    void noTextHasAnUnfilledBrace()
    {
        const std::vector<Dialogue> base = serviceDialogues(3, 2);
        QCOMPARE(base.size(), std::size_t(36));
        for (const Dialogue &dialogue : base)
            for (const Turn &turn : dialogue.turns)
                QVERIFY2(turn.text->find_first_of("{}") == std::string::npos, turn.text->c_str());
    }
};

QTEST_GUILESS_MAIN(PerturbationTest)
#include "tst_perturbation.moc"
