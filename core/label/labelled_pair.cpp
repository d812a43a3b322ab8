// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/labelled_pair.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr const char *noDivergence = "X0";

bool isCode(const Label &label)
{
    return label.kind == LabelKind::Divergence || label.kind == LabelKind::Final;
}
} // namespace

bool isJudged(const LabelledPair &pair)
{
    return std::any_of(pair.labels.begin(), pair.labels.end(), [](const Label &label) {
        return isCode(label) || (label.kind == LabelKind::Progress && label.code == "done");
    });
}

std::set<std::string> codesOf(const LabelledPair &pair)
{
    const bool isDecided =
        std::any_of(pair.labels.begin(), pair.labels.end(),
                    [](const Label &label) { return label.kind == LabelKind::Final; });
    std::set<std::string> codes;
    for (const Label &label : pair.labels) {
        const LabelKind wanted = isDecided ? LabelKind::Final : LabelKind::Divergence;
        if (label.kind == wanted && label.code != noDivergence)
            codes.insert(label.code);
    }
    return codes;
}

std::vector<LabelledPair> restricted(const std::vector<LabelledPair> &pairs,
                                     const std::unordered_set<DialogueId> &excluded,
                                     const std::set<TaskKey> *tasks)
{
    std::vector<LabelledPair> kept;
    for (const LabelledPair &pair : pairs) {
        if (!excluded.contains(pair.real) && !excluded.contains(pair.sim) &&
            (!tasks || tasks->contains(pair.task)))
            kept.push_back(pair);
    }
    return kept;
}
} // namespace gapscope
