// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/annotation.h"

#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Turn pairs set by hand; at most one anchor per (pair, real turn, sim turn).
class AnchorRepository final
{
public:
    explicit AnchorRepository(Session &session) : m_session(session) {}

    /// Forgets the pair's cached alignments in the same transaction.
    Result<void> set(const Anchor &anchor, const std::string &by);
    /// True: it was there.
    Result<bool> clear(const Anchor &anchor);
    /// Ordered by real turn, sim turn.
    Result<std::vector<Anchor>> forPair(const DialogueId &real, const DialogueId &sim);
    Result<std::vector<Anchor>> all();

private:
    Session &m_session;
};
} // namespace gapscope
