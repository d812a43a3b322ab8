// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/result.h"
#include "core/label/label_scheme.h"
#include "core/label/rating_units.h"
#include "core/stats/interval.h"
#include "core/stats/measured.h"
#include "core/stats/random.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
struct AgreementOptions
{
    /// Resamples of the tasks behind the intervals; 0 = none.
    int draws = 1000;
    std::uint64_t seed = defaultSeed;
    double level = 0.95;
};

/// A figure, the units it rests on and those that somebody rated. The interval is the percentile
/// bootstrap by task: none where fewer than two tasks have units, or where most resamples leave the
/// figure undefined.
struct AgreementFigure
{
    stats::Measured value = stats::Undefined::NothingRated;
    std::optional<ConfidenceInterval> interval{};
    int used = 0;
    int possible = 0;
};

/// Agreement on whether one thing is there: a code, a code of a group, any code. For the lines of
/// sets, on all codes of a unit at once: equal sets agree, and alpha weighs how unlike others are.
struct AgreementLine
{
    enum class Subject { AllMasi, AllJaccard, Any, Group, Code };

    Subject subject = Subject::Code;
    /// The code or the id of the group; else "all", "all_jaccard", "any".
    std::string id{};
    std::string name{};
    /// Share of ratings that give it, 0–1, and their number.
    double prevalence = 0.0;
    int given = 0;
    AgreementFigure agreement{};
    AgreementFigure cohen{};
    AgreementFigure fleiss{};
    AgreementFigure ac1{};
    AgreementFigure alpha{};
};

/// Units are codes that two annotators gave to the same place, each with a severity.
struct SeverityAgreement
{
    AgreementFigure agreement{};
    /// Quadratic weights; two annotators.
    AgreementFigure weightedKappa{};
    AgreementFigure ordinal{};
    AgreementFigure interval{};
};

/// Units are pairs; "no row diverges" agrees with itself only and has no part in alpha.
struct OnsetFigures
{
    AgreementFigure exact{};
    AgreementFigure withinOne{};
    /// Interval scale, in rows.
    AgreementFigure alpha{};
};

struct AgreementReport
{
    std::vector<std::string> annotators;
    /// Pairs somebody judged, those that two or more judged, and their tasks.
    int pairs = 0;
    int doublePairs = 0;
    int tasks = 0;
    int moved = 0;
    int lost = 0;
    /// All codes, any code, groups and codes in the order of the scheme; then codes it lacks.
    /// Groups and codes that nobody gave are left out.
    std::vector<AgreementLine> lines;
    SeverityAgreement severity{};
    OnsetFigures onset{};
    /// Mean F1 of the words marked by two who gave the same code to the same place.
    AgreementFigure spans{};
    AgreementOptions options{};

    /// Null where there is none.
    const AgreementLine *line(AgreementLine::Subject subject, const std::string &id = {}) const;
};

/// Krippendorff's reading of alpha.
enum class AgreementBand { Firm, Tentative, Weak };
/// Firm from .80, tentative from .667.
AgreementBand bandOf(double alpha);
/// "firm", "tentative", "weak".
const char *name(AgreementBand band);

/// Error: only Cancelled; progress in draws.
Result<AgreementReport> agreementReport(const RatingUnits &units, const LabelScheme &scheme,
                                        const AgreementOptions &options, JobContext &job);
} // namespace gapscope
