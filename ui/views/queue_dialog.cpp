// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/queue_dialog.h"

#include "ui/base/error_sentence.h"
#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/queue_desk.h"
#include "ui/base/tool_tip.h"
#include "ui/base/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace gapscope {
namespace {
constexpr int defaultDouble = 20;
constexpr int defaultAudit = 10;

QSpinBox *percentBox(int value, const QString &name, const QString &tip)
{
    auto *box = new QSpinBox;
    box->setRange(0, 100);
    box->setSuffix(QStringLiteral(" %"));
    box->setValue(value);
    box->setAccessibleName(name);
    box->setToolTip(plainToolTip(tip));
    return box;
}
} // namespace

QueueDialog::QueueDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace)
{
    setObjectName(QStringLiteral("QueueDialog"));
    setWindowTitle(tr("New queue"));
    resize(760, 560);
    m_title = new QLineEdit;
    m_title->setPlaceholderText(tr("Pilot, round 1 …"));
    m_order = new QComboBox;
    m_order->addItem(tr("Random"), static_cast<int>(QueueOrder::Random));
    m_order->addItem(tr("Most divergent first"), static_cast<int>(QueueOrder::Divergence));
    m_order->addItem(tr("Most disagreement first"), static_cast<int>(QueueOrder::Disagreement));
    m_order->addItem(tr("By rules"), static_cast<int>(QueueOrder::Rule));
    m_seed = new QSpinBox;
    m_seed->setRange(0, 999999);
    m_seed->setValue(static_cast<int>(defaultSeed % 1000000));
    m_seed->setToolTip(
        plainToolTip(tr("The same number gives the same order and the same shares")));
    m_limit = new QSpinBox;
    m_limit->setRange(0, 1000000);
    m_limit->setSpecialValueText(tr("all"));
    m_simulators = new QListWidget;
    m_simulators->setAccessibleName(tr("Simulators"));
    m_simulators->setMaximumHeight(110);
    for (const CorpusSummary &summary : workspace.data().corpora) {
        if (summary.corpus.kind != CorpusKind::Simulated || summary.dialogues == 0)
            continue;
        auto *item = new QListWidgetItem(qs(summary.corpus.label), m_simulators);
        item->setCheckState(summary.corpus.id == workspace.simCorpus() ? Qt::Checked
                                                                       : Qt::Unchecked);
    }
    m_rulesPart = new QWidget;
    m_rulesLayout = new QVBoxLayout(m_rulesPart);
    m_rulesLayout->setContentsMargins(0, 0, 0, 0);
    auto *more = new QPushButton(tr("Add a &rule"));
    more->setAutoDefault(false);
    m_rulesLayout->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, &QueueDialog::addRule);

    m_problem = new PlainLabel;
    m_problem->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("&Make the queue"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QueueDialog::make);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    m_form = new QFormLayout;
    m_form->addRow(tr("&Title"), m_title);
    m_form->addRow(tr("&Order"), m_order);
    m_form->addRow(tr("Rules"), m_rulesPart);
    m_form->addRow(tr("&Seed"), m_seed);
    m_form->addRow(tr("S&imulators"), m_simulators);
    m_form->addRow(tr("&Pairs at most"), m_limit);
    addWho();
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addStretch(1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(m_order, &QComboBox::currentIndexChanged, this, &QueueDialog::followOrder);
    connect(&workspace, &Workspace::closed, this, &QDialog::reject);
    // Only now does the dialog know its buttons.
    m_create->setDefault(true);
    followOrder();
}

void QueueDialog::addWho()
{
    m_annotators = new QLineEdit(m_workspace.desk().annotator());
    m_annotators->setPlaceholderText(tr("open to everybody"));
    m_annotators->setToolTip(plainToolTip(tr("Names, separated by commas; empty: whoever comes")));
    m_double = percentBox(defaultDouble, tr("Share of double coding"),
                          tr("Pairs that two annotators get, drawn at random: what agreement is "
                             "measured on"));
    m_audit = percentBox(defaultAudit, tr("Share without suggestions"),
                         tr("Pairs on which suggestions are hidden, to see how far they lead"));
    m_hideOthers = new QCheckBox(tr("Hide other people's labels"));
    m_hideOthers->setChecked(true);
    m_hideSource = new QCheckBox(tr("Hide which side is real, and outcomes"));
    m_hideSimulator = new QCheckBox(tr("Hide the names of simulators"));
    m_form->addRow(tr("&Annotators"), m_annotators);
    m_form->addRow(tr("&Double coded"), m_double);
    m_form->addRow(tr("&Without suggestions"), m_audit);
    m_form->addRow(QString(), m_hideOthers);
    m_form->addRow(QString(), m_hideSource);
    m_form->addRow(QString(), m_hideSimulator);
}

