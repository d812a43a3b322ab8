// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/mapping_dialog.h"

#include "core/import/profile_signature.h"
#include "core/store/profile_repository.h"
#include "ui/base/error_sentence.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/views/field_box.h"
#include "ui/views/import_preview.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTableWidget>

#include <algorithm>

namespace gapscope {
namespace {
enum Layout { NamedRoles, InTurns, TwoFields };

/// Where the fields of records of known formats are found beside what the record says.
constexpr std::array knownFields{"@id", "@task", "@run", "@reward", "@success", "@termination"};

/// What is known of the file before anybody said anything.
struct Beginning
{
    MappingProposal proposal;
    std::vector<MappingProfile> profiles;
    /// Into profiles, best first.
    std::vector<ProfileSuggestion> suggested;
    /// Whether a format recognises the file.
    bool isKnown = false;
};

template <class Value>
void choose(QComboBox *box, Value value)
{
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(value))));
}

template <class Value>
Value chosen(const QComboBox *box)
{
    return static_cast<Value>(box->currentData().toInt());
}

std::string textOf(const QLineEdit *edit)
{
    return utf8(edit->text().trimmed());
}

std::vector<std::string> listed(const QString &text)
{
    std::vector<std::string> values;
    for (const QString &each :
         text.split(QRegularExpression(QStringLiteral("\\s*,\\s*")), Qt::SkipEmptyParts))
        values.push_back(utf8(each.trimmed()));
    return values;
}

/// The part of a path behind the list it lies in; none where it lies elsewhere.
std::optional<std::string> within(const std::string &path, const std::string &list)
{
    if (list.empty())
        return path;
    for (const char *step : {"[].", "[0].", ".", "[]"}) {
        const std::string start = list + step;
        if (path.starts_with(start))
            return path.substr(start.size());
    }
    return std::nullopt;
}
} // namespace

void MappingDialog::propose()
{
    m_found->setText(tr("Reading the beginning of the file …"));
    ImportRequest plain = m_request;
    plain.profile.reset();
    m_isReading = true;
    m_workspace.runWithSession(
        QStringLiteral("mapping"), tr("Looking into the file"),
        [plain](Session &session, JobContext &) -> Result<Beginning> {
            Beginning begin;
            auto proposal = proposeMapping(plain.path);
            if (!proposal)
                return proposal.error();
            begin.proposal = std::move(*proposal);
            auto profiles = ProfileRepository(session).all();
            if (!profiles)
                return profiles.error();
            begin.profiles = std::move(*profiles);
            auto suggested = suggestProfiles(plain.path, begin.profiles);
            if (!suggested)
                return suggested.error();
            begin.suggested = std::move(*suggested);
            const std::vector<FileInspection> found = inspect({plain});
            begin.isKnown = !found.empty() && !found.front().problem;
            return begin;
        },
        this,
        [this](Result<Beginning> begin) {
            m_isReading = false;
            if (!begin) {
                m_found->clear();
                m_preview->clear(errorSentence(begin.error()));
                m_problem->setText(errorSentence(begin.error()));
                m_use->setEnabled(false);
                return;
            }
            m_isKnown = begin->isKnown;
            m_profiles = std::move(begin->profiles);
            std::vector<std::size_t> order;
            for (const ProfileSuggestion &suggestion : begin->suggested)
                order.push_back(suggestion.index);
            showSaved(order);
            const bool hasOwn = m_request.profile != nullptr;
            take(begin->proposal, !hasOwn && !m_isKnown);
            if (hasOwn)
                fill(*m_request.profile);
            changed();
        });
}

void MappingDialog::take(const MappingProposal &proposal, bool withProfile)
{
    m_proposal = proposal;
    m_isFilling = true;
    m_alone->setEnabled(m_isKnown);
    m_alone->setChecked(!m_isKnown);
    m_structure->setEnabled(m_alone->isChecked());
    m_isFilling = false;
    MappingProfile start;
    if (withProfile)
        start = proposal.profile;
    fill(start);
    if (!start.structure && proposal.profile.structure) {
        // Filled, so that the structure is there once somebody wants it.
        MappingProfile proposed = start;
        proposed.structure = proposal.profile.structure;
        fill(proposed);
        const QSignalBlocker quiet(m_alone);
        m_alone->setChecked(!m_isKnown);
        m_structure->setEnabled(m_alone->isChecked());
    }
    fillWords(proposal.roleWords);
}

