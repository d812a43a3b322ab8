// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Who labels in a workspace, and the name they go by in what is handed on ("annotator 3").
struct Annotator
{
    std::string name;
    std::string pseudonym;
    /// When the pseudonym was made, UTC milliseconds.
    std::int64_t atMs = 0;
};

class AnnotatorRepository final
{
public:
    explicit AnnotatorRepository(Session &session) : m_session(session) {}

    /// In the order of their numbers.
    Result<std::vector<Annotator>> all();
    /// The pseudonym of each of these names; made once and kept. Numbers are given in an order that
    /// tells nothing of the names. Needs a session that may write only where a name is new.
    Result<std::map<std::string, std::string>> pseudonyms(std::vector<std::string> names);

private:
    Session &m_session;
};
} // namespace gapscope
