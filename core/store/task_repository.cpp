// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/task_repository.h"

#include "core/store/query_p.h"

namespace gapscope {
namespace {
constexpr std::string_view columns = "SELECT TEXT_OUT(key), TEXT_OUT(domain), TEXT_OUT(native_id), "
                                     "TEXT_OUT(instruction), TEXT_OUT(fingerprint) FROM task ";

constexpr std::string_view namedColumns =
    "SELECT TEXT_OUT(p.pairing_key), TEXT_OUT(t.domain), TEXT_OUT(t.native_id), "
    "TEXT_OUT(t.instruction), TEXT_OUT(t.fingerprint) FROM task_pairing p "
    "JOIN task t ON t.key = p.task_key ";

Task taskOf(const Query &query)
{
    Task task;
    task.key = TaskKey{query.bytes(0)};
    task.domain = query.bytes(1);
    task.nativeId = query.bytes(2);
    task.instruction = query.bytes(3);
    task.fingerprint = query.bytes(4);
    return task;
}
} // namespace

struct TaskRepository::Prepared
{
    explicit Prepared(Session &session)
        : ensure(session, R"sql(
        INSERT INTO task (seq, key, domain, native_id, instruction, fingerprint)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM task), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?),
                TEXT_IN(?), TEXT_IN(?))
        ON CONFLICT (key) DO UPDATE SET
            domain = CASE task.domain WHEN '' THEN excluded.domain ELSE task.domain END,
            native_id = CASE task.native_id WHEN '' THEN excluded.native_id ELSE task.native_id END,
            instruction = CASE task.instruction WHEN '' THEN excluded.instruction
                          ELSE task.instruction END,
            fingerprint = CASE task.fingerprint WHEN '' THEN excluded.fingerprint
                          ELSE task.fingerprint END)sql")
    {}

    Query ensure;
};

TaskRepository::TaskRepository(Session &session) : m_session(session) {}

TaskRepository::~TaskRepository() = default;

Result<void> TaskRepository::ensure(const Task &task)
{
    if (task.key.empty())
        return Error{ErrorCode::InvalidArgument, task.nativeId, "a task without a key"};
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    if (!m_prepared)
        m_prepared = std::make_unique<Prepared>(m_session);
    if (auto done = m_prepared->ensure.run(task.key, task.domain, task.nativeId, task.instruction,
                                           task.fingerprint);
        !done)
        return done.error();
    return transaction.commit();
}

Result<std::vector<Task>> TaskRepository::all()
{
    Query query(m_session, std::string(columns) + "ORDER BY seq");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<Task> result;
    while (query.next())
        result.push_back(taskOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    // Keys that tasks are only paired under say what one of those tasks does.
    Query named(m_session, std::string(namedColumns) +
                               "WHERE p.pairing_key NOT IN (SELECT key FROM task) "
                               "GROUP BY p.pairing_key ORDER BY p.pairing_key");
    if (auto done = named.run(); !done)
        return done.error();
    while (named.next())
        result.push_back(taskOf(named));
    if (auto status = named.status(); !status)
        return status.error();
    return result;
}

Result<std::optional<Task>> TaskRepository::load(const TaskKey &key)
{
    Query query(m_session, std::string(columns) + "WHERE key = TEXT_IN(?)");
    if (auto done = query.run(key); !done)
        return done.error();
    if (query.next())
        return std::optional(taskOf(query));
    if (auto status = query.status(); !status)
        return status.error();
    Query named(m_session, std::string(namedColumns) + "WHERE p.pairing_key = TEXT_IN(?)");
    if (auto done = named.run(key); !done)
        return done.error();
    if (named.next())
        return std::optional(taskOf(named));
    if (auto status = named.status(); !status)
        return status.error();
    return std::optional<Task>();
}

Result<void> TaskRepository::setDifficulty(const std::map<std::string, double> &difficulty)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO task_difficulty (native_id, difficulty) VALUES (TEXT_IN(?), ?)
        ON CONFLICT (native_id) DO UPDATE SET difficulty = excluded.difficulty)sql");
    for (const auto &[nativeId, value] : difficulty) {
        // Not finite would be stored as NULL; the comparison is false for NaN as well.
        if (!(value >= 0.0 && value <= 1.0))
            return Error{ErrorCode::InvalidArgument, nativeId, "difficulty is not in 0–1"};
        if (auto done = query.run(nativeId, value); !done)
            return done.error();
    }
    return transaction.commit();
}

Result<std::map<std::string, double>> TaskRepository::difficulty()
{
    Query query(m_session, "SELECT TEXT_OUT(native_id), difficulty FROM task_difficulty");
    if (auto done = query.run(); !done)
        return done.error();
    std::map<std::string, double> result;
    while (query.next())
        result.emplace(query.bytes(0), query.real(1));
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}
} // namespace gapscope
