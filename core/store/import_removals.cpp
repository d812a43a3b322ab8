// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/import_removals.h"

#include "core/store/query_p.h"
#include "core/store/search_index_p.h"
#include "core/store/task_link_repository.h"

#include <initializer_list>

namespace gapscope {
namespace {
// A dialogue's turns, tool calls and results by their packed keys (turn_key_p.h).
constexpr std::string_view turnsOf = "BETWEEN (d.seq << 20) AND (d.seq << 20) + 1048575";
constexpr std::string_view callsOf = "BETWEEN (d.seq << 30) AND (d.seq << 30) + 1073741823";

constexpr std::string_view dialogueColumns =
    "seq, id, corpus_id, task_key, native_id, run, reward, success, termination, keep, started_ms, "
    "metadata, turns, user_turns, tool_calls, import_id";

/// A table whose rows belong to dialogues, its twin for removed ones, and its key.
struct Part
{
    std::string_view live;
    std::string_view aside;
    std::string_view key;
    std::string_view ofDialogue;
};
constexpr Part parts[] = {
    {"dialogue_answer", "removed_answer", "dialogue_seq", "= d.seq"},
    {"tool_result", "removed_result", "turn_id", turnsOf},
    {"tool_call", "removed_call", "id", callsOf},
    {"turn", "removed_turn", "id", turnsOf},
};

std::string text(std::initializer_list<std::string_view> pieces)
{
    std::string whole;
    for (const std::string_view piece : pieces)
        whole += piece;
    return whole;
}

/// Rows of `from` whose dialogues `list` has, as a condition on column `key`.
std::string rowsOf(const Part &part, std::string_view table, std::string_view list)
{
    return text({table, " WHERE rowid IN (SELECT r.rowid FROM ", list, " d JOIN ", table,
                 " r ON r.", part.key, " ", part.ofDialogue, ")"});
}

class Mover
{
public:
    explicit Mover(Session &session) : m_session(session) {}

    void run(const std::string &sql)
    {
        if (m_result)
            m_result = execute(m_session, sql);
    }
    template <class... Values>
    std::int64_t run(const std::string &sql, const Values &...values)
    {
        if (!m_result)
            return 0;
        Query query(m_session, sql);
        m_result = query.run(values...);
        return m_result ? query.changedRows() : 0;
    }
    std::int64_t count(const std::string &sql)
    {
        if (!m_result)
            return 0;
        const auto value = queryInteger(m_session, sql);
        if (!value)
            m_result = value.error();
        return value ? value->value_or(0) : 0;
    }
    const Result<void> &result() const { return m_result; }

    /// The rows of the dialogues in `list` from one side to the other.
    void move(std::string_view list, bool aside)
    {
        for (const Part &part : parts) {
            const std::string_view from = aside ? part.live : part.aside;
            const std::string_view to = aside ? part.aside : part.live;
            run(text({"INSERT INTO ", to, " SELECT * FROM ", rowsOf(part, from, list)}));
        }
        drop(list, aside);
    }

