// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v4.h"

namespace gapscope {
// The items of a queue are stored, not its rule alone: what was given out stays as it was given
// out, whatever is imported or aligned anew later.
std::vector<std::string_view> schemaV4()
{
    return {
        "ALTER TABLE label ADD COLUMN kind TEXT NOT NULL DEFAULT 'divergence'",
        "ALTER TABLE label ADD COLUMN direction TEXT",
        "ALTER TABLE label ADD COLUMN effect TEXT",
        "ALTER TABLE label ADD COLUMN onset INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE label ADD COLUMN confidence INTEGER",
        "ALTER TABLE label ADD COLUMN real_begin INTEGER",
        "ALTER TABLE label ADD COLUMN real_end INTEGER",
        "ALTER TABLE label ADD COLUMN sim_begin INTEGER",
        "ALTER TABLE label ADD COLUMN sim_end INTEGER",
        "ALTER TABLE label ADD COLUMN origin TEXT NOT NULL DEFAULT 'own'",
        "ALTER TABLE label ADD COLUMN suggestion TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE label ADD COLUMN spent_ms INTEGER",
        "ALTER TABLE label ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX label_kind ON label (kind, annotator)",
        R"sql(CREATE TABLE label_scheme (
            version INTEGER PRIMARY KEY,
            json TEXT NOT NULL,
            change TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE annotator (
            name TEXT PRIMARY KEY,
            pseudonym TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE label_queue (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            json TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE label_queue_item (
            queue_id TEXT NOT NULL REFERENCES label_queue(id),
            position INTEGER NOT NULL,
            real_id TEXT NOT NULL,
            sim_id TEXT NOT NULL,
            annotator TEXT NOT NULL,
            why TEXT NOT NULL,
            PRIMARY KEY (queue_id, position)
        ) STRICT)sql",
    };
}
} // namespace gapscope
