// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/merge_findings.h"

#include "core/label/label_scheme.h"
#include "core/store/merge_details.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/dialogues_model.h"
#include "ui/models/display_text.h"
#include "ui/models/label_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace gapscope {
namespace {
using Kind = MergeFinding::Kind;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::MergeFindings)
};

/// Longest piece of a turn in a cell, and what of it stands before the first difference.
constexpr int longestWords = 160;
constexpr int wordsBefore = 24;

QString separator()
{
    return QStringLiteral(" · ");
}

QString whenText(std::int64_t ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::ShortFormat);
}

/// As it can be told apart by eye: what is drawn as nothing is spelt out.
QString spelt(const std::string &text)
{
    QStringList lines;
    for (const DisplayParagraph &paragraph : displayParagraphs(qs(text)))
        lines << paragraph.text;
    return lines.join(QLatin1Char('\n'));
}

QString oneLine(const QString &text)
{
    return QString(text).replace(QLatin1Char('\n'), QStringLiteral(" ↵ "));
}

/// The words around the place where two texts begin to differ.
QString wordsFrom(const QString &text, int difference)
{
    int begin = std::clamp(difference - wordsBefore, 0, static_cast<int>(text.size()));
    if (begin > 0 && begin < text.size() && text[begin].isLowSurrogate())
        --begin;
    const QString piece = text.mid(begin, longestWords);
    return oneLine((begin > 0 ? QStringLiteral("…") : QString()) + piece +
                   (begin + piece.size() < text.size() ? QStringLiteral("…") : QString()));
}

class Builder
{
public:
    Builder(const MergeReport &report, const MergeDetails &details, const Workspace &workspace)
        : m_report(report), m_details(details), m_workspace(workspace),
          m_blind(workspace.desk().blind())
    {}

    std::vector<MergeFinding> take()
    {
        for (const LabelConflict &each : m_report.conflicts)
            add(each);
        for (const LabelDuplicate &each : m_report.duplicates)
            add(each);
        for (const LabelDrift &each : m_report.drifts)
            add(each);
        for (const WaitingDialogue &each : m_report.waitingDialogues)
            add(each);
        for (const auto &[code, count] : m_report.unknownCodes)
            addCode(code, count);
        for (const auto &[line, reason] : m_report.issues) {
            MergeFinding &made = begin(Kind::LineLeftOut);
            made.where = Text::tr("line %1").arg(QLocale().toString(qlonglong(line)));
            made.inFile = qs(reason);
        }
        for (const auto &[scheme, count] : m_report.otherSchemes) {
            MergeFinding &made = begin(Kind::OtherScheme);
            const LabelScheme &own = m_workspace.desk().scheme();
            made.where = Text::tr("%Ln line(s)", nullptr, count);
            made.here = Text::tr("%1, version %2").arg(qs(own.id), QString::number(own.version));
            made.inFile = qs(scheme);
        }
        return std::move(m_findings);
    }

private:
    MergeFinding &begin(Kind kind)
    {
        MergeFinding &made = m_findings.emplace_back();
        made.kind = kind;
        return made;
    }

    bool isHere(const DialogueId &id) const { return m_workspace.data().head(id) != nullptr; }

    QString turnText(const DialogueId &dialogue, int turn) const
    {
        const auto found = m_details.userTurns.find({dialogue, turn});
        return found != m_details.userTurns.end() ? Text::tr("user %1").arg(found->second)
                                                  : Text::tr("message %1").arg(turn + 1);
    }

    QString sideText(const Label &label, bool isReal) const
    {
        const CorpusKind one = m_workspace.kindOf(label.realDialogue);
        if (!label.realDialogue.empty() && !label.simDialogue.empty() &&
            one == m_workspace.kindOf(label.simDialogue) && one != CorpusKind::Unknown)
            return isReal ? Text::tr("first") : Text::tr("second");
        return isReal ? Text::tr("real") : Text::tr("simulated");
    }

    QString whereOf(const Label &label) const
    {
        const DialogueHead *head = m_workspace.data().head(label.realDialogue);
        if (!head)
            head = m_workspace.data().head(label.simDialogue);
        if (!head)
            return Text::tr("a dialogue that is not here");
        QStringList turns;
        for (const bool isReal : {true, false}) {
            const std::optional<int> &turn = isReal ? label.realTurn : label.simTurn;
            if (!turn)
                continue;
            const QString text = turnText(isReal ? label.realDialogue : label.simDialogue, *turn);
            turns << (m_blind.sides ? text : Text::tr("%1 %2").arg(sideText(label, isReal), text));
        }
        // Not in the order of the sides, which would give them away.
        if (m_blind.sides)
            turns.sort();
        QString place = turns.join(QStringLiteral(", "));
        if (turns.isEmpty()) {
            place = !label.realDialogue.empty() && !label.simDialogue.empty()
                        ? Text::tr("the whole pair")
                        : Text::tr("a whole dialogue");
        }
        return Text::tr("%1: %2").arg(taskName(m_workspace, head->dialogue.task), place);
    }

