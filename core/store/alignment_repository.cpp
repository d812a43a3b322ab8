// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alignment_repository.h"

#include "core/store/alignment_json.h"
#include "core/store/query_p.h"

#include <algorithm>

namespace gapscope {
namespace {
int count(const Alignment &alignment, RowKind kind)
{
    return static_cast<int>(
        std::ranges::count(alignment.rows, kind, [](const AlignedRow &row) { return row.kind; }));
}

Result<void> deleteWhere(Session &session, std::string_view sql, const auto &...values)
{
    Transaction transaction(session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(session, sql);
    if (auto done = query.run(values...); !done)
        return done.error();
    return transaction.commit();
}
} // namespace

AlignmentSummary summaryOf(const Alignment &alignment)
{
    return {alignment.realDialogue,
            alignment.simDialogue,
            alignment.alignSim,
            alignment.divergence,
            alignment.firstDivergence,
            static_cast<int>(alignment.rows.size()),
            count(alignment, RowKind::Divergent),
            count(alignment, RowKind::Missing),
            count(alignment, RowKind::Extra)};
}

Result<void> AlignmentRepository::save(const std::vector<Alignment> &alignments)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO alignment (real_id, sim_id, method, align_sim, divergence, first_divergence,
                               row_count, divergent, missing, extra, body)
        VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?, ?, ?, ?, ?, ?, ?, TEXT_IN(?))
        ON CONFLICT (real_id, sim_id, method) DO UPDATE SET align_sim = excluded.align_sim,
            divergence = excluded.divergence, first_divergence = excluded.first_divergence,
            row_count = excluded.row_count, divergent = excluded.divergent,
            missing = excluded.missing, extra = excluded.extra, body = excluded.body)sql");
    for (const Alignment &alignment : alignments) {
        const AlignmentSummary summary = summaryOf(alignment);
        if (auto done = query.run(summary.realDialogue, summary.simDialogue, m_method,
                                  summary.alignSim, summary.divergence, summary.firstDivergence,
                                  summary.rows, summary.divergent, summary.missing, summary.extra,
                                  alignmentJson(alignment));
            !done)
            return done.error();
    }
    return transaction.commit();
}

Result<std::optional<Alignment>> AlignmentRepository::load(const DialogueId &real,
                                                           const DialogueId &sim)
{
    Query query(m_session, "SELECT TEXT_OUT(body) FROM alignment WHERE real_id = TEXT_IN(?) "
                           "AND sim_id = TEXT_IN(?) AND method = TEXT_IN(?)");
    if (auto done = query.run(real, sim, m_method); !done)
        return done.error();
    if (!query.next()) {
        if (auto status = query.status(); !status)
            return status.error();
        return std::optional<Alignment>();
    }
    // What cannot be read is computed again, as if it had never been there.
    std::optional<Alignment> alignment = alignmentFromJson(query.bytes(0));
    if (alignment) {
        alignment->realDialogue = real;
        alignment->simDialogue = sim;
    }
    return alignment;
}

Result<std::vector<AlignmentSummary>> AlignmentRepository::summaries()
{
    Query query(m_session, R"sql(
        SELECT TEXT_OUT(real_id), TEXT_OUT(sim_id), align_sim, divergence, first_divergence,
               row_count, divergent, missing, extra
        FROM alignment WHERE method = TEXT_IN(?) ORDER BY real_id, sim_id)sql");
    if (auto done = query.run(m_method); !done)
        return done.error();
    std::vector<AlignmentSummary> result;
    while (query.next())
        result.push_back({DialogueId{query.bytes(0)}, DialogueId{query.bytes(1)}, query.real(2),
                          query.maybeReal(3), query.maybeSmallInteger(4), query.smallInteger(5),
                          query.smallInteger(6), query.smallInteger(7), query.smallInteger(8)});
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<void> AlignmentRepository::clear(const DialogueId &real, const DialogueId &sim)
{
    return deleteWhere(m_session,
                       "DELETE FROM alignment WHERE real_id = TEXT_IN(?) AND sim_id = TEXT_IN(?)",
                       real, sim);
}

Result<void> AlignmentRepository::clearOutdated()
{
    return deleteWhere(m_session, "DELETE FROM alignment WHERE method <> TEXT_IN(?)", m_method);
}
} // namespace gapscope