void QueueDialog::addRule()
{
    using Field = QueueRule::Field;
    RuleRow rule;
    rule.row = new QWidget;
    rule.field = new QComboBox;
    rule.field->addItem(tr("feature"), static_cast<int>(Field::Feature));
    rule.field->addItem(tr("label"), static_cast<int>(Field::Label));
    rule.field->addItem(tr("divergence"), static_cast<int>(Field::Divergence));
    rule.field->addItem(tr("success"), static_cast<int>(Field::Outcome));
    rule.side = new QComboBox;
    rule.side->addItem(tr("simulated"), static_cast<int>(QueueRule::Side::Sim));
    rule.side->addItem(tr("real"), static_cast<int>(QueueRule::Side::Real));
    rule.side->addItem(tr("difference"), static_cast<int>(QueueRule::Side::Difference));
    rule.key = new QComboBox;
    rule.test = new QComboBox;
    rule.test->addItem(QStringLiteral(">"), static_cast<int>(QueueRule::Test::Greater));
    rule.test->addItem(QStringLiteral("<"), static_cast<int>(QueueRule::Test::Less));
    rule.test->addItem(QStringLiteral("="), static_cast<int>(QueueRule::Test::Equals));
    rule.value = new QDoubleSpinBox;
    rule.value->setRange(-1e6, 1e6);
    rule.value->setDecimals(2);
    rule.priority = new QSpinBox;
    rule.priority->setRange(1, 99);
    rule.priority->setPrefix(tr("priority "));
    auto *away = new QToolButton;
    away->setText(QStringLiteral("✕"));
    away->setAccessibleName(tr("Remove this rule"));
    auto *line = new QHBoxLayout(rule.row);
    line->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : {static_cast<QWidget *>(rule.field), static_cast<QWidget *>(rule.side),
                            static_cast<QWidget *>(rule.key), static_cast<QWidget *>(rule.test),
                            static_cast<QWidget *>(rule.value),
                            static_cast<QWidget *>(rule.priority), static_cast<QWidget *>(away)})
        line->addWidget(widget);
    rule.key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rule.key->setMinimumContentsLength(18);
    rule.field->setAccessibleName(tr("What the rule looks at"));
    rule.side->setAccessibleName(tr("On which side"));
    rule.key->setAccessibleName(tr("Which one"));
    rule.test->setAccessibleName(tr("How it is compared"));
    rule.value->setAccessibleName(tr("Value it is compared with"));
    rule.priority->setAccessibleName(tr("Priority of the rule"));
    line->setStretch(2, 1);
    m_rulesLayout->insertWidget(m_rulesLayout->count() - 1, rule.row);
    m_rules << rule;
    fillKeys(rule);
    connect(rule.field, &QComboBox::currentIndexChanged, this, [this, rule] { fillKeys(rule); });
    connect(away, &QToolButton::clicked, this, [this, row = rule.row] {
        m_rules.removeIf([row](const RuleRow &one) { return one.row == row; });
        row->deleteLater();
    });
}

void QueueDialog::fillKeys(const RuleRow &rule)
{
    using Field = QueueRule::Field;
    const auto field = static_cast<Field>(rule.field->currentData().toInt());
    rule.key->clear();
    if (field == Field::Feature) {
        for (const FeatureInfo &feature : featureTable())
            rule.key->addItem(qs(feature.title), qs(feature.key));
    } else if (field == Field::Label) {
        for (const LabelCode &code : m_workspace.desk().scheme().codes)
            rule.key->addItem(tr("%1  %2").arg(qs(code.code), qs(code.name)), qs(code.code));
    }
    rule.key->setVisible(rule.key->count() > 0);
    rule.side->setVisible(field == Field::Feature || field == Field::Outcome);
}

void QueueDialog::followOrder()
{
    const bool byRules =
        static_cast<QueueOrder>(m_order->currentData().toInt()) == QueueOrder::Rule;
    m_form->setRowVisible(m_rulesPart, byRules);
    if (byRules && m_rules.isEmpty())
        addRule();
}

LabelQueue QueueDialog::queue() const
{
    LabelQueue queue;
    queue.title = utf8(m_title->text().trimmed());
    queue.order = static_cast<QueueOrder>(m_order->currentData().toInt());
    queue.seed = static_cast<std::uint64_t>(m_seed->value());
    if (queue.order == QueueOrder::Rule) {
        for (const RuleRow &row : m_rules) {
            QueueRule rule;
            rule.field = static_cast<QueueRule::Field>(row.field->currentData().toInt());
            rule.side = static_cast<QueueRule::Side>(row.side->currentData().toInt());
            rule.key = utf8(row.key->currentData().toString());
            rule.test = static_cast<QueueRule::Test>(row.test->currentData().toInt());
            rule.value = row.value->value();
            rule.priority = row.priority->value();
            queue.rules.push_back(rule);
        }
    }
    for (int i = 0; i < m_simulators->count(); ++i)
        if (m_simulators->item(i)->checkState() == Qt::Checked)
            queue.simulators.push_back(utf8(m_simulators->item(i)->text()));
    queue.limit = m_limit->value();
    static const QRegularExpression between(QStringLiteral("\\s*[,;]\\s*"));
    for (const QString &name : m_annotators->text().trimmed().split(between, Qt::SkipEmptyParts))
        queue.annotators.push_back(utf8(name));
    queue.doubleShare = m_double->value() / 100.0;
    queue.auditShare = m_audit->value() / 100.0;
    queue.blind.others = m_hideOthers->isChecked();
    queue.blind.source = m_hideSource->isChecked();
    queue.blind.simulator = m_hideSimulator->isChecked();
    queue.by = utf8(m_workspace.desk().annotator());
    return queue;
}

QString QueueDialog::problem() const
{
    return m_problem->text();
}

void QueueDialog::make()
{
    m_create->setEnabled(false);
    m_problem->setText(tr("Building the queue …"));
    m_workspace.queue().create(queue(), this, [this](const Result<LabelQueue> &made) {
        m_create->setEnabled(true);
        if (!made) {
            m_problem->setText(errorSentence(made.error()));
            return;
        }
        m_workspace.queue().goToNext();
        accept();
    });
}
} // namespace gapscope
