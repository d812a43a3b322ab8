// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v1.h"

namespace gapscope {
// Keys of turns and tool calls are packed so that one ordered scan reads whole dialogues without a
// second index: turn.id = dialogue.seq << 20 | position, tool_call.id = turn.id << 10 | position.
// Ids of shared texts are negative, so that they and turns share the row ids of the search index.
std::vector<std::string_view> schemaV1()
{
    return {
        R"sql(CREATE TABLE corpus (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            format TEXT NOT NULL,
            user_model TEXT NOT NULL,
            agent_model TEXT NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE task (
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            domain TEXT NOT NULL,
            native_id TEXT NOT NULL,
            instruction TEXT NOT NULL,
            fingerprint TEXT NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE task_difficulty (
            native_id TEXT PRIMARY KEY,
            difficulty REAL NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE import_entry (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            format TEXT NOT NULL,
            corpus_id TEXT NOT NULL REFERENCES corpus(id),
            state TEXT NOT NULL,
            reason TEXT NOT NULL DEFAULT '',
            started_ms INTEGER NOT NULL,
            finished_ms INTEGER,
            dialogues INTEGER NOT NULL DEFAULT 0,
            turns INTEGER NOT NULL DEFAULT 0,
            user_turns INTEGER NOT NULL DEFAULT 0,
            surveys INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            repaired INTEGER NOT NULL DEFAULT 0,
            duplicates INTEGER NOT NULL DEFAULT 0
        ) STRICT)sql",
        "CREATE INDEX import_entry_sha256 ON import_entry (sha256)",
        R"sql(CREATE TABLE import_issue (
            import_id TEXT NOT NULL REFERENCES import_entry(id),
            position INTEGER NOT NULL,
            effect INTEGER NOT NULL,
            line INTEGER NOT NULL,
            byte INTEGER NOT NULL,
            record TEXT NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            PRIMARY KEY (import_id, position)
        ) STRICT)sql",
        R"sql(CREATE TABLE import_issue_total (
            import_id TEXT NOT NULL REFERENCES import_entry(id),
            code TEXT NOT NULL,
            effect INTEGER NOT NULL,
            total INTEGER NOT NULL,
            PRIMARY KEY (import_id, code, effect)
        ) STRICT)sql",
        R"sql(CREATE TABLE dialogue (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            corpus_id TEXT NOT NULL REFERENCES corpus(id),
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
            import_id TEXT REFERENCES import_entry(id)
        ) STRICT)sql",
        "CREATE INDEX dialogue_corpus ON dialogue (corpus_id)",
        "CREATE INDEX dialogue_task ON dialogue (task_key)",
        R"sql(CREATE TABLE dialogue_answer (
            dialogue_seq INTEGER NOT NULL REFERENCES dialogue(seq),
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (dialogue_seq, position)
        ) STRICT)sql",
        R"sql(CREATE TABLE blob_text (
            id INTEGER PRIMARY KEY CHECK (id < 0),
            kind TEXT NOT NULL,
            hash TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (kind, hash)
        ) STRICT)sql",
        R"sql(CREATE TABLE turn (
            id INTEGER PRIMARY KEY,
            role INTEGER NOT NULL,
            scored INTEGER NOT NULL,
            time_ms INTEGER,
            text TEXT,
            text_blob INTEGER REFERENCES blob_text(id),
            scored_text TEXT,
            native TEXT,
            native_blob INTEGER REFERENCES blob_text(id)
        ) STRICT)sql",
        "CREATE INDEX turn_text_blob ON turn (text_blob) WHERE text_blob IS NOT NULL",
        R"sql(CREATE TABLE tool_call (
            id INTEGER PRIMARY KEY,
            call_id TEXT NOT NULL,
            name TEXT NOT NULL,
            arguments TEXT NOT NULL,
            raw TEXT NOT NULL,
            by_user INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE tool_result (
            turn_id INTEGER PRIMARY KEY REFERENCES turn(id) DEFERRABLE INITIALLY DEFERRED,
            call_id TEXT NOT NULL,
            name TEXT NOT NULL,
            error INTEGER NOT NULL,
            by_user INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE VIEW searchable_text (id, text) AS
            SELECT id, text FROM turn WHERE text IS NOT NULL
            UNION ALL
            SELECT id, text FROM blob_text WHERE kind = 'text')sql",
        R"sql(CREATE VIRTUAL TABLE turn_search USING fts5(
            text, content='searchable_text', content_rowid='id',
            tokenize='unicode61 remove_diacritics 2'))sql",
        // More in memory before it is merged: a fifth less time on a large import.
        "INSERT INTO turn_search (turn_search, rank) VALUES ('hashsize', 16777216)",
        R"sql(CREATE TABLE comparable_survey (
            corpus_id TEXT NOT NULL REFERENCES corpus(id),
            task_key TEXT NOT NULL,
            batch INTEGER NOT NULL,
            PRIMARY KEY (corpus_id, task_key, batch)
        ) STRICT)sql",
        R"sql(CREATE TABLE comparable_answer (
            corpus_id TEXT NOT NULL,
            task_key TEXT NOT NULL,
            batch INTEGER NOT NULL,
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (corpus_id, task_key, batch, position),
            FOREIGN KEY (corpus_id, task_key, batch)
                REFERENCES comparable_survey(corpus_id, task_key, batch)
        ) STRICT)sql",
        R"sql(CREATE TABLE feature_record (
            dialogue_id TEXT NOT NULL REFERENCES dialogue(id),
            source_kind TEXT NOT NULL,
            text_hash TEXT NOT NULL,
            lexicon_version TEXT NOT NULL,
            features BLOB,
            PRIMARY KEY (dialogue_id, source_kind)
        ) STRICT)sql",
        R"sql(CREATE TABLE alignment (
            real_id TEXT NOT NULL REFERENCES dialogue(id),
            sim_id TEXT NOT NULL REFERENCES dialogue(id),
            method TEXT NOT NULL,
            align_sim REAL NOT NULL,
            divergence REAL,
            first_divergence INTEGER,
            row_count INTEGER NOT NULL,
            divergent INTEGER NOT NULL,
            missing INTEGER NOT NULL,
            extra INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (real_id, sim_id, method)
        ) STRICT)sql",
        // What people made refers to dialogues without a foreign key: it outlives them, and merged
        // labels may arrive before the transcripts.
        R"sql(CREATE TABLE label (
            id TEXT PRIMARY KEY,
            real_id TEXT NOT NULL,
            sim_id TEXT NOT NULL,
            real_turn INTEGER,
            sim_turn INTEGER,
            code TEXT NOT NULL,
            severity INTEGER,
            note TEXT NOT NULL,
            annotator TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            changed_ms INTEGER NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT)sql",
        "CREATE INDEX label_pair ON label (real_id, sim_id)",
        R"sql(CREATE TABLE label_action (
            seq INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            state TEXT NOT NULL
        ) STRICT)sql",
        "CREATE INDEX label_action_by ON label_action (by_whom, state, seq)",
        R"sql(CREATE TABLE label_change (
            action_seq INTEGER NOT NULL REFERENCES label_action(seq),
            position INTEGER NOT NULL,
            label_id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            before TEXT,
            after TEXT,
            PRIMARY KEY (action_seq, position)
        ) STRICT)sql",
        "CREATE INDEX label_change_label ON label_change (label_id)",
        R"sql(CREATE TABLE anchor (
            real_id TEXT NOT NULL,
            sim_id TEXT NOT NULL,
            real_turn INTEGER NOT NULL,
            sim_turn INTEGER NOT NULL,
            kind TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (real_id, sim_id, real_turn, sim_turn)
        ) STRICT)sql",
        R"sql(CREATE TABLE exclusion (
            dialogue_id TEXT PRIMARY KEY,
            reason TEXT NOT NULL,
            by_whom TEXT NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT)sql",
        R"sql(CREATE TABLE setting (
            key TEXT PRIMARY KEY,
            json TEXT NOT NULL
        ) STRICT)sql",
    };
}
} // namespace gapscope