    /// Who set it, what, and where it is.
    void setLabel(MergeFinding &made, const Label &label) const
    {
        made.annotator = qs(label.annotator);
        made.code = qs(label.code);
        made.where = whereOf(label);
        made.id = qs(label.id.value());
        const auto away = [this](const DialogueId &id) { return !id.empty() && !isHere(id); };
        if (!away(label.realDialogue) && !away(label.simDialogue))
            made.place = label;
    }

    /// Keeps what others say from somebody who labels without it.
    void hideOthers(MergeFinding &made) const
    {
        if (!m_blind.others || made.annotator == m_workspace.desk().annotator())
            return;
        made.code.clear();
        made.here = Text::tr("hidden, as you chose in Label ▸ Blind");
        made.inFile = made.here;
        made.hereWhole.clear();
        made.inFileWhole.clear();
    }

    static QString brief(const LabelState &state)
    {
        if (const auto *removal = std::get_if<LabelRemoval>(&state))
            return Text::tr("removed by %1").arg(qs(removal->by));
        return oneLine(labelParts(std::get<Label>(state)).join(separator()));
    }

    QString whole(const Label &label) const
    {
        QStringList lines = labelParts(label);
        if (const LabelCode *code = m_workspace.desk().scheme().find(label.code))
            lines.front() += QLatin1Char(' ') + qs(code->name);
        lines << whereOf(label)
              << Text::tr("revision %1, %2").arg(label.revision).arg(whenText(label.changedMs));
        return lines.join(QLatin1Char('\n'));
    }

    QString whole(const LabelState &state) const
    {
        if (const auto *label = std::get_if<Label>(&state))
            return whole(*label);
        const LabelRemoval &removal = std::get<LabelRemoval>(state);
        return brief(state) + QLatin1Char('\n') +
               Text::tr("revision %1, %2").arg(removal.revision).arg(whenText(removal.changedMs));
    }

    void add(const LabelConflict &conflict)
    {
        MergeFinding &made = begin(Kind::Conflict);
        // A removal does not say of what: the other version does.
        const LabelState &now = conflict.taken ? conflict.there : conflict.here;
        const LabelState &other = conflict.taken ? conflict.here : conflict.there;
        const auto *label = std::get_if<Label>(isRemoval(now) ? &other : &now);
        if (label)
            setLabel(made, *label);
        made.stands = conflict.taken ? Text::tr("the file's") : Text::tr("the one here");
        made.here = brief(conflict.here);
        made.inFile = brief(conflict.there);
        made.hereWhole = whole(conflict.here);
        made.inFileWhole = whole(conflict.there);
        const auto *here = std::get_if<Label>(&conflict.here);
        const auto *there = std::get_if<Label>(&conflict.there);
        if (here && there && made.here == made.inFile) {
            // They differ in something else: where they stand, or when they were changed.
            const bool isMoved = whereOf(*here) != whereOf(*there);
            made.here += separator() + (isMoved ? whereOf(*here) : whenText(here->changedMs));
            made.inFile += separator() + (isMoved ? whereOf(*there) : whenText(there->changedMs));
        }
        hideOthers(made);
    }

    void add(const LabelDuplicate &duplicate)
    {
        MergeFinding &made = begin(Kind::Duplicate);
        made.annotator = qs(duplicate.annotator);
        made.code = qs(duplicate.code);
        made.where = Text::tr("a row");
        QStringList lines;
        QStringList wholes;
        for (const LabelId *id : {&duplicate.first, &duplicate.second}) {
            const auto found = m_details.labels.find(*id);
            if (found == m_details.labels.end())
                continue;
            if (lines.isEmpty())
                setLabel(made, found->second);
            lines << brief(found->second);
            wholes << whole(found->second);
        }
        made.id = qs(duplicate.first.value()) + QLatin1Char('\n') + qs(duplicate.second.value());
        if (const int more = duplicate.count - 2; more > 0)
            lines << Text::tr("and %n more", nullptr, more);
        made.here = lines.join(QStringLiteral("  +  "));
        made.hereWhole = wholes.join(QStringLiteral("\n\n"));
        hideOthers(made);
        made.inFile.clear();
    }

    void add(const LabelDrift &drift)
    {
        MergeFinding &made = begin(Kind::Drift);
        made.where = Text::tr("a label that is gone again");
        if (const auto found = m_details.labels.find(drift.id); found != m_details.labels.end()) {
            setLabel(made, found->second);
            Label side = found->second;
            (drift.isReal ? side.simTurn : side.realTurn).reset();
            made.where = whereOf(side);
        }
        made.id = qs(drift.id.value());
        const QString there = spelt(drift.there);
        const QString here = drift.here ? spelt(*drift.here) : QString();
        const auto differ = std::mismatch(here.begin(), here.end(), there.begin(), there.end());
        const int at = static_cast<int>(differ.first - here.begin());
        made.here = drift.here ? wordsFrom(here, at) : Text::tr("there is no such turn");
        made.inFile = drift.there.empty() ? Text::tr("the file does not say")
                                          : wordsFrom(there, drift.here ? at : 0);
        made.hereWhole = here;
        made.inFileWhole = there;
        if (m_blind.others && made.annotator != m_workspace.desk().annotator())
            made.code.clear();
    }

