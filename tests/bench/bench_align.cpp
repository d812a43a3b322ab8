// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_align.h"

#include "core/align/align_pair.h"
#include "tests/bench/talk.h"
#include "tests/bench/word_count.h"

#include <stdexcept>

namespace gapscope::bench {
namespace {
/// Two made-up dialogues of one length, and all that aligning them needs.
struct MadeUpPair
{
    Dialogue real;
    Dialogue sim;
    WeightedDialogue weighedReal;
    WeightedDialogue weighedSim;
};

/// The simulated side says a part of what the real one says, some of it elsewhere, and more.
Dialogue otherWords(const Dialogue &real, Talk &talk)
{
    Dialogue sim = real;
    sim.id = DialogueId(real.id.value() + "-sim");
    std::vector<std::string> said;
    for (Turn &turn : sim.turns) {
        if (turn.role != Role::User)
            continue;
        said.push_back(*turn.text);
        const double dice = talk.random().unit();
        if (dice < 0.3)
            turn.text = talk.userTurn();
        else if (dice < 0.5)
            *turn.text += " " + talk.userTurn();
        else if (dice < 0.6)
            turn.text = said[talk.random().below(static_cast<std::uint32_t>(said.size()))];
    }
    return sim;
}

Dialogue madeUp(int userTurns, Talk &talk, int number)
{
    Dialogue dialogue;
    dialogue.id = DialogueId("made-up-" + std::to_string(number));
    for (int i = 0; i < userTurns; ++i) {
        for (const Role role : {Role::User, Role::Agent}) {
            Turn turn;
            turn.role = role;
            turn.text = role == Role::Agent ? talk.agentTurn()
                                            : (i == 0 ? talk.opening(true) : talk.userTurn());
            dialogue.turns.push_back(std::move(turn));
        }
    }
    return dialogue;
}

std::vector<MadeUpPair> madeUpPairs(int pairs, int userTurns, std::uint64_t seed)
{
    std::vector<MadeUpPair> result(static_cast<std::size_t>(pairs));
    IdfModel idf;
    for (int i = 0; i < pairs; ++i) {
        Talk talk(seed, static_cast<std::uint64_t>(i), true);
        MadeUpPair &pair = result[static_cast<std::size_t>(i)];
        pair.real = madeUp(userTurns, talk, i);
        pair.sim = otherWords(pair.real, talk);
        idf.add(prepareDialogue(pair.real));
        idf.add(prepareDialogue(pair.sim));
    }
    for (MadeUpPair &pair : result) {
        pair.weighedReal = weighDialogue(prepareDialogue(pair.real), idf);
        pair.weighedSim = weighDialogue(prepareDialogue(pair.sim), idf);
    }
    return result;
}

void reportLength(Report &report, int turns, int pairs, int repeat, std::optional<double> target)
{
    const std::vector<MadeUpPair> made = madeUpPairs(pairs, turns, 1);
    std::size_t rows = 0;
    std::size_t words = 0;
    const auto samples = here(
        repeat,
        {{1,
          [&] {
              for (const MadeUpPair &pair : made)
                  rows += alignPair(pair.weighedReal, pair.weighedSim, AlignSettings{}).rows.size();
          }},
         {1,
          [&] {
              for (const MadeUpPair &pair : made)
                  words += countWords(pair.real) + countWords(pair.sim);
          }},
         {1, [&] {
              for (const MadeUpPair &pair : made)
                  rows += prepareDialogue(pair.real).turns.size() +
                          prepareDialogue(pair.sim).turns.size();
          }}});
    if (rows == 0 || words == 0)
        throw std::runtime_error("nothing was aligned");
    const std::string size = std::to_string(turns) + " × " + std::to_string(turns) + " turns";
    const auto perPair = [pairs](const Samples &one) {
        return fixed(one.median() / pairs * 1e6, 0) + " µs";
    };
    report.line(size + ": align / words / prepare, per pair",
                perPair(samples[0]) + " / " + perPair(samples[1]) + " / " + perPair(samples[2]));
    const std::string what = size + ": align / splitting the text into words";
    if (target)
        report.target(what, ratio(samples[0], samples[1]), *target, " ×");
    else
        report.line(what, fixed(ratio(samples[0], samples[1]), 2) + " ×");
}
} // namespace

void reportAlignment(Report &report, int repeat, double scale)
{
    report.heading("Alignment, in memory, one thread");
    const auto pairs = [scale](int whole) { return std::max(1, static_cast<int>(whole * scale)); };
    reportLength(report, 20, pairs(200), repeat, 2.0);
    reportLength(report, 100, pairs(40), repeat, std::nullopt);
    reportLength(report, 1000, pairs(4), repeat, std::nullopt);
}
} // namespace gapscope::bench
