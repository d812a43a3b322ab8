// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/import_findings_p.h"

#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/label_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gapscope {
namespace {
/// As it comes out of an exchange file, where what is not UTF-8 is replaced.
std::string exchanged(const std::string &text)
{
    using Json = nlohmann::json;
    return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace))
        .get<std::string>();
}

template <class Entry>
void addTo(std::vector<Entry> &list, Entry entry)
{
    if (list.size() < MergeReport::longestList)
        list.push_back(std::move(entry));
}
} // namespace

ImportFindings::ImportFindings(Session &session, LabelScheme scheme, MergeReport &report)
    : m_session(session), m_scheme(std::move(scheme)), m_report(report), m_words(session),
      m_versions(session, "SELECT TEXT_OUT(after) FROM label_change "
                          "WHERE label_id = TEXT_IN(?) AND revision = ? AND after IS NOT NULL")
{}

Result<void> ImportFindings::prepare()
{
    const Result<std::vector<CorpusSummary>> corpora = CorpusRepository(m_session).all();
    if (!corpora)
        return corpora.error();
    std::unordered_map<CorpusId, std::string> names;
    for (const CorpusSummary &summary : *corpora)
        names.emplace(summary.corpus.id, summary.corpus.label);
    const Result<std::vector<DialogueHead>> heads = DialogueRepository(m_session).list();
    if (!heads)
        return heads.error();
    for (const DialogueHead &head : *heads) {
        const Dialogue &dialogue = head.dialogue;
        m_dialogues.insert(dialogue.id);
        m_places.emplace(std::tuple(dialogue.task, dialogue.nativeId, names[dialogue.corpus]),
                         dialogue.id);
    }
    return {};
}

void ImportFindings::noteLine(const LabelLine &line)
{
    if (!line.scheme.empty() &&
        (line.scheme != m_scheme.id || line.schemeVersion != m_scheme.version))
        ++m_report.otherSchemes[line.scheme + ", version " + std::to_string(line.schemeVersion)];
    const auto *record = std::get_if<LabelRecord>(&line.content);
    if (!record)
        return;
    const Label &label = record->label;
    if (label.kind == LabelKind::Divergence || label.kind == LabelKind::Final) {
        const LabelCode *code = m_scheme.find(label.code);
        if (!code || code->retired)
            ++m_report.unknownCodes[label.code];
    }
    const auto isAway = [&](const DialogueId &id) {
        return !id.empty() && !m_dialogues.contains(id);
    };
    const bool isRealAway = isAway(label.realDialogue);
    const bool isSimAway = isAway(label.simDialogue);
    m_report.waiting += isRealAway || isSimAway;
    if (isRealAway)
        noteDialogue(label.realDialogue, record->realNativeId, record->realLabel, record->task);
    if (isSimAway)
        noteDialogue(label.simDialogue, record->simNativeId, record->simLabel, record->task);
}

void ImportFindings::noteDialogue(const DialogueId &id, const std::string &nativeId,
                                  const std::string &corpus, const TaskKey &task)
{
    WaitingDialogue &waiting = m_waiting[id];
    if (waiting.labels++ > 0)
        return;
    waiting.id = id;
    waiting.nativeId = nativeId;
    waiting.corpus = corpus;
    waiting.task = task;
    if (const auto found = m_places.find({task, nativeId, corpus}); found != m_places.end())
        waiting.instead = found->second;
}

Result<void> ImportFindings::noteTaken(const LabelLine &line)
{
    const auto *record = std::get_if<LabelRecord>(&line.content);
    if (!record)
        return {};
    if (auto done = noteDrift(record->label, true, record->realText); !done)
        return done.error();
    return noteDrift(record->label, false, record->simText);
}

Result<void> ImportFindings::noteDrift(const Label &label, bool isReal, const std::string &there)
{
    const DialogueId &dialogue = isReal ? label.realDialogue : label.simDialogue;
    const std::optional<int> &turn = isReal ? label.realTurn : label.simTurn;
    if (!turn || !m_dialogues.contains(dialogue))
        return {};
    Result<std::optional<std::string>> here = m_words.at(dialogue, *turn);
    if (!here)
        return here.error();
    // A file may come without the words; a turn that is not there is told all the same.
    const bool isSame = *here && (there.empty() || **here == there || exchanged(**here) == there);
    if (isSame)
        return {};
    ++m_report.driftCount;
    addTo(m_report.drifts, LabelDrift{label.id, isReal, there, std::move(*here)});
    return {};
}

Result<void> ImportFindings::noteConflict(const LabelState &here, const LabelState &there,
                                          bool isTaken, const std::vector<std::string> &earlier)
{
    bool isConflict = false;
    if (isTaken && revisionOf(there) > revisionOf(here)) {
        // Newer, but made from what is here? A removal does not say; a label names its past. What
        // came here with its first revision and stayed so is the past of every other version.
        const auto *mine = std::get_if<Label>(&here);
        isConflict = mine && mine->revision > 1 && !isRemoval(there) &&
                     std::ranges::find(earlier, labelMark(*mine)) == earlier.end();
    } else {
        // Older or of the same age: no conflict where this very version was here once.
        if (auto done = m_versions.run(idOf(there), revisionOf(there)); !done)
            return done.error();
        bool any = false;
        bool isKnown = false;
        while (m_versions.next()) {
            const std::string json = m_versions.bytes(0);
            const auto removal = removalFromJson(json);
            const auto label = removal ? std::nullopt : labelFromJson(json);
            any = true;
            isKnown = isKnown || (removal && LabelState(*removal) == there) ||
                      (label && LabelState(*label) == there);
        }
        if (auto status = m_versions.status(); !status)
            return status.error();
        m_versions.finish();
        isConflict = any ? !isKnown : revisionOf(there) == revisionOf(here);
    }
    // Both took it away: nothing to decide.
    if (!isConflict || (isRemoval(here) && isRemoval(there)))
        return {};
    ++m_report.conflictCount;
    addTo(m_report.conflicts, LabelConflict{here, there, isTaken});
    return {};
}

Result<void> ImportFindings::finish()
{
    m_report.waitingDialogueCount = static_cast<int>(m_waiting.size());
    for (auto &[id, waiting] : m_waiting)
        addTo(m_report.waitingDialogues, std::move(waiting));
    Query query(m_session, R"sql(
        SELECT TEXT_OUT(annotator), TEXT_OUT(code), TEXT_OUT(min(id)), TEXT_OUT(max(id)), count(*)
        FROM label
        GROUP BY annotator, kind, real_id, sim_id, real_turn, sim_turn, code
        HAVING count(*) > 1 ORDER BY annotator, code, min(id))sql");
    if (auto done = query.run(); !done)
        return done.error();
    while (query.next()) {
        ++m_report.duplicateCount;
        addTo(m_report.duplicates,
              LabelDuplicate{query.bytes(0), query.bytes(1), LabelId{query.bytes(2)},
                             LabelId{query.bytes(3)}, query.smallInteger(4)});
    }
    return query.status();
}
} // namespace gapscope
