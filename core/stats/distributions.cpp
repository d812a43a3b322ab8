// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/distributions.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace gapscope::stats {
double normalCdf(double z)
{
    return boost::math::cdf(boost::math::normal(), z);
}

std::optional<double> normalQuantile(double p)
{
    if (!(p > 0.0 && p < 1.0))
        return std::nullopt;
    return boost::math::quantile(boost::math::normal(), p);
}

std::optional<double> studentQuantile(double p, double degrees)
{
    if (!(p > 0.0 && p < 1.0) || !(degrees > 0.0))
        return std::nullopt;
    return boost::math::quantile(boost::math::students_t(degrees), p);
}

double chiSquaredUpper(double x, double degrees)
{
    if (x <= 0.0)
        return 1.0;
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), x));
}

double fairCoinsAtMost(int successes, int n)
{
    return boost::math::cdf(boost::math::binomial(n, 0.5), successes);
}
} // namespace gapscope::stats
