// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/align/anchor_edit.h"

#include <QObject>

#include <optional>

namespace gapscope {
class CompareView;
class Workspace;

/// Sets and clears anchors at the current row of a comparison. A turn without a partner is marked
/// first and pinned from its partner's row.
class AnchorEditor final : public QObject
{
    Q_OBJECT

public:
    AnchorEditor(Workspace &workspace, CompareView &view, QObject *parent = nullptr);

    /// The turn that waits for its partner.
    const std::optional<TurnPlace> &waiting() const { return m_waiting; }

public Q_SLOTS:
    void pin();
    /// Forbids what stands together in the current row, or breaks its merge.
    void keepApart();
    /// Removes all anchors on the turns of the current row.
    void clear();
    void forgetWaiting();

Q_SIGNALS:
    /// While a turn waits; empty when none does.
    void waitingChanged(const QString &sentence);
    /// What was done, or why nothing was.
    void said(const QString &sentence);

private:
    const AlignedRow *currentRow();
    void wait(const TurnPlace &place);
    QString nameOf(const TurnPlace &place) const;
    QString nameOf(const Anchor &anchor) const;
    void set(const std::vector<Anchor> &anchors, const QString &sentence);
    void sayWhereItWaits();

    Workspace &m_workspace;
    CompareView &m_view;
    std::optional<TurnPlace> m_waiting;
};
} // namespace gapscope
