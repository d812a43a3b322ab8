// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/scheme_repository.h"

#include "core/store/label_repository.h"
#include "core/store/query_p.h"

#include <algorithm>

namespace gapscope {
namespace {
bool hasCode(const Label &label)
{
    return label.kind == LabelKind::Divergence || label.kind == LabelKind::Final;
}
} // namespace

Result<std::vector<SchemeVersion>> SchemeRepository::history()
{
    Query query(m_session, "SELECT TEXT_OUT(json), TEXT_OUT(change), TEXT_OUT(by_whom), at_ms "
                           "FROM label_scheme ORDER BY version");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<SchemeVersion> versions;
    while (query.next()) {
        Result<LabelScheme> scheme = parseLabelScheme(query.bytes(0));
        if (!scheme)
            return Error{ErrorCode::WorkspaceDamaged, m_session.path(), scheme.error().detail};
        versions.push_back({std::move(*scheme), query.bytes(1), query.bytes(2), query.integer(3)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    if (versions.empty())
        versions.push_back({divergenceScheme(), {}, {}, 0});
    return versions;
}

Result<LabelScheme> SchemeRepository::current()
{
    Query query(m_session, "SELECT TEXT_OUT(json) FROM label_scheme ORDER BY version DESC LIMIT 1");
    if (auto done = query.run(); !done)
        return done.error();
    if (query.next()) {
        Result<LabelScheme> scheme = parseLabelScheme(query.bytes(0));
        if (!scheme)
            return Error{ErrorCode::WorkspaceDamaged, m_session.path(), scheme.error().detail};
        return scheme;
    }
    if (auto status = query.status(); !status)
        return status.error();
    return divergenceScheme();
}

Result<void> SchemeRepository::store(const LabelScheme &scheme, const std::string &change,
                                     const std::string &by)
{
    if (auto ok = checkLabelScheme(scheme); !ok)
        return Error{ErrorCode::InvalidArgument, scheme.id, ok.error().detail};
    const Result<std::string> json = labelSchemeJson(scheme);
    if (!json)
        return json.error();
    constexpr std::string_view insert =
        "INSERT INTO label_scheme (version, json, change, by_whom, at_ms) "
        "VALUES (?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?)";
    auto stored = queryInteger(m_session, "SELECT count(*) FROM label_scheme");
    if (!stored)
        return stored.error();
    // The one it was made from is kept too, so that the history stands by itself when the program
    // comes with another.
    if (stored->value_or(0) == 0 && scheme.version > divergenceScheme().version) {
        const Result<std::string> first = labelSchemeJson(divergenceScheme());
        if (!first)
            return first.error();
        Query query(m_session, insert);
        if (auto done = query.run(divergenceScheme().version, *first, "", "", 0); !done)
            return done.error();
    }
    Query query(m_session, insert);
    return query.run(scheme.version, *json, change, by, nowMs());
}

Result<void> SchemeRepository::save(const SchemeEdit &edit, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const Result<LabelScheme> now = current();
    if (!now)
        return now.error();
    if (now->id != edit.scheme.id || now->version + 1 != edit.scheme.version)
        return Error{ErrorCode::Conflict, "label scheme",
                     "version " + std::to_string(now->version) + " is the current one"};
    if (auto done = store(edit.scheme, edit.change, by); !done)
        return done.error();
    return transaction.commit();
}

Result<int> SchemeRepository::merge(const LabelScheme &scheme, const std::string &from,
                                    const std::string &into, const std::string &by)
{
    const Result<SchemeEdit> edit = mergeCodes(scheme, from, into);
    if (!edit)
        return edit.error();
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    if (auto saved = save(*edit, by); !saved)
        return saved.error();
    LabelRepository repository(m_session);
    Result<std::vector<Label>> labels = repository.all();
    if (!labels)
        return labels.error();
    std::erase_if(*labels,
                  [&](const Label &label) { return !hasCode(label) || label.code != from; });
    for (Label &label : *labels)
        label.code = into;
    const auto count = static_cast<int>(labels->size());
    if (auto done = repository.updateAll(std::move(*labels), by); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return count;
}

Result<SchemeReplacement> SchemeRepository::replace(LabelScheme scheme, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const Result<LabelScheme> now = current();
    if (!now)
        return now.error();
    SchemeReplacement result;
    if (*now == scheme) {
        result.scheme = std::move(scheme);
    } else {
        if (now->id == scheme.id && now->version == scheme.version)
            return Error{ErrorCode::Conflict, "label scheme",
                         "the file's version " + std::to_string(scheme.version) +
                             " is not the one of this workspace"};
        std::string change =
            "taken from a file: " + scheme.id + ", version " + std::to_string(scheme.version);
        scheme.version = std::max(scheme.version, now->version + 1);
        if (auto done = store(scheme, change, by); !done)
            return done.error();
        result.isNew = true;
        result.scheme = std::move(scheme);
    }
    const Result<std::vector<Label>> labels = LabelRepository(m_session).all();
    if (!labels)
        return labels.error();
    for (const Label &label : *labels) {
        const LabelCode *code = hasCode(label) ? result.scheme.find(label.code) : nullptr;
        result.unfit += hasCode(label) && (!code || code->retired);
    }
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return result;
}
} // namespace gapscope
