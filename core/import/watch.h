// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"

#include <cstdint>

namespace gapscope {
/// For loops inside one record, which may hold a million messages: asks now and then whether to go
/// on.
class Watch
{
public:
    explicit Watch(ImportOutput &output) : m_output(output) {}

    /// False: the reading ends.
    bool goesOn() { return ++m_steps % every != 0 || m_output.progress(0); }

private:
    static constexpr std::int64_t every = 1024;

    ImportOutput &m_output;
    std::int64_t m_steps = 0;
};
} // namespace gapscope
