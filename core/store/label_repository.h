// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"
#include "core/store/anchor_repository.h"
#include "core/store/task_link_repository.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// One label before and after: no `before` = added, no `after` = removed.
struct LabelChange
{
    std::optional<Label> before;
    std::optional<Label> after;

    bool operator==(const LabelChange &) const = default;
};

/// One action of a person on labels, anchors or task links: what undo() takes back as a whole.
struct LabelAction
{
    /// Import: what a merged file brought.
    enum class Kind { Add, Update, Remove, Undo, Redo, Anchor, Import, Task };
    Kind kind = Kind::Add;
    std::string by;
    /// UTC milliseconds.
    std::int64_t atMs = 0;
    std::vector<LabelChange> changes;
    std::vector<AnchorChange> anchors;
    std::vector<TaskChange> tasks = {};
};

const char *name(LabelAction::Kind kind);

/// Labels with their whole history. Every action is one committed transaction; undo and redo work
/// per person (`by`), over labels, anchors and task links in the order of time, and across
/// restarts; a new action of that person ends what can be redone.
class LabelRepository final
{
public:
    explicit LabelRepository(Session &session) : m_session(session) {}

    /// Fills an empty id, zero times and the revision. Conflict where the id exists.
    Result<Label> add(Label label, const std::string &by);
    /// All or none, undone together.
    Result<std::vector<Label>> addAll(std::vector<Label> labels, const std::string &by);
    /// `label.revision` is the one that was read; returns it with the new one. Conflict where
    /// somebody changed or removed it since.
    Result<Label> update(Label label, const std::string &by);
    /// All or none, undone together.
    Result<std::vector<Label>> updateAll(std::vector<Label> labels, const std::string &by);
    Result<void> remove(const LabelId &id, int revision, const std::string &by);
    /// Adds these and removes those in their revisions: all or none, undone together.
    Result<void> replace(std::vector<Label> added, const std::vector<Label> &removed,
                         const std::string &by);

    Result<std::optional<Label>> load(const LabelId &id);
    /// Those of the pair, and of each of its dialogues alone; ordered by creation.
    Result<std::vector<Label>> forPair(const DialogueId &real, const DialogueId &sim);
    Result<std::vector<Label>> all();

    Result<bool> canUndo(const std::string &by);
    Result<bool> canRedo(const std::string &by);
    /// The action taken back (or done again). NotFound: nothing to undo. Conflict: somebody changed
    /// the label or anchor since; then nothing changes.
    Result<LabelAction> undo(const std::string &by);
    Result<LabelAction> redo(const std::string &by);
    /// Everything that ever happened to a label, oldest first, undo and redo included.
    Result<std::vector<LabelAction>> history(const LabelId &id);

private:
    Session &m_session;
};
} // namespace gapscope
