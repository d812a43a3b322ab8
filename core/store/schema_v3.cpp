// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/schema_v3.h"

namespace gapscope {
// Actions on anchors stand in label_action beside those on labels: one row of time to undo along.
std::vector<std::string_view> schemaV3()
{
    return {
        R"sql(CREATE TABLE anchor_change (
            action_seq INTEGER NOT NULL REFERENCES label_action(seq),
            position INTEGER NOT NULL,
            real_id TEXT NOT NULL,
            sim_id TEXT NOT NULL,
            real_turn INTEGER NOT NULL,
            sim_turn INTEGER NOT NULL,
            before_kind TEXT,
            before_by TEXT,
            before_ms INTEGER,
            after_kind TEXT,
            after_by TEXT,
            after_ms INTEGER,
            PRIMARY KEY (action_seq, position)
        ) STRICT)sql",
    };
}
} // namespace gapscope
