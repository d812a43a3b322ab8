// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/licence_note.h"

#include "core/import/fields.h"

#include <array>
#include <filesystem>
#include <fstream>

namespace gapscope {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t longest = 120;
constexpr int foldersLookedIn = 3;

/// The first line with words in it, without the marks of headings.
std::string titleOf(const fs::path &path)
{
    std::ifstream file(path);
    std::string line;
    for (int i = 0; i < 20 && std::getline(file, line); ++i) {
        const std::size_t begin = line.find_first_not_of(" \t#*=-\r");
        if (begin == std::string::npos)
            continue;
        const std::size_t end = line.find_last_not_of(" \t#*=-\r");
        return line.substr(begin, std::min(end + 1 - begin, longest));
    }
    return {};
}

bool isLicenceFile(const fs::path &path)
{
    const std::string stem = lowered(path.stem().string());
    const std::string extension = lowered(path.extension().string());
    const bool text = extension.empty() || extension == ".txt" || extension == ".md";
    return text && (stem == "license" || stem == "licence" || stem == "copying");
}

std::string fileIn(const fs::path &folder)
{
    std::error_code error;
    fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
    fs::path found;
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
        std::error_code each;
        if (isLicenceFile(entry->path()) && entry->is_regular_file(each) &&
            (found.empty() || entry->path() < found))
            found = entry->path();
    }
    return found.string();
}
} // namespace

std::string licenceNote(const Probe &probe)
{
    for (const std::string_view name : {"license", "licence"}) {
        const Json *told = probe.isObject() ? probe.field(name) : nullptr;
        if (told && told->is_string())
            return told->get_ref<const std::string &>().substr(0, longest);
    }
    std::error_code error;
    fs::path folder = fs::absolute(probe.path, error).parent_path();
    std::string place;
    for (int i = 0; i < foldersLookedIn && !folder.empty(); ++i) {
        if (const std::string file = fileIn(folder); !file.empty()) {
            const std::string title = titleOf(file);
            return title.empty() ? std::string()
                                 : title + " (" + place + fs::path(file).filename().string() + ")";
        }
        if (folder == folder.parent_path())
            break;
        folder = folder.parent_path();
        place += "../";
    }
    return {};
}
} // namespace gapscope
