// SPDX-License-Identifier: GPL-3.0-or-later
// How the import dialog is put together; what it does is in import_dialog.cpp.
#include "ui/base/plain_label.h"
#include "ui/base/theme.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/import_model.h"
#include "ui/models/issues_model.h"
#include "ui/views/corpus_delegate.h"
#include "ui/views/import_delegate.h"
#include "ui/views/import_dialog.h"
#include "ui/views/import_preview.h"
#include "ui/views/table_copy.h"

#include <QComboBox>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace gapscope {
ImportDialog::ImportDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_model(new ImportModel(this)),
      m_issues(new IssuesModel(this)), m_notice(new PlainLabel), m_status(new PlainLabel)
{
    setWindowTitle(tr("Import transcripts"));
    setAcceptDrops(true);
    resize(1120, 720);

    m_notice->setWordWrap(true);
    m_status->setWordWrap(true);
    m_status->setAccessibleName(tr("State of the import"));
    // No default button: Enter ends the editing of a field, and must not import what was not
    // looked at. (A QDialogButtonBox would choose one by itself.)
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_import = new QPushButton;
    m_import->setAutoDefault(false);

    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    auto *top = new QWidget;
    auto *topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 0);
    topLayout->addWidget(makeTable(), 1);
    topLayout->addWidget(makeSelectionFields());
    split->addWidget(top);
    split->addWidget(makePreview());
    split->setSizes({300, 320});

    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_status, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addWidget(makeButtons());
    layout->addWidget(split, 1);
    layout->addLayout(bottom);

    connect(m_import, &QPushButton::clicked, this, &ImportDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_model, &ImportModel::changed, this, &ImportDialog::refresh);
    // Also while it waits, hidden, for the end of its import: that end will not come.
    connect(&m_workspace, &Workspace::closed, this, &QObject::deleteLater);
    refresh();
}

QWidget *ImportDialog::makeButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto button = [&](const QString &text) {
        auto *made = new QPushButton(text);
        made->setAutoDefault(false);
        layout->addWidget(made);
        return made;
    };
    auto *files = button(tr("Add &files…"));
    auto *folder = button(tr("Add f&older…"));
    m_remove = button(tr("&Remove"));
    m_remove->setToolTip(tr("Takes the selected files off this list"));
    m_map = button(tr("&Map fields…"));
    m_map->setToolTip(plainToolTip(
        tr("Says what the file does not: who its users are, where task, run and outcome stand, "
           "and how a file of an unknown format is read")));
    auto *hint = new PlainLabel(tr("or drop files here"));
    hint->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(hint);
    layout->addStretch(1);
    auto *advanced = new QToolButton;
    advanced->setText(tr("Advanced"));
    advanced->setToolTip(tr("Benchmark and format of the files"));
    advanced->setCheckable(true);
    layout->addWidget(advanced);
    connect(files, &QPushButton::clicked, this, [this] { chooseFiles(false); });
    connect(folder, &QPushButton::clicked, this, [this] { chooseFiles(true); });
    connect(m_remove, &QPushButton::clicked, this, &ImportDialog::removeSelected);
    connect(m_map, &QPushButton::clicked, this, &ImportDialog::mapSelected);
    connect(advanced, &QToolButton::toggled, this, [this](bool on) {
        m_table->setColumnHidden(ImportModel::BenchmarkColumn, !on);
        m_benchmark->setVisible(on);
        m_benchmarkLabel->setVisible(on);
    });
    return row;
}

QWidget *ImportDialog::makeTable()
{
    m_table = new QTableView;
    setUpTable(m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ImportDelegate(m_table));
    m_table->setAccessibleName(tr("Files to import"));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                             QAbstractItemView::EditKeyPressed);
    m_table->setColumnHidden(ImportModel::BenchmarkColumn, true);
    // Said under “What was found” where they are exchanged, and changed below the table.
    m_table->setColumnHidden(ImportModel::RolesColumn, true);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(ImportModel::FileColumn, 230);
    header->resizeSection(ImportModel::KindColumn, 120);
    header->resizeSection(ImportModel::LabelColumn, 130);
    header->resizeSection(ImportModel::DomainColumn, 90);
    header->resizeSection(ImportModel::BenchmarkColumn, 90);
    header->resizeSection(ImportModel::FormatColumn, 150);
    header->resizeSection(ImportModel::SizeColumn, 76);
    header->setStretchLastSection(true);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == ImportModel::KindColumn && (index.flags() & Qt::ItemIsEditable))
            m_table->edit(index);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ImportDialog::showSelection);
    return m_table;
}

