// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/settings_repository.h"

#include "core/store/query_p.h"

#include <nlohmann/json.hpp>

namespace gapscope {
Result<std::optional<std::string>> SettingsRepository::load(const std::string &key)
{
    Query query(m_session, "SELECT TEXT_OUT(json) FROM setting WHERE key = TEXT_IN(?)");
    if (auto done = query.run(key); !done)
        return done.error();
    if (query.next())
        return std::optional(query.bytes(0));
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<std::string>();
}

Result<std::map<std::string, std::string>> SettingsRepository::all()
{
    Query query(m_session, "SELECT TEXT_OUT(key), TEXT_OUT(json) FROM setting");
    if (auto done = query.run(); !done)
        return done.error();
    std::map<std::string, std::string> result;
    while (query.next())
        result.emplace(query.bytes(0), query.bytes(1));
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<void> SettingsRepository::save(const std::string &key, const std::string &json)
{
    if (!nlohmann::json::accept(json))
        return Error{ErrorCode::InvalidArgument, key, "not JSON"};
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO setting (key, json) VALUES (TEXT_IN(?), TEXT_IN(?))
        ON CONFLICT (key) DO UPDATE SET json = excluded.json)sql");
    if (auto done = query.run(key, json); !done)
        return done.error();
    return transaction.commit();
}

Result<void> SettingsRepository::remove(const std::string &key)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, "DELETE FROM setting WHERE key = TEXT_IN(?)");
    if (auto done = query.run(key); !done)
        return done.error();
    return transaction.commit();
}
} // namespace gapscope
