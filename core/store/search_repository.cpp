// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/search_repository.h"

#include "core/store/dialect_p.h"
#include "core/store/new_id.h"
#include "core/store/query_p.h"
#include "core/store/search_terms.h"
#include "core/store/turn_key_p.h"

#include <algorithm>
#include <map>

namespace gapscope {
namespace {
/// One matching turn, and the row of the index its text is in (another where it is shared).
struct Match
{
    std::int64_t turn = 0;
    std::int64_t text = 0;
};

/// " AND column IN (one, one …)"; nothing where all are welcome.
void appendOneOf(std::string &sql, std::string_view column, std::string_view one, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        sql.append(i == 0 ? " AND " : ", ");
        if (i == 0)
            sql.append(column).append(" IN (");
        sql.append(one);
    }
    if (count > 0)
        sql.append(")");
}

/// Conditions on the text, the turn and its dialogue; the literals come first.
std::string conditions(const SearchQuery &query, const SearchTerms &terms, const std::string &text)
{
    std::string result = terms.match.empty() ? "1 = 1" : "turn_search MATCH TEXT_IN(?)";
    for (std::size_t i = 0; i < terms.literals.size(); ++i)
        result += " AND instr(lower(" + text + "), TEXT_IN(?)) > 0";
    appendOneOf(result, "t.role", "?", query.roles.size());
    appendOneOf(result, "d.corpus_id", "TEXT_IN(?)", query.corpora.size());
    return result;
}

/// Turns with a text of their own, and turns with a shared one; CROSS JOIN keeps the order, so
/// that a shared text is looked at once and not once a turn.
std::string statement(const SearchQuery &query, const SearchTerms &terms)
{
    const bool hasIndex = !terms.match.empty();
    const std::string dialogue =
        query.corpora.empty() ? "" : " CROSS JOIN dialogue d ON d.seq = t.id >> 20";
    std::string own = "SELECT t.id AS turn_id, t.id AS text_id FROM ";
    own += hasIndex ? "turn_search CROSS JOIN turn t ON t.id = turn_search.rowid" : "turn t";
    own += dialogue + " WHERE t.text IS NOT NULL AND " + conditions(query, terms, "t.text");
    std::string shared = "SELECT t.id, b.id FROM ";
    shared +=
        hasIndex ? "turn_search CROSS JOIN blob_text b ON b.id = turn_search.rowid" : "blob_text b";
    shared += " CROSS JOIN turn t ON t.text_blob = b.id" + dialogue;
    shared += " WHERE " + conditions(query, terms, "b.text");
    return own + " UNION ALL " + shared + " ORDER BY 1";
}

void bindOnce(Query &query, const SearchQuery &search, const SearchTerms &terms)
{
    if (!terms.match.empty())
        query.bind(sqlValue(terms.match));
    for (const std::string &literal : terms.literals)
        query.bind(sqlValue(literal));
    for (const Role role : search.roles)
        query.bind(sqlValue(static_cast<int>(role)));
    for (const CorpusId &corpus : search.corpora)
        query.bind(sqlValue(corpus));
}

/// Where the index found its first match in a text.
struct Mark
{
    std::size_t begin = 0;
    std::string word;
};

/// Only the index knows what it matched without case and accents: it puts marks around it, random
/// ones that no text contains. All texts of a page with one statement, for every statement looks
/// into all parts of the index.
Result<std::map<std::int64_t, Mark>> marksOf(Session &session, const SearchTerms &terms,
                                             const std::vector<Match> &page)
{
    std::map<std::int64_t, Mark> marks;
    if (page.empty() || !terms.literals.empty())
        return marks;
    // The plus: as a condition for each row; the index would look for each id anew.
    std::string sql = "SELECT rowid, TEXT_OUT(highlight(turn_search, 0, TEXT_IN(?), TEXT_IN(?))) "
                      "FROM turn_search WHERE turn_search MATCH TEXT_IN(?) AND rowid BETWEEN ? "
                      "AND ? AND +rowid IN (";
    std::int64_t least = page.front().text;
    std::int64_t most = page.front().text;
    for (const Match &match : page) {
        if (&match != &page.front())
            sql += ',';
        sql += std::to_string(match.text);
        least = std::min(least, match.text);
        most = std::max(most, match.text);
    }
    sql += ')';
    const std::string open = newUuid();
    const std::string close = newUuid();
    Query query(session, sql);
    if (auto done = query.run(open, close, terms.match, least, most); !done)
        return done.error();
    while (query.next()) {
        const std::string marked = query.bytes(1);
        const std::size_t begin = marked.find(open);
        const std::size_t end = marked.find(close);
        if (begin == std::string::npos || end == std::string::npos)
            continue;
        const std::size_t from = begin + open.size();
        marks.insert_or_assign(query.integer(0), Mark{begin, marked.substr(from, end - from)});
    }
    if (auto status = query.status(); !status)
        return status.error();
    return marks;
}

/// Reads one page of hits: what stands where, and the text around the first match.
class HitReader final
{
public:
    HitReader(Session &session, const SearchTerms &terms, std::map<std::int64_t, Mark> marks)
        : m_terms(terms), m_marks(std::move(marks)), m_hit(session, R"sql(
            SELECT TEXT_OUT(d.id), t.role, TEXT_OUT(c.label),
                   TEXT_OUT(coalesce((SELECT p.pairing_key FROM task_pairing p
                             WHERE p.side = CASE c.kind WHEN 'sim' THEN 'sim' ELSE 'real' END
                               AND p.task_key = d.task_key), d.task_key)),
                   TEXT_OUT(coalesce(t.text, b.text))
            FROM turn t JOIN dialogue d ON d.seq = t.id >> 20 JOIN corpus c ON c.id = d.corpus_id
                        LEFT JOIN blob_text b ON b.id = t.text_blob
            WHERE t.id = ?)sql")
    {}

