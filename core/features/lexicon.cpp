// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/lexicon.h"

#include "core/base/embedded.h"
#include "core/base/text.h"
#include "core/features/cue_automaton.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cassert>
#include <set>

namespace gapscope {
namespace {
using nlohmann::json;

constexpr std::string_view optionalApostrophe = "(')";
/// What CueAutomaton can hold.
constexpr std::size_t mostBytes = 60000;
constexpr std::size_t mostDistinctBytes = 39;
constexpr std::size_t mostForms = 32;

Error malformed(std::string subject, std::string detail)
{
    return {ErrorCode::InputMalformed, std::move(subject), std::move(detail)};
}

/// All plain spellings of a phrase with optional apostrophes.
void expand(const std::string &phrase, std::vector<std::string> &into)
{
    const std::size_t at = phrase.find(optionalApostrophe);
    if (at == std::string::npos) {
        into.push_back(phrase);
        return;
    }
    const std::string rest = phrase.substr(at + optionalApostrophe.size());
    expand(phrase.substr(0, at) + "'" + rest, into);
    expand(phrase.substr(0, at) + rest, into);
}

Result<std::vector<std::string>> phraseList(const json &list, const std::string &subject)
{
    if (!list.is_array())
        return malformed(subject, "a list of phrases is expected");
    std::vector<std::string> phrases;
    for (const json &entry : list) {
        if (!entry.is_string() || entry.get_ref<const std::string &>().empty())
            return malformed(subject, "every phrase must be a text that is not empty");
        const std::string &phrase = entry.get_ref<const std::string &>();
        if (toLower(phrase) != phrase)
            return malformed(subject, "phrase is not in lower case: " + phrase);
        expand(phrase, phrases);
    }
    return phrases;
}

Result<std::vector<std::string>> startingInWords(Result<std::vector<std::string>> phrases,
                                                 const std::string &subject)
{
    if (!phrases)
        return phrases;
    for (const std::string &phrase : *phrases)
        if (!wordCharacterAt(phrase, 0))
            return malformed(subject, "phrase does not start with a word character: " + phrase);
    return phrases;
}

Result<OpenForm> openForm(const json &entry)
{
    if (!entry.is_object())
        return malformed("open_forms", "an object is expected");
    const std::string subject = "open_forms/" + entry.value("name", std::string("?"));
    const std::optional<Feature> feature = featureByKey(entry.value("feature", std::string()));
    if (!feature)
        return malformed(subject, "unknown feature");
    OpenForm form;
    form.feature = *feature;
    auto heads = startingInWords(phraseList(entry.value("heads", json()), subject), subject);
    if (!heads)
        return heads.error();
    form.heads = std::move(*heads);
    auto tails = phraseList(entry.value("tails", json()), subject);
    if (!tails)
        return tails.error();
    form.tails = std::move(*tails);
    const json least = entry.value("min_gap", json());
    const json most = entry.value("max_gap", json());
    if (!least.is_number_unsigned() || !(most.is_null() || most.is_number_unsigned()))
        return malformed(subject, "min_gap and max_gap must be whole numbers");
    form.minGap = least.get<std::size_t>();
    if (!most.is_null())
        form.maxGap = most.get<std::size_t>();
    form.freeEnd = entry.value("free_end", false);
    if (form.maxGap && *form.maxGap < form.minGap)
        return malformed(subject, "max_gap is below min_gap");
    return form;
}

/// Refuses what the automaton has no room for.
class Capacity
{
public:
    bool take(const std::vector<std::string> &phrases)
    {
        for (const std::string &phrase : phrases) {
            m_total += phrase.size();
            m_distinct.insert(phrase.begin(), phrase.end());
        }
        return m_total <= mostBytes && m_distinct.size() <= mostDistinctBytes;
    }

private:
    std::size_t m_total = 0;
    std::set<char> m_distinct;
};
} // namespace

std::optional<ContextCue> contextCueByKey(std::string_view key)
{
    static constexpr std::array<std::pair<std::string_view, ContextCue>, 7> keys{{
        {"after_refusal", ContextCue::AfterRefusal},
        {"near_addressee", ContextCue::NearAddressee},
        {"in_question", ContextCue::InQuestion},
        {"refusal", ContextCue::Refusal},
        {"addressee", ContextCue::Addressee},
        {"no_addressee", ContextCue::NoAddressee},
        {"question_word", ContextCue::QuestionWord},
    }};
    for (const auto &[known, cue] : keys)
        if (known == key)
            return cue;
    return std::nullopt;
}

Lexicon::Lexicon() = default;
Lexicon::Lexicon(Lexicon &&) noexcept = default;
Lexicon &Lexicon::operator=(Lexicon &&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::parse(std::string_view text)
{
    const json root = json::parse(text, nullptr, false);
    if (!root.is_object())
        return malformed("lexicon", "not a JSON object");
    const json number = root.value("version", json());
    if (!root.value("name", json()).is_string() || !number.is_number_unsigned())
        return malformed("lexicon", "name and version are missing");
    Lexicon lexicon;
    lexicon.m_version =
        root.at("name").get<std::string>() + "-" + std::to_string(number.get<unsigned>());

    auto automaton = std::make_unique<CueAutomaton>();
    Capacity capacity;
    const json cues = root.value("cues", json::object());
    for (const auto &[name, list] : cues.items()) {
        const std::string subject = "cues/" + name;
        const std::optional<Feature> feature = featureByKey(name);
        if (!feature)
            return malformed(subject, "unknown feature");
        auto phrases = startingInWords(phraseList(list, subject), subject);
        if (!phrases)
            return phrases.error();
        if (!capacity.take(*phrases))
            return malformed(subject, "too many phrases");
        for (const std::string &phrase : *phrases)
            automaton->addPhrase(*feature, phrase);
        lexicon.m_phrases[*feature] = std::move(*phrases);
    }
    const json context = root.value("context", json::object());
    for (const auto &[name, list] : context.items()) {
        const std::string subject = "context/" + name;
        const std::optional<ContextCue> cue = contextCueByKey(name);
        if (!cue)
            return malformed(subject, "unknown list");
        auto phrases = startingInWords(phraseList(list, subject), subject);
        if (!phrases)
            return phrases.error();
        if (!capacity.take(*phrases))
            return malformed(subject, "too many phrases");
        for (const std::string &phrase : *phrases)
            automaton->addPhrase(slotOf(*cue), phrase);
        lexicon.m_hasContext = lexicon.m_hasContext || !phrases->empty();
    }
    auto acknowledgements = phraseList(root.value("acknowledgements", json()), "acknowledgements");
    if (!acknowledgements)
        return acknowledgements.error();
    lexicon.m_phrases[Feature::AckOnlyRate] = std::move(*acknowledgements);

    const json forms = root.value("open_forms", json::array());
    if (forms.size() > mostForms)
        return malformed("open_forms", "too many forms");
    for (const json &entry : forms) {
        const auto form = openForm(entry);
        if (!form)
            return form.error();
        if (!capacity.take(form->heads))
            return malformed("open_forms", "too many heads");
        automaton->addOpenForm(*form);
    }
    lexicon.m_automaton = std::move(automaton);
    return lexicon;
}

const std::vector<std::string> &Lexicon::phrases(Feature feature) const
{
    static const std::vector<std::string> none;
    const auto found = m_phrases.find(feature);
    return found == m_phrases.end() ? none : found->second;
}

const Lexicon &referenceLexicon()
{
    static const Lexicon lexicon = [] {
        auto parsed = Lexicon::parse(embeddedFile("resources/lexicons/reference.json"));
        assert(parsed);
        return std::move(*parsed);
    }();
    return lexicon;
}
} // namespace gapscope