    void add(const WaitingDialogue &waiting)
    {
        MergeFinding &made = begin(Kind::Waiting);
        const QString id = qs(waiting.nativeId.empty() ? waiting.id.value() : waiting.nativeId);
        made.where = waiting.corpus.empty() ? id : Text::tr("%1 %2").arg(qs(waiting.corpus), id);
        if (!waiting.task.empty())
            made.where = Text::tr("%1: %2").arg(taskName(m_workspace, waiting.task), made.where);
        made.id = qs(waiting.id.value());
        made.inFile = Text::tr("%Ln label(s) of it", nullptr, waiting.labels);
        made.here = waiting.instead.empty() ? Text::tr("not imported yet")
                                            : Text::tr("the same conversation in other words");
        if (!waiting.instead.empty()) {
            Label place;
            const bool isSim = m_workspace.kindOf(waiting.instead) == CorpusKind::Simulated;
            (isSim ? place.simDialogue : place.realDialogue) = waiting.instead;
            made.place = place;
        }
    }

    void addCode(const std::string &code, int count)
    {
        MergeFinding &made = begin(Kind::UnknownCode);
        const LabelScheme &scheme = m_workspace.desk().scheme();
        made.code = qs(code);
        made.inFile = Text::tr("on %Ln label(s)", nullptr, count);
        if (!scheme.find(code)) {
            made.here = Text::tr("not in the scheme");
            return;
        }
        const LabelCode *now = scheme.current(code);
        made.here =
            now ? Text::tr("retired, %1 is used instead").arg(qs(now->code)) : Text::tr("retired");
    }

    const MergeReport &m_report;
    const MergeDetails &m_details;
    const Workspace &m_workspace;
    const BlindMode &m_blind;
    std::vector<MergeFinding> m_findings;
};

int listed(const MergeReport &report, Kind kind)
{
    switch (kind) {
    case Kind::Conflict:
        return static_cast<int>(report.conflicts.size());
    case Kind::Duplicate:
        return static_cast<int>(report.duplicates.size());
    case Kind::Drift:
        return static_cast<int>(report.drifts.size());
    case Kind::Waiting:
        return static_cast<int>(report.waitingDialogues.size());
    case Kind::UnknownCode:
        return static_cast<int>(report.unknownCodes.size());
    case Kind::LineLeftOut:
        return static_cast<int>(report.issues.size());
    case Kind::OtherScheme:
        return static_cast<int>(report.otherSchemes.size());
    }
    return 0;
}
} // namespace

std::vector<MergeFinding> mergeFindings(const MergeReport &report, const MergeDetails &details,
                                        const Workspace &workspace)
{
    return Builder(report, details, workspace).take();
}

QString mergeKindText(Kind kind)
{
    switch (kind) {
    case Kind::Conflict:
        return Text::tr("Changed on both sides");
    case Kind::Duplicate:
        return Text::tr("Same code twice");
    case Kind::Drift:
        return Text::tr("Other words than here");
    case Kind::Waiting:
        return Text::tr("Waits for a dialogue");
    case Kind::UnknownCode:
        return Text::tr("Unknown code");
    case Kind::LineLeftOut:
        return Text::tr("Line left out");
    case Kind::OtherScheme:
        return Text::tr("Other scheme");
    }
    return {};
}

int mergeCount(const MergeReport &report, Kind kind)
{
    switch (kind) {
    case Kind::Conflict:
        return report.conflictCount;
    case Kind::Duplicate:
        return report.duplicateCount;
    case Kind::Drift:
        return report.driftCount;
    case Kind::Waiting:
        return report.waitingDialogueCount;
    case Kind::LineLeftOut:
        return report.refused;
    case Kind::UnknownCode:
    case Kind::OtherScheme:
        break;
    }
    return listed(report, kind);
}

int mergeUnlisted(const MergeReport &report, Kind kind)
{
    return mergeCount(report, kind) - listed(report, kind);
}

QString mergeCountsSentence(const MergeReport &report)
{
    const QLocale locale;
    QString said = Text::tr("%1, %2 changed, %3 removed; %4 known already, %5 older than here")
                       .arg(Text::tr("%Ln label(s) added", nullptr, report.added),
                            locale.toString(report.changed), locale.toString(report.removed),
                            locale.toString(report.same), locale.toString(report.older));
    if (report.refused > 0)
        said =
            Text::tr("%1; %2").arg(said, Text::tr("%Ln line(s) left out", nullptr, report.refused));
    return said + QLatin1Char('.');
}
} // namespace gapscope
