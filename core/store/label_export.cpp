// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_export.h"

#include "core/store/annotator_repository.h"
#include "core/store/corpus_repository.h"
#include "core/store/dialogue_repository.h"
#include "core/store/label_json.h"
#include "core/store/label_redaction_p.h"
#include "core/store/label_removals_p.h"
#include "core/store/label_table_p.h"
#include "core/store/scheme_repository.h"
#include "core/store/turn_words_p.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace gapscope {
namespace {
/// Where the dialogues of labels come from, and the words of their turns.
class Places
{
public:
    explicit Places(Session &session) : m_session(session), m_words(session) {}

    Result<void> prepare();
    Result<void> fill(LabelRecord &record);

private:
    struct Place
    {
        TaskKey task;
        std::string nativeId;
        std::string corpus;
    };
    Result<void> fillSide(LabelRecord &record, bool isReal);

    Session &m_session;
    TurnWords m_words;
    std::unordered_map<DialogueId, Place> m_places;
};

Result<void> Places::prepare()
{
    Result<std::vector<CorpusSummary>> corpora = CorpusRepository(m_session).all();
    if (!corpora)
        return corpora.error();
    std::unordered_map<CorpusId, std::string> names;
    for (const CorpusSummary &summary : *corpora)
        names.emplace(summary.corpus.id, summary.corpus.label);
    const Result<std::vector<DialogueHead>> heads = DialogueRepository(m_session).list();
    if (!heads)
        return heads.error();
    for (const DialogueHead &head : *heads) {
        const Dialogue &dialogue = head.dialogue;
        m_places[dialogue.id] = {dialogue.task, dialogue.nativeId, names[dialogue.corpus]};
    }
    return {};
}

Result<void> Places::fillSide(LabelRecord &record, bool isReal)
{
    const Label &label = record.label;
    const DialogueId &id = isReal ? label.realDialogue : label.simDialogue;
    const std::optional<int> &turn = isReal ? label.realTurn : label.simTurn;
    const auto place = m_places.find(id);
    // A label whose dialogue is not there is still exported, without the words.
    if (place == m_places.end())
        return {};
    record.task = place->second.task;
    (isReal ? record.realNativeId : record.simNativeId) = place->second.nativeId;
    (isReal ? record.realLabel : record.simLabel) = place->second.corpus;
    if (!turn)
        return {};
    Result<std::optional<std::string>> words = m_words.at(id, *turn);
    if (!words)
        return words.error();
    (isReal ? record.realText : record.simText) = words->value_or(std::string());
    return {};
}

Result<void> Places::fill(LabelRecord &record)
{
    if (auto done = fillSide(record, true); !done)
        return done.error();
    return fillSide(record, false);
}

/// What a label said before, for whoever merges it.
Result<std::vector<std::string>> earlierMarks(Query &query, const Label &label)
{
    if (auto done = query.run(label.id); !done)
        return done.error();
    std::vector<std::string> marks;
    while (query.next()) {
        const std::optional<Label> version = labelFromJson(query.bytes(0));
        if (version && *version != label)
            marks.push_back(labelMark(*version));
    }
    if (auto status = query.status(); !status)
        return status.error();
    query.finish();
    return marks;
}

/// One export.
class Writer
{
public:
    Writer(Session &session, const LabelExport &options,
           const std::function<Result<void>(std::string_view)> &write)
        : m_session(session), m_options(options),
          m_write(write), m_marks{options.redact, options.pseudonyms}
    {}

    Result<LabelExportResult> run();

private:
    Result<void> prepare();
    Result<void> take(LabelRecord &&record);
    Result<void> writeRemovals();
    bool isWanted(const std::string &annotator) const
    {
        return m_options.annotator.empty() || annotator == m_options.annotator;
    }
    std::string shownName(const std::string &annotator) const
    {
        const auto found = m_pseudonyms.find(annotator);
        return found == m_pseudonyms.end() ? annotator : found->second;
    }