    /// Deletes them on the live side, or on the other.
    void drop(std::string_view list, bool live)
    {
        for (const Part &part : parts)
            run("DELETE FROM " + rowsOf(part, live ? part.live : part.aside, list));
    }

private:
    Session &m_session;
    Result<void> m_result;
};

constexpr const char *dropList = "DROP TABLE IF EXISTS temp.moving";

/// The import that holds the dialogue too and was not removed, the earliest.
constexpr std::string_view otherHolder =
    "(SELECT o.import_id FROM import_dialogue o JOIN import_entry e ON e.id = o.import_id "
    "WHERE o.dialogue_id = dialogue.id AND e.state <> 'removed' ORDER BY e.seq LIMIT 1)";

void putSurveysAside(Mover &mover, const ImportId &import, std::int64_t seq, RemovalReport &report)
{
    const std::string own = R"sql(
        (corpus_id, task_key, batch) IN (
            SELECT s.corpus_id, s.task_key, s.batch FROM import_survey s
            WHERE s.import_id = TEXT_IN(?) AND NOT EXISTS (
                SELECT 1 FROM import_survey o JOIN import_entry e ON e.id = o.import_id
                WHERE o.corpus_id = s.corpus_id AND o.task_key = s.task_key AND o.batch = s.batch
                  AND e.state <> 'removed')))sql";
    mover.run("INSERT INTO removed_survey_answer SELECT ?, corpus_id, task_key, batch, position, "
              "field, question, answer FROM comparable_answer WHERE " +
                  own,
              seq, import);
    mover.run("DELETE FROM comparable_answer WHERE " + own, import);
    report.surveys = mover.run("DELETE FROM comparable_survey WHERE " + own, import);
}

void bringSurveysBack(Mover &mover, std::int64_t seq, RemovalReport &report)
{
    // What was judged anew in the meantime stays.
    mover.run("DELETE FROM removed_survey_answer WHERE removal_seq = ? AND (corpus_id, task_key, "
              "batch) IN (SELECT corpus_id, task_key, batch FROM comparable_survey)",
              seq);
    report.surveys =
        mover.run("INSERT INTO comparable_survey SELECT DISTINCT corpus_id, task_key, batch "
                  "FROM removed_survey_answer WHERE removal_seq = ?",
                  seq);
    mover.run("INSERT INTO comparable_answer SELECT corpus_id, task_key, batch, position, field, "
              "question, answer FROM removed_survey_answer WHERE removal_seq = ?",
              seq);
    mover.run("DELETE FROM removed_survey_answer WHERE removal_seq = ?", seq);
}

void putDialoguesAside(Mover &mover, const ImportId &import, std::int64_t seq,
                       RemovalReport &report)
{
    report.kept =
        mover.run(text({"UPDATE dialogue SET import_id = ", otherHolder,
                        " WHERE import_id = TEXT_IN(?) AND ", otherHolder, " IS NOT NULL"}),
                  import);
    mover.run(std::string(dropList));
    mover.run("CREATE TEMP TABLE moving AS SELECT seq, id FROM dialogue "
              "WHERE import_id = TEXT_IN(?)",
              import);
    report.labels = mover.count("SELECT count(*) FROM label WHERE real_id IN (SELECT id FROM "
                                "moving) OR sim_id IN (SELECT id FROM moving)");
    mover.run(text({"INSERT INTO turn_search (turn_search, rowid, text) SELECT 'delete', t.id, "
                    "t.text FROM moving d JOIN turn t ON t.id ",
                    turnsOf, " WHERE t.text IS NOT NULL"}));
    mover.run("DELETE FROM feature_record WHERE dialogue_id IN (SELECT id FROM moving)");
    mover.run("DELETE FROM alignment WHERE real_id IN (SELECT id FROM moving) "
              "OR sim_id IN (SELECT id FROM moving)");
    report.dialogues = mover.run(
        text({"INSERT INTO removed_dialogue (removal_seq, ", dialogueColumns, ") SELECT ?, ",
              dialogueColumns, " FROM dialogue WHERE seq IN (SELECT seq FROM moving)"}),
        seq);
    mover.move("moving", true);
    mover.run("DELETE FROM dialogue WHERE seq IN (SELECT seq FROM moving)");
    mover.run(std::string(dropList));
}

void bringDialoguesBack(Mover &mover, const ImportId &import, std::int64_t seq,
                        RemovalReport &report)
{
    mover.run(std::string(dropList));
    mover.run("CREATE TEMP TABLE moving AS SELECT seq FROM removed_dialogue "
              "WHERE removal_seq = ? AND id IN (SELECT id FROM dialogue)",
              seq);
    mover.drop("moving", false);
    mover.run("DELETE FROM removed_dialogue WHERE seq IN (SELECT seq FROM moving)");
    mover.run(std::string(dropList));
    mover.run("CREATE TEMP TABLE moving AS SELECT seq FROM removed_dialogue "
              "WHERE removal_seq = ?",
              seq);
    report.dialogues =
        mover.run(text({"INSERT INTO dialogue (", dialogueColumns, ") SELECT ", dialogueColumns,
                        " FROM removed_dialogue WHERE removal_seq = ?"}),
                  seq);
    mover.move("moving", false);
    mover.run("DELETE FROM removed_dialogue WHERE removal_seq = ?", seq);
    mover.run(text({"INSERT INTO turn_search (rowid, text) SELECT t.id, t.text FROM moving d JOIN "
                    "turn t ON t.id ",
                    turnsOf, " WHERE t.text IS NOT NULL"}));
    // Those another import kept were this one's before.
    report.kept = mover.run(R"sql(
        UPDATE dialogue SET import_id = TEXT_IN(?)
        WHERE id IN (SELECT dialogue_id FROM import_dialogue WHERE import_id = TEXT_IN(?))
          AND import_id IN (SELECT id FROM import_entry WHERE seq >
                            (SELECT seq FROM import_entry WHERE id = TEXT_IN(?))))sql",
                            import, import, import);
    mover.run(std::string(dropList));
}
} // namespace

