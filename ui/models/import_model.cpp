// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/import_model.h"

#include "core/import/profile.h"
#include "ui/base/error_sentence.h"
#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace gapscope {
namespace {
bool holdsDialogues(const FileInspection &inspection)
{
    return !inspection.preview.empty();
}

const std::string &chosenOr(const std::string &choice, const std::string &guess)
{
    return choice.empty() ? guess : choice;
}
} // namespace

ImportModel::ImportModel(QObject *parent) : QAbstractTableModel(parent) {}

void ImportModel::add(const std::vector<std::string> &paths)
{
    std::vector<File> fresh;
    for (const std::string &path : paths) {
        const auto same = [&](const File &file) { return file.request.path == path; };
        if (std::any_of(m_files.begin(), m_files.end(), same) ||
            std::any_of(fresh.begin(), fresh.end(), same))
            continue;
        File file;
        file.request.path = path;
        file.inspection.bytes = QFileInfo(qs(path)).size();
        fresh.push_back(std::move(file));
    }
    if (fresh.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(m_files));
    endInsertRows();
    Q_EMIT changed();
}

void ImportModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_files.erase(m_files.begin() + row);
    endRemoveRows();
    Q_EMIT changed();
}

void ImportModel::setProfile(int row, std::shared_ptr<const MappingProfile> profile)
{
    File &entry = m_files[static_cast<std::size_t>(row)];
    entry.request.profile = std::move(profile);
    entry.included = true;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT changed();
}

CorpusKind ImportModel::kind(int row) const
{
    const File &entry = file(row);
    return entry.request.kind.value_or(entry.inspection.kind);
}

bool ImportModel::swapsRoles(int row) const
{
    const File &entry = file(row);
    return entry.request.swapRoles.value_or(entry.inspection.swapRoles);
}

ImportModel::FileState ImportModel::state(int row) const
{
    const File &entry = file(row);
    if (!entry.asked)
        return FileState::Reading;
    if (entry.inspection.problem)
        return FileState::NotImportable;
    if (holdsDialogues(entry.inspection) && kind(row) == CorpusKind::Unknown)
        return FileState::KindMissing;
    return FileState::Ready;
}

std::optional<ImportRequest> ImportModel::nextToInspect() const
{
    const auto waiting = std::find_if(m_files.begin(), m_files.end(),
                                      [](const File &file) { return file.asked != file.request; });
    return waiting == m_files.end() ? std::nullopt : std::optional(waiting->request);
}

void ImportModel::setInspection(const ImportRequest &asked, FileInspection inspection)
{
    for (int row = 0; row < rowCount(); ++row) {
        File &entry = m_files[static_cast<std::size_t>(row)];
        if (entry.request.path != asked.path)
            continue;
        entry.asked = asked;
        // What could not be recognised has no size of its own.
        const std::int64_t bytes = std::max(inspection.bytes, entry.inspection.bytes);
        entry.inspection = std::move(inspection);
        entry.inspection.bytes = bytes;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        Q_EMIT changed();
        return;
    }
}

int ImportModel::includedCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += file(row).included && state(row) != FileState::NotImportable ? 1 : 0;
    return count;
}

int ImportModel::openQuestions() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += file(row).included && state(row) == FileState::KindMissing ? 1 : 0;
    return count;
}

int ImportModel::readingCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += state(row) == FileState::Reading ? 1 : 0;
    return count;
}

bool ImportModel::isReady() const
{
    return includedCount() > 0 && openQuestions() == 0 && readingCount() == 0;
}

std::vector<ImportRequest> ImportModel::requests() const
{
    std::vector<ImportRequest> requests;
    for (int row = 0; row < rowCount(); ++row) {
        if (file(row).included && state(row) == FileState::Ready)
            requests.push_back(file(row).request);
    }
    return requests;
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_files.size());
}

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportModel::kindName(CorpusKind kind)
{
    switch (kind) {
    case CorpusKind::Unknown:
        return tr("choose…");
    case CorpusKind::Real:
        return tr("Real");
    case CorpusKind::Simulated:
        return tr("Simulated");
    case CorpusKind::SelfDialog:
        return tr("One writer of both sides");
    }
    return {};
}

QString ImportModel::rolesName(bool swapped)
{
    return swapped ? tr("exchanged") : tr("as written");
}

QString ImportModel::stateText(int row) const
{
    const FileInspection &inspection = file(row).inspection;
    switch (state(row)) {
    case FileState::Reading:
        return tr("reading …");
    case FileState::NotImportable:
        return inspection.problem->detail.empty() ? errorSentence(*inspection.problem)
                                                  : qs(inspection.problem->detail);
    case FileState::KindMissing:
        return tr("says neither real nor simulated: choose");
    case FileState::Ready:
        break;
    }
    if (!holdsDialogues(inspection))
        return tr("surveys or difficulties, no dialogues");
    const std::shared_ptr<const MappingProfile> &profile = file(row).request.profile;
    QString ready = !profile                ? tr("ready")
                    : profile->name.empty() ? tr("ready, mapped")
                                            : tr("ready, mapped as “%1”").arg(qs(profile->name));
    if (swapsRoles(row))
        ready = tr("%1, roles exchanged").arg(ready);
    return inspection.issues.empty()
               ? ready
               : tr("%1; %Ln thing(s) to tell so far", nullptr, int(inspection.issues.size()))
                     .arg(ready);
}

