// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/merge_details.h"

#include "core/model/transcript.h"
#include "core/store/label_repository.h"
#include "core/store/query_p.h"
#include "core/store/turn_key_p.h"

namespace gapscope {
namespace {
class Reader
{
public:
    Reader(Session &session, MergeDetails &details)
        : m_labels(session), m_details(details), m_count(session, R"sql(
        SELECT sum(t.role = ?)
        FROM dialogue d JOIN turn t ON t.id BETWEEN d.seq << 20 AND (d.seq << 20) + ?
        WHERE d.id = TEXT_IN(?)
        GROUP BY d.seq HAVING max(t.id) = (d.seq << 20) + ?)sql")
    {
        static_assert(turn_key::turnBits == 20);
    }

    Result<void> add(const LabelId &id)
    {
        if (m_details.labels.contains(id))
            return {};
        const Result<std::optional<Label>> label = m_labels.load(id);
        if (!label)
            return label.error();
        if (!*label)
            return {};
        m_details.labels.emplace(id, **label);
        return addTurns(**label);
    }

    Result<void> add(const LabelState &state)
    {
        const auto *label = std::get_if<Label>(&state);
        return label ? addTurns(*label) : Result<void>();
    }

private:
    Result<void> addTurns(const Label &label)
    {
        if (auto done = addTurn(label.realDialogue, label.realTurn); !done)
            return done.error();
        return addTurn(label.simDialogue, label.simTurn);
    }

    Result<void> addTurn(const DialogueId &dialogue, const std::optional<int> &turn)
    {
        if (!turn || *turn < 0 || *turn >= static_cast<int>(turn_key::maxTurns) ||
            m_details.userTurns.contains({dialogue, *turn}))
            return {};
        if (auto done = m_count.run(static_cast<int>(Role::User), *turn, dialogue, *turn); !done)
            return done.error();
        if (m_count.next())
            m_details.userTurns[{dialogue, *turn}] = m_count.smallInteger(0);
        else if (auto status = m_count.status(); !status)
            return status.error();
        m_count.finish();
        return {};
    }

    LabelRepository m_labels;
    MergeDetails &m_details;
    Query m_count;
};
} // namespace

Result<MergeDetails> mergeDetails(Session &session, const MergeReport &report)
{
    MergeDetails details;
    Reader reader(session, details);
    for (const LabelConflict &each : report.conflicts) {
        for (const LabelState *state : {&each.here, &each.there}) {
            if (auto done = reader.add(*state); !done)
                return done.error();
        }
    }
    for (const LabelDuplicate &each : report.duplicates) {
        for (const LabelId *id : {&each.first, &each.second}) {
            if (auto done = reader.add(*id); !done)
                return done.error();
        }
    }
    for (const LabelDrift &each : report.drifts) {
        if (auto done = reader.add(each.id); !done)
            return done.error();
    }
    return details;
}
} // namespace gapscope
