// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/align_pair.h"

#include "core/align/containment.h"
#include "core/align/turn_groups.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace gapscope {
namespace {
/// The words of the turns of one side of a row, taken together.
struct SideStyle
{
    int words = 0;
    bool polite = false;
    bool dash = false;
    bool emotion = false;
};

SideStyle styleOf(const WeightedDialogue &dialogue, const std::vector<int> &turns)
{
    SideStyle style;
    for (const int index : turns) {
        const PreparedTurn &turn = dialogue.turns[static_cast<std::size_t>(index)];
        style.words += turn.wordCount;
        style.polite = style.polite || turn.polite;
        style.dash = style.dash || turn.dash;
        style.emotion = style.emotion || turn.emotion;
    }
    return style;
}

double styleDistance(const SideStyle &real, const SideStyle &sim)
{
    const double length =
        std::abs(std::log((sim.words + 1.0) / (real.words + 1.0))) / std::log(2.0);
    return length + (real.polite != sim.polite ? 1.0 : 0.0) + (real.dash != sim.dash ? 1.0 : 0.0) +
           (real.emotion != sim.emotion ? 1.0 : 0.0);
}

class RowBuilder
{
public:
    RowBuilder(const WeightedDialogue &real, const WeightedDialogue &sim,
               const AlignSettings &settings, const AnchorPlan &anchors)
        : m_real(real), m_sim(sim), m_settings(settings), m_anchors(anchors),
          m_realPartners(sim.turns.size()), m_simPartners(real.turns.size())
    {
        m_alignment.realDialogue = real.id;
        m_alignment.simDialogue = sim.id;
    }

    Alignment build(const std::vector<TurnGroup> &groups)
    {
        for (const TurnGroup &group : groups) {
            for (const int j : group.sim)
                m_realPartners[static_cast<std::size_t>(j)] = group.real;
            for (const int i : group.real)
                m_simPartners[static_cast<std::size_t>(i)] = group.sim;
        }
        int nextReal = 0;
        int nextSim = 0;
        for (const TurnGroup &group : groups) {
            addUnmatched(nextReal, group.real.front(), nextSim, group.sim.front());
            addGroup(group);
            nextReal = group.real.back() + 1;
            nextSim = group.sim.back() + 1;
        }
        addUnmatched(nextReal, static_cast<int>(m_real.turns.size()), nextSim,
                     static_cast<int>(m_sim.turns.size()));
        summarise();
        return std::move(m_alignment);
    }

private:
    /// What summarise() needs to know of a row besides the row itself.
    struct RowNote
    {
        /// Only stop signals: counts in no figure.
        bool stop = false;
        /// The turns whose agent texts are compared where the row diverges first.
        int real = 0;
        int sim = 0;
    };

    static const PreparedTurn &turn(const WeightedDialogue &dialogue, int index)
    {
        return dialogue.turns[static_cast<std::size_t>(index)];
    }

    void addUnmatched(int realBegin, int realEnd, int simBegin, int simEnd)
    {
        for (int i = realBegin; i < realEnd; ++i)
            addLone(i, simBegin, true);
        for (int j = simBegin; j < simEnd; ++j)
            addLone(j, realEnd, false);
    }

    /// A turn that stands alone; `facing` is the turn of the other side that comes next there.
    void addLone(int index, int facing, bool isReal)
    {
        const WeightedDialogue &own = isReal ? m_real : m_sim;
        const WeightedDialogue &other = isReal ? m_sim : m_real;
        AlignedRow row;
        row.kind = isReal ? RowKind::Missing : RowKind::Extra;
        (isReal ? row.real : row.sim).push_back(turn(own, index).position);
        row.divergence = m_settings.unmatchedDivergence;
        const bool stop = turn(own, index).stop;
        if (stop) {
            row.divergence = 0;
        } else if (const std::optional<MovedLink> link = linkOf(own, index, other, isReal)) {
            row.kind = RowKind::Moved;
            row.divergence = m_settings.movedDivergence;
            m_alignment.moved.push_back(*link);
        }
        m_alignment.rows.push_back(std::move(row));
        m_notes.push_back({stop, isReal ? index : facing, isReal ? facing : index});
    }

