// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/adjudication.h"
#include "core/label/agreement_report.h"
#include "core/label/annotator_pairs.h"
#include "core/label/gold.h"
#include "core/label/label_scheme.h"
#include "ui/models/figure_table.h"

namespace gapscope {
/// A line per code, group and set of codes, then severity, onset and words; keyed by the code, or
/// "" where it is of all.
FigureTable agreementTable(const AgreementReport &report);

/// Every annotator against every other on one code, or on all: the figure above the diagonal, how
/// many units it rests on below. Keys of rows are names.
FigureTable annotatorMatrix(const std::vector<std::string> &annotators,
                            const std::vector<AnnotatorPair> &pairs, bool ofOneCode);

/// What the first annotator says in rows, the second in columns; the text of a cell is its number
/// of units. Keys of rows are codes, "" none.
FigureTable confusionTable(const CodeConfusion &confusion, const LabelScheme &scheme);

/// Keyed by the code, "" all.
FigureTable goldTable(const AgainstGold &gold, const LabelScheme &scheme);

/// Keyed by the index of the conflict.
FigureTable conflictTable(const Adjudication &all);
} // namespace gapscope
