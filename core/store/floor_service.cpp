// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/floor_service.h"

#include "core/align/named_settings.h"
#include "core/base/hash.h"
#include "core/store/exclusion_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"
#include "core/store/settings_repository.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_set>

namespace gapscope {
namespace {
constexpr const char *settingsKey = "align.settings";
constexpr const char *floorKey = "align.floor";

using Ids = std::unordered_set<DialogueId>;

Result<Ids> excludedIds(Session &session)
{
    const Result<std::vector<Exclusion>> all = ExclusionRepository(session).all();
    if (!all)
        return all.error();
    Ids ids;
    for (const Exclusion &one : *all)
        ids.insert(one.dialogue);
    return ids;
}

/// What the floor depends on: method, settings and words (the aligner's version), and exclusions.
std::string versionOf(const PairAligner &aligner, const Ids &excluded)
{
    std::vector<std::string> ids;
    for (const DialogueId &id : excluded)
        ids.push_back(id.value());
    std::sort(ids.begin(), ids.end());
    Sha256 hash;
    for (const std::string &id : ids)
        hash.add(id);
    return aligner.version() + "/" + hash.finishHex(8);
}

class FloorJob
{
public:
    FloorJob(Session &session, PairAligner &aligner, JobContext &job)
        : m_session(session), m_aligner(aligner), m_job(job)
    {}

    Result<DivergenceFloors> run(const Ids &excluded)
    {
        Result<std::vector<CorpusSummary>> corpora = CorpusRepository(m_session).all();
        if (!corpora)
            return corpora.error();
        Result<std::vector<DialogueHead>> heads = DialogueRepository(m_session).list();
        if (!heads)
            return heads.error();
        std::erase_if(
            *heads, [&](const DialogueHead &head) { return excluded.contains(head.dialogue.id); });
        DivergenceFloors floors;
        Result<std::optional<DivergenceFloor>> people =
            floorOf(realPairsOf(*heads, *corpora), DivergenceFloor::Source::People, {});
        if (!people)
            return people.error();
        floors.people = std::move(*people);
        if (floors.people)
            return floors;
        for (const auto &[label, pairs] : rerunPairsOf(*heads, *corpora)) {
            Result<std::optional<DivergenceFloor>> floor =
                floorOf(pairs, DivergenceFloor::Source::Reruns, label);
            if (!floor)
                return floor.error();
            if (*floor)
                floors.reruns.emplace(label, **floor);
        }
        return floors;
    }

private:
    Result<std::optional<DivergenceFloor>> floorOf(const std::vector<DialoguePair> &pairs,
                                                   DivergenceFloor::Source source,
                                                   const std::string &label)
    {
        FloorBuilder builder;
        const Result<void> done = m_aligner.alignAll(
            pairs,
            [&](const Alignment &alignment) -> Result<void> {
                builder.add(alignment);
                return {};
            },
            m_job);
        if (!done)
            return done.error();
        return builder.build(source, label);
    }

    Session &m_session;
    PairAligner &m_aligner;
    JobContext &m_job;
};
} // namespace

Result<AlignSettings> loadAlignSettings(Session &session)
{
    const Result<std::optional<std::string>> stored = SettingsRepository(session).load(settingsKey);
    if (!stored)
        return stored.error();
    return *stored ? parseAlignSettings(**stored) : AlignSettings();
}

Result<void> saveAlignSettings(Session &session, const AlignSettings &settings)
{
    // The text is read back, so that nothing out of range is ever stored.
    const std::string json = alignSettingsJson(settings);
    if (const Result<AlignSettings> valid = parseAlignSettings(json); !valid)
        return valid.error();
    return SettingsRepository(session).save(settingsKey, json);
}

Result<DivergenceFloors> divergenceFloors(Session &session, PairAligner &aligner, JobContext &job)
{
    const Result<Ids> excluded = excludedIds(session);
    if (!excluded)
        return excluded.error();
    Result<DivergenceFloors> floors = FloorJob(session, aligner, job).run(*excluded);
    if (!floors || session.readOnly())
        return floors;
    const nlohmann::json kept{{"version", versionOf(aligner, *excluded)},
                              {"floors", floorsJson(*floors)}};
    if (const Result<void> saved = SettingsRepository(session).save(floorKey, kept.dump()); !saved)
        return saved.error();
    return floors;
}

Result<std::optional<DivergenceFloors>> storedFloors(Session &session, const PairAligner &aligner)
{
    const Result<std::optional<std::string>> stored = SettingsRepository(session).load(floorKey);
    if (!stored)
        return stored.error();
    const Result<Ids> excluded = excludedIds(session);
    if (!excluded)
        return excluded.error();
    std::optional<DivergenceFloors> none;
    if (!*stored)
        return none;
    const nlohmann::json kept = nlohmann::json::parse(**stored, nullptr, false);
    // Derived data: what is of another version, or not readable, is computed again.
    if (!kept.is_object() || kept.value("version", std::string()) != versionOf(aligner, *excluded))
        return none;
    Result<DivergenceFloors> floors = parseFloors(kept.value("floors", std::string()));
    return floors ? std::optional(std::move(*floors)) : none;
}
} // namespace gapscope
