// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/error_sentence.h"

#include "ui/base/qstring.h"

#include <QCoreApplication>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorSentence", text);
}

QString pattern(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return tr("%1 cannot be used here.");
    case ErrorCode::NotFound:
        return tr("%1 was not found.");
    case ErrorCode::InputUnreadable:
        return tr("%1 cannot be read.");
    case ErrorCode::InputMalformed:
        return tr("%1 is malformed.");
    case ErrorCode::InputTooLarge:
        return tr("%1 is too large.");
    case ErrorCode::UnknownFormat:
        return tr("%1 is in no transcript format that Gapscope knows.");
    case ErrorCode::NotATranscript:
        return tr("%1 is not a transcript.");
    case ErrorCode::OutputFailed:
        return tr("%1 could not be written.");
    case ErrorCode::NotAWorkspace:
        return tr("%1 is not a Gapscope workspace. Nothing was changed.");
    case ErrorCode::WorkspaceNewer:
        return tr("%1 was made by a newer version of Gapscope. Nothing was changed.");
    case ErrorCode::WorkspaceReadOnly:
        return tr("%1 is read-only, so this could not be stored.");
    case ErrorCode::WorkspaceLocked:
        return tr("%1 is in use by another window or program. Close it there first.");
    case ErrorCode::WorkspaceBusy:
        return tr("%1 is busy with other work, such as an import. Nothing was changed; try again "
                  "in a moment.");
    case ErrorCode::WorkspaceDamaged:
        return tr("%1 is damaged. Nothing was changed; work on from a copy or a backup.");
    case ErrorCode::StoreFailed:
        return tr("%1 could not be accessed.");
    case ErrorCode::StoreFull:
        return tr("%1 could not be written: the disk is full. What was stored before is safe.");
    case ErrorCode::Conflict:
        return tr("%1 was changed somewhere else meanwhile. Look at it again first.");
    case ErrorCode::NotComputable:
        return tr("%1 cannot be computed.");
    case ErrorCode::Cancelled:
        return tr("Cancelled.");
    case ErrorCode::Internal:
        return tr("%1 failed unexpectedly.");
    }
    return tr("%1 failed.");
}
} // namespace

QString errorSentence(const Error &error)
{
    // "not a transcript: …" says it by itself.
    if (error.code == ErrorCode::NotATranscript && !error.subject.empty() && !error.detail.empty())
        return tr("%1 is %2.").arg(qs(error.subject), qs(error.detail));
    QString text = pattern(error.code);
    if (text.contains(QLatin1String("%1")))
        text = text.arg(error.subject.empty() ? tr("This") : qs(error.subject));
    if (!error.detail.empty())
        text = tr("%1 (%2)").arg(text, qs(error.detail));
    return text;
}
} // namespace gapscope
