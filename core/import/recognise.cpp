// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/recognise.h"

#include "core/import/csv_rows.h"
#include "core/import/fields.h"
#include "core/import/input_files.h"
#include "core/import/other_table.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace gapscope {
namespace {
/// What a file is that holds no transcripts, by its first bytes.
std::string binaryKind(std::string_view head)
{
    using Magic = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Magic, 16> kinds{
        {{std::string_view("PAR1"), "a Parquet table; export it as JSON lines or CSV"},
         {std::string_view("ARROW1"), "an Arrow table; export it as JSON lines or CSV"},
         {std::string_view("SQLite format 3"),
          "an SQLite database; what it holds of dialogues must be exported first"},
         {std::string_view("%PDF"), "a PDF document"},
         {std::string_view("\x89PNG"), "an image"},
         {std::string_view("\xff\xd8\xff"), "an image"},
         {std::string_view("GIF8"), "an image"},
         {std::string_view("RIFF"), "a sound or an image"},
         {std::string_view("OggS"), "a sound"},
         {std::string_view("ID3"), "a sound"},
         {std::string_view("BZh"), "a bzip2 archive; unpack it first"},
         {std::string_view("\xfd"
                           "7zXZ"),
          "an xz archive; unpack it first"},
         {std::string_view("7z\xbc\xaf"), "a 7-Zip archive; unpack it first"},
         {std::string_view("Rar!"), "a RAR archive; unpack it first"},
         {std::string_view("\x7f"
                           "ELF"),
          "a program"},
         {std::string_view("\x80\x04\x95"), "a Python pickle, which could run code"}}};
    for (const auto &[magic, kind] : kinds) {
        if (head.starts_with(magic))
            return std::string(kind);
    }
    constexpr std::size_t tarMagic = 257;
    if (head.size() > tarMagic && head.substr(tarMagic).starts_with("ustar"))
        return "a tar archive; unpack it first";
    return head.substr(0, 4096).find('\0') == std::string_view::npos ? "" : "a binary file";
}

/// What a JSON file is that looks like a benchmark's but holds no transcripts.
std::string otherKind(const Probe &probe)
{
    const auto has = [&](std::string_view name) { return probe.field(name) != nullptr; };
    if (has("trajectory_files") || (has("results") && has("model_name")))
        return "a leaderboard submission";
    if (has("service_name") && (has("slots") || has("intents")))
        return "a schema of services";
    if (has("graph") && has("replies"))
        return "the graph of a task";
    for (const auto &[name, kind] :
         {std::pair("resourceLogs", "log records"), std::pair("resourceMetrics", "metrics")}) {
        if (has(name))
            return std::string("OpenTelemetry's ") + kind +
                   "; export its traces (resourceSpans), whose spans hold the messages";
    }
    const Json *input = probe.field("input");
    if (input && input->is_string() && has("output") && !has("messages"))
        return "rows of predictions, one for each turn";
    if (probe.isObject() && probe.first.is_object() && !probe.first.empty() &&
        std::all_of(probe.first.begin(), probe.first.end(),
                    [](const Json &value) { return value.is_number() || value.is_string(); }))
        return "a map of names to values";
    const auto isWords = [](const Json &value) {
        return value.is_array() && std::all_of(value.begin(), value.end(),
                                               [](const Json &word) { return word.is_string(); });
    };
    if (probe.isObject() && probe.first.is_object() && probe.first.size() > 2 &&
        std::all_of(probe.first.begin(), probe.first.end(), isWords))
        return "lists of words, like an ontology";
    return {};
}

/// What a table is in which nobody says anything; empty = nobody knows.
std::string tableKind(const Probe &probe)
{
    constexpr std::size_t looked = 60;
    CsvRows table;
    if (probe.shape != FileShape::Text || !table.open(probe, delimiterOf(probe.head), false))
        return {};
    const std::optional<CsvRow> header = table.next();
    if (!header)
        return {};
    std::vector<std::vector<std::string>> rows;
    while (rows.size() < looked) {
        std::optional<CsvRow> row = table.next();
        if (!row)
            break;
        rows.push_back(std::move(row->fields));
    }
    return otherTableKind(header->fields, rows);
}

Error unrecognised(const Probe &probe)
{
    if (probe.shape == FileShape::Empty)
        return {ErrorCode::InputMalformed, probe.path,
                probe.trouble.empty() ? "the file is empty" : probe.trouble};
    if (probe.shape == FileShape::Archive) {
        return {ErrorCode::NotATranscript, probe.path,
                "not a transcript: " + (probe.trouble.empty()
                                            ? "a ZIP archive without transcript files in it"
                                            : probe.trouble)};
    }
    if (const std::string kind = binaryKind(probe.head); !kind.empty())
        return {ErrorCode::NotATranscript, probe.path, "not a transcript: " + kind};
    if (const std::string kind = tableKind(probe); !kind.empty())
        return {ErrorCode::NotATranscript, probe.path, "not a transcript: a table of " + kind};
    if (probe.shape == FileShape::Text)
        return {ErrorCode::UnknownFormat, probe.path,
                "no JSON, and no table with columns for conversation, role and text"};
    if (probe.first.is_null() || probe.first.empty()) {
        return {ErrorCode::InputMalformed, probe.path,
                probe.trouble.empty() ? "the file holds no records" : probe.trouble};
    }
    if (const std::string kind = otherKind(probe); !kind.empty())
        return {ErrorCode::NotATranscript, probe.path, "not a transcript: " + kind};
    std::string names;
    for (const auto &[name, value] : probe.first.items()) {
        if (!probe.first.is_object() || names.size() > 120)
            break;
        names += (names.empty() ? "" : ", ") + name.substr(0, 40);
    }
    return {ErrorCode::UnknownFormat, probe.path,
            names.empty() ? "its records are no objects"
                          : "its first record has none of the fields we know, but: " + names};
}

std::string folderOf(const Probe &probe)
{
    std::error_code error;
    const std::filesystem::path path = std::filesystem::absolute(probe.path, error);
    return error ? std::string() : path.parent_path().stem().string();
}

CorpusGuess settled(CorpusGuess guess, const ImportRequest &request, const Probe &probe,
                    const Importer &importer)
{
    if (request.kind) {
        // A label that went with another kind of user is no label for this one.
        if (guess.label == "human" && *request.kind != CorpusKind::Real)
            guess.label.clear();
        guess.kind = *request.kind;
    }
    if (!request.label.empty())
        guess.label = request.label;
    if (!request.domain.empty())
        guess.domain = request.domain;
    if (guess.label.empty() && guess.kind == CorpusKind::Real)
        guess.label = "human";
    if (guess.label.empty() && importer.holdsOneDialogue())
        guess.label = folderOf(probe);
    if (guess.label.empty())
        guess.label = probe.stem;
    return guess;
}

/// What the request does not say, its profile does.
ImportRequest withProfile(ImportRequest request)
{
    if (!request.profile)
        return request;
    const MappingProfile &profile = *request.profile;
    const auto fill = [](std::string &own, const std::string &profiles) {
        if (own.empty())
            own = profiles;
    };
    if (!request.kind)
        request.kind = profile.kind;
    if (!request.swapRoles)
        request.swapRoles = profile.swapRoles;
    fill(request.label, profile.label);
    fill(request.domain, profile.domain);
    fill(request.benchmark, profile.benchmark);
    fill(request.format, profile.format);
    if (profile.structure)
        fill(request.format, "mapped");
    return request;
}
} // namespace

