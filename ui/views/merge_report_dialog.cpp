// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/merge_report_dialog.h"

#include "ui/base/plain_label.h"
#include "ui/base/theme.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/merge_findings_model.h"
#include "ui/views/table_copy.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
using Kind = MergeFinding::Kind;
constexpr int leastWidth = 48;
constexpr int mostWidth = 280;

QPlainTextEdit *pane(const QString &name)
{
    auto *text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(name);
    return text;
}

QWidget *titled(const QString &title, QPlainTextEdit *text)
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new PlainLabel(title);
    label->setBuddy(text);
    layout->addWidget(label);
    layout->addWidget(text, 1);
    return part;
}

/// Marks [begin, end) of the text, by colour and by a line below.
void mark(QPlainTextEdit *text, int begin, int end, const QColor &fill)
{
    if (begin == end)
        return;
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(text->document());
    selection.cursor.setPosition(begin);
    selection.cursor.setPosition(end, QTextCursor::KeepAnchor);
    selection.format.setBackground(fill);
    selection.format.setFontUnderline(true);
    text->setExtraSelections({selection});
}
} // namespace

MergeReportDialog::MergeReportDialog(Workspace &workspace, const QString &path,
                                     const MergeReport &report, std::vector<MergeFinding> findings,
                                     QWidget *parent)
    : QDialog(parent), m_report(report),
      m_proxy(new MergeFindingsProxy(new MergeFindingsModel(std::move(findings), this))),
      m_counts(new PlainLabel(mergeCountsSentence(report))), m_kinds(new QComboBox),
      m_table(new QTableView), m_unlisted(new PlainLabel), m_status(new PlainLabel)
{
    setObjectName(QStringLiteral("MergeReport"));
    setWindowTitle(tr("Labels merged"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1080, 640);
    fillKinds();
    makeTable();

    auto *list = new QWidget;
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table, 1);
    column->addWidget(m_unlisted);
    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(list);
    split->addWidget(makeDetail());
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    split->setSizes({360, 170});

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_show = buttons->addButton(tr("&Show in the pair (Enter)"), QDialogButtonBox::ActionRole);
    // Enter is the table's.
    for (QAbstractButton *button : buttons->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false);
    auto *bottom = new QHBoxLayout;
    m_status->setForegroundRole(QPalette::PlaceholderText);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHead(path));
    layout->addWidget(split, 1);
    layout->addLayout(bottom);

    connect(m_show, &QPushButton::clicked, this, &MergeReportDialog::openFinding);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, &MergeReportDialog::follow);
    connect(&workspace, &Workspace::closed, this, &QDialog::close);
    follow();
    m_table->setFocus();
}

QWidget *MergeReportDialog::makeHead(const QString &path)
{
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 4);
    auto *words = new QVBoxLayout;
    auto *file = new PlainLabel(QFileInfo(path).fileName());
    QFont strong = file->font();
    strong.setBold(true);
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    file->setFont(strong);
    file->setAccessibleName(tr("The merged file: %1").arg(file->text()));
    file->setToolTip(plainToolTip(QDir::toNativeSeparators(path)));
    m_counts->setWordWrap(true);
    words->addWidget(file);
    words->addWidget(m_counts);
    if (m_report.added + m_report.changed + m_report.removed > 0) {
        auto *undo =
            new PlainLabel(tr("Edit ▸ Undo on the Compare page takes the whole file back."));
        undo->setForegroundRole(QPalette::PlaceholderText);
        words->addWidget(undo);
    }
    layout->addLayout(words, 1);
    layout->addWidget(m_kinds, 0, Qt::AlignBottom);
    return head;
}

void MergeReportDialog::fillKinds()
{
    m_kinds->setAccessibleName(tr("Which findings are listed"));
    const QLocale locale;
    int all = 0;
    for (const Kind kind : MergeFinding::allKinds) {
        const int count = mergeCount(m_report, kind);
        all += count;
        if (count > 0)
            m_kinds->addItem(tr("%1 (%2)").arg(mergeKindText(kind), locale.toString(count)),
                             static_cast<int>(kind));
    }
    m_kinds->insertItem(0, tr("All findings (%1)").arg(locale.toString(all)));
    m_kinds->setCurrentIndex(0);
}

void MergeReportDialog::makeTable()
{
    setUpTable(m_table, CopyHeader::Yes);
    m_table->setModel(m_proxy);
    m_table->setAccessibleName(tr("What the merge found, a finding a row"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MergeReportDialog::showFinding);
    connect(m_table, &QTableView::doubleClicked, this, &MergeReportDialog::openFinding);
    for (const int key : {int(Qt::Key_Return), int(Qt::Key_Enter)}) {
        auto *enter = new QShortcut(QKeySequence(key), m_table);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, this, &MergeReportDialog::openFinding);
    }
    fitColumns();
}

