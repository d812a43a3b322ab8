// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/present/slides_dialog.h"

#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
SlidesDialog::SlidesDialog(Workspace &workspace, std::optional<Slide> chart,
                           std::optional<Slide> pair, QWidget *parent)
    : QDialog(parent), m_workspace(workspace),
      m_slides(parseSlides(workspace.setting(slidesKey).value_or("[]"))), m_list(new QListWidget),
      m_empty(new PlainLabel(tr("No slide was chosen yet. Add what is on screen; View ▸ Present "
                                "shows what is on screen while there is none.")))
{
    setWindowTitle(tr("Slides"));
    m_list->setAccessibleName(tr("Slides in their order"));
    m_empty->setWordWrap(true);
    auto *buttons = new QVBoxLayout;
    const auto button = [&](const QString &text, auto run) {
        auto *one = new QPushButton(text);
        one->setAutoDefault(false);
        connect(one, &QPushButton::clicked, this, run);
        buttons->addWidget(one);
        return one;
    };
    const auto adder = [&](const QString &text, std::optional<Slide> slide) {
        QPushButton *one = button(text, [this, slide] {
            std::vector<Slide> slides = m_slides;
            slides.push_back(*slide);
            become(std::move(slides), int(m_slides.size()));
        });
        one->setEnabled(slide.has_value());
    };
    adder(tr("Add the &chart on screen"), std::move(chart));
    adder(tr("Add the &pair on screen"), std::move(pair));
    buttons->addSpacing(12);
    m_up = button(tr("Move &up"), [this] { move(-1); });
    m_down = button(tr("Move &down"), [this] { move(1); });
    m_remove = button(tr("&Remove"), [this] {
        std::vector<Slide> slides = m_slides;
        slides.erase(slides.begin() + m_list->currentRow());
        become(std::move(slides), m_list->currentRow());
    });
    buttons->addStretch(1);
    m_present = button(tr("Pre&sent"), [this] {
        accept();
        Q_EMIT presentRequested();
    });
    button(tr("Close"), [this] { accept(); });
    auto *hideNames = new QCheckBox(tr("&Hide names: simulators become Simulator A, B …"));
    hideNames->setToolTip(tr("Ids of dialogues and tasks and everybody’s labels are never shown. "
                             "What people wrote stays as it is."));
    hideNames->setChecked(
        slidesHideNames(workspace.setting(slidesHideNamesKey).value_or(std::string())));
    connect(hideNames, &QCheckBox::toggled, this, [this](bool hidden) {
        m_workspace.saveSetting(slidesHideNamesKey, hidden ? "true" : "false");
    });
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(m_empty);
    left->addWidget(hideNames);
    auto *layout = new QHBoxLayout(this);
    layout->addLayout(left, 1);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &SlidesDialog::refresh);
    become(m_slides, 0);
    resize(620, 380);
}

void SlidesDialog::become(std::vector<Slide> slides, int current)
{
    if (slides != m_slides)
        m_workspace.saveSetting(slidesKey, slidesText(slides));
    m_slides = std::move(slides);
    m_list->clear();
    for (const Slide &slide : m_slides) {
        const QString what = slide.isChart() ? tr("%1. Chart: %2") : tr("%1. Pair: %2");
        m_list->addItem(what.arg(m_list->count() + 1).arg(qs(slide.title)));
    }
    m_list->setCurrentRow(std::clamp(current, 0, std::max(0, int(m_slides.size()) - 1)));
    refresh();
}

void SlidesDialog::move(int step)
{
    const int from = m_list->currentRow();
    std::vector<Slide> slides = m_slides;
    std::swap(slides[static_cast<std::size_t>(from)],
              slides[static_cast<std::size_t>(from + step)]);
    become(std::move(slides), from + step);
}

void SlidesDialog::refresh()
{
    const int row = m_list->currentRow();
    const int count = static_cast<int>(m_slides.size());
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < count);
    m_remove->setEnabled(row >= 0 && row < count);
    m_present->setEnabled(count > 0);
    m_empty->setVisible(count == 0);
}
} // namespace gapscope
