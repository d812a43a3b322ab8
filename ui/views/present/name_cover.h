// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/plot/chart_spec.h"

#include <QString>

#include <map>
#include <string_view>
#include <vector>

namespace gapscope {
class WorkspaceData;
struct CapabilityScore;

/// Names for an audience: tasks become "Task 1" and, where names are hidden too, simulators
/// "Simulator A", people "People" and families of models "Family A". The same name has the same
/// cover in every text.
class NameCover final
{
public:
    NameCover() = default;
    NameCover(const WorkspaceData &data, bool hidesNames);

    bool hidesNames() const { return m_hidesNames; }
    /// Families that are not known yet get the next letters.
    void addFamilies(const std::vector<CapabilityScore> &scores);

    /// Names as whole words, longest first, upper and lower case told apart.
    QString covered(const QString &text) const;
    /// Every text of the figure; its table is left out, and a filter is only said to be there.
    ChartSpec covered(ChartSpec spec) const;
    /// "A person" and "Simulator A", or with the label where names are shown.
    QString nameOf(const CorpusId &corpus) const;

private:
    void cover(std::string_view name, const QString &as);
    void coverText(std::string &text) const;
    void coverAxis(PlotAxis &axis) const;

    bool m_hidesNames = true;
    std::map<CorpusId, QString> m_corpora;
    std::map<std::string, int, std::less<>> m_families;
    struct Pair
    {
        QString name;
        QString as;
    };
    /// Longest name first.
    std::vector<Pair> m_pairs;
};
} // namespace gapscope
