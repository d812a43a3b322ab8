// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gapscope {
/// The form in which words of one meaning are compared: "pls" as "please", "fri" as "friday",
/// "three" and "3rd" as "3", "1,200.00" as "1200", English words without a plural -s (Harman's
/// S-stemmer) and a final -e. `word` is lower-cased, without apostrophes.
/// The view holds as long as both arguments do.
std::string_view wordForm(std::string_view word, std::string &buffer);
} // namespace gapscope
