// SPDX-License-Identifier: GPL-3.0-or-later
// OpenTelemetry spans with the attributes or events of its GenAI conventions (formats.md, section
// 2.12).
#include "core/import/chat_dialogues.h"
#include "core/import/otel_spans.h"

namespace gapscope::importers {
namespace {
class OtelGenAi final : public Importer
{
public:
    std::string_view id() const override { return "otel_genai"; }
    std::string_view title() const override { return "OpenTelemetry spans (GenAI)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!holdsTelemetry(probe))
            return {};
        // Spans of other things may come before those of the model.
        Sniff found{hasAttribute(probe, "gen_ai.") ? 90 : 55, guessOfChat(probe)};
        found.guess.agentModel = modelOfTelemetry(probe);
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        return readSpans(probe, context, output, telemetryLayout(probe), spansOfTelemetry);
    }
};
} // namespace

std::unique_ptr<Importer> otel_genai()
{
    return std::make_unique<OtelGenAi>();
}
} // namespace gapscope::importers
