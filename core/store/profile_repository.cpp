// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profile_repository.h"

#include "core/import/profile_json.h"
#include "core/store/query_p.h"

namespace gapscope {
namespace {
Result<MappingProfile> profileOf(const Query &row, Session &session)
{
    const std::string name = row.bytes(0);
    Result<MappingProfile> profile = profileFromJson(row.bytes(1));
    if (!profile)
        return Error{ErrorCode::WorkspaceDamaged, session.path(),
                     "profile " + name + ", " + profile.error().subject + ": " +
                         profile.error().detail};
    profile->name = name;
    return profile;
}
} // namespace

Result<std::vector<MappingProfile>> ProfileRepository::all()
{
    Query query(m_session, "SELECT TEXT_OUT(name), TEXT_OUT(json) FROM mapping_profile "
                           "ORDER BY name");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<MappingProfile> profiles;
    while (query.next()) {
        Result<MappingProfile> profile = profileOf(query, m_session);
        if (!profile)
            return profile.error();
        profiles.push_back(std::move(*profile));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return profiles;
}

Result<std::optional<MappingProfile>> ProfileRepository::load(const std::string &name)
{
    Query query(m_session, "SELECT TEXT_OUT(name), TEXT_OUT(json) FROM mapping_profile "
                           "WHERE name = TEXT_IN(?)");
    if (auto done = query.run(name); !done)
        return done.error();
    if (query.next()) {
        Result<MappingProfile> profile = profileOf(query, m_session);
        if (!profile)
            return profile.error();
        return std::optional(std::move(*profile));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<MappingProfile>();
}

Result<void> ProfileRepository::save(const MappingProfile &profile)
{
    if (profile.name.empty())
        return Error{ErrorCode::InvalidArgument, "profile", "it has no name"};
    if (const std::string problem = problemOf(profile); !problem.empty())
        return Error{ErrorCode::InvalidArgument, "profile " + profile.name, problem};
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO mapping_profile (name, json, at_ms) VALUES (TEXT_IN(?), TEXT_IN(?), ?)
        ON CONFLICT (name) DO UPDATE SET json = excluded.json, at_ms = excluded.at_ms)sql");
    if (auto done = query.run(profile.name, profileJson(profile), nowMs()); !done)
        return done.error();
    return transaction.commit();
}

Result<bool> ProfileRepository::remove(const std::string &name)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, "DELETE FROM mapping_profile WHERE name = TEXT_IN(?)");
    if (auto done = query.run(name); !done)
        return done.error();
    const bool removed = query.changedRows() > 0;
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return removed;
}
} // namespace gapscope