void MappingDialog::showSaved(const std::vector<std::size_t> &suggested)
{
    m_saved->clear();
    for (const std::size_t index : suggested)
        m_saved->addItem(tr("%1 (for files like this)").arg(qs(m_profiles[index].name)),
                         static_cast<int>(index));
    for (std::size_t i = 0; i < m_profiles.size(); ++i)
        if (std::ranges::find(suggested, i) == suggested.end())
            m_saved->addItem(qs(m_profiles[i].name), static_cast<int>(i));
    m_saved->setCurrentIndex(-1);
    m_saved->setEnabled(m_saved->count() > 0);
    m_saved->setPlaceholderText(m_profiles.empty()  ? tr("none saved yet")
                                : suggested.empty() ? tr("none chosen")
                                                    : tr("one fits this file"));
}

void MappingDialog::chooseSaved()
{
    const auto index = static_cast<std::size_t>(m_saved->currentData().toInt());
    if (index >= m_profiles.size())
        return;
    fill(m_profiles[index]);
    changed();
}

void MappingDialog::fill(const MappingProfile &profile)
{
    m_isFilling = true;
    m_name->setText(qs(profile.name));
    choose(m_kind, profile.kind.value_or(CorpusKind::Unknown));
    m_label->setText(qs(profile.label));
    choose(m_side, profile.simulatedSide);
    choose(m_swap, profile.swapRoles ? (*profile.swapRoles ? 1 : 0) : -1);
    m_domain->setText(qs(profile.domain));
    m_benchmark->setText(qs(profile.benchmark));
    if (profile.structure) {
        const MappingStructure &structure = *profile.structure;
        m_alone->setChecked(true);
        m_dialogues->setPath(structure.dialogues);
        m_turns->setPath(structure.turns);
        m_layout->setCurrentIndex(!structure.userText.empty() ? TwoFields
                                  : structure.role.empty()    ? InTurns
                                                              : NamedRoles);
        m_role->setPath(structure.role);
        m_text->setPath(structure.text);
        m_userText->setPath(structure.userText);
        m_agentText->setPath(structure.agentText);
        choose(m_first, structure.firstSpeaker);
        m_time->setPath(structure.time);
        m_id->setPath(structure.dialogueId);
        std::vector<RoleWordSeen> words = m_proposal.roleWords;
        for (const auto &[word, role] : structure.roles) {
            const auto known = std::ranges::find(words, word, &RoleWordSeen::word);
            if (known != words.end())
                known->role = role;
            else
                words.push_back({word, 0, role});
        }
        fillWords(words);
    } else if (m_isKnown) {
        m_alone->setChecked(false);
    }
    m_task->setPath(profile.taskField);
    m_run->setPath(profile.runField);
    m_outcome->setPath(profile.outcomeField);
    choose(m_rule, profile.outcome.rule);
    QStringList values;
    for (const std::string &value : profile.outcome.values)
        values << qs(value);
    m_values->setText(values.join(QStringLiteral(", ")));
    m_atLeast->setValue(profile.outcome.atLeast);
    fillFields();
    for (int i = 0; i < m_survey->count(); ++i) {
        QListWidgetItem *item = m_survey->item(i);
        const bool isOn = std::ranges::find(profile.surveyFields, utf8(item->text())) !=
                          profile.surveyFields.end();
        item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    }
    followRule();
    m_isFilling = false;
    layoutChosen();
}

MappingProfile MappingDialog::profile() const
{
    MappingProfile said;
    said.name = textOf(m_name);
    if (const auto kind = chosen<CorpusKind>(m_kind); kind != CorpusKind::Unknown)
        said.kind = kind;
    said.label = textOf(m_label);
    said.simulatedSide = chosen<SimulatedSide>(m_side);
    if (const int swap = m_swap->currentData().toInt(); swap >= 0)
        said.swapRoles = swap == 1;
    said.domain = textOf(m_domain);
    said.benchmark = textOf(m_benchmark);
    said.taskField = m_task->path();
    said.runField = m_run->path();
    said.outcomeField = m_outcome->path();
    said.outcome.rule = chosen<OutcomeMeaning::Rule>(m_rule);
    if (said.outcome.rule == OutcomeMeaning::Rule::Equals)
        said.outcome.values = {textOf(m_values)};
    else if (said.outcome.rule == OutcomeMeaning::Rule::OneOf)
        said.outcome.values = listed(m_values->text());
    said.outcome.atLeast = m_atLeast->value();
    for (int i = 0; i < m_survey->count(); ++i)
        if (m_survey->item(i)->checkState() == Qt::Checked)
            said.surveyFields.push_back(utf8(m_survey->item(i)->text()));
    said.signature = m_proposal.profile.signature;
    if (!m_alone->isChecked())
        return said;
    MappingStructure structure;
    structure.dialogues = m_dialogues->path();
    structure.turns = m_turns->path();
    structure.firstSpeaker = chosen<Role>(m_first);
    const int layout = m_layout->currentIndex();
    if (layout == TwoFields) {
        structure.userText = m_userText->path();
        structure.agentText = m_agentText->path();
    } else {
        structure.text = m_text->path();
        if (layout == NamedRoles)
            structure.role = m_role->path();
    }
    structure.time = m_time->path();
    structure.dialogueId = m_id->path();
    for (int row = 0; row < m_words->rowCount() && layout == NamedRoles; ++row) {
        const auto *box = qobject_cast<QComboBox *>(m_words->cellWidget(row, 2));
        structure.roles[utf8(m_words->item(row, 0)->text())] = chosen<Role>(box);
    }
    said.structure = std::move(structure);
    return said;
}

