// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/alignment.h"

namespace gapscope {
const char *name(RowKind kind)
{
    switch (kind) {
    case RowKind::Equal:
        return "equal";
    case RowKind::Paraphrase:
        return "paraphrase";
    case RowKind::Divergent:
        return "divergent";
    case RowKind::Missing:
        return "missing";
    case RowKind::Extra:
        return "extra";
    case RowKind::Moved:
        return "moved";
    case RowKind::Merged:
        return "merged";
    }
    return "divergent";
}
} // namespace gapscope
