// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/scheme_problem.h"

#include <algorithm>

namespace gapscope {
namespace {
using Kind = LabelProblem::Kind;

bool hasField(const Label &label, LabelField field)
{
    switch (field) {
    case LabelField::Severity:
        return label.severity.has_value();
    case LabelField::Direction:
        return label.direction.has_value();
    case LabelField::Effect:
        return label.effect.has_value();
    case LabelField::Confidence:
        return label.confidence.has_value();
    case LabelField::Span:
        return label.realSpan || label.simSpan;
    case LabelField::Note:
        return label.note.find_first_not_of(" \t\r\n") != std::string::npos;
    }
    return false;
}

std::optional<LabelProblem> valueProblem(const Label &label)
{
    if (label.severity && (*label.severity < 0 || *label.severity > 3))
        return LabelProblem{Kind::OutOfRange, LabelField::Severity, {}};
    if (label.confidence && (*label.confidence < 1 || *label.confidence > 3))
        return LabelProblem{Kind::OutOfRange, LabelField::Confidence, {}};
    for (const auto &[span, turn] :
         {std::pair{label.realSpan, label.realTurn}, std::pair{label.simSpan, label.simTurn}}) {
        if (span && !turn)
            return LabelProblem{Kind::SpanWithoutTurn, LabelField::Span, {}};
        if (span && (span->begin < 0 || span->begin >= span->end))
            return LabelProblem{Kind::EmptySpan, LabelField::Span, {}};
    }
    return std::nullopt;
}

std::optional<LabelProblem> codeProblem(const Label &label, const LabelScheme &scheme)
{
    const LabelCode *code = scheme.find(label.code);
    if (!code)
        return LabelProblem{Kind::UnknownCode, {}, {}};
    if (code->retired) {
        const LabelCode *now = scheme.current(label.code);
        return LabelProblem{Kind::RetiredCode, {}, now ? now->code : std::string()};
    }
    for (const LabelField field : labelFields) {
        const FieldUse use = code->fieldUse(field);
        if (use == FieldUse::Required && !hasField(label, field))
            return LabelProblem{Kind::MissingField, field, {}};
        if (use == FieldUse::Off && hasField(label, field))
            return LabelProblem{Kind::FieldOff, field, {}};
    }
    return std::nullopt;
}

std::optional<LabelProblem> wordProblem(const Label &label)
{
    const bool known = label.kind == LabelKind::Verdict
                           ? label.code == "human" || label.code == "sim" || label.code == "unsure"
                           : label.code == "done" || label.code == "skipped";
    if (!known)
        return LabelProblem{Kind::UnknownCode, {}, {}};
    if (label.code == "skipped" && !hasField(label, LabelField::Note))
        return LabelProblem{Kind::MissingField, LabelField::Note, {}};
    return std::nullopt;
}
} // namespace

std::optional<LabelProblem> schemeProblem(const Label &label, const LabelScheme &scheme)
{
    const bool hasCode = label.kind == LabelKind::Divergence || label.kind == LabelKind::Final;
    if (auto problem = hasCode ? codeProblem(label, scheme) : wordProblem(label))
        return problem;
    return valueProblem(label);
}

std::string sentence(const LabelProblem &problem, const Label &label)
{
    const std::string field = name(problem.field);
    switch (problem.kind) {
    case Kind::UnknownCode:
        return "code " + label.code + " is not in the scheme";
    case Kind::RetiredCode:
        return "code " + label.code + " is retired" +
               (problem.instead.empty() ? std::string() : "; use " + problem.instead);
    case Kind::MissingField:
        return field + " is missing";
    case Kind::FieldOff:
        return field + " is not asked for with code " + label.code;
    case Kind::OutOfRange:
        return field + " is out of its range";
    case Kind::SpanWithoutTurn:
        return "a span on a side that has no turn";
    case Kind::EmptySpan:
        return "a span that is empty or runs backwards";
    }
    return {};
}

std::vector<LabelId> replacedBy(const Label &label, const std::vector<Label> &others,
                                const LabelScheme &scheme)
{
    std::vector<LabelId> replaced;
    for (const Label &other : others) {
        const bool isSamePlace = other.id != label.id && other.annotator == label.annotator &&
                                 other.kind == label.kind &&
                                 other.realDialogue == label.realDialogue &&
                                 other.simDialogue == label.simDialogue &&
                                 other.realTurn == label.realTurn && other.simTurn == label.simTurn;
        if (isSamePlace && (other.code == label.code || !scheme.multiple))
            replaced.push_back(other.id);
    }
    return replaced;
}
} // namespace gapscope
