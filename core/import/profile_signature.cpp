// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profile_signature.h"

#include "core/import/field_path.h"
#include "core/import/sample_records.h"

#include <algorithm>
#include <iterator>

namespace gapscope {
namespace {
constexpr double alikeEnough = 0.6;
} // namespace

ProfileSignature signatureOf(const Probe &probe)
{
    // Deeper than that, members come and go from record to record.
    constexpr std::size_t stepsTaken = 4;
    const SampleRecords sample = sampleOf(probe);
    ProfileSignature signature;
    if (sample.records.empty())
        return signature;
    signature.shape = sample.shape;
    for (const FieldSample &field : fieldsOf(sample)) {
        const Result<FieldPath> path = FieldPath::parse(field.path);
        if (path && path->steps().size() <= stepsTaken)
            signature.fields.push_back(field.path);
    }
    std::sort(signature.fields.begin(), signature.fields.end());
    return signature;
}

double similarity(const ProfileSignature &a, const ProfileSignature &b)
{
    if (a.shape.empty() || a.shape != b.shape)
        return 0.0;
    std::vector<std::string> both;
    std::set_intersection(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                          std::back_inserter(both));
    const std::size_t all = a.fields.size() + b.fields.size() - both.size();
    return all == 0 ? 0.0 : static_cast<double>(both.size()) / static_cast<double>(all);
}

std::vector<ProfileSuggestion> suggestProfiles(const Probe &probe,
                                               const std::vector<MappingProfile> &profiles)
{
    const ProfileSignature file = signatureOf(probe);
    std::vector<ProfileSuggestion> suggestions;
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        const double alike = similarity(file, profiles[i].signature);
        if (alike >= alikeEnough)
            suggestions.push_back({i, alike});
    }
    std::stable_sort(suggestions.begin(), suggestions.end(),
                     [](const ProfileSuggestion &a, const ProfileSuggestion &b) {
                         return a.similarity > b.similarity;
                     });
    return suggestions;
}

Result<std::vector<ProfileSuggestion>> suggestProfiles(const std::string &path,
                                                       const std::vector<MappingProfile> &profiles)
{
    const Result<Probe> probe = probeFile(path);
    if (!probe)
        return probe.error();
    return suggestProfiles(*probe, profiles);
}
} // namespace gapscope
