// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transcript.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

// Invented service dialogues: every task is a list of steps, every step an agent's text and several
// ways a user may answer it. {braces} are filled in per dialogue.
namespace gapscope::test {
struct Step
{
    std::string_view agent;
    std::vector<std::string_view> users;
};

inline const std::vector<std::vector<Step>> &taskPools()
{
    static const std::vector<std::vector<Step>> pools{
        {{"",
          {"hi i need to send back the desk lamp i bought, order {id}",
           "Hello, I want to return a desk lamp. The order number is {id}.",
           "the lamp from order {id} flickers, i want my money back"}},
         {"I am sorry to hear that. Which e-mail address is on the account?",
          {"it should be {user}@example.org", "try {user}@example.org, that's my main one"}},
         {"Thank you. Do you still have the original box of the lamp?",
          {"no i threw the box away weeks ago", "The carton is gone, only the lamp is left."}},
         {"The refund can go to your card or to a gift voucher. Which one?",
          {"back on the visa ending {card} please", "voucher is useless to me, card {card}"}},
         {"The refund of {amount} dollars takes five days. Shall I proceed?",
          {"five days? ok fine, do it", "yes go on, {amount} dollars is right"}},
         {"Done. You will get a label for the parcel by mail.",
          {"where do i drop the parcel off?", "Which post office takes the parcel?"}}},
        {{"",
          {"can you move my flight {id} to {month} {day}?",
           "I have to change my reservation {id}, the new date is {month} {day}",
           "need to fly {month} {day} instead, booking {id}"}},
         {"May I have your user id and the reason of the change?",
          {"{user}. my sister moved her wedding", "User id {user}, family event came up."}},
         {"I see a basic economy ticket. Changes cost {amount} dollars. Is that acceptable?",
          {"that's ridiculous, i was told changes are free",
           "Nobody mentioned a {amount} dollar fee when I booked, are you sure?"}},
         {"The policy applies to every basic economy fare. An upgrade would lift the fee.",
          {"how much would the upgrade to business be then",
           "What does the upgrade cost me in total?"}},
         {"The upgrade costs two hundred dollars, with the afternoon departure at {time}.",
          {"anything earlier than {time}? i can't do afternoons",
           "I'd prefer a morning departure, before {time}."}},
         {"There is one at seven in the morning with one stop.",
          {"one stop is okay, take that", "Fine, the seven o'clock with the stop works."}},
         {"Which payment method shall I use?",
          {"certificate first, rest on mastercard {card}",
           "use mastercard {card} for everything"}}},
        {{"",
          {"looking for a cheap italian place in {city} for {count} people",
           "We are {count} and want italian food somewhere in {city}, not expensive."}},
         {"I found three places. Do you need parking or a terrace?",
          {"terrace yes, we have a dog", "A terrace would be lovely since the dog comes along."}},
         {"Two of them have a terrace. For which day and time?",
          {"{weekday} around {time}", "On {weekday}, table at {time} if possible"}},
         {"They are full then. One hour later would be free.",
          {"hmm later is bad for the kids, what about the other place",
           "Could you ask the second restaurant? The children get tired."}},
         {"The second one has a table. May I book it under your name?",
          {"book it, name is {name}", "Yes, put it under {name} please."}},
         {"Booked. Do you need the phone number?",
          {"give me the phone and the street", "I need the phone number and the address."}}},
        {{"",
          {"my internet drops every evening since {month} {day}",
           "Hello, the connection breaks down each evening. It began on {month} {day}."}},
         {"Please tell me your customer number.",
          {"customer number {id}", "it's {id}, on the last invoice"}},
         {"Have you restarted the router?",
          {"i restarted that box a dozen times already",
           "Yes, several times, it never helped for more than an hour."}},
         {"What colour is the lamp marked LOS?",
          {"blinking red, sometimes orange", "It is red and it blinks."}},
         {"The line is damaged. A technician can come on {weekday}.",
          {"i work on {weekday}, only evenings", "{weekday} does not suit me, I am at work."}},
         {"There is a slot on the weekend between eight and noon.",
          {"weekend works, does it cost anything?",
           "Saturday morning is good. What is the charge?"}},
         {"The visit is free of charge.",
          {"will i get money back for the lost weeks", "Is there compensation for the outage?"}}},
        {{"",
          {"cancel my gym membership", "I'd like to end my membership number {id} at the gym."}},
         {"Why do you want to leave us?",
          {"too crowded and the showers are cold", "The showers never work and it is packed."}},
         {"I could offer you two months free.",
          {"no thanks, just cancel", "That is kind but I have decided, please end it."}},
         {"Your contract runs until {month} {day}.",
          {"i'm moving to {city}, doesn't that end it early?",
           "I relocate to {city}. I read that this allows leaving early."}},
         {"With a proof of the new address, yes.",
          {"where should i upload the rental contract", "To which address do I mail the proof?"}},
         {"Use the form on your profile page.",
          {"page says error 503", "The form shows an error when I press send."}}},
        {{"",
          {"i need a train from {city} to {city2} on {weekday}",
           "Which trains run between {city} and {city2} on {weekday}?"}},
         {"At what time would you like to arrive?",
          {"have to be there by {time}", "Arrival no later than {time}, there's a meeting."}},
         {"Train {id} arrives twenty minutes before. Shall I book it?",
          {"how long is the ride and what's the fare",
           "Tell me the price and the travel time first."}},
         {"Two hours, {amount} pounds each.",
          {"ok {count} tickets", "Book {count} seats, window if you can."}},
         {"Do you have a railcard?",
          {"student card, yes, for two of us", "Only a senior railcard for my father."}},
         {"Your reference is sent to the phone.",
          {"i also want a taxi at the station",
           "One more thing, a taxi from the station afterwards."}}},
        {{"",
          {"the headphones arrived with a broken hinge, {id}",
           "Order {id}: one hinge of the headphones was snapped when I opened it"}},
         {"Could you send a photo of the damage?",
          {"can't upload from this phone, sorry", "My camera is broken, I can only describe it."}},
         {"Please describe it, then.",
          {"left side, plastic cracked all the way through",
           "The left ear cup hangs loose because the plastic cracked."}},
         {"We can exchange it for the same model in black or silver.",
          {"silver, same model", "I would take the silver one."}},
         {"Silver is out of stock until {month}.",
          {"then black, whatever", "I don't want to wait until {month}. Black then."}},
         {"Shall it go to the same address?",
          {"no, send it to my office, 12 Harbour Lane {city}",
           "Please ship it to the office in {city}, 12 Harbour Lane."}}},
        {{"",
          {"transfer {amount} euros to my landlord",
           "I want to send {amount} euros of rent today."}},
         {"To which account?",
          {"iban ends with {card}, saved as landlord", "The saved one, last digits {card}."}},
         {"Your daily limit is lower than that. Raise it for today?",
          {"since when is there a limit", "I didn't know about any limit. Raise it then."}},
         {"I sent a code to your phone. Please read it to me.",
          {"i never give codes to anyone", "Isn't that code supposed to be secret?"}},
         {"Then please confirm in the app.",
          {"confirmed in the app just now", "The app says it is confirmed."}},
         {"The transfer is on its way. Something else?",
          {"what's left on my balance", "How much money remains on the account?"}}},
        {{"",
          {"do you have the waterproof hiking boots in 43",
           "I'm after waterproof boots for hiking, size 43."}},
         {"We have two models. Leather or synthetic?",
          {"leather, i don't like plastic on my feet", "Leather. Is it heavy?"}},
         {"The leather pair weighs one kilogram and costs {amount} dollars.",
          {"bit much, any sale coming?", "{amount} is beyond my budget, is there a discount?"}},
         {"Members get ten percent off.",
          {"i think i am a member, maybe under {user}", "Look for {user}, I joined years ago."}},
         {"I found you. The new price is on the screen.",
          {"ok reserve a pair in the {city} store", "Please set one pair aside in {city}."}},
         {"How long shall we keep it?",
          {"till {weekday} evening", "I'll fetch them on {weekday}."}}},
        {{"",
          {"book a room for {count} nights in {city} from {month} {day}",
           "I need a hotel in {city}, {count} nights, arriving {month} {day}"}},
         {"Do you prefer the centre or the station?",
          {"near the station, early train", "Close to the station because we leave early."}},
         {"Breakfast included?",
          {"no breakfast but free wifi is a must", "We skip breakfast. Wifi matters though."}},
         {"The Amber House has a room for {amount} a night.",
          {"does it have a lift? my mother uses a wheelchair",
           "Is it accessible for a wheelchair?"}},
         {"It has a lift and wide doors.",
          {"great, take it, guest name {name}", "Sounds right, the guest is {name}."}},
         {"A card is needed to hold the room.",
          {"visa {card}", "Take the visa that ends in {card}."}},
         {"The room is held until six in the evening.",
          {"we land at {time}, is that a problem", "We will only get there about {time}."}}},
        {{"",
          {"i was charged twice for the streaming plan",
           "There are two charges of {amount} for my subscription this month"}},
         {"On which dates were the charges?",
          {"{month} {day} and the day after", "Both near {month} {day}, on the same card."}},
         {"I only see one charge in the system.",
          {"check again, the bank app shows both", "That can't be right, my bank lists two."}},
         {"Could it be a family profile?",
          {"nobody else uses it", "I live alone, there is no family profile."}},
         {"I found a second profile with the id {id}.",
          {"what is {id}? never heard of it", "I did not create {id}, delete it!"}},
         {"It is deleted, the money comes back.",
          {"finally. how do i change my password", "Good. I want to set a new password now."}}},
        {{"",
          {"appointment with the dentist, tooth hurts a lot",
           "I need to see a dentist as soon as possible, my tooth is killing me"}},
         {"Are you a patient here already?",
          {"was there in {month}, name {name}", "Yes, {name}, last visit in {month}."}},
         {"The next free time is {weekday} at {time}.",
          {"that's too late, i can't sleep",
           "I can't wait until {weekday}, isn't there an emergency slot?"}},
         {"You can come at once if you wait.",
          {"how long is the wait usually", "About how many hours would I have to wait?"}},
         {"About two hours.",
          {"coming now. do you take public insurance?",
           "All right. Does public insurance cover it?"}},
         {"Yes, bring the insurance card.",
          {"i lost the card, is the number enough? {id}",
           "Only have the number, {id}, not the card."}}},
    };
    return pools;
}

class Filler
{
public:
    explicit Filler(std::mt19937 &random)
    {
        const auto pick = [&random](const std::vector<std::string> &from) {
            return from[random() % from.size()];
        };
        const auto digits = [&random](std::size_t count) {
            std::string text(count, '0');
            for (char &digit : text)
                digit = static_cast<char>('1' + random() % 9);
            return text;
        };
        m_values = {{"{id}", digits(6) + "Q"},
                    {"{card}", digits(4)},
                    {"{amount}", digits(3)},
                    {"{day}", std::to_string(1 + random() % 28)},
                    {"{time}", digits(1) + ":30"},
                    {"{count}", std::to_string(2 + random() % 7)},
                    {"{user}", pick({"rosa", "timo", "ines", "karl"}) + "_" + digits(4)},
                    {"{name}", pick({"Weber", "Okafor", "Lindqvist", "Moreau", "Tanaka"})},
                    {"{city2}", pick({"Bergen", "Gent", "Porto"})},
                    {"{city}", pick({"Lyon", "Dresden", "Cork", "Turin", "Leeds"})},
                    {"{month}", pick({"January", "March", "June", "August", "October"})},
                    {"{weekday}", pick({"Monday", "Tuesday", "Thursday", "Friday"})}};
    }

