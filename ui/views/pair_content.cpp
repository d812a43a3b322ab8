// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/pair_content.h"

#include "core/align/anchor_edit.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"
#include "ui/models/blind_pair.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::PairContent)
};

QString outcomeText(const Dialogue &dialogue)
{
    const Outcome &outcome = dialogue.outcome;
    if (!outcome.success && !outcome.reward)
        return {};
    const bool good = outcome.success.value_or(outcome.reward.value_or(0.0) > 0.0);
    QString text = good ? QStringLiteral("✓") : QStringLiteral("✗");
    if (outcome.reward)
        text += QStringLiteral(" ") +
                Text::tr("reward %1").arg(QLocale().toString(*outcome.reward, 'g', 4));
    return text;
}

QString corpusLabel(const Workspace &workspace, const Dialogue &dialogue)
{
    const CorpusSummary *summary = workspace.data().corpus(dialogue.corpus);
    return summary ? qs(summary->corpus.label) : QString();
}

/// What several annotators say of one row is one chip: rows do not grow with the team.
void addChip(std::vector<CompareLabel> &chips, std::vector<int> &counts, CompareLabel chip)
{
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (chips[i].alignedRow != chip.alignedRow || chips[i].code != chip.code)
            continue;
        ++counts[i];
        chips[i].description += QStringLiteral("\n\n") + chip.description;
        return;
    }
    chips.push_back(std::move(chip));
    counts.push_back(1);
}

} // namespace

QString dialogueTitle(const Workspace &workspace, const DialogueId &id)
{
    const DialogueHead *head = workspace.data().head(id);
    if (!head)
        return {};
    const BlindMode &blind = workspace.desk().blind();
    const int run = head->dialogue.run;
    const bool isReal = workspace.kindOf(id) == CorpusKind::Real;
    QStringList parts;
    if (!blind.hidesNames())
        parts += corpusLabel(workspace, head->dialogue);
    else if (!blind.sides)
        parts += isReal ? Text::tr("people") : Text::tr("simulator");
    if (!blind.sides)
        parts += isReal ? Text::tr("person %1").arg(run) : Text::tr("run %1").arg(run);
    const QString outcome = blind.hidesOutcomes() ? QString() : outcomeText(head->dialogue);
    if (!outcome.isEmpty())
        parts += outcome;
    if (workspace.data().isExcluded(id))
        parts += Text::tr("excluded");
    return parts.join(QStringLiteral(" · "));
}

QString codeText(const Workspace &workspace, const std::string &code)
{
    const LabelCode *known = workspace.desk().scheme().find(code);
    return known ? Text::tr("%1 · %2").arg(qs(known->name), qs(known->definition)) : QString();
}

QString suggestionText(const Workspace &workspace, const Suggestion &suggestion)
{
    const LabelCode *code = workspace.desk().scheme().find(suggestion.code);
    return code ? Text::tr("%1: %2").arg(qs(code->name), qs(sentenceOf(suggestion)))
                : qs(sentenceOf(suggestion));
}

ComparePair::Kinds kindsOf(const Workspace &workspace, const DialogueId &one,
                           const DialogueId &other)
{
    if (!workspace.data().head(one) || !workspace.data().head(other))
        return ComparePair::Kinds::RealAndSim;
    const bool oneIsSim = workspace.kindOf(one) == CorpusKind::Simulated;
    const bool otherIsSim = workspace.kindOf(other) == CorpusKind::Simulated;
    if (workspace.desk().blind().sides)
        return ComparePair::Kinds::Blind;
    if (oneIsSim != otherIsSim)
        return ComparePair::Kinds::RealAndSim;
    return oneIsSim ? ComparePair::Kinds::BothSim : ComparePair::Kinds::BothReal;
}

QString turnName(const Workspace &workspace, const LoadedPair &pair, Side side, int turn)
{
    const auto &dialogue = side == Side::Real ? pair.real : pair.sim;
    int number = 0;
    if (dialogue) {
        for (int i = 0; i <= turn && i < static_cast<int>(dialogue->turns.size()); ++i)
            number += dialogue->turns[static_cast<std::size_t>(i)].role == Role::User;
    }
    const bool first = side == Side::Real;
    switch (pair.real && pair.sim ? kindsOf(workspace, pair.real->id, pair.sim->id)
                                  : ComparePair::Kinds::RealAndSim) {
    case ComparePair::Kinds::RealAndSim:
        return first ? Text::tr("real user %1").arg(number)
                     : Text::tr("simulated user %1").arg(number);
    case ComparePair::Kinds::BothReal:
        return first ? Text::tr("first person, user %1").arg(number)
                     : Text::tr("second person, user %1").arg(number);
    case ComparePair::Kinds::BothSim:
        return first ? Text::tr("first run, user %1").arg(number)
                     : Text::tr("second run, user %1").arg(number);
    case ComparePair::Kinds::Blind:
        return Text::tr("%1 user %2").arg(workspace.desk().sideName(first)).arg(number);
    }
    return {};
}

