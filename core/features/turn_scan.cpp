// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/turn_scan.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace gapscope {
namespace {
constexpr char32_t enDash = 0x2013;
constexpr char32_t emDash = 0x2014;

enum class Kind : std::uint8_t { Other, Blank, Letter, Digit, OtherWord };

/// Of the ASCII characters; they are nearly all there is.
constexpr std::array<Kind, 0x80> asciiKinds = [] {
    std::array<Kind, 0x80> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
        if ((c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20))
            kinds[c] = Kind::Blank;
        else if (c >= '0' && c <= '9')
            kinds[c] = Kind::Digit;
        else if (c >= 'a' && c <= 'z')
            kinds[c] = Kind::Letter;
        else if ((c >= 'A' && c <= 'Z') || c == '_')
            kinds[c] = Kind::OtherWord;
    }
    return kinds;
}();

class Scanner
{
public:
    Scanner(std::string_view lower, TurnScan &scan) : m_text(lower), m_scan(scan) {}

    void run()
    {
        std::size_t at = 0;
        while (at < m_text.size()) {
            const auto byte = static_cast<std::uint8_t>(m_text[at]);
            if (byte >= 0x80) {
                at += beyondAscii(at);
                continue;
            }
            switch (asciiKinds[byte]) {
            case Kind::Blank:
                endWord(at++);
                break;
            case Kind::Other:
                endRun(at);
                startWord(at++);
                break;
            case Kind::Letter:
            case Kind::Digit:
                startRun(at);
                at = plainEnd(at);
                break;
            case Kind::OtherWord:
                startRun(at);
                wordCharacter(false);
                m_scan.runs.back().underscore |= byte == '_';
                ++at;
                break;
            }
        }
        endWord(at);
    }

private:
    /// Takes the a–z and 0–9 from `at` on and returns where they end.
    std::size_t plainEnd(std::size_t at)
    {
        std::size_t longest = m_scan.runs.back().digits;
        for (; at < m_text.size(); ++at) {
            const auto byte = static_cast<std::uint8_t>(m_text[at]);
            const Kind kind = byte < 0x80 ? asciiKinds[byte] : Kind::Other;
            if (kind == Kind::Letter) {
                m_digits = 0;
            } else if (kind == Kind::Digit) {
                longest = std::max(longest, ++m_digits);
            } else {
                break;
            }
        }
        m_scan.runs.back().digits = longest;
        return at;
    }

    /// Takes one character and returns its bytes.
    std::size_t beyondAscii(std::size_t at)
    {
        const CodePoint unit = decodeAt(m_text, at);
        if (isWordCharacter(unit.value)) {
            startRun(at);
            wordCharacter(isDecimalDigit(unit.value));
        } else if (isBlank(unit.value)) {
            endWord(at);
        } else {
            endRun(at);
            startWord(at);
            if (unit.value == enDash || unit.value == emDash)
                m_scan.dashes.push_back({at, at + unit.bytes});
        }
        return unit.bytes;
    }

    /// One that makes the run not plain.
    void wordCharacter(bool digit)
    {
        WordRun &run = m_scan.runs.back();
        run.plain = false;
        m_digits = digit ? m_digits + 1 : 0;
        run.digits = std::max(run.digits, m_digits);
    }

    void startRun(std::size_t at)
    {
        startWord(at);
        if (m_inRun)
            return;
        m_scan.runs.push_back({at, at});
        m_inRun = true;
        m_digits = 0;
    }

    void startWord(std::size_t at)
    {
        if (!m_inWord)
            m_scan.words.push_back({at, at});
        m_inWord = true;
    }

    void endRun(std::size_t at)
    {
        if (m_inRun)
            m_scan.runs.back().end = at;
        m_inRun = false;
    }

    void endWord(std::size_t at)
    {
        endRun(at);
        if (m_inWord)
            m_scan.words.back().end = at;
        m_inWord = false;
    }

    std::string_view m_text;
    TurnScan &m_scan;
    std::size_t m_digits = 0;
    bool m_inRun = false;
    bool m_inWord = false;
};
} // namespace

void scanTurn(std::string_view lower, TurnScan &scan)
{
    scan.runs.clear();
    scan.words.clear();
    scan.dashes.clear();
    Scanner(lower, scan).run();
}

