// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gap/dashboard_export_dialog.h"

#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/plain_label.h"
#include "ui/views/gap/dashboard_panel.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace gapscope {
DashboardExportDialog::DashboardExportDialog(const DashboardPanel &panel, const QString &title,
                                             QWidget *parent)
    : QDialog(parent), m_panel(panel), m_title(new QLineEdit(title)), m_preset(new QComboBox),
      m_width(sideBox()), m_height(sideBox()), m_dpi(new QSpinBox), m_look(new QComboBox),
      m_hint(new PlainLabel)
{
    setWindowTitle(tr("Export the page"));
    m_preset->addItems({tr("One column, 85 mm"), tr("Two columns, 178 mm"), tr("Slide, 16:9")});
    m_dpi->setRange(36, 1200);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    m_look->addItems({tr("Paper"), tr("Slide, larger text"), tr("Dark"), tr("Print, greys only")});
    m_hint->setWordWrap(true);
    // Two lines, so that the dialog keeps its size when there is something to say.
    m_hint->setMinimumHeight(2 * m_hint->fontMetrics().lineSpacing());
    auto *form = new QFormLayout(this);
    form->addRow(tr("&Title:"), m_title);
    form->addRow(tr("&For:"), m_preset);
    form->addRow(tr("&Width:"), m_width);
    form->addRow(tr("&Height:"), m_height);
    form->addRow(tr("&Resolution (PNG):"), m_dpi);
    form->addRow(tr("&Look:"), m_look);
    form->addRow(m_hint);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *save = buttons->addButton(tr("&Save as…"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &DashboardExportDialog::askForFile);
    connect(m_look, &QComboBox::currentIndexChanged, this, &DashboardExportDialog::updateHint);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &DashboardExportDialog::applyPreset);
    m_preset->setCurrentIndex(1);
    resize(460, sizeHint().height());
}

QDoubleSpinBox *DashboardExportDialog::sideBox()
{
    auto *box = new QDoubleSpinBox;
    box->setRange(20, 2000);
    box->setDecimals(1);
    box->setSuffix(tr(" mm"));
    connect(box, &QDoubleSpinBox::valueChanged, this, &DashboardExportDialog::updateHint);
    return box;
}

DashboardPage DashboardExportDialog::page() const
{
    return {m_title->text().simplified(), m_width->value(), m_height->value(), m_dpi->value(),
            figureThemes().at(static_cast<std::size_t>(m_look->currentIndex()))};
}

void DashboardExportDialog::applyPreset(int index)
{
    const FigureSize &size = figureSizes().at(static_cast<std::size_t>(index));
    if (size.id == "slide")
        m_look->setCurrentIndex(1);
    m_width->setValue(size.width);
    const double needed =
        std::ceil(comfortablePageHeight(m_panel.tiles(), m_panel.specs(), page()));
    m_height->setValue(size.height > 0 ? size.height : needed);
    updateHint();
}

void DashboardExportDialog::updateHint()
{
    const double needed = comfortablePageHeight(m_panel.tiles(), m_panel.specs(), page());
    m_hint->setText(m_height->value() < std::floor(needed)
                        ? tr("Text gets smaller: at this width the charts need %1 mm.")
                              .arg(locale().toString(std::ceil(needed), 'f', 0))
                        : QString());
}

void DashboardExportDialog::askForFile()
{
    auto *dialog = newFileDialog(this, tr("Export the page"), QStringLiteral("page.pdf"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(
        {tr("PDF page (*.pdf)"), tr("SVG figure (*.svg)"), tr("PNG picture (*.png)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1String("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &DashboardExportDialog::exportTo);
    dialog->open();
}

void DashboardExportDialog::exportTo(const QString &path)
{
    if (const Result<void> done = m_panel.exportTo(path, page()); !done) {
        m_hint->setText(errorSentence(done.error()));
        return;
    }
    Q_EMIT exported(path);
    accept();
}
} // namespace gapscope
