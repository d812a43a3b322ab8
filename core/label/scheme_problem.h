// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"
#include "core/model/annotation.h"

#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// Why a label does not fit its scheme.
struct LabelProblem
{
    enum class Kind {
        UnknownCode,
        RetiredCode,
        MissingField,
        FieldOff,
        OutOfRange,
        SpanWithoutTurn,
        EmptySpan,
    };
    Kind kind = Kind::UnknownCode;
    /// Of the last five kinds.
    LabelField field = LabelField::Note;
    /// RetiredCode: the code to use now; empty where there is none.
    std::string instead{};

    bool operator==(const LabelProblem &) const = default;
};

/// The first reason, or none. Divergence and final labels are held against the codes; verdicts and
/// progress against the words of their kind, of which "skipped" needs a note.
std::optional<LabelProblem> schemeProblem(const Label &label, const LabelScheme &scheme);

/// For the command line: "severity is missing", "code C9 is not in the scheme".
std::string sentence(const LabelProblem &problem, const Label &label);

/// The labels of the same annotator, kind and row that cannot stay beside this one: those of
/// another code where the scheme gives a row one code only, and those of the same code.
std::vector<LabelId> replacedBy(const Label &label, const std::vector<Label> &others,
                                const LabelScheme &scheme);
} // namespace gapscope