Result<Recognised> recognise(const ImportRequest &given, std::shared_ptr<InputFiles> files)
{
    const ImportRequest request = withProfile(given);
    if (request.profile) {
        if (const std::string problem = problemOf(*request.profile); !problem.empty())
            return Error{ErrorCode::InvalidArgument, "profile " + request.profile->name, problem};
    }
    Result<Probe> probe = probeFile(request.path, std::move(files));
    if (!probe)
        return probe.error();
    Recognised file;
    Sniff best;
    for (std::unique_ptr<Importer> &importer : builtinImporters()) {
        const bool asked = request.format == importer->id();
        if (!request.format.empty() && !asked)
            continue;
        // A record of the largest size keeps each of them busy for a while.
        if (probe->files->stop().stop_requested())
            return Error{ErrorCode::Cancelled, request.path, {}};
        const Sniff found = importer->sniff(*probe);
        if (found.confidence > best.confidence || asked) {
            best = found;
            file.importer = std::move(importer);
        }
    }
    if (!file.importer && !request.format.empty())
        return Error{ErrorCode::InvalidArgument, request.format, "no such format"};
    if (!file.importer || probe->shape == FileShape::Empty)
        return unrecognised(*probe);
    file.context.path = request.path;
    file.context.benchmark = request.benchmark;
    file.context.swapRoles = request.swapRoles;
    file.context.profile = request.profile;
    file.context.corpus = settled(std::move(best.guess), request, *probe, *file.importer);
    file.probe = std::move(*probe);
    return file;
}

std::vector<ImportFormat> importFormats()
{
    std::vector<ImportFormat> formats;
    for (const std::unique_ptr<Importer> &importer : builtinImporters())
        formats.push_back({std::string(importer->id()), std::string(importer->title())});
    return formats;
}
} // namespace gapscope
