// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/scheme_edit.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// A version of the scheme, with what was changed, by whom and when (UTC milliseconds; 0 = with the
/// program).
struct SchemeVersion
{
    LabelScheme scheme;
    std::string change;
    std::string by;
    std::int64_t atMs = 0;
};

/// What storing another scheme did.
struct SchemeReplacement
{
    /// As it is stored; its version is one more than the last one where the file's is not higher.
    LabelScheme scheme;
    /// False: it was the scheme in use already.
    bool isNew = false;
    /// Labels that do not fit it (unknown or retired code).
    int unfit = 0;
};

/// The label scheme of a workspace, every version of it.
class SchemeRepository final
{
public:
    explicit SchemeRepository(Session &session) : m_session(session) {}

    /// The one the program brings where none was stored.
    Result<LabelScheme> current();
    /// Oldest first; never empty.
    Result<std::vector<SchemeVersion>> history();
    /// The edit must be of the current version: Conflict where somebody saved one since.
    Result<void> save(const SchemeEdit &edit, const std::string &by);
    /// mergeCodes() saved, and the labels of the code `from` relabelled as one action that `by` can
    /// undo; the number of those labels. Conflict where the scheme is not the current one.
    Result<int> merge(const LabelScheme &scheme, const std::string &from, const std::string &into,
                      const std::string &by);
    /// Another scheme, or another version of this one, from a file. Conflict where the file has the
    /// current id and version but other content: two people changed the scheme.
    Result<SchemeReplacement> replace(LabelScheme scheme, const std::string &by);

private:
    Result<void> store(const LabelScheme &scheme, const std::string &change, const std::string &by);

    Session &m_session;
};
} // namespace gapscope
