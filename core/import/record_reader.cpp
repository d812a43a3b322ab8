// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record_reader.h"

#include "core/import/input_files.h"
#include "core/import/json_tolerant.h"
#include "core/import/record_framer.h"
#include "core/import/text_reader.h"

#include <functional>
#include <unordered_map>
#include <utility>

namespace gapscope {
namespace {
/// After so many pieces a record is a large one: 1 MiB.
constexpr int piecesOfLarge = 4;

ImportIssue fileNote(std::string code, std::string message)
{
    ImportIssue issue;
    issue.code = std::move(code);
    issue.message = std::move(message);
    return issue;
}

/// What a record is called: by the member it is, or by its number where it has no name of its own.
std::string nameOf(const std::string &key, bool element, std::int64_t number, std::int64_t place)
{
    if (key.empty())
        return std::to_string(number);
    return element ? key + " " + std::to_string(place) : key;
}
} // namespace

ImportIssue issueAt(const Record &record, ImportIssue::Effect effect, std::string code,
                    std::string message)
{
    ImportIssue issue;
    issue.effect = effect;
    issue.line = record.line;
    issue.byte = record.byte;
    issue.record = nameOf(record.key, record.element, record.number, record.place);
    issue.code = std::move(code);
    issue.message = std::move(message);
    return issue;
}

struct RecordReader::State
{
    State(const Probe &probed, ImportOutput &out, std::int64_t most)
        : probe(probed), output(out), mostRecords(most),
          stop(probed.files ? probed.files->stop() : std::stop_token())
    {}

    const Probe &probe;
    ImportOutput &output;
    std::int64_t mostRecords;
    std::stop_token stop;
    std::unique_ptr<TextReader> reader;
    std::unique_ptr<RecordFramer> framer;
    /// Where the last member of a name begins, for names that occur more than once, by hash.
    std::unordered_map<std::size_t, std::int64_t> lastOfName;
    std::int64_t number = 0;
    /// The list that the record before stood in, and its place there.
    std::string list;
    std::int64_t placeInList = 0;
    int piecesOfRecord = 0;
    bool stopped = false;
    std::optional<Error> failed;

    bool tell(ImportIssue told)
    {
        stopped = stopped || !output.issue(std::move(told));
        return !stopped;
    }

    Result<void> start(RecordLayout layout)
    {
        reader = std::make_unique<TextReader>();
        reader->beforeReading([this] {
            if (++piecesOfRecord == piecesOfLarge && !output.rest())
                stopped = true;
        });
        if (const Result<void> opened = reader->open(probe); !opened)
            return opened.error();
        framer = std::make_unique<RecordFramer>(*reader, layout, probe.shape);
        number = 0;
        list.clear();
        placeInList = 0;
        return {};
    }

    void noteEncoding()
    {
        if (reader->encoding() == TextEncoding::Utf8Bom)
            tell(fileNote("byte-order-mark", "the byte order mark before the text was left out"));
        if (reader->encoding() == TextEncoding::Utf16Le ||
            reader->encoding() == TextEncoding::Utf16Be)
            tell(fileNote("utf16", "the file is UTF-16 and was converted to UTF-8"));
    }

    /// Nothing more comes: because of damage, after a hard failure, or at the end of the file.
    void noteEnd()
    {
        if (reader->failed()) {
            ImportIssue told =
                fileNote("damaged-file", reader->failure()->detail + "; what came before was read");
            told.effect = ImportIssue::Effect::Skipped;
            told.byte = reader->bytesRead();
            tell(std::move(told));
        }
        if (reader->replaced() == 0)
            return;
        ImportIssue told = fileNote("invalid-utf16", std::to_string(reader->replaced()) +
                                                         " broken UTF-16 units became U+FFFD");
        told.effect = ImportIssue::Effect::Repaired;
        tell(std::move(told));
    }

    // The last of several members of one name counts, as everywhere in JSON; a stream knows which
    // one that is only after a first pass over the names.
    Result<void> findRepeatedNames()
    {
        if (const Result<void> started = start(RecordLayout::Members); !started)
            return started;
        std::unordered_map<std::size_t, std::int64_t> seen;
        while (const std::optional<Frame> frame = framer->next()) {
            if (!frame->fault.empty())
                continue;
            const std::size_t hash = std::hash<std::string>{}(frame->key);
            const auto [place, fresh] = seen.try_emplace(hash, frame->byte);
            place->second = frame->byte;
            if (!fresh)
                lastOfName[hash] = frame->byte;
            if (!output.progress(0)) {
                stopped = true;
                break;
            }
        }
        return {};
    }

