// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/scheme_dialog.h"

#include "ui/base/error_sentence.h"
#include "ui/base/file_dialog.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/views/figure_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
QString fieldName(LabelField field)
{
    switch (field) {
    case LabelField::Severity:
        return SchemeDialog::tr("Severity");
    case LabelField::Direction:
        return SchemeDialog::tr("Direction");
    case LabelField::Effect:
        return SchemeDialog::tr("Effect");
    case LabelField::Confidence:
        return SchemeDialog::tr("Sure");
    case LabelField::Span:
        return SchemeDialog::tr("Words");
    case LabelField::Note:
        return SchemeDialog::tr("Note");
    }
    return {};
}

FigureTable codeTable(const LabelScheme &scheme)
{
    FigureTable table;
    table.columns = {{SchemeDialog::tr("Code"), {}, false},
                     {SchemeDialog::tr("Name"), {}, false},
                     {SchemeDialog::tr("Key"), {}, false},
                     {SchemeDialog::tr("State"), {}, false},
                     {SchemeDialog::tr("Group"), {}, false}};
    int position = 0;
    for (const LabelCode &code : scheme.codes) {
        FigureRow row;
        row.key = qs(code.code);
        row.quiet = code.retired;
        FigureCell first = textCell(qs(code.code), qs(code.definition));
        first.sort = position++;
        const auto group =
            std::find_if(scheme.groups.begin(), scheme.groups.end(),
                         [&](const LabelGroup &one) { return one.id == code.group; });
        const QString state = !code.retired ? QString()
                              : code.mergedInto.empty()
                                  ? SchemeDialog::tr("retired")
                                  : SchemeDialog::tr("merged into %1").arg(qs(code.mergedInto));
        row.cells = {first, textCell(qs(code.name), qs(code.definition)), textCell(qs(code.key)),
                     textCell(state),
                     textCell(group == scheme.groups.end() ? qs(code.group) : qs(group->name))};
        table.rows.push_back(std::move(row));
    }
    return table;
}
} // namespace

SchemeDialog::SchemeDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_desk(workspace.desk()),
      m_codes(new FigureView(tr("Codes of the scheme"))), m_version(new PlainLabel),
      m_problem(new PlainLabel)
{
    setObjectName(QStringLiteral("SchemeDialog"));
    setWindowTitle(tr("Label scheme"));
    resize(980, 640);
    m_codes->setSelectionMode(QAbstractItemView::SingleSelection);
    m_codes->sortByColumn(0, Qt::AscendingOrder);
    m_problem->setWordWrap(true);
    m_problem->setForegroundRole(QPalette::BrightText);
    m_multiple = new QCheckBox(tr("A row may carry several codes"));

    auto *splitter = new QSplitter;
    splitter->addWidget(m_codes);
    splitter->addWidget(makeForm());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 4);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({470, 490});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_content = new QWidget;
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(splitter, 1);
    content->addWidget(m_multiple);
    content->addWidget(makeActions());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_version);
    layout->addWidget(m_content, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);

    connect(m_codes, &FigureView::keyChosen, this, &SchemeDialog::show);
    connect(m_multiple, &QCheckBox::clicked, this,
            [this](bool on) { apply(setMultiple(m_desk.scheme(), on)); });
    connect(&m_desk, &LabelDesk::schemeChanged, this, &SchemeDialog::refresh);
    connect(&workspace, &Workspace::closed, this, &QDialog::reject);
    refresh();
}

