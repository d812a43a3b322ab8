// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's Responses interface: records with `items`, or `input` and `output`, or response objects
// that follow one another by `previous_response_id` (formats.md, section 2.10).
#include "core/import/fields.h"
#include "core/import/response_items.h"
#include "core/import/sample_records.h"
#include "core/import/silent_output.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace gapscope::importers {
namespace {
constexpr std::array<std::string_view, 3> lists{"items", "input", "output"};

bool holdsItems(const Json *list)
{
    return list && list->is_array() && std::any_of(list->begin(), list->end(), isResponseItem);
}

/// Items need no type where they have a role; then others of the list tell what they are.
bool isUntyped(const Json &value)
{
    return member(value, "role") && member(value, "content") && !member(value, "type");
}

bool holdsCalls(const Probe &probe)
{
    const std::vector<Json> records = sampleOf(probe).records;
    return std::any_of(records.begin(), records.end(), [](const Json &record) {
        return isResponseItem(record) && textOf(member(record, "type")) != "message";
    });
}

bool isResponse(const Json &value)
{
    if (!value.is_object() || member(value, "messages"))
        return false;
    const Json *object = member(value, "object");
    if (object && object->is_string() && *object == "response" && member(value, "output"))
        return true;
    return std::any_of(lists.begin(), lists.end(),
                       [&](std::string_view name) { return holdsItems(member(value, name)); });
}

/// Logs keep a request and its response side by side: {request: {input}, response: {output}}.
Json flattened(Json value)
{
    const Json *response = member(value, "response");
    if (!response || !isResponse(*response))
        return value;
    Json flat = *response;
    if (const Json *request = member(value, "request"); request && request->is_object()) {
        for (const std::string_view name : {"input", "instructions", "previous_response_id"}) {
            const Json *field = member(*request, name);
            if (field && !firstMember(flat, {name}))
                flat[std::string(name)] = *field;
        }
    }
    for (const auto &[key, field] : value.items()) {
        if (key != "request" && key != "response" && !flat.contains(key))
            flat[key] = field;
    }
    return flat;
}

/// Which response follows which. A conversation's responses follow one another as they stand.
class Links
{
public:
    /// The id of the response before this one; "" = it is the first.
    std::string previous(const Json &response)
    {
        const std::string id = textOf(member(response, "id"));
        const std::string before = textOf(member(response, "previous_response_id"));
        const Json *conversation = member(response, "conversation");
        const std::string name = conversation && conversation->is_object()
                                     ? textOf(member(*conversation, "id"))
                                     : textOf(conversation);
        if (name.empty() || id.empty())
            return before;
        const std::string last = std::exchange(m_lastOf[name], id);
        return before.empty() ? last : before;
    }

private:
    std::unordered_map<std::string, std::string> m_lastOf;
};

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_dialogues(context, output) {}

    /// First pass: who follows whom.
    void count(const Json &value)
    {
        if (!value.is_object())
            return;
        const Json response = flattened(value);
        const std::string before = m_counting.previous(response);
        if (!before.empty())
            ++m_followers[before];
        if (const std::string id = textOf(member(response, "id")); !id.empty())
            m_ids.insert(id);
    }

    bool read(Record record)
    {
        if (record.value.is_array()) {
            Json wrapped = Json::object();
            wrapped["items"] = std::move(record.value);
            record.value = std::move(wrapped);
        }
        if (!record.value.is_object())
            return m_dialogues.skip(record, "not-an-object",
                                    "the record is no object, so it is no dialogue");
        record.value = flattened(std::move(record.value));
        if (!firstMember(record.value, {"items", "input", "output"}))
            return m_dialogues.skip(record, "no-messages",
                                    "the record has none of items, input and output");
        const std::string before = m_links.previous(record.value);
        if (before.empty() || !m_ids.contains(before))
            return begin(record, !before.empty());
        const auto open = m_open.find(before);
        if (open == m_open.end()) {
            m_waiting[before].push_back(std::move(record));
            return true;
        }
        return follow(record, before);
    }

    /// What waits for responses that never came (they were broken, or follow one another in a
    /// ring).
    bool finish()
    {
        while (!m_waiting.empty()) {
            auto waiting = m_waiting.extract(m_waiting.begin());
            for (const Record &record : waiting.mapped()) {
                if (!begin(record, true))
                    return false;
            }
        }
        for (auto &[id, open] : m_open) {
            if (!open.used && !m_dialogues.finish(std::move(open.record)))
                return false;
        }
        return true;
    }

private:
    /// A dialogue so far, for the responses that go on from it.
    struct Open
    {
        ChatRecord record;
        int followers = 0;
        bool used = false;
    };

    bool begin(const Record &record, bool earlierMissing)
    {
        if (earlierMissing &&
            !m_dialogues.note(record, "earlier-response-missing",
                              "the response goes on from one that is not in the file"))
            return false;
        return go(ChatRecord(record), record);
    }

