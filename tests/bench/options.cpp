// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/options.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gapscope::bench {
namespace {
Options optionsFrom(int count, char **arguments, Options options)
{
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (name == "--strict") {
            options.strict = true;
            continue;
        }
        if (i + 1 == count)
            throw std::runtime_error("usage: [--scale SHARE] [--repeat N] [--seed N] "
                                     "[--folder DIR] [--strict]");
        const char *value = arguments[++i];
        if (name == "--scale")
            options.scale = std::atof(value);
        else if (name == "--repeat")
            options.repeat = std::max(1, std::atoi(value));
        else if (name == "--seed")
            options.seed = std::strtoull(value, nullptr, 10);
        else if (name == "--folder")
            options.folder = value;
        else
            throw std::runtime_error("unknown option " + std::string(name));
    }
    return options;
}
} // namespace

int runWithOptions(int count, char **arguments, Options defaults, int (*run)(const Options &))
{
    try {
        return run(optionsFrom(count, arguments, std::move(defaults)));
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
} // namespace gapscope::bench
