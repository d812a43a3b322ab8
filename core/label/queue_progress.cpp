// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/queue_progress.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gapscope {
namespace {
using State = QueueItemState::State;
using PairId = std::pair<DialogueId, DialogueId>;

/// What one annotator did on one pair.
struct Work
{
    const Label *progress = nullptr;
    std::int64_t startedMs = 0;
    std::int64_t labelsMs = 0;
    bool isMeasured = false;
    int fastLabels = 0;
};
using WorkOnPair = std::map<std::string, Work>;

std::map<PairId, WorkOnPair> workOf(const std::vector<Label> &labels, std::int64_t fastMs)
{
    std::map<PairId, WorkOnPair> all;
    for (const Label &label : labels) {
        const bool isProgress = label.kind == LabelKind::Progress;
        if (!isProgress && label.kind != LabelKind::Divergence)
            continue;
        Work &work = all[{label.realDialogue, label.simDialogue}][label.annotator];
        work.fastLabels += label.spentMs && *label.spentMs < fastMs ? 1 : 0;
        if (isProgress) {
            if (!work.progress || work.progress->changedMs <= label.changedMs)
                work.progress = &label;
            if (work.startedMs == 0 || label.createdMs < work.startedMs)
                work.startedMs = label.createdMs;
        } else if (label.spentMs) {
            work.labelsMs += *label.spentMs;
            work.isMeasured = true;
        }
    }
    return all;
}

void apply(const Work &work, QueueItemState &item)
{
    item.fastLabels = work.fastLabels;
    if (work.progress) {
        item.state = work.progress->code == "skipped" ? State::Skipped : State::Done;
        item.reason = item.state == State::Skipped ? work.progress->note : std::string();
        item.spentMs = work.progress->spentMs;
    }
    if (!item.spentMs && work.isMeasured)
        item.spentMs = work.labelsMs;
}

/// Who finished a pair first takes the first of its open items.
class Claims
{
public:
    explicit Claims(const std::map<PairId, WorkOnPair> &work) : m_work(work) {}

    std::string next(const QueueItem &item, const std::set<std::string> &named)
    {
        const auto found = m_work.find({item.real, item.sim});
        if (found == m_work.end())
            return {};
        std::vector<std::pair<std::int64_t, std::string>> finished;
        for (const auto &[annotator, work] : found->second)
            if (work.progress && !named.contains(annotator))
                finished.emplace_back(work.startedMs, annotator);
        std::ranges::sort(finished);
        const std::size_t at = m_taken[{item.real, item.sim}]++;
        return at < finished.size() ? finished[at].second : std::string();
    }

private:
    const std::map<PairId, WorkOnPair> &m_work;
    std::map<PairId, std::size_t> m_taken;
};

std::optional<double> medianOf(std::vector<std::int64_t> values)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    const auto upper = static_cast<double>(values[middle]);
    return values.size() % 2 == 1 ? upper : (static_cast<double>(values[middle - 1]) + upper) / 2.0;
}

std::vector<QueueAnnotator> summed(const std::vector<QueueItemState> &items)
{
    std::map<std::string, QueueAnnotator> byName;
    std::map<std::string, std::vector<std::int64_t>> times;
    for (const QueueItemState &item : items) {
        if (item.annotator.empty())
            continue;
        QueueAnnotator &one = byName[item.annotator];
        one.annotator = item.annotator;
        ++one.items;
        one.fastLabels += item.fastLabels;
        one.fastItems += item.fastLabels > 0 ? 1 : 0;
        one.totalMs += item.spentMs.value_or(0);
        if (item.state == State::Skipped) {
            ++one.skipped;
            ++one.reasons[item.reason];
        } else if (item.state == State::Done) {
            ++one.done;
            if (item.spentMs)
                times[item.annotator].push_back(*item.spentMs);
        }
    }
    std::vector<QueueAnnotator> annotators;
    for (auto &[name, one] : byName) {
        one.medianMs = medianOf(times[name]);
        annotators.push_back(std::move(one));
    }
    return annotators;
}
} // namespace

QueueProgress queueProgress(const std::vector<QueueItem> &items, const std::vector<Label> &labels,
                            std::int64_t fastMs)
{
    const std::map<PairId, WorkOnPair> work = workOf(labels, fastMs);
    std::map<PairId, std::set<std::string>> named;
    for (const QueueItem &item : items)
        if (!item.annotator.empty())
            named[{item.real, item.sim}].insert(item.annotator);
    Claims claims(work);
    QueueProgress progress;
    for (const QueueItem &item : items) {
        const PairId pair{item.real, item.sim};
        QueueItemState state{item, item.annotator.empty() ? claims.next(item, named[pair])
                                                          : item.annotator};
        const auto onPair = work.find(pair);
        if (!state.annotator.empty() && onPair != work.end())
            if (const auto own = onPair->second.find(state.annotator); own != onPair->second.end())
                apply(own->second, state);
        progress.unclaimed += state.annotator.empty() ? 1 : 0;
        progress.items.push_back(std::move(state));
    }
    progress.annotators = summed(progress.items);
    return progress;
}

std::optional<std::size_t> nextItem(const QueueProgress &progress, const std::string &annotator)
{
    std::optional<std::size_t> free;
    std::set<PairId> finished;
    for (std::size_t i = 0; i < progress.items.size(); ++i) {
        const QueueItemState &one = progress.items[i];
        if (one.annotator == annotator && one.state == State::Open)
            return i;
        if (one.annotator == annotator)
            finished.insert({one.item.real, one.item.sim});
        else if (!free && one.annotator.empty() &&
                 !finished.contains({one.item.real, one.item.sim}))
            free = i;
    }
    return free;
}
} // namespace gapscope
