// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_import.h"

#include "core/label/label_file.h"
#include "core/store/import_findings_p.h"
#include "core/store/label_json.h"
#include "core/store/label_removals_p.h"
#include "core/store/label_table_p.h"
#include "core/store/scheme_repository.h"

#include <fstream>
#include <sstream>
#include <tuple>
#include <unordered_map>

namespace gapscope {
namespace {
/// What is known of a label without reading it: enough to tell nearly always who is newer.
struct Known
{
    int revision = 0;
    std::int64_t changedMs = 0;
    bool isRemoved = false;

    auto key() const { return std::tuple(revision, changedMs, isRemoved); }
};

/// One merge; lives inside its transaction.
class Merge
{
public:
    Merge(Session &session, LabelScheme scheme, std::string by)
        : m_session(session), m_by(std::move(by)), m_findings(session, std::move(scheme), m_report),
          m_insert(session), m_change(session, R"sql(
        INSERT INTO label_change (action_seq, position, label_id, revision, before, after)
        VALUES (?, ?, TEXT_IN(?), ?, TEXT_IN(?), TEXT_IN(?)))sql")
    {}

    Result<void> prepare();
    Result<void> take(const LabelLine &line);
    void refuse(const LabelFileIssue &issue);
    Result<MergeReport> finish();

private:
    Result<void> readKnown();
    Result<LabelState> stateHere(const LabelId &id, const Known &known);
    Result<void> apply(const LabelState &there, const std::optional<LabelState> &here);
    Result<void> enter(const LabelState &there, const std::optional<LabelState> &here);

