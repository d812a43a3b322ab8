// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_redaction_p.h"

#include "core/base/text.h"
#include "core/store/task_repository.h"

#include <unordered_map>

namespace gapscope {
namespace {
/// The words within so many code points of a place.
std::string around(std::string_view text, const TextRange &range)
{
    constexpr int reach = 30;
    std::string result;
    int point = 0;
    for (std::size_t byte = 0; byte < text.size(); ++point) {
        const std::size_t bytes = decodeAt(text, byte).bytes;
        if (point >= range.begin - reach && point < range.end + reach)
            result += text.substr(byte, bytes);
        byte += bytes;
    }
    return result;
}
} // namespace

Result<void> learnNames(Session &session, Redactor &redactor)
{
    const Result<std::vector<Task>> tasks = TaskRepository(session).all();
    if (!tasks)
        return tasks.error();
    for (const Task &task : *tasks)
        redactor.learn(task.instruction);
    return forEachLabelRecord(session, [&](LabelRecord &&record) {
        redactor.learn(record.realText);
        redactor.learn(record.simText);
        redactor.learn(record.label.note);
        return Result<void>();
    });
}

void redactRecord(Redactor &redactor, LabelRecord &record, const std::set<std::string> &keep,
                  std::map<RedactionKind, int> &counts)
{
    const auto redact = [&](std::string &text, std::optional<TextRange> *span) {
        std::vector<Redaction> found = redactor.find(text);
        std::erase_if(found, [&](const Redaction &each) { return keep.contains(each.text); });
        for (const Redaction &each : found)
            ++counts[each.kind];
        text = redactor.redacted(text, found);
        if (span && *span)
            *span = redactor.moved(**span, found);
    };
    redact(record.realText, &record.label.realSpan);
    redact(record.simText, &record.label.simSpan);
    redact(record.label.note, nullptr);
}

Result<std::vector<RedactionFinding>> redactionFindings(Session &session,
                                                        const std::string &annotator)
{
    Redactor redactor;
    if (auto done = learnNames(session, redactor); !done)
        return done.error();
    std::vector<RedactionFinding> findings;
    std::map<std::pair<RedactionKind, std::string>, std::size_t> places;
    auto done = forEachLabelRecord(session, [&](LabelRecord &&record) {
        if (!annotator.empty() && record.label.annotator != annotator)
            return Result<void>();
        for (const std::string *text : {&record.realText, &record.simText, &record.label.note}) {
            for (const Redaction &each : redactor.find(*text)) {
                const auto [place, isNew] =
                    places.emplace(std::pair(each.kind, each.text), findings.size());
                if (isNew)
                    findings.push_back({each.kind, each.text, around(*text, each.range), 0});
                ++findings[place->second].count;
            }
        }
        return Result<void>();
    });
    if (!done)
        return done.error();
    return findings;
}
} // namespace gapscope
