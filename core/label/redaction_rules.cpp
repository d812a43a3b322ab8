// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/redaction_rules.h"

#include "core/base/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cstdlib>
#include <memory>

namespace gapscope {
namespace {
using Kind = RedactionKind;

/// What a match must be besides.
enum class Test { None, CardNumber, Name };

/// The first group that took part is the place; without groups the whole match.
struct Rule
{
    Kind kind;
    const char *pattern;
    Test test = Test::None;
};

// The order is the order of precedence: an address holds a number that would pass for a zip code.
constexpr Rule rules[] = {
    {Kind::Email, R"((?i)[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,})"},
    {Kind::Email, R"((?i)\b[a-z0-9._\-]+ ?(?:\(at\)|\[at\]| at ) ?[a-z0-9\-]+ )"
                  R"((?:dot|\(dot\)) [a-z]{2,}\b)"},
    {Kind::Id, R"((?i)\b(?:credit_card|gift_card|certificate|paypal|payment)_\d+\b)"},
    {Kind::Id, R"((?i)\b[a-z]+(?:_[a-z]+)+_\d{2,}\b)"},
    {Kind::Id, R"((?i)#?\bW\d{5,}\b)"},
    {Kind::Id, R"((?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)"},
    {Kind::Card, R"((?<![\w\-])\d(?:[ \-]?\d){12,18}(?![\w\-]))", Test::CardNumber},
    {Kind::Id, R"((?i)\b(?=[a-f]*\d)[a-f0-9]{24,64}\b)"},
    {Kind::Card, R"((?i)\b(?:end(?:s|ing) (?:in|with)|last (?:four|4)(?: digits)?(?: is| are)?))"
                 R"([: ]+(\d{4})\b)"},
    {Kind::Card, R"((?i)\b(?:cvv|cvc|security code)(?: is)?[: ]+(\d{3,4})\b)"},
    // Words in small letters may be no address: "2 items on the road".
    {Kind::Address, R"((?i)\b\d{1,6}[a-z]? )"
                    R"((?:(?!(?:on|the|of|down|in|for|to|a|my|this|per|and|or|items?)\b))"
                    R"([\p{L}'.]+ ){1,4}?)"
                    R"((?:street|avenue|ave|road|boulevard|blvd|lane|parkway|pkwy|terrace|highway)"
                    R"(|hwy)\b\.?(?:,? (?:suite|ste|apt|apartment|unit)\.? ?#?\w+| #\w+)?)"},
    {Kind::Address, R"(\b\d{1,6}[A-Za-z]? (?:\p{Lu}[\p{L}'.]* ){1,4}?)"
                    R"((?:St|Rd|Dr|Drive|Ct|Court|Pl|Place|Way|Ln|Circle|Cir|Square|Sq|Trail)\b\.?)"
                    R"((?:,? (?i:suite|ste|apt|apartment|unit)\.? ?#?\w+| #\w+)?)"},
    {Kind::Address, R"((?i)\bp\.? ?o\.? box \d+)"},
    {Kind::Address, R"((?i)\b(?:suite|apt|apartment)\.? #?\d+\w*)"},
    {Kind::Phone, R"((?<![\w+])(?:\+?\d{1,3}[ .\-]?)?\(?\d{3}\)?[ .\-]\d{3}[ .\-]\d{4}(?!\w))"},
    {Kind::Phone, R"((?<!\w)\+\d[\d .\-()]{6,16}\d(?!\w))"},
    {Kind::Phone, R"((?i)\b(?:phone|cell|mobile|call me (?:at|on))(?: number)?(?: is)?[: ]+)"
                  R"((\+?\d[\d .\-()]{5,16}\d))"},
    {Kind::Phone, R"((?<![\w\-])\d{3}-\d{4}(?![\w\-]))"},
    {Kind::Id, R"((?i)\b(?:reservation|booking|confirmation|order|ticket|user|account|customer|)"
               R"(member(?:ship)?|tracking|item|product|case|reference|prolific))"
               R"((?: (?:id|number|no\.?|code|pid))?(?: is| was)?[: #]+)"
               R"((?!\d{4}-\d\d?-\d)((?=[a-z\-]*\d)[a-z0-9\-]{4,40})\b)"},
    {Kind::Id, R"((?i:\b(?:reservation|booking|confirmation)(?: (?:id|number|code))?(?: is)?[: ]+))"
               R"(([A-Z]{6})\b)"},
    {Kind::Id, R"(\b(?=[A-Za-z0-9]{6}\b)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])(?![A-Za-z]{2,3}\d{3,4}\b))"
               R"((?!\d+[A-Za-z]+\b)[A-Za-z0-9]{6}\b)"},
    {Kind::Id, R"((?<![\w$€£.,\-])\d{7,}(?!\w|[.,]\d))"},
    {Kind::Zip, R"((?<![\w$€£.,\-])\d{5}(?:-\d{4})?(?!\w|[.,]\d|-\d))"},
    {Kind::Zip, R"(\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z][ \-]\d[A-Z]\d\b)"},
    {Kind::Name,
     R"((?:(?i)\bmy (?:full |first |last )?name(?:'s|’s| is)|\bname is|\bname:|)"
     R"(\bi am called|\bcall me|\bi'm called)[ :]+(?-i)(\p{L}[\p{L}'\-]*)"
     R"((?: \p{L}[\p{L}'\-]*){0,2}))",
     Test::Name},
    {Kind::Name,
     R"(\b(?i:hi|hello|hey|dear|thanks|thank you|bye|goodbye),? )"
     R"((\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+)?)(?=\s*(?:[,.!?;:\n]|$)))",
     Test::Name},
    {Kind::Name, R"(\b(?:[Ii]['’]m|[Ii] am|[Tt]his is) (\p{Lu}[\p{Ll}'\-]+ \p{Lu}[\p{L}'\-]+)\b)",
     Test::Name},
    {Kind::Name, R"(\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? (\p{Lu}[\p{L}'\-]+(?: \p{Lu}[\p{L}'\-]+)?))",
     Test::Name},
};

struct Free
{
    void operator()(pcre2_code *code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data *data) const { pcre2_match_data_free(data); }
};

struct Compiled
{
    Rule rule;
    std::unique_ptr<pcre2_code, Free> code;
};

const std::vector<Compiled> &compiled()
{
    static const std::vector<Compiled> all = [] {
        std::vector<Compiled> made;
        for (const Rule &rule : rules) {
            int error = 0;
            PCRE2_SIZE at = 0;
            pcre2_code *code =
                pcre2_compile(reinterpret_cast<PCRE2_SPTR>(rule.pattern), PCRE2_ZERO_TERMINATED,
                              PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, &error, &at, nullptr);
            // Written here and tested: a fault is a broken build, not a run-time condition.
            if (!code)
                std::abort();
            pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
            made.push_back({rule, std::unique_ptr<pcre2_code, Free>(code)});
        }
        return made;
    }();
    return all;
}

bool isCardNumber(std::string_view text)
{
    int sum = 0;
    int count = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] < '0' || text[i] > '9')
            continue;
        int digit = text[i] - '0';
        if (count++ % 2 == 1)
            digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    // People mistype, and made-up numbers fail the check sum: sixteen digits are a card's.
    return sum % 10 == 0 || count == 16;
}

