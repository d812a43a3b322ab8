// SPDX-License-Identifier: GPL-3.0-or-later
// From what a person names (files, folders, archives) to the files to import.
#include "core/import/fields.h"
#include "core/import/import_run.h"
#include "core/import/input_files.h"
#include "core/import/limits.h"
#include "core/import/probe.h"
#include "core/import/tau2_folder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>

namespace gapscope {
namespace {
namespace fs = std::filesystem;

bool hasKnownExtension(std::string_view path)
{
    static constexpr std::array<std::string_view, 8> extensions{
        ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".eval", ".zip"};
    const std::string name = lowered(withoutPacking(fs::path(path).filename().string()));
    // Of text files only those that say so: a folder has others that are no transcripts.
    return name.ends_with(".convo.txt") ||
           std::find(extensions.begin(), extensions.end(), fs::path(name).extension().string()) !=
               extensions.end();
}

class Expansion
{
public:
    Expansion() : m_files(std::make_shared<InputFiles>()) {}

    Result<void> add(const std::string &path)
    {
        std::error_code error;
        if (fs::is_directory(path, error))
            return addFolder(path);
        if (!fs::exists(path, error) && !m_files->exists(path))
            return Error{ErrorCode::InputUnreadable, path, "no such file or folder"};
        addFile(path, 0);
        return {};
    }

    std::vector<std::string> take() { return std::move(m_found); }

private:
    Result<void> addFolder(const std::string &path)
    {
        std::error_code error;
        std::vector<std::string> inside;
        fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied,
                                               error);
        if (error)
            return Error{ErrorCode::InputUnreadable, path, error.message()};
        for (const fs::recursive_directory_iterator end; entry != end; entry.increment(error)) {
            if (hasKnownExtension(entry->path().string()) && entry->is_regular_file(error))
                inside.push_back(entry->path().string());
            if (error)
                break;
        }
        addAll(std::move(inside), 0);
        return {};
    }

    /// The files of one folder or archive.
    void addAll(std::vector<std::string> paths, int depth)
    {
        std::sort(paths.begin(), paths.end(), [](const std::string &a, const std::string &b) {
            return fs::path(a) < fs::path(b);
        });
        leaveOutTau2Simulations(paths, m_files);
        for (const std::string &path : paths)
            addFile(path, depth);
    }

    void addFile(const std::string &path, int depth)
    {
        std::error_code error;
        const fs::path real = fs::weakly_canonical(path, error);
        if (!m_seen.insert(error ? fs::path(path) : real).second)
            return;
        // What cannot be opened as the archive that it is, is told when its import begins.
        const Result<std::shared_ptr<Archive>> archive = m_files->archiveAt(path);
        if (!archive || !*archive || (*archive)->isEvalLog()) {
            m_found.push_back(path);
            return;
        }
        std::vector<std::string> inside;
        for (const std::string &name : (*archive)->names()) {
            if (depth < limits::archiveDepth && hasKnownExtension(name))
                inside.push_back(path + "/" + name);
        }
        // An archive without any file for us is imported as it is, which says so.
        if (inside.empty())
            m_found.push_back(path);
        else
            addAll(std::move(inside), depth + 1);
    }

    std::shared_ptr<InputFiles> m_files;
    std::vector<std::string> m_found;
    std::set<fs::path> m_seen;
};
} // namespace

Result<std::vector<std::string>> expandPaths(const std::vector<std::string> &paths)
{
    Expansion expansion;
    for (const std::string &path : paths) {
        if (const Result<void> added = expansion.add(path); !added)
            return added.error();
    }
    return expansion.take();
}
} // namespace gapscope
