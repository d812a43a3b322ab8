// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/task/task_matching.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace gapscope {
namespace {
using Place = std::pair<TaskSide, TaskKey>;

std::string values(const std::vector<TaskMark> &marks, const std::string &type)
{
    std::string all;
    for (const TaskMark &mark : marks) {
        if (mark.type == type)
            all += mark.value + "\n";
    }
    return all;
}

bool shares(const SidedTask &a, const SidedTask &b, const std::string &type)
{
    return std::any_of(a.marks.begin(), a.marks.end(), [&](const TaskMark &mark) {
        return mark.type == type &&
               std::find(b.marks.begin(), b.marks.end(), mark) != b.marks.end();
    });
}

enum class Agreement { Unknown, Same, Different };

/// By the strongest type that both have; weaker ones say nothing where that agrees.
std::pair<Agreement, std::string> agreementOf(const SidedTask &a, const SidedTask &b)
{
    std::set<std::string> types;
    for (const TaskMark &mark : a.marks)
        types.insert(mark.type);
    std::vector<std::string> order{"actions", "user"};
    for (const std::string &type : types) {
        if (type.starts_with("print/"))
            order.push_back(type);
    }
    for (const std::string &type : order) {
        if (values(a.marks, type).empty() || values(b.marks, type).empty())
            continue;
        const std::string what = type == "actions" ? "gold actions"
                                 : type == "user"  ? "user"
                                                   : "fingerprint";
        return shares(a, b, type) ? std::pair(Agreement::Same, "same " + what)
                                  : std::pair(Agreement::Different, "different " + what);
    }
    return {Agreement::Unknown, {}};
}

/// `benchmark:domain` and the last part of a key.
std::pair<std::string, std::string> partsOf(const TaskKey &key)
{
    const std::string &text = key.value();
    const std::size_t first = text.find(':');
    const std::size_t second =
        first == std::string::npos ? std::string::npos : text.find(':', first + 1);
    const std::size_t cut = second == std::string::npos ? first : second;
    return cut == std::string::npos ? std::pair(std::string(), text)
                                    : std::pair(text.substr(0, cut), text.substr(cut + 1));
}

bool isOneDomain(const SidedTask &a, const SidedTask &b)
{
    return a.domain.empty() || b.domain.empty() || a.domain == b.domain;
}

class Matching
{
public:
    Matching(const std::vector<SidedTask> &tasks, const std::vector<TaskCorrection> &corrections)
        : m_tasks(tasks), m_parent(tasks.size())
    {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
        for (const TaskCorrection &correction : corrections)
            take(correction);
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            m_index[{tasks[i].side, tasks[i].key}] = i;
            m_named[{tasks[i].side, nameOf(i)}].push_back(i);
        }
    }

    TaskMatching run(const std::vector<TaskCorrection> &corrections)
    {
        for (const TaskCorrection &correction : corrections) {
            if (correction.kind == TaskCorrection::Kind::Link)
                linkByHand(correction);
        }
        // Who links a task to another means that what the program finds for it is wrong.
        m_byHand = m_isPaired;
        matchById();
        matchByFingerprint();
        matchByUser();
        for (std::size_t i = 0; i < m_tasks.size(); ++i)
            addAlone(i);
        setPairingKeys();
        sortRows();
        return std::move(m_result);
    }

private:
    void take(const TaskCorrection &correction)
    {
        switch (correction.kind) {
        case TaskCorrection::Kind::Link:
            return;
        case TaskCorrection::Kind::Unlink:
            m_parted.insert({correction.task, correction.other});
            return;
        case TaskCorrection::Kind::RenameReal:
            m_names[{TaskSide::Real, correction.task}] = correction.other;
            return;
        case TaskCorrection::Kind::RenameSim:
            m_names[{TaskSide::Simulated, correction.task}] = correction.other;
            return;
        }
    }

    TaskKey nameOf(std::size_t task) const
    {
        const auto renamed = m_names.find({m_tasks[task].side, m_tasks[task].key});
        return renamed == m_names.end() ? m_tasks[task].key : renamed->second;
    }

    bool isRenamed(std::size_t task) const
    {
        return m_names.contains({m_tasks[task].side, m_tasks[task].key});
    }

    bool isParted(std::size_t real, std::size_t sim) const
    {
        return m_parted.contains({m_tasks[real].key, m_tasks[sim].key});
    }

    std::size_t rootOf(std::size_t task)
    {
        while (m_parent[task] != task)
            task = m_parent[task] = m_parent[m_parent[task]];
        return task;
    }

    void pair(std::size_t real, std::size_t sim, MatchWay way, std::string evidence)
    {
        // People's tasks stand first, so that a pair has their key.
        m_parent[rootOf(sim)] = rootOf(real);
        m_isPaired.insert(real);
        m_isPaired.insert(sim);
        addRow(real, sim, way, true, std::move(evidence));
    }

