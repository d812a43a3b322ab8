// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands/open_workspace.h"
#include "core/export/message_list.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"

#include <QSaveFile>

#include <map>

namespace gapscope {
namespace {
/// Writes dialogues one after the other: lines, or the elements of one list.
class MessageFile
{
public:
    MessageFile(const QString &path, bool list) : m_file(path), m_isList(list) {}

    Result<void> open()
    {
        return m_file.open(QIODevice::WriteOnly) ? put(m_isList ? "[" : "") : failure();
    }
    Result<void> add(const std::string &dialogue)
    {
        const char *before = !m_isList ? "" : m_count == 0 ? "\n" : ",\n";
        ++m_count;
        return put(before + dialogue + (m_isList ? "" : "\n"));
    }
    Result<void> finish()
    {
        if (const Result<void> done = put(m_isList ? "\n]\n" : ""); !done)
            return done;
        return m_file.commit() ? Result<void>() : failure();
    }
    int count() const { return m_count; }

private:
    Result<void> put(const std::string &text)
    {
        const auto size = static_cast<qint64>(text.size());
        return m_file.write(text.data(), size) == size ? Result<void>() : failure();
    }
    Result<void> failure() const
    {
        return Error{ErrorCode::OutputFailed, m_file.fileName().toStdString(),
                     m_file.errorString().toStdString()};
    }

    QSaveFile m_file;
    bool m_isList = false;
    int m_count = 0;
};

Result<DialogueFilter> filterFrom(const std::string &label,
                                  const std::map<CorpusId, Corpus> &corpora)
{
    DialogueFilter filter;
    for (const auto &[id, corpus] : corpora) {
        if (!label.empty() && corpus.label == label)
            filter.corpora.push_back(id);
    }
    if (!label.empty() && filter.corpora.empty())
        return Error{ErrorCode::NotFound, "corpus " + label, ""};
    return filter;
}

Result<void> exportTo(MessageFile &file, Session &session, const std::string &label,
                      const std::string &wanted, JobContext &job)
{
    const Result<std::vector<CorpusSummary>> summaries = CorpusRepository(session).all();
    if (!summaries)
        return summaries.error();
    std::map<CorpusId, Corpus> corpora;
    for (const CorpusSummary &summary : *summaries)
        corpora.emplace(summary.corpus.id, summary.corpus);
    const Result<DialogueFilter> filter = filterFrom(label, corpora);
    if (!filter)
        return filter.error();
    if (const Result<void> opened = file.open(); !opened)
        return opened;
    const auto take = [&](Dialogue &&dialogue) -> Result<void> {
        if (!wanted.empty() && dialogue.id.value() != wanted && dialogue.nativeId != wanted)
            return {};
        return file.add(exportedDialogue(dialogue, corpora[dialogue.corpus]));
    };
    if (const Result<void> done = DialogueRepository(session).forEach(*filter, take, job); !done)
        return done;
    if (!wanted.empty() && file.count() == 0)
        return Error{ErrorCode::NotFound, "dialogue " + wanted, ""};
    return file.finish();
}
} // namespace

int runExportMessagesCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Writes dialogues with the messages as they stood in their sources: one JSON object a "
        "line, or one list where the file is called *.json."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("out"), QStringLiteral("*.jsonl or *.json file to write."),
         QStringLiteral("FILE")},
        {QStringLiteral("corpus"), QStringLiteral("Of corpora of this label only."),
         QStringLiteral("L")},
        {QStringLiteral("dialogue"), QStringLiteral("This one only, by its id or its id there."),
         QStringLiteral("ID")},
    });
    if (const std::optional<int> done =
            parseArguments(parser, arguments, "export-messages", console))
        return *done;
    const QString out = parser.value(QStringLiteral("out"));
    if (parser.positionalArguments().size() != 1 || out.isEmpty())
        return console.misuse("export-messages needs one workspace and --out", "export-messages");
    int exitCode = exitFine;
    const std::unique_ptr<Session> session =
        openWorkspace(parser.positionalArguments().first(), OpenMode::ReadOnly, console, exitCode);
    if (!session)
        return exitCode;
    MessageFile file(out, out.endsWith(QLatin1String(".json"), Qt::CaseInsensitive));
    JobContext job = console.job("Exporting");
    const Result<void> done =
        exportTo(file, *session, option(parser, "corpus"), option(parser, "dialogue"), job);
    console.endProgress();
    if (!done)
        return console.fail(done.error());
    console.say(std::to_string(file.count()) + " dialogues written to " + out.toStdString());
    return exitFine;
}
} // namespace gapscope
