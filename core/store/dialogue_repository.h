// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace gapscope {
class Session;

/// A dialogue without its turns (`dialogue.turns` and `dialogue.survey` are empty) and how many it
/// has. `dialogue.task` is the key that its task is paired under (TaskLinkRepository), here as
/// wherever dialogues are read; `ownTask` the one it was imported with.
struct DialogueHead
{
    Dialogue dialogue;
    ImportId import;
    TaskKey ownTask;
    int turns = 0;
    int userTurns = 0;
    int toolCalls = 0;
};

/// Empty fields let everything through.
struct DialogueFilter
{
    std::vector<CorpusId> corpora;
    std::optional<TaskKey> task;
};

class DialogueRepository final
{
public:
    explicit DialogueRepository(Session &session) : m_session(session) {}

    /// One transaction. An empty id is computed (dialogueIdOf). True: stored. False: the same
    /// dialogue is there already. Its corpus must be there. Many dialogues: use ImportWriter.
    Result<bool> insert(const Dialogue &dialogue);
    /// NotFound where the id is unknown.
    Result<Dialogue> load(const DialogueId &id);
    Result<bool> contains(const DialogueId &id);
    /// In the order of import.
    Result<std::vector<DialogueHead>> list(const DialogueFilter &filter = {});
    Result<std::int64_t> count(const DialogueFilter &filter = {});

    /// Streams whole dialogues in the order of import; an error of the callback ends it and is
    /// returned. Progress in dialogues. `Native::Skip` leaves Turn::native empty and is faster.
    enum class Native { Load, Skip };
    using Callback = std::function<Result<void>(Dialogue &&)>;
    Result<void> forEach(const DialogueFilter &filter, const Callback &callback, JobContext &job,
                         Native native = Native::Load);

private:
    Session &m_session;
};
} // namespace gapscope
