// SPDX-License-Identifier: GPL-3.0-or-later
// How the mapping dialog is put together; what it does is in mapping_dialog.cpp.
#include "core/import/probe.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"
#include "ui/models/import_model.h"
#include "ui/views/corpus_delegate.h"
#include "ui/views/field_box.h"
#include "ui/views/import_preview.h"
#include "ui/views/mapping_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace gapscope {
namespace {
/// The preview follows once nobody types any more.
constexpr int readDelayMs = 250;
constexpr int mostAtLeast = 1'000'000;

QWidget *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

QFormLayout *formOf(QWidget *part)
{
    auto *form = new QFormLayout(part);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    return form;
}

QLineEdit *lineOf(const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    return edit;
}
} // namespace

MappingDialog::MappingDialog(Workspace &workspace, ImportRequest request, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_request(std::move(request))
{
    setObjectName(QStringLiteral("MappingDialog"));
    setWindowTitle(tr("Map the fields of %1").arg(QFileInfo(qs(m_request.path)).fileName()));
    resize(1120, 720);
    m_delay.setSingleShot(true);
    m_delay.setInterval(readDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &MappingDialog::read);

    auto *tabs = new QTabWidget;
    tabs->addTab(scrolling(makeCorpus()), tr("&Corpus"));
    tabs->addTab(scrolling(makeStructure()), tr("&Dialogues and turns"));
    tabs->addTab(scrolling(makeRecords()), tr("Tas&k, run, outcome"));
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addWidget(makeProfiles());
    leftLayout->addWidget(tabs, 1);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(makePreview());
    split->setSizes({520, 600});

    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_use = new QPushButton(tr("&Use this mapping"));
    m_use->setAutoDefault(false);
    m_problem = new PlainLabel;
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What is lacking"));
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_problem, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(m_use);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(split, 1);
    layout->addLayout(bottom);
    connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_workspace, &Workspace::closed, this, &QDialog::reject);
    propose();
}

FieldBox *MappingDialog::addField(QFormLayout *form, const QString &label, const QString &tip)
{
    auto *box = new FieldBox(QString(label).remove(QLatin1Char('&')));
    box->setToolTip(plainToolTip(tip));
    form->addRow(label, box);
    connect(box, &FieldBox::chosen, this, &MappingDialog::changed);
    return box;
}

QWidget *MappingDialog::makeProfiles()
{
    m_saved = new QComboBox;
    m_saved->setAccessibleName(tr("Saved profiles"));
    m_saved->setPlaceholderText(tr("no profile"));
    m_saved->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_saved->setMinimumContentsLength(16);
    m_name = lineOf(tr("name of the profile"));
    m_name->setAccessibleName(tr("Name of the profile"));
    m_save = new QPushButton(tr("&Save profile"));
    m_save->setAutoDefault(false);
    m_save->setToolTip(plainToolTip(tr("Keeps what is said here under this name in the workspace; "
                                       "it is suggested again for files of this kind")));
    auto *caption = new PlainLabel(tr("&Profile"));
    caption->setBuddy(m_saved);
    auto *part = new QWidget;
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(caption);
    layout->addWidget(m_saved, 1);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_save);
    connect(m_saved, &QComboBox::activated, this, &MappingDialog::chooseSaved);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_save->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_save, &QPushButton::clicked, this, &MappingDialog::saveProfile);
    m_save->setEnabled(false);
    return part;
}

