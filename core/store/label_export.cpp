// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_export.h"

#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/label_repository.h"

#include <unordered_map>

namespace gapscope {
namespace {
std::string textAt(const Dialogue *dialogue, const std::optional<int> &turn)
{
    if (!dialogue || !turn || *turn < 0 || *turn >= static_cast<int>(dialogue->turns.size()))
        return {};
    return dialogue->turns[static_cast<std::size_t>(*turn)].text.value_or(std::string());
}
} // namespace

Result<std::vector<LabelRecord>> labelRecords(Session &session)
{
    Result<std::vector<Label>> labels = LabelRepository(session).all();
    if (!labels)
        return labels.error();
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    std::unordered_map<CorpusId, std::string> names;
    for (const CorpusSummary &summary : *corpora)
        names.emplace(summary.corpus.id, summary.corpus.label);

    std::unordered_map<DialogueId, Dialogue> loaded;
    const auto dialogue = [&](const DialogueId &id) -> const Dialogue * {
        if (id.empty())
            return nullptr;
        if (const auto found = loaded.find(id); found != loaded.end())
            return &found->second;
        Result<Dialogue> read = DialogueRepository(session).load(id);
        // A label whose dialogue cannot be read is still exported, without the words.
        return read ? &loaded.emplace(id, std::move(read).value()).first->second : nullptr;
    };
    std::vector<LabelRecord> records;
    for (Label &label : *labels) {
        LabelRecord record;
        if (const Dialogue *real = dialogue(label.realDialogue)) {
            record.task = real->task;
            record.realNativeId = real->nativeId;
            record.realLabel = names[real->corpus];
            record.realText = textAt(real, label.realTurn);
        }
        if (const Dialogue *sim = dialogue(label.simDialogue)) {
            record.task = sim->task;
            record.simNativeId = sim->nativeId;
            record.simLabel = names[sim->corpus];
            record.simText = textAt(sim, label.simTurn);
        }
        record.label = std::move(label);
        records.push_back(std::move(record));
    }
    return records;
}
} // namespace gapscope
