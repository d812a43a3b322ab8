// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"

#include <QAbstractTableModel>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// The files about to be imported: what each seems to be, and what the person says it is. A row is
/// inspected by others: they ask nextToInspect() and hand back the answer.
class ImportModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        FileColumn,
        KindColumn,
        LabelColumn,
        DomainColumn,
        BenchmarkColumn,
        RolesColumn,
        FormatColumn,
        SizeColumn,
        StateColumn,
        ColumnCount
    };
    enum Role {
        /// FileState as int.
        StateRole = Qt::UserRole,
        /// bool: this cell needs an answer before the file can be imported.
        OpenQuestionRole,
        /// CorpusKind as int.
        KindRole,
    };
    enum class FileState { Reading, Ready, KindMissing, NotImportable };

    /// One file. `asked` is what `inspection` answers.
    struct File
    {
        ImportRequest request;
        bool included = true;
        std::optional<ImportRequest> asked;
        FileInspection inspection;
    };

    explicit ImportModel(QObject *parent = nullptr);

    /// Files that are listed already are left alone.
    void add(const std::vector<std::string> &paths);
    void remove(int row);
    /// How its fields are mapped; null = as the importer finds.
    void setProfile(int row, std::shared_ptr<const MappingProfile> profile);
    const File &file(int row) const { return m_files[static_cast<std::size_t>(row)]; }
    FileState state(int row) const;
    /// The person's choices with the guesses where there are none.
    CorpusKind kind(int row) const;
    /// Whether user and agent are exchanged.
    bool swapsRoles(int row) const;

    std::optional<ImportRequest> nextToInspect() const;
    /// Ignored where the row is gone; asked again where its choices changed meanwhile.
    void setInspection(const ImportRequest &asked, FileInspection inspection);

    /// Files ticked, those among them that wait for an answer, and those being read.
    int includedCount() const;
    int openQuestions() const;
    int readingCount() const;
    /// At least one file is ticked and none of those waits for anything.
    bool isReady() const;
    std::vector<ImportRequest> requests() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// Kind takes a CorpusKind as int, format an id, roles whether they are exchanged; the others
    /// text, empty = the guess.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString kindName(CorpusKind kind);
    static QString rolesName(bool swapped);

Q_SIGNALS:
    /// A choice was made or files came or went: something may have to be inspected.
    void changed();

private:
    QString stateText(int row) const;
    QString display(int row, int column) const;
    QString toolTip(int row, int column) const;

    std::vector<File> m_files;
};
} // namespace gapscope
