// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"
#include "tests/support/memory_sink.h"

#include <QTemporaryDir>

#include <fstream>
#include <string>
#include <string_view>

namespace gapscope::test {
/// A folder for one test's files, gone afterwards.
class Folder
{
public:
    std::string write(const std::string &name, std::string_view bytes) const
    {
        const std::string path = m_folder.filePath(QString::fromStdString(name)).toStdString();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

struct Imported
{
    MemorySink sink;
    Result<ImportFileReport> report = Error{};
};

inline Imported import(const ImportRequest &request)
{
    Imported imported;
    JobContext job;
    imported.report = runImport(request, imported.sink, job);
    return imported;
}

inline Imported import(const std::string &path)
{
    ImportRequest request;
    request.path = path;
    return import(request);
}

/// The codes of the issues in order, with S, R or N for their effect: "R:duplicate-key N:no-turns".
inline std::string issueCodes(const std::vector<ImportIssue> &issues)
{
    std::string codes;
    for (const ImportIssue &issue : issues) {
        const char effect = "SRN"[static_cast<int>(issue.effect)];
        codes += std::string(codes.empty() ? "" : " ") + effect + ":" + issue.code;
    }
    return codes;
}

/// Turns as one line each: "user|words", "agent|-" without text, "*" after the role where scored.
inline std::string printed(const Dialogue &dialogue)
{
    std::string out;
    for (const Turn &turn : dialogue.turns) {
        out += std::string(name(turn.role)) + (turn.scored ? "*|" : "|") + turn.text.value_or("-");
        if (turn.scoredText)
            out += "|" + *turn.scoredText;
        for (const ToolCall &call : turn.toolCalls)
            out += "|" + call.name + call.arguments + (call.byUser ? "(user)" : "");
        if (turn.toolResult)
            out += "|" + turn.toolResult->name + "/" + turn.toolResult->callId +
                   (turn.toolResult->byUser ? "(user)" : "");
        out += "\n";
    }
    return out;
}
} // namespace gapscope::test