namespace {
constexpr std::size_t shortestPlain = 6;
constexpr std::size_t shortestNumber = 5;
constexpr std::size_t shortestTail = 3;
constexpr std::array<std::string_view, 3> payments{"gift_card_", "credit_card_", "paypal_"};

/// End of the digits behind the last `_` of [begin, end) that has three or more, where another `_`
/// stands at least one character behind begin and two before that one; 0 = none.
std::size_t underscoreForm(std::string_view text, std::size_t begin, std::size_t end)
{
    for (std::size_t u = end; u-- > begin;) {
        if (text[u] != '_')
            continue;
        std::size_t digits = 0;
        std::size_t at = u + 1;
        while (at < end) {
            const CodePoint unit = decodeAt(text, at);
            if (!isDecimalDigit(unit.value))
                break;
            at += unit.bytes;
            ++digits;
        }
        if (digits < shortestTail)
            continue;
        // At least one character stands between the two marks, and one before the first.
        const std::size_t firstEnd = begin + decodeAt(text, begin).bytes;
        const std::size_t first = text.find('_', firstEnd);
        return first != std::string_view::npos && first + 2 <= u ? at : 0;
    }
    return 0;
}

/// Where a payment id starts in [begin, end), which it fills to its end.
std::optional<std::size_t> paymentForm(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::string_view run = text.substr(0, end);
    std::size_t best = std::string_view::npos;
    for (const std::string_view prefix : payments) {
        const std::size_t at = run.find(prefix, begin);
        if (at != std::string_view::npos && at + prefix.size() < end)
            best = std::min(best, at);
    }
    if (best == std::string_view::npos)
        return std::nullopt;
    return best;
}

/// Index of the run that ends the address whose first part is runs[index]; none = no address.
std::optional<std::size_t> addressForm(std::string_view text, const std::vector<WordRun> &runs,
                                       std::size_t index)
{
    if (index + 2 >= runs.size())
        return std::nullopt;
    const WordRun &host = runs[index + 1];
    const WordRun &domain = runs[index + 2];
    const bool joined = runs[index].end + 1 == host.begin && text[runs[index].end] == '@' &&
                        host.end + 1 == domain.begin && text[host.end] == '.';
    return joined ? std::optional(index + 2) : std::nullopt;
}
} // namespace

void findIdentifiers(std::string_view lower, const std::vector<WordRun> &runs,
                     std::vector<ByteRange> &found)
{
    found.clear();
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const WordRun &run = runs[index];
        if (run.digits >= shortestNumber) {
            const bool hash = run.begin > 0 && lower[run.begin - 1] == '#';
            found.push_back({run.begin - (hash ? 1 : 0), run.end});
            continue;
        }
        if (run.plain && run.end - run.begin >= shortestPlain) {
            found.push_back({run.begin, run.end});
            continue;
        }
        // Of the other forms only a payment id can start inside a run when none starts at its
        // beginning; an underscore form may end inside, and what is left is looked at again.
        std::size_t rest = run.begin;
        if (run.underscore) {
            if (const std::size_t end = underscoreForm(lower, rest, run.end)) {
                found.push_back({rest, end});
                rest = end;
            }
        }
        if (rest == run.end)
            continue;
        const auto payment =
            run.underscore ? paymentForm(lower, rest, run.end) : std::optional<std::size_t>();
        if (payment == rest) {
            found.push_back({rest, run.end});
        } else if (const auto last = addressForm(lower, runs, index)) {
            found.push_back({rest, runs[*last].end});
            index = *last;
        } else if (payment) {
            found.push_back({*payment, run.end});
        }
    }
}

namespace {
constexpr std::size_t shortestToken = 5;

/// Whether runs[index + 1] follows runs[index] with just one of `joints` between.
bool joinedBy(std::string_view joints, std::string_view text, const std::vector<WordRun> &runs,
              std::size_t index)
{
    return index + 1 < runs.size() && runs[index].end + 1 == runs[index + 1].begin &&
           joints.find(text[runs[index].end]) != std::string_view::npos;
}
} // namespace

void findDigitIdentifiers(std::string_view lower, const std::vector<WordRun> &runs,
                          std::vector<ByteRange> &found)
{
    found.clear();
    // Before this run, no address can start that was not looked for already.
    std::size_t chainEnd = 0;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        const WordRun &run = runs[index];
        if (index >= chainEnd) {
            std::size_t last = index;
            while (joinedBy(".-+", lower, runs, last))
                ++last;
            chainEnd = last + 1;
            if (joinedBy("@", lower, runs, last)) {
                std::size_t domain = last + 1;
                bool dotted = false;
                while (joinedBy(".-", lower, runs, domain)) {
                    dotted = dotted || lower[runs[domain].end] == '.';
                    ++domain;
                }
                if (dotted) {
                    found.push_back({run.begin, runs[domain].end});
                    index = domain;
                    chainEnd = domain + 1;
                    continue;
                }
            }
        }
        if (run.digits == 0)
            continue;
        const bool hash = run.begin > 0 && lower[run.begin - 1] == '#';
        const std::string_view text = lower.substr(run.begin, run.end - run.begin);
        if (hash || codePointCount(text) >= shortestToken)
            found.push_back({run.begin - (hash ? 1 : 0), run.end});
    }
}

void dropRangeDashes(std::string_view lower, std::vector<ByteRange> &dashes)
{
    const auto isRange = [lower](const ByteRange &dash) {
        std::size_t before = dash.begin;
        while (before > 0 && isBlank(decodeBefore(lower, before).value))
            before -= decodeBefore(lower, before).bytes;
        if (before == 0 || !isDecimalDigit(decodeBefore(lower, before).value))
            return false;
        std::size_t after = dash.end;
        const auto next = [&] {
            return after < lower.size() ? decodeAt(lower, after) : CodePoint{};
        };
        while (isBlank(next().value))
            after += next().bytes;
        static constexpr std::u32string_view currencies = U"$\u00a3\u00a5\u20ac";
        if (currencies.find(next().value) != std::u32string_view::npos)
            after += next().bytes;
        return after < lower.size() && isDecimalDigit(next().value);
    };
    std::erase_if(dashes, isRange);
}
} // namespace gapscope
