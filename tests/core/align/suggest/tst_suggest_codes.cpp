// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/label/label_scheme.h"
#include "tests/core/align/suggest/pair_script.h"

#include <algorithm>
#include <set>

using namespace gapscope;
using namespace gapscope::test;

namespace {
struct Example
{
    const char *rule;
    const char *what;
    bool fits;
    const char *script;
    const char *card = "";
};

// The positive and the negative example of each code, and what lies near them.
const Example examples[] = {
    {"over_polite", "courtesy of one side", true,
     "m: cancel it || Could you please cancel it? Thank you so much!"},
    {"over_polite", "both say please", false,
     "m: please cancel it || Could you please cancel it? Thank you so much!"},
    {"over_complete", "a sentence for three words", true,
     "m: the blue one || I would like to exchange it for the blue one in size M."},
    {"over_complete", "longer for new facts", false,
     "m: the blue one || I would like to exchange it for the blue one of order W1234567 please"},
    {"over_complete", "an acknowledgement", false,
     "m: ok || Yes, that works for me, go ahead with it then."},
    {"formal_register", "edited prose", true, "m: here you go || Certainly — here are my details:"},
    {"formal_register", "the person is formal too", false,
     "m: Certainly, here are my details || Certainly — here are my details:"},
    {"uniform_openings", "three turns alike", true,
     "m: cancel || I would like to cancel\nm: refund || I would like to have a refund\n"
     "m: card || I would like to get it on my card",
     "Cancel the order and take the refund on the card."},
    {"uniform_openings", "the card dictates the line", false,
     "m: cancel || I would like to cancel\nm: refund || I would like to have a refund\n"
     "m: card || I would like to get it on my card",
     "Begin everything with: I would like to"},
    {"uniform_openings", "the same turn again and again", false,
     "m: cancel || I would like to cancel\nm: refund || I would like to cancel\n"
     "m: card || I would like to cancel",
     "Cancel the order and take the refund on the card."},
    {"missing_fragment", "an ok", true, "m: ok || Yes, that works for me, go ahead."},
    {"missing_fragment", "the person's turn is long", false,
     "m: yes that works for me go ahead || Yes, that works for me, go ahead."},
    {"missing_fragment", "short elsewhere", false,
     "m: ok || Yes, that works for me, go ahead.\nm: fine with me || ok"},
    {"role_slip", "as the agent", true, "m: and now? || Let me check that for you."},
    {"role_slip", "one's own e-mail", false, "m: wait || Let me check my email for that."},
    {"verbatim_repetition", "the same request", true,
     "m: i want my money back || I want my money back today\n"
     "m: that is not what i asked || I want my money back today"},
    {"verbatim_repetition", "the person repeats too", false,
     "m: i want my money back || I want my money back today\n"
     "m: i want my money back || I want my money back today"},

    {"front_load", "everything at once", true,
     "m: hi my parcel is gone || My parcel LP40718233 of 84 EUR is gone.\nm: yes || yes\n"
     "r: it is LP40718233",
     "Parcel LP40718233 is lost."},
    {"front_load", "the agent asked", false,
     "sa: Hello, what is your parcel number?\n"
     "m: hi my parcel is gone || My parcel LP40718233 is gone.\nm: yes || yes\n"
     "r: it is LP40718233",
     "Parcel LP40718233 is lost."},
    {"front_load", "one turn later", false,
     "m: hi my parcel is gone || My parcel LP40718233 is gone.\nr: it is LP40718233",
     "Parcel LP40718233 is lost."},
    {"front_load", "a whole turn moved", true,
     "m: hi there || The zipper of the green tent is broken.\nm: yes || yes\n"
     "vr: the zipper of the green tent is broken\nlink: 3 1"},
    {"front_load", "the person has said it too", false,
     "m: zipper of my green tent, broken || The zipper of the green tent is broken.\nm: yes || "
     "yes\nvr: the zipper of the green tent is broken\nlink: 3 1"},
    {"unprompted_disclosure", "unasked", true,
     "m: i want a refund || I want a refund, my zip is 90210.\n"
     "ra: What is your zip code?\nr: 90210",
     "Your zip is 90210."},
    {"unprompted_disclosure", "the person too", false,
     "m: refund to 90210 || I want a refund, my zip is 90210.", "Your zip is 90210."},
    {"over_withholding", "refuses to say", true,
     "a: What is your e-mail?\nm: mia@example.com || I'd rather not say.",
     "Your e-mail is mia@example.com."},
    {"over_withholding", "refuses something else", false,
     "a: Shall I transfer you?\nm: no || I would rather not be transferred."},
    {"over_withholding", "as the card says", false,
     "a: What is your e-mail?\nm: mia@example.com || I'd rather not say.",
     "Do not share your e-mail unless you must."},
    {"invented_fact", "an order number of its own", true,
     "m: it is the lamp || It is order W7654321.", "You ordered a lamp as W1234567."},
    {"invented_fact", "says that it is forgotten", false,
     "m: it is the lamp || I don't remember the order number.", "You ordered a lamp as W1234567."},
    {"invented_fact", "the agent said it", false,
     "a: I see order W7654321.\nm: the lamp || Yes, order W7654321.", "You ordered a lamp."},
    {"invented_fact", "a year", false, "m: the 3rd of may || The 3rd of May 2024.",
     "You travel on May 3."},
    {"card_parroting", "the card's words", true,
     "m: so what now || I am reactive to the agent and will not say anything that is not asked.",
     "You are reactive to the agent and will not say anything that is not asked."},
    {"card_parroting", "names and ids", false,
     "m: mia li || Mia Li Anders Of Harbour Lane W1 W2 W3",
     "You are Mia Li Anders Of Harbour Lane W1 W2 W3 here."},
    {"wrong_value", "another number", true, "m: 3 bags || I have 2 bags.", "You have 3 bags."},
    {"wrong_value", "changed on purpose", false, "m: 3 bags || Actually, change it to 2 bags.",
     "You have 3 bags."},
    {"wrong_value", "the card's number in letters", false, "m: 3 bags || I have three bags.",
     "You have 3 bags."},
    {"omitted_need", "never said", true,
     "m: hi || hello there\nr: use my certificate CERT4412 for it\nm: yes || yes",
     "Use certificate CERT4412."},
    {"omitted_need", "said later", false,
     "m: hi || hello there\nr: use my certificate CERT4412 for it\nm: yes || yes, with CERT4412",
     "Use certificate CERT4412."},

    {"over_hedge", "unsure on one side", true, "m: the 12th || I think maybe the 12th?",
     "You flew on the 12th."},
    {"over_hedge", "the card is unsure", false, "m: the 12th || I think maybe the 12th?",
     "You are not sure whether it was the 12th."},
    {"over_hedge", "a sort of thing", false, "m: which help? || What sort of help is that?"},
    {"over_hedge", "no time", false, "m: hurry || I don't have time for this."},
    {"false_certainty", "definite where the person hedges", true,
     "m: i'm not sure, W123 maybe || It is definitely W123."},
    {"false_certainty", "verified by the agent", false,
     "a: I found W1234567.\nm: i'm not sure, W1234567 maybe || It is definitely W1234567."},
    {"no_clarification", "goes on", true,
     "a: Only basic economy is left.\nr: what's basic economy?\ns: ok, book it"},
    {"no_clarification", "the agent was clear", false,
     "a: Only economy is left. Economy means the seats behind.\nr: what's economy?\n"
     "s: ok, book it"},
    {"no_clarification", "asks as well", false,
     "a: Only basic economy is left.\nm: what's basic economy? || What does basic economy mean?"},
    {"extra_question", "nobody needs it", true,
     "m: hi || hello\ns: What is your refund policy in detail?"},
    {"extra_question", "the person asks later", false,
     "m: hi || hello\nvs: What is your refund policy in detail?"},

    {"quiet_pivot", "another goal", true,
     "a: I cannot cancel this order.\n"
     "m: no, try again || Alright, how about a refund instead?"},
    {"quiet_pivot", "the person takes it too", false,
     "a: I cannot cancel this order.\n"
     "m: no, try again || Alright, how about a refund instead?\nr: how about a refund instead",
     "If it cannot be cancelled, ask for a refund."},
    {"quiet_pivot", "no refusal", false,
     "a: I am looking.\nm: no, try again || Alright, how about a refund instead?"},
    {"missing_affect", "frustrated", true, "m: this is taking forever || I will wait."},
    {"missing_affect", "neutral", false, "m: i will wait || I will wait."},
    {"missing_affect", "denied", false, "m: i'm not too worried about it || I will wait."},
    {"missing_affect", "both", false,
     "m: this is taking forever || This is ridiculous, it is taking forever."},
    {"accusation_shift", "blame", true, "m: you messed up my order || My order has a problem."},
    {"accusation_shift", "a wrong size is a fact", false,
     "m: it is the wrong size || It does not fit."},
    {"coaching", "how to work", true, "m: and the money || You should call the refund tool first."},
    {"coaching", "the person too", false,
     "m: you should call someone || You should call the refund tool first."},

    {"late_stop", "three thanks", true,
     "m: thanks bye || Thank you!\ns: Thanks again!\ns: Thank you, bye!"},
    {"late_stop", "a new request", false,
     "m: thanks bye || Thank you!\ns: Thanks again!\ns: Could you also change order W1234567?"},
    {"late_stop", "a yes and one thanks", false,
     "m: sort it out || Sort it out.\ns: Yes, please do.\ns: Thank you, bye!"},
    {"wrong_value", "money has many values", false, "m: 84 euros || I got 50 euros only.",
     "It cost 84 euros."},
    {"early_stop", "before the confirmation", true,
     "m: cancel my order || Cancel my order.\n"
     "ra: Which one?\nr: order W1234567\nra: Shall I go on?\nr: cancel it to my card\n"
     "sa: Which one is it?"},
    {"early_stop", "the agent stalled", false,
     "m: cancel my order || Cancel my order.\n"
     "ra: Which one?\nr: order W1234567\nra: Shall I go on?\nr: cancel it to my card\n"
     "sa: I am unable to help."},
    {"loop", "confirm, confirm, confirm", true,
     "a: Shall I book it?\nm: book it || book it now\nsa: Shall I book it?\ns: book it now\n"
     "sa: Shall I book it?\ns: yes book it now\nsa: Shall I book it?\ns: book it now"},
    {"loop", "the agent asks anew", false,
     "a: Shall I book it?\nm: book it || book it now\nsa: Which seat do you want?\ns: book it now\n"
     "sa: How many suitcases travel along?\ns: book it now\n"
     "sa: Whose passport has expired?\ns: book it now"},

    {"tool_path", "an extra call", true,
     "m: find my order || Find my order.\nrt: get_order {\"id\":1}\nst: get_order {\"id\":1}\n"
     "st: search {}"},
    {"tool_path", "another order", false,
     "m: find my order || Find my order.\nrt: get_order {\"id\":1}\nrt: search {}\nst: search {}\n"
     "st: get_order {\"id\":1}"},
    {"artefact", "tool markup", true, "m: hi || <function=get_order> hi"},
    {"artefact", "an end signal", false, "m: hi || hi\nm: /stop || ###STOP###"},
};

bool holds(const std::vector<Suggestion> &suggestions, std::string_view rule)
{
    return std::any_of(suggestions.begin(), suggestions.end(),
                       [rule](const Suggestion &one) { return one.rule == rule; });
}
} // namespace