    std::string fill(std::string_view text) const
    {
        std::string filled(text);
        for (const auto &[key, value] : m_values)
            for (std::size_t at = filled.find(key); at != std::string::npos; at = filled.find(key))
                filled.replace(at, key.size(), value);
        return filled;
    }

private:
    std::vector<std::pair<std::string, std::string>> m_values;
};

inline Turn spoken(Role role, std::string text)
{
    Turn turn;
    turn.role = role;
    turn.text = std::move(text);
    return turn;
}

/// `perTask` dialogues of every task, each closed by one of several farewells.
inline std::vector<Dialogue> baseDialogues(int perTask, unsigned seed)
{
    std::mt19937 random(seed);
    const std::vector<std::string> farewells{"thanks, bye", "ok", "That is all, thank you!",
                                             "perfect, have a good day", "no that's it"};
    std::vector<Dialogue> dialogues;
    for (std::size_t task = 0; task < taskPools().size(); ++task) {
        for (int run = 0; run < perTask; ++run) {
            const Filler filler(random);
            Dialogue dialogue;
            dialogue.task = TaskKey("invented:service:" + std::to_string(task));
            dialogue.id = DialogueId("base-" + std::to_string(task) + "-" + std::to_string(run));
            for (const Step &step : taskPools()[task]) {
                if (!step.agent.empty())
                    dialogue.turns.push_back(spoken(Role::Agent, filler.fill(step.agent)));
                const std::string_view text = step.users[random() % step.users.size()];
                dialogue.turns.push_back(spoken(Role::User, filler.fill(text)));
            }
            dialogue.turns.push_back(spoken(Role::Agent, "Is there anything else I can do?"));
            dialogue.turns.push_back(spoken(Role::User, farewells[random() % farewells.size()]));
            dialogues.push_back(std::move(dialogue));
        }
    }
    return dialogues;
}
} // namespace gapscope::test
