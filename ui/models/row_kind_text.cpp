// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_kind_text.h"

#include <QCoreApplication>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::RowKindText)
};
} // namespace

QString kindSentence(RowKind kind, ComparePair::Kinds kinds)
{
    const bool mixed = kinds == ComparePair::Kinds::RealAndSim;
    if (kinds == ComparePair::Kinds::Blind && (kind == RowKind::Missing || kind == RowKind::Extra))
        return Text::tr("Only one side says this.");
    switch (kind) {
    case RowKind::Equal:
        return Text::tr("Both say the same.");
    case RowKind::Paraphrase:
        return Text::tr("The same in other words.");
    case RowKind::Divergent:
        return Text::tr("At the same place, but they part.");
    case RowKind::Missing:
        return mixed ? Text::tr("Only the real user says this.")
                     : Text::tr("Only the first dialogue says this.");
    case RowKind::Extra:
        return mixed ? Text::tr("Only the simulator says this.")
                     : Text::tr("Only the second dialogue says this.");
    case RowKind::Moved:
        return Text::tr("The other side says this at another place.");
    case RowKind::Merged:
        return Text::tr("Said in one turn here, in several there.");
    }
    return {};
}
} // namespace gapscope