QString ImportModel::display(int row, int column) const
{
    const File &entry = file(row);
    const FileInspection &found = entry.inspection;
    const bool known = state(row) != FileState::Reading && state(row) != FileState::NotImportable;
    switch (column) {
    case FileColumn:
        return QFileInfo(qs(entry.request.path)).fileName();
    case KindColumn:
        if (kind(row) == CorpusKind::Unknown && !(known && holdsDialogues(found)))
            return {};
        return kindName(kind(row));
    case LabelColumn:
        return qs(chosenOr(entry.request.label, found.label));
    case DomainColumn:
        return qs(chosenOr(entry.request.domain, found.domain));
    case BenchmarkColumn:
        return qs(entry.request.benchmark);
    case RolesColumn:
        return known && holdsDialogues(found) ? rolesName(swapsRoles(row)) : QString();
    case FormatColumn:
        return known ? qs(found.formatTitle) : QString();
    case SizeColumn:
        return QLocale().formattedDataSize(found.bytes, 1, QLocale::DataSizeTraditionalFormat);
    case StateColumn:
        return stateText(row);
    default:
        return {};
    }
}

QString ImportModel::toolTip(int row, int column) const
{
    const File &entry = file(row);
    if (column == FileColumn)
        return plainToolTip(qs(entry.request.path));
    if (column == StateColumn && entry.inspection.problem)
        return plainToolTip(errorSentence(*entry.inspection.problem));
    return plainToolTip(display(row, column));
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::EditRole:
        if (column == KindColumn)
            return static_cast<int>(kind(row));
        if (column == RolesColumn)
            return swapsRoles(row);
        if (column == FormatColumn)
            return qs(chosenOr(file(row).request.format, file(row).inspection.format));
        return display(row, column);
    case Qt::CheckStateRole:
        if (column != FileColumn)
            return {};
        return static_cast<int>(file(row).included && state(row) != FileState::NotImportable
                                    ? Qt::Checked
                                    : Qt::Unchecked);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return column == SizeColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case StateRole:
        return static_cast<int>(state(row));
    case KindRole:
        return static_cast<int>(kind(row));
    case OpenQuestionRole:
        return column == KindColumn && file(row).included && state(row) == FileState::KindMissing;
    default:
        return {};
    }
}

bool ImportModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    File &entry = m_files[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole && index.column() == FileColumn) {
        entry.included = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole) {
        // A choice equal to the guess stays a guess, so that merely opening an editor settles
        // nothing for records that say something else.
        const std::string text = utf8(value.toString().trimmed());
        const FileInspection &found = entry.inspection;
        switch (index.column()) {
        case KindColumn: {
            const auto chosen = static_cast<CorpusKind>(value.toInt());
            if (chosen == CorpusKind::Unknown || chosen == kind(index.row()))
                return false;
            entry.request.kind = chosen;
            break;
        }
        case LabelColumn:
            entry.request.label =
                entry.request.label.empty() && text == found.label ? std::string() : text;
            break;
        case DomainColumn:
            entry.request.domain =
                entry.request.domain.empty() && text == found.domain ? std::string() : text;
            break;
        case BenchmarkColumn:
            entry.request.benchmark = text;
            break;
        case RolesColumn:
            if (value.toBool() == swapsRoles(index.row()))
                return false;
            entry.request.swapRoles = value.toBool();
            break;
        case FormatColumn:
            entry.request.format =
                entry.request.format.empty() && text == found.format ? std::string() : text;
            break;
        default:
            return false;
        }
    } else {
        return false;
    }
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT changed();
    return true;
}

Qt::ItemFlags ImportModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    const FileState now = state(index.row());
    const bool importable = now == FileState::Ready || now == FileState::KindMissing;
    switch (index.column()) {
    case FileColumn:
        return importable ? flags | Qt::ItemIsUserCheckable : flags;
    case KindColumn:
    case LabelColumn:
    case DomainColumn:
    case BenchmarkColumn:
    case RolesColumn:
        return importable ? flags | Qt::ItemIsEditable : flags;
    case FormatColumn:
        // Also where the file was not recognised: the person may know better.
        return now == FileState::Reading ? flags : flags | Qt::ItemIsEditable;
    default:
        return flags;
    }
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole) {
        switch (section) {
        case FileColumn:
            return tr("File");
        case KindColumn:
            return tr("Users are");
        case LabelColumn:
            return tr("Label");
        case DomainColumn:
            return tr("Domain");
        case BenchmarkColumn:
            return tr("Benchmark");
        case RolesColumn:
            return tr("Roles");
        case FormatColumn:
            return tr("Format");
        case SizeColumn:
            return tr("Size");
        case StateColumn:
            return tr("What was found");
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case LabelColumn:
            return tr("Name of the corpus: files with the same label belong together");
        case DomainColumn:
            return tr("Domain of the tasks; empty: as each record says");
        case BenchmarkColumn:
            return tr("First part of the task keys: corpora of one benchmark in different formats "
                      "pair when it is the same");
        }
    }
    return {};
}
} // namespace gapscope