    Session &m_session;
    const LabelExport &m_options;
    const std::function<Result<void>(std::string_view)> &m_write;
    LabelFileMarks m_marks;
    LabelScheme m_scheme;
    std::map<std::string, std::string> m_pseudonyms;
    std::unordered_map<LabelId, KnownRemoval> m_removals;
    Redactor m_redactor;
    std::vector<LabelRecord> m_wide;
    LabelExportResult m_result;
};

Result<void> Writer::prepare()
{
    Result<LabelScheme> scheme = SchemeRepository(m_session).current();
    if (!scheme)
        return scheme.error();
    m_scheme = std::move(*scheme);
    if (m_options.format == LabelFormat::Jsonl) {
        auto removals = labelRemovals(m_session);
        if (!removals)
            return removals.error();
        m_removals = std::move(*removals);
    }
    std::set<std::string> names;
    if (m_options.pseudonyms || m_options.redact) {
        Query query(m_session, "SELECT DISTINCT TEXT_OUT(annotator) FROM label");
        if (auto done = query.run(); !done)
            return done.error();
        while (query.next())
            names.insert(query.bytes(0));
        if (auto status = query.status(); !status)
            return status.error();
        for (const auto &[id, known] : m_removals)
            names.insert(known.removal.by);
    }
    if (m_options.pseudonyms) {
        auto made = AnnotatorRepository(m_session).pseudonyms({names.begin(), names.end()});
        if (!made)
            return made.error();
        m_pseudonyms = std::move(*made);
    }
    if (!m_options.redact)
        return {};
    for (const std::string &name : names)
        m_redactor.learnName(name);
    return learnNames(m_session, m_redactor);
}

Result<void> Writer::take(LabelRecord &&record)
{
    if (!isWanted(record.label.annotator))
        return {};
    ++m_result.labels;
    record.label.annotator = shownName(record.label.annotator);
    if (m_options.redact)
        redactRecord(m_redactor, record, m_options.keep, m_result.redacted);
    switch (m_options.format) {
    case LabelFormat::Jsonl:
        return m_write(labelLine(record, m_scheme, m_options.version, m_marks));
    case LabelFormat::Csv:
        return m_write(labelCsvRow(record, m_scheme, m_options.version));
    case LabelFormat::Wide:
        m_wide.push_back(std::move(record));
        return {};
    }
    return {};
}

Result<void> Writer::writeRemovals()
{
    std::vector<const KnownRemoval *> removals;
    for (const auto &[id, known] : m_removals) {
        if (isWanted(known.annotator.empty() ? known.removal.by : known.annotator))
            removals.push_back(&known);
    }
    std::ranges::sort(removals, {}, [](const KnownRemoval *each) { return each->removal.id; });
    for (const KnownRemoval *known : removals) {
        LabelRemoval removal = known->removal;
        removal.by = shownName(removal.by);
        ++m_result.removals;
        if (auto done = m_write(removalLine(removal, m_scheme, m_marks)); !done)
            return done.error();
    }
    return {};
}

Result<LabelExportResult> Writer::run()
{
    if (auto ready = prepare(); !ready)
        return ready.error();
    std::string head;
    if (m_options.format == LabelFormat::Jsonl)
        head = labelFileHead(m_scheme, m_options.version);
    else if (m_options.format == LabelFormat::Csv)
        head = labelsCsvHead(m_scheme, m_options.version);
    if (auto done = m_write(head); !done)
        return done.error();
    auto done = forEachLabelRecord(
        m_session, [this](LabelRecord &&record) { return take(std::move(record)); });
    if (!done)
        return done.error();
    if (m_options.format == LabelFormat::Wide) {
        if (auto written = m_write(tableCsv(labelsWide(m_wide))); !written)
            return written.error();
    }
    if (auto written = writeRemovals(); !written)
        return written.error();
    return std::move(m_result);
}
} // namespace

Result<void> forEachLabelRecord(Session &session,
                                const std::function<Result<void>(LabelRecord &&)> &take)
{
    Places places(session);
    if (auto ready = places.prepare(); !ready)
        return ready.error();
    Query versions(session, "SELECT TEXT_OUT(after) FROM label_change "
                            "WHERE label_id = TEXT_IN(?) AND after IS NOT NULL "
                            "ORDER BY action_seq, position");
    Query labels(session, std::string(labelColumns) + "ORDER BY created_ms, id");
    if (auto done = labels.run(); !done)
        return done.error();
    while (labels.next()) {
        LabelRecord record;
        record.label = labelOf(labels);
        if (auto done = places.fill(record); !done)
            return done.error();
        if (record.label.revision > 1) {
            Result<std::vector<std::string>> marks = earlierMarks(versions, record.label);
            if (!marks)
                return marks.error();
            record.earlier = std::move(*marks);
        }
        if (auto done = take(std::move(record)); !done)
            return done.error();
    }
    return labels.status();
}

Result<std::vector<LabelRecord>> labelRecords(Session &session)
{
    std::vector<LabelRecord> records;
    auto done = forEachLabelRecord(session, [&](LabelRecord &&record) {
        records.push_back(std::move(record));
        return Result<void>();
    });
    if (!done)
        return done.error();
    return records;
}

Result<LabelExportResult> exportLabels(Session &session, const LabelExport &options,
                                       const std::function<Result<void>(std::string_view)> &write)
{
    return Writer(session, options, write).run();
}
} // namespace gapscope