class TestSuggestCodes final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void examplesOfTheTable_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(examples)); ++i)
            QTest::addRow("%s: %s", examples[i].rule, examples[i].what) << i;
    }
    void examplesOfTheTable()
    {
        QFETCH(int, index);
        const Example &example = examples[index];
        const PairScript pair(example.script, example.card);
        QCOMPARE(holds(pair.suggestions(), example.rule), example.fits);
    }

    void outcomesThatDifferAreAFlip()
    {
        PairScript pair("m: hi || hi", "");
        QVERIFY(!holds(pair.suggestions(), "outcome_flip"));
        pair.real.outcome.reward = 0.0;
        pair.sim.outcome.reward = 1.0;
        const std::vector<Suggestion> found = pair.suggestions();
        QVERIFY(holds(found, "outcome_flip"));
        QCOMPARE(found.back().row, -1);
        QCOMPARE(QString::fromStdString(sentenceOf(found.back())),
                 QStringLiteral("only the simulated user succeeds"));
        pair.sim.outcome.termination = "agent_error";
        QVERIFY(!holds(pair.suggestions(), "outcome_flip"));
    }

    void leavingWithoutTheGoalIsMissedOnlyWhereItWasNotReached()
    {
        PairScript pair("a: I cannot do that.\nm: forget it || Thank you, bye!", "");
        pair.real.outcome.reward = 0.0;
        pair.sim.outcome.reward = 0.0;
        QVERIFY(holds(pair.suggestions(), "missing_walk_away"));
        pair.real.outcome.reward = 1.0;
        QVERIFY(!holds(pair.suggestions(), "missing_walk_away"));
    }

    void anAmplifiedFeelingExceedsThatOfEveryPerson()
    {
        const PairScript pair("m: a day late || This is OUTRAGEOUS!", "");
        QVERIFY(holds(pair.suggestions(0.0), "amplified_affect"));
        QVERIFY(!holds(pair.suggestions(1.0), "amplified_affect"));
        QVERIFY(!holds(pair.suggestions({}), "amplified_affect"));
    }

    void anAgentThatDiffersFirstIsSuggestedUnlessTheUserDidBefore()
    {
        PairScript pair("a: Hello\nm: hi || hi\nsa: What is your zip?\ns: 90210", "");
        pair.alignment.firstDivergence = 1;
        QVERIFY(!holds(pair.suggestions(), "agent_first"));
        pair.alignment.rows[1].agentInduced = true;
        QVERIFY(holds(pair.suggestions(), "agent_first"));
        pair.alignment.rows[0].divergence = 0.6;
        QVERIFY(!holds(pair.suggestions(), "agent_first"));
    }

    void aMovedTurnIsFrontLoadedContent()
    {
        PairScript pair("m: book a flight || Book a flight, economy class with one suitcase.\n"
                        "m: yes || yes\nvr: economy class, one suitcase",
                        "");
        pair.alignment.moved.push_back({2, 0, 0.9, true});
        const std::vector<Suggestion> found = pair.suggestions();
        const auto one = std::find_if(found.begin(), found.end(),
                                      [](const Suggestion &s) { return s.rule == "front_load"; });
        QVERIFY(one != found.end());
        QCOMPARE(QString::fromStdString(sentenceOf(*one)),
                 QStringLiteral("simulated turn 1 says what the person says two turns later or "
                                "more, in turn 3"));
        QCOMPARE(one->row, 0);
    }

    void whatIsMissingIsNamed()
    {
        const PairScript bare("m: hi || hi", "");
        std::set<std::string> missing;
        for (const NotComputed &one : bare.missing())
            missing.insert(one.what + ":" + name(one.missing));
        QVERIFY(missing.contains("units:card"));
        QVERIFY(missing.contains("invented_fact:card"));
        QVERIFY(missing.contains("outcome_flip:outcome"));
        QVERIFY(missing.contains("amplified_affect:other_people"));
        QVERIFY(!missing.contains("over_polite:card"));
        PairScript full("m: hi || hi", "Say hi.");
        full.real.outcome.reward = 1.0;
        full.sim.outcome.reward = 1.0;
        QCOMPARE(full.missing().size(), std::size_t(1));
    }

    void everyRuleHasACodeOfTheSchemeAndExamplesOfBothKinds()
    {
        const std::set<std::string_view> inOwnCases{"outcome_flip", "missing_walk_away",
                                                    "amplified_affect", "agent_first"};
        for (const SuggestionRule &rule : suggestionRules()) {
            QVERIFY2(divergenceScheme().find(rule.code), rule.id.data());
            for (const bool fits : {true, false})
                QVERIFY2(inOwnCases.contains(rule.id) ||
                             std::any_of(std::begin(examples), std::end(examples),
                                         [&](const Example &one) {
                                             return one.rule == rule.id && one.fits == fits;
                                         }),
                         rule.id.data());
        }
    }
};

QTEST_APPLESS_MAIN(TestSuggestCodes)
#include "tst_suggest_codes.moc"
