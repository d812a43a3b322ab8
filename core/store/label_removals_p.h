// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_merge.h"
#include "core/store/session.h"

#include <unordered_map>

namespace gapscope {
/// A removal and whose label it was; empty where the label never was here.
struct KnownRemoval
{
    LabelRemoval removal;
    std::string annotator;
};

/// The last removal of every label that was taken away and is not there now.
Result<std::unordered_map<LabelId, KnownRemoval>> labelRemovals(Session &session);
} // namespace gapscope
