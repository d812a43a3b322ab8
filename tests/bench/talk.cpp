// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/talk.h"

#include <string_view>

namespace gapscope::bench {
namespace {
constexpr const char *airlineOpenings[] = {
    "Hi, I have a trip to Denver coming up and need to move it by a day",
    "Hello there. My flight home was delayed for hours and nobody told us anything",
    "I want to add two checked bags to the booking I made last week",
    "Good morning, can you find me something from Boston to Phoenix on the 14th",
    "Please cancel the reservation for me and my sister, we are not able to travel",
    "I'd like to upgrade everyone on my reservation to business if it stays under 900 dollars",
};
constexpr const char *retailOpenings[] = {
    "Hey, the lamp I got yesterday arrived with a crack in the base",
    "I need to exchange a pair of boots for a size that fits",
    "Hello, two parcels were supposed to come and only one did",
    "Could you change the delivery address of an order that has not shipped",
    "I want to return the desk and the chair I bought, the rest I keep",
    "Hi! How much would I get back if I sent the headphones back today",
};
constexpr const char *plainTurns[] = {
    "The one that leaves after noon works for me",
    "Use the card ending in 4417 for the difference and leave the rest as it was",
    "It should be in the name of my mother and the address is the one on file",
    "The blue one with the metal frame and the long cable",
    "Two adults and one child, all in economy, no insurance for any of us",
    "My zip code is 60614 and the last name is spelled with two n",
    "Only the second item, the first one is fine as it is",
    "That would be Tuesday the 21st in the evening and back on Friday",
    "The email I used is from work but I also have a private one",
    "Put the refund on the gift card then",
};
constexpr const char *politeTurns[] = {"Thank you, that helps a lot", "Please go on with it",
                                       "Thanks for looking that up", "I appreciate it",
                                       "Sorry for the trouble with the names"};
constexpr const char *questionTurns[] = {"What is the price of that one",
                                         "How long will that take to arrive",
                                         "Do you have anything in the same color",
                                         "What does that include exactly",
                                         "Could you clarify how the refund is paid",
                                         "Is there a cheaper option on the same day"};
constexpr const char *unsureTurns[] = {"I don't remember the number of the order",
                                       "I think it was the second week of May",
                                       "Maybe the smaller one would do", "I'm not sure about that"};
constexpr const char *crossTurns[] = {
    "This is ridiculous, I was told something else on the phone", "That's not what I asked for",
    "I already gave you the number twice", "I am really frustrated by now",
    "Why can't you just do both at once"};
constexpr const char *pivotTurns[] = {
    "Actually could you keep the old one instead", "What about the flight in the morning",
    "Let's try the other card", "I would rather have store credit"};
constexpr const char *sureTurns[] = {"I definitely sent it back in time",
                                     "It must never be left at the door",
                                     "I am absolutely fine with the fee"};
constexpr const char *acknowledgements[] = {
    "Yes", "ok", "Sure.", "yes!", "Sounds good", "That works", "No", "ok thanks", "go ahead"};
constexpr const char *agentOpenings[] = {
    "I have found the details of your account. ", "Let me go through what is possible here. ",
    "Of course, here is what I can see at the moment. ",
    "Before I change anything I need you to confirm the following, item by item. ",
    "The change you ask for is covered by the rules of the fare. "};
constexpr const char *agentSentences[] = {
    "The fare difference is charged to the payment method that was used for the booking. ",
    "Items that have not left the warehouse can be changed once without a fee. ",
    "A refund reaches the original payment method within five to seven business days. ",
    "Members of the silver level have one more free bag on every leg of the trip. ",
    "I cannot change the number of passengers of a booking that exists already. ",
    "Both items have to be in the same order, and the exchange can be made only once. ",
    "The travel certificate cannot be combined with a second one of the same kind. "};
constexpr const char *agentClosings[] = {
    "Would you like me to proceed (yes/no)?", "Please tell me which of them you prefer.",
    "Is there anything else I can do for you today?", "Shall I go on with this change?"};
constexpr const char *colours[] = {"black", "white", "walnut", "navy", "olive", "steel"};
constexpr const char *things[] = {"desk lamp", "office chair", "backpack",     "kettle",
                                  "headset",   "bookshelf",    "running shoe", "water bottle"};
constexpr const char *places[] = {"SFO", "ORD", "MIA", "SEA", "AUS", "PHX", "BOS", "DTW"};
constexpr const char *calls[] = {"get_order_details", "list_flights", "change_items", "read_user",
                                 "send_refund"};
} // namespace

std::string Talk::identifier()
{
    switch (m_random.below(4)) {
    case 0:
        return "#W" + std::to_string(1'000'000 + m_random.below(8'999'999));
    case 1:
        return std::string("nora_field_") + std::to_string(1000 + m_random.below(8999));
    case 2:
        return "credit_card_" + std::to_string(1'000'000 + m_random.below(8'999'999));
    default:
        return "K" + std::to_string(10 + m_random.below(89)) + "PLM";
    }
}

std::string Talk::opening(bool airline)
{
    std::string text = airline ? pick(airlineOpenings) : pick(retailOpenings);
    if (!m_person || chance(0.4))
        text += std::string(". My id is ") + identifier() + " and " +
                "I would like to get this done today if at all possible.";
    return text;
}

std::string Talk::userTurn()
{
    // People answer shorter than models, and thank less.
    if (chance(m_person ? 0.2 : 0.06))
        return pick(acknowledgements);
    std::string text;
    const auto add = [&text](const char *sentence) {
        text += text.empty() ? "" : ". ";
        text += sentence;
    };
    if (chance(m_person ? 0.12 : 0.4))
        add(pick(politeTurns));
    if (chance(0.07))
        add(pick(unsureTurns));
    if (chance(0.05))
        add(pick(crossTurns));
    if (chance(0.12))
        add(pick(pivotTurns));
    if (chance(0.04))
        add(pick(sureTurns));
    if (chance(0.2))
        add(pick(questionTurns));
    while (text.empty() || chance(m_person ? 0.2 : 0.45))
        add(pick(plainTurns));
    if (chance(0.2))
        text += std::string(", it is ") + identifier();
    if (!m_person && chance(0.05))
        text += " \\u2014 if that\\u2019s possible";
    if (chance(0.03))
        text += "\\n\\nBest, Nora";
    return text + (chance(0.8) ? "." : "");
}

std::string Talk::offers()
{
    std::string text = "\\n\\n";
    const std::uint32_t count = 3 + m_random.below(4);
    for (std::uint32_t i = 1; i <= count; ++i) {
        text += std::to_string(i) + ". **" + pick(colours) + " " + pick(things) +
                "**\\n   - Item: " + std::to_string(1'000'000'000 + m_random.below(900'000'000)) +
                "\\n   - From " + pick(places) + " to " + pick(places) + ", " + number(24) + ":" +
                std::to_string(10 + m_random.below(50)) + "\\n   - Price: $" + number(900) +
                "\\n   - Available: " + number(20) + "\\n\\n";
    }
    return text;
}

std::string Talk::call()
{
    return std::string("<function=") + pick(calls) + ">\\n<parameter=id>" + identifier() +
           "</parameter>\\n<parameter=options>{\\\"colour\\\": \\\"" + pick(colours) +
           "\\\", \\\"size\\\": \\\"" + number(50) + "\\\"}</parameter>\\n</function>";
}

std::string Talk::agentTurn()
{
    std::string text;
    while (chance(0.45))
        text += call();
    text += pick(agentOpenings);
    for (std::uint32_t rest = m_random.below(6); rest > 0; --rest)
        text += pick(agentSentences);
    if (chance(0.75))
        text += offers();
    if (chance(0.88)) {
        text += "\\n\\n";
        for (std::uint32_t rest = m_random.below(6); rest > 0; --rest)
            text += pick(agentSentences);
    }
    if (chance(0.05))
        text += "\\u2022 ";
    return text + pick(agentClosings);
}

int Talk::turns()
{
    // Mean 9.07 with a tail, as in the paper's data.
    int turns = 4;
    while (turns < 40 && chance(0.835))
        ++turns;
    return turns;
}
} // namespace gapscope::bench
