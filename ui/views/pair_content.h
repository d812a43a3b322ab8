// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/pair_loader.h"
#include "ui/models/compare_pair.h"

namespace gapscope {
class Workspace;

/// "gpt-4o · run 1 · ✓ reward 1 · excluded"; empty where there is no such dialogue.
QString dialogueTitle(const Workspace &workspace, const DialogueId &id);
/// "Label C1" of the scheme's code: "Over-polite · what it means".
QString codeText(const Workspace &workspace, const std::string &code);
/// "Over-polite: why the rule proposes it".
QString suggestionText(const Workspace &workspace, const Suggestion &suggestion);
/// "real user 3": a turn of the loaded pair in words.
QString turnName(const Workspace &workspace, const LoadedPair &pair, Side side, int turn);
/// Real and simulated, or two of one kind.
ComparePair::Kinds kindsOf(const Workspace &workspace, const DialogueId &one,
                           const DialogueId &other);
/// What the comparison shows of a loaded pair but for the labels.
ComparePair comparePair(const Workspace &workspace, const LoadedPair &loaded);
/// The codes that rules propose for rows and nobody has set there.
std::vector<CompareSuggestion> compareSuggestions(const Workspace &workspace,
                                                  const LoadedPair &loaded);
/// The chips on the rows of the pair on screen.
std::vector<CompareLabel> compareLabels(const Workspace &workspace);
/// "divergence 0.42"; of two people "floor: human vs human · divergence 0.31".
QString figuresText(const Workspace &workspace, const LoadedPair &loaded);
} // namespace gapscope
