// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/compare_model.h"

#include "core/model/markup.h"
#include "ui/base/qstring.h"
#include "ui/models/compare_rows.h"
#include "ui/models/display_text.h"
#include "ui/models/tool_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace gapscope {
namespace {
std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

QString turnText(const Turn &turn)
{
    QStringList parts;
    if (turn.text)
        parts.push_back(qs(*turn.text));
    for (const ToolCall &call : turn.toolCalls)
        if (!standsInText(call))
            parts.push_back(callLine(call, nullptr, Side::Real).text);
    return parts.join(QLatin1Char('\n'));
}
} // namespace

CompareModel::CompareModel(QObject *parent) : QAbstractTableModel(parent) {}

void CompareModel::setPair(ComparePair pair)
{
    beginResetModel();
    m_pair = std::move(pair);
    m_rows = compareRows(m_pair);
    m_facts = {};
    indexRows();
    sortCues();
    indexNotes();
    endResetModel();
}

void CompareModel::indexRows()
{
    m_rowOfAligned.assign(m_pair.alignment.rows.size(), -1);
    for (const Side side : {Side::Real, Side::Sim}) {
        const Dialogue *dialogue = m_pair.side(side).dialogue.get();
        const std::size_t count = dialogue ? dialogue->turns.size() : 0;
        std::vector<int> &numbers = m_turnNumber[at(static_cast<int>(side))];
        numbers.assign(count, 0);
        m_rowOfTurn[at(static_cast<int>(side))].assign(count, -1);
        std::optional<std::int64_t> &firstTime = m_firstTime[at(static_cast<int>(side))];
        firstTime.reset();
        std::array<int, 5> seen{};
        for (std::size_t i = 0; i < count; ++i) {
            const Turn &turn = dialogue->turns[i];
            numbers[i] = ++seen[static_cast<std::size_t>(turn.role)];
            if (!firstTime)
                firstTime = turn.timeMs;
        }
    }
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        const DisplayRow &line = m_rows[at(i)];
        if (line.alignedRow >= 0 && m_rowOfAligned[at(line.alignedRow)] < 0)
            m_rowOfAligned[at(line.alignedRow)] = i;
        for (const int turn : line.real)
            m_rowOfTurn[0][at(turn)] = i;
        for (const int turn : line.sim)
            m_rowOfTurn[1][at(turn)] = i;
    }
}

void CompareModel::setLabels(std::vector<CompareLabel> labels)
{
    m_pair.labels = std::move(labels);
    tellNotes();
}

void CompareModel::setAnchors(std::vector<Anchor> anchors)
{
    m_pair.anchors = std::move(anchors);
    tellNotes();
}

void CompareModel::setSuggestions(std::vector<CompareSuggestion> suggestions)
{
    m_pair.suggestions = std::move(suggestions);
    tellNotes();
}

void CompareModel::setUnits(std::vector<CompareUnit> units)
{
    m_pair.units = std::move(units);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CompareModel::setFacts(LackingFacts facts)
{
    m_facts = std::move(facts);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CompareModel::tellNotes()
{
    indexNotes();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1),
                           {LabelsRole, Qt::AccessibleTextRole});
}

void CompareModel::indexNotes()
{
    m_notes = rowNotes(m_pair, [this](Side side, int turn) {
        const int display = rowOfTurn(side, turn);
        return display < 0 ? -1 : row(display).alignedRow;
    });
}

void CompareModel::sortCues()
{
    const auto byTurn = [](const CueSpan &a, const CueSpan &b) { return a.turn < b.turn; };
    for (CompareSide *side : {&m_pair.real, &m_pair.sim})
        if (!std::is_sorted(side->cues.begin(), side->cues.end(), byTurn))
            std::stable_sort(side->cues.begin(), side->cues.end(), byTurn);
}

void CompareModel::setCues(std::vector<CueSpan> real, std::vector<CueSpan> sim, QString edition)
{
    m_pair.real.cues = std::move(real);
    m_pair.sim.cues = std::move(sim);
    m_pair.edition = std::move(edition);
    sortCues();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= ColumnCount)
        return {};
    const DisplayRow &line = row(index.row());
    const Side side = index.column() == RealColumn ? Side::Real : Side::Sim;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index.row(), side);
    case Qt::AccessibleTextRole:
        return accessibleText(index.row());
    case KindRole:
        return line.alignedRow < 0 ? QVariant() : static_cast<int>(*kind(index.row()));
    case RowNumberRole:
        return line.alignedRow < 0 ? QVariant() : line.alignedRow + 1;
    case AlignedRowRole:
        return line.alignedRow < 0 ? QVariant() : line.alignedRow;
    case SpeakerRole: {
        const std::vector<int> &positions = turns(index.row(), side);
        return positions.empty() ? QVariant()
                                 : static_cast<int>(turn(side, positions.front()).role);
    }
    case LabelsRole: {
        const QString codes = labelCodes(line.alignedRow);
        return codes.isEmpty() ? QVariant() : codes;
    }
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    const CompareSide &side = section == RealColumn ? m_pair.real : m_pair.sim;
    return side.subtitle.isEmpty() ? side.title : tr("%1 · %2").arg(side.title, side.subtitle);
}

