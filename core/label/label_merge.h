// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gapscope {
/// That a label was taken away, as one more version of it.
struct LabelRemoval
{
    LabelId id;
    /// One more than the label's last.
    int revision = 1;
    /// UTC milliseconds.
    std::int64_t changedMs = 0;
    std::string by{};

    bool operator==(const LabelRemoval &) const = default;
};

/// A version of a label: what it says, or that it is gone.
using LabelState = std::variant<Label, LabelRemoval>;

const LabelId &idOf(const LabelState &state);
int revisionOf(const LabelState &state);
std::int64_t changedMsOf(const LabelState &state);
inline bool isRemoval(const LabelState &state)
{
    return std::holds_alternative<LabelRemoval>(state);
}

/// The removal as one line of JSON, and back; none where the text is no removal.
std::string removalJson(const LabelRemoval &removal);
std::optional<LabelRemoval> removalFromJson(std::string_view json);

/// Whether `a` is the newer version of the same label: the higher revision, then the later change,
/// then a removal, then the greater bytes. A total order of versions, so that taking the newest of
/// each id gives the same labels in whatever order, grouping and number of times files are merged.
bool isNewer(const LabelState &a, const LabelState &b);

/// Eight hexadecimal digits that tell one version of a label from another.
std::string labelMark(const Label &label);

/// The newest version of every id of both.
using LabelStates = std::map<LabelId, LabelState>;
LabelStates merged(const LabelStates &a, const LabelStates &b);

/// The same label changed on both sides; `taken` tells which version stands now.
struct LabelConflict
{
    LabelState here;
    LabelState there;
    bool taken = false;
};

/// Two labels of one annotator with one code on one row.
struct LabelDuplicate
{
    std::string annotator;
    std::string code;
    LabelId first;
    LabelId second;
    int count = 2;
};

/// A dialogue that labels are about and that is not in the workspace: they wait for it.
struct WaitingDialogue
{
    DialogueId id;
    std::string nativeId;
    std::string corpus;
    int labels = 0;
    /// The dialogue of the same id in its source, task and corpus that is here, with other words.
    DialogueId instead{};
    TaskKey task{};
};

/// The words a label was set on are not those of the turn that is here.
struct LabelDrift
{
    LabelId id;
    bool isReal = true;
    std::string there;
    /// None = there is no such turn.
    std::optional<std::string> here;
};

/// What merging a file did. Lists hold at most `longestList` entries; the counts are whole.
struct MergeReport
{
    static constexpr std::size_t longestList = 1000;

    /// Lines with a label or a removal.
    int read = 0;
    int added = 0;
    int changed = 0;
    int removed = 0;
    /// Known in this very version.
    int same = 0;
    /// Known in a newer version.
    int older = 0;
    /// Lines that were left out.
    int refused = 0;
    std::vector<std::pair<std::int64_t, std::string>> issues;
    int conflictCount = 0;
    std::vector<LabelConflict> conflicts;
    int duplicateCount = 0;
    std::vector<LabelDuplicate> duplicates;
    /// Codes the scheme does not have, or no longer gives out, and how many labels have them.
    std::map<std::string, int> unknownCodes;
    /// Other schemes the lines were written under, "id, version n", and how many lines.
    std::map<std::string, int> otherSchemes;
    /// Labels of dialogues that are not in the workspace.
    int waiting = 0;
    int waitingDialogueCount = 0;
    std::vector<WaitingDialogue> waitingDialogues;
    int driftCount = 0;
    std::vector<LabelDrift> drifts;
};

/// As JSON for programs: every count and list under its name.
Result<std::string> mergeReportJson(const MergeReport &report);
/// A few lines for people; only what there is to say.
std::string mergeReportText(const MergeReport &report);
} // namespace gapscope
