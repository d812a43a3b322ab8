// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_export_dialog.h"

#include "ui/base/file_dialog.h"
#include "ui/base/qstring.h"
#include "ui/charts/export.h"
#include "ui/charts/figure_style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace gapscope {
ChartExportDialog::ChartExportDialog(ChartSpec spec, QWidget *parent)
    : QDialog(parent), m_spec(std::move(spec))
{
    setWindowTitle(tr("Export “%1”").arg(qs(m_spec.title)));
    auto *form = new QFormLayout(this);
    m_preset = new QComboBox;
    m_preset->addItems({tr("One column, 85 mm"), tr("Two columns, 178 mm"), tr("Slide, 16:9")});
    form->addRow(tr("&For:"), m_preset);
    const auto addSize = [&](const QString &label) {
        auto *box = new QDoubleSpinBox;
        box->setRange(20, 2000);
        box->setDecimals(1);
        box->setSuffix(tr(" mm"));
        form->addRow(label, box);
        connect(box, &QDoubleSpinBox::valueChanged, this, &ChartExportDialog::updateHint);
        return box;
    };
    m_width = addSize(tr("&Width:"));
    m_height = addSize(tr("&Height:"));
    m_dpi = new QSpinBox;
    m_dpi->setRange(36, 1200);
    m_dpi->setValue(300);
    m_dpi->setSuffix(tr(" dpi"));
    form->addRow(tr("&Resolution (PNG):"), m_dpi);
    m_theme = new QComboBox;
    m_theme->addItems({tr("Paper"), tr("Slide, larger text"), tr("Dark"), tr("Print, greys only")});
    form->addRow(tr("&Look:"), m_theme);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &ChartExportDialog::updateHint);
    m_hint = new QLabel;
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    form->addRow(m_hint);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *save = buttons->addButton(tr("&Save as…"), QDialogButtonBox::AcceptRole);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &ChartExportDialog::askForFile);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ChartExportDialog::applyPreset);
    m_preset->setCurrentIndex(1);
}

double ChartExportDialog::textScale() const
{
    return figureThemes().at(static_cast<std::size_t>(m_theme->currentIndex())).textScale;
}

void ChartExportDialog::applyPreset(int index)
{
    const FigureSize &size = figureSizes().at(static_cast<std::size_t>(index));
    if (size.id == "slide")
        m_theme->setCurrentIndex(1);
    m_width->setValue(size.width);
    const double needed = std::ceil(comfortableMillimetres(m_spec, size.width, textScale()));
    m_height->setValue(size.height > 0 ? size.height : std::max(size.leastHeight, needed));
    updateHint();
}

void ChartExportDialog::updateHint()
{
    const double needed = comfortableMillimetres(m_spec, m_width->value(), textScale());
    m_hint->setText(m_height->value() < needed
                        ? tr("Text gets smaller: at this width the rows need %1 mm.")
                              .arg(locale().toString(needed, 'f', 0))
                        : QString());
}

void ChartExportDialog::askForFile()
{
    auto *dialog = newFileDialog(this, tr("Export chart"), qs(m_spec.id) + QLatin1String(".svg"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("svg"));
    dialog->setNameFilters({tr("SVG figure (*.svg)"), tr("PDF figure (*.pdf)"),
                            tr("PNG picture (*.png)"), tr("CSV data (*.csv)"),
                            tr("JSON data (*.json)")});
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QLatin1String("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ChartExportDialog::exportTo);
    dialog->open();
}

void ChartExportDialog::exportTo(const QString &path)
{
    const FigureTheme look = figureThemes().at(static_cast<std::size_t>(m_theme->currentIndex()));
    const Result<void> done =
        exportChart(m_spec, look.theme, QSizeF(m_width->value(), m_height->value()), path,
                    m_dpi->value(), look.textScale);
    if (!done) {
        m_hint->setText(tr("The chart could not be written to %1: %2.")
                            .arg(qs(done.error().subject), qs(done.error().detail)));
        return;
    }
    Q_EMIT exported(path);
    accept();
}
} // namespace gapscope
