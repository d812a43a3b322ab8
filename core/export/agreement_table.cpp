// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/agreement_table.h"

namespace gapscope {
namespace {
const char *name(AgreementLine::Subject subject)
{
    switch (subject) {
    case AgreementLine::Subject::AllMasi:
    case AgreementLine::Subject::AllJaccard:
        return "all codes";
    case AgreementLine::Subject::Any:
        return "any code";
    case AgreementLine::Subject::Group:
        return "group";
    case AgreementLine::Subject::Code:
        break;
    }
    return "code";
}

const char *name(QueueItemState::State state)
{
    switch (state) {
    case QueueItemState::State::Open:
        break;
    case QueueItemState::State::Done:
        return "done";
    case QueueItemState::State::Skipped:
        return "skipped";
    }
    return "open";
}

TableCell lowOf(const std::optional<ConfidenceInterval> &interval)
{
    return interval ? TableCell(interval->low) : TableCell();
}

TableCell highOf(const std::optional<ConfidenceInterval> &interval)
{
    return interval ? TableCell(interval->high) : TableCell();
}

TableCell whyOf(const stats::Measured &value)
{
    return value ? TableCell() : TableCell(stats::because(value.why()));
}

/// Rows of figures of one subject.
class FigureRows
{
public:
    FigureRows(Table &table, std::string subject, std::string id)
        : m_table(table), m_subject(std::move(subject)), m_id(std::move(id))
    {}

