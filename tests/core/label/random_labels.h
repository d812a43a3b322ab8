// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"

#include <random>

namespace gapscope::test {
/// A label with every field made up, some of them absent.
inline Label randomLabel(std::mt19937 &random, const std::string &id)
{
    const auto below = [&](int end) { return static_cast<int>(random() % unsigned(end)); };
    const auto maybe = [&](int from, int end) {
        return below(3) == 0 ? std::nullopt : std::optional(from + below(end - from));
    };
    static const std::vector<std::string> texts{"",
                                                "plain",
                                                "a \"quote\",\nline\tand \\ back",
                                                "退款 \xF0\x9F\x99\x82",
                                                "\xEF\xBB\xBF",
                                                std::string("nul\0byte", 8),
                                                "=1+1",
                                                "\xE2\x80\xA8"};
    Label label;
    label.id = LabelId{id};
    label.realDialogue = DialogueId{"r" + std::to_string(below(3))};
    label.simDialogue = DialogueId{below(4) ? "s" + std::to_string(below(3)) : ""};
    label.realTurn = maybe(0, 4);
    label.simTurn = maybe(0, 4);
    label.kind = LabelKind(below(4));
    label.code = below(2) ? "C1" : "Q3";
    label.severity = maybe(0, 4);
    label.note = texts[std::size_t(below(int(texts.size())))];
    label.annotator = below(2) ? "ann" : "bob \"b\"";
    label.createdMs = below(1000);
    label.changedMs = 1000 + below(3);
    label.revision = 1 + below(3);
    if (below(2))
        label.direction = LabelDirection(below(2));
    if (below(2))
        label.effect = LabelEffect(below(3));
    label.onset = below(2);
    label.confidence = maybe(1, 4);
    if (label.realTurn && below(2))
        label.realSpan = TextRange{below(3), 3 + below(5)};
    if (label.simTurn && below(2))
        label.simSpan = TextRange{below(3), 3 + below(5)};
    label.origin = LabelOrigin(below(3));
    label.suggestion = below(2) ? "" : "C2";
    if (below(2))
        label.spentMs = std::int64_t(below(1000)) << 32;
    label.flagged = below(2);
    return label;
}

inline LabelState randomState(std::mt19937 &random, const std::string &id)
{
    if (random() % 4 == 0)
        return LabelRemoval{LabelId{id}, 1 + int(random() % 3), 1000 + int(random() % 3),
                            random() % 2 ? "ann" : "bob"};
    return randomLabel(random, id);
}
} // namespace gapscope::test
