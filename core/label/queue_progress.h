// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/label/label_queue.h"
#include "core/model/annotation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// How far annotators are with a queue, told by their labels of kind Progress.
namespace gapscope {
struct QueueItemState
{
    enum class State { Open, Done, Skipped };

    QueueItem item;
    /// Who has it: the item's annotator, or of an open item who took it; empty = nobody yet.
    std::string annotator;
    State state = State::Open;
    /// Why it was skipped.
    std::string reason{};
    /// How long the annotator took: what the progress label says, else the sum over the
    /// annotator's labels on the pair; none = not measured.
    std::optional<std::int64_t> spentMs{};
    /// Labels of the annotator on the pair that were set faster than the threshold.
    int fastLabels = 0;
};

struct QueueAnnotator
{
    std::string annotator;
    int items = 0;
    int done = 0;
    int skipped = 0;
    /// How often each reason was given; "" = none was.
    std::map<std::string, int> reasons{};
    /// Items with a fast label, and all fast labels.
    int fastItems = 0;
    int fastLabels = 0;
    /// Over items that are done and measured.
    std::optional<double> medianMs{};
    std::int64_t totalMs = 0;

    int open() const { return items - done - skipped; }
};

struct QueueProgress
{
    /// In the order of the queue.
    std::vector<QueueItemState> items;
    /// By name; open items that nobody took are nobody's.
    std::vector<QueueAnnotator> annotators;
    int unclaimed = 0;
};

/// Below this an annotator is not believed to have read the row.
inline constexpr std::int64_t fastDecisionMs = 2000;

/// `labels` are all of the workspace; the newest progress label of a pair and annotator counts.
QueueProgress queueProgress(const std::vector<QueueItem> &items, const std::vector<Label> &labels,
                            std::int64_t fastMs = fastDecisionMs);

/// The first open item of the annotator, else the first that nobody took and whose pair the
/// annotator has not finished; by index into QueueProgress::items. None: nothing is left to do.
std::optional<std::size_t> nextItem(const QueueProgress &progress, const std::string &annotator);
} // namespace gapscope