    void addRow(std::optional<std::size_t> real, std::optional<std::size_t> sim, MatchWay way,
                bool paired, std::string evidence)
    {
        if (real && sim)
            m_rows.insert({*real, *sim});
        for (const std::optional<std::size_t> &task : {real, sim}) {
            if (task)
                m_stands.insert(*task);
        }
        TaskMatchRow row;
        row.way = way;
        row.paired = paired;
        row.evidence = std::move(evidence);
        if (real) {
            row.real = m_tasks[*real].key;
            row.realDialogues = m_tasks[*real].dialogues;
        }
        if (sim) {
            row.sim = m_tasks[*sim].key;
            row.simDialogues = m_tasks[*sim].dialogues;
        }
        m_result.rows.push_back(std::move(row));
    }

    void linkByHand(const TaskCorrection &correction)
    {
        const auto real = m_index.find({TaskSide::Real, correction.task});
        const auto sim = m_index.find({TaskSide::Simulated, correction.other});
        if (real != m_index.end() && sim != m_index.end())
            pair(real->second, sim->second, MatchWay::ByHand, "linked by " + correction.by);
    }

    void matchById()
    {
        for (const auto &[place, reals] : m_named) {
            const auto sims = m_named.find({TaskSide::Simulated, place.second});
            if (place.first != TaskSide::Real || sims == m_named.end())
                continue;
            for (const std::size_t real : reals) {
                for (const std::size_t sim : sims->second)
                    matchSameName(real, sim);
            }
        }
    }

    void matchSameName(std::size_t real, std::size_t sim)
    {
        if (isParted(real, sim) || m_byHand.contains(real) || m_byHand.contains(sim))
            return;
        const auto [agreement, what] = agreementOf(m_tasks[real], m_tasks[sim]);
        const bool renamed = isRenamed(real) || isRenamed(sim);
        if (renamed)
            pair(real, sim, MatchWay::ByHand, "renamed");
        else if (agreement == Agreement::Different)
            pair(real, sim, MatchWay::Conflict, "same id, but " + what);
        else
            pair(real, sim, MatchWay::ById, what.empty() ? "same id" : "same id, " + what);
    }

    bool hasRow(std::size_t real, std::size_t sim) const { return m_rows.contains({real, sim}); }

