// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/label/label_scheme.h"
#include "core/model/annotation.h"
#include "core/store/scheme_repository.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
class Workspace;
struct Suggestion;

/// What a label is set on: the current row, its real or its simulated turn alone, one of the two
/// dialogues, or the pair.
enum class LabelTarget { Row, RealTurn, SimTurn, Pair, RealDialogue, SimDialogue };

/// What is kept from an annotator, so that it cannot sway the judgement. Hidden sides hide the
/// simulator's name, outcomes and suggestions too, which would give them away.
struct BlindMode
{
    bool sides = false;
    bool names = false;
    bool others = false;
    bool outcomes = false;
    bool suggestions = false;

    bool hidesNames() const { return sides || names; }
    bool hidesOutcomes() const { return sides || outcomes; }
    bool hidesSuggestions() const { return sides || suggestions; }
    bool isOn() const { return sides || names || others || outcomes || suggestions; }
    bool operator==(const BlindMode &) const = default;
};

/// Where a person labels: who they are, what they label, and the label at hand. Every action is
/// stored at once as one undoable step; one that could not be stored is kept and can be tried
/// again.
class LabelDesk final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;

    explicit LabelDesk(Workspace &workspace);

    QString annotator() const { return m_annotator; }
    /// Remembered for the next start.
    void setAnnotator(const QString &name);

    /// What is hidden now: by the person's choice or because the queue wants it.
    const BlindMode &blind() const { return m_blind; }
    void setBlind(const BlindMode &own);
    const BlindMode &ownBlind() const { return m_ownBlind; }
    const BlindMode &forcedBlind() const { return m_forcedBlind; }
    void setForcedBlind(const BlindMode &forced);
    /// Whether the simulated one of these stands at the left while sides are hidden: at random, the
    /// same for an annotator every time.
    bool isMirrored(const DialogueId &real, const DialogueId &sim) const;
    /// Of the pair on screen.
    bool isRealAtLeft() const;
    /// "real", "simulated", or while sides are hidden the place at which it stands.
    QString sideName(bool isReal) const;

    /// Of the open workspace.
    const LabelScheme &scheme() const { return m_scheme; }
    /// Changes of it; `done` as in Workspace::change().
    void saveScheme(const SchemeEdit &edit, QObject *context, Done done);
    /// With the labels of the code; how many they are.
    void mergeCodes(const std::string &from, const std::string &into, QObject *context,
                    std::function<void(const Result<int> &)> done);
    void replaceScheme(const LabelScheme &scheme, QObject *context,
                       std::function<void(const Result<SchemeReplacement> &)> done);
    Result<std::vector<SchemeVersion>> schemeHistory();
    /// What the label at hand still lacks, a sentence; empty where it is complete.
    QString lacking() const;

    LabelTarget target() const { return m_target; }
    void setTarget(LabelTarget target);
    /// Whether there is something for the target on screen.
    bool canLabel() const;

    /// One's own labels of the target, in the order in which they were set.
    std::vector<Label> labels() const;
    /// Those of other annotators on it, and final ones.
    std::vector<Label> others() const;
    /// The label that severity, note and fields go to; null where there is none.
    std::optional<Label> current() const;
    void setCurrent(const LabelId &id);

    /// Sets the code on the target, or takes it away where it is set already.
    void toggle(const std::string &code);
    /// As toggle() for what a rule proposes, and says so in the label. False where it is set.
    bool accept(const Suggestion &suggestion);
    /// Another code for the label at hand; nothing happens where the target has it already.
    void recode(const std::string &code);
    void removeCurrent();
    /// Changes the label at hand; nothing happens where `change` leaves it as it was.
    void change(const std::function<void(Label &)> &change);
    /// What was typed is kept also while another action waits; false where it cannot be, because
    /// that one failed.
    bool setNote(const LabelId &id, const std::string &note);
    /// Chosen again it is taken away.
    void setSeverity(int severity);
    /// What one takes a side of the pair for: "human", "sim" or "unsure". Again: takes it away.
    void judge(bool isReal, const char *verdict);
    std::optional<Label> verdict(bool isReal) const;

    /// The code that was set last, with its severity and fields, on the target.
    void repeatLast();

    /// Marks the pair as gone through; as skipped with a reason. Again: takes the mark away.
    void markDone();
    void skip(const QString &reason);
    /// How far one is with the pair on screen; none = no mark.
    std::optional<Label> progress() const;

    /// To the next user row of the pair that has no label of one's own; false where there is none.
    bool goToUnlabelled();

    /// Goes on by itself this long after a code was set; 0 = never.
    int autoAdvance() const { return m_advanceMs; }
    void setAutoAdvance(int milliseconds);
    /// What is left of the wait, 0–1; 0 = not waiting.
    double waiting() const;
    void stopWaiting();

    /// Take back, or do again, the last action on labels or anchors.
    void undo();
    void redo();

    /// When the last action was stored; invalid before the first.
    QDateTime savedAt() const { return m_savedAt; }
    /// Why the last action is not stored; empty where everything is.
    QString unsaved() const { return m_unsaved; }
    bool canRetry() const { return m_waiting > 0 || m_failed; }
    /// Tries what could not be stored again. While it is only that others write, this happens by
    /// itself.
    void retry();

Q_SIGNALS:
    void annotatorChanged();
    void targetChanged();
    void blindChanged();
    void schemeChanged();
    /// Labels, the label at hand, or what is saved.
    void changed();
    /// Whoever shows the rows goes to this one of the alignment.
    void rowWanted(int alignedRow);
    /// The wait for the next row began or ended.
    void waitingChanged();

private:
    /// Has something stored, and says how that ended.
    using Action = std::function<void(Done)>;

    void perform(Action action);
    void stored(const Action &action, const Result<void> &done);
    /// What could not be stored before is tried again instead: another action would be made of what
    /// is on screen, which it changes.
    bool isFree();
    Label blank() const;
    bool isOnTarget(const Label &label) const;
    bool isMine(const Label &label) const;
    std::optional<Label> mine(const std::string &code) const;
    void add(Label label);
    void mark(const char *code, const QString &note);
    void startWaiting();
    void moved();
    void readScheme();
    void readBlind();
    void joinBlind();

    Workspace &m_workspace;
    QString m_annotator;
    LabelScheme m_scheme = divergenceScheme();
    BlindMode m_ownBlind;
    BlindMode m_forcedBlind;
    /// Both together.
    BlindMode m_blind;
    LabelTarget m_target = LabelTarget::Row;
    LabelId m_current;
    std::optional<Label> m_last;
    QElapsedTimer m_shown;
    QTimer m_advance;
    int m_advanceMs = 0;
    QDateTime m_savedAt;
    QString m_unsaved;
    Action m_failed;
    /// Actions that are not stored yet, because others write.
    int m_waiting = 0;
};
} // namespace gapscope