const DisplayRow &CompareModel::row(int displayRow) const
{
    return m_rows[at(displayRow)];
}

const std::vector<int> &CompareModel::turns(int displayRow, Side side) const
{
    return side == Side::Real ? row(displayRow).real : row(displayRow).sim;
}

const Turn &CompareModel::turn(Side side, int position) const
{
    return m_pair.side(side).dialogue->turns[at(position)];
}

int CompareModel::turnNumber(Side side, int position) const
{
    return m_turnNumber[at(static_cast<int>(side))][at(position)];
}

std::optional<RowKind> CompareModel::kind(int displayRow) const
{
    const int aligned = row(displayRow).alignedRow;
    if (aligned < 0)
        return std::nullopt;
    return m_pair.alignment.rows[at(aligned)].kind;
}

bool CompareModel::isDifference(int displayRow) const
{
    const std::optional<RowKind> which = kind(displayRow);
    return which && *which != RowKind::Equal && *which != RowKind::Paraphrase;
}

bool CompareModel::differsInvisibly(int alignedRow) const
{
    const AlignedRow &both = m_pair.alignment.rows[at(alignedRow)];
    if (both.real.empty() || both.sim.empty())
        return false;
    const auto said = [this](Side side, const std::vector<int> &positions) {
        QStringList texts;
        for (const int position : positions)
            texts.push_back(qs(turn(side, position).text.value_or(std::string())));
        return texts.join(QLatin1Char('\n'));
    };
    const QString real = said(Side::Real, both.real);
    const QString sim = said(Side::Sim, both.sim);
    return real != sim && visibleText(real) == visibleText(sim);
}

int CompareModel::rowOfAligned(int alignedRow) const
{
    const bool known = alignedRow >= 0 && at(alignedRow) < m_rowOfAligned.size();
    return known ? m_rowOfAligned[at(alignedRow)] : -1;
}

int CompareModel::rowOfTurn(Side side, int position) const
{
    const std::vector<int> &rows = m_rowOfTurn[at(static_cast<int>(side))];
    return position >= 0 && at(position) < rows.size() ? rows[at(position)] : -1;
}

std::vector<const CompareLabel *> CompareModel::labels(int alignedRow) const
{
    std::vector<const CompareLabel *> found;
    if (alignedRow >= 0)
        for (const CompareLabel &label : m_pair.labels)
            if (label.alignedRow == alignedRow)
                found.push_back(&label);
    return found;
}

const std::vector<RowNote> &CompareModel::notes(int alignedRow) const
{
    static const std::vector<RowNote> none;
    const auto found = m_notes.find(alignedRow);
    return found == m_notes.end() ? none : found->second;
}

std::span<const CueSpan> CompareModel::cues(Side side, int position) const
{
    const std::vector<CueSpan> &all = m_pair.side(side).cues;
    const auto before = [](const CueSpan &cue, int turn) { return cue.turn < turn; };
    const auto first = std::lower_bound(all.begin(), all.end(), position, before);
    const auto last = std::lower_bound(first, all.end(), position + 1, before);
    return {first, last};
}

std::span<const LackingFact> CompareModel::facts(Side side, int position) const
{
    const auto &all = side == Side::Real ? m_facts.real : m_facts.sim;
    const auto found = all.find(position);
    return found == all.end() ? std::span<const LackingFact>() : found->second;
}

QString CompareModel::factText(Side side, const LackingFact &fact) const
{
    if (!fact.saidIn)
        return side == Side::Real ? tr("said only by the real user")
                                  : tr("said only by the simulated user");
    const int turn = turnNumber(side == Side::Real ? Side::Sim : Side::Real, *fact.saidIn);
    return side == Side::Real ? tr("the simulated user says this in turn %1").arg(turn)
                              : tr("the real user says this in turn %1").arg(turn);
}

QString CompareModel::elapsed(Side side, int position) const
{
    const std::optional<std::int64_t> time = turn(side, position).timeMs;
    const std::optional<std::int64_t> first = m_firstTime[at(static_cast<int>(side))];
    if (!time || !first)
        return {};
    const std::int64_t seconds = (*time - *first) / 1000;
    const std::int64_t whole = std::abs(seconds);
    const QString sign = seconds < 0 ? QStringLiteral("−") : QString();
    const auto two = [](std::int64_t number) {
        return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
    };
    if (whole < 3600)
        return QStringLiteral("%1%2:%3").arg(sign, QString::number(whole / 60), two(whole % 60));
    return QStringLiteral("%1%2:%3:%4")
        .arg(sign, QString::number(whole / 3600), two(whole / 60 % 60), two(whole % 60));
}

bool CompareModel::isAlone() const
{
    return !m_pair.real.dialogue || !m_pair.sim.dialogue;
}

