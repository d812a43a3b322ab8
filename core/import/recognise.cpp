// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/recognise.h"

#include "core/import/fields.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

namespace gapscope {
namespace {
/// What a file is that holds no transcripts, by its first bytes.
std::string binaryKind(std::string_view head)
{
    using Magic = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Magic, 6> kinds{
        {{std::string_view("PK\x03\x04"), "a ZIP archive; unpack it first"},
         {std::string_view("\x1f\x8b"), "a gzip archive; unpack it first"},
         {std::string_view("PAR1"), "a Parquet table; export it as JSON lines or CSV"},
         {std::string_view("SQLite format 3"), "an SQLite database"},
         {std::string_view("%PDF"), "a PDF document"},
         {std::string_view("\x89PNG"), "an image"}}};
    for (const auto &[magic, kind] : kinds) {
        if (head.starts_with(magic))
            return std::string(kind);
    }
    return {};
}

/// What a JSON file is that looks like a benchmark's but holds no transcripts.
std::string otherKind(const Probe &probe)
{
    const auto has = [&](std::string_view name) { return probe.field(name) != nullptr; };
    if (has("trajectory_files") || (has("results") && has("model_name")))
        return "a leaderboard submission";
    const Json *input = probe.field("input");
    if (input && input->is_string() && has("output") && !has("messages"))
        return "rows of predictions, one for each turn";
    if (probe.isObject() && probe.first.is_object() && !probe.first.empty() &&
        std::all_of(probe.first.begin(), probe.first.end(),
                    [](const Json &value) { return value.is_number() || value.is_string(); }))
        return "a map of names to values";
    return {};
}

Error unrecognised(const Probe &probe)
{
    if (probe.shape == FileShape::Empty)
        return {ErrorCode::InputMalformed, probe.path, "the file is empty"};
    if (const std::string kind = binaryKind(probe.head); !kind.empty())
        return {ErrorCode::NotATranscript, probe.path, "not a transcript: " + kind};
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

CorpusGuess settled(CorpusGuess guess, const ImportRequest &request, const Probe &probe)
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
    if (guess.label.empty())
        guess.label = guess.kind == CorpusKind::Real ? "human" : probe.stem;
    return guess;
}
} // namespace

Result<Recognised> recognise(const ImportRequest &request)
{
    Result<Probe> probe = probeFile(request.path);
    if (!probe)
        return probe.error();
    Recognised file;
    Sniff best;
    for (std::unique_ptr<Importer> &importer : builtinImporters()) {
        const bool asked = request.format == importer->id();
        if (!request.format.empty() && !asked)
            continue;
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
    file.context.corpus = settled(std::move(best.guess), request, *probe);
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

Result<std::vector<std::string>> expandPaths(const std::vector<std::string> &paths)
{
    namespace fs = std::filesystem;
    static constexpr std::array<std::string_view, 6> extensions{".json", ".jsonl", ".ndjson",
                                                                ".csv",  ".tsv",   ".tab"};
    std::vector<std::string> files;
    std::set<fs::path> seen;
    const auto add = [&](const fs::path &path) {
        std::error_code error;
        const fs::path real = fs::weakly_canonical(path, error);
        if (seen.insert(error ? path : real).second)
            files.push_back(path.string());
    };
    for (const std::string &path : paths) {
        std::error_code error;
        if (!fs::exists(path, error))
            return Error{ErrorCode::InputUnreadable, path, "no such file or folder"};
        if (!fs::is_directory(path, error)) {
            add(path);
            continue;
        }
        std::vector<fs::path> inside;
        fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied,
                                               error);
        if (error)
            return Error{ErrorCode::InputUnreadable, path, error.message()};
        for (const fs::recursive_directory_iterator end; entry != end; entry.increment(error)) {
            const std::string extension = lowered(entry->path().extension().string());
            const bool known =
                std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
            if (known && entry->is_regular_file(error))
                inside.push_back(entry->path());
            if (error)
                break;
        }
        std::sort(inside.begin(), inside.end());
        for (const fs::path &file : inside)
            add(file);
    }
    return files;
}
} // namespace gapscope
