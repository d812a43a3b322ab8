// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v2.h"

namespace gapscope {
std::vector<std::string_view> schemaV2()
{
    return {
        "CREATE TABLE feature_record_v1 AS SELECT * FROM feature_record",
        "DROP TABLE feature_record",
        R"sql(CREATE TABLE feature_record (
            dialogue_id TEXT NOT NULL REFERENCES dialogue(id),
            source_kind TEXT NOT NULL,
            lexicon_version TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            features BLOB,
            PRIMARY KEY (dialogue_id, source_kind, lexicon_version)
        ) STRICT)sql",
        R"sql(INSERT INTO feature_record
            (dialogue_id, source_kind, lexicon_version, text_hash, features)
            SELECT dialogue_id, source_kind, lexicon_version, text_hash, features
            FROM feature_record_v1)sql",
        "DROP TABLE feature_record_v1",
    };
}
} // namespace gapscope
