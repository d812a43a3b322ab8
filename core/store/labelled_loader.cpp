// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/labelled_loader.h"

#include "core/store/label_repository.h"
#include "core/store/workspace_data.h"

#include <map>
#include <utility>

namespace gapscope {
Result<std::vector<LabelledPair>> loadLabelledPairs(Session &session, const WorkspaceData &data)
{
    Result<std::vector<Label>> labels = LabelRepository(session).all();
    if (!labels)
        return labels.error();
    std::vector<LabelledPair> pairs;
    if (labels->empty())
        return pairs;
    using Key = std::pair<DialogueId, DialogueId>;
    std::map<Key, std::size_t> places;
    for (Label &label : *labels) {
        const DialogueHead *sim = data.head(label.simDialogue);
        if (!sim || !data.head(label.realDialogue))
            continue;
        const Corpus &corpus = data.corpus(sim->dialogue.corpus)->corpus;
        if (corpus.kind != CorpusKind::Simulated)
            continue;
        const Key key{label.realDialogue, label.simDialogue};
        const auto [place, isNew] = places.emplace(key, pairs.size());
        if (isNew) {
            pairs.push_back(
                {sim->dialogue.task, label.realDialogue, label.simDialogue, corpus.label, {}});
        }
        pairs[place->second].labels.push_back(std::move(label));
    }
    return pairs;
}
} // namespace gapscope
