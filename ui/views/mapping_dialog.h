// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"
#include "core/import/mapping_proposal.h"

#include <QDialog>
#include <QTimer>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace gapscope {
class FieldBox;
class ImportPreview;
class Workspace;

/// Says what sniffing cannot know about a file, and how a file of an unknown format is read. The
/// preview shows the dialogues as they would be imported while one maps; what is said can be kept
/// as a named profile, which is suggested again for files of this kind.
class MappingDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `request` as it is so far; its profile is where the form begins.
    MappingDialog(Workspace &workspace, ImportRequest request, QWidget *parent);

    /// What the form says.
    MappingProfile profile() const;

    FieldBox *turns() const { return m_turns; }
    FieldBox *role() const { return m_role; }
    FieldBox *text() const { return m_text; }
    QComboBox *kind() const { return m_kind; }
    QComboBox *saved() const { return m_saved; }
    QLineEdit *name() const { return m_name; }
    QPushButton *save() const { return m_save; }
    QPushButton *use() const { return m_use; }
    /// True while the preview is behind the form.
    bool isReading() const { return m_isReading || m_delay.isActive(); }
    /// What is wrong or lacking; empty = the file can be read.
    QString problem() const;

private:
    QWidget *makeCorpus();
    QWidget *makeStructure();
    QWidget *makeRecords();
    QWidget *makeProfiles();
    QWidget *makePreview();
    FieldBox *addField(QFormLayout *form, const QString &label, const QString &tip);

    void propose();
    void take(const MappingProposal &proposal, bool withProfile);
    void fill(const MappingProfile &profile);
    /// Those for files like this stand first.
    void showSaved(const std::vector<std::size_t> &suggested);
    void chooseSaved();
    void saveProfile();
    void fillFields();
    void fillWords(const std::vector<RoleWordSeen> &words);
    void listChosen();
    void layoutChosen();
    void changed();
    void read();
    void showFound(const FileInspection &found);
    void followRule();

    Workspace &m_workspace;
    ImportRequest m_request;
    MappingProposal m_proposal;
    std::vector<MappingProfile> m_profiles;
    /// Whether a known format reads the file, so that a structure is a choice.
    bool m_isKnown = false;
    bool m_isReading = false;
    bool m_isFilling = false;
    QTimer m_delay;

    QComboBox *m_saved = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_save = nullptr;

    QComboBox *m_kind = nullptr;
    QLineEdit *m_label = nullptr;
    QComboBox *m_side = nullptr;
    QComboBox *m_swap = nullptr;
    QLineEdit *m_domain = nullptr;
    QLineEdit *m_benchmark = nullptr;

    QCheckBox *m_alone = nullptr;
    QWidget *m_structure = nullptr;
    FieldBox *m_dialogues = nullptr;
    FieldBox *m_turns = nullptr;
    QComboBox *m_layout = nullptr;
    FieldBox *m_role = nullptr;
    FieldBox *m_text = nullptr;
    FieldBox *m_userText = nullptr;
    FieldBox *m_agentText = nullptr;
    QComboBox *m_first = nullptr;
    FieldBox *m_time = nullptr;
    FieldBox *m_id = nullptr;
    QFormLayout *m_structureForm = nullptr;
    QTableWidget *m_words = nullptr;

    FieldBox *m_task = nullptr;
    FieldBox *m_run = nullptr;
    FieldBox *m_outcome = nullptr;
    QComboBox *m_rule = nullptr;
    QLineEdit *m_values = nullptr;
    QDoubleSpinBox *m_atLeast = nullptr;
    QListWidget *m_survey = nullptr;

    ImportPreview *m_preview = nullptr;
    QLabel *m_found = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_use = nullptr;
};
} // namespace gapscope
