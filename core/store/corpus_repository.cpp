// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/corpus_repository.h"

#include "core/store/corpus_kind_p.h"
#include "core/store/query_p.h"

namespace gapscope {
Result<void> CorpusRepository::ensure(const Corpus &corpus)
{
    if (corpus.id.empty())
        return Error{ErrorCode::InvalidArgument, corpus.label, "a corpus without an id"};
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO corpus (seq, id, kind, label, format, user_model, agent_model)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM corpus), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?),
                TEXT_IN(?), TEXT_IN(?), TEXT_IN(?))
        ON CONFLICT (id) DO UPDATE SET
            format = CASE corpus.format WHEN '' THEN excluded.format ELSE corpus.format END,
            user_model = CASE corpus.user_model WHEN '' THEN excluded.user_model
                         ELSE corpus.user_model END,
            agent_model = CASE corpus.agent_model WHEN '' THEN excluded.agent_model
                          ELSE corpus.agent_model END)sql");
    if (auto done = query.run(corpus.id, name(corpus.kind), corpus.label, corpus.format,
                              corpus.userModel, corpus.agentModel);
        !done)
        return done.error();
    return transaction.commit();
}

Result<std::vector<CorpusSummary>> CorpusRepository::all()
{
    Query query(m_session, R"sql(
        SELECT TEXT_OUT(c.id), TEXT_OUT(c.kind), TEXT_OUT(c.label), TEXT_OUT(c.format),
               TEXT_OUT(c.user_model), TEXT_OUT(c.agent_model), count(d.seq),
               coalesce(sum(d.turns), 0), coalesce(sum(d.user_turns), 0),
               count(DISTINCT nullif(d.task_key, ''))
        FROM corpus c LEFT JOIN dialogue d ON d.corpus_id = c.id
        GROUP BY c.seq
        HAVING count(d.seq) > 0
            OR NOT (EXISTS (SELECT 1 FROM import_entry i WHERE i.corpus_id = c.id)
                    OR EXISTS (SELECT 1 FROM removed_dialogue r WHERE r.corpus_id = c.id))
            OR EXISTS (SELECT 1 FROM import_entry i
                       WHERE i.corpus_id = c.id AND i.state <> 'removed')
        ORDER BY c.seq)sql");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<CorpusSummary> result;
    while (query.next()) {
        CorpusSummary summary;
        summary.corpus.id = CorpusId{query.bytes(0)};
        summary.corpus.kind = corpusKindOf(query.bytes(1));
        summary.corpus.label = query.bytes(2);
        summary.corpus.format = query.bytes(3);
        summary.corpus.userModel = query.bytes(4);
        summary.corpus.agentModel = query.bytes(5);
        summary.dialogues = query.integer(6);
        summary.turns = query.integer(7);
        summary.userTurns = query.integer(8);
        summary.tasks = query.integer(9);
        result.push_back(std::move(summary));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace gapscope
