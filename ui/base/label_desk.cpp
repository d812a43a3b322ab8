// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/label_desk.h"

#include "core/align/suggest/suggestion.h"
#include "core/align/tokens.h"
#include "core/label/scheme_problem.h"
#include "core/store/new_id.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QSettings>

#include <algorithm>
#include <iterator>
#include <utility>

namespace gapscope {
namespace {
const QString annotatorKey = QStringLiteral("annotator");
const QString advanceKey = QStringLiteral("labelAdvanceMs");
constexpr const char *doneCode = "done";
constexpr const char *skippedCode = "skipped";

QString annotatorName()
{
    const QString known = QSettings().value(annotatorKey).toString();
    if (!known.isEmpty())
        return known;
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? QStringLiteral("annotator") : user;
}

/// False for a platform's end signal: a row of its own with nothing to judge.
bool isSaid(const LoadedPair &pair, int row)
{
    const AlignedRow &aligned = pair.alignment.rows[static_cast<std::size_t>(row)];
    const auto isSpoken = [](const std::shared_ptr<const Dialogue> &dialogue,
                             const std::vector<int> &turns) {
        return std::ranges::any_of(turns, [&dialogue](int turn) {
            const auto &text = dialogue->turns[static_cast<std::size_t>(turn)].text;
            return !text || !isStopSignal(*text);
        });
    };
    return isSpoken(pair.real, aligned.real) || isSpoken(pair.sim, aligned.sim);
}
} // namespace

LabelDesk::LabelDesk(Workspace &workspace)
    : QObject(&workspace), m_workspace(workspace), m_annotator(annotatorName()),
      m_advanceMs(QSettings().value(advanceKey, 0).toInt())
{
    readBlind();
    m_advance.setSingleShot(true);
    connect(&m_advance, &QTimer::timeout, this, [this] {
        Q_EMIT waitingChanged();
        goToUnlabelled();
    });
    connect(&workspace, &Workspace::alignedRowChanged, this, &LabelDesk::moved);
    connect(&workspace, &Workspace::pairLoaded, this, &LabelDesk::moved);
    connect(&workspace, &Workspace::labelsChanged, this, &LabelDesk::changed);
    connect(&workspace, &Workspace::opened, this, &LabelDesk::readScheme);
    connect(&workspace, &Workspace::closed, this, [this] {
        m_last.reset();
        m_failed = {};
        m_waiting = 0;
        m_unsaved.clear();
        m_savedAt = {};
        moved();
    });
}

void LabelDesk::moved()
{
    stopWaiting();
    m_shown.restart();
    Q_EMIT changed();
}

void LabelDesk::setAnnotator(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty() || trimmed == m_annotator)
        return;
    m_annotator = trimmed;
    QSettings().setValue(annotatorKey, trimmed);
    m_current = {};
    m_last.reset();
    Q_EMIT annotatorChanged();
    Q_EMIT changed();
}

void LabelDesk::setTarget(LabelTarget target)
{
    if (target == m_target)
        return;
    m_target = target;
    m_current = {};
    Q_EMIT targetChanged();
    Q_EMIT changed();
}

bool LabelDesk::canLabel() const
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!m_workspace.isOpen() || m_workspace.isReadOnly() || !pair)
        return false;
    if (m_target == LabelTarget::RealDialogue)
        return pair->real != nullptr;
    if (m_target == LabelTarget::SimDialogue)
        return pair->sim != nullptr;
    if (!pair->real || !pair->sim)
        return false;
    if (m_target == LabelTarget::Pair)
        return true;
    const Label label = blank();
    return label.realTurn || label.simTurn;
}

/// A label of the target without its code.
Label LabelDesk::blank() const
{
    Label label;
    label.annotator = utf8(m_annotator);
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair)
        return label;
    if (pair->real && m_target != LabelTarget::SimDialogue)
        label.realDialogue = pair->real->id;
    if (pair->sim && m_target != LabelTarget::RealDialogue)
        label.simDialogue = pair->sim->id;
    const int index = m_workspace.alignedRow();
    const bool isOfRow = m_target == LabelTarget::Row || m_target == LabelTarget::RealTurn ||
                         m_target == LabelTarget::SimTurn;
    if (!isOfRow || index < 0 || index >= static_cast<int>(pair->alignment.rows.size()))
        return label;
    const AlignedRow &row = pair->alignment.rows[static_cast<std::size_t>(index)];
    if (!row.real.empty() && m_target != LabelTarget::SimTurn)
        label.realTurn = row.real.front();
    if (!row.sim.empty() && m_target != LabelTarget::RealTurn)
        label.simTurn = row.sim.front();
    return label;
}

bool LabelDesk::isOnTarget(const Label &label) const
{
    const Label wanted = blank();
    if (label.realDialogue != wanted.realDialogue || label.simDialogue != wanted.simDialogue)
        return false;
    const bool isWhole = !label.realTurn && !label.simTurn;
    switch (m_target) {
    case LabelTarget::Pair:
    case LabelTarget::RealDialogue:
    case LabelTarget::SimDialogue:
        return isWhole;
    case LabelTarget::RealTurn:
    case LabelTarget::SimTurn:
        return !isWhole && label.realTurn == wanted.realTurn && label.simTurn == wanted.simTurn;
    case LabelTarget::Row:
        break;
    }
    // Of a row are the labels of its turns too: they stand on it.
    return !isWhole && m_workspace.alignedRow() >= 0 &&
           m_workspace.rowOfLabel(label) == m_workspace.alignedRow();
}

