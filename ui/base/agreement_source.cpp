// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/agreement_source.h"

#include "core/store/agreement_service.h"
#include "core/store/pair_service.h"
#include "ui/base/label_desk.h"
#include "ui/base/workspace.h"

namespace gapscope {
namespace {
const QString readSlot = QStringLiteral("agreement");
const QString resampleSlot = QStringLiteral("agreement-intervals");

struct Read
{
    std::shared_ptr<const RatingUnits> units;
    std::shared_ptr<const AgreementReport> report;
    std::shared_ptr<const Adjudication> adjudication;
    std::shared_ptr<const VerdictReport> verdicts;
};
} // namespace

AgreementSource::AgreementSource(Workspace &workspace) : QObject(&workspace), m_workspace(workspace)
{
    connect(&workspace, &Workspace::closed, this, &AgreementSource::clear);
    connect(&workspace, &Workspace::labelsChanged, this, &AgreementSource::read);
    connect(&workspace, &Workspace::summariesChanged, this, &AgreementSource::read);
}

void AgreementSource::clear()
{
    m_isAsked = false;
    m_isComputing = false;
    m_units.reset();
    m_report.reset();
    m_adjudication.reset();
    m_verdicts.reset();
    Q_EMIT changed();
}

void AgreementSource::ask()
{
    if (m_isAsked)
        return;
    m_isAsked = true;
    read();
}

void AgreementSource::setSeverityCounts(bool counts)
{
    if (counts == m_options.severity)
        return;
    m_options.severity = counts;
    read();
}

void AgreementSource::read()
{
    // Rows are what is agreed on: nothing before the pairs are aligned.
    if (!m_isAsked || !m_workspace.isOpen() || !m_workspace.floors())
        return;
    m_isComputing = true;
    m_workspace.runWithSession(
        readSlot, tr("Comparing the annotators"),
        [options = m_options, scheme = m_workspace.desk().scheme(),
         data = m_workspace.sharedData()](Session &session, JobContext &job) -> Result<Read> {
            Result<IdfModel> idf = loadIdf(session, job);
            if (!idf)
                return idf.error();
            Result<PairAligner> aligner = PairAligner::open(session, std::move(*idf));
            if (!aligner)
                return aligner.error();
            Result<std::vector<PairToRate>> pairs = loadPairsToRate(session, *data, *aligner, job);
            if (!pairs)
                return pairs.error();
            RatingUnits units = ratingUnits(*pairs);
            Result<VerdictReport> verdicts = loadVerdicts(session, *data);
            if (!verdicts)
                return verdicts.error();
            AgreementOptions quick;
            quick.draws = 0;
            Result<AgreementReport> report = agreementReport(units, scheme, quick, job);
            if (!report)
                return report.error();
            Read read;
            read.adjudication =
                std::make_shared<const Adjudication>(adjudicationOf(units, options));
            read.units = std::make_shared<const RatingUnits>(std::move(units));
            read.verdicts = std::make_shared<const VerdictReport>(std::move(*verdicts));
            read.report = std::make_shared<const AgreementReport>(std::move(*report));
            return read;
        },
        this,
        [this](Result<Read> read) {
            m_isComputing = false;
            if (!read) {
                if (read.error().code != ErrorCode::Cancelled)
                    Q_EMIT m_workspace.failed(read.error());
                return;
            }
            m_units = std::move(read->units);
            m_report = std::move(read->report);
            m_adjudication = std::move(read->adjudication);
            m_verdicts = std::move(read->verdicts);
            Q_EMIT changed();
            resample();
        });
}

void AgreementSource::resample()
{
    m_workspace.jobs().start(
        resampleSlot, tr("Intervals of agreement"),
        [units = m_units, scheme = m_workspace.desk().scheme()](JobContext &job) {
            return agreementReport(*units, scheme, {}, job);
        },
        this,
        [this, of = m_units](Result<AgreementReport> report) {
            if (!report || of != m_units)
                return;
            m_report = std::make_shared<const AgreementReport>(std::move(*report));
            Q_EMIT changed();
        });
}
} // namespace gapscope
