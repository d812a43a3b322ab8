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
    const std::string name = lowered(withoutPacking(path.substr(path.rfind('/') + 1)));
    const std::size_t dot = name.rfind('.');
    const bool known =
        dot != std::string::npos && dot > 0 &&
        std::find(extensions.begin(), extensions.end(), name.substr(dot)) != extensions.end();
    // Of text files only those that say so: a folder has others that are no transcripts.
    return known || name.ends_with(".convo.txt");
}

/// Folder by folder, as paths compare; to make paths of the names of a large archive takes seconds.
bool comesBefore(std::string_view a, std::string_view b)
{
    const auto rank = [](char c) { return c == '/' ? 0 : 1 + static_cast<unsigned char>(c); };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return rank(x) < rank(y); });
}

class Expansion
{
public:
    explicit Expansion(const std::stop_token &stop) : m_files(std::make_shared<InputFiles>(stop)) {}

    Result<void> add(const std::string &path)
    {
        std::error_code error;
        if (fs::is_directory(path, error))
            return addFolder(path);
        if (!fs::exists(path, error) && !m_files->exists(path))
            return Error{ErrorCode::InputUnreadable, path, "no such file or folder"};
        return addFile(path, 0);
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
            if (error || m_files->stop().stop_requested())
                break;
        }
        return addAll(path, std::move(inside), 0);
    }

    /// The files below one folder or archive.
    Result<void> addAll(const std::string &above, std::vector<std::string> paths, int depth)
    {
        // All of them begin with it.
        const auto below = [&above](const std::string &path) {
            return std::string_view(path).substr(above.size());
        };
        std::sort(paths.begin(), paths.end(), [&](const std::string &a, const std::string &b) {
            return comesBefore(below(a), below(b));
        });
        leaveOutTau2Simulations(paths, m_files);
        for (const std::string &path : paths) {
            if (const Result<void> added = addFile(path, depth); !added)
                return added;
        }
        return {};
    }

    Result<void> addFile(const std::string &path, int depth)
    {
        if (m_files->stop().stop_requested())
            return Error{ErrorCode::Cancelled, path, {}};
        std::error_code error;
        const fs::path real = fs::weakly_canonical(path, error);
        if (!m_seen.insert(error ? fs::path(path) : real).second)
            return {};
        // What cannot be opened as the archive that it is, is told when its import begins.
        const Result<std::shared_ptr<Archive>> archive = m_files->archiveAt(path);
        if (!archive || !*archive || (*archive)->isEvalLog()) {
            if (!archive && archive.error().code == ErrorCode::Cancelled)
                return archive.error();
            m_found.push_back(path);
            return {};
        }
        std::vector<std::string> inside;
        for (const std::string &name : (*archive)->names()) {
            if (depth < limits::archiveDepth && hasKnownExtension(name))
                inside.push_back(path + "/" + name);
        }
        // An archive without any file for us is imported as it is, which says so.
        if (!inside.empty())
            return addAll(path, std::move(inside), depth + 1);
        m_found.push_back(path);
        return {};
    }

    std::shared_ptr<InputFiles> m_files;
    std::vector<std::string> m_found;
    std::set<fs::path> m_seen;
};
} // namespace

Result<std::vector<std::string>> expandPaths(const std::vector<std::string> &paths,
                                             const std::stop_token &stop)
{
    Expansion expansion(stop);
    for (const std::string &path : paths) {
        if (const Result<void> added = expansion.add(path); !added)
            return added.error();
    }
    return expansion.take();
}
} // namespace gapscope
