// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/probe.h"

#include "core/import/input_files.h"
#include "core/import/json_tolerant.h"
#include "core/import/record_framer.h"
#include "core/import/text_reader.h"

#include <filesystem>

namespace gapscope {
namespace {
constexpr std::size_t headSize = 64 * 1024;
constexpr std::size_t maxMembers = 64;
/// Of large members, which are records by name, fewer do.
constexpr std::size_t fewMembers = 16;
constexpr std::size_t fewBytes = 64 << 10;
constexpr std::size_t maxElements = 3;
constexpr int maxTries = 20;

std::string_view trimmed(std::string_view text)
{
    const auto blank = std::string_view(" \t\r\n");
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// Whether the second line of the head looks like a record of its own, although the first cannot
/// be told to be whole.
bool looksLikeLines(std::string_view head)
{
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    const std::size_t end = head.find('\n', first);
    if (end == std::string_view::npos || trimmed(head.substr(first, end - first)).size() < 2)
        return false;
    const std::size_t next = head.find_first_not_of(" \t\r\n", end);
    if (next == std::string_view::npos || head[next] != '{' || head[next - 1] != '\n')
        return false;
    const std::string_view line = trimmed(head.substr(next, head.find('\n', next) - next));
    return line.size() > 1 && line.back() == '}';
}

Result<FileShape> shapeOf(const Probe &probe)
{
    const std::string_view head = probe.head;
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return FileShape::Empty;
    if (head[begin] == '[')
        return FileShape::Array;
    if (head[begin] != '{')
        return FileShape::Text;
    TextReader reader;
    if (const Result<void> opened = reader.open(probe); !opened)
        return opened.error();
    RecordFramer framer(reader, RecordLayout::Items, FileShape::Values);
    bool newline = false;
    framer.nextCharacter(newline);
    const std::int64_t line = framer.line();
    if (!framer.skipValue())
        return looksLikeLines(head) ? FileShape::Lines : FileShape::Object;
    const bool oneLine = framer.line() == line;
    const char next = framer.nextCharacter(newline);
    if (next == '\0')
        return FileShape::Object;
    if (oneLine && newline)
        return FileShape::Lines;
    return next == '{' || next == '[' || next == ',' ? FileShape::Values : FileShape::Object;
}

void noteTrouble(const Frame &frame, const std::string &reason, std::string &trouble)
{
    if (trouble.empty())
        trouble = "the record at byte " + std::to_string(frame.byte) + " (line " +
                  std::to_string(frame.line) + "): " + reason;
}

Json firstRecord(RecordFramer &framer, const std::stop_token &stop, std::string &trouble)
{
    for (int tries = 0; tries < maxTries; ++tries) {
        const std::optional<Frame> frame = framer.next();
        if (!frame)
            break;
        if (!frame->fault.empty()) {
            noteTrouble(*frame, frame->reason, trouble);
            continue;
        }
        ParsedJson parsed = parseTolerant(frame->text, stop);
        if (parsed.error.empty() && !parsed.value.is_null())
            return std::move(parsed.value);
        noteTrouble(*frame, parsed.error, trouble);
    }
    return {};
}

Json firstMembers(RecordFramer &framer, const std::stop_token &stop, std::string &trouble)
{
    Json first = Json::object();
    std::size_t bytes = 0;
    while (first.size() < (bytes < fewBytes ? maxMembers : fewMembers)) {
        const std::optional<Frame> frame = framer.next();
        if (!frame)
            break;
        bytes += frame->text.size();
        if (!frame->fault.empty()) {
            noteTrouble(*frame, frame->reason, trouble);
            continue;
        }
        // A name may come twice, once for a list and once for something else; the last one counts.
        const auto known = first.find(frame->key);
        const bool isList = known != first.end() && known->is_array();
        if (frame->element && isList && known->size() >= maxElements)
            continue;
        ParsedJson parsed = parseTolerant(frame->text, stop);
        if (!parsed.error.empty())
            continue;
        if (frame->element && isList)
            known->push_back(std::move(parsed.value));
        else if (frame->element)
            first[frame->key] = Json::array({std::move(parsed.value)});
        else
            first[frame->key] = std::move(parsed.value);
    }
    return first;
}
} // namespace

const Json *Probe::field(std::string_view name) const
{
    if (!first.is_object())
        return nullptr;
    const auto found = first.find(std::string(name));
    return found == first.end() ? nullptr : &*found;
}

namespace {
/// The text at the start. Damage behind it is a matter of the reading.
Result<void> readHead(Probe &probe)
{
    TextReader reader;
    if (const Result<void> opened = reader.open(probe); !opened)
        return opened.error();
    while (probe.head.size() < headSize && reader.read(probe.head)) {
    }
    if (reader.failed() && reader.failure()->code != ErrorCode::InputMalformed)
        return *reader.failure();
    if (reader.failed())
        probe.trouble = reader.failure()->detail;
    probe.head.resize(std::min(probe.head.size(), headSize));
    return {};
}
} // namespace

Result<Probe> probeFile(const std::string &path, std::shared_ptr<InputFiles> files)
{
    Probe probe;
    probe.path = path;
    probe.files = files ? std::move(files) : std::make_shared<InputFiles>();
    const std::filesystem::path name(
        withoutPacking(std::filesystem::path(path).filename().string()));
    probe.fileName = name.string();
    probe.stem = name.stem().string();
    if (const Result<void> read = readHead(probe); !read)
        return read.error();
    if (beginsAsArchive(probe.head)) {
        probe.shape = FileShape::Archive;
        const Result<std::shared_ptr<Archive>> archive = probe.files->archiveAt(path);
        if (!archive && archive.error().code == ErrorCode::Cancelled)
            return archive.error();
        if (archive && *archive)
            probe.entries = (*archive)->names();
        else if (!archive)
            probe.trouble = archive.error().detail;
        return probe;
    }
    const Result<FileShape> shape = shapeOf(probe);
    if (!shape)
        return shape.error();
    probe.shape = *shape;
    if (probe.shape == FileShape::Empty || probe.shape == FileShape::Text)
        return probe;
    TextReader reader;
    if (const Result<void> opened = reader.open(probe); !opened)
        return opened.error();
    RecordFramer framer(
        reader, probe.isObject() ? RecordLayout::NestedMembers : RecordLayout::Items, probe.shape);
    const std::stop_token &stop = probe.files->stop();
    probe.first = probe.isObject() ? firstMembers(framer, stop, probe.trouble)
                                   : firstRecord(framer, stop, probe.trouble);
    if (reader.failed() && reader.failure()->code != ErrorCode::InputMalformed)
        return *reader.failure();
    if (stop.stop_requested())
        return Error{ErrorCode::Cancelled, path, {}};
    return probe;
}
} // namespace gapscope
