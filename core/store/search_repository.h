// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/transcript.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// Words separated by spaces must all occur in the turn; "words in quotes" as a phrase. Letters
/// match without case and accents; terms with punctuation, emoji or a script without spaces match
/// literally (ASCII case ignored).
struct SearchQuery
{
    std::string text;
    /// The last word may go on: `canc` finds `cancel`.
    bool lastWordIsPrefix = false;
    /// Empty = all.
    std::vector<CorpusId> corpora;
    std::vector<Role> roles;
    int limit = 200;
    int offset = 0;
};

struct SearchHit
{
    DialogueId dialogue;
    /// Position in Dialogue::turns.
    int turn = 0;
    Role role = Role::User;
    std::string corpusLabel;
    TaskKey task;
    /// Text around the first match, UTF-8, "…" where it is cut; the match is bytes [begin, end).
    std::string snippet;
    int begin = 0;
    int end = 0;
};

struct SearchResult
{
    std::vector<SearchHit> hits;
    /// Matching turns without limit and offset.
    std::int64_t total = 0;
};

class SearchRepository final
{
public:
    explicit SearchRepository(Session &session) : m_session(session) {}

    /// In the order of import. A text of spaces alone finds nothing.
    Result<SearchResult> find(const SearchQuery &query);

private:
    Session &m_session;
};
} // namespace gapscope