    void count(const Frame &frame)
    {
        placeInList = frame.element && frame.key == list ? placeInList + 1 : 1;
        list = frame.element ? frame.key : std::string();
    }

    bool tellFault(const Frame &frame)
    {
        ImportIssue told;
        told.effect = frame.fault == "unclosed-list" ? ImportIssue::Effect::Note
                                                     : ImportIssue::Effect::Skipped;
        told.line = frame.line;
        told.byte = frame.byte;
        told.record = nameOf(frame.key, frame.element, number, placeInList);
        told.code = frame.fault;
        told.message = frame.reason;
        return tell(std::move(told));
    }

    bool tellRepairs(const Record &record, const std::vector<JsonRepair> &repairs)
    {
        for (const JsonRepair &repair : repairs) {
            ImportIssue told =
                issueAt(record,
                        repair.code == "huge-integer" ? ImportIssue::Effect::Note
                                                      : ImportIssue::Effect::Repaired,
                        repair.code, repair.message);
            if (repair.count > 1)
                told.message += " (" + std::to_string(repair.count) + " times in this record)";
            if (!tell(std::move(told)))
                return false;
        }
        return true;
    }

    bool isOverridden(const Frame &frame)
    {
        const auto last = lastOfName.find(std::hash<std::string>{}(frame.key));
        if (frame.element || last == lastOfName.end() || last->second == frame.byte)
            return false;
        ImportIssue told;
        told.effect = ImportIssue::Effect::Repaired;
        told.line = frame.line;
        told.byte = frame.byte;
        told.record = frame.key;
        told.code = "duplicate-key";
        told.message = "the key stands again at byte " + std::to_string(last->second) +
                       "; the last one counts";
        tell(std::move(told));
        return true;
    }
};

RecordReader::RecordReader(const Probe &probe, ImportOutput &output, std::int64_t mostRecords)
    : m_state(std::make_unique<State>(probe, output, mostRecords))
{}

RecordReader::~RecordReader() = default;

Result<void> RecordReader::open(RecordLayout layout)
{
    m_state->lastOfName.clear();
    if (layout == RecordLayout::Members) {
        if (const Result<void> found = m_state->findRepeatedNames(); !found)
            return found;
    }
    if (const Result<void> started = m_state->start(layout); !started)
        return started;
    m_state->noteEncoding();
    return {};
}

std::optional<Record> RecordReader::next()
{
    State &state = *m_state;
    while (!state.stopped) {
        state.piecesOfRecord = 0;
        std::optional<Frame> frame = state.framer->next();
        if (const auto &failure = state.reader->failure();
            failure && failure->code != ErrorCode::InputMalformed) {
            state.failed = *failure;
            return std::nullopt;
        }
        if (!state.output.progress(state.reader->bytesRead()))
            state.stopped = true;
        if (!frame)
            state.noteEnd();
        if (!frame || state.stopped)
            return std::nullopt;
        if (++state.number > state.mostRecords) {
            state.failed =
                Error{ErrorCode::InputTooLarge, state.probe.path,
                      "the file holds more than " + std::to_string(state.mostRecords) + " records"};
            return std::nullopt;
        }
        state.count(*frame);
        if (!frame->fault.empty()) {
            state.tellFault(*frame);
            continue;
        }
        if (!state.lastOfName.empty() && state.isOverridden(*frame))
            continue;
        ParsedJson parsed = parseTolerant(frame->text, state.stop);
        if (state.stop.stop_requested()) {
            state.failed = Error{ErrorCode::Cancelled, state.probe.path, {}};
            return std::nullopt;
        }
        if (!parsed.error.empty()) {
            frame->fault = "broken-json";
            frame->reason = parsed.error;
            state.tellFault(*frame);
            continue;
        }
        Record record{std::move(parsed.value),
                      std::move(frame->key),
                      frame->element,
                      state.number,
                      frame->line,
                      frame->byte,
                      state.placeInList};
        if (state.tellRepairs(record, parsed.repairs))
            return record;
    }
    return std::nullopt;
}

const std::optional<Error> &RecordReader::failed() const
{
    return m_state->failed;
}
} // namespace gapscope
