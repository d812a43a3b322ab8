// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/features_panel.h"

#include "ui/base/gap_analysis.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/effects_table.h"
#include "ui/views/figure_view.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
FeaturesPanel::FeaturesPanel(Workspace &workspace, QWidget *parent)
    : GapPanel(workspace, parent), m_title(new PlainLabel),
      m_table(new FigureView(tr("Effect sizes of the features")))
{
    m_title->setContentsMargins(10, 6, 10, 4);
    m_title->setWordWrap(true);
    auto *places = new QAction(tr("Show where it fired"), this);
    m_table->insertAction(m_table->actions().first(), places);
    const auto open = [this](const QString &key) {
        if (const std::optional<Feature> feature = featureByKey(utf8(key)))
            Q_EMIT featureRequested(*feature, simulator());
    };
    connect(places, &QAction::triggered, this, [this, open] { open(m_table->currentKey()); });
    connect(m_table, &FigureView::keyOpened, this, open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
}

void FeaturesPanel::refresh()
{
    const std::shared_ptr<const FeatureEffects> effects = workspace().gap().effects();
    if (!effects) {
        m_title->setText(tr("Computing effect sizes …"));
        m_table->setFigures({});
        return;
    }
    const auto found =
        std::find_if(effects->simulators.begin(), effects->simulators.end(),
                     [&](const SimulatorEffects &one) { return one.name == utf8(simulator()); });
    if (found == effects->simulators.end()) {
        m_title->setText(tr("No features to compare"));
        m_table->setFigures({});
        return;
    }
    const auto at = static_cast<std::size_t>(found - effects->simulators.begin());
    const std::shared_ptr<const UsiUncertainty> uncertainty = workspace().gap().uncertainty();
    const FeatureEstimates *estimates =
        uncertainty && at < uncertainty->features.size() ? &uncertainty->features[at] : nullptr;
    const int tasks = found->features.empty() ? 0 : found->features.front().tasks;
    m_title->setText(
        tr("%1 against people, %Ln task(s). Grey: it occurs in fewer than %2 dialogues.", nullptr,
           tasks)
            .arg(simulator())
            .arg(leastEvents));
    m_table->setFigures(effectsTable(*found, estimates));
}
} // namespace gapscope
