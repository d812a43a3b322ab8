// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"

#include <string>
#include <string_view>

namespace gapscope {
/// What a request says beyond its path, its profile included, as JSON.
std::string choicesJson(const ImportRequest &request);

/// The request for a path with those choices; empty text = none were kept. InputMalformed where
/// they cannot be read.
Result<ImportRequest> requestWith(std::string path, std::string_view choices);
} // namespace gapscope
