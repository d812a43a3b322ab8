// SPDX-License-Identifier: GPL-3.0-or-later
// Spans with OpenInference's attributes, as Phoenix exports them (formats.md, section 2.12).
#include "core/import/chat_dialogues.h"
#include "core/import/otel_spans.h"

namespace gapscope::importers {
namespace {
class OpenInference final : public Importer
{
public:
    std::string_view id() const override { return "openinference"; }
    std::string_view title() const override { return "OpenInference spans (Phoenix)"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        if (!hasAttribute(probe, "openinference.") && !hasAttribute(probe, "llm."))
            return {};
        Sniff found{92, guessOfChat(probe)};
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

std::unique_ptr<Importer> openinference()
{
    return std::make_unique<OpenInference>();
}
} // namespace gapscope::importers
