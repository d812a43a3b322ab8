// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_export.h"

#include "core/store/anchor_repository.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"

#include <unordered_map>
#include <unordered_set>

namespace gapscope {
namespace {
std::string textAt(const Dialogue &dialogue, int turn)
{
    if (turn < 0 || turn >= static_cast<int>(dialogue.turns.size()))
        return {};
    return dialogue.turns[static_cast<std::size_t>(turn)].text.value_or(std::string());
}
} // namespace

Result<std::vector<AnchorRecord>> anchorRecords(Session &session)
{
    Result<std::vector<AnchorMark>> marks = AnchorRepository(session).all();
    if (!marks)
        return marks.error();
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    std::unordered_map<CorpusId, std::string> names;
    for (const CorpusSummary &summary : *corpora)
        names.emplace(summary.corpus.id, summary.corpus.label);
    std::unordered_map<DialogueId, Dialogue> loaded;
    const auto dialogue = [&](const DialogueId &id) -> const Dialogue * {
        if (const auto found = loaded.find(id); found != loaded.end())
            return &found->second;
        Result<Dialogue> read = DialogueRepository(session).load(id);
        // An anchor whose dialogue cannot be read is still exported, without the words.
        return read ? &loaded.emplace(id, std::move(read).value()).first->second : nullptr;
    };
    std::vector<AnchorRecord> records;
    for (AnchorMark &mark : *marks) {
        AnchorRecord record;
        if (const Dialogue *real = dialogue(mark.anchor.realDialogue)) {
            record.task = real->task;
            record.realNativeId = real->nativeId;
            record.realLabel = names[real->corpus];
            record.realText = textAt(*real, mark.anchor.realTurn);
        }
        if (const Dialogue *sim = dialogue(mark.anchor.simDialogue)) {
            record.task = sim->task;
            record.simNativeId = sim->nativeId;
            record.simLabel = names[sim->corpus];
            record.simText = textAt(*sim, mark.anchor.simTurn);
        }
        record.anchor = std::move(mark.anchor);
        record.by = std::move(mark.by);
        record.atMs = mark.atMs;
        records.push_back(std::move(record));
    }
    return records;
}

Result<AnchorImport> importAnchors(Session &session, const std::vector<AnchorRecord> &records,
                                   const std::string &by)
{
    Result<std::vector<DialogueHead>> heads = DialogueRepository(session).list();
    if (!heads)
        return heads.error();
    std::unordered_set<DialogueId> known;
    for (const DialogueHead &head : *heads)
        known.insert(head.dialogue.id);
    AnchorImport result;
    std::vector<AnchorMark> marks;
    for (const AnchorRecord &record : records) {
        if (!known.contains(record.anchor.realDialogue) ||
            !known.contains(record.anchor.simDialogue))
            ++result.unknown;
        marks.push_back({record.anchor, record.by, record.atMs});
    }
    const Result<int> taken = AnchorRepository(session).merge(marks, by);
    if (!taken)
        return taken.error();
    result.taken = *taken;
    result.kept = static_cast<int>(records.size()) - *taken;
    return result;
}
} // namespace gapscope
