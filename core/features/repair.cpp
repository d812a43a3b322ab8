// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/repair.h"

#include "core/features/feature.h"

#include <algorithm>

namespace gapscope {
std::string_view name(RepairLevel level)
{
    switch (level) {
    case RepairLevel::Text:
        return "text";
    case RepairLevel::Index:
        return "index";
    }
    return "text";
}

namespace {
std::vector<std::string_view> allFeatures()
{
    std::vector<std::string_view> keys;
    for (const FeatureInfo &entry : featureTable())
        keys.push_back(entry.key);
    return keys;
}
} // namespace

const std::array<RepairInfo, repairCount> &repairTable()
{
    constexpr RepairLevel text = RepairLevel::Text;
    constexpr RepairLevel index = RepairLevel::Index;
    static const std::array<RepairInfo, repairCount> table{{
        {Repair::Identifiers,
         text,
         "identifiers",
         "Identifiers are not long words",
         "Every word of six or more letters counts as an identifier, and an e-mail address as one "
         "or two.",
         "Counted are words of five or more characters with a digit (word_word_digits and payment "
         "ids among them), # before a word with a digit, and e-mail addresses once.",
         {"id_density"}},
        {Repair::Pivot,
         text,
         "pivot",
         "Wishes are pivots only after a refusal",
         "\"I'd like\", \"I would prefer\" and the like count as a change of strategy wherever "
         "they "
         "stand, also in an opening request.",
         "They count only where the agent's message just before holds a refusal cue; all other "
         "pivot cues count as before.",
         {"pivot_rate"}},
        {Repair::Accusation,
         text,
         "accusation",
         "Accusations need an addressee",
         "\"Wrong\", \"trouble\" or \"fault\" count as an accusation anywhere, as in \"I ordered "
         "the wrong size\".",
         "They count only with you, your or agent within six words; the you of \"thank you\" is "
         "none.",
         {"accusation_rate"}},
        {Repair::Uncertainty,
         text,
         "uncertainty",
         "Hedges apart from missing information",
         "\"I don't have\", \"I don't remember\" or \"can't find\" count as hedging, though they "
         "say what the speaker lacks and are often dictated by the task.",
         "Only hedges count; the forms that say what is lacking are a list of their own that no "
         "feature counts.",
         {"uncertainty_rate"}},
        {Repair::InfoQuestions,
         text,
         "info-questions",
         "Information questions are questions",
         "\"Is it\", \"is that\" and \"is there\" count as a question in any sentence, as in "
         "\"that is it thanks\".",
         "They count only in a turn that has a question mark or a word such as what, when or how.",
         {"info_q_rate"}},
        {Repair::Dashes,
         text,
         "dashes",
         "Dashes of number ranges are not style",
         "Any en or em dash counts as formal style, also in \"5\u20136 pm\".",
         "A dash between two numbers does not count.",
         {"formality_rate"}},
        {Repair::RoleConfusion,
         text,
         "role-confusion",
         "Role confusion by turn",
         "One cue anywhere makes the whole dialogue confused, and \"your order\", \"I see that\" "
         "and \"would you like\" are cues though users say them.",
         "The feature is the share of turns with a cue, and \"your order\" (account, reservation "
         "\u2026), \"I see that\" and \"would you like\" are none.",
         {"id_confuse_rate"}},
        {Repair::Acknowledgements,
         text,
         "acknowledgements",
         "Two acknowledgements in a row, and no",
         "Only a single acknowledgement counts: \"ok thanks\", \"yes, please\" and \"no\" do not.",
         "No and nope are acknowledgements, and a turn may be made of two.",
         {"ack_only_rate"}},
        {Repair::Apostrophes,
         text,
         "apostrophes",
         "Curly apostrophes are apostrophes",
         "Contractions written with a typographic apostrophe match no cue, so that typography is "
         "scored.",
         "U+2019, U+2018 and U+02BC are read as the straight apostrophe.",
         {"uncertainty_rate", "pivot_rate", "id_confuse_rate", "pushback_q_rate", "clarify_q_rate",
          "info_q_rate"}},
        {Repair::Blanks,
         text,
         "blanks",
         "Any blanks inside a phrase",
         "A no-break blank or two blanks in a row inside a phrase keep it from matching.",
         "Blanks of one line in a row are read as a single one; a line break still ends a phrase.",
         {"politeness_rate", "certainty_rate", "uncertainty_rate", "pivot_rate", "ack_only_rate",
          "id_confuse_rate", "pushback_q_rate", "clarify_q_rate", "info_q_rate"}},
        {Repair::NullContent, text, "null-content", "No content is no turn",
         "A message whose content is null is scored as the word None, one without content as an "
         "empty turn.",
         "Messages without content are left out.", allFeatures()},
        {Repair::DeadCues,
         text,
         "dead-cues",
         "Cues that never match",
         "Slips keep cues from matching: \"did you consider\", \"have you try\", \"don't ask me "
         "again\", and \"you said \u2026?\" unless a letter follows the mark.",
         "They match.",
         {"id_confuse_rate", "pushback_q_rate", "clarify_q_rate"}},
        {Repair::PlatformText, text, "platform-text", "Commands of the platform are not speech",
         "People's ###STOP###, /reward, /tau and \\stop are scored as turns, and a stop signal at "
         "the end of a turn as words.",
         "Such messages are left out on either side, and a stop signal at the end of a turn is "
         "cut off.",
         allFeatures()},
        {Repair::Markup, text, "markup", "Markup separates words",
         "Removing markup joins the words around it, and an unclosed <function= takes the rest of "
         "the turn with it.",
         "A blank stands in place of markup; an unclosed <function= goes to the end of its line, "
         "of "
         "an unclosed <|think|> or <|tool|> only the tag.",
         allFeatures()},
        {Repair::NoFeatures,
         index,
         "no-features",
         "Nothing is not identical",
         "Dialogues without any user turn compare as identical: D1\u2013D4 are 100.",
         "The cells are missing, with the reason. A workspace does so in every edition.",
         {"D1_conv", "D2_info", "D3_clarif", "D4_react", "usi"}},
        {Repair::Runs,
         index,
         "runs",
         "Runs from the ids",
         "Up to 170 entries are taken for one run, more for runs 1 to 3 by the end of the id; "
         "other runs lose their dialogues in D1\u2013D4 but not in ECE.",
         "An id that people have is a task as it is, one that people have with _ and a number "
         "behind it is that run of it, for all cells. A workspace does so in every edition.",
         {"D1_conv", "D2_info", "D3_clarif", "D4_react", "ece", "usi"}},
        {Repair::Weighting,
         index,
         "weighting",
         "Every dialogue weighs the same",
         "A run of one dialogue weighs as much as a run of 165.",
         "A simulator's row is the mean over its dialogues.",
         {"D1_conv", "D2_info", "D3_clarif", "D4_react", "usi"}},
        {Repair::MissingAnswers,
         index,
         "missing-answers",
         "Missing answers without chance",
         "An answer the simulator did not give is drawn at random, so that the cell depends on the "
         "seed.",
         "It costs the expected distance of a random answer.",
         {"eval_agree", "usi"}},
        {Repair::QuestionAmount,
         index,
         "question-amount",
         "Too many is not too few",
         "\"Too many\" and \"Too few\" questions count as the same answer.",
         "The three answers are one scale (0, \u00bd, 1): opposite complaints are furthest apart.",
         {"eval_agree", "usi"}},
        {Repair::Pairs,
         index,
         "pairs",
         "Each pair keeps its own error",
         "The ceiling's index takes calibration errors by position, so that a pair without one "
         "shifts all later ones.",
         "Each pair of batches takes its own; one without has no index.",
         {"usi"}},
        {Repair::Keep,
         index,
         "keep",
         "One rule for keep",
         "A simulator's dialogue with keep null, 0 or empty is left out of D1\u2013D4 but counted "
         "in "
         "ECE and difficulty.",
         "It is left out of all.",
         {"ece", "usi"}},
    }};
    return table;
}

const RepairInfo &info(Repair repair)
{
    return repairTable()[static_cast<std::size_t>(repair)];
}

std::optional<Repair> repairByKey(std::string_view key)
{
    const auto &table = repairTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [key](const RepairInfo &entry) { return entry.key == key; });
    return found == table.end() ? std::nullopt : std::optional(found->repair);
}

RepairSet RepairSet::ofText() const
{
    RepairSet text;
    for (const Repair repair : list())
        if (info(repair).level == RepairLevel::Text)
            text = text.with(repair);
    return text;
}

std::vector<Repair> RepairSet::list() const
{
    std::vector<Repair> repairs;
    for (const RepairInfo &entry : repairTable())
        if (has(entry.repair))
            repairs.push_back(entry.repair);
    return repairs;
}
} // namespace gapscope
