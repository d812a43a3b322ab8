// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/report.h"

#include <string>

namespace gapscope {
/// One HTML document (UTF-8) that needs nothing besides itself: no script, no font, no network; its
/// own policy forbids all of them. Text of transcripts and files stands in it as text whatever it
/// holds. Equal reports are equal bytes.
std::string reportHtml(const Report &report);
} // namespace gapscope
