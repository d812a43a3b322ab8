// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/survey_repository.h"

#include "core/store/query_p.h"

namespace gapscope {
namespace {
Result<std::optional<std::vector<SurveyAnswer>>> answersOf(Session &session,
                                                           const ComparableSurvey &survey)
{
    Query parent(session, "SELECT 1 FROM comparable_survey WHERE corpus_id = TEXT_IN(?) "
                          "AND task_key = TEXT_IN(?) AND batch = ?");
    if (auto done = parent.run(survey.corpus, survey.task, survey.batch); !done)
        return done.error();
    if (!parent.next()) {
        if (auto status = parent.status(); !status)
            return status.error();
        return std::optional<std::vector<SurveyAnswer>>();
    }
    parent.finish();
    Query query(session, R"sql(
        SELECT TEXT_OUT(field), TEXT_OUT(question), TEXT_OUT(answer) FROM comparable_answer
        WHERE corpus_id = TEXT_IN(?) AND task_key = TEXT_IN(?) AND batch = ? ORDER BY position)sql");
    if (auto done = query.run(survey.corpus, survey.task, survey.batch); !done)
        return done.error();
    std::vector<SurveyAnswer> answers;
    while (query.next())
        answers.push_back({query.bytes(0), query.bytes(1), query.bytes(2)});
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional(std::move(answers));
}

Result<void> insertAnswers(Session &session, const ComparableSurvey &survey)
{
    Query query(session, R"sql(
        INSERT INTO comparable_answer (corpus_id, task_key, batch, position, field, question,
                                       answer)
        VALUES (TEXT_IN(?), TEXT_IN(?), ?, ?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?)))sql");
    int position = 0;
    for (const SurveyAnswer &answer : survey.answers) {
        if (auto done = query.run(survey.corpus, survey.task, survey.batch, position, answer.field,
                                  answer.question, answer.answer);
            !done)
            return done.error();
        ++position;
    }
    return {};
}
} // namespace

Result<bool> SurveyRepository::save(const ComparableSurvey &survey)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    auto known = answersOf(m_session, survey);
    if (!known)
        return known.error();
    if (*known && **known == survey.answers) {
        if (auto committed = transaction.commit(); !committed)
            return committed.error();
        return false;
    }
    Query parent(m_session, "INSERT INTO comparable_survey (corpus_id, task_key, batch) "
                            "VALUES (TEXT_IN(?), TEXT_IN(?), ?) ON CONFLICT DO NOTHING");
    if (auto done = parent.run(survey.corpus, survey.task, survey.batch); !done)
        return done.error();
    Query old(m_session, "DELETE FROM comparable_answer WHERE corpus_id = TEXT_IN(?) "
                         "AND task_key = TEXT_IN(?) AND batch = ?");
    if (auto done = old.run(survey.corpus, survey.task, survey.batch); !done)
        return done.error();
    if (auto done = insertAnswers(m_session, survey); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return true;
}

Result<std::vector<ComparableSurvey>> SurveyRepository::list(const std::optional<CorpusId> &corpus)
{
    std::string sql = R"sql(
        SELECT TEXT_OUT(s.corpus_id), TEXT_OUT(coalesce((SELECT p.pairing_key FROM task_pairing p
            WHERE p.side = 'real' AND p.task_key = s.task_key), s.task_key)), s.batch, TEXT_OUT(a.field),
               TEXT_OUT(a.question), TEXT_OUT(a.answer)
        FROM comparable_survey s LEFT JOIN comparable_answer a
            ON a.corpus_id = s.corpus_id AND a.task_key = s.task_key AND a.batch = s.batch )sql";
    if (corpus)
        sql += "WHERE s.corpus_id = TEXT_IN(?) ";
    Query query(m_session, sql + "ORDER BY s.corpus_id, s.task_key, s.batch, a.position");
    if (corpus)
        query.bind(sqlValue(*corpus));
    if (auto done = query.exec(); !done)
        return done.error();
    std::vector<ComparableSurvey> result;
    while (query.next()) {
        ComparableSurvey survey{
            CorpusId{query.bytes(0)}, TaskKey{query.bytes(1)}, query.smallInteger(2), {}};
        const bool isSame = !result.empty() && result.back().corpus == survey.corpus &&
                            result.back().task == survey.task &&
                            result.back().batch == survey.batch;
        if (!isSame)
            result.push_back(std::move(survey));
        if (!query.isNull(3))
            result.back().answers.push_back({query.bytes(3), query.bytes(4), query.bytes(5)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace gapscope