    void add(const char *figure, const AgreementFigure &of, TableCell prevalence = {}) const
    {
        m_table.rows.push_back({m_subject, m_id, figure, of.value.value(), lowOf(of.interval),
                                highOf(of.interval), of.used, of.possible, std::move(prevalence),
                                whyOf(of.value)});
    }

private:
    Table &m_table;
    std::string m_subject;
    std::string m_id;
};

void addCounts(Table &table, const char *by, const std::string &of, const VerdictCounts &counts)
{
    const auto distance = counts.distance();
    table.rows.push_back({by, of, counts.humanAsHuman, counts.humanAsSim, counts.humanUnsure,
                          counts.simAsHuman, counts.simAsSim, counts.simUnsure, counts.accuracy(),
                          lowOf(counts.accuracyInterval()), highOf(counts.accuracyInterval()),
                          counts.balancedAccuracy(),
                          distance ? TableCell(distance->points) : TableCell(),
                          distance ? TableCell(distance->interval.low) : TableCell(),
                          distance ? TableCell(distance->interval.high) : TableCell()});
}

std::string joined(const std::vector<std::string> &texts)
{
    std::string all;
    for (const std::string &text : texts)
        all.append(all.empty() ? "" : ", ").append(text);
    return all;
}

std::string wordsOf(const Conflict &conflict)
{
    std::string words;
    for (const Statement &statement : conflict.statements) {
        words.append(words.empty() ? "" : "; ").append(statement.annotator).append(":");
        for (const Label &label : statement.labels) {
            words.append(" ").append(label.code);
            if (label.severity)
                words.append("/").append(std::to_string(*label.severity));
        }
        if (statement.labels.empty())
            words.append(" –");
    }
    return words;
}
} // namespace

Table agreementTable(const AgreementReport &report, const std::string &code)
{
    Table table;
    table.header = {"subject", "id",     "figure",     "value",      "low_95",
                    "high_95", "n_used", "n_possible", "prevalence", "undefined_because"};
    for (const AgreementLine &line : report.lines) {
        if (!code.empty() && line.id != code)
            continue;
        const FigureRows rows(table, name(line.subject), line.id);
        rows.add("agreement", line.agreement, line.prevalence);
        rows.add("cohen_kappa", line.cohen, line.prevalence);
        rows.add("fleiss_kappa", line.fleiss, line.prevalence);
        rows.add("gwet_ac1", line.ac1, line.prevalence);
        const bool isOfSets = line.subject == AgreementLine::Subject::AllMasi ||
                              line.subject == AgreementLine::Subject::AllJaccard;
        rows.add(!isOfSets                                         ? "alpha_nominal"
                 : line.subject == AgreementLine::Subject::AllMasi ? "alpha_masi"
                                                                   : "alpha_jaccard",
                 line.alpha, line.prevalence);
    }
    if (!code.empty())
        return table;
    const FigureRows severity(table, "severity", {});
    severity.add("agreement", report.severity.agreement);
    severity.add("weighted_kappa", report.severity.weightedKappa);
    severity.add("alpha_ordinal", report.severity.ordinal);
    severity.add("alpha_interval", report.severity.interval);
    const FigureRows onset(table, "onset", {});
    onset.add("exact", report.onset.exact);
    onset.add("within_one_row", report.onset.withinOne);
    onset.add("alpha_interval", report.onset.alpha);
    FigureRows(table, "marked words", {}).add("f1", report.spans);
    return table;
}

Table annotatorPairsTable(const RatingUnits &units, const std::vector<AnnotatorPair> &pairs)
{
    Table table;
    table.header = {"first", "second", "n_used", "n_possible",       "agreement",
                    "kappa", "ac1",    "alpha",  "undefined_because"};
    for (const AnnotatorPair &pair : pairs) {
        table.rows.push_back({units.annotators[pair.first], units.annotators[pair.second],
                              pair.used, pair.possible, pair.agreement.value(), pair.kappa.value(),
                              pair.ac1.value(), pair.alpha.value(), whyOf(pair.alpha)});
    }
    return table;
}

Table goldTable(const std::vector<AgainstGold> &annotators)
{
    Table table;
    table.header = {"annotator", "code",   "hits", "extra", "missed",
                    "precision", "recall", "f1",   "units", "settled_units"};
    for (const AgainstGold &one : annotators)
        for (const GoldScore &score : one.scores)
            table.rows.push_back({one.annotator, score.code.empty() ? "all" : score.code,
                                  score.hits, score.extra, score.missed, score.precision(),
                                  score.recall(), score.f1(), one.units, one.settled});
    return table;
}

Table conflictsTable(const Adjudication &adjudication)
{
    Table table;
    table.header = {"task",   "simulator",        "real",    "sim",   "row", "agreement",
                    "source", "severity_differs", "flagged", "labels"};
    for (const Conflict &one : adjudication.conflicts)
        table.rows.push_back({one.task.value(), one.simulator, one.real.value(), one.sim.value(),
                              one.row < 0 ? TableCell() : TableCell(one.row + 1), one.agreement,
                              name(one.source), one.severityDiffers ? 1 : 0, one.flagged ? 1 : 0,
                              wordsOf(one)});
    return table;
}

Table verdictsTable(const VerdictReport &report)
{
    Table table;
    table.header = {"by",
                    "of",
                    "human_as_human",
                    "human_as_sim",
                    "human_unsure",
                    "sim_as_human",
                    "sim_as_sim",
                    "sim_unsure",
                    "accuracy",
                    "low_95",
                    "high_95",
                    "balanced_accuracy",
                    "turing_distance",
                    "distance_low_95",
                    "distance_high_95"};
    addCounts(table, "all", {}, report.all);
    for (const VerdictLine &line : report.simulators)
        addCounts(table, "simulator", line.name, line.counts);
    for (const VerdictLine &line : report.annotators)
        addCounts(table, "annotator", line.name, line.counts);
    return table;
}

Table rulesTable(const RulePrecision &precision)
{
    Table table;
    table.header = {"rule",   "code",    "suggested", "hits",  "precision",
                    "low_95", "high_95", "labelled",  "recall"};
    for (const RuleScore &score : precision.rules)
        if (score.suggested > 0 || score.labelled > 0)
            table.rows.push_back({score.rule, score.code, score.suggested, score.hits,
                                  score.precision(), lowOf(score.precisionInterval()),
                                  highOf(score.precisionInterval()), score.labelled,
                                  score.recall()});
    return table;
}

Table queuesTable(const std::vector<LabelQueue> &queues)
{
    Table table;
    table.header = {"id",          "title", "order", "annotators", "double_share",
                    "audit_share", "seed",  "by",    "at_ms"};
    for (const LabelQueue &one : queues)
        table.rows.push_back({one.id, one.title, name(one.order), joined(one.annotators),
                              one.doubleShare, one.auditShare, std::to_string(one.seed), one.by,
                              std::to_string(one.atMs)});
    return table;
}

Table queueItemsTable(const QueueProgress &progress)
{
    Table table;
    table.header = {"position", "real",   "sim",      "annotator",  "why",
                    "state",    "reason", "spent_ms", "fast_labels"};
    for (const QueueItemState &one : progress.items)
        table.rows.push_back(
            {one.item.position + 1, one.item.real.value(), one.item.sim.value(), one.annotator,
             one.item.why, name(one.state), one.reason,
             one.spentMs ? TableCell(static_cast<double>(*one.spentMs)) : TableCell(),
             one.fastLabels});
    return table;
}

Table queueAnnotatorsTable(const QueueProgress &progress)
{
    Table table;
    table.header = {"annotator",  "items",       "done",      "skipped", "open",
                    "fast_items", "fast_labels", "median_ms", "reasons"};
    for (const QueueAnnotator &one : progress.annotators) {
        std::vector<std::string> reasons;
        for (const auto &[reason, times] : one.reasons)
            reasons.push_back((reason.empty() ? "none given" : reason) + " (" +
                              std::to_string(times) + ")");
        table.rows.push_back({one.annotator, one.items, one.done, one.skipped, one.open(),
                              one.fastItems, one.fastLabels, one.medianMs, joined(reasons)});
    }
    return table;
}
} // namespace gapscope