bool LabelDesk::isMine(const Label &label) const
{
    return label.kind == LabelKind::Divergence && label.annotator == utf8(m_annotator);
}

std::vector<Label> LabelDesk::labels() const
{
    std::vector<Label> own;
    if (const std::shared_ptr<const LoadedPair> pair = m_workspace.pair())
        std::copy_if(pair->labels.begin(), pair->labels.end(), std::back_inserter(own),
                     [this](const Label &label) { return isMine(label) && isOnTarget(label); });
    return own;
}

std::vector<Label> LabelDesk::others() const
{
    std::vector<Label> others;
    if (m_blind.others)
        return others;
    if (const std::shared_ptr<const LoadedPair> pair = m_workspace.pair())
        std::copy_if(pair->labels.begin(), pair->labels.end(), std::back_inserter(others),
                     [this](const Label &label) {
                         const bool isShown = label.kind == LabelKind::Final ||
                                              (label.kind == LabelKind::Divergence &&
                                               label.annotator != utf8(m_annotator));
                         return isShown && isOnTarget(label);
                     });
    return others;
}

std::optional<Label> LabelDesk::current() const
{
    const std::vector<Label> own = labels();
    const auto chosen = std::find_if(own.begin(), own.end(),
                                     [this](const Label &label) { return label.id == m_current; });
    if (chosen != own.end())
        return *chosen;
    return own.empty() ? std::nullopt : std::optional(own.back());
}

void LabelDesk::setCurrent(const LabelId &id)
{
    if (id == m_current)
        return;
    m_current = id;
    Q_EMIT changed();
}

std::optional<Label> LabelDesk::mine(const std::string &code) const
{
    for (const Label &label : labels())
        if (label.code == code)
            return label;
    return std::nullopt;
}

void LabelDesk::add(Label label)
{
    if (m_shown.isValid())
        label.spentMs = m_shown.restart();
    // The id is given here, so that the label is the one at hand, and trying again adds no second.
    label.id = LabelId{newUuid()};
    const LabelId id = label.id;
    m_current = id;
    if (label.kind == LabelKind::Divergence)
        m_last = label;
    // Where the scheme gives a row one code, the new one takes the place of the other.
    std::vector<Label> replaced;
    if (label.kind == LabelKind::Divergence) {
        const std::vector<Label> own = labels();
        for (const LabelId &old : replacedBy(label, own, m_scheme))
            for (const Label &one : own)
                if (one.id == old)
                    replaced.push_back(one);
    }
    perform([this, label = std::move(label), replaced](Done done) {
        if (replaced.empty())
            m_workspace.addLabel(label, this, std::move(done));
        else
            m_workspace.changeLabels({label}, replaced, this, std::move(done));
    });
}

void LabelDesk::toggle(const std::string &code)
{
    if (!canLabel() || !isFree())
        return;
    stopWaiting();
    if (const std::optional<Label> set = mine(code)) {
        perform([this, set](Done done) { m_workspace.removeLabel(*set, this, std::move(done)); });
        return;
    }
    Label label = blank();
    label.code = code;
    add(std::move(label));
    startWaiting();
}

bool LabelDesk::accept(const Suggestion &suggestion)
{
    if (!m_workspace.isOpen() || m_workspace.isReadOnly() || !m_workspace.pair() || !isFree())
        return false;
    // What is found in the whole pair is a label of the pair, wherever one stands.
    const LabelTarget before =
        std::exchange(m_target, suggestion.row < 0 ? LabelTarget::Pair : LabelTarget::Row);
    const bool isNew = canLabel() && !mine(suggestion.code);
    if (isNew) {
        Label label = blank();
        label.code = suggestion.code;
        label.suggestion = suggestion.code;
        label.origin = LabelOrigin::Accepted;
        add(std::move(label));
    }
    m_target = before;
    if (isNew) {
        Q_EMIT changed();
        startWaiting();
    }
    return isNew;
}

void LabelDesk::recode(const std::string &code)
{
    if (mine(code))
        return;
    change([&code](Label &label) { label.code = code; });
}

void LabelDesk::removeCurrent()
{
    if (!isFree())
        return;
    if (const std::optional<Label> label = current())
        perform(
            [this, label](Done done) { m_workspace.removeLabel(*label, this, std::move(done)); });
}

void LabelDesk::change(const std::function<void(Label &)> &change)
{
    const std::optional<Label> before = isFree() ? current() : std::nullopt;
    if (!before)
        return;
    Label after = *before;
    change(after);
    if (after == *before)
        return;
    if (after.code != before->code && before->origin == LabelOrigin::Accepted)
        after.origin = LabelOrigin::Changed;
    m_current = after.id;
    if (m_last && m_last->id == after.id)
        m_last = after;
    perform([this, after](Done done) { m_workspace.updateLabel(after, this, std::move(done)); });
    // Whoever is still at a label is not sent away from it.
    if (m_advance.isActive())
        startWaiting();
}

