// SPDX-License-Identifier: GPL-3.0-or-later
// What labels are of, and what is kept from who sets them.
#include "core/label/scheme_problem.h"
#include "ui/base/label_desk.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QCryptographicHash>
#include <QSettings>

#include <utility>

namespace gapscope {
namespace {
const QString blindKey = QStringLiteral("blind");

/// The kept names of what can be hidden.
const std::pair<const char *, bool BlindMode::*> blindParts[] = {
    {"sides", &BlindMode::sides},
    {"names", &BlindMode::names},
    {"others", &BlindMode::others},
    {"outcomes", &BlindMode::outcomes},
    {"suggestions", &BlindMode::suggestions}};
} // namespace

void LabelDesk::readBlind()
{
    const QStringList hidden = QSettings().value(blindKey).toStringList();
    for (const auto &[name, part] : blindParts)
        m_ownBlind.*part = hidden.contains(QLatin1String(name));
    m_blind = m_ownBlind;
}

void LabelDesk::readScheme()
{
    const Result<LabelScheme> scheme = m_workspace.labelScheme();
    if (!scheme || *scheme == m_scheme)
        return;
    m_scheme = *scheme;
    Q_EMIT schemeChanged();
    Q_EMIT changed();
}

void LabelDesk::saveScheme(const SchemeEdit &edit, QObject *context, Done done)
{
    m_workspace.change([edit, by = utf8(m_annotator)](
                           Session &session) { return SchemeRepository(session).save(edit, by); },
                       this,
                       [this, guard = QPointer<QObject>(context), done](Result<void> saved) {
                           readScheme();
                           if (guard)
                               done(saved);
                       });
}

void LabelDesk::mergeCodes(const std::string &from, const std::string &into, QObject *context,
                           std::function<void(const Result<int> &)> done)
{
    m_workspace.change(
        [scheme = m_scheme, from, into, by = utf8(m_annotator)](Session &session) {
            return SchemeRepository(session).merge(scheme, from, into, by);
        },
        this,
        [this, guard = QPointer<QObject>(context), done](Result<int> merged) {
            m_workspace.labelsWereChanged();
            readScheme();
            if (guard)
                done(merged);
        });
}

void LabelDesk::replaceScheme(const LabelScheme &scheme, QObject *context,
                              std::function<void(const Result<SchemeReplacement> &)> done)
{
    m_workspace.change(
        [scheme, by = utf8(m_annotator)](Session &session) {
            return SchemeRepository(session).replace(scheme, by);
        },
        this,
        [this, guard = QPointer<QObject>(context), done](Result<SchemeReplacement> replaced) {
            readScheme();
            if (guard)
                done(replaced);
        });
}

Result<std::vector<SchemeVersion>> LabelDesk::schemeHistory()
{
    return m_workspace.schemeHistory();
}

QString LabelDesk::lacking() const
{
    const std::optional<Label> label = current();
    const std::optional<LabelProblem> problem =
        label ? schemeProblem(*label, m_scheme) : std::nullopt;
    return problem ? qs(sentence(*problem, *label)) : QString();
}

void LabelDesk::setBlind(const BlindMode &own)
{
    if (own == m_ownBlind)
        return;
    m_ownBlind = own;
    QStringList hidden;
    for (const auto &[name, part] : blindParts)
        if (m_ownBlind.*part)
            hidden << QLatin1String(name);
    QSettings().setValue(blindKey, hidden);
    joinBlind();
}

void LabelDesk::setForcedBlind(const BlindMode &forced)
{
    if (forced == m_forcedBlind)
        return;
    m_forcedBlind = forced;
    joinBlind();
}

void LabelDesk::joinBlind()
{
    BlindMode both;
    for (const auto &[name, part] : blindParts)
        both.*part = m_ownBlind.*part || m_forcedBlind.*part;
    m_blind = both;
    Q_EMIT blindChanged();
    Q_EMIT changed();
}

bool LabelDesk::isMirrored(const DialogueId &real, const DialogueId &sim) const
{
    if (!m_blind.sides)
        return false;
    const QByteArray item =
        (m_annotator + QLatin1Char('\n') + qs(real.value()) + QLatin1Char('\n') + qs(sim.value()))
            .toUtf8();
    return QCryptographicHash::hash(item, QCryptographicHash::Sha256).at(0) & 1;
}

bool LabelDesk::isRealAtLeft() const
{
    return !isMirrored(m_workspace.realDialogue(), m_workspace.simDialogue());
}

QString LabelDesk::sideName(bool isReal) const
{
    if (!m_blind.sides)
        return isReal ? tr("real") : tr("simulated");
    return isReal == isRealAtLeft() ? tr("left") : tr("right");
}
} // namespace gapscope
