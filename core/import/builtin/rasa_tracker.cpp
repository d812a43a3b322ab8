// SPDX-License-Identifier: GPL-3.0-or-later
// Rasa's trackers: {sender_id, events}, every session of a sender a dialogue (formats.md, section
// 2.15).
#include "core/base/json_text.h"
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/limits.h"

#include <algorithm>
#include <array>

namespace gapscope::importers {
namespace {
bool isTracker(const Json &value)
{
    const Json *events = member(value, "events");
    return member(value, "sender_id") && events && events->is_array() &&
           (events->empty() || member(events->front(), "event"));
}

/// Actions of the platform itself; the others do something, as a tool does.
bool isHousekeeping(std::string_view action)
{
    static constexpr std::array<std::string_view, 11> own{"action_listen",
                                                          "action_session_start",
                                                          "action_restart",
                                                          "action_back",
                                                          "action_default_fallback",
                                                          "action_deactivate_loop",
                                                          "action_extract_slots",
                                                          "action_unlikely_intent",
                                                          "action_default_ask_affirmation",
                                                          "action_default_ask_rephrase",
                                                          "action_two_stage_fallback"};
    return action.empty() || action.starts_with("utter_") ||
           std::ranges::find(own, action) != own.end();
}

bool isCommand(std::string_view intent)
{
    return intent == "session_start" || intent == "restart" || intent == "back";
}

/// `/intent{"slot": "value"}` stands for a button or a command; nobody typed it.
Turn payloadTurn(const std::string &text)
{
    const std::size_t brace = text.find('{');
    const std::string intent =
        trimmed(text.substr(1, brace == std::string::npos ? brace : brace - 1));
    if (isCommand(intent))
        return spoken(Role::Note, text);
    Json slots = brace == std::string::npos ? Json::object() : jsonIn(text.substr(brace));
    if (slots.is_discarded())
        slots = Json{{"text", text.substr(brace)}};
    return called(Role::User, intent, slots);
}

/// A message whose words the tracker has not: what was understood of it, as of a payload.
Turn understoodTurn(const Json &event)
{
    const Json *data = member(event, "parse_data");
    const Json *understood = data ? member(*data, "intent") : nullptr;
    const std::string intent = understood ? textOf(member(*understood, "name")) : std::string();
    if (intent.empty())
        return spoken(Role::User, std::nullopt);
    if (isCommand(intent))
        return spoken(Role::Note, "/" + intent);
    Json slots = Json::object();
    const Json *entities = member(*data, "entities");
    if (entities && entities->is_array() && entities->size() <= limits::objectMembers) {
        for (const Json &entity : *entities) {
            const std::string name = textOf(member(entity, "entity"));
            if (const Json *value = member(entity, "value"); value && !name.empty())
                slots[name] = *value;
        }
    }
    return called(Role::User, intent, slots);
}

bool isPayload(const std::string &text)
{
    return text.size() > 1 && text[0] == '/' &&
           ((text[1] >= 'a' && text[1] <= 'z') || (text[1] >= 'A' && text[1] <= 'Z') ||
            text[1] == '_');
}

Turn botTurn(const Json &event)
{
    if (const Json *words = firstMember(event, {"text"}))
        return spoken(Role::Agent, textOf(words));
    const Json *data = member(event, "data");
    const Json *shown = data ? firstMember(*data, {"custom", "attachment", "image", "buttons",
                                                   "elements", "quick_replies"})
                             : nullptr;
    // Something was shown, but no words were said.
    Turn turn = spoken(Role::Agent, shown ? std::optional(textOf(shown)) : std::nullopt);
    turn.scored = false;
    return turn;
}

std::optional<Turn> turnOf(const Json &event)
{
    const std::string kind = textOf(member(event, "event"));
    if (kind == "user") {
        const Json *words = firstMember(event, {"text"});
        if (!words)
            return understoodTurn(event);
        const std::string text = textOf(words);
        return isPayload(text) ? payloadTurn(text) : spoken(Role::User, text);
    }
    if (kind == "bot")
        return botTurn(event);
    if (kind == "restart")
        return spoken(Role::Note, "restart");
    const std::string name = textOf(member(event, "name"));
    if (kind == "action" && !isHousekeeping(name))
        return called(Role::Agent, name, Json::object());
    return std::nullopt;
}

bool saidSomething(const std::vector<Turn> &turns)
{
    return std::ranges::any_of(turns, [](const Turn &turn) {
        return turn.role == Role::User || (turn.role == Role::Agent && turn.text);
    });
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_reading(context, output) {}

    bool readTracker(const Record &record)
    {
        const Json &value = record.value;
        if (!value.is_object())
            return m_reading.skip(record, "not-an-object",
                                  "the record is no object, so no tracker");
        const Json *events = member(value, "events");
        if (!events || !events->is_array())
            return m_reading.skip(record, "no-messages", "the tracker has no list \"events\"");
        m_session = 1;
        m_given = 0;
        MessageTurns turns;
        for (const Json &event : *events) {
            if (!m_reading.goesOn())
                return false;
            if (textOf(member(event, "event")) == "session_started" && !finish(record, turns))
                return false;
            std::optional<Turn> turn = turnOf(event);
            if (!turn) {
                turns.add(event);
                continue;
            }
            turn->timeMs = timeOf(member(event, "timestamp"));
            turns.add(event, std::move(*turn));
        }
        if (!finish(record, turns))
            return false;
        return m_given > 0 || m_reading.note(record, "no-turns", "nobody said anything");
    }

private:
    // A session in which nobody spoke is the platform's own doing (a start, a reminder).
    bool finish(const Record &record, MessageTurns &turns)
    {
        // What comes before the first turn leads up to it.
        if (turns.turns().empty())
            return true;
        Dialogue dialogue;
        dialogue.turns = turns.take();
        if (!saidSomething(dialogue.turns))
            return true;
        for (const Turn &turn : dialogue.turns) {
            if (!dialogue.startedMs)
                dialogue.startedMs = turn.timeMs;
        }
        const Json &value = record.value;
        std::string sender = textOf(member(value, "sender_id"));
        if (sender.empty())
            sender = numberedId(record.number);
        Task task = m_reading.task("rasa", {}, sender);
        task.nativeId.clear();
        dialogue.nativeId = sender;
        if (m_session > 1)
            dialogue.nativeId += "#" + std::to_string(m_session);
        ++m_session;
        ++m_given;
        dialogue.metadata = metadataWithout(value, {"events", "sender_id"});
        return m_reading.noteOnce(record, "no-task-id",
                                  "trackers name no task; dialogues pair only where the senders' "
                                  "ids are the same") &&
               m_reading.add(record, task, std::move(dialogue));
    }

    CorpusReading m_reading;
    int m_session = 1;
    int m_given = 0;
};

class RasaTracker final : public Importer
{
public:
    std::string_view id() const override { return "rasa_tracker"; }
    std::string_view title() const override { return "Rasa trackers"; }
    int version() const override { return 2; }
    bool holdsOneDialogue() const override { return true; }

    Sniff sniff(const Probe &probe) const override
    {
        return isTracker(probe.first) ? Sniff{95, {}} : Sniff{};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        return readRecords(probe, output, RecordLayout::Items,
                           [&](const Record &record) { return reading.readTracker(record); });
    }
};
} // namespace

std::unique_ptr<Importer> rasa_tracker()
{
    return std::make_unique<RasaTracker>();
}
} // namespace gapscope::importers