    bool follow(const Record &record, const std::string &before)
    {
        Open &open = m_open.at(before);
        open.used = true;
        if (--open.followers > 0)
            return go(open.record, record);
        ChatRecord base = std::move(open.record);
        m_open.erase(before);
        return go(std::move(base), record);
    }

    bool go(ChatRecord chat, const Record &record)
    {
        const Json &value = record.value;
        const Json *instructions = member(value, "instructions");
        if (instructions && !instructions->is_null() &&
            (!chat.fields.contains("instructions_given") ||
             chat.fields["instructions_given"] != *instructions)) {
            const bool typed = instructions->is_array() && !instructions->empty() &&
                               member(instructions->front(), "role");
            if (typed && !addResponseItems(m_dialogues, chat, *instructions))
                return false;
            if (!typed)
                ChatDialogues::addPrompt(chat, instructions);
            chat.fields["instructions_given"] = *instructions;
        }
        for (const std::string_view name : lists) {
            const Json *items = member(value, name);
            if (items && !items->is_null() && !addResponseItems(m_dialogues, chat, *items))
                return false;
        }
        for (const auto &[key, field] : value.items()) {
            if (key != "items" && key != "input" && key != "output" && key != "instructions")
                chat.fields[key] = field;
        }
        const std::string id = textOf(member(value, "id"));
        const auto followers = m_followers.find(id);
        if (id.empty() || followers == m_followers.end()) {
            chat.fields.erase("instructions_given");
            return m_dialogues.finish(std::move(chat));
        }
        m_open.insert_or_assign(id, Open{std::move(chat), followers->second, false});
        return goOn(id);
    }

    /// Those that stood before this response in the file, although they follow it.
    bool goOn(const std::string &id)
    {
        auto waiting = m_waiting.extract(id);
        if (waiting.empty())
            return true;
        for (const Record &record : waiting.mapped()) {
            if (!(m_open.contains(id) ? follow(record, id) : begin(record, true)))
                return false;
        }
        return true;
    }

    ChatDialogues m_dialogues;
    Links m_counting;
    Links m_links;
    std::unordered_map<std::string, int> m_followers;
    std::unordered_set<std::string> m_ids;
    std::unordered_map<std::string, Open> m_open;
    std::unordered_map<std::string, std::vector<Record>> m_waiting;
};

class OpenAiResponses final : public Importer
{
public:
    std::string_view id() const override { return "openai_responses"; }
    std::string_view title() const override { return "OpenAI Responses items"; }
    int version() const override { return 2; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json &first = probe.first;
        const Json *response = member(first, "response");
        if (isResponse(first) || (response && isResponse(*response)))
            return {85, guessOfChat(probe)};
        const bool isItem =
            isResponseItem(first) || (isUntyped(first) && !probe.isObject() && holdsCalls(probe));
        if (!isItem && !holdsItems(&first))
            return {};
        Sniff found{65, guessOfChat(probe)};
        if (isItem)
            found.guess.agentModel.clear();
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        if (isResponseItem(probe.first) || isUntyped(probe.first))
            return readItems(probe, context, output);
        Reading reading(context, output);
        SilentOutput silent(&output);
        const Result<void> counted = forEachRecord(probe, silent, [&](const Record &record) {
            reading.count(record.value);
            return true;
        });
        if (!counted)
            return counted;
        bool more = true;
        const Result<void> read = forEachRecord(probe, output, [&](Record record) {
            more = reading.read(std::move(record));
            return more;
        });
        if (more)
            reading.finish();
        return read;
    }

private:
    /// Items one after the other are one dialogue, or those of each line.
    static Result<void> readItems(const Probe &probe, const ImportContext &context,
                                  ImportOutput &output)
    {
        ChatDialogues dialogues(context, output);
        bool listsOnLines = hasListsOnLines(probe.head);
        std::int64_t number = 0;
        Json items = Json::array();
        std::optional<Record> place;
        const auto finish = [&] {
            if (!place)
                return true;
            ChatRecord chat(*std::exchange(place, std::nullopt));
            return addResponseItems(dialogues, chat, std::exchange(items, Json::array())) &&
                   dialogues.finish(std::move(chat));
        };
        bool more = true;
        const Result<void> read = forEachRecord(probe, output, [&](Record record) {
            listsOnLines = listsOnLines || (place && record.line == place->line);
            if (place && listsOnLines && record.line != place->line)
                more = finish();
            if (!place)
                place = Record{Json(), {}, false, ++number, record.line, record.byte};
            items.push_back(std::move(record.value));
            return more;
        });
        if (more)
            finish();
        return read;
    }
};
} // namespace

std::unique_ptr<Importer> openai_responses()
{
    return std::make_unique<OpenAiResponses>();
}
} // namespace gapscope::importers