    std::optional<MovedLink> linkOf(const WeightedDialogue &own, int index,
                                    const WeightedDialogue &other, bool isReal) const
    {
        const std::vector<double> shares = containmentByTurn(own.wordsOf(index), other);
        std::optional<int> best;
        for (int k = 0; k < static_cast<int>(shares.size()); ++k) {
            const double share = shares[static_cast<std::size_t>(k)];
            const bool allowed = !turn(other, k).stop && !(isReal ? m_anchors.forbids(index, k)
                                                                  : m_anchors.forbids(k, index));
            if (allowed && share > 0 &&
                (!best || share > shares[static_cast<std::size_t>(*best)]) &&
                (share >= m_settings.movedContainment ||
                 (share >= m_settings.movedLeast &&
                  surplusSaid(own, index, other, k, isReal) >= m_settings.movedSurplus)) &&
                !repeats(own, index, other, k, isReal))
                best = k;
        }
        if (!best)
            return std::nullopt;
        const int ownPosition = turn(own, index).position;
        const int otherPosition = turn(other, *best).position;
        return MovedLink{isReal ? ownPosition : otherPosition, isReal ? otherPosition : ownPosition,
                         std::min(1.0, shares[static_cast<std::size_t>(*best)]), isReal};
    }

    /// Share by idf of what `target` says beyond its matched turns that `index` says, 0–1: a turn
    /// that came to say something more has it from somewhere. 0 where nothing is matched with it.
    double surplusSaid(const WeightedDialogue &own, int index, const WeightedDialogue &other,
                       int target, bool isReal) const
    {
        const auto &partners = isReal ? m_realPartners : m_simPartners;
        const std::vector<int> &matched = partners[static_cast<std::size_t>(target)];
        if (matched.empty())
            return 0;
        std::vector<WeightedWord> surplus;
        for (const WeightedWord &word : other.wordsOf(target))
            if (containment(std::span(&word, 1), own, matched) <= 0)
                surplus.push_back(word);
        return containment(surplus, own, std::array{index});
    }

    /// Whether what the two turns share is said by the turns matched with `target` already: then
    /// `index` says it once more and nothing has moved.
    bool repeats(const WeightedDialogue &own, int index, const WeightedDialogue &other, int target,
                 bool isReal) const
    {
        const auto &partners = isReal ? m_realPartners : m_simPartners;
        const std::vector<int> &matched = partners[static_cast<std::size_t>(target)];
        if (matched.empty())
            return false;
        const std::span<const WeightedWord> said = other.wordsOf(target);
        std::vector<WeightedWord> shared;
        for (const WeightedWord &word : own.wordsOf(index))
            if (std::binary_search(said.begin(), said.end(), word,
                                   [](const auto &a, const auto &b) { return a.token < b.token; }))
                shared.push_back(word);
        return containment(shared, own, matched) >= m_settings.mergeExplained;
    }

    void addGroup(const TurnGroup &group)
    {
        AlignedRow row;
        for (const int i : group.real)
            row.real.push_back(turn(m_real, i).position);
        for (const int j : group.sim)
            row.sim.push_back(turn(m_sim, j).position);
        row.similarity = group.similarity;
        row.divergence = 1.0 - group.similarity;
        row.parts = group.parts;
        const bool stop =
            turn(m_real, group.real.front()).stop && turn(m_sim, group.sim.front()).stop;
        if (!stop)
            measure(row, group);
        row.kind = kindOf(row, group, stop);
        if (row.kind == RowKind::Merged)
            row.divergence = m_settings.mergedDivergence;
        m_alignment.rows.push_back(std::move(row));
        m_notes.push_back({stop, group.real.front(), group.sim.front()});
    }

