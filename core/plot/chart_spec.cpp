// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_spec.h"

namespace gapscope {
namespace {
void append(std::string &text, std::string_view name, const std::string &value)
{
    if (value.empty())
        return;
    if (!text.empty())
        text += " · ";
    text += name;
    text += value;
}
} // namespace

// Out of line: inlined into initialiser lists they draw false "uninitialized" warnings from GCC 12.
TableCell::TableCell(std::string value) : kind(Kind::Text), text(std::move(value)) {}
TableCell::TableCell(std::string_view value) : kind(Kind::Text), text(value) {}
TableCell::TableCell(const char *value) : kind(Kind::Text), text(value) {}
TableCell::TableCell(double value) : kind(Kind::Number), number(value) {}
TableCell::TableCell(int value) : kind(Kind::Number), number(value) {}
TableCell::TableCell(std::optional<double> value)
    : kind(value ? Kind::Number : Kind::None), number(value.value_or(0.0))
{}

std::string provenanceText(const ChartProvenance &provenance)
{
    std::string text;
    append(text, "", provenance.sample);
    append(text, "filter: ", provenance.filter);
    append(text, "edition: ", provenance.edition);
    append(text, "difficulty: ", provenance.difficulty);
    append(text, "Gapscope ", provenance.version);
    append(text, "data ", provenance.dataHash);
    return text;
}
} // namespace gapscope
