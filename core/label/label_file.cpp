// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_file.h"

#include <nlohmann/json.hpp>

#include <istream>
#include <limits>

namespace gapscope {
namespace {
using Json = nlohmann::json;

Error malformed(std::string reason)
{
    return Error{ErrorCode::InputMalformed, "label", std::move(reason)};
}

/// Reads fields one by one and keeps the first fault, so that a record is read in one sweep.
class Fields
{
public:
    explicit Fields(const Json &json) : m_json(json) {}

    const std::string &fault() const { return m_fault; }

    std::string text(const char *field)
    {
        const Json *value = find(field);
        if (!value)
            return {};
        if (value->is_string())
            return value->get<std::string>();
        return fail(field, "is not a text"), std::string();
    }

    bool flag(const char *field)
    {
        const Json *value = find(field);
        if (value && !value->is_boolean())
            fail(field, "is neither true nor false");
        return value && value->is_boolean() && value->get<bool>();
    }

    std::optional<std::int64_t> number(const char *field, std::int64_t from, std::int64_t to)
    {
        const Json *value = find(field);
        if (!value)
            return std::nullopt;
        // An unsigned number beyond the signed range would wrap.
        const bool fits = value->is_number_integer() &&
                          (!value->is_number_unsigned() ||
                           value->get<std::uint64_t>() <=
                               std::uint64_t(std::numeric_limits<std::int64_t>::max()));
        if (fits && value->get<std::int64_t>() >= from && value->get<std::int64_t>() <= to)
            return value->get<std::int64_t>();
        fail(field, "is not a whole number in its range");
        return std::nullopt;
    }

    std::optional<int> small(const char *field, int from, int to = std::numeric_limits<int>::max())
    {
        const auto value = number(field, from, to);
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    }

    /// A word of a fixed list; another one must not be lost silently.
    template <class Value>
    std::optional<Value> word(const char *field, std::optional<Value> (*known)(std::string_view))
    {
        if (!find(field))
            return std::nullopt;
        const std::string value = text(field);
        const std::optional<Value> result = known(value);
        if (!result)
            fail(field, "has the unknown value \"" + value + "\"");
        return result;
    }

    std::optional<TextRange> span(const char *begin, const char *end)
    {
        const auto from = small(begin, 0);
        const auto to = small(end, 0);
        if (from && to && *from <= *to)
            return TextRange{*from, *to};
        if (from || to)
            fail(begin, "and its end make no span");
        return std::nullopt;
    }

    std::vector<std::string> texts(const char *field)
    {
        std::vector<std::string> result;
        const Json *value = find(field);
        if (value && !value->is_array())
            fail(field, "is not a list");
        for (const Json &entry : value && value->is_array() ? *value : Json::array()) {
            if (entry.is_string())
                result.push_back(entry.get<std::string>());
        }
        return result;
    }

    void need(bool there, const char *field)
    {
        if (!there)
            fail(field, "is missing");
    }

private:
    const Json *find(const char *field) const
    {
        const auto found = m_json.find(field);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }
    void fail(const char *field, const std::string &what)
    {
        if (m_fault.empty())
            m_fault = std::string(field) + " " + what;
    }

