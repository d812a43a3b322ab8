// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/label_repository.h"
#include "core/store/query_p.h"

namespace gapscope {
/// Columns of a label for labelOf(), up to FROM.
extern const std::string_view labelColumns;
Label labelOf(const Query &row);
Result<std::optional<Label>> loadLabel(Session &session, const LabelId &id);
/// One more than the highest this label ever had, also before it was removed.
Result<int> nextRevision(Session &session, const LabelId &id);
/// Puts `after` in the place of `before` (none = absent). Conflict where `before` is not what is
/// there in its revision.
Result<void> replaceLabel(Session &session, const LabelChange &change);

/// Inserts labels one after the other with one statement. Conflict where the id is taken.
class LabelInsert final
{
public:
    explicit LabelInsert(Session &session);
    Result<void> run(const Label &label);

private:
    Query m_query;
};

/// What may still happen to an action: Done can be undone, Undone can be redone, Closed neither.
enum class ActionState { Done, Undone, Closed };

/// Whether labels an action takes away were removed, which files for others tell, or only are no
/// longer here, because what brought them was undone.
enum class WhenGone { Removed, Forgotten };

/// The history of labels and anchors; called inside the transaction that changes them.
class LabelHistory final
{
public:
    struct Entry
    {
        std::int64_t seq = 0;
        LabelAction action;
    };

    explicit LabelHistory(Session &session) : m_session(session) {}

    Result<void> append(const LabelAction &action, ActionState state,
                        WhenGone gone = WhenGone::Removed);
    Result<void> setState(std::int64_t seq, ActionState state);
    /// What `by` had undone can no longer be redone.
    Result<void> closeUndone(const std::string &by);
    Result<std::optional<Entry>> lastDone(const std::string &by);
    Result<std::optional<Entry>> firstUndone(const std::string &by);
    Result<std::vector<LabelAction>> ofLabel(const LabelId &id);

private:
    Result<std::optional<Entry>> find(const std::string &by, ActionState state,
                                      std::string_view order);
    Result<std::vector<LabelChange>> changesOf(std::int64_t seq);

    Session &m_session;
};
} // namespace gapscope
