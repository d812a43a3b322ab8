// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_run.h"

#include "core/import/dialogue_names.h"
#include "core/import/fields.h"
#include "core/import/import_choices.h"
#include "core/import/importer.h"
#include "core/import/input_files.h"
#include "core/import/licence_note.h"
#include "core/import/profiled_output.h"
#include "core/import/recognise.h"

#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t previewSize = 3;

ImportId newImportId()
{
    std::random_device device;
    std::string id;
    for (int part = 0; part < 8; ++part) {
        static constexpr std::string_view hex = "0123456789abcdef";
        unsigned bits = device() & 0xffffU;
        // Version 4, variant 10: random UUIDs.
        if (part == 3)
            bits = (bits & 0x0fffU) | 0x4000U;
        if (part == 4)
            bits = (bits & 0x3fffU) | 0x8000U;
        if (part >= 2 && part <= 5)
            id += '-';
        for (unsigned shift = 16; shift > 0; shift -= 4)
            id += hex[(bits >> (shift - 4)) & 15U];
    }
    return ImportId{id};
}

Corpus corpusOf(const Recognised &file)
{
    const CorpusGuess &guess = file.context.corpus;
    Corpus corpus;
    corpus.kind = guess.kind;
    corpus.label = guess.label;
    corpus.format = file.importer->id();
    corpus.userModel = guess.userModel;
    corpus.agentModel = guess.agentModel;
    corpus.id = corpusIdOf(corpus.kind, corpus.label);
    return corpus;
}

/// The corpora that dialogues of the file may name besides its own.
std::vector<SideCorpus> sidesOf(const Recognised &file, const Corpus &own)
{
    std::vector<SideCorpus> sides;
    for (Corpus &corpus : file.importer->sides(file.context)) {
        corpus.id = corpusIdOf(corpus.kind, corpus.label);
        corpus.format = own.format;
        if (corpus.id != own.id)
            sides.push_back({std::move(corpus), 0});
    }
    return sides;
}

/// Passes on to the sink what an importer reads, and counts it.
class RunOutput final : public ImportOutput
{
public:
    RunOutput(ImportFileReport &report, ImportSink &sink, JobContext &job,
              const ImportContext &context, std::int64_t total)
        : m_report(report), m_sink(sink), m_job(job), m_swap(context.swapRoles), m_total(total)
    {}

    const std::optional<Error> &failure() const { return m_failure; }
    /// What is to be told about the file as a whole.
    void finish()
    {
        if (std::optional<ImportIssue> note = m_swap.note())
            issue(std::move(*note));
    }

    bool task(const Task &task) override { return passed(m_sink.addTask(task)); }

    bool taskMark(const TaskKey &task, const std::string &type, const std::string &value) override
    {
        return passed(m_sink.addTaskMark(task, type, value));
    }

    bool dialogue(Dialogue dialogue) override
    {
        if (!goOn())
            return false;
        m_swap.apply(dialogue);
        SideCorpus *side = sideOf(dialogue.corpus);
        dialogue.corpus = side ? side->corpus.id : m_report.corpus.id;
        m_names.give(dialogue);
        if (side && m_begun.insert(side->corpus.id).second) {
            if (const Result<void> added = m_sink.addCorpus(side->corpus); !added)
                return fail(added.error());
        }
        const Result<bool> stored = m_sink.addDialogue(dialogue);
        if (!stored)
            return fail(stored.error());
        ImportCounts &counts = m_report.counts;
        if (!*stored) {
            ++counts.duplicates;
            return goOn();
        }
        ++counts.dialogues;
        if (side)
            ++side->dialogues;
        counts.turns += static_cast<std::int64_t>(dialogue.turns.size());
        for (const Turn &turn : dialogue.turns)
            counts.userTurns += turn.role == Role::User && turn.scored ? 1 : 0;
        return goOn();
    }

    bool survey(ComparableSurvey survey) override
    {
        survey.corpus = m_report.corpus.id;
        const Result<bool> stored = m_sink.addSurvey(survey);
        if (!stored)
            return fail(stored.error());
        ++(*stored ? m_report.counts.surveys : m_report.counts.duplicates);
        return goOn();
    }

    bool difficulty(const std::map<std::string, double> &difficulty) override
    {
        m_report.difficulties += static_cast<std::int64_t>(difficulty.size());
        return passed(m_sink.addDifficulty(difficulty));
    }

