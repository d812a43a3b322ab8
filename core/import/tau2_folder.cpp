// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/tau2_folder.h"

#include "core/import/fields.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

namespace gapscope {
namespace {
namespace fs = std::filesystem;

bool isResultsName(const std::string &path)
{
    return withoutPacking(std::string_view(path).substr(path.rfind('/') + 1)) == "results.json";
}
} // namespace

const Json *tau2InfoOf(const Probe &probe)
{
    const Json *info = probe.isObject() ? probe.field("info") : nullptr;
    return info && (member(*info, "user_info") || member(*info, "environment_info")) ? info
                                                                                     : nullptr;
}

std::vector<std::string> tau2SimulationsBeside(const Probe &results)
{
    if (!tau2InfoOf(results) || results.field("simulations") || !results.files)
        return {};
    std::vector<std::string> files =
        results.files->list((fs::path(results.path).parent_path() / "simulations").string());
    const auto other = [](const std::string &file) {
        return fs::path(withoutPacking(file)).extension() != ".json";
    };
    files.erase(std::remove_if(files.begin(), files.end(), other), files.end());
    return files;
}

std::string tau2ResultsOf(const std::string &path, InputFiles &files)
{
    const fs::path folder = fs::path(path).parent_path();
    if (folder.filename() != "simulations")
        return {};
    const std::string results = (folder.parent_path() / "results.json").string();
    return files.exists(results) ? results : std::string();
}

void leaveOutTau2Simulations(std::vector<std::string> &paths,
                             const std::shared_ptr<InputFiles> &files)
{
    std::set<std::string> readAlready;
    for (const std::string &path : paths) {
        if (!isResultsName(path))
            continue;
        const Result<Probe> probe = probeFile(path, files);
        if (probe) {
            for (std::string &file : tau2SimulationsBeside(*probe))
                readAlready.insert(std::move(file));
        }
    }
    const auto isRead = [&](const std::string &path) { return readAlready.contains(path); };
    paths.erase(std::remove_if(paths.begin(), paths.end(), isRead), paths.end());
}
} // namespace gapscope