    Result<SearchHit> read(const Match &match)
    {
        if (auto done = m_hit.run(match.turn); !done)
            return done.error();
        if (!m_hit.next()) {
            if (auto status = m_hit.status(); !status)
                return status.error();
            return Error{ErrorCode::WorkspaceDamaged, m_hit.path(), "the index knows more turns"};
        }
        SearchHit hit;
        hit.dialogue = DialogueId{m_hit.bytes(0)};
        hit.turn = turn_key::position(match.turn);
        hit.role = static_cast<Role>(m_hit.smallInteger(1));
        hit.corpusLabel = m_hit.bytes(2);
        hit.task = TaskKey{m_hit.bytes(3)};
        const std::string text = m_hit.bytes(4);
        m_hit.finish();
        const auto [begin, end] = placeOf(match, text);
        Snippet snippet = snippetAround(text, begin, end);
        hit.snippet = std::move(snippet.text);
        hit.begin = snippet.begin;
        hit.end = snippet.end;
        return hit;
    }

private:
    using Place = std::pair<std::size_t, std::size_t>;

    Place placeOf(const Match &match, const std::string &text) const
    {
        if (!m_terms.literals.empty()) {
            const std::string &literal = m_terms.literals.front();
            const std::size_t begin = asciiLower(text).find(literal);
            return begin == std::string::npos ? Place{} : Place{begin, begin + literal.size()};
        }
        const auto mark = m_marks.find(match.text);
        if (mark == m_marks.end())
            return {};
        // Marking drops U+0000, so that the match may stand later in the text than in the copy.
        const std::string &word = mark->second.word;
        const std::size_t begin = text.find(word, mark->second.begin);
        return begin == std::string::npos ? Place{} : Place{begin, begin + word.size()};
    }

    const SearchTerms &m_terms;
    std::map<std::int64_t, Mark> m_marks;
    Query m_hit;
};
} // namespace

Result<SearchResult> SearchRepository::find(const SearchQuery &search)
{
    SearchResult result;
    const SearchTerms terms = searchTerms(search.text, search.lastWordIsPrefix);
    if (terms.empty())
        return result;
    Query query(m_session, statement(search, terms));
    bindOnce(query, search, terms);
    bindOnce(query, search, terms);
    if (auto done = query.exec(); !done)
        return done.error();
    const std::int64_t first = std::max(0, search.offset);
    const std::int64_t end = first + std::max(0, search.limit);
    std::vector<Match> page;
    while (query.next()) {
        if (result.total >= first && result.total < end)
            page.push_back({query.integer(0), query.integer(1)});
        ++result.total;
    }
    if (auto status = query.status(); !status)
        return status.error();
    query.finish();

    Result<std::map<std::int64_t, Mark>> marks = marksOf(m_session, terms, page);
    if (!marks)
        return marks.error();
    HitReader reader(m_session, terms, std::move(*marks));
    for (const Match &match : page) {
        Result<SearchHit> hit = reader.read(match);
        if (!hit)
            return hit.error();
        result.hits.push_back(std::move(*hit));
    }
    return result;
}
} // namespace gapscope