    const Json &m_json;
    std::string m_fault;
};

constexpr std::int64_t anyTime = std::numeric_limits<std::int64_t>::max();

LabelRecord readRecord(Fields &fields)
{
    LabelRecord record;
    Label &label = record.label;
    label.id = LabelId{fields.text("id")};
    label.realDialogue = DialogueId{fields.text("real_dialogue")};
    label.simDialogue = DialogueId{fields.text("sim_dialogue")};
    label.realTurn = fields.small("real_turn", 0);
    label.simTurn = fields.small("sim_turn", 0);
    label.code = fields.text("code");
    label.severity = fields.small("severity", 0, 3);
    label.note = fields.text("note");
    label.annotator = fields.text("annotator");
    label.createdMs = fields.number("created_ms", 0, anyTime).value_or(0);
    label.changedMs = fields.number("changed_ms", 0, anyTime).value_or(label.createdMs);
    label.revision = fields.small("revision", 1).value_or(1);
    label.kind = fields.word("kind", labelKind).value_or(LabelKind::Divergence);
    label.direction = fields.word("direction", labelDirection);
    label.effect = fields.word("effect", labelEffect);
    label.onset = fields.flag("onset");
    label.confidence = fields.small("confidence", 1, 3);
    label.realSpan = fields.span("real_begin", "real_end");
    label.simSpan = fields.span("sim_begin", "sim_end");
    label.origin = fields.word("origin", labelOrigin).value_or(LabelOrigin::Own);
    label.suggestion = fields.text("suggestion");
    label.spentMs = fields.number("spent_ms", 0, anyTime);
    label.flagged = fields.flag("flagged");
    record.task = TaskKey{fields.text("task")};
    record.realNativeId = fields.text("real_id");
    record.simNativeId = fields.text("sim_id");
    record.realLabel = fields.text("real_corpus");
    record.simLabel = fields.text("sim_corpus");
    record.realText = fields.text("real_text");
    record.simText = fields.text("sim_text");
    record.earlier = fields.texts("earlier");
    fields.need(!label.id.empty(), "id");
    fields.need(!label.code.empty(), "code");
    fields.need(!label.realDialogue.empty() || !label.simDialogue.empty(), "dialogue");
    return record;
}

LabelRemoval readRemoval(Fields &fields)
{
    LabelRemoval removal;
    removal.id = LabelId{fields.text("id")};
    const auto revision = fields.small("revision", 1);
    removal.revision = revision.value_or(1);
    removal.changedMs = fields.number("changed_ms", 0, anyTime).value_or(0);
    removal.by = fields.text("by");
    fields.need(!removal.id.empty(), "id");
    fields.need(revision.has_value(), "revision");
    return removal;
}

/// One line without its end; false at the end of the file. `isLong`: it was passed over.
bool nextLine(std::istream &in, std::string &line, bool &isLong)
{
    line.clear();
    isLong = false;
    std::streambuf *buffer = in.rdbuf();
    for (bool any = false;; any = true) {
        const int byte = buffer->sbumpc();
        if (byte == std::char_traits<char>::eof())
            return any;
        if (byte == '\n')
            return true;
        if (line.size() < longestLabelLine)
            line += static_cast<char>(byte);
        else
            isLong = true;
    }
}

Result<bool> readHeader(const std::string &line)
{
    const Json json = Json::parse(line, nullptr, false);
    const auto kind = json.is_object() ? json.find("gapscope") : json.end();
    if (!json.is_object() || kind == json.end())
        return false;
    if (*kind != Json("labels"))
        return malformed("a file of something else than labels");
    const Json format = json.value("format", Json(labelFileFormat));
    if (!format.is_number_integer() || format.get<std::int64_t>() > labelFileFormat)
        return malformed("written by a newer version of Gapscope");
    return true;
}
} // namespace

LabelState LabelLine::state() const
{
    if (const auto *removal = std::get_if<LabelRemoval>(&content))
        return *removal;
    return std::get<LabelRecord>(content).label;
}

Result<LabelLine> labelFromRecord(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return malformed("not JSON in UTF-8");
    if (!json.is_object())
        return malformed("not a JSON object");
    Fields fields(json);
    // What was taken out of a copy must not come back over the original.
    if (fields.flag("redacted") || fields.flag("pseudonyms"))
        return malformed("a redacted copy: made to be read, not to be merged");
    LabelLine line;
    if (fields.flag("removed"))
        line.content = readRemoval(fields);
    else
        line.content = readRecord(fields);
    line.scheme = fields.text("scheme");
    line.schemeVersion = fields.small("scheme_version", 0).value_or(0);
    if (!fields.fault().empty())
        return malformed(fields.fault());
    return line;
}

Result<void> readLabelFile(std::istream &in,
                           const std::function<Result<void>(LabelLine &&, std::int64_t)> &take,
                           const std::function<void(LabelFileIssue)> &issue)
{
    if (!in)
        return Error{ErrorCode::InputUnreadable, "label file", "it cannot be opened"};
    std::string line;
    bool isLong = false;
    bool mayBeHead = true;
    for (std::int64_t number = 1; nextLine(in, line, isLong); ++number) {
        if (number == 1 && (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF")))
            return malformed("UTF-16; label files are UTF-8");
        if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        if (isLong) {
            issue({number, "longer than " + std::to_string(longestLabelLine >> 20) + " MiB"});
            continue;
        }
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        if (mayBeHead) {
            mayBeHead = false;
            const Result<bool> isHead = readHeader(line);
            if (!isHead)
                return isHead.error();
            if (*isHead)
                continue;
        }
        Result<LabelLine> read = labelFromRecord(line);
        if (!read) {
            issue({number, read.error().detail});
            continue;
        }
        if (auto taken = take(std::move(*read), number); !taken)
            return taken.error();
    }
    if (in.bad())
        return Error{ErrorCode::InputUnreadable, "label file", "reading broke off"};
    return {};
}
} // namespace gapscope