void MappingDialog::fillFields()
{
    const std::string list = m_dialogues->path();
    const std::string turns = m_turns->path();
    std::vector<FieldSample> lists;
    std::vector<FieldSample> ofTurn;
    std::vector<FieldSample> ofDialogue;
    for (const FieldSample &field : m_proposal.fields) {
        if (field.type == "list" || field.type == "object")
            lists.push_back(field);
        std::optional<std::string> inside = within(field.path, list);
        if (!inside || inside->empty())
            continue;
        FieldSample relative = field;
        const std::optional<std::string> inTurn =
            turns.empty() ? std::nullopt : within(*inside, turns);
        relative.path = inTurn ? *inTurn : *inside;
        if (relative.path.empty())
            continue;
        if (inTurn || turns.empty())
            ofTurn.push_back(relative);
        if (!inTurn)
            ofDialogue.push_back(relative);
    }
    if (!m_alone->isChecked())
        for (const char *known : knownFields)
            ofDialogue.push_back({known, "text", 0, {}, 0});
    std::vector<FieldSample> ofLists;
    for (const FieldSample &field : lists)
        if (const auto inside = within(field.path, list); inside && !inside->empty()) {
            ofLists.push_back(field);
            ofLists.back().path = *inside;
        }
    m_dialogues->setFields(lists);
    m_turns->setFields(ofLists);
    for (FieldBox *box : {m_role, m_text, m_userText, m_agentText, m_time})
        box->setFields(ofTurn);
    for (FieldBox *box : {m_id, m_task, m_run, m_outcome})
        box->setFields(ofDialogue);
    const QSignalBlocker quiet(m_survey);
    std::vector<std::string> checked;
    for (int i = 0; i < m_survey->count(); ++i)
        if (m_survey->item(i)->checkState() == Qt::Checked)
            checked.push_back(utf8(m_survey->item(i)->text()));
    m_survey->clear();
    for (const FieldSample &field : ofDialogue) {
        if (field.type == "list")
            continue;
        auto *item = new QListWidgetItem(qs(field.path), m_survey);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool isOn = std::ranges::find(checked, field.path) != checked.end();
        item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    }
}

void MappingDialog::fillWords(const std::vector<RoleWordSeen> &words)
{
    m_words->setRowCount(static_cast<int>(words.size()));
    for (int row = 0; row < m_words->rowCount(); ++row) {
        const RoleWordSeen &word = words[static_cast<std::size_t>(row)];
        m_words->setItem(row, 0, new QTableWidgetItem(qs(word.word)));
        auto *seen = new QTableWidgetItem(QLocale().toString(word.seen));
        seen->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_words->setItem(row, 1, seen);
        auto *means = new QComboBox;
        means->setAccessibleName(tr("Meaning of “%1”").arg(qs(word.word)));
        for (const auto &[role, text] :
             {std::pair(Role::User, tr("user")), std::pair(Role::Agent, tr("agent")),
              std::pair(Role::Tool, tr("tool")), std::pair(Role::System, tr("system prompt")),
              std::pair(Role::Note, tr("note"))})
            means->addItem(text, static_cast<int>(role));
        choose(means, word.role.value_or(Role::Note));
        connect(means, &QComboBox::activated, this, &MappingDialog::changed);
        m_words->setCellWidget(row, 2, means);
    }
}

