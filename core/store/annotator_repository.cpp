// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/annotator_repository.h"

#include "core/store/query_p.h"

#include <algorithm>
#include <charconv>
#include <random>

namespace gapscope {
namespace {
constexpr std::string_view prefix = "annotator ";

/// The number of a pseudonym; 0 where it is none of ours.
int numberOf(std::string_view pseudonym)
{
    int number = 0;
    if (pseudonym.starts_with(prefix)) {
        pseudonym.remove_prefix(prefix.size());
        std::from_chars(pseudonym.data(), pseudonym.data() + pseudonym.size(), number);
    }
    return number;
}
} // namespace

Result<std::vector<Annotator>> AnnotatorRepository::all()
{
    Query query(m_session, "SELECT TEXT_OUT(name), TEXT_OUT(pseudonym), at_ms FROM annotator");
    if (auto done = query.run(); !done)
        return done.error();
    std::vector<Annotator> annotators;
    while (query.next())
        annotators.push_back({query.bytes(0), query.bytes(1), query.integer(2)});
    if (auto status = query.status(); !status)
        return status.error();
    std::ranges::sort(annotators, {},
                      [](const Annotator &each) { return numberOf(each.pseudonym); });
    return annotators;
}

Result<std::map<std::string, std::string>>
AnnotatorRepository::pseudonyms(std::vector<std::string> names)
{
    const auto known = [this](std::map<std::string, std::string> &made, int &last) {
        const auto annotators = all();
        if (!annotators)
            return Result<void>(annotators.error());
        for (const Annotator &annotator : *annotators) {
            made.emplace(annotator.name, annotator.pseudonym);
            last = std::max(last, numberOf(annotator.pseudonym));
        }
        return Result<void>();
    };
    std::map<std::string, std::string> made;
    int last = 0;
    if (auto read = known(made, last); !read)
        return read.error();
    const auto isNew = [&](const std::string &name) { return !made.contains(name); };
    if (std::ranges::none_of(names, isNew))
        return made;
    Transaction transaction(m_session);
    if (auto begun = transaction.begin(); !begun)
        return begun.error();
    // Again, now that nobody else can add one.
    if (auto read = known(made, last); !read)
        return read.error();
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    // Neither the alphabet nor who labelled first is to be read from the numbers.
    std::random_device seed;
    std::ranges::shuffle(names, std::mt19937(seed()));
    Query insert(m_session, "INSERT INTO annotator (name, pseudonym, at_ms) "
                            "VALUES (TEXT_IN(?), TEXT_IN(?), ?)");
    for (const std::string &name : names) {
        if (!isNew(name))
            continue;
        std::string pseudonym = std::string(prefix) + std::to_string(++last);
        if (auto done = insert.run(name, pseudonym, nowMs()); !done)
            return done.error();
        made.emplace(name, std::move(pseudonym));
    }
    if (auto committed = transaction.commit(); !committed)
        return committed.error();
    return made;
}
} // namespace gapscope
