// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/compare_layout.h"

#include "core/model/markup.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace gapscope {
namespace {
using Positions = std::vector<int>;

/// Gaps with more pairs of turns are put in step by order alone.
constexpr std::size_t mostCells = 250'000;

const Turn &turnAt(const Dialogue &dialogue, int position)
{
    return dialogue.turns[static_cast<std::size_t>(position)];
}

/// A message with calls written into it speaks as well, mostly: several steps of the agent in one.
bool callsBesideText(const Turn &turn)
{
    return std::any_of(turn.toolCalls.begin(), turn.toolCalls.end(),
                       [](const ToolCall &call) { return !standsInText(call); });
}

/// How well two turns between user turns go side by side; 0 = not at all.
int fit(const Turn &real, const Turn &sim)
{
    if (real.role != sim.role)
        return 0;
    if (real.toolResult && sim.toolResult)
        return real.toolResult->name == sim.toolResult->name ? 4 : 1;
    const bool acts = callsBesideText(real);
    if (acts != callsBesideText(sim))
        return 0;
    const bool sameNames = std::equal(
        real.toolCalls.begin(), real.toolCalls.end(), sim.toolCalls.begin(), sim.toolCalls.end(),
        [](const ToolCall &a, const ToolCall &b) { return a.name == b.name; });
    if (sameNames && !real.toolCalls.empty())
        return 4;
    return acts ? 1 : 3;
}

class LayoutBuilder
{
public:
    LayoutBuilder(const Dialogue &real, const Dialogue &sim, const Alignment &alignment)
        : m_real(real), m_sim(sim), m_alignment(alignment), m_realAligned(real.turns.size(), false),
          m_simAligned(sim.turns.size(), false)
    {
        for (const AlignedRow &row : alignment.rows) {
            for (const int position : row.real)
                m_realAligned[static_cast<std::size_t>(position)] = true;
            for (const int position : row.sim)
                m_simAligned[static_cast<std::size_t>(position)] = true;
        }
    }

    std::vector<DisplayRow> build()
    {
        m_rows.reserve(std::max(m_real.turns.size(), m_sim.turns.size()));
        for (std::size_t i = 0; i < m_alignment.rows.size(); ++i)
            addAligned(static_cast<int>(i), m_alignment.rows[i]);
        addBetween(takeGap(m_realAligned, m_nextReal), takeGap(m_simAligned, m_nextSim));
        return std::move(m_rows);
    }

private:
    /// The turns from `next` up to the next aligned one.
    static Positions takeGap(const std::vector<bool> &aligned, int &next)
    {
        Positions gap;
        while (next < static_cast<int>(aligned.size()) && !aligned[static_cast<std::size_t>(next)])
            gap.push_back(next++);
        return gap;
    }

    /// What stands before the next aligned turns. A side without such a turn gives its part only
    /// where the other has something to put beside it, and not inside a merged row.
    void addGap(bool realComes, bool simComes, bool insideRow)
    {
        Positions real;
        Positions sim;
        if (realComes)
            real = takeGap(m_realAligned, m_nextReal);
        if (simComes)
            sim = takeGap(m_simAligned, m_nextSim);
        if (!realComes && !insideRow && !sim.empty())
            real = takeGap(m_realAligned, m_nextReal);
        if (!simComes && !insideRow && !real.empty())
            sim = takeGap(m_simAligned, m_nextSim);
        addBetween(real, sim);
    }

    /// Turns of a merged row that have other turns between them become successive rows.
    void addAligned(int index, const AlignedRow &row)
    {
        std::size_t real = 0;
        std::size_t sim = 0;
        while (real < row.real.size() || sim < row.sim.size()) {
            addGap(real < row.real.size(), sim<row.sim.size(), real + sim> 0);
            DisplayRow display;
            display.alignedRow = index;
            for (; real < row.real.size() && row.real[real] == m_nextReal; ++m_nextReal)
                display.real.push_back(row.real[real++]);
            for (; sim < row.sim.size() && row.sim[sim] == m_nextSim; ++m_nextSim)
                display.sim.push_back(row.sim[sim++]);
            if (display.real.empty() && display.sim.empty())
                return; // not an alignment of these dialogues in reading order
            m_rows.push_back(std::move(display));
        }
    }

    void addBetween(const Positions &real, const Positions &sim)
    {
        // What most gaps are: an answer to each.
        if (real.size() == 1 && sim.size() == 1 &&
            fit(turnAt(m_real, real[0]), turnAt(m_sim, sim[0])) > 0)
            addPair(real[0], sim[0]);
        else if (real.size() * sim.size() > mostCells)
            addByOrder(real, sim);
        else
            addByFit(real, sim);
    }

    void addByFit(const Positions &real, const Positions &sim)
    {
        const std::size_t columns = sim.size() + 1;
        std::vector<int> best((real.size() + 1) * columns, 0);
        const auto fitOf = [&](std::size_t i, std::size_t j) {
            return fit(turnAt(m_real, real[i]), turnAt(m_sim, sim[j]));
        };
        const auto paired = [&](std::size_t i, std::size_t j, int value) {
            return value > 0 ? value + best[(i + 1) * columns + j + 1] : -1;
        };
        for (std::size_t i = real.size(); i-- > 0;)
            for (std::size_t j = sim.size(); j-- > 0;)
                best[i * columns + j] =
                    std::max({best[(i + 1) * columns + j], best[i * columns + j + 1],
                              paired(i, j, fitOf(i, j))});
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < real.size() && j < sim.size()) {
            const int here = best[i * columns + j];
            if (here == paired(i, j, fitOf(i, j)))
                addPair(real[i++], sim[j++]);
            else if (here == best[(i + 1) * columns + j])
                addReal(real[i++]);
            else
                addSim(sim[j++]);
        }
        while (i < real.size())
            addReal(real[i++]);
        while (j < sim.size())
            addSim(sim[j++]);
    }

    void addByOrder(const Positions &real, const Positions &sim)
    {
        for (std::size_t i = 0; i < std::max(real.size(), sim.size()); ++i) {
            const bool both = i < real.size() && i < sim.size();
            if (both && fit(turnAt(m_real, real[i]), turnAt(m_sim, sim[i])) > 0) {
                addPair(real[i], sim[i]);
                continue;
            }
            if (i < real.size())
                addReal(real[i]);
            if (i < sim.size())
                addSim(sim[i]);
        }
    }

    void addPair(int real, int sim)
    {
        m_rows.push_back({-1, {real}, {sim}, turnAt(m_real, real).role});
    }
    void addReal(int real) { m_rows.push_back({-1, {real}, {}, turnAt(m_real, real).role}); }
    void addSim(int sim) { m_rows.push_back({-1, {}, {sim}, turnAt(m_sim, sim).role}); }

    const Dialogue &m_real;
    const Dialogue &m_sim;
    const Alignment &m_alignment;
    std::vector<bool> m_realAligned;
    std::vector<bool> m_simAligned;
    int m_nextReal = 0;
    int m_nextSim = 0;
    std::vector<DisplayRow> m_rows;
};
} // namespace

std::vector<DisplayRow> layoutPair(const Dialogue &real, const Dialogue &sim,
                                   const Alignment &alignment)
{
    return LayoutBuilder(real, sim, alignment).build();
}
} // namespace gapscope