Result<RemovalReport> ImportRemovals::remove(const ImportId &import, const std::string &by)
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const Result<std::optional<ImportEntry>> entry = LedgerRepository(m_session).load(import);
    if (!entry)
        return entry.error();
    if (!*entry)
        return Error{ErrorCode::NotFound, "import " + import.value(), "there is no such import"};
    if ((*entry)->state == ImportState::Removed)
        return Error{ErrorCode::NotFound, "import " + import.value(), "it was removed already"};
    RemovalReport report{import, (*entry)->source.path, 0, 0, 0, 0};
    Mover mover(m_session);
    const std::int64_t seq = mover.count("SELECT coalesce(max(seq), 0) + 1 FROM removal");
    mover.run("INSERT INTO removal (seq, import_id, import_state, by_whom, at_ms) "
              "VALUES (?, TEXT_IN(?), TEXT_IN(?), TEXT_IN(?), ?)",
              seq, import, name((*entry)->state), by, nowMs());
    mover.run("UPDATE import_entry SET state = 'removed' WHERE id = TEXT_IN(?)", import);
    putDialoguesAside(mover, import, seq, report);
    putSurveysAside(mover, import, seq, report);
    if (!mover.result())
        return mover.result().error();
    if (auto done = refreshTaskPairing(m_session); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return report;
}

Result<std::optional<ImportEntry>> ImportRemovals::last()
{
    Query query(m_session, "SELECT TEXT_OUT(import_id) FROM removal ORDER BY seq DESC LIMIT 1");
    if (auto done = query.run(); !done)
        return done.error();
    const bool any = query.next();
    const ImportId import{any ? query.bytes(0) : std::string()};
    if (auto status = query.status(); !status)
        return status.error();
    query.finish();
    return any ? LedgerRepository(m_session).load(import)
               : Result<std::optional<ImportEntry>>(std::optional<ImportEntry>());
}

Result<RemovalReport> ImportRemovals::undo()
{
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    const Result<std::optional<ImportEntry>> entry = last();
    if (!entry)
        return entry.error();
    if (!*entry)
        return Error{ErrorCode::NotFound, "removed import", "nothing was removed"};
    const ImportId import = (*entry)->source.id;
    RemovalReport report{import, (*entry)->source.path, 0, 0, 0, 0};
    Mover mover(m_session);
    const std::int64_t seq = mover.count("SELECT max(seq) FROM removal");
    mover.run("UPDATE import_entry SET state = (SELECT import_state FROM removal WHERE seq = ?) "
              "WHERE id = TEXT_IN(?)",
              seq, import);
    bringDialoguesBack(mover, import, seq, report);
    bringSurveysBack(mover, seq, report);
    mover.run("DELETE FROM removal WHERE seq = ?", seq);
    if (!mover.result())
        return mover.result().error();
    if (auto done = refreshTaskPairing(m_session); !done)
        return done.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return report;
}

Result<std::int64_t> ImportRemovals::forget()
{
    std::int64_t count = 0;
    {
        Transaction transaction(m_session);
        if (auto begun = transaction.begin(); !begun)
            return begun.error();
        Mover mover(m_session);
        count = mover.count("SELECT count(*) FROM removal");
        for (const char *table :
             {"removed_answer", "removed_result", "removed_call", "removed_turn",
              "removed_survey_answer", "removed_dialogue", "removal"})
            mover.run(std::string("DELETE FROM ") + table);
        // Shared texts that no turn has any more.
        constexpr std::string_view unused =
            "FROM blob_text WHERE NOT EXISTS (SELECT 1 FROM turn WHERE text_blob = blob_text.id) "
            "AND NOT EXISTS (SELECT 1 FROM turn WHERE native_blob = blob_text.id)";
        if (count > 0) {
            mover.run(text({"INSERT INTO turn_search (turn_search, rowid, text) SELECT 'delete', "
                            "id, text ",
                            unused, " AND kind = 'text'"}));
            mover.run(text({"DELETE ", unused}));
        }
        if (!mover.result())
            return mover.result().error();
        // The words of deleted texts stay in older parts of the index until these are merged.
        if (count > 0) {
            if (auto merged = search_index::mergeAll(m_session); !merged)
                return merged.error();
        }
        if (auto committed = transaction.commit(); !committed)
            return committed.error();
    }
    // What was removed must not lie in free pages of the file.
    if (count > 0) {
        if (auto done = execute(m_session, "VACUUM"); !done)
            return done.error();
    }
    return count;
}
} // namespace gapscope
