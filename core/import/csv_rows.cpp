// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csv_rows.h"

#include "core/import/limits.h"
#include "core/import/text_reader.h"

#include <csv.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace gapscope {
namespace {
constexpr std::size_t maxRowBytes = limits::recordBytes;

int noSpace(unsigned char)
{
    return 0;
}

/// The parser is lax: a quotation mark that should have been doubled, or opens a field without
/// need, takes what follows into the field.
bool hasStrayQuote(std::string_view row, char delimiter)
{
    if (row.find('"') == std::string_view::npos)
        return false;
    std::size_t at = 0;
    while (at < row.size()) {
        if (row[at] != '"') {
            at = row.find(delimiter, at);
            at = at == std::string_view::npos ? row.size() : at + 1;
            continue;
        }
        // To the mark that closes the field; two are one of its text.
        for (++at; at < row.size(); ++at) {
            if (row[at] != '"')
                continue;
            if (at + 1 == row.size() || row[at + 1] != '"')
                break;
            ++at;
        }
        if (at >= row.size())
            return false;
        ++at;
        if (at < row.size() && row[at] != delimiter && row[at] != '\r' && row[at] != '\n')
            return true;
        ++at;
    }
    return false;
}

/// What spreadsheets put before the header: `sep=;`.
std::optional<char> delimiterLine(std::string_view line)
{
    if (line.ends_with('\n'))
        line.remove_suffix(1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    const bool is = line.size() == 5 && (line.starts_with("sep=") || line.starts_with("SEP="));
    return is ? std::optional(line.back()) : std::nullopt;
}
} // namespace

struct CsvRows::State
{
    State() { csv_init(&parser, CSV_STRICT_FINI | CSV_STRICT); }
    ~State() { csv_free(&parser); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    csv_parser parser{};
    TextReader reader;
    std::string buffer;
    std::size_t start = 0;
    std::int64_t line = 1;
    std::int64_t byte = 0;
    std::vector<std::string> fields;
    std::deque<std::vector<std::string>> rows;
    std::int64_t rowLine = 1;
    std::int64_t rowByte = 0;
    bool rowOpen = false;
    bool ended = false;
    std::string problem;
    /// Of the row that is being read, as it stands in the file.
    std::string rowText;
    char delimiter = ',';

    static void onField(void *text, std::size_t size, void *self)
    {
        static_cast<State *>(self)->fields.emplace_back(static_cast<const char *>(text), size);
    }
    static void onRow(int, void *self)
    {
        auto *state = static_cast<State *>(self);
        state->rows.push_back(std::exchange(state->fields, {}));
    }

    /// The next line with its newline; empty at the end of the file. In pieces where it is long.
    std::string_view nextLine()
    {
        constexpr std::size_t longLine = 1024 * 1024;
        std::size_t from = start;
        while (true) {
            const std::size_t newline = buffer.find('\n', from);
            if (newline != std::string::npos)
                return std::string_view(buffer).substr(start, newline + 1 - start);
            if (buffer.size() - start > longLine)
                return std::string_view(buffer).substr(start);
            buffer.erase(0, start);
            start = 0;
            from = buffer.size();
            if (!reader.read(buffer))
                return buffer;
        }
    }

    void feed(std::string_view text)
    {
        if (!rowOpen) {
            rowLine = line;
            rowByte = byte;
            rowText.clear();
        }
        rowText += text;
        const bool blank = text.find_first_not_of("\r\n") == std::string_view::npos;
        if (rowOpen || !blank) {
            // Lax about quotes inside unquoted fields, strict about one that never ends.
            parser.options = CSV_STRICT_FINI;
            csv_parse(&parser, text.data(), text.size(), &onField, &onRow, this);
            rowOpen = rows.empty();
        }
        skip(text);
    }

    void skip(std::string_view text)
    {
        line += std::count(text.begin(), text.end(), '\n');
        byte += reader.fileBytes(text);
        start += text.size();
    }

    void finish()
    {
        ended = true;
        parser.options = CSV_STRICT_FINI | CSV_STRICT;
        if (csv_fini(&parser, &onField, &onRow, this) == 0)
            return;
        problem = "unclosed-quote";
        parser.options = 0;
        csv_fini(&parser, &onField, &onRow, this);
    }
};

CsvRows::CsvRows() = default;
CsvRows::~CsvRows() = default;

Result<void> CsvRows::open(const std::string &path, char delimiter, bool cp1252)
{
    Probe probe;
    probe.path = path;
    return open(probe, delimiter, cp1252);
}

Result<void> CsvRows::open(const Probe &probe, char delimiter, bool cp1252)
{
    m_state = std::make_unique<State>();
    if (const Result<void> opened = m_state->reader.open(probe); !opened)
        return opened;
    if (cp1252)
        m_state->reader.decodeAsCp1252();
    m_state->byte = m_state->reader.prefix();
    m_state->delimiter = delimiter;
    csv_set_delim(&m_state->parser, static_cast<unsigned char>(delimiter));
    // Blanks around a field are the speaker's own.
    csv_set_space_func(&m_state->parser, &noSpace);
    return {};
}

std::optional<CsvRow> CsvRows::next()
{
    State &state = *m_state;
    while (state.rows.empty() && !state.ended) {
        const std::string_view text = state.nextLine();
        if (text.empty()) {
            state.finish();
            if (const auto &failure = state.reader.failure())
                state.problem =
                    failure->code == ErrorCode::InputMalformed ? "damaged-file" : "unreadable";
        } else if (state.byte == state.reader.prefix() && delimiterLine(text)) {
            state.skip(text);
        } else {
            state.feed(text);
            if (state.byte - state.rowByte > static_cast<std::int64_t>(maxRowBytes)) {
                state.problem = "record-too-large";
                state.ended = true;
                state.rows.clear();
            }
        }
    }
    if (state.rows.empty())
        return std::nullopt;
    CsvRow row{std::move(state.rows.front()), state.rowLine, state.rowByte};
    state.rows.pop_front();
    for (std::string &field : row.fields)
        row.replaced += replaceInvalidUtf8(field);
    row.hasStrayQuote = hasStrayQuote(state.rowText, state.delimiter);
    return row;
}

const std::string &CsvRows::problem() const
{
    return m_state->problem;
}

std::int64_t CsvRows::bytesRead() const
{
    return m_state->reader.bytesRead();
}

bool CsvRows::hasByteOrderMark() const
{
    return m_state->reader.encoding() == TextEncoding::Utf8Bom;
}

bool CsvRows::isUtf16() const
{
    return m_state->reader.encoding() == TextEncoding::Utf16Le ||
           m_state->reader.encoding() == TextEncoding::Utf16Be;
}

char delimiterOf(std::string_view head)
{
    if (const auto told = delimiterLine(head.substr(0, head.find('\n'))))
        return *told;
    std::string_view header = head.substr(0, head.find('\n'));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        std::ptrdiff_t count = 0;
        bool quoted = false;
        for (const char c : header) {
            quoted = quoted != (c == '"');
            count += !quoted && c == candidate ? 1 : 0;
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}
} // namespace gapscope