    void measure(AlignedRow &row, const TurnGroup &group) const
    {
        const SideStyle real = styleOf(m_real, group.real);
        const SideStyle sim = styleOf(m_sim, group.sim);
        const std::optional<double> content =
            contentSimilarity(row.parts, weightsFor(real.words, sim.words, m_settings));
        if (content)
            row.parts.content = 1.0 - *content;
        if (row.parts.acts)
            row.parts.act = 1.0 - *row.parts.acts;
        row.parts.style = styleDistance(real, sim);
        row.styleFlag = *row.parts.style >= m_settings.styleFlag;
    }

    RowKind kindOf(const AlignedRow &row, const TurnGroup &group, bool stop) const
    {
        if (group.real.size() + group.sim.size() > 2)
            return RowKind::Merged;
        const bool sameText =
            turn(m_real, group.real.front()).folded == turn(m_sim, group.sim.front()).folded;
        if (stop || sameText)
            return RowKind::Equal;
        const bool noCommonAct = row.parts.act && *row.parts.act >= 1.0;
        const bool littleCommon =
            row.parts.content && 1.0 - *row.parts.content < m_settings.lowContent;
        if (row.divergence > m_settings.divergentAbove || (noCommonAct && littleCommon))
            return RowKind::Divergent;
        return RowKind::Paraphrase;
    }

    void summarise()
    {
        const auto spoken = [](const WeightedDialogue &dialogue) {
            return std::count_if(dialogue.turns.begin(), dialogue.turns.end(),
                                 [](const PreparedTurn &t) { return !t.stop; });
        };
        const auto turns = static_cast<double>(spoken(m_real) + spoken(m_sim));
        double similarity = 0;
        double divergence = 0;
        int rows = 0;
        for (std::size_t i = 0; i < m_alignment.rows.size(); ++i) {
            if (m_notes[i].stop)
                continue;
            AlignedRow &row = m_alignment.rows[i];
            similarity += row.similarity.value_or(0.0);
            divergence += row.divergence;
            ++rows;
            const bool diverges =
                row.real.empty() || row.sim.empty() || row.kind == RowKind::Divergent;
            if (diverges && !m_alignment.firstDivergence) {
                m_alignment.firstDivergence = static_cast<int>(i);
                markInduced(row, m_notes[i]);
            }
        }
        m_alignment.alignSim = turns > 0 ? 2.0 * similarity / turns : 0.0;
        if (rows > 0)
            m_alignment.divergence = divergence / rows;
    }

    void markInduced(AlignedRow &row, const RowNote &note) const
    {
        if (note.real >= static_cast<int>(m_real.turns.size()) ||
            note.sim >= static_cast<int>(m_sim.turns.size()))
            return;
        row.parts.context = contextSimilarity(m_real, note.real, m_sim, note.sim);
        row.agentInduced = row.parts.context && *row.parts.context < m_settings.inducedContext;
    }

    const WeightedDialogue &m_real;
    const WeightedDialogue &m_sim;
    const AlignSettings &m_settings;
    const AnchorPlan &m_anchors;
    /// By sim turn the real turns of its group, and the other way round.
    std::vector<std::vector<int>> m_realPartners;
    std::vector<std::vector<int>> m_simPartners;
    Alignment m_alignment;
    std::vector<RowNote> m_notes;
};
} // namespace

Alignment alignPair(const WeightedDialogue &real, const WeightedDialogue &sim,
                    const AlignSettings &settings, std::span<const Anchor> anchors)
{
    const AnchorPlan plan = planAnchors(anchors, real, sim);
    std::vector<TurnGroup> groups = matchTurns(real, sim, settings, plan);
    mergeNeighbours(groups, real, sim, settings, plan);
    joinGaps(groups, real, sim, settings, plan);
    mergeNeighbours(groups, real, sim, settings, plan);
    return RowBuilder(real, sim, settings, plan).build(groups);
}

Alignment alignPair(const PreparedDialogue &real, const PreparedDialogue &sim, const IdfModel &idf,
                    const AlignSettings &settings, std::span<const Anchor> anchors)
{
    return alignPair(weighDialogue(real, idf), weighDialogue(sim, idf), settings, anchors);
}
} // namespace gapscope