    bool issue(ImportIssue issue) override
    {
        ImportCounts &counts = m_report.counts;
        counts.skipped += issue.effect == ImportIssue::Effect::Skipped ? 1 : 0;
        counts.repaired += issue.effect == ImportIssue::Effect::Repaired ? 1 : 0;
        ++m_report.issueCount;
        const Result<void> told = m_sink.addIssue(issue);
        if (m_report.issues.size() < ImportFileReport::maxReportedIssues)
            m_report.issues.push_back(std::move(issue));
        return passed(told);
    }

    bool progress(std::int64_t bytes) override
    {
        if (bytes > 0)
            m_job.report(bytes, m_total);
        return goOn();
    }

    bool rest() override { return passed(m_sink.rest()); }

    /// To call at the end: corpora that no dialogue named are not reported.
    void dropUnusedSides()
    {
        std::erase_if(m_report.sides,
                      [&](const SideCorpus &side) { return !m_begun.contains(side.corpus.id); });
    }

private:
    SideCorpus *sideOf(const CorpusId &id)
    {
        for (SideCorpus &side : m_report.sides) {
            if (side.corpus.id == id)
                return &side;
        }
        return nullptr;
    }
    bool goOn()
    {
        if (m_job.cancelled())
            return fail(Error{ErrorCode::Cancelled, m_report.path, {}});
        return !m_failure;
    }
    bool passed(const Result<void> &result) { return result ? goOn() : fail(result.error()); }
    bool fail(Error error)
    {
        if (!m_failure)
            m_failure = std::move(error);
        return false;
    }

    ImportFileReport &m_report;
    ImportSink &m_sink;
    JobContext &m_job;
    RoleSwap m_swap;
    DialogueNames m_names;
    std::int64_t m_total = 0;
    std::optional<Error> m_failure;
    /// The sides that the sink knows of.
    std::set<CorpusId> m_begun;
};

/// Keeps the first dialogues and ends the reading there.
class PreviewOutput final : public ImportOutput
{
public:
    PreviewOutput(FileInspection &inspection, CorpusId corpus, const ImportContext &context)
        : m_inspection(inspection), m_corpus(std::move(corpus)), m_swap(context.swapRoles)
    {}

    void finish()
    {
        m_inspection.swapRoles = m_swap.swapped() > 0;
        m_inspection.userPrompt = m_swap.prompt();
        if (std::optional<ImportIssue> note = m_swap.note())
            m_inspection.issues.push_back(std::move(*note));
    }

    bool task(const Task &) override { return true; }
    bool dialogue(Dialogue dialogue) override
    {
        m_swap.apply(dialogue);
        if (dialogue.corpus.empty())
            dialogue.corpus = m_corpus;
        m_names.give(dialogue);
        if (!dialogue.runTold)
            dialogue.run = ++m_runs[{dialogue.corpus, dialogue.task}];
        m_inspection.preview.push_back(std::move(dialogue));
        return m_inspection.preview.size() < previewSize;
    }
    bool survey(ComparableSurvey) override { return ++m_others < previewSize; }
    bool difficulty(const std::map<std::string, double> &) override { return false; }
    bool issue(ImportIssue issue) override
    {
        constexpr std::size_t enough = 100;
        m_inspection.issues.push_back(std::move(issue));
        return m_inspection.issues.size() < enough;
    }
    bool progress(std::int64_t) override { return true; }

private:
    FileInspection &m_inspection;
    CorpusId m_corpus;
    RoleSwap m_swap;
    DialogueNames m_names;
    /// Of those that no source tells, as a workspace without the task would give them.
    std::map<std::pair<CorpusId, TaskKey>, int> m_runs;
    std::size_t m_others = 0;
};

/// Lets the importer read; what a profile says of known formats is put over it.
Result<void> readFile(const Recognised &file, ImportOutput &output)
{
    // `mapped` reads the profile's fields itself: it has the records.
    if (!file.context.profile || file.importer->id() == "mapped")
        return file.importer->read(file.probe, file.context, output);
    ProfiledOutput profiled(*file.context.profile, file.context, output);
    return file.importer->read(file.probe, file.context, profiled);
}

FileInspection inspectOne(const ImportRequest &request)
{
    FileInspection inspection;
    inspection.path = request.path;
    Result<Recognised> file = recognise(request);
    if (!file) {
        inspection.problem = file.error();
        return inspection;
    }
    const Corpus corpus = corpusOf(*file);
    inspection.bytes = inputSize(request.path);
    inspection.format = file->importer->id();
    inspection.formatTitle = file->importer->title();
    inspection.kind = corpus.kind;
    inspection.label = corpus.label;
    inspection.domain = file->context.corpus.domain;
    inspection.userModel = corpus.userModel;
    inspection.agentModel = corpus.agentModel;
    PreviewOutput output(inspection, corpus.id, file->context);
    if (const Result<void> read = readFile(*file, output); !read)
        inspection.problem = read.error();
    output.finish();
    return inspection;
}
} // namespace

