// SPDX-License-Identifier: GPL-3.0-or-later
// QuAC and SimQUAC: {data: [{paragraphs: [{title, section_title, context, qas}]}]}, where questions
// are the student's and answers the teacher's (formats.md, section 2.14).
#include "core/import/corpus_reading.h"
#include "core/import/fields.h"
#include "core/import/importer.h"

#include <algorithm>

namespace gapscope::importers {
namespace {
const Json *firstQuestions(const Json &entry)
{
    const Json *paragraphs = member(entry, "paragraphs");
    if (!paragraphs || !paragraphs->is_array() || paragraphs->empty())
        return nullptr;
    const Json *questions = member(paragraphs->front(), "qas");
    return questions && questions->is_array() ? questions : nullptr;
}

/// SQuAD has the same shape, but its questions are no dialogue: it names no section.
bool isDialogueEntry(const Json &entry)
{
    return firstQuestions(entry) && (member(entry, "section_title") ||
                                     member((*member(entry, "paragraphs"))[0], "section_title"));
}

/// People's and simulated files look alike; names may tell.
CorpusKind kindOf(const Probe &probe)
{
    const std::string name = lowered(probe.stem);
    if (name.find("human") != std::string::npos)
        return CorpusKind::Real;
    if (name.find("sim") != std::string::npos || name.find("llm") != std::string::npos ||
        name.find("gpt") != std::string::npos)
        return CorpusKind::Simulated;
    // The ids of the original: C_<hash>_<n>_q#<n>.
    const Json &entry = probe.field("data")->front();
    const Json *questions = firstQuestions(entry);
    const bool original = !questions->empty() &&
                          textOf(member(questions->front(), "id")).find("_q#") != std::string::npos;
    return original ? CorpusKind::Real : CorpusKind::Unknown;
}

class Reading
{
public:
    Reading(const ImportContext &context, ImportOutput &output) : m_reading(context, output) {}

    bool readEntry(const Record &record)
    {
        const Json *paragraphs = member(record.value, "paragraphs");
        if (!paragraphs || !paragraphs->is_array())
            return m_reading.skip(record, "no-messages", "the entry has no list \"paragraphs\"");
        for (const Json &paragraph : *paragraphs) {
            if (!readParagraph(record, paragraph))
                return false;
        }
        return true;
    }

private:
    bool readParagraph(const Record &record, const Json &paragraph)
    {
        const Json *questions = member(paragraph, "qas");
        if (!questions || !questions->is_array())
            return m_reading.skip(record, "no-messages", "a paragraph has no list \"qas\"");
        const auto told = [&](std::string_view name) {
            const Json *own = firstMember(paragraph, {name});
            return textOf(own ? own : firstMember(record.value, {name}));
        };
        const std::string title = told("title");
        const std::string section = told("section_title");
        const bool known = !title.empty() || !section.empty();
        ++m_count;
        Task task = m_reading.task("quac", {},
                                   known ? textId(title + " / " + section) : numberedId(m_count));
        if (!known)
            task.nativeId.clear();
        task.instruction = trimmed(title + "\n" + section + "\n" + told("background"));
        if (known)
            task.fingerprint = fingerprintOf(title + "\n" + section);
        else if (!m_reading.noteOnce(record, "no-task-id",
                                     "dialogues without title and section make no pairs"))
            return false;
        Dialogue dialogue;
        dialogue.nativeId = textOf(firstMember(paragraph, {"id"}));
        if (dialogue.nativeId.empty())
            dialogue.nativeId = numberedId(m_count);
        dialogue.metadata = metadataWithout(paragraph, {"qas", "id"});
        MessageTurns turns;
        for (const Json &asked : *questions) {
            if (!m_reading.goesOn())
                return false;
            if (!addExchange(asked, turns) &&
                !m_reading.note(record, "no-text",
                                "an entry has neither question nor answer and was left out"))
                return false;
        }
        dialogue.turns = turns.take();
        return m_reading.add(record, task, std::move(dialogue));
    }

    /// Whether anything was said.
    static bool addExchange(const Json &asked, MessageTurns &turns)
    {
        std::vector<Turn> said;
        if (const Json *question = firstMember(asked, {"question"}))
            said.push_back(spoken(Role::User, textOf(question)));
        // What the teacher said; `answers` may hold further people's opinions.
        const Json *answer = firstMember(asked, {"orig_answer", "answers", "answer"});
        if (answer && answer->is_array())
            answer = answer->empty() ? nullptr : &answer->front();
        const Json *text = answer && answer->is_object() ? firstMember(*answer, {"text"}) : answer;
        if (text)
            said.push_back(spoken(Role::Agent, textOf(text)));
        const bool any = !said.empty();
        turns.add(asked, std::move(said));
        return any;
    }

    CorpusReading m_reading;
    std::int64_t m_count = 0;
};

class Quac final : public Importer
{
public:
    std::string_view id() const override { return "quac"; }
    std::string_view title() const override { return "QuAC and SimQUAC"; }

    Sniff sniff(const Probe &probe) const override
    {
        const Json *data = probe.field("data");
        if (!probe.isObject() || !data || !data->is_array() || data->empty() ||
            !isDialogueEntry(data->front()))
            return {};
        Sniff found{95, {}};
        found.guess.kind = kindOf(probe);
        return found;
    }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        Reading reading(context, output);
        return readRecords(probe, output, RecordLayout::NestedMembers, [&](const Record &record) {
            return record.key != "data" || !record.element || reading.readEntry(record);
        });
    }
};
} // namespace

std::unique_ptr<Importer> quac()
{
    return std::make_unique<Quac>();
}
} // namespace gapscope::importers
