// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_scheme.h"
#include "core/metrics/usi_bootstrap.h"
#include "core/metrics/usi_table.h"
#include "core/model/alignment.h"
#include "core/model/annotation.h"
#include "core/model/transcript.h"
#include "core/plot/chart_spec.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Everything a report says, as plain values; report_html.h makes a page of it.
namespace gapscope {
/// Dark shows on screens only: paper stays white. Auto follows the reader's system.
enum class ReportTheme { Light, Dark, Auto };

struct ReportCorpus
{
    Corpus corpus;
    std::int64_t dialogues = 0;
    /// Of these, excluded or not selected.
    std::int64_t leftOut = 0;
    std::int64_t turns = 0;
    std::int64_t userTurns = 0;
    std::int64_t tasks = 0;
};

/// Dialogues that count of one task, or of a group of tasks, by corpus.
struct CoverageRow
{
    std::string name;
    /// Tasks of the group; 1 for a task.
    int tasks = 1;
    /// Of these, with a real and a simulated dialogue.
    int paired = 0;
    /// By corpus, in the order of Report::corpora: tasks that have a dialogue, and dialogues.
    std::vector<int> covered;
    std::vector<int> dialogues;
};

/// A chart and what was drawn of it; a picture is an SVG document, empty where there is none.
struct ReportFigure
{
    ChartSpec spec;
    /// What it shows, one sentence.
    std::string shows;
    std::string light;
    std::string dark;
};

/// Two dialogues side by side.
struct ReportPair
{
    /// Why it stands in the report.
    std::string reason;
    Task task;
    std::shared_ptr<const Dialogue> real;
    std::shared_ptr<const Dialogue> sim;
    std::string realLabel;
    std::string simLabel;
    Alignment alignment;
    std::vector<Label> labels;
};

struct ReportExclusion
{
    TaskKey task;
    std::string corpus;
    std::string nativeId;
    int run = 1;
    std::string reason;
    std::string by;
    std::int64_t atMs = 0;
};

/// How often a code was set.
struct ReportLabelCount
{
    std::string code;
    int labels = 0;
    int pairs = 0;
    /// 0–3, over those judged; none = not judged.
    std::optional<double> severity;
    std::vector<std::string> annotators;
};

struct ReportIssue
{
    std::string code;
    /// skipped, repaired, note.
    std::string effect;
    std::int64_t count = 0;
};

struct ReportImport
{
    /// Without its folder.
    std::string file;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string format;
    std::string corpus;
    std::string state;
    /// Why it ended early; empty where it did not.
    std::string reason;
    std::int64_t dialogues = 0;
    std::int64_t turns = 0;
    std::int64_t surveys = 0;
    std::int64_t skipped = 0;
    std::int64_t repaired = 0;
    std::int64_t duplicates = 0;
    /// UTC milliseconds.
    std::int64_t startedMs = 0;
    std::vector<ReportIssue> issues;
};

struct Report
{
    /// Of the study.
    std::string title;
    /// Of the program.
    std::string version;
    std::string dataHash;
    ReportTheme theme = ReportTheme::Light;
    /// What was chosen, each a sentence: simulators, filters.
    std::vector<std::string> choices;

    std::vector<ReportCorpus> corpora;
    /// By domain, and by task.
    std::vector<CoverageRow> domains;
    std::vector<CoverageRow> tasks;

    UsiTable table;
    std::optional<UsiUncertainty> uncertainty;
    std::vector<ReportFigure> figures;

    /// How the pairs were chosen.
    std::string pairChoice;
    std::vector<ReportPair> pairs;
    /// Method and settings of the turn alignment.
    std::string alignMethod;
    /// What divergence is read against; a sentence.
    std::string floor;

    std::vector<ReportExclusion> exclusions;
    /// What the codes are called.
    LabelScheme scheme = divergenceScheme();
    std::vector<ReportLabelCount> labels;
    std::vector<ReportImport> imports;
};
} // namespace gapscope