QWidget *MappingDialog::makeCorpus()
{
    auto *part = new QWidget;
    QFormLayout *form = formOf(part);
    const auto chooser = [&](const QString &label, const QString &tip) {
        auto *box = new QComboBox;
        box->setToolTip(plainToolTip(tip));
        box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
        form->addRow(label, box);
        connect(box, &QComboBox::activated, this, &MappingDialog::changed);
        return box;
    };
    const auto line = [&](const QString &label, const QString &placeholder) {
        QLineEdit *edit = lineOf(placeholder);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::textEdited, this, &MappingDialog::changed);
        return edit;
    };
    m_kind = chooser(tr("&Users are"), tr("Who the users of these dialogues are"));
    m_kind->addItem(tr("as the file says"), static_cast<int>(CorpusKind::Unknown));
    for (const CorpusKind kind : {CorpusKind::Real, CorpusKind::Simulated, CorpusKind::SelfDialog})
        m_kind->addItem(corpusIcon(kind, Theme::of(palette())), ImportModel::kindName(kind),
                        static_cast<int>(kind));
    m_label = line(tr("&Label"), tr("as the file says"));
    m_side = chooser(tr("S&imulated side"), tr("Which side a program speaks for"));
    for (const auto &[side, text] : {std::pair(SimulatedSide::Unsaid, tr("follows from the users")),
                                     std::pair(SimulatedSide::User, tr("the user")),
                                     std::pair(SimulatedSide::Agent, tr("the agent")),
                                     std::pair(SimulatedSide::Both, tr("both")),
                                     std::pair(SimulatedSide::None, tr("neither"))})
        m_side->addItem(text, static_cast<int>(side));
    m_swap = chooser(tr("&Roles"), tr("Data made for training a simulator have the user's words "
                                      "under the role of the assistant"));
    m_swap->addItem(tr("as the importer finds"), -1);
    m_swap->addItem(tr("as they are written"), 0);
    m_swap->addItem(tr("swapped: the “assistant” is the user"), 1);
    m_domain = line(tr("D&omain"), tr("as each record says"));
    m_benchmark = line(tr("&Benchmark"), tr("as the format says"));
    m_benchmark->setToolTip(
        plainToolTip(tr("First part of the task keys: corpora of one benchmark in different "
                        "formats pair when it is the same")));
    return part;
}

QWidget *MappingDialog::makeStructure()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    m_alone = new QCheckBox(tr("Read the file through this mapping &alone"));
    m_alone->setToolTip(plainToolTip(
        tr("Instead of through the importer that recognises it: for files that only look alike")));
    connect(m_alone, &QCheckBox::toggled, this, [this](bool isOn) {
        m_structure->setEnabled(isOn);
        fillFields();
        changed();
    });
    m_structure = new QWidget;
    m_structureForm = formOf(m_structure);
    m_structureForm->setContentsMargins(0, 0, 0, 0);
    m_dialogues = addField(m_structureForm, tr("List of dialo&gues"),
                           tr("From a record of the file to its dialogues; none: a record is a "
                              "dialogue"));
    m_turns = addField(m_structureForm, tr("List of &turns"),
                       tr("From a dialogue to its turns; none: a record is one turn"));
    for (FieldBox *box : {m_dialogues, m_turns})
        connect(box, &FieldBox::chosen, this, &MappingDialog::listChosen);
    m_layout = new QComboBox;
    m_layout->addItem(tr("one speaker, named by a field"));
    m_layout->addItem(tr("the sides by turns"));
    m_layout->addItem(tr("what both say, in two fields"));
    m_layout->setAccessibleName(tr("An element of the list is"));
    m_structureForm->addRow(tr("An element is"), m_layout);
    connect(m_layout, &QComboBox::activated, this, &MappingDialog::layoutChosen);
    m_role = addField(m_structureForm, tr("&Role"), tr("Who speaks"));
    m_text = addField(m_structureForm, tr("Te&xt"), tr("What is said"));
    m_userText = addField(m_structureForm, tr("User's text"), tr("What the user says"));
    m_agentText = addField(m_structureForm, tr("Agent's text"), tr("What the agent says"));
    m_first = new QComboBox;
    m_first->addItem(tr("the user"), static_cast<int>(Role::User));
    m_first->addItem(tr("the agent"), static_cast<int>(Role::Agent));
    m_first->setAccessibleName(tr("Who begins"));
    m_structureForm->addRow(tr("Who begins"), m_first);
    connect(m_first, &QComboBox::activated, this, &MappingDialog::changed);
    m_id = addField(m_structureForm, tr("Dialogue &id"),
                    tr("Records with the same id are one dialogue where a record is a turn"));
    m_time = addField(m_structureForm, tr("Ti&me"), tr("When a turn was said"));
    m_words = new QTableWidget(0, 3);
    m_words->setHorizontalHeaderLabels({tr("Word"), tr("Seen"), tr("Means")});
    m_words->setAccessibleName(tr("What the words in the role field mean"));
    m_words->verticalHeader()->hide();
    m_words->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_words->setSelectionMode(QAbstractItemView::NoSelection);
    m_words->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_words->horizontalHeader()->resizeSection(1, 60);
    m_words->horizontalHeader()->resizeSection(2, 110);
    m_words->setMinimumHeight(120);
    connect(m_role, &FieldBox::chosen, this, [this] {
        MappingStructure structure;
        if (const auto now = profile().structure)
            structure = *now;
        m_workspace.jobs().start(
            QStringLiteral("mapping-words"), tr("Reading the roles"),
            [path = m_request.path, structure](JobContext &) -> Result<std::vector<RoleWordSeen>> {
                const Result<Probe> probe = probeFile(path);
                if (!probe)
                    return probe.error();
                return roleWordsOf(*probe, structure);
            },
            this,
            [this](const Result<std::vector<RoleWordSeen>> &words) {
                if (words) {
                    fillWords(*words);
                    changed();
                }
            });
    });
    layout->addWidget(m_alone);
    layout->addWidget(m_structure);
    layout->addWidget(m_words, 1);
    return part;
}