QWidget *ImportDialog::makeSelectionFields()
{
    m_fields = new QGroupBox;
    auto *layout = new QHBoxLayout(m_fields);
    const auto caption = [&](const QString &text, QWidget *buddy) {
        auto *label = new PlainLabel(text);
        label->setBuddy(buddy);
        layout->addWidget(label);
        return label;
    };
    const auto field = [&](int column) {
        auto *edit = new QLineEdit;
        connect(edit, &QLineEdit::editingFinished, this, [this, edit, column] {
            if (!edit->isModified())
                return;
            edit->setModified(false);
            setForSelected(column, edit->text());
        });
        return edit;
    };
    m_kind = new QComboBox;
    m_kind->addItem(ImportModel::kindName(CorpusKind::Unknown),
                    static_cast<int>(CorpusKind::Unknown));
    for (const CorpusKind kind : {CorpusKind::Real, CorpusKind::Simulated, CorpusKind::SelfDialog})
        m_kind->addItem(corpusIcon(kind, Theme::of(palette())), ImportModel::kindName(kind),
                        static_cast<int>(kind));
    m_kind->setPlaceholderText(tr("several"));
    m_kind->setAccessibleName(tr("Users of the selected files are"));
    m_roles = new QComboBox;
    for (const bool swapped : {false, true})
        m_roles->addItem(ImportModel::rolesName(swapped), swapped);
    m_roles->setPlaceholderText(tr("several"));
    m_roles->setAccessibleName(tr("Roles of user and agent in the selected files"));
    m_roles->setToolTip(plainToolTip(
        tr("In data for training user simulators the assistant plays the user: there user and "
           "agent have to be exchanged. Suggested where the system prompt says so.")));
    m_label = field(ImportModel::LabelColumn);
    m_label->setAccessibleName(tr("Label of the selected files"));
    m_domain = field(ImportModel::DomainColumn);
    m_domain->setAccessibleName(tr("Domain of the selected files"));
    m_benchmark = field(ImportModel::BenchmarkColumn);
    m_benchmark->setAccessibleName(tr("Benchmark of the selected files"));
    caption(tr("&Users are"), m_kind);
    layout->addWidget(m_kind);
    caption(tr("Rol&es"), m_roles);
    layout->addWidget(m_roles);
    caption(tr("&Label"), m_label);
    layout->addWidget(m_label, 2);
    caption(tr("&Domain"), m_domain);
    layout->addWidget(m_domain, 1);
    m_benchmarkLabel = caption(tr("&Benchmark"), m_benchmark);
    layout->addWidget(m_benchmark, 1);
    m_benchmark->hide();
    m_benchmarkLabel->hide();
    connect(m_kind, &QComboBox::activated, this, [this] {
        if (m_kind->currentData().toInt() != static_cast<int>(CorpusKind::Unknown))
            setForSelected(ImportModel::KindColumn, m_kind->currentData());
    });
    connect(m_roles, &QComboBox::activated, this,
            [this] { setForSelected(ImportModel::RolesColumn, m_roles->currentData()); });
    return m_fields;
}

QWidget *ImportDialog::makePreview()
{
    m_preview = new ImportPreview;
    auto *issues = new QWidget;
    auto *layout = new QVBoxLayout(issues);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_issuesTitle = new PlainLabel;
    m_issuesTitle->setForegroundRole(QPalette::PlaceholderText);
    m_issuesView = new QTableView;
    setUpTable(m_issuesView);
    m_issuesView->setModel(m_issues);
    m_issuesView->setAccessibleName(tr("What reading the beginning of the file has to tell"));
    m_issuesView->setColumnHidden(IssuesModel::CodeColumn, true);
    m_issuesView->horizontalHeader()->resizeSection(IssuesModel::PlaceColumn, 76);
    m_issuesView->horizontalHeader()->resizeSection(IssuesModel::RecordColumn, 80);
    m_issuesView->horizontalHeader()->resizeSection(IssuesModel::EffectColumn, 72);
    m_issuesView->horizontalHeader()->setSectionResizeMode(IssuesModel::MessageColumn,
                                                           QHeaderView::Stretch);
    layout->addWidget(m_issuesTitle);
    layout->addWidget(m_issuesView, 1);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(m_preview);
    split->addWidget(issues);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    return split;
}
} // namespace gapscope
