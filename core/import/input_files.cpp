// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/input_files.h"

#include "core/base/hash.h"
#include "core/import/fields.h"
#include "core/import/limits.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

namespace gapscope {
namespace {
namespace fs = std::filesystem;
constexpr std::size_t piece = 256 * 1024;
/// An outer and an inner archive, and those of a neighbour.
constexpr std::size_t keptArchives = 4;

std::string startOf(ByteSource &source)
{
    std::string start(4, '\0');
    std::size_t count = 0;
    while (count < start.size()) {
        const std::size_t more = source.read(start.data() + count, start.size() - count);
        if (more == 0)
            break;
        count += more;
    }
    start.resize(count);
    return start;
}

Result<std::string> allOf(ByteSource &source)
{
    std::string bytes;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize(before + piece);
        const std::size_t count = source.read(bytes.data() + before, piece);
        bytes.resize(before + count);
        if (source.failure())
            return *source.failure();
        if (count == 0)
            return bytes;
        if (bytes.size() > limits::innerArchiveBytes)
            return Error{ErrorCode::InputTooLarge, source.name(),
                         "an archive inside an archive may have " +
                             std::to_string(limits::innerArchiveBytes >> 20) + " MiB at most"};
    }
}
} // namespace

/// A name cut where the file on disk ends and the entry's name begins; empty = it is no entry.
struct InputFiles::Place
{
    std::string file;
    std::string entry;
};

InputFiles::Place InputFiles::placeOf(const std::string &path) const
{
    std::error_code error;
    if (fs::exists(path, error))
        return {path, {}};
    for (std::size_t at = path.find('/', 1); at != std::string::npos; at = path.find('/', at + 1)) {
        const std::string file = path.substr(0, at);
        if (fs::is_regular_file(file, error))
            return {file, path.substr(at + 1)};
    }
    return {path, {}};
}

Result<std::shared_ptr<Archive>> InputFiles::opened(const std::string &path)
{
    for (auto open = m_archives.begin(); open != m_archives.end(); ++open) {
        if (open->path == path) {
            std::rotate(m_archives.begin(), open, open + 1);
            return m_archives.front().archive;
        }
    }
    Result<std::unique_ptr<ByteSource>> bytes = openPacked(path);
    if (!bytes)
        return bytes.error();
    if (!beginsAsArchive(startOf(**bytes)))
        return std::shared_ptr<Archive>();
    const Place place = placeOf(path);
    Result<std::shared_ptr<Archive>> archive = std::shared_ptr<Archive>();
    if (place.entry.empty()) {
        archive = Archive::open(path, m_stop);
    } else {
        if (bytes = openPacked(path); !bytes)
            return bytes.error();
        Result<std::string> inside = allOf(**bytes);
        if (!inside)
            return inside.error();
        archive = Archive::openBytes(std::move(*inside), path, m_stop);
    }
    if (!archive)
        return archive.error();
    m_archives.insert(m_archives.begin(), Open{path, *archive});
    m_archives.resize(std::min(m_archives.size(), keptArchives));
    return *archive;
}

Result<std::pair<std::shared_ptr<Archive>, std::string>> InputFiles::entryAt(const Place &place)
{
    const auto missing = [&] {
        return Error{ErrorCode::InputUnreadable, place.file + "/" + place.entry,
                     "no such file or folder"};
    };
    std::string archivePath = place.file;
    std::string entry = place.entry;
    for (int depth = 0; depth < limits::archiveDepth; ++depth) {
        const Result<std::shared_ptr<Archive>> archive = opened(archivePath);
        if (!archive)
            return archive.error();
        if (!*archive)
            return missing();
        if ((*archive)->contains(entry))
            return std::pair(*archive, entry);
        std::size_t cut = entry.find('/');
        while (cut != std::string::npos && !(*archive)->contains(entry.substr(0, cut)))
            cut = entry.find('/', cut + 1);
        if (cut == std::string::npos)
            return missing();
        archivePath += "/" + entry.substr(0, cut);
        entry.erase(0, cut + 1);
    }
    return missing();
}

Result<std::unique_ptr<ByteSource>> InputFiles::openPacked(const std::string &path)
{
    const Place place = placeOf(path);
    if (place.entry.empty())
        return openFile(path, m_stop);
    const auto entry = entryAt(place);
    if (!entry)
        return entry.error();
    return entry->first->read(entry->second, m_stop);
}

Result<std::unique_ptr<ByteSource>> InputFiles::open(const std::string &path)
{
    Result<std::unique_ptr<ByteSource>> peek = openPacked(path);
    if (!peek)
        return peek;
    const Packing packing = packingOf(**peek);
    Result<std::unique_ptr<ByteSource>> source = openPacked(path);
    if (!source)
        return source;
    return unpacked(std::move(*source), packing);
}

Result<std::shared_ptr<Archive>> InputFiles::archiveAt(const std::string &path)
{
    return opened(path);
}

Result<InputFiles::Stamp> InputFiles::stamp(const std::string &path)
{
    const std::string file = placeOf(path).file;
    if (file == m_stamped)
        return m_stamp;
    Result<std::unique_ptr<ByteSource>> source = openFile(file, m_stop);
    if (!source)
        return source.error();
    Sha256 hash;
    std::string bytes(piece, '\0');
    while (const std::size_t count = (*source)->read(bytes.data(), bytes.size()))
        hash.addRaw({bytes.data(), count});
    if ((*source)->failure())
        return *(*source)->failure();
    m_stamped = file;
    m_stamp = {hash.finishHex(), (*source)->position()};
    return m_stamp;
}

std::int64_t InputFiles::size(const std::string &path)
{
    const Result<std::unique_ptr<ByteSource>> source = openPacked(path);
    return source ? (*source)->size() : 0;
}

std::vector<std::string> InputFiles::list(const std::string &folder)
{
    std::vector<std::string> found;
    std::error_code error;
    if (fs::is_directory(folder, error)) {
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            std::error_code kind;
            if (entry->is_regular_file(kind))
                found.push_back(entry->path().string());
        }
    } else if (const Place place = placeOf(folder); !place.entry.empty()) {
        const Result<std::shared_ptr<Archive>> archive = opened(place.file);
        const std::string inside = place.entry + "/";
        if (archive && *archive) {
            for (const std::string &name : (*archive)->names()) {
                if (name.starts_with(inside) && name.find('/', inside.size()) == std::string::npos)
                    found.push_back(place.file + "/" + name);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool InputFiles::exists(const std::string &path)
{
    const Place place = placeOf(path);
    std::error_code error;
    return place.entry.empty() ? fs::is_regular_file(path, error)
                               : static_cast<bool>(entryAt(place));
}

std::string_view withoutPacking(std::string_view fileName)
{
    const std::string lower = lowered(fileName);
    for (const std::string_view ending : {".gz", ".gzip", ".zst", ".zstd"}) {
        if (lower.ends_with(ending) && lower.size() > ending.size())
            return fileName.substr(0, fileName.size() - ending.size());
    }
    return fileName;
}
} // namespace gapscope
