// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/present/slides_dialog.h"

#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
SlidesDialog::SlidesDialog(Workspace &workspace, std::optional<Slide> chart,
                           std::optional<Slide> pair, QWidget *parent)
    : QDialog(parent), m_workspace(workspace),
      m_slides(parseSlides(workspace.setting(slidesKey).value_or("[]"))), m_list(new QListWidget)
{
    setWindowTitle(tr("Slides"));
    m_list->setAccessibleName(tr("Slides in their order"));
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
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_list, 1);
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
    for (const Slide &slide : m_slides)
        m_list->addItem(slide.isChart() ? tr("Chart: %1").arg(qs(slide.title))
                                        : tr("Pair: %1").arg(qs(slide.title)));
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
}
} // namespace gapscope