QWidget *MappingDialog::makeRecords()
{
    auto *part = new QWidget;
    QFormLayout *form = formOf(part);
    m_task = addField(form, tr("&Task"),
                      tr("What tells which task it is: real and simulated dialogues of one task "
                         "make a pair"));
    m_run = addField(form, tr("&Run or annotator"),
                     tr("A number is the run; names are numbered in the order they come up"));
    m_outcome = addField(form, tr("&Outcome"), tr("How well it went"));
    m_rule = new QComboBox;
    m_rule->setAccessibleName(tr("Success is"));
    m_rule->addItem(tr("as read: a number is the reward, true or false the success"),
                    static_cast<int>(OutcomeMeaning::Rule::AsRead));
    m_rule->addItem(tr("equal to …"), static_cast<int>(OutcomeMeaning::Rule::Equals));
    m_rule->addItem(tr("at least …"), static_cast<int>(OutcomeMeaning::Rule::AtLeast));
    m_rule->addItem(tr("one of …"), static_cast<int>(OutcomeMeaning::Rule::OneOf));
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rule->setMinimumContentsLength(16);
    form->addRow(tr("&Success is"), m_rule);
    m_values = lineOf(tr("value; several separated by commas"));
    m_values->setAccessibleName(tr("Values that mean success"));
    form->addRow(QString(), m_values);
    m_atLeast = new QDoubleSpinBox;
    m_atLeast->setRange(-mostAtLeast, mostAtLeast);
    m_atLeast->setDecimals(3);
    m_atLeast->setAccessibleName(tr("Least value that means success"));
    form->addRow(QString(), m_atLeast);
    m_survey = new QListWidget;
    m_survey->setAccessibleName(tr("Answers of a questionnaire"));
    m_survey->setMinimumHeight(140);
    form->addRow(tr("Sur&vey answers"), m_survey);
    connect(m_rule, &QComboBox::activated, this, [this] {
        followRule();
        changed();
    });
    connect(m_values, &QLineEdit::textEdited, this, &MappingDialog::changed);
    connect(m_atLeast, &QDoubleSpinBox::valueChanged, this, &MappingDialog::changed);
    connect(m_survey, &QListWidget::itemChanged, this, &MappingDialog::changed);
    followRule();
    return part;
}

QWidget *MappingDialog::makePreview()
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    m_preview = new ImportPreview;
    m_found = new PlainLabel;
    m_found->setWordWrap(true);
    m_found->setAccessibleName(tr("What the mapping finds"));
    layout->addWidget(m_found);
    layout->addWidget(m_preview, 1);
    return part;
}
} // namespace gapscope
