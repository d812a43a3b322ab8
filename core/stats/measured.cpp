// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/measured.h"

namespace gapscope::stats {
std::string_view because(Undefined reason)
{
    switch (reason) {
    case Undefined::NothingRated:
        break;
    case Undefined::OneRater:
        return "no unit was rated by two";
    case Undefined::OneUnit:
        return "only one unit was rated by two";
    case Undefined::OneCategory:
        return "all ratings are the same, so chance alone would agree always";
    case Undefined::UnequalRaters:
        return "units have unlike numbers of raters";
    case Undefined::NotTwoRaters:
        return "it compares exactly two raters";
    case Undefined::SetsOfCodes:
        return "it compares single categories, not sets of codes";
    case Undefined::NothingGiven:
        return "nobody gave it";
    case Undefined::NothingDecided:
        return "nothing is decided yet";
    }
    return "nothing was rated";
}
} // namespace gapscope::stats
