// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace gapscope {
/// Streaming SHA-256. add() puts the length before each field, so that ("ab","c") and ("a","bc")
/// differ; addRaw() does not, for hashes other programs must be able to repeat (files).
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::string_view field);
    void addRaw(std::string_view bytes);
    /// Lower-case hexadecimal digest; ends the computation. `bytes` shortens it (16 = 128 bits).
    std::string finishHex(std::size_t bytes = 32);

private:
    struct State;
    std::unique_ptr<State> m_state;
};
} // namespace gapscope
