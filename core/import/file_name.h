// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importer.h"

#include <string>
#include <string_view>

namespace gapscope {
/// What the names of benchmark result files say (formats.md, sections 2.1 and 2.3); what they do
/// not say stays empty.
CorpusGuess guessFromFileName(std::string_view fileName);

/// The domain named in a benchmark's system prompt (`# Airline agent policy`) or given away by the
/// names of its tools; empty = unknown.
std::string domainOfPolicy(std::string_view systemPrompt);
std::string domainOfTool(std::string_view toolName);
} // namespace gapscope
