// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/adjudication.h"
#include "core/label/agreement_report.h"
#include "core/label/rating_units.h"
#include "core/label/verdicts.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace gapscope {
class Workspace;

/// What annotators agree and differ in, read and computed in the background: first without
/// intervals, then with them. Only once somebody asked; it follows labels and exclusions from then
/// on.
class AgreementSource final : public QObject
{
    Q_OBJECT

public:
    explicit AgreementSource(Workspace &workspace);

    void ask();
    /// Null while there are none.
    std::shared_ptr<const RatingUnits> units() const { return m_units; }
    std::shared_ptr<const AgreementReport> report() const { return m_report; }
    std::shared_ptr<const Adjudication> adjudication() const { return m_adjudication; }
    std::shared_ptr<const VerdictReport> verdicts() const { return m_verdicts; }
    bool isComputing() const { return m_isComputing; }
    /// Whether severities that differ are conflicts too.
    void setSeverityCounts(bool counts);

Q_SIGNALS:
    void changed();

private:
    void read();
    void resample();
    void clear();

    Workspace &m_workspace;
    bool m_isAsked = false;
    bool m_isComputing = false;
    AdjudicationOptions m_options;
    std::shared_ptr<const RatingUnits> m_units;
    std::shared_ptr<const AgreementReport> m_report;
    std::shared_ptr<const Adjudication> m_adjudication;
    std::shared_ptr<const VerdictReport> m_verdicts;
};
} // namespace gapscope
