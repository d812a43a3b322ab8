// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/feature_repository.h"

#include "core/store/query_p.h"

#include <bit>
#include <cstring>

namespace gapscope {
namespace {
static_assert(std::endian::native == std::endian::little,
              "packed features are little-endian doubles");

std::string packed(const FeatureVector &features)
{
    std::string bytes(sizeof features.values, '\0');
    std::memcpy(bytes.data(), features.values.data(), bytes.size());
    return bytes;
}

/// None where another version packed another number of features.
std::optional<FeatureVector> unpacked(const std::string &bytes)
{
    FeatureVector features;
    if (bytes.size() != sizeof features.values)
        return std::nullopt;
    std::memcpy(features.values.data(), bytes.data(), bytes.size());
    return features;
}

constexpr std::string_view columns =
    "SELECT TEXT_OUT(f.dialogue_id), TEXT_OUT(f.source_kind), TEXT_OUT(f.text_hash), "
    "TEXT_OUT(f.lexicon_version), f.features FROM feature_record f ";

/// None: unreadable, to be computed again.
std::optional<FeatureRecord> recordOf(const Query &row)
{
    FeatureRecord record;
    record.dialogue = DialogueId{row.bytes(0)};
    record.sourceKind = row.bytes(1);
    record.textHash = row.bytes(2);
    record.lexiconVersion = row.bytes(3);
    if (row.isNull(4))
        return record;
    record.features = unpacked(row.bytes(4));
    return record.features ? std::optional(std::move(record)) : std::nullopt;
}
} // namespace

Result<void> FeatureRepository::save(const std::vector<FeatureRecord> &records)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Query query(m_session, R"sql(
        INSERT INTO feature_record (dialogue_id, source_kind, text_hash, lexicon_version, features)
        VALUES (TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?)
        ON CONFLICT (dialogue_id, source_kind, lexicon_version) DO UPDATE SET
            text_hash = excluded.text_hash, features = excluded.features)sql");
    for (const FeatureRecord &record : records) {
        const auto bytes = record.features ? std::optional(packed(*record.features)) : std::nullopt;
        if (auto done = query.run(record.dialogue, record.sourceKind, record.textHash,
                                  record.lexiconVersion, bytes);
            !done)
            return done.error();
    }
    return transaction.commit();
}

Result<std::optional<FeatureRecord>> FeatureRepository::load(const DialogueId &dialogue,
                                                             const std::string &sourceKind,
                                                             const std::string &lexiconVersion)
{
    Query query(m_session, std::string(columns) +
                               "WHERE f.dialogue_id = TEXT_IN(?) AND f.source_kind = TEXT_IN(?) "
                               "AND f.lexicon_version = TEXT_IN(?)");
    if (auto done = query.run(dialogue, sourceKind, lexiconVersion); !done)
        return done.error();
    if (query.next())
        return recordOf(query);
    if (auto status = query.status(); !status)
        return status.error();
    return std::optional<FeatureRecord>();
}

Result<std::vector<FeatureRecord>> FeatureRepository::loadAll(const std::string &lexiconVersion)
{
    Query query(m_session, std::string(columns) + "JOIN dialogue d ON d.id = f.dialogue_id "
                                                  "WHERE f.lexicon_version = TEXT_IN(?) "
                                                  "ORDER BY d.seq, f.source_kind");
    if (auto done = query.run(lexiconVersion); !done)
        return done.error();
    std::vector<FeatureRecord> result;
    while (query.next()) {
        if (std::optional<FeatureRecord> record = recordOf(query))
            result.push_back(std::move(*record));
    }
    if (auto status = query.status(); !status)
        return status.error();
    return result;
}

Result<void> FeatureRepository::clear()
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    if (auto done = execute(m_session, "DELETE FROM feature_record"); !done)
        return done.error();
    return transaction.commit();
}
} // namespace gapscope
