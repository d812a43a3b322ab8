// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ledger_model.h"

#include "ui/base/qstring.h"
#include "ui/base/tool_tip.h"
#include "ui/models/dialogues_model.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace gapscope {
namespace {
/// tr() counts in int.
int plural(std::int64_t n)
{
    return static_cast<int>(std::min<std::int64_t>(n, std::numeric_limits<int>::max()));
}

QString whatCame(const ImportCounts &counts)
{
    QStringList parts;
    if (counts.dialogues > 0) {
        parts << LedgerModel::tr("%Ln dialogue(s)", nullptr, plural(counts.dialogues));
        parts << LedgerModel::tr("%Ln turn(s)", nullptr, plural(counts.turns));
    }
    if (counts.surveys > 0)
        parts << LedgerModel::tr("%Ln questionnaire(s)", nullptr, plural(counts.surveys));
    return parts.join(QStringLiteral(", "));
}

QString stateName(ImportState state)
{
    switch (state) {
    case ImportState::Incomplete:
        return LedgerModel::tr("incomplete");
    case ImportState::Complete:
        return LedgerModel::tr("complete");
    case ImportState::Cancelled:
        return LedgerModel::tr("cancelled");
    case ImportState::Failed:
        return LedgerModel::tr("failed");
    case ImportState::Removed:
        return LedgerModel::tr("removed");
    }
    return {};
}

bool inTrouble(const ImportEntry &entry)
{
    return entry.state != ImportState::Complete || entry.counts.skipped > 0;
}
} // namespace

QString ledgerSentence(const ImportEntry &entry)
{
    const ImportCounts &counts = entry.counts;
    const QString came = whatCame(counts);
    QString text;
    switch (entry.state) {
    case ImportState::Complete:
        if (!came.isEmpty())
            text = came;
        else if (counts.duplicates > 0)
            text = LedgerModel::tr("Nothing new: all %Ln dialogue(s) are there already", nullptr,
                                   plural(counts.duplicates));
        else
            text = LedgerModel::tr("No dialogues");
        break;
    case ImportState::Cancelled:
        text = came.isEmpty() ? LedgerModel::tr("Cancelled before anything was stored")
                              : LedgerModel::tr("Cancelled after %1").arg(came);
        break;
    case ImportState::Failed:
        text = came.isEmpty() ? LedgerModel::tr("Failed before anything was stored")
                              : LedgerModel::tr("Failed after %1").arg(came);
        if (!entry.reason.empty())
            text = LedgerModel::tr("%1 (%2)").arg(text, qs(entry.reason));
        break;
    case ImportState::Removed:
        text = LedgerModel::tr("Removed");
        break;
    case ImportState::Incomplete:
        text = came.isEmpty()
                   ? LedgerModel::tr("Running, or broken off: import it again to complete it")
                   : LedgerModel::tr("%1 so far: running, or broken off; import it again to "
                                     "complete it")
                         .arg(came);
        break;
    }
    if (!came.isEmpty() && counts.duplicates > 0)
        text = LedgerModel::tr("%1; %2").arg(
            text, LedgerModel::tr("%n already there", nullptr, plural(counts.duplicates)));
    if (counts.skipped > 0)
        text = LedgerModel::tr("%1; %2").arg(
            text, LedgerModel::tr("%Ln record(s) skipped", nullptr, plural(counts.skipped)));
    if (counts.repaired > 0)
        text = LedgerModel::tr("%1; %2").arg(
            text, LedgerModel::tr("%Ln record(s) repaired", nullptr, plural(counts.repaired)));
    return text;
}

LedgerModel::LedgerModel(QObject *parent) : QAbstractTableModel(parent) {}

void LedgerModel::setEntries(std::vector<ImportEntry> oldestFirst)
{
    beginResetModel();
    m_entries = std::move(oldestFirst);
    std::reverse(m_entries.begin(), m_entries.end());
    endResetModel();
}

int LedgerModel::rowOf(const ImportId &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const ImportEntry &e) { return e.source.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LedgerModel::value(const ImportEntry &entry, int column) const
{
    switch (column) {
    case WhenColumn:
        return qlonglong(entry.startedMs);
    case DialoguesColumn:
        return qlonglong(entry.counts.dialogues);
    case TurnsColumn:
        return qlonglong(entry.counts.turns);
    case DuplicatesColumn:
        return qlonglong(entry.counts.duplicates);
    case SkippedColumn:
        return qlonglong(entry.counts.skipped);
    case RepairedColumn:
        return qlonglong(entry.counts.repaired);
    case IssuesColumn:
        return qlonglong(entry.issues);
    default:
        return {};
    }
}

QString LedgerModel::text(const ImportEntry &entry, int column) const
{
    switch (column) {
    case FileColumn:
        return QFileInfo(qs(entry.source.path)).fileName();
    case WhenColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.startedMs),
                                  QLocale::ShortFormat);
    case CorpusColumn:
        return corpusName(qs(entry.source.corpus.label), entry.source.corpus.kind);
    case ResultColumn:
        return ledgerSentence(entry);
    case StateColumn:
        return stateName(entry.state);
    case FormatColumn:
        return qs(entry.source.format);
    default:
        return QLocale().toString(value(entry, column).toLongLong());
    }
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ImportEntry &item = entry(index.row());
    const QVariant number = value(item, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(item, index.column());
    case SortRole:
        return number.isValid() ? number : QVariant(text(item, index.column()));
    case Qt::TextAlignmentRole:
        return number.isValid() && index.column() != WhenColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == FileColumn ? qs(item.source.path)
                                                         : text(item, index.column()));
    case KindRole:
        return static_cast<int>(item.source.corpus.kind);
    case TroubleRole:
        return inTrouble(item);
    default:
        return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= DialoguesColumn && section <= IssuesColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FileColumn:
        return tr("File");
    case WhenColumn:
        return tr("Imported");
    case CorpusColumn:
        return tr("Corpus");
    case ResultColumn:
        return tr("What came of it");
    case DialoguesColumn:
        return tr("Dialogues");
    case TurnsColumn:
        return tr("Turns");
    case DuplicatesColumn:
        return tr("Duplicates");
    case SkippedColumn:
        return tr("Skipped");
    case RepairedColumn:
        return tr("Repaired");
    case IssuesColumn:
        return tr("Issues");
    case StateColumn:
        return tr("State");
    case FormatColumn:
        return tr("Format");
    default:
        return {};
    }
}
} // namespace gapscope
