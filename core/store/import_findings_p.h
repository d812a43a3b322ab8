// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_file.h"
#include "core/label/label_scheme.h"
#include "core/store/turn_words_p.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace gapscope {
/// What a person should know about a label file that is merged, beyond what it changed. Called
/// inside the transaction of the merge.
class ImportFindings final
{
public:
    ImportFindings(Session &session, LabelScheme scheme, MergeReport &report);

    Result<void> prepare();
    /// Every line read.
    void noteLine(const LabelLine &line);
    /// Lines that changed something here.
    Result<void> noteTaken(const LabelLine &line);
    /// Two different versions: a conflict unless one is known to come from the other. `earlier`:
    /// the versions that `there` had before.
    Result<void> noteConflict(const LabelState &here, const LabelState &there, bool isTaken,
                              const std::vector<std::string> &earlier);
    Result<void> finish();

private:
    Result<void> noteDrift(const Label &label, bool isReal, const std::string &there);
    void noteDialogue(const DialogueId &id, const std::string &nativeId, const std::string &corpus,
                      const TaskKey &task);

    Session &m_session;
    LabelScheme m_scheme;
    MergeReport &m_report;
    TurnWords m_words;
    Query m_versions;
    std::unordered_set<DialogueId> m_dialogues;
    /// Task, id in the source, label of the corpus → the dialogue here.
    std::map<std::tuple<TaskKey, std::string, std::string>, DialogueId> m_places;
    std::map<DialogueId, WaitingDialogue> m_waiting;
};
} // namespace gapscope