void MergeReportDialog::fitColumns()
{
    using Model = MergeFindingsModel;
    QHeaderView *header = m_table->horizontalHeader();
    m_table->ensurePolished();
    for (const int column : {Model::WhatColumn, Model::AnnotatorColumn, Model::CodeColumn,
                             Model::WhereColumn, Model::StandsColumn}) {
        bool any = false;
        for (int row = 0; row < m_proxy->rowCount() && !any; ++row)
            any = !m_proxy->index(row, column).data().toString().isEmpty();
        m_table->setColumnHidden(column, !any);
        m_table->resizeColumnToContents(column);
        header->resizeSection(column,
                              std::clamp(m_table->columnWidth(column) + 8, leastWidth, mostWidth));
    }
    header->setSectionResizeMode(Model::HereColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(Model::FileColumn, QHeaderView::Stretch);
}

QWidget *MergeReportDialog::makeDetail()
{
    m_here = pane(tr("What it says here"));
    m_inFile = pane(tr("What it says in the file"));
    auto *split = new QSplitter;
    split->setChildrenCollapsible(false);
    split->addWidget(titled(tr("&Here"), m_here));
    split->addWidget(titled(tr("In the &file"), m_inFile));
    return split;
}

void MergeReportDialog::follow()
{
    const QVariant chosen = m_kinds->currentData();
    const std::optional<Kind> kind =
        chosen.isValid() ? std::optional(static_cast<Kind>(chosen.toInt())) : std::nullopt;
    m_proxy->setKind(kind);
    int more = 0;
    QStringList parts;
    for (const Kind each : MergeFinding::allKinds) {
        const int count = kind && *kind != each ? 0 : mergeUnlisted(m_report, each);
        more += count;
        if (count > 0)
            parts << tr("%1: %2").arg(mergeKindText(each), QLocale().toString(count));
    }
    m_unlisted->setText(tr("… and %1 more that are not listed (%2)")
                            .arg(QLocale().toString(more), parts.join(QStringLiteral(", "))));
    m_unlisted->setVisible(more > 0);
    if (!m_table->currentIndex().isValid())
        m_table->selectionModel()->setCurrentIndex(
            m_proxy->index(0, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    showFinding();
}

const MergeFinding *MergeReportDialog::current() const
{
    return m_proxy->finding(m_table->currentIndex());
}

void MergeReportDialog::showFinding()
{
    const MergeFinding *finding = current();
    m_status->clear();
    m_show->setEnabled(finding && finding->place);
    const auto text = [](const QString &whole, const QString &line) {
        return whole.isEmpty() ? line : whole;
    };
    m_here->setPlainText(finding ? text(finding->hereWhole, finding->here) : QString());
    m_inFile->setPlainText(finding ? text(finding->inFileWhole, finding->inFile) : QString());
    markDifference();
}

void MergeReportDialog::markDifference()
{
    m_here->setExtraSelections({});
    m_inFile->setExtraSelections({});
    const MergeFinding *finding = current();
    if (!finding || finding->kind != Kind::Drift || finding->hereWhole.isEmpty() ||
        finding->inFileWhole.isEmpty())
        return;
    const QString &one = finding->hereWhole;
    const QString &other = finding->inFileWhole;
    const int shorter = static_cast<int>(std::min(one.size(), other.size()));
    int begin = 0;
    while (begin < shorter && one[begin] == other[begin])
        ++begin;
    int end = 0;
    while (end < shorter - begin && one[one.size() - 1 - end] == other[other.size() - 1 - end])
        ++end;
    const Theme theme = Theme::of(palette());
    mark(m_here, begin, static_cast<int>(one.size()) - end, theme.deletedFill);
    mark(m_inFile, begin, static_cast<int>(other.size()) - end, theme.insertedFill);
}

void MergeReportDialog::openFinding()
{
    const MergeFinding *finding = current();
    if (finding && finding->place)
        Q_EMIT labelRequested(*finding->place);
    else if (finding)
        m_status->setText(tr("This stands on no dialogue that is in the workspace."));
}

void MergeReportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_inFile)
        markDifference();
}

QString MergeReportDialog::headline() const
{
    return m_counts->text();
}

QString MergeReportDialog::here() const
{
    return m_here->toPlainText();
}

QString MergeReportDialog::inFile() const
{
    return m_inFile->toPlainText();
}

QString MergeReportDialog::unlisted() const
{
    return m_unlisted->isHidden() ? QString() : m_unlisted->text();
}

QString MergeReportDialog::said() const
{
    return m_status->text();
}
} // namespace gapscope
