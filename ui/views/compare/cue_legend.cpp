// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/cue_legend.h"

#include "ui/base/qstring.h"
#include "ui/base/themed_icons.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/sign_legend.h"

#include <QEvent>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
constexpr int margin = 10;
constexpr int vertical = 4;
constexpr int gap = 6;

std::array<int, featureCount> counts(const std::vector<CueSpan> &cues)
{
    std::array<int, featureCount> result{};
    for (const CueSpan &cue : cues)
        ++result[static_cast<std::size_t>(cue.feature)];
    return result;
}

int size(const std::map<int, std::vector<LackingFact>> &facts)
{
    std::size_t count = 0;
    for (const auto &[turn, marks] : facts)
        count += marks.size();
    return static_cast<int>(count);
}

std::vector<MarkChip::Content> contents(const CompareModel &model)
{
    using Kind = MarkChip::Kind;
    const ComparePair &pair = model.pair();
    std::vector<MarkChip::Content> result;
    if (!model.isAlone()) {
        result.push_back(
            {Kind::WordDifferences,
             {},
             CueLegend::tr("Words"),
             CueLegend::tr("Words that differ inside a row: broken line, only the real user says "
                           "them; whole line, only the simulated user does."),
             {},
             {}});
        result.push_back(
            {Kind::Facts,
             {},
             CueLegend::tr("Facts"),
             CueLegend::tr("Identifiers, numbers, dates and times that the other side does not say "
                           "in this row: whole box, it never says it; dotted box, it says it in "
                           "another turn."),
             size(model.facts().real),
             size(model.facts().sim)});
        if (!pair.units.empty())
            result.push_back(
                {Kind::Units,
                 {},
                 CueLegend::tr("Information links"),
                 CueLegend::tr("Join the turns in which the two users first say a piece of the "
                               "task's information: links that meet in an early simulated turn "
                               "show front-loading."),
                 {},
                 {}});
    }
    const auto real = counts(pair.real.cues);
    const auto sim = counts(pair.sim.cues);
    for (const FeatureInfo &feature : featureTable()) {
        const auto index = static_cast<std::size_t>(feature.feature);
        if (real[index] + sim[index] > 0)
            result.push_back(
                {Kind::Feature, feature.feature, qs(feature.title), {}, real[index], sim[index]});
    }
    return result;
}
} // namespace