std::vector<FileInspection> inspect(const std::vector<ImportRequest> &requests)
{
    std::vector<FileInspection> inspections;
    inspections.reserve(requests.size());
    for (const ImportRequest &request : requests)
        inspections.push_back(inspectOne(request));
    return inspections;
}

Result<ImportFileReport> runImport(const ImportRequest &request, ImportSink &sink, JobContext &job)
{
    return runImport(request, sink, job, std::make_shared<InputFiles>());
}

Result<ImportFileReport> runImport(const ImportRequest &request, ImportSink &sink, JobContext &job,
                                   const std::shared_ptr<InputFiles> &files)
{
    files->setStop(job.stopToken());
    const Result<Recognised> file = recognise(request, files);
    if (!file)
        return file.error();
    ImportFileReport report;
    report.path = request.path;
    report.corpus = corpusOf(*file);
    report.format = report.corpus.format;
    report.sides = sidesOf(*file, report.corpus);
    const Result<InputFiles::Stamp> stamp = files->stamp(request.path);
    if (!stamp)
        return stamp.error();
    report.sha256 = stamp->sha256;
    report.bytes = stamp->bytes;

    // As it is found from any folder, for importing it again.
    std::error_code unknown;
    const std::filesystem::path whole = std::filesystem::absolute(report.path, unknown);
    const ImportSource source{newImportId(),
                              unknown ? report.path : whole.lexically_normal().string(),
                              report.sha256,
                              report.bytes,
                              report.format,
                              report.corpus,
                              file->importer->version(),
                              licenceNote(file->probe),
                              choicesJson(request)};
    if (const Result<void> begun = sink.begin(source); !begun)
        return begun.error();
    const std::int64_t total = files->size(request.path);
    RunOutput output(report, sink, job, file->context, total);
    const Result<void> read = readFile(*file, output);
    if (read && !output.failure())
        output.finish();
    output.dropUnusedSides();
    std::optional<Error> failure = output.failure();
    if (!failure && !read)
        failure = read.error();
    if (failure) {
        if (job.cancelled())
            failure->code = ErrorCode::Cancelled;
        sink.abort(failure->code == ErrorCode::Cancelled ? "cancelled" : failure->detail);
        return *failure;
    }
    if (const Result<void> finished = sink.finish(report.counts); !finished)
        return finished.error();
    job.report(total, total);
    const ImportCounts &counts = report.counts;
    report.nothingNew = counts.duplicates > 0 && counts.dialogues == 0 && counts.surveys == 0;
    return report;
}

std::int64_t inputSize(const std::string &path)
{
    return InputFiles().size(path);
}

std::string importReportJson(const std::vector<ImportFileReport> &files)
{
    Json list = Json::array();
    for (const ImportFileReport &file : files) {
        Json issues = Json::array();
        for (const ImportIssue &issue : file.issues) {
            issues.push_back(Json{{"line", issue.line > 0 ? Json(issue.line) : Json()},
                                  {"byte", issue.byte >= 0 ? Json(issue.byte) : Json()},
                                  {"record", issue.record},
                                  {"code", issue.code},
                                  {"message", issue.message}});
        }
        Json sides = Json::array();
        for (const SideCorpus &side : file.sides)
            sides.push_back(Json{{"kind", name(side.corpus.kind)},
                                 {"label", side.corpus.label},
                                 {"dialogues", side.dialogues}});
        list.push_back(Json{{"path", file.path},
                            {"format", file.format},
                            {"kind", name(file.corpus.kind)},
                            {"label", file.corpus.label},
                            {"sides", std::move(sides)},
                            {"dialogues", file.counts.dialogues},
                            {"turns", file.counts.turns},
                            {"user_turns", file.counts.userTurns},
                            {"surveys", file.counts.surveys},
                            {"difficulties", file.difficulties},
                            {"skipped", file.counts.skipped},
                            {"repaired", file.counts.repaired},
                            {"duplicates", file.counts.duplicates},
                            {"issue_count", file.issueCount},
                            {"issues", std::move(issues)}});
    }
    const Json document{{"files", std::move(list)}};
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}
} // namespace gapscope