    Session &m_session;
    std::string m_by;
    MergeReport m_report;
    ImportFindings m_findings;
    LabelInsert m_insert;
    Query m_change;
    std::unordered_map<LabelId, Known> m_known;
    std::unordered_map<LabelId, KnownRemoval> m_removals;
    std::int64_t m_action = 0;
    int m_position = 0;
};

Result<void> Merge::readKnown()
{
    Query query(m_session, "SELECT TEXT_OUT(id), revision, changed_ms FROM label");
    if (auto done = query.run(); !done)
        return done.error();
    while (query.next())
        m_known[LabelId{query.bytes(0)}] = {query.smallInteger(1), query.integer(2), false};
    if (auto status = query.status(); !status)
        return status.error();
    auto removals = labelRemovals(m_session);
    if (!removals)
        return removals.error();
    m_removals = std::move(*removals);
    for (const auto &[id, known] : m_removals)
        m_known[id] = {known.removal.revision, known.removal.changedMs, true};
    return {};
}

Result<void> Merge::prepare()
{
    if (auto read = readKnown(); !read)
        return read.error();
    if (auto ready = m_findings.prepare(); !ready)
        return ready.error();
    auto last = queryInteger(m_session, "SELECT max(seq) FROM label_action");
    if (!last)
        return last.error();
    m_action = last->value_or(0) + 1;
    return {};
}

Result<LabelState> Merge::stateHere(const LabelId &id, const Known &known)
{
    if (known.isRemoved)
        return LabelState(m_removals.at(id).removal);
    auto label = loadLabel(m_session, id);
    if (!label)
        return label.error();
    if (!*label)
        return Error{ErrorCode::WorkspaceDamaged, m_session.path(),
                     "a label is gone: " + id.value()};
    return LabelState(std::move(**label));
}

Result<void> Merge::take(const LabelLine &line)
{
    const LabelState there = line.state();
    const LabelId &id = idOf(there);
    ++m_report.read;
    m_findings.noteLine(line);
    const auto known = m_known.find(id);
    if (known == m_known.end()) {
        if (auto done = apply(there, std::nullopt); !done)
            return done.error();
        m_report.added += !isRemoval(there);
        return m_findings.noteTaken(line);
    }
    Result<LabelState> here = stateHere(id, known->second);
    if (!here)
        return here.error();
    if (*here == there) {
        ++m_report.same;
        return {};
    }
    const bool isTaken = isNewer(there, *here);
    const auto *record = std::get_if<LabelRecord>(&line.content);
    auto noted = m_findings.noteConflict(*here, there, isTaken,
                                         record ? record->earlier : std::vector<std::string>());
    if (!noted)
        return noted.error();
    if (!isTaken) {
        ++m_report.older;
        return {};
    }
    if (auto done = apply(there, *here); !done)
        return done.error();
    if (isRemoval(there))
        m_report.removed += !isRemoval(*here);
    else
        ++(isRemoval(*here) ? m_report.added : m_report.changed);
    return m_findings.noteTaken(line);
}

Result<void> Merge::apply(const LabelState &there, const std::optional<LabelState> &here)
{
    const auto labelOrNone = [](const std::optional<LabelState> &state) {
        const Label *label = state ? std::get_if<Label>(&*state) : nullptr;
        return label ? std::optional(*label) : std::nullopt;
    };
    const LabelChange change{labelOrNone(here), labelOrNone(there)};
    if (!change.before && change.after) {
        if (auto done = m_insert.run(*change.after); !done)
            return done.error();
    } else if (change.before) {
        if (auto done = replaceLabel(m_session, change); !done)
            return done.error();
    }
    const LabelId &id = idOf(there);
    m_known[id] = {revisionOf(there), changedMsOf(there), isRemoval(there)};
    if (const auto *removal = std::get_if<LabelRemoval>(&there))
        m_removals[id].removal = *removal;
    return enter(there, here);
}

Result<void> Merge::enter(const LabelState &there, const std::optional<LabelState> &here)
{
    if (m_position == 0) {
        Query head(m_session, "INSERT INTO label_action (seq, kind, by_whom, at_ms, state) "
                              "VALUES (?, TEXT_IN(?), TEXT_IN(?), ?, TEXT_IN(?))");
        if (auto done = head.run(m_action, name(LabelAction::Kind::Import), m_by, nowMs(), "done");
            !done)
            return done.error();
    }
    const auto text = [](const LabelState &state) {
        const auto *label = std::get_if<Label>(&state);
        return label ? labelJson(*label)
                     : Result<std::string>(removalJson(std::get<LabelRemoval>(state)));
    };
    std::optional<std::string> before;
    if (here && !isRemoval(*here)) {
        Result<std::string> json = text(*here);
        if (!json)
            return json.error();
        before = std::move(*json);
    }
    const Result<std::string> after = text(there);
    if (!after)
        return after.error();
    return m_change.run(m_action, m_position++, idOf(there), revisionOf(there), before, *after);
}

void Merge::refuse(const LabelFileIssue &issue)
{
    ++m_report.refused;
    if (m_report.issues.size() < MergeReport::longestList)
        m_report.issues.emplace_back(issue.line, issue.reason);
}

Result<MergeReport> Merge::finish()
{
    if (m_position > 0) {
        // A new action of the person ends what they could redo.
        if (auto done = LabelHistory(m_session).closeUndone(m_by); !done)
            return done.error();
    }
    if (auto done = m_findings.finish(); !done)
        return done.error();
    return std::move(m_report);
}
} // namespace

Result<MergeReport> importLabels(Session &session, std::istream &file, const std::string &by)
{
    Transaction transaction(session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    Result<LabelScheme> scheme = SchemeRepository(session).current();
    if (!scheme)
        return scheme.error();
    Merge merge(session, std::move(*scheme), by);
    if (auto ready = merge.prepare(); !ready)
        return ready.error();
    auto read = readLabelFile(
        file, [&](LabelLine &&line, std::int64_t) { return merge.take(line); },
        [&](const LabelFileIssue &issue) { merge.refuse(issue); });
    if (!read)
        return read.error();
    Result<MergeReport> report = merge.finish();
    if (!report)
        return report.error();
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return report;
}

Result<MergeReport> importLabels(Session &session, std::string_view text, const std::string &by)
{
    std::istringstream in{std::string(text)};
    return importLabels(session, in, by);
}

Result<MergeReport> importLabelFile(Session &session, const std::string &path,
                                    const std::string &by)
{
    std::ifstream file(path, std::ios::binary);
    Result<MergeReport> report = importLabels(session, file, by);
    if (report || report.error().subject.find("label") != 0)
        return report;
    return Error{report.error().code, path, report.error().detail};
}
} // namespace gapscope
