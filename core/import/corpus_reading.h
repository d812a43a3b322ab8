// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importer.h"
#include "core/import/message_turns.h"
#include "core/import/record_reader.h"
#include "core/import/task_book.h"
#include "core/import/watch.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What the importers of research corpora share while they read one file: tasks, runs, and what is
/// told about records. Every bool is false where the reading should end.
class CorpusReading
{
public:
    CorpusReading(const ImportContext &context, ImportOutput &output)
        : m_context(context), m_output(output), m_tasks(output), m_watch(output)
    {}

    const ImportContext &context() const { return m_context; }

    /// A task with its key; the person's benchmark and domain take the place of the format's.
    Task task(std::string_view benchmark, std::string_view domain, std::string_view id) const;

    bool skip(const Record &record, const char *code, const std::string &why);
    bool note(const Record &record, const char *code, const std::string &what);
    /// The same, for what holds for many records of the file: said at the first one.
    bool noteOnce(const Record &record, const char *code, const std::string &what);

    /// To ask before each message of a record.
    bool goesOn() { return m_watch.goesOn(); }

    /// Tells the task and hands the dialogue on. These corpora number no runs.
    bool add(const Record &record, const Task &task, Dialogue dialogue);

private:
    const ImportContext &m_context;
    ImportOutput &m_output;
    TaskBook m_tasks;
    Watch m_watch;
    std::set<std::string> m_told;
};

/// Streams the records of a file to `take` until it returns false.
Result<void> readRecords(const Probe &probe, ImportOutput &output, RecordLayout layout,
                         const std::function<bool(const Record &)> &take);

/// The dialogue of a record with `dialogue_id` and a list of `turns`, each of which `addTurn`
/// takes; what stands beside them is its metadata. None where the reading should end.
std::optional<Dialogue>
dialogueOfTurns(const Json &record, const Json &list, CorpusReading &reading,
                const std::function<bool(const Json &turn, MessageTurns &turns)> &addTurn);

/// A turn with words; scored where a user or agent said any.
Turn spoken(Role role, std::optional<std::string> text);
/// A turn of one tool call and no words. `arguments` is JSON.
Turn called(Role role, std::string name, const Json &arguments);
/// What a tool answered.
Turn answered(std::string name, std::string text);

/// A text as an id: itself where it is short, else its beginning and a hash of the whole.
std::string textId(std::string_view text);
/// 16 hex digits.
std::string fingerprintOf(std::string_view text);
/// The text without blanks and newlines around it.
std::string trimmed(std::string_view text);
/// The strings of a list with `between` between them; a string as it is.
std::string joined(const Json *list, std::string_view between);
/// Lower-case names of the path's folders from the outermost on, and of the file without extension.
std::vector<std::string> pathParts(const std::string &path);
/// Runs of letters and digits, lower case.
std::vector<std::string> nameWords(std::string_view text);
} // namespace gapscope
