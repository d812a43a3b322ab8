// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace_info.h"

#include "core/store/ledger_repository.h"
#include "core/store/query_p.h"
#include "core/store/task_link_table_p.h"

#include <nlohmann/json.hpp>

namespace gapscope {
Result<WorkspaceInfo> workspaceInfo(Session &session)
{
    WorkspaceInfo info;
    auto corpora = CorpusRepository(session).all();
    if (!corpora)
        return corpora.error();
    info.corpora = std::move(*corpora);
    const std::string key(pairingKeySql);
    auto tasks =
        queryInteger(session, "SELECT count(DISTINCT nullif(" + key + ", '')) FROM dialogue");
    if (!tasks)
        return tasks.error();
    info.tasks = tasks->value_or(0);
    auto paired = queryInteger(session, "SELECT count(*) FROM (SELECT " + key + R"sql( AS task
            FROM dialogue JOIN corpus ON corpus.id = dialogue.corpus_id
            WHERE dialogue.task_key <> '' AND corpus.kind IN ('real', 'sim')
            GROUP BY task HAVING count(DISTINCT corpus.kind) = 2) AS pairs)sql");
    if (!paired)
        return paired.error();
    info.pairedTasks = paired->value_or(0);
    auto issues = LedgerRepository(session).issueCount();
    if (!issues)
        return issues.error();
    info.issues = *issues;
    return info;
}

std::string infoJson(const WorkspaceInfo &info)
{
    using Json = nlohmann::ordered_json;
    Json corpora = Json::array();
    for (const CorpusSummary &summary : info.corpora)
        corpora.push_back({{"label", summary.corpus.label},
                           {"kind", name(summary.corpus.kind)},
                           {"format", summary.corpus.format},
                           {"dialogues", summary.dialogues},
                           {"turns", summary.turns},
                           {"user_turns", summary.userTurns},
                           {"tasks", summary.tasks}});
    const Json json{{"corpora", std::move(corpora)},
                    {"tasks", info.tasks},
                    {"paired_tasks", info.pairedTasks},
                    {"issues", info.issues}};
    // A label may come from a file name that is not UTF-8.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string infoText(const WorkspaceInfo &info)
{
    std::string text;
    for (const CorpusSummary &summary : info.corpora) {
        text += std::string(name(summary.corpus.kind)) + " " + summary.corpus.label;
        if (!summary.corpus.format.empty())
            text += " (" + summary.corpus.format + ")";
        text += ": " + std::to_string(summary.dialogues) + " dialogues, " +
                std::to_string(summary.turns) + " turns, " + std::to_string(summary.userTurns) +
                " of the user, " + std::to_string(summary.tasks) + " tasks\n";
    }
    text += std::to_string(info.tasks) + " tasks, " + std::to_string(info.pairedTasks) +
            " of them paired; " + std::to_string(info.issues) + " import issues\n";
    return text;
}
} // namespace gapscope
