// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_repository.h"

#include "core/store/anchor_table_p.h"
#include "core/store/label_table_p.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr std::string_view columns =
    "SELECT TEXT_OUT(real_id), TEXT_OUT(sim_id), real_turn, sim_turn, TEXT_OUT(kind), "
    "TEXT_OUT(by_whom), at_ms FROM anchor ";
constexpr std::string_view order = " ORDER BY real_id, sim_id, at_ms, real_turn, sim_turn";

Result<std::vector<AnchorMark>> readAll(Query &query)
{
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<AnchorMark> result;
    while (query.next()) {
        const Anchor::Kind kind =
            query.bytes(4) == name(Anchor::Kind::Forbid) ? Anchor::Kind::Forbid : Anchor::Kind::Pin;
        result.push_back({{DialogueId{query.bytes(0)}, DialogueId{query.bytes(1)},
                           query.smallInteger(2), query.smallInteger(3), kind},
                          query.bytes(5),
                          query.integer(6)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

bool isSamePlace(const Anchor &a, const Anchor &b)
{
    return a.realDialogue == b.realDialogue && a.simDialogue == b.simDialogue &&
           a.realTurn == b.realTurn && a.simTurn == b.simTurn;
}

/// The mark on these turns in the table as `changes` will leave it.
Result<std::optional<AnchorMark>> markAt(AnchorRepository &repository, const Anchor &place,
                                         const std::vector<AnchorChange> &changes)
{
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        const AnchorMark &mark = change->after ? *change->after : *change->before;
        if (isSamePlace(mark.anchor, place))
            return change->after;
    }
    Result<std::vector<AnchorMark>> marks = repository.marks(place.realDialogue, place.simDialogue);
    if (!marks)
        return marks.error();
    const auto found = std::ranges::find_if(
        *marks, [&](const AnchorMark &mark) { return isSamePlace(mark.anchor, place); });
    return found == marks->end() ? std::optional<AnchorMark>() : std::optional(*found);
}
} // namespace

Result<int> AnchorRepository::change(const std::vector<Anchor> &set,
                                     const std::vector<Anchor> &cleared, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    std::vector<AnchorChange> changes;
    for (const Anchor &anchor : cleared) {
        auto before = markAt(*this, anchor, changes);
        if (!before)
            return before.error();
        if (*before)
            changes.push_back({std::move(*before), std::nullopt});
    }
    std::int64_t now = nowMs();
    for (const Anchor &anchor : set) {
        Result<std::vector<AnchorMark>> there = marks(anchor.realDialogue, anchor.simDialogue);
        if (!there)
            return there.error();
        // The order of setting decides where anchors contradict: no two at one time.
        if (!there->empty())
            now = std::max(now, there->back().atMs + 1);
        auto before = markAt(*this, anchor, changes);
        if (!before)
            return before.error();
        if (*before && (*before)->anchor == anchor)
            continue;
        changes.push_back({std::move(*before), AnchorMark{anchor, by, now++}});
    }
    Result<int> entered = enter(changes, by);
    if (!entered)
        return entered.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return entered;
}

Result<int> AnchorRepository::merge(const std::vector<AnchorMark> &marks, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    std::vector<AnchorChange> changes;
    for (const AnchorMark &mark : marks) {
        auto before = markAt(*this, mark.anchor, changes);
        if (!before)
            return before.error();
        if (*before && (*before)->atMs >= mark.atMs)
            continue;
        changes.push_back({std::move(*before), mark});
    }
    Result<int> entered = enter(changes, by);
    if (!entered)
        return entered.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return entered;
}

Result<int> AnchorRepository::enter(const std::vector<AnchorChange> &changes, const std::string &by)
{
    if (changes.empty())
        return 0;
    for (const AnchorChange &change : changes) {
        if (auto done = replaceAnchor(m_session, change); !done)
            return done.error();
    }
    LabelHistory history(m_session);
    if (auto done = history.closeUndone(by); !done)
        return done.error();
    if (auto done = history.append({LabelAction::Kind::Anchor, by, nowMs(), {}, changes},
                                   ActionState::Done);
        !done)
        return done.error();
    return static_cast<int>(changes.size());
}

Result<std::vector<Anchor>> AnchorRepository::forPair(const DialogueId &real, const DialogueId &sim)
{
    Result<std::vector<AnchorMark>> there = marks(real, sim);
    if (!there)
        return there.error();
    std::vector<Anchor> anchors;
    for (AnchorMark &mark : *there)
        anchors.push_back(std::move(mark.anchor));
    return anchors;
}

Result<std::vector<AnchorMark>> AnchorRepository::marks(const DialogueId &real,
                                                        const DialogueId &sim)
{
    Query query(m_session, std::string(columns) +
                               "WHERE real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?)" +
                               std::string(order));
    query.bind(sqlValue(real));
    query.bind(sqlValue(sim));
    return readAll(query);
}

Result<std::vector<AnchorMark>> AnchorRepository::all()
{
    Query query(m_session, std::string(columns) + std::string(order));
    return readAll(query);
}
} // namespace gapscope
