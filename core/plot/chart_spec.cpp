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
