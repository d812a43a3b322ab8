// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v6.h"

namespace gapscope {
// task_pairing is derived (refreshTaskPairing()) and has only tasks that are not paired under their
// own key, so that it is empty in most workspaces.
std::vector<std::string_view> schemaV6()
{
    return {
        R"sql(CREATE TABLE task_mark (
            corpus_id TEXT NOT NULL REFERENCES corpus(id),
            task_key TEXT NOT NULL,
            type TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (corpus_id, task_key, type, value)
        ) STRICT, WITHOUT ROWID)sql",
        R"sql(INSERT INTO task_mark (corpus_id, task_key, type, value)
            SELECT DISTINCT c.id, t.key, 'print/' || c.format, t.fingerprint
            FROM task t JOIN dialogue d ON d.task_key = t.key JOIN corpus c ON c.id = d.corpus_id
            WHERE t.fingerprint <> '')sql",
        R"sql(CREATE TABLE task_correction (
            slot TEXT NOT NULL,
            task_key TEXT NOT NULL,
            place TEXT NOT NULL,
            kind TEXT NOT NULL,
            other TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (slot, task_key, place)
        ) STRICT)sql",
        R"sql(CREATE TABLE task_change (
            action_seq INTEGER NOT NULL REFERENCES label_action(seq),
            position INTEGER NOT NULL,
            task_key TEXT NOT NULL,
            before_kind TEXT,
            before_other TEXT,
            before_by TEXT,
            before_ms INTEGER,
            after_kind TEXT,
            after_other TEXT,
            after_by TEXT,
            after_ms INTEGER,
            PRIMARY KEY (action_seq, position)
        ) STRICT)sql",
        R"sql(CREATE TABLE task_pairing (
            side TEXT NOT NULL,
            task_key TEXT NOT NULL,
            pairing_key TEXT NOT NULL,
            PRIMARY KEY (side, task_key)
        ) STRICT, WITHOUT ROWID)sql",
        "CREATE INDEX task_pairing_key ON task_pairing (pairing_key)",
    };
}
} // namespace gapscope
