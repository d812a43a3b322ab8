// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transcript.h"

#include "core/base/hash.h"
#include "core/model/markup.h"

namespace gapscope {
const char *name(CorpusKind kind)
{
    switch (kind) {
    case CorpusKind::Unknown:
        return "unknown";
    case CorpusKind::Real:
        return "real";
    case CorpusKind::Simulated:
        return "sim";
    case CorpusKind::SelfDialog:
        return "self-dialog";
    }
    return "unknown";
}

const char *name(Role role)
{
    switch (role) {
    case Role::User:
        return "user";
    case Role::Agent:
        return "agent";
    case Role::Tool:
        return "tool";
    case Role::System:
        return "system";
    case Role::Note:
        return "note";
    }
    return "note";
}

CorpusId corpusIdOf(CorpusKind kind, const std::string &label)
{
    Sha256 hash;
    hash.add(name(kind));
    hash.add(label);
    return CorpusId{hash.finishHex(16)};
}

DialogueId dialogueIdOf(const Dialogue &dialogue)
{
    // The import's wording of metadata and native JSON stays out: the same words said on the same
    // task in the same run are the same dialogue, from whichever file they come. So they are where
    // no source says the run; of equal ones in one file it is their number.
    Sha256 hash;
    hash.add(dialogue.corpus.value());
    hash.add(dialogue.task.value());
    hash.add(dialogue.nativeId);
    hash.add(std::to_string(dialogue.run));
    for (const Turn &turn : dialogue.turns) {
        hash.add(name(turn.role));
        hash.add(turn.text ? "t" : "-");
        hash.add(turn.text.value_or(std::string()));
        for (const ToolCall &call : turn.toolCalls) {
            if (standsInText(call))
                continue;
            hash.add(call.name);
            hash.add(call.arguments);
        }
    }
    return DialogueId{hash.finishHex(16)};
}
} // namespace gapscope