void MappingDialog::listChosen()
{
    if (m_isFilling)
        return;
    const std::string dialogues = m_dialogues->path();
    const std::string turns = m_turns->path();
    m_workspace.jobs().start(
        QStringLiteral("mapping-list"), tr("Looking into the list"),
        [path = m_request.path, dialogues, turns](JobContext &) {
            return proposeMapping(path, dialogues, turns);
        },
        this,
        [this](const Result<MappingProposal> &proposal) {
            if (!proposal || !proposal->profile.structure)
                return;
            m_proposal = *proposal;
            MappingProfile said = profile();
            said.structure = proposal->profile.structure;
            fill(said);
            fillWords(proposal->roleWords);
            changed();
        });
}

void MappingDialog::layoutChosen()
{
    const int layout = m_layout->currentIndex();
    const auto setShown = [this](QWidget *field, bool isShown) {
        field->setVisible(isShown);
        if (QWidget *label = m_structureForm->labelForField(field))
            label->setVisible(isShown);
    };
    setShown(m_role, layout == NamedRoles);
    setShown(m_text, layout != TwoFields);
    setShown(m_userText, layout == TwoFields);
    setShown(m_agentText, layout == TwoFields);
    setShown(m_first, layout != NamedRoles);
    m_words->setVisible(layout == NamedRoles && m_alone->isChecked());
    changed();
}

void MappingDialog::followRule()
{
    const auto rule = chosen<OutcomeMeaning::Rule>(m_rule);
    m_values->setVisible(rule == OutcomeMeaning::Rule::Equals ||
                         rule == OutcomeMeaning::Rule::OneOf);
    m_atLeast->setVisible(rule == OutcomeMeaning::Rule::AtLeast);
}

void MappingDialog::changed()
{
    if (m_isFilling)
        return;
    m_use->setEnabled(false);
    m_delay.start();
}

void MappingDialog::read()
{
    ImportRequest request = m_request;
    const MappingProfile said = profile();
    if (const std::string wrong = problemOf(said); !wrong.empty()) {
        m_problem->setText(qs(wrong));
        return;
    }
    request.profile = std::make_shared<const MappingProfile>(said);
    m_isReading = true;
    m_workspace.jobs().start(
        QStringLiteral("mapping-preview"), tr("Reading through the mapping"),
        [request](JobContext &) { return inspect({request}); }, this,
        [this](const std::vector<FileInspection> &found) {
            m_isReading = false;
            if (!found.empty())
                showFound(found.front());
        });
}

void MappingDialog::showFound(const FileInspection &found)
{
    m_problem->clear();
    m_use->setEnabled(!found.problem && !found.preview.empty());
    if (found.problem) {
        m_found->clear();
        m_problem->setText(errorSentence(*found.problem));
        m_preview->clear(tr("Nothing can be read with this mapping."));
        return;
    }
    if (found.preview.empty()) {
        m_found->clear();
        m_problem->setText(m_proposal.lacking.empty() ? tr("No dialogues are found this way.")
                                                      : qs(m_proposal.lacking));
        m_preview->clear(tr("No dialogues are found this way."));
        return;
    }
    const Dialogue &first = found.preview.front();
    QStringList parts{tr("task %1").arg(qs(first.task.value())), tr("run %1").arg(first.run)};
    if (first.outcome.reward)
        parts << tr("reward %1").arg(QLocale().toString(*first.outcome.reward));
    if (first.outcome.success)
        parts << (*first.outcome.success ? tr("success") : tr("no success"));
    if (!first.survey.empty())
        parts << tr("%n survey answer(s)", nullptr, static_cast<int>(first.survey.size()));
    m_found->setText(tr("First dialogue: %1").arg(parts.join(QStringLiteral(" · "))));
    m_preview->showFile(found, chosen<CorpusKind>(m_kind));
}

QString MappingDialog::problem() const
{
    return m_problem->text();
}

void MappingDialog::saveProfile()
{
    const MappingProfile said = profile();
    m_workspace.runWithSession(
        QString(), tr("Saving the profile"),
        [said](Session &session, JobContext &) -> Result<bool> {
            const Result<void> saved = ProfileRepository(session).save(said);
            return saved ? Result<bool>(true) : Result<bool>(saved.error());
        },
        this,
        [this, said](const Result<bool> &saved) {
            if (!saved) {
                m_problem->setText(errorSentence(saved.error()));
                return;
            }
            std::erase_if(m_profiles,
                          [&](const MappingProfile &each) { return each.name == said.name; });
            m_profiles.push_back(said);
            showSaved({m_profiles.size() - 1});
            m_saved->setCurrentIndex(0);
        });
}
} // namespace gapscope
