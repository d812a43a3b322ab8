// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importer.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"

#include <string>

namespace gapscope {
/// Whether the reference scorer drops the message, being a platform's and no person's (usi.md,
/// section 3, source human).
bool isPlatformMessage(const std::string &scored);

/// What the framework tells the agent about a malformed tool call, under the user's role.
bool isFormatHint(const std::string &text);

/// One message of a τ-USI conversation, every one of which the reference scorer sees: content that
/// is no string gets the text Python would make of it.
Turn tauUsiTurn(const Json &message, CorpusKind kind);

/// Turns the records of one τ-USI file into dialogues and surveys.
class TauUsiRecords
{
public:
    TauUsiRecords(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output)
    {}

    /// `id` as spelt in the source. False: the reading ends.
    bool readDialogue(const Record &record, const std::string &id);
    bool readSurvey(const Record &record, const std::string &id);
    /// A chat as the platform exports it: `meta_info` lines, a survey with its last message.
    bool readExport(const Record &record);

private:
    bool skip(const Record &record, const char *code, const std::string &why);
    bool readTurns(const Record &record, const Json *conversation, Dialogue &dialogue, bool &good);
    Task taskOf(const std::string &id) const;

    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
};
} // namespace gapscope