    /// The tasks not paired yet by what they are known by.
    void matchByFingerprint()
    {
        std::map<TaskMark, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> known;
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            if (m_isPaired.contains(i))
                continue;
            for (const TaskMark &mark : m_tasks[i].marks) {
                if (mark.type == "user")
                    continue;
                // Importers of different formats may take the same fingerprint.
                const bool own = mark.type.starts_with("print/");
                auto &[reals, sims] = known[{own ? "print" : mark.type, mark.value}];
                auto &side = m_tasks[i].side == TaskSide::Real ? reals : sims;
                if (std::find(side.begin(), side.end(), i) == side.end())
                    side.push_back(i);
            }
        }
        for (const auto &[mark, sides] : known)
            matchMark(mark, sides.first, sides.second);
    }

    void matchMark(const TaskMark &mark, const std::vector<std::size_t> &reals,
                   const std::vector<std::size_t> &sims)
    {
        const std::string what = mark.type == "actions" ? "gold actions" : "fingerprint";
        const bool isOne = reals.size() == 1 && sims.size() == 1;
        for (const std::size_t real : reals) {
            for (const std::size_t sim : sims) {
                if (isParted(real, sim) || !isOneDomain(m_tasks[real], m_tasks[sim]) ||
                    m_isPaired.contains(real) || m_isPaired.contains(sim))
                    continue;
                if (isOne)
                    pair(real, sim, MatchWay::ByFingerprint, "same " + what);
                else if (!hasRow(real, sim))
                    addRow(real, sim, MatchWay::Conflict, false,
                           "the same " + what + " fit " + std::to_string(reals.size()) +
                               " real and " + std::to_string(sims.size()) + " simulated tasks");
            }
        }
    }

    /// Two benchmarks number the same tasks where most of equal numbers name the same user
    /// (retail of both editions of τ-bench); one that agrees by chance (airline) is no evidence.
    void matchByUser()
    {
        std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> simsByNumber;
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            const auto [head, number] = partsOf(m_tasks[i].key);
            if (m_tasks[i].side == TaskSide::Simulated && !values(m_tasks[i].marks, "user").empty())
                simsByNumber[{m_tasks[i].domain, number}].push_back(i);
        }
        struct Tally
        {
            int same = 0;
            int all = 0;
            std::vector<std::pair<std::size_t, std::size_t>> pairs;
        };
        std::map<std::pair<std::string, std::string>, Tally> tallies;
        for (std::size_t real = 0; real < m_tasks.size(); ++real) {
            if (m_tasks[real].side != TaskSide::Real || values(m_tasks[real].marks, "user").empty())
                continue;
            const auto [head, number] = partsOf(m_tasks[real].key);
            const auto sims = simsByNumber.find({m_tasks[real].domain, number});
            if (sims == simsByNumber.end())
                continue;
            for (const std::size_t sim : sims->second) {
                const std::string simHead = partsOf(m_tasks[sim].key).first;
                if (simHead == head)
                    continue;
                Tally &tally = tallies[{head, simHead}];
                ++tally.all;
                if (!shares(m_tasks[real], m_tasks[sim], "user"))
                    continue;
                ++tally.same;
                tally.pairs.emplace_back(real, sim);
            }
        }
        for (const auto &[heads, tally] : tallies) {
            if (tally.same * 2 <= tally.all)
                continue;
            for (const auto &[real, sim] : tally.pairs) {
                if (!m_isPaired.contains(real) && !m_isPaired.contains(sim) && !isParted(real, sim))
                    pair(real, sim, MatchWay::ByFingerprint,
                         "same number and user; so are " + std::to_string(tally.same) + " of " +
                             std::to_string(tally.all) + " tasks of " + heads.first + " and " +
                             heads.second);
            }
        }
    }

    void addAlone(std::size_t task)
    {
        const bool isReal = m_tasks[task].side == TaskSide::Real;
        if (m_stands.contains(task))
            return;
        const bool parted = std::any_of(m_parted.begin(), m_parted.end(), [&](const auto &pair) {
            return (isReal ? pair.first : pair.second) == m_tasks[task].key;
        });
        addRow(isReal ? std::optional(task) : std::nullopt,
               isReal ? std::nullopt : std::optional(task), MatchWay::Alone, false,
               parted ? "parted by hand" : "");
    }

    void setPairingKeys()
    {
        // A set of paired tasks is called by its first real task; two sets never by one name.
        std::map<std::size_t, TaskKey> nameOfSet;
        std::map<TaskKey, std::size_t> taken;
        const auto claim = [&](std::size_t i) {
            const std::size_t root = rootOf(i);
            if (nameOfSet.contains(root))
                return;
            TaskKey key = nameOf(i);
            while (taken.contains(key))
                key = TaskKey{key.value() + "~" + name(m_tasks[i].side)};
            taken.emplace(key, root);
            nameOfSet.emplace(root, key);
        };
        for (const TaskSide side : {TaskSide::Real, TaskSide::Simulated}) {
            for (std::size_t i = 0; i < m_tasks.size(); ++i) {
                if (m_tasks[i].side == side)
                    claim(i);
            }
        }
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            const TaskKey &key = nameOfSet.at(rootOf(i));
            if (key != m_tasks[i].key)
                m_result.pairingKeys[{m_tasks[i].side, m_tasks[i].key}] = key;
        }
    }

    void sortRows()
    {
        const auto order = [](const TaskMatchRow &row) {
            return std::tuple(!row.paired, row.real.value_or(row.sim.value_or(TaskKey())),
                              row.sim.value_or(TaskKey()));
        };
        std::stable_sort(
            m_result.rows.begin(), m_result.rows.end(),
            [&](const TaskMatchRow &a, const TaskMatchRow &b) { return order(a) < order(b); });
    }

    const std::vector<SidedTask> &m_tasks;
    std::vector<std::size_t> m_parent;
    std::map<Place, TaskKey> m_names;
    std::set<std::pair<TaskKey, TaskKey>> m_parted;
    std::map<Place, std::size_t> m_index;
    std::map<Place, std::vector<std::size_t>> m_named;
    std::set<std::size_t> m_isPaired;
    std::set<std::size_t> m_byHand;
    /// Tasks that stand in a row, and rows of two.
    std::set<std::size_t> m_stands;
    std::set<std::pair<std::size_t, std::size_t>> m_rows;
    TaskMatching m_result;
};
} // namespace

std::int64_t TaskMatching::count(MatchWay way) const
{
    return std::count_if(rows.begin(), rows.end(),
                         [&](const TaskMatchRow &row) { return row.way == way; });
}

TaskKey TaskMatching::pairingKey(TaskSide side, const TaskKey &key) const
{
    const auto found = pairingKeys.find({side, key});
    return found == pairingKeys.end() ? key : found->second;
}

const char *name(TaskSide side)
{
    return side == TaskSide::Real ? "real" : "sim";
}

const char *name(MatchWay way)
{
    switch (way) {
    case MatchWay::ById:
        return "id";
    case MatchWay::ByFingerprint:
        return "fingerprint";
    case MatchWay::ByHand:
        return "hand";
    case MatchWay::Conflict:
        return "conflict";
    case MatchWay::Alone:
        return "alone";
    }
    return "alone";
}

const char *name(TaskCorrection::Kind kind)
{
    switch (kind) {
    case TaskCorrection::Kind::Link:
        return "link";
    case TaskCorrection::Kind::Unlink:
        return "unlink";
    case TaskCorrection::Kind::RenameReal:
        return "rename-real";
    case TaskCorrection::Kind::RenameSim:
        return "rename-sim";
    }
    return "link";
}

TaskMatching matchTasks(const std::vector<SidedTask> &tasks,
                        const std::vector<TaskCorrection> &corrections)
{
    return Matching(tasks, corrections).run(corrections);
}
} // namespace gapscope
