// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/mark_choice.h"

#include "core/store/workspace_data.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gapscope {
namespace {
constexpr qsizetype longestTitle = 60;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("gapscope::MarkChoice", text, nullptr, n);
}

/// What the chosen marks cover along the x axis.
struct Extent
{
    double from = std::numeric_limits<double>::infinity();
    double to = -std::numeric_limits<double>::infinity();
    const PlotAxis *axis = nullptr;

    void take(double low, double high, const PlotAxis &of)
    {
        from = std::min(from, low);
        to = std::max(to, high);
        axis = &of;
    }
};

bool isAmong(const MarkInfo &info, const std::vector<MarkInfo> &marks)
{
    return std::any_of(marks.begin(), marks.end(), [&](const MarkInfo &mark) {
        return mark.row == info.row && mark.tip == info.tip && mark.dialogues == info.dialogues;
    });
}

void extend(Extent &extent, const ChartSpec &spec, const std::vector<MarkInfo> &marks)
{
    for (const BarMark &bar : spec.bars)
        if (isAmong(bar.info, marks))
            extent.take(std::min(bar.x.from, bar.x.to), std::max(bar.x.from, bar.x.to), spec.x);
    for (const PointMark &point : spec.points)
        if (isAmong(point.info, marks))
            extent.take(point.x, point.x, spec.x);
    for (const ChartSpec &panel : spec.panels)
        extend(extent, panel, marks);
}

QString number(double value, double span)
{
    const int decimals = span <= 0.0 ? 2 : std::clamp(int(std::ceil(1.5 - std::log10(span))), 0, 4);
    QString text = QLocale().toString(value, 'f', decimals);
    return text;
}

/// "Politeness 12–20 %"; empty where the axis has no numbers.
QString rangeText(const Extent &extent)
{
    if (!extent.axis || extent.axis->isCategorical() || extent.axis->title.empty())
        return {};
    const Interval &range = extent.axis->range;
    const double span = range.to - range.from;
    const QString from = number(extent.from, span);
    const QString to = number(extent.to, span);
    const QString unit =
        extent.axis->unit.empty() ? QString() : QLatin1Char(' ') + qs(extent.axis->unit);
    const QString title = qs(extent.axis->title);
    return from == to ? tr("%1 %2%3").arg(title, from, unit)
                      : tr("%1 %2–%3%4").arg(title, from, to, unit);
}

QString firstLine(const std::string &tip)
{
    const QString line = qs(tip).section(QLatin1Char('\n'), 0, 0).trimmed();
    return line.size() <= longestTitle ? line : line.left(longestTitle - 1) + QChar(0x2026);
}

QString whose(const Workspace &workspace, const std::set<CorpusId> &corpora)
{
    QStringList names;
    for (const CorpusId &id : corpora) {
        if (const CorpusSummary *summary = workspace.data().corpus(id))
            names << qs(summary->corpus.label);
    }
    if (names.size() > 2)
        return tr("%n corpora", int(names.size()));
    return names.join(tr(" and "));
}
} // namespace

std::vector<DialogueId> dialoguesOf(const std::vector<MarkInfo> &marks)
{
    std::vector<DialogueId> all;
    for (const MarkInfo &mark : marks)
        all.insert(all.end(), mark.dialogues.begin(), mark.dialogues.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Filter filterOfMarks(const Workspace &workspace, const ChartSpec &spec,
                     const std::vector<MarkInfo> &marks, const QString &source)
{
    Filter filter;
    filter.source = source;
    std::set<TaskKey> tasks;
    for (const DialogueId &id : dialoguesOf(marks)) {
        const DialogueHead *head = workspace.data().head(id);
        if (!head || head->dialogue.task.empty())
            continue;
        filter.dialogues.insert(id);
        filter.corpora.insert(head->dialogue.corpus);
        tasks.insert(head->dialogue.task);
    }
    filter.tasks = QList<TaskKey>(tasks.begin(), tasks.end());
    Extent extent;
    extend(extent, spec, marks);
    QString what = marks.size() == 1 ? firstLine(marks.front().tip) : rangeText(extent);
    if (what.isEmpty())
        what = qs(spec.title);
    const QString who = whose(workspace, filter.corpora);
    if (!who.isEmpty() && !what.contains(who))
        what = tr("%1, %2").arg(what, who);
    filter.title = tr("%1: %2, %3")
                       .arg(what, tr("%Ln dialogue(s)", int(filter.dialogues.size())),
                            tr("%Ln task(s)", int(filter.tasks.size())));
    return filter;
}

std::vector<int> marksOf(const Filter &filter, const std::vector<const MarkInfo *> &marks)
{
    std::vector<int> chosen;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const std::vector<DialogueId> &dialogues = marks[i]->dialogues;
        if (std::any_of(dialogues.begin(), dialogues.end(),
                        [&](const DialogueId &id) { return filter.dialogues.contains(id); }))
            chosen.push_back(static_cast<int>(i));
    }
    return chosen;
}
} // namespace gapscope