QWidget *SchemeDialog::makeForm()
{
    m_name = new QLineEdit;
    m_group = new QComboBox;
    m_key = new QComboBox;
    m_definition = new QPlainTextEdit;
    m_definition->setTabChangesFocus(true);
    m_definition->setMaximumHeight(140);
    m_use = new QLineEdit;
    m_avoid = new QLineEdit;
    m_save = new QPushButton(tr("&Save these changes"));
    auto *form = new QWidget;
    auto *rows = new QFormLayout(form);
    rows->addRow(tr("&Name"), m_name);
    rows->addRow(tr("&Group"), m_group);
    rows->addRow(tr("&Key"), m_key);
    rows->addRow(tr("&Definition"), m_definition);
    rows->addRow(tr("E&xample"), m_use);
    rows->addRow(tr("Do &not use for"), m_avoid);
    auto *fields = new QGridLayout;
    int place = 0;
    for (const LabelField field : labelFields) {
        auto *box = new QComboBox;
        box->addItem(tr("optional"), static_cast<int>(FieldUse::Optional));
        box->addItem(tr("required"), static_cast<int>(FieldUse::Required));
        box->addItem(tr("not used"), static_cast<int>(FieldUse::Off));
        box->setAccessibleName(fieldName(field));
        fields->addWidget(new PlainLabel(fieldName(field)), place / 3, (place % 3) * 2);
        fields->addWidget(box, place / 3, (place % 3) * 2 + 1);
        m_fields << box;
        ++place;
    }
    rows->addRow(tr("Fields"), fields);
    rows->addRow(QString(), m_save);
    connect(m_save, &QPushButton::clicked, this, &SchemeDialog::saveForm);
    return form;
}

QWidget *SchemeDialog::makeActions()
{
    auto *part = new QWidget;
    auto *line = new QHBoxLayout(part);
    line->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, line](const QString &text, auto run) {
        auto *button = new QPushButton(text);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        line->addWidget(button);
        return button;
    };
    add(tr("&Add a code …"), &SchemeDialog::askNew);
    m_retire = add(tr("&Retire"), &SchemeDialog::retireOrRestore);
    m_merge = add(tr("&Merge into …"), &SchemeDialog::askMerge);
    m_up = add(tr("&Up"), [this] { move(-1); });
    m_down = add(tr("Do&wn"), [this] { move(1); });
    line->addStretch(1);
    add(tr("&History …"), &SchemeDialog::showHistory);
    add(tr("&Import …"), &SchemeDialog::importScheme);
    add(tr("&Export …"), &SchemeDialog::exportScheme);
    return part;
}

QString SchemeDialog::problem() const
{
    return m_problem->text();
}

const LabelCode *SchemeDialog::current() const
{
    return m_desk.scheme().find(utf8(m_shown));
}

void SchemeDialog::refresh()
{
    const LabelScheme &scheme = m_desk.scheme();
    m_version->setText(tr("%1, version %2. Every change makes a new version; labels keep the code "
                          "they were given.")
                           .arg(qs(scheme.title))
                           .arg(scheme.version));
    m_multiple->setChecked(scheme.multiple);
    m_multiple->setEnabled(!m_workspace.isReadOnly());
    const QString kept = m_shown;
    m_codes->setFigures(codeTable(scheme));
    if (m_codes->currentKey().isEmpty() && !scheme.codes.empty())
        m_codes->setCurrentKey(kept.isEmpty() ? qs(scheme.codes.front().code) : kept);
    show(m_codes->currentKey());
}

void SchemeDialog::show(const QString &code)
{
    m_shown = code;
    const LabelCode *entry = current();
    const bool canWrite = entry && !m_workspace.isReadOnly();
    for (QWidget *widget : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_group),
                            static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_definition),
                            static_cast<QWidget *>(m_use), static_cast<QWidget *>(m_avoid),
                            static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_retire),
                            static_cast<QWidget *>(m_merge), static_cast<QWidget *>(m_up),
                            static_cast<QWidget *>(m_down)})
        widget->setEnabled(canWrite);
    if (!entry)
        return;
    m_name->setText(qs(entry->name));
    m_group->clear();
    for (const LabelGroup &group : m_desk.scheme().groups) {
        m_group->addItem(qs(group.name), qs(group.id));
        if (group.id == entry->group)
            m_group->setCurrentIndex(m_group->count() - 1);
    }
    m_key->clear();
    m_key->addItem(tr("none"), QString());
    std::vector<std::string> keys = freeKeys(m_desk.scheme());
    if (!entry->key.empty())
        keys.insert(keys.begin(), entry->key);
    for (const std::string &key : keys)
        m_key->addItem(qs(key), qs(key));
    m_key->setCurrentIndex(m_key->findData(qs(entry->key)));
    m_key->setEnabled(canWrite && !entry->retired);
    m_definition->setPlainText(qs(entry->definition));
    m_use->setText(qs(entry->use));
    m_avoid->setText(qs(entry->avoid));
    for (std::size_t i = 0; i < labelFields.size(); ++i) {
        QComboBox *box = m_fields[static_cast<qsizetype>(i)];
        box->setCurrentIndex(box->findData(static_cast<int>(entry->fieldUse(labelFields[i]))));
        box->setEnabled(canWrite);
    }
    m_retire->setText(entry->retired ? tr("&Restore") : tr("&Retire"));
    m_merge->setEnabled(canWrite && !entry->retired);
}

