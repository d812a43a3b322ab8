// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/anchor_editor.h"

#include "ui/base/workspace.h"
#include "ui/models/compare_model.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/pair_content.h"

namespace gapscope {
AnchorEditor::AnchorEditor(Workspace &workspace, CompareView &view, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_view(view)
{
    connect(&m_workspace, &Workspace::pairSelected, this, &AnchorEditor::forgetWaiting);
    connect(&m_workspace, &Workspace::closed, this, &AnchorEditor::forgetWaiting);
}

const AlignedRow *AnchorEditor::currentRow()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair || !pair->real || !pair->sim) {
        Q_EMIT said(tr("There is only one dialogue: nothing to align it with."));
        return nullptr;
    }
    if (m_workspace.isReadOnly()) {
        Q_EMIT said(tr("The workspace is read-only: anchors cannot be set."));
        return nullptr;
    }
    const int row = m_view.currentAlignedRow();
    if (row < 0 || row >= static_cast<int>(pair->alignment.rows.size())) {
        Q_EMIT said(tr("Only users' turns are aligned: choose a user's row."));
        return nullptr;
    }
    return &pair->alignment.rows[static_cast<std::size_t>(row)];
}

QString AnchorEditor::nameOf(const TurnPlace &place) const
{
    return turnName(m_workspace, *m_workspace.pair(), place.real ? Side::Real : Side::Sim,
                    place.turn);
}

QString AnchorEditor::nameOf(const Anchor &anchor) const
{
    return tr("%1 and %2")
        .arg(nameOf(TurnPlace{true, anchor.realTurn}), nameOf(TurnPlace{false, anchor.simTurn}));
}

void AnchorEditor::wait(const TurnPlace &place)
{
    m_waiting = place;
    Q_EMIT waitingChanged(
        tr("Marked: %1. Go to the row of the turn it belongs with and pin again; Esc forgets it.")
            .arg(nameOf(place)));
}

void AnchorEditor::forgetWaiting()
{
    if (!m_waiting)
        return;
    m_waiting.reset();
    Q_EMIT waitingChanged(QString());
}

void AnchorEditor::set(const std::vector<Anchor> &anchors, const QString &sentence)
{
    // What failed is told by the workspace.
    m_workspace.changeAnchors(anchors, {}, this, [this, sentence](const Result<int> &changed) {
        if (changed)
            Q_EMIT said(*changed > 0 ? sentence : tr("That is so already."));
    });
    sayWhereItWaits();
}

void AnchorEditor::pin()
{
    const AlignedRow *row = currentRow();
    if (!row)
        return;
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const std::optional<TurnPlace> lone = loneTurnOf(*row);
    if (m_waiting && lone == m_waiting) {
        forgetWaiting();
        Q_EMIT said(tr("The mark is taken away."));
        return;
    }
    if (m_waiting) {
        const DisplayRow line = m_view.model()->row(m_view.currentRow());
        if (const auto anchor = pinBetween(*m_waiting, line, pair->alignment)) {
            forgetWaiting();
            set({*anchor}, tr("Pinned together: %1.").arg(nameOf(*anchor)));
            return;
        }
    }
    if (lone) {
        wait(*lone);
        return;
    }
    const std::vector<Anchor> pins = pinsOf(*row, pair->alignment);
    set(pins, pins.size() == 1 ? tr("Pinned together: %1.").arg(nameOf(pins.front()))
                               : tr("The merged row is pinned as it is."));
}

void AnchorEditor::keepApart()
{
    const AlignedRow *row = currentRow();
    if (!row)
        return;
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const std::vector<Anchor> bans =
        bansOf(m_view.model()->row(m_view.currentRow()), pair->alignment);
    if (bans.empty()) {
        Q_EMIT said(tr("This turn stands alone already."));
        return;
    }
    set(bans, bans.size() == 1 ? tr("Kept apart: %1.").arg(nameOf(bans.front()))
                               : tr("The merge is broken."));
}

void AnchorEditor::clear()
{
    const AlignedRow *row = currentRow();
    if (!row)
        return;
    std::vector<Anchor> anchors;
    for (const AnchorMark &mark : m_workspace.anchors())
        anchors.push_back(mark.anchor);
    std::vector<Anchor> cleared;
    for (const std::size_t index : anchorsTouching(*row, anchors))
        cleared.push_back(anchors[index]);
    forgetWaiting();
    if (cleared.empty()) {
        Q_EMIT said(tr("This row has no anchor."));
        return;
    }
    m_workspace.changeAnchors({}, cleared, this, [this](const Result<int> &changed) {
        if (changed)
            Q_EMIT said(tr("%n anchor(s) removed.", nullptr, *changed));
    });
    sayWhereItWaits();
}

void AnchorEditor::sayWhereItWaits()
{
    if (!m_workspace.pending().isEmpty())
        Q_EMIT said(PendingChanges::reason());
}
} // namespace gapscope
