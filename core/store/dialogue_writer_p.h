// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"
#include "core/store/bulk_insert_p.h"
#include "core/store/query_p.h"

#include <string>
#include <unordered_map>

namespace gapscope {
/// Writes dialogues inside a transaction of the caller: start(), insert() …, flush(), commit. After
/// a rollback call start() again.
class DialogueWriter final
{
public:
    explicit DialogueWriter(Session &session);

    Result<void> start();
    /// False: it is there already. InvalidArgument: more turns or tool calls than the keys hold.
    Result<bool> insert(const Dialogue &dialogue, int run, const ImportId &import);
    Result<void> flush();

private:
    /// A text as the turn table holds it: in place, or by the id of a shared one.
    struct Place
    {
        std::optional<std::string_view> text;
        std::optional<std::int64_t> blob;
    };

    Result<void> insertTurn(const Turn &turn, std::int64_t id);
    Result<void> indexTexts();
    Result<void> insertTools(const Turn &turn, std::int64_t id);
    Result<void> insertAnswers(const Dialogue &dialogue, std::int64_t seq);
    Result<Place> placeOf(const Turn &turn, std::string_view text, std::string_view kind);
    Result<std::int64_t> blobId(std::string_view text, std::string_view kind);
    Result<std::int64_t> storeBlob(std::string_view text, std::string_view kind);

    Session &m_session;
    Query m_dialogue;
    Query m_findBlob;
    Query m_addBlob;
    Query m_indexTurns;
    Query m_indexBlobs;
    BulkInsert m_turns;
    BulkInsert m_calls;
    BulkInsert m_results;
    BulkInsert m_answers;
    /// Kind and text → id of what was shared lately.
    std::unordered_map<std::string, std::int64_t> m_blobs;
    bool m_isTuned = false;
    std::int64_t m_lastSeq = 0;
    std::int64_t m_lowestBlob = 0;
    /// What was there at start(): the search index knows it already.
    std::int64_t m_indexedSeq = 0;
    std::int64_t m_indexedBlob = 0;
};
} // namespace gapscope