ComparePair comparePair(const Workspace &workspace, const LoadedPair &loaded)
{
    ComparePair pair;
    const auto side = [&](CompareSide &to, const std::shared_ptr<const Dialogue> &dialogue,
                          const std::vector<CueSpan> &cues, const QString &none) {
        to.dialogue = dialogue;
        to.cues = cues;
        const QString title = dialogue ? dialogueTitle(workspace, dialogue->id) : none;
        to.title = title.section(QStringLiteral(" · "), 0, 0);
        to.subtitle = title.section(QStringLiteral(" · "), 1);
    };
    side(pair.real, loaded.real, loaded.realCues, Text::tr("no real dialogue of this task"));
    side(pair.sim, loaded.sim, loaded.simCues, Text::tr("no simulated dialogue of this task"));
    pair.alignment = loaded.alignment;
    pair.edition = Text::tr("%1 edition").arg(qs(name(loaded.edition)));
    if (loaded.real && loaded.sim)
        pair.kinds = kindsOf(workspace, loaded.real->id, loaded.sim->id);
    for (const AnchorMark &mark : workspace.anchors())
        if (isKept(mark.anchor, loaded.alignment))
            pair.anchors.push_back(mark.anchor);
    pair.suggestions = compareSuggestions(workspace, loaded);
    for (const UnitLink &unit : loaded.units)
        pair.units.push_back({qs(unit.text), unit.realTurn, unit.simTurn});
    if (pair.kinds != ComparePair::Kinds::Blind)
        return pair;
    const bool isMirrored = workspace.desk().isMirrored(loaded.real->id, loaded.sim->id);
    ComparePair shown = blinded(isMirrored ? mirrored(std::move(pair)) : std::move(pair));
    shown.real.title = Text::tr("left");
    shown.sim.title = Text::tr("right");
    shown.real.subtitle.clear();
    shown.sim.subtitle.clear();
    return shown;
}

std::vector<CompareSuggestion> compareSuggestions(const Workspace &workspace,
                                                  const LoadedPair &loaded)
{
    std::vector<CompareSuggestion> open;
    // Rules compare a simulated user with a person; of two people they say nothing.
    if (!loaded.real || !loaded.sim || workspace.desk().blind().hidesSuggestions() ||
        kindsOf(workspace, loaded.real->id, loaded.sim->id) != ComparePair::Kinds::RealAndSim)
        return open;
    for (const Suggestion &suggestion : loaded.suggestions) {
        const auto isSet = [&](const Label &label) {
            return label.code == suggestion.code &&
                   placeOf(label, loaded.alignment).row == suggestion.row;
        };
        if (suggestion.row >= 0 && std::none_of(loaded.labels.begin(), loaded.labels.end(), isSet))
            open.push_back(
                {suggestion.row, qs(suggestion.code), suggestionText(workspace, suggestion)});
    }
    return open;
}

std::vector<CompareLabel> compareLabels(const Workspace &workspace)
{
    std::vector<CompareLabel> chips;
    std::vector<int> counts;
    const std::shared_ptr<const LoadedPair> loaded = workspace.pair();
    if (!loaded)
        return chips;
    for (const Label &label : loaded->labels) {
        const LabelPlace place = workspace.placeOfLabel(label);
        const bool isFinal = label.kind == LabelKind::Final;
        if (place.row < 0 || (label.kind != LabelKind::Divergence && !isFinal))
            continue;
        const bool isMine = !isFinal && label.annotator == utf8(workspace.desk().annotator());
        if (workspace.desk().blind().others && !isMine)
            continue;
        QString text =
            Text::tr("%1\nset by %2").arg(codeText(workspace, label.code), qs(label.annotator));
        if (isFinal)
            text += QStringLiteral("\n") + Text::tr("decided in adjudication");
        if (!label.note.empty())
            text += QStringLiteral("\n") + qs(label.note);
        QString code = qs(label.code);
        if (isFinal)
            code = Text::tr("%1 ✓").arg(code);
        if (place.stale) {
            code = Text::tr("%1 ?").arg(code);
            text += QStringLiteral("\n") +
                    Text::tr("Stale: the turns it was set on stand in different rows now.");
        }
        addChip(chips, counts, {place.row, code, text});
    }
    for (std::size_t i = 0; i < chips.size(); ++i)
        if (counts[i] > 1)
            chips[i].code = Text::tr("%1 ×%2").arg(chips[i].code).arg(counts[i]);
    return chips;
}

QString figuresText(const Workspace &workspace, const LoadedPair &loaded)
{
    if (!loaded.real || !loaded.sim)
        return Text::tr("nothing to compare with");
    const QString one = corpusLabel(workspace, *loaded.real);
    const QString other = corpusLabel(workspace, *loaded.sim);
    QStringList parts;
    switch (kindsOf(workspace, loaded.real->id, loaded.sim->id)) {
    case ComparePair::Kinds::RealAndSim:
    case ComparePair::Kinds::Blind:
        break;
    case ComparePair::Kinds::BothReal:
        parts += Text::tr("floor: %1 vs %2").arg(one, other);
        break;
    case ComparePair::Kinds::BothSim:
        parts += one == other ? Text::tr("re-run: %1 vs %1").arg(one)
                              : Text::tr("two simulators: %1 vs %2").arg(one, other);
        break;
    }
    // How far apart they are says something of who they are.
    if (loaded.alignment.divergence && !workspace.desk().blind().sides)
        parts +=
            Text::tr("divergence %1").arg(QLocale().toString(*loaded.alignment.divergence, 'f', 2));
    return parts.join(QStringLiteral(" · "));
}
} // namespace gapscope
