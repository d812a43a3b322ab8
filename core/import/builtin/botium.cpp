// SPDX-License-Identifier: GPL-3.0-or-later
// Botium's convo text: a name, then blocks under #me and #bot (formats.md, section 2.15).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"
#include "core/import/text_reader.h"

#include <algorithm>
#include <array>

namespace gapscope::importers {
namespace {
constexpr std::size_t largest = 64 * 1024 * 1024;

/// What a line `#word …` begins; empty = the line is text.
std::string sectionOf(std::string_view line)
{
    if (!line.starts_with('#'))
        return {};
    const std::string word = lowered(line.substr(1, line.find_first_of(" \t\r", 1) - 1));
    static constexpr std::array<std::string_view, 5> known{"me", "bot", "begin", "end", "include"};
    return std::ranges::find(known, word) == known.end() ? std::string() : word;
}

/// Lines of a block that check or steer the conversation and that nobody says.
bool isInstruction(std::string_view line)
{
    static constexpr std::array<std::string_view, 23> names{"BUTTONS",
                                                            "BUTTON",
                                                            "MEDIA",
                                                            "CARDS",
                                                            "INTENT",
                                                            "INTENT_CONFIDENCE",
                                                            "INTENT_UNIQUE",
                                                            "ENTITIES",
                                                            "ENTITY_VALUES",
                                                            "ENTITY_CONTENT",
                                                            "PAUSE",
                                                            "WAITFORBOT",
                                                            "INCLUDE",
                                                            "JSON_PATH",
                                                            "SET_SCRIPTING_MEMORY",
                                                            "CLEAR_SCRIPTING_MEMORY",
                                                            "ASSIGN_SCRIPTING_MEMORY",
                                                            "UPDATE_CUSTOM",
                                                            "FORM",
                                                            "HYPERLINK",
                                                            "BOT_CONSUMED",
                                                            "RESPONSE_LENGTH",
                                                            "CONDITIONAL_STEP_BEGIN"};
    const std::string word = trimmed(line.substr(0, line.find_first_of(" \t\r|")));
    return std::ranges::find(names, word) != names.end();
}

/// The lines of a convo one after the other, with the blocks turned into turns.
class Convo
{
public:
    void add(std::string_view line)
    {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::string section = sectionOf(line);
        if (section.empty()) {
            m_lines.emplace_back(line);
            replaced += replaceInvalidUtf8(m_lines.back());
            return;
        }
        endBlock();
        m_section = section;
        m_head = line;
    }

    void endBlock()
    {
        std::string text;
        std::string instructions;
        for (const std::string &line : m_lines) {
            std::string &part = isInstruction(line) && !m_section.empty() ? instructions : text;
            part += line + "\n";
        }
        m_lines.clear();
        text = trimmed(text);
        if (m_section.empty())
            name = text;
        else
            addTurn(text, trimmed(instructions));
    }

    std::string name;
    std::vector<Turn> turns;
    /// Bytes that were no UTF-8.
    int replaced = 0;

private:
    void addTurn(const std::string &text, const std::string &instructions)
    {
        if (text.empty() && instructions.empty() && m_section != "me" && m_section != "bot")
            return;
        const Role role = m_section == "me"    ? Role::User
                          : m_section == "bot" ? Role::Agent
                                               : Role::Note;
        const bool said = role != Role::Note && !text.empty();
        Turn turn =
            spoken(role, said                 ? std::optional(text)
                         : role == Role::Note ? std::optional(trimmed(text + "\n" + instructions))
                                              : std::nullopt);
        if (!instructions.empty() || m_head.size() > m_section.size() + 1)
            turn.native =
                dumped(Json{{"block", m_head}, {"text", text}, {"instructions", instructions}});
        turns.push_back(std::move(turn));
    }

    std::string m_section;
    std::string m_head;
    std::vector<std::string> m_lines;
};

bool hasLine(std::string_view text, std::string_view section)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (sectionOf(text.substr(at, end - at)) == section)
            return true;
        at = end + 1;
    }
    return false;
}

class Botium final : public Importer
{
public:
    std::string_view id() const override { return "botium"; }
    std::string_view title() const override { return "Botium convo text"; }
    int version() const override { return 2; }
    bool holdsOneDialogue() const override { return true; }

    Sniff sniff(const Probe &probe) const override
    {
        const bool convo = probe.shape == FileShape::Text && hasLine(probe.head, "me") &&
                           hasLine(probe.head, "bot");
        return convo ? Sniff{90, {}} : Sniff{};
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        const Result<bool> cp1252 = isCp1252File(probe);
        if (!cp1252)
            return cp1252.error();
        TextReader reader;
        if (const Result<void> opened = reader.open(probe); !opened)
            return opened;
        if (*cp1252) {
            reader.decodeAsCp1252();
            if (!output.issue({ImportIssue::Effect::Repaired, 0, -1, "", "cp1252",
                               "the file is no UTF-8 and was read as Windows-1252"}))
                return {};
        }
        Convo convo;
        std::string text;
        while (reader.read(text)) {
            std::size_t at = 0;
            for (std::size_t end = text.find('\n'); end != std::string::npos;
                 end = text.find('\n', at)) {
                convo.add(std::string_view(text).substr(at, end - at));
                at = end + 1;
            }
            text.erase(0, at);
            if (reader.bytesRead() > static_cast<std::int64_t>(largest))
                return Error{ErrorCode::InputMalformed, probe.path,
                             "the convo is larger than 64 MiB"};
            if (!output.progress(reader.bytesRead()))
                return {};
        }
        if (reader.failed())
            return Error{ErrorCode::InputUnreadable, probe.path, "reading broke off"};
        convo.add(text);
        convo.endBlock();
        return finish(probe, std::move(convo), context, output);
    }

private:
    static Result<void> finish(const Probe &probe, Convo convo, const ImportContext &context,
                               ImportOutput &output)
    {
        CorpusReading reading(context, output);
        const Record whole{Json(), {}, false, 1, 1, 0};
        const std::string id = convo.name.empty() ? probe.stem : convo.name;
        const Task task = reading.task("botium", {}, textId(id));
        Dialogue dialogue;
        dialogue.nativeId = id;
        dialogue.turns = std::move(convo.turns);
        if (convo.replaced > 0 &&
            !output.issue(
                {ImportIssue::Effect::Repaired, 0, -1, id, "invalid-utf8",
                 std::to_string(convo.replaced) + " bytes that are no UTF-8 became U+FFFD"}))
            return {};
        if (reading.note(whole, "may-be-a-script",
                         "a convo is mostly a script of what a test expects, not the log of a "
                         "conversation"))
            reading.add(whole, task, std::move(dialogue));
        return {};
    }
};
} // namespace

std::unique_ptr<Importer> botium()
{
    return std::make_unique<Botium>();
}
} // namespace gapscope::importers