/// The end of the name that begins at `begin`: up to the first word that is none; a name that
/// begins with a capital goes on with capitals. `begin` where it is no name.
std::size_t nameEnd(std::string_view text, std::size_t begin, std::size_t end)
{
    std::size_t last = begin;
    bool isCapital = false;
    for (std::size_t at = begin; at < end;) {
        std::size_t stop = text.find(' ', at);
        stop = stop == std::string_view::npos || stop > end ? end : stop;
        const std::string_view word = text.substr(at, stop - at);
        const std::string lower = toLower(word);
        const bool isUpper = lower.substr(0, 1) != word.substr(0, 1) ||
                             (!word.empty() && (word[0] & 0x80) != 0 && lower != word);
        if (at == begin)
            isCapital = isUpper;
        else if (isCapital && !isUpper)
            break;
        if (isNoName(lower))
            break;
        last = stop;
        at = stop + 1;
    }
    return last;
}
} // namespace

bool isNoName(const std::string &word)
{
    static const std::set<std::string> words{
        "a",       "about",     "actually",  "again",      "agent",     "ahead",   "all",
        "already", "also",      "am",        "an",         "and",       "any",     "anyway",
        "are",     "as",        "at",        "back",       "be",        "because", "but",
        "by",      "can",       "card",      "change",     "code",      "correct", "could",
        "date",    "different", "email",     "everyone",   "everybody", "folks",   "for",
        "from",    "going",     "good",      "guys",       "have",      "he",      "her",
        "here",    "hi",        "his",       "how",        "i",         "i'd",     "i'm",
        "i've",    "id",        "if",        "in",         "is",        "it",      "its",
        "it's",    "just",      "later",     "let",        "listed",    "looking", "madam",
        "ma'am",   "me",        "member",    "misspelled", "my",        "name",    "need",
        "no",      "not",       "now",       "number",     "of",        "ok",      "okay",
        "on",      "once",      "or",        "order",      "phone",     "please",  "reservation",
        "right",   "same",      "she",       "sir",        "so",        "sorry",   "spelled",
        "still",   "support",   "sure",      "team",       "thanks",    "thank",   "that",
        "that's",  "the",       "then",      "there",      "they",      "this",    "to",
        "today",   "tomorrow",  "trying",    "under",      "user",      "very",    "want",
        "was",     "we",        "well",      "what",       "when",      "where",   "which",
        "who",     "why",       "will",      "with",       "would",     "wrong",   "yes",
        "you",     "your",      "zip",       "bye",        "got",       "great",   "hello",
        "much",    "anyways",   "everything"};
    return words.contains(word);
}

std::vector<RedactionMatch> ruleMatches(std::string_view text)
{
    std::vector<RedactionMatch> found;
    for (const Compiled &each : compiled()) {
        const std::unique_ptr<pcre2_match_data, Free> data(
            pcre2_match_data_create_from_pattern(each.code.get(), nullptr));
        std::size_t from = 0;
        while (from < text.size()) {
            const int groups =
                pcre2_match(each.code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                            from, 0, data.get(), nullptr);
            if (groups <= 0)
                break;
            const PCRE2_SIZE *places = pcre2_get_ovector_pointer(data.get());
            std::size_t begin = places[0];
            std::size_t end = places[1];
            from = end > begin ? end : begin + 1;
            if (groups > 1 && places[2] != PCRE2_UNSET) {
                begin = places[2];
                end = places[3];
            }
            if (each.rule.test == Test::CardNumber &&
                !isCardNumber(text.substr(begin, end - begin)))
                continue;
            if (each.rule.test == Test::Name)
                end = nameEnd(text, begin, end);
            if (end > begin)
                found.push_back({begin, end, each.rule.kind});
        }
    }
    return found;
}
} // namespace gapscope
