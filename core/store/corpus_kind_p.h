// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <string_view>

namespace gapscope {
/// The kind with this name(); Unknown for any other text.
inline CorpusKind corpusKindOf(std::string_view text)
{
    for (const CorpusKind kind :
         {CorpusKind::Real, CorpusKind::Simulated, CorpusKind::SelfDialog}) {
        if (text == name(kind))
            return kind;
    }
    return CorpusKind::Unknown;
}
} // namespace gapscope
