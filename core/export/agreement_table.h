// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/table.h"
#include "core/label/adjudication.h"
#include "core/label/agreement_report.h"
#include "core/label/annotator_pairs.h"
#include "core/label/gold.h"
#include "core/label/queue_progress.h"
#include "core/label/rule_precision.h"
#include "core/label/verdicts.h"

#include <string>
#include <vector>

namespace gapscope {
/// One row per subject and figure: value, interval, n used and possible, prevalence, or why it is
/// undefined; then severity, onset and marked words. `code` (or a group): its rows only; empty =
/// all.
Table agreementTable(const AgreementReport &report, const std::string &code = {});
/// One row per two annotators.
Table annotatorPairsTable(const RatingUnits &units, const std::vector<AnnotatorPair> &pairs);
/// One row per annotator and code.
Table goldTable(const std::vector<AgainstGold> &annotators);
/// One row per conflict, with what each annotator says.
Table conflictsTable(const Adjudication &adjudication);
/// All, by simulator, by annotator.
Table verdictsTable(const VerdictReport &report);
/// One row per rule that suggests something or could have.
Table rulesTable(const RulePrecision &precision);
Table queuesTable(const std::vector<LabelQueue> &queues);
Table queueItemsTable(const QueueProgress &progress);
Table queueAnnotatorsTable(const QueueProgress &progress);
} // namespace gapscope