QString CompareModel::kindName(RowKind kind)
{
    switch (kind) {
    case RowKind::Equal:
        return tr("equal");
    case RowKind::Paraphrase:
        return tr("paraphrase");
    case RowKind::Divergent:
        return tr("divergent");
    case RowKind::Missing:
        return tr("missing in the simulation");
    case RowKind::Extra:
        return tr("only in the simulation");
    case RowKind::Moved:
        return tr("said elsewhere");
    case RowKind::Merged:
        return tr("merged turns");
    }
    return {};
}

QString CompareModel::kindText(RowKind kind) const
{
    if (m_pair.kinds == ComparePair::Kinds::Blind && kind == RowKind::Missing)
        return tr("only at the left");
    if (m_pair.kinds == ComparePair::Kinds::Blind && kind == RowKind::Extra)
        return tr("only at the right");
    if (m_pair.kinds != ComparePair::Kinds::RealAndSim && kind == RowKind::Missing)
        return tr("only in the first dialogue");
    if (m_pair.kinds != ComparePair::Kinds::RealAndSim && kind == RowKind::Extra)
        return tr("only in the second dialogue");
    return kindName(kind);
}

QString CompareModel::sideName(Side side) const
{
    switch (m_pair.kinds) {
    case ComparePair::Kinds::RealAndSim:
        return side == Side::Real ? tr("real") : tr("simulated");
    case ComparePair::Kinds::BothReal:
        return side == Side::Real ? tr("first person") : tr("second person");
    case ComparePair::Kinds::BothSim:
        return side == Side::Real ? tr("first run") : tr("second run");
    case ComparePair::Kinds::Blind:
        return side == Side::Real ? tr("left dialogue") : tr("right dialogue");
    }
    return {};
}

QString CompareModel::roleName(gapscope::Role role)
{
    switch (role) {
    case gapscope::Role::User:
        return tr("user");
    case gapscope::Role::Agent:
        return tr("agent");
    case gapscope::Role::Tool:
        return tr("tool");
    case gapscope::Role::System:
        return tr("system");
    case gapscope::Role::Note:
        return tr("note");
    }
    return {};
}

QString CompareModel::hiddenRowsText(int rows)
{
    return rows == 1 ? tr("… 1 equal row") : tr("… %1 equal rows").arg(rows);
}

QString CompareModel::cellText(int displayRow, Side side) const
{
    QStringList parts;
    for (const int position : turns(displayRow, side))
        parts.push_back(turnText(turn(side, position)));
    return parts.join(QLatin1Char('\n'));
}

QString CompareModel::labelCodes(int alignedRow) const
{
    QStringList codes;
    for (const CompareLabel *label : labels(alignedRow))
        codes.push_back(label->code);
    return codes.join(QStringLiteral(", "));
}

QString CompareModel::factsText(int displayRow) const
{
    QStringList parts;
    for (const Side side : {Side::Real, Side::Sim})
        for (const int position : turns(displayRow, side)) {
            const std::string text = turn(side, position).text.value_or(std::string());
            for (const LackingFact &fact : facts(side, position)) {
                const std::string_view said = std::string_view(text).substr(
                    fact.range.begin, fact.range.end - fact.range.begin);
                parts.push_back(tr("%1: %2").arg(qs(said), factText(side, fact)));
            }
        }
    return parts.join(QStringLiteral(", "));
}

QString CompareModel::accessibleText(int displayRow) const
{
    const DisplayRow &line = row(displayRow);
    QStringList parts;
    if (const std::optional<RowKind> which = kind(displayRow))
        parts.push_back(tr("row %1 of %2, %3")
                            .arg(line.alignedRow + 1)
                            .arg(m_pair.alignment.rows.size())
                            .arg(kindText(*which)));
    else
        parts.push_back(roleName(line.role));
    const QString nothing = tr("nothing");
    const auto say = [&](Side side) {
        return turns(displayRow, side).empty() ? nothing : cellText(displayRow, side).simplified();
    };
    if (m_pair.real.dialogue)
        parts.push_back(tr("%1: %2").arg(sideName(Side::Real), say(Side::Real)));
    if (m_pair.sim.dialogue)
        parts.push_back(tr("%1: %2").arg(sideName(Side::Sim), say(Side::Sim)));
    if (line.alignedRow >= 0 && differsInvisibly(line.alignedRow))
        parts.push_back(tr("the texts differ in invisible characters only"));
    const QString codes = labelCodes(line.alignedRow);
    if (!codes.isEmpty())
        parts.push_back(tr("labels: %1").arg(codes));
    for (const RowNote &note : notes(line.alignedRow))
        if (note.kind == RowNote::Kind::Suggestion)
            parts.push_back(tr("suggested label: %1").arg(note.text));
        else if (note.kind != RowNote::Kind::Label)
            parts.push_back(note.description);
    const QString lacking = factsText(displayRow);
    if (!lacking.isEmpty())
        parts.push_back(lacking);
    return parts.join(QStringLiteral(", "));
}
} // namespace gapscope
