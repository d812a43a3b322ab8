// SPDX-License-Identifier: GPL-3.0-or-later
// What the comparison marks, and how it is laid out.
#include "ui/views/compare/compare_header.h"
#include "ui/views/compare/compare_view.h"

#include <algorithm>

namespace gapscope {
namespace {
constexpr int smallestZoom = -4;
constexpr int largestZoom = 24;
} // namespace

bool CompareView::hiddenEqual() const
{
    return m_scene->hideEqual();
}

bool CompareView::swapped() const
{
    return m_scene->swapped();
}

bool CompareView::wordDiff() const
{
    return m_scene->options().wordDiff;
}

bool CompareView::cuesShown() const
{
    return m_scene->options().cues;
}

const CueFilter &CompareView::shownFeatures() const
{
    return m_scene->options().features;
}

bool CompareView::factsShown() const
{
    return m_scene->options().facts;
}

bool CompareView::unitsShown() const
{
    return m_state.units;
}

Arrangement CompareView::arrangement() const
{
    return m_scene->arrangement();
}

int CompareView::zoom() const
{
    return m_zoom;
}

void CompareView::setHiddenEqual(bool hidden)
{
    if (hidden == m_scene->hideEqual())
        return;
    keepingPlace([&] { m_scene->setHideEqual(hidden); });
    const int item = m_scene->itemOfRow(m_state.currentRow);
    if (item >= 0 && m_scene->item(item).firstRow != m_state.currentRow)
        moveTo(m_scene->item(item).firstRow, false);
    Q_EMIT hiddenEqualChanged(hidden);
}

void CompareView::setSwapped(bool swapped)
{
    if (swapped == m_scene->swapped())
        return;
    keepingPlace([&] { m_scene->setSwapped(swapped); });
    m_header->update();
}

void CompareView::setOptions(const ContentOptions &options)
{
    if (options == m_scene->options())
        return;
    keepingPlace([&] { m_scene->setOptions(options); });
    Q_EMIT marksChanged();
}

void CompareView::setWordDiff(bool on)
{
    ContentOptions options = m_scene->options();
    options.wordDiff = on;
    setOptions(options);
}

void CompareView::setCuesShown(bool on)
{
    ContentOptions options = m_scene->options();
    options.cues = on;
    setOptions(options);
}

void CompareView::setShownFeatures(const CueFilter &features)
{
    ContentOptions options = m_scene->options();
    options.features = features;
    setOptions(options);
}

void CompareView::setFactsShown(bool on)
{
    ContentOptions options = m_scene->options();
    options.facts = on;
    setOptions(options);
}

void CompareView::setUnitsShown(bool on)
{
    if (on == m_state.units)
        return;
    m_state.units = on;
    viewport()->update();
    Q_EMIT marksChanged();
}

void CompareView::setArrangement(Arrangement arrangement)
{
    if (arrangement == m_scene->arrangement())
        return;
    keepingPlace([&] { m_scene->setArrangement(arrangement); });
    placeHeader();
    Q_EMIT arrangementChanged(arrangement);
}

void CompareView::setZoom(int steps)
{
    steps = std::clamp(steps, smallestZoom, largestZoom);
    if (steps == m_zoom)
        return;
    m_zoom = steps;
    restyle();
    Q_EMIT zoomChanged(m_zoom);
}

void CompareView::zoomIn()
{
    setZoom(m_zoom + 1);
}

void CompareView::zoomOut()
{
    setZoom(m_zoom - 1);
}

void CompareView::resetZoom()
{
    setZoom(0);
}
} // namespace gapscope
