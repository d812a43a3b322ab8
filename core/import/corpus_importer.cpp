// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/corpus_importer.h"

#include "core/import/fields.h"

#include <string>

namespace gapscope {
namespace {
class CorpusImporter final : public Importer
{
public:
    explicit CorpusImporter(const CorpusFormat &format) : m_format(format) {}

    std::string_view id() const override { return m_format.id; }
    std::string_view title() const override { return m_format.title; }
    int version() const override { return m_format.version; }
    Sniff sniff(const Probe &probe) const override { return m_format.sniff(probe); }

    Result<void> read(const Probe &probe, const ImportContext &context,
                      ImportOutput &output) const override
    {
        CorpusReading reading(context, output);
        const RecordLayout layout = m_format.layout ? m_format.layout(probe) : RecordLayout::Items;
        return readRecords(probe, output, layout, [&](const Record &record) {
            // Of lists that are members an empty one is told as it is; it has no dialogue.
            const bool none = layout == RecordLayout::NestedMembers && !record.element &&
                              record.value.is_array() && record.value.empty();
            return none || readDialogue(record, reading);
        });
    }

private:
    bool readDialogue(const Record &record, CorpusReading &reading) const
    {
        if (!record.value.is_object())
            return reading.skip(record, "not-an-object", "the record is no object, so no dialogue");
        const Json *list = member(record.value, m_format.list);
        if (!list || !list->is_array())
            return reading.skip(record, "no-messages",
                                "the dialogue has no list \"" + std::string(m_format.list) + "\"");
        return m_format.read(record, *list, reading);
    }

    CorpusFormat m_format;
};
} // namespace

std::unique_ptr<Importer> corpusImporter(const CorpusFormat &format)
{
    return std::make_unique<CorpusImporter>(format);
}
} // namespace gapscope
