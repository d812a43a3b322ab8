// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v5.h"

namespace gapscope {
// An import of before knows only of the dialogues that it brought itself. What is removed moves to
// tables of its own, so that no query has to leave it out; turns and tool calls keep their packed
// keys there (schema_v1.cpp).
std::vector<std::string_view> schemaV5()
{
    return {
        R"sql(CREATE TABLE mapping_profile (
            name TEXT PRIMARY KEY,
            json TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        "ALTER TABLE import_entry ADD COLUMN importer_version INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE import_entry ADD COLUMN licence TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE import_entry ADD COLUMN choices TEXT NOT NULL DEFAULT ''",
        R"sql(CREATE TABLE import_dialogue (
            import_id TEXT NOT NULL REFERENCES import_entry(id),
            dialogue_id TEXT NOT NULL,
            PRIMARY KEY (import_id, dialogue_id)
        ) STRICT, WITHOUT ROWID)sql",
        "CREATE INDEX import_dialogue_id ON import_dialogue (dialogue_id)",
        R"sql(INSERT INTO import_dialogue (import_id, dialogue_id)
            SELECT import_id, id FROM dialogue WHERE import_id IS NOT NULL)sql",
        R"sql(CREATE TABLE import_survey (
            import_id TEXT NOT NULL REFERENCES import_entry(id),
            corpus_id TEXT NOT NULL,
            task_key TEXT NOT NULL,
            batch INTEGER NOT NULL,
            PRIMARY KEY (import_id, corpus_id, task_key, batch)
        ) STRICT, WITHOUT ROWID)sql",
        R"sql(CREATE TABLE removal (
            seq INTEGER PRIMARY KEY,
            import_id TEXT NOT NULL REFERENCES import_entry(id),
            import_state TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_dialogue (
            removal_seq INTEGER NOT NULL REFERENCES removal(seq),
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            corpus_id TEXT NOT NULL,
            task_key TEXT NOT NULL,
            native_id TEXT NOT NULL,
            run INTEGER NOT NULL,
            reward REAL,
            success INTEGER,
            termination TEXT NOT NULL,
            keep INTEGER NOT NULL,
            started_ms INTEGER,
            metadata TEXT NOT NULL,
            turns INTEGER NOT NULL,
            user_turns INTEGER NOT NULL,
            tool_calls INTEGER NOT NULL,
            import_id TEXT
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_answer (
            dialogue_seq INTEGER NOT NULL,
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (dialogue_seq, position)
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_turn (
            id INTEGER PRIMARY KEY,
            role INTEGER NOT NULL,
            scored INTEGER NOT NULL,
            time_ms INTEGER,
            text TEXT,
            text_blob INTEGER,
            scored_text TEXT,
            native TEXT,
            native_blob INTEGER
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_call (
            id INTEGER PRIMARY KEY,
            call_id TEXT NOT NULL,
            name TEXT NOT NULL,
            arguments TEXT NOT NULL,
            raw TEXT NOT NULL,
            by_user INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_result (
            turn_id INTEGER PRIMARY KEY,
            call_id TEXT NOT NULL,
            name TEXT NOT NULL,
            error INTEGER NOT NULL,
            by_user INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE removed_survey_answer (
            removal_seq INTEGER NOT NULL REFERENCES removal(seq),
            corpus_id TEXT NOT NULL,
            task_key TEXT NOT NULL,
            batch INTEGER NOT NULL,
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (removal_seq, corpus_id, task_key, batch, position)
        ) STRICT)sql",
    };
}
} // namespace gapscope
