// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/extract.h"
#include "core/metrics/targets.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gapscope::test {
/// "u: text" and "a: text" as turns.
inline std::shared_ptr<Dialogue> dialogueOf(const std::string &task,
                                            const std::vector<std::string> &lines)
{
    auto dialogue = std::make_shared<Dialogue>();
    dialogue->task = TaskKey{task};
    for (const std::string &line : lines) {
        Turn turn;
        turn.role = line.front() == 'u' ? Role::User : Role::Agent;
        turn.text = line.substr(3);
        dialogue->turns.push_back(std::move(turn));
    }
    return dialogue;
}

inline MetricDialogue metricDialogue(std::shared_ptr<const Dialogue> dialogue, Source source)
{
    MetricDialogue result;
    const std::vector<Message> messages = scoredMessages(*dialogue);
    if (auto features = extractFeatures(messages, source, referenceLexicon()))
        result.features = features->values;
    result.dialogue = std::move(dialogue);
    return result;
}

/// Thirty tasks of two domains. People open in few words, answer in one and give the number when
/// asked; the simulator "polite" says all at once in whole sentences.
inline MetricInput tellingInput()
{
    MetricInput input;
    input.draws = 200;
    MetricSimulator polite;
    polite.name = "polite";
    for (int i = 0; i < 30; ++i) {
        const std::string number = "W77120" + std::to_string(10 + i);
        const std::string task =
            std::string(i < 20 ? "t:shop:" : "t:air:") + std::to_string(100 + i);
        const std::string name = "Zelda Quimby";
        input.people.push_back(metricDialogue(
            dialogueOf(task,
                       {"a: Hello, how can I help?", "u: hi need to return something",
                        "a: Sure. What is your order number?", "u: " + number, "a: And your name?",
                        "u: " + name, "a: Shall I go ahead?", "u: yes", "a: Done.", "u: /stop"}),
            Source::Human));
        polite.dialogues.push_back(metricDialogue(
            dialogueOf(task, {"a: Hello, how can I help?",
                              "u: Hello! I would like to return an item of order " + number +
                                  ", please. My name is " + name + ".",
                              "a: Shall I go ahead?",
                              "u: Yes, please go ahead with the return. Thank you very much!",
                              "a: Done.", "u: ###STOP###"}),
            Source::Llm));
    }
    input.simulators.push_back(std::move(polite));
    return input;
}

inline Targets targetsOf(const MetricInput &input, double share = 0.5)
{
    JobContext job;
    return computeTargets(input, share, job).value();
}
} // namespace gapscope::test