LabelCode SchemeDialog::written() const
{
    LabelCode code = *current();
    code.name = utf8(m_name->text().trimmed());
    code.group = utf8(m_group->currentData().toString());
    code.definition = utf8(m_definition->toPlainText().trimmed());
    code.use = utf8(m_use->text().trimmed());
    code.avoid = utf8(m_avoid->text().trimmed());
    for (std::size_t i = 0; i < labelFields.size(); ++i)
        code.setFieldUse(
            labelFields[i],
            static_cast<FieldUse>(m_fields[static_cast<qsizetype>(i)]->currentData().toInt()));
    return code;
}

void SchemeDialog::tell(const QString &problem)
{
    m_problem->setText(problem);
}

void SchemeDialog::awaited(const QString &problem)
{
    --m_awaited;
    m_content->setEnabled(m_awaited == 0);
    tell(m_awaited > 0 ? PendingChanges::reason() : problem);
}

void SchemeDialog::await(const std::function<void()> &change)
{
    ++m_awaited;
    change();
    if (m_awaited == 0)
        return;
    // The next edit is of what this one makes.
    m_content->setEnabled(false);
    tell(PendingChanges::reason());
}

void SchemeDialog::apply(const Result<SchemeEdit> &edit)
{
    if (!edit) {
        tell(errorSentence(edit.error()));
        return;
    }
    await([this, &edit] {
        m_desk.saveScheme(*edit, this, [this](const Result<void> &saved) {
            awaited(saved ? QString() : errorSentence(saved.error()));
        });
    });
}

void SchemeDialog::saveForm()
{
    const LabelCode *entry = current();
    if (!entry)
        return;
    const LabelCode before = *entry;
    const LabelCode now = written();
    const std::string key = utf8(m_key->currentData().toString());
    m_problem->clear();
    // Two edits, two versions: the history says what each was. Both are made here, for the dialog
    // may be closed while they wait.
    LabelScheme scheme = m_desk.scheme();
    if (!(now == before)) {
        const Result<SchemeEdit> redefined = redefineCode(scheme, now);
        if (redefined)
            scheme = redefined->scheme;
        apply(redefined);
        if (!m_problem->text().isEmpty() && m_awaited == 0)
            return;
    }
    if (key != before.key)
        apply(setCodeKey(scheme, before.code, key));
}

void SchemeDialog::askNew()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("NewCode"));
    dialog->setWindowTitle(tr("Add a code"));
    dialog->setLabelText(tr("Code and name, for example: C8 Emoji"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        LabelCode code;
        code.code = utf8(text.section(QLatin1Char(' '), 0, 0).trimmed());
        code.name = utf8(text.section(QLatin1Char(' '), 1).trimmed());
        const LabelCode *beside = current();
        code.group = beside ? beside->group : m_desk.scheme().groups.front().id;
        m_shown = qs(code.code);
        apply(addCode(m_desk.scheme(), code));
        m_codes->setCurrentKey(qs(code.code));
    });
    dialog->open();
}

