// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/baselines.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <nlohmann/json.hpp>
#include <pcre2.h>

#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

namespace gapscope::bench {
namespace {
using nlohmann::json;

std::string contents(const std::filesystem::path &path)
{
    std::string text(std::filesystem::file_size(path), '\0');
    std::ifstream(path, std::ios::binary)
        .read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

class Counter final : public nlohmann::json_sax<json>
{
public:
    bool null() override { return count(); }
    bool boolean(bool) override { return count(); }
    bool number_integer(number_integer_t) override { return count(); }
    bool number_unsigned(number_unsigned_t) override { return count(); }
    bool number_float(number_float_t, const string_t &) override { return count(); }
    bool string(string_t &) override { return count(); }
    bool binary(binary_t &) override { return count(); }
    bool start_object(std::size_t) override { return count(); }
    bool key(string_t &) override { return count(); }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return count(); }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string &, const json::exception &) override
    {
        return false;
    }

    std::size_t events() const { return m_events; }

private:
    bool count()
    {
        ++m_events;
        return true;
    }

    std::size_t m_events = 0;
};
} // namespace

bool parseAsEvents(const std::vector<std::filesystem::path> &paths)
{
    Counter counter;
    for (const std::filesystem::path &path : paths)
        if (!json::sax_parse(contents(path), &counter))
            return false;
    return counter.events() > 0;
}

bool parseAsTrees(const std::vector<std::filesystem::path> &paths)
{
    for (const std::filesystem::path &path : paths)
        if (!json::parse(contents(path), nullptr, false).is_object())
            return false;
    return true;
}

struct CuePatterns::Compiled
{
    explicit Compiled(const std::string &pattern)
    {
        int error = 0;
        PCRE2_SIZE offset = 0;
        code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                             PCRE2_UTF | PCRE2_UCP, &error, &offset, nullptr);
        if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
            throw std::runtime_error("PCRE2 does not compile: " + pattern);
        match = pcre2_match_data_create_from_pattern(code, nullptr);
    }
    ~Compiled()
    {
        pcre2_match_data_free(match);
        pcre2_code_free(code);
    }
    Compiled(Compiled &&other) noexcept
        : code(std::exchange(other.code, nullptr)), match(std::exchange(other.match, nullptr))
    {}
    Compiled &operator=(Compiled &&) = delete;

    /// End of the first match at or behind `from`, npos = none.
    std::size_t find(std::string_view text, std::size_t from) const
    {
        const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                                      from, PCRE2_NO_UTF_CHECK, match, nullptr);
        return found > 0 ? pcre2_get_ovector_pointer(match)[1] : std::string_view::npos;
    }

    pcre2_code *code = nullptr;
    pcre2_match_data *match = nullptr;
};

namespace {
/// Phrases by their next character, so that a pattern tries each beginning once, as a careful
/// author would write it.
struct Beginning
{
    std::map<char, Beginning> next;
    bool ends = false;

    std::string pattern() const
    {
        std::string branches;
        for (const auto &[c, rest] : next) {
            branches += branches.empty() ? "" : "|";
            branches += std::string_view("?.()").find(c) != std::string_view::npos ? "\\" : "";
            branches += c + rest.pattern();
        }
        if (next.size() < 2 && !ends)
            return branches;
        return next.empty() ? "" : "(?:" + branches + ")" + (ends ? "?" : "");
    }
};

std::string alternatives(const std::vector<std::string> &phrases)
{
    Beginning root;
    for (const std::string &phrase : phrases) {
        Beginning *at = &root;
        for (const char c : phrase)
            at = &at->next[c];
        at->ends = true;
    }
    return root.pattern();
}

constexpr const char *identifierPattern =
    R"(\b[a-z0-9]{6,}\b|\b#?\w*\d{5,}\w*|\w+_\w+_\d{3,}|(?:gift_card|credit_card|paypal)_\w+)"
    R"(|\w+@\w+\.\w+)";
} // namespace

CuePatterns::CuePatterns(const Lexicon &lexicon)
    : m_identifiers(std::make_unique<Compiled>(identifierPattern))
{
    for (const FeatureInfo &entry : featureTable()) {
        const auto &phrases = lexicon.phrases(entry.feature);
        if (phrases.empty())
            continue;
        if (entry.feature == Feature::AckOnlyRate)
            m_patterns.emplace_back("^\\s*(?:" + alternatives(phrases) + ")[\\s!.,-]*$");
        else
            m_patterns.emplace_back("\\b(?:" + alternatives(phrases) + ")\\b");
    }
}

CuePatterns::~CuePatterns() = default;

std::size_t CuePatterns::count(std::string_view lower) const
{
    std::size_t count = 0;
    for (const Compiled &pattern : m_patterns)
        count += pattern.find(lower, 0) != std::string_view::npos ? 1 : 0;
    for (std::size_t at = 0; (at = m_identifiers->find(lower, at)) != std::string_view::npos;)
        ++count;
    return count;
}
} // namespace gapscope::bench