CueLegend::CueLegend(CompareView &view, QWidget *parent)
    : QWidget(parent), m_view(view), m_signs(new SignLegend(*view.model(), this)),
      m_all(new QToolButton(this)), m_none(new QToolButton(this)), m_more(new QToolButton(this))
{
    setAccessibleName(tr("Legend of the marks"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_all->setText(tr("All"));
    m_all->setAccessibleName(tr("Show all features"));
    m_all->setToolTip(tr("Show all features"));
    m_none->setText(tr("None"));
    m_none->setAccessibleName(tr("Show no features"));
    m_none->setToolTip(tr("Show no features"));
    for (QToolButton *button : {m_all, m_none, m_more}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_all, &QToolButton::clicked, this, [this] { showAll(true); });
    connect(m_none, &QToolButton::clicked, this, [this] { showAll(false); });
    connect(m_more, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    connect(m_view.model(), &QAbstractItemModel::modelReset, this, &CueLegend::list);
    connect(m_view.model(), &QAbstractItemModel::dataChanged, this, &CueLegend::list);
    connect(&m_view, &CompareView::marksChanged, this, &CueLegend::showState);
    list();
}

void CueLegend::setOpen(bool open)
{
    m_open = open;
    arrange();
}

void CueLegend::list()
{
    std::vector<MarkChip::Content> wanted = contents(*m_view.model());
    const bool same = std::equal(m_chips.begin(), m_chips.end(), wanted.begin(), wanted.end(),
                                 [](const MarkChip *chip, const MarkChip::Content &content) {
                                     return chip->content() == content;
                                 });
    if (same)
        return;
    for (MarkChip *chip : m_chips) {
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    QWidget *before = m_signs;
    for (MarkChip::Content &content : wanted) {
        auto *chip = new MarkChip(std::move(content), this);
        connect(chip, &QAbstractButton::clicked, this,
                [this, chip](bool on) { toggle(chip->content(), on); });
        setTabOrder(before, chip);
        before = chip;
        m_chips.push_back(chip);
    }
    setTabOrder(before, m_all);
    setTabOrder(m_all, m_none);
    setTabOrder(m_none, m_more);
    showState();
    arrange();
}

void CueLegend::showState()
{
    for (MarkChip *chip : m_chips) {
        const MarkChip::Content &content = chip->content();
        bool on = false;
        switch (content.kind) {
        case MarkChip::Kind::Feature:
            on = m_view.cuesShown() &&
                 m_view.shownFeatures().test(static_cast<std::size_t>(content.feature));
            break;
        case MarkChip::Kind::WordDifferences:
            on = m_view.wordDiff();
            break;
        case MarkChip::Kind::Facts:
            on = m_view.factsShown();
            break;
        case MarkChip::Kind::Units:
            on = m_view.unitsShown();
            break;
        }
        chip->setChecked(on);
    }
}

void CueLegend::toggle(const MarkChip::Content &content, bool on)
{
    switch (content.kind) {
    case MarkChip::Kind::WordDifferences:
        m_view.setWordDiff(on);
        return;
    case MarkChip::Kind::Facts:
        m_view.setFactsShown(on);
        return;
    case MarkChip::Kind::Units:
        m_view.setUnitsShown(on);
        return;
    case MarkChip::Kind::Feature:
        break;
    }
    // Where all were switched off together, switching one on shows that one.
    CueFilter shown = m_view.cuesShown() ? m_view.shownFeatures() : CueFilter();
    shown.set(static_cast<std::size_t>(content.feature), on);
    m_view.setShownFeatures(shown);
    m_view.setCuesShown(true);
}

void CueLegend::showAll(bool on)
{
    m_view.setShownFeatures(on ? CueFilter().set() : CueFilter());
    m_view.setCuesShown(true);
}

void CueLegend::arrange()
{
    const int height = m_chips.empty() ? 0 : m_chips.front()->sizeHint().height();
    setVisible(!m_chips.empty());
    if (m_chips.empty())
        return;
    // A dialogue alone has no signs.
    std::vector<QWidget *> entries;
    m_signs->setVisible(!m_view.model()->isAlone());
    if (!m_view.model()->isAlone())
        entries.push_back(m_signs);
    entries.insert(entries.end(), m_chips.begin(), m_chips.end());
    const bool features = std::any_of(m_chips.begin(), m_chips.end(), [](const MarkChip *chip) {
        return chip->content().kind == MarkChip::Kind::Feature;
    });
    m_all->setVisible(features);
    m_none->setVisible(features);
    if (features)
        entries.insert(entries.end(), {m_all, m_none});
    // The button's widest text decides, so that it does not move when it is pressed.
    m_more->setText(tr("%1 more").arg(entries.size()));
    const QSize more(m_more->sizeHint().width(), height);
    const int right = width() - margin - more.width() - gap;
    int x = margin;
    int y = vertical;
    int hidden = 0;
    for (QWidget *entry : entries) {
        const int wide = entry->sizeHint().width();
        const bool full = x > margin && x + wide > right;
        if (full && m_open) {
            x = margin;
            y += height + vertical;
        }
        const bool shown = hidden == 0 && (m_open || !full);
        entry->setVisible(shown);
        hidden += shown ? 0 : 1;
        if (!shown)
            continue;
        entry->setGeometry(x, y, wide, height);
        x += wide + gap;
    }
    const bool severalLines = y > vertical;
    m_more->setVisible(hidden > 0 || severalLines);
    m_more->setText(m_open ? tr("Less") : tr("%1 more").arg(hidden));
    m_more->setAccessibleName(m_open ? tr("Legend on one line")
                                     : tr("Open the legend, %1 more entries").arg(hidden));
    m_more->setToolTip(m_more->accessibleName());
    setThemedIcon(m_more, m_open ? "chevron-down" : "chevron-right");
    m_more->setGeometry(width() - margin - more.width(), vertical, more.width(), height);
    setFixedHeight(y + height + vertical);
}

void CueLegend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CueLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}
} // namespace gapscope