void SchemeDialog::askMerge()
{
    const LabelCode *from = current();
    if (!from)
        return;
    QStringList others;
    for (const LabelCode &code : m_desk.scheme().codes)
        if (!code.retired && code.code != from->code)
            others << tr("%1  %2").arg(qs(code.code), qs(code.name));
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("MergeCode"));
    dialog->setWindowTitle(tr("Merge %1 into").arg(qs(from->code)));
    dialog->setLabelText(tr("Labels with %1 become labels of the other code; Undo takes them back.")
                             .arg(qs(from->code)));
    dialog->setComboBoxItems(others);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, code = from->code](const QString &chosen) {
                await([this, code, into = utf8(chosen.section(QLatin1Char(' '), 0, 0))] {
                    m_desk.mergeCodes(code, into, this, [this](const Result<int> &merged) {
                        awaited(merged ? QString() : errorSentence(merged.error()));
                    });
                });
            });
    dialog->open();
}

void SchemeDialog::retireOrRestore()
{
    if (const LabelCode *code = current())
        apply(code->retired ? restoreCode(m_desk.scheme(), code->code)
                            : retireCode(m_desk.scheme(), code->code));
}

void SchemeDialog::move(int step)
{
    const std::vector<LabelCode> &codes = m_desk.scheme().codes;
    const auto found = std::find_if(codes.begin(), codes.end(), [this](const LabelCode &code) {
        return qs(code.code) == m_shown;
    });
    const std::ptrdiff_t to = found - codes.begin() + step;
    if (found == codes.end() || to < 0 || to >= static_cast<std::ptrdiff_t>(codes.size()))
        return;
    apply(moveCode(m_desk.scheme(), found->code, static_cast<std::size_t>(to)));
}

void SchemeDialog::showHistory()
{
    const Result<std::vector<SchemeVersion>> versions = m_desk.schemeHistory();
    if (!versions)
        return;
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("SchemeHistory"));
    dialog->setWindowTitle(tr("History of the scheme"));
    dialog->resize(560, 360);
    auto *list = new QListWidget;
    list->setAccessibleName(tr("Versions, the newest first"));
    for (auto version = versions->rbegin(); version != versions->rend(); ++version) {
        const QString when = version->atMs == 0
                                 ? tr("with the program")
                                 : QLocale().toString(QDateTime::fromMSecsSinceEpoch(version->atMs),
                                                      QLocale::ShortFormat);
        list->addItem(tr("Version %1, %2, %3: %4")
                          .arg(QString::number(version->scheme.version), when, qs(version->by),
                               qs(version->change)));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(list);
    layout->addWidget(buttons);
    dialog->open();
}

void SchemeDialog::exportScheme()
{
    auto *dialog = newFileDialog(this, tr("Export the label scheme"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->setNameFilter(tr("Label schemes (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<std::string> json = labelSchemeJson(m_desk.scheme());
        QSaveFile file(path);
        const bool written =
            json && file.open(QIODevice::WriteOnly) &&
            file.write(json->data(), qint64(json->size())) == qint64(json->size()) && file.commit();
        m_problem->setText(written ? QString()
                           : json  ? tr("%1 could not be written: %2").arg(path, file.errorString())
                                   : errorSentence(json.error()));
    });
    dialog->open();
}

void SchemeDialog::importScheme()
{
    auto *dialog = newFileDialog(this, tr("Import a label scheme"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Label schemes (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_problem->setText(tr("%1 could not be read: %2").arg(path, file.errorString()));
            return;
        }
        const Result<LabelScheme> scheme = parseLabelScheme(file.readAll().toStdString());
        if (!scheme) {
            tell(errorSentence(scheme.error()));
            return;
        }
        await([this, &scheme] {
            m_desk.replaceScheme(*scheme, this, [this](const Result<SchemeReplacement> &replaced) {
                awaited(!replaced ? errorSentence(replaced.error())
                        : replaced->unfit > 0
                            ? tr("%Ln label(s) have codes that this scheme does not have.", nullptr,
                                 replaced->unfit)
                            : QString());
            });
        });
    });
    dialog->open();
}
} // namespace gapscope