void LabelDesk::setSeverity(int severity)
{
    change([severity](Label &label) {
        label.severity = label.severity == severity ? std::nullopt : std::optional<int>(severity);
    });
}

void LabelDesk::repeatLast()
{
    if (!m_last || !canLabel() || !isFree() || mine(m_last->code))
        return;
    Label label = blank();
    label.code = m_last->code;
    label.severity = m_last->severity;
    label.direction = m_last->direction;
    label.effect = m_last->effect;
    label.confidence = m_last->confidence;
    add(std::move(label));
    startWaiting();
}

std::optional<Label> LabelDesk::progress() const
{
    if (const std::shared_ptr<const LoadedPair> pair = m_workspace.pair()) {
        for (const Label &label : pair->labels)
            if (label.kind == LabelKind::Progress && label.annotator == utf8(m_annotator))
                return label;
    }
    return std::nullopt;
}

void LabelDesk::mark(const char *code, const QString &note)
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair || !pair->real || !pair->sim || m_workspace.isReadOnly() || !isFree())
        return;
    stopWaiting();
    if (std::optional<Label> before = progress()) {
        if (before->code == code && utf8(note) == before->note) {
            perform([this, before](Done done) {
                m_workspace.removeLabel(*before, this, std::move(done));
            });
            return;
        }
        before->code = code;
        before->note = utf8(note);
        perform(
            [this, before](Done done) { m_workspace.updateLabel(*before, this, std::move(done)); });
        return;
    }
    Label label;
    label.kind = LabelKind::Progress;
    label.annotator = utf8(m_annotator);
    label.realDialogue = pair->real->id;
    label.simDialogue = pair->sim->id;
    label.code = code;
    label.note = utf8(note);
    const LabelId kept = m_current;
    add(std::move(label));
    m_current = kept;
}

std::optional<Label> LabelDesk::verdict(bool isReal) const
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const std::shared_ptr<const Dialogue> side = !pair ? nullptr : isReal ? pair->real : pair->sim;
    if (!side)
        return std::nullopt;
    for (const Label &label : pair->labels) {
        if (label.kind == LabelKind::Verdict && label.annotator == utf8(m_annotator) &&
            (isReal ? label.realDialogue : label.simDialogue) == side->id)
            return label;
    }
    return std::nullopt;
}

void LabelDesk::judge(bool isReal, const char *verdict)
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const std::shared_ptr<const Dialogue> side = !pair ? nullptr : isReal ? pair->real : pair->sim;
    if (!side || m_workspace.isReadOnly() || !isFree())
        return;
    if (std::optional<Label> before = this->verdict(isReal)) {
        const bool isSame = before->code == verdict;
        before->code = verdict;
        perform([this, before, isSame](Done done) {
            if (isSame)
                m_workspace.removeLabel(*before, this, std::move(done));
            else
                m_workspace.updateLabel(*before, this, std::move(done));
        });
        return;
    }
    Label label;
    label.kind = LabelKind::Verdict;
    label.annotator = utf8(m_annotator);
    (isReal ? label.realDialogue : label.simDialogue) = side->id;
    label.code = verdict;
    const LabelId kept = m_current;
    add(std::move(label));
    m_current = kept;
}

void LabelDesk::markDone()
{
    mark(doneCode, {});
}

void LabelDesk::skip(const QString &reason)
{
    mark(skippedCode, reason);
}

bool LabelDesk::goToUnlabelled()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    if (!pair)
        return false;
    const int rows = static_cast<int>(pair->alignment.rows.size());
    std::vector<bool> labelled(static_cast<std::size_t>(rows), false);
    for (const Label &label : pair->labels) {
        const int row = isMine(label) ? m_workspace.rowOfLabel(label) : -1;
        if (row >= 0)
            labelled[static_cast<std::size_t>(row)] = true;
    }
    for (int row = m_workspace.alignedRow() + 1; row < rows; ++row) {
        if (labelled[static_cast<std::size_t>(row)] || !isSaid(*pair, row))
            continue;
        Q_EMIT rowWanted(row);
        return true;
    }
    return false;
}

void LabelDesk::setAutoAdvance(int milliseconds)
{
    m_advanceMs = std::max(0, milliseconds);
    QSettings().setValue(advanceKey, m_advanceMs);
    stopWaiting();
    Q_EMIT changed();
}

void LabelDesk::startWaiting()
{
    if (m_advanceMs <= 0 || m_target != LabelTarget::Row || !m_unsaved.isEmpty())
        return;
    m_advance.start(m_advanceMs);
    Q_EMIT waitingChanged();
}

double LabelDesk::waiting() const
{
    return m_advance.isActive() && m_advance.interval() > 0
               ? static_cast<double>(m_advance.remainingTime()) / m_advance.interval()
               : 0.0;
}

void LabelDesk::stopWaiting()
{
    if (!m_advance.isActive())
        return;
    m_advance.stop();
    Q_EMIT waitingChanged();
}
} // namespace gapscope
