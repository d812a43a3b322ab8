// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/ledger_repository.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Session;

/// What a removal took out, or an undo put back.
struct RemovalReport
{
    ImportId import;
    std::string path;
    std::int64_t dialogues = 0;
    /// Dialogues that stay because another import holds them too.
    std::int64_t kept = 0;
    std::int64_t surveys = 0;
    /// Labels on what was taken out: they stay, and are back on their turns after an undo.
    std::int64_t labels = 0;
};

/// Takes single imports out of a workspace again. What only that import brought is put aside, so
/// that it can come back, until forget(). Labels, anchors and exclusions are not touched: they name
/// dialogues by their content. Task difficulties stay.
class ImportRemovals final
{
public:
    explicit ImportRemovals(Session &session) : m_session(session) {}

    /// NotFound: no such import. Conflict: it was removed already, or it is still running.
    Result<RemovalReport> remove(const ImportId &import, const std::string &by);
    /// Takes back the latest removal. NotFound: there is none. A dialogue that was imported anew in
    /// the meantime stays as it is.
    Result<RemovalReport> undo();
    /// The import that undo() would bring back.
    Result<std::optional<ImportEntry>> last();
    /// Drops what was put aside for good, for when the workspace is closed; how many removals.
    Result<std::int64_t> forget();

private:
    Session &m_session;
};
} // namespace gapscope
