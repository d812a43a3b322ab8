// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/turn_scan.h"

#include "core/base/text.h"
#include "core/features/repeats.h"
#include "core/features/turn_text.h"
#include "core/stats/random.h"

#include "tests/support/test_case.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace gapscope;

namespace {
/// Pieces that random turns are made of: every kind of character, and what words are made of.
constexpr std::array<std::string_view, 30> pieces{
    "a",      "z",      "b",      "M",          "Z",      "_",       "0",      "9",
    "12345",  " ",      "\t",     "\x1c",       "\n",     "\x7f",    "@",      "[",
    "`",      "{",      "-",      "#",          "\u00e9", "\u00c9",  "\u00b2", "\u0663",
    "\u2003", "\u2014", "\u2013", "\U0001f600", "\xff",   "\xe2\x80"};

std::string randomText(RandomStream &random, std::size_t most)
{
    std::string text;
    for (std::uint32_t count = random.below(static_cast<std::uint32_t>(most)); count > 0; --count)
        text += pieces[random.below(pieces.size())];
    return text;
}

std::string shown(const TurnScan &scan)
{
    std::string text;
    for (const WordRun &run : scan.runs)
        text += std::to_string(run.begin) + "-" + std::to_string(run.end) + (run.plain ? "p" : "") +
                (run.underscore ? "_" : "") + std::to_string(run.digits) + " ";
    for (const auto *ranges : {&scan.words, &scan.dashes}) {
        text += "| ";
        for (const ByteRange &range : *ranges)
            text += std::to_string(range.begin) + "-" + std::to_string(range.end) + " ";
    }
    return text;
}

/// The same scan, one character after the other and without regard to speed.
TurnScan slowScan(std::string_view text)
{
    TurnScan scan;
    std::size_t digits = 0;
    bool inRun = false;
    bool inWord = false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint unit = decodeAt(text, at);
        const char32_t c = unit.value;
        const std::size_t end = at + unit.bytes;
        if (!isBlank(c)) {
            if (!inWord)
                scan.words.push_back({at, at});
            scan.words.back().end = end;
        }
        inWord = !isBlank(c);
        if (isWordCharacter(c)) {
            if (!inRun) {
                scan.runs.push_back({at, at});
                digits = 0;
            }
            WordRun &run = scan.runs.back();
            run.end = end;
            run.plain = run.plain && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
            run.underscore = run.underscore || c == '_';
            digits = isDecimalDigit(c) ? digits + 1 : 0;
            run.digits = std::max(run.digits, digits);
        }
        inRun = isWordCharacter(c);
        if (c == 0x2013 || c == 0x2014)
            scan.dashes.push_back({at, end});
        at = end;
    }
    return scan;
}

bool slowRepeats(std::string_view text, const std::vector<ByteRange> &words,
                 const std::vector<std::size_t> &ends)
{
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, int> counts;
    const auto word = [&](std::size_t i) {
        return text.substr(words[i].begin, words[i].end - words[i].begin);
    };
    std::size_t begin = 0;
    bool found = false;
    for (const std::size_t end : ends) {
        for (std::size_t i = begin; i + 2 < end; ++i)
            found = ++counts[{word(i), word(i + 1), word(i + 2)}] > 10 || found;
        begin = end;
    }
    return found;
}
} // namespace

class TestTurnScan : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anyTextIsScannedAsCharacterByCharacter()
    {
        RandomStream random(7);
        TurnScan scan;
        for (int round = 0; round < 20'000; ++round) {
            const std::string text = randomText(random, 24);
            scanTurn(text, scan);
            if (shown(scan) != shown(slowScan(text)))
                QFAIL((shown(scan) + " / " + shown(slowScan(text)) + ": " + text).c_str());
        }
    }

    void anyTextIsLoweredAsAWhole()
    {
        RandomStream random(8);
        std::string scratch;
        for (int round = 0; round < 20'000; ++round) {
            std::string text = randomText(random, 24);
            text += random.below(2) == 0 ? "\u0391\u03a3" : "\u0130";
            text += randomText(random, 24);
            std::string lower = "Kept ";
            appendScoredText(text, {}, lower, nullptr, scratch);
            QCOMPARE(QByteArray::fromStdString(lower),
                     QByteArray::fromStdString("Kept " + toLower(text)));
        }
    }

    void repeatsAreThoseThatCountingFinds()
    {
        RandomStream random(9);
        int found = 0;
        RepeatFinder finder;
        for (int round = 0; round < 3'000; ++round) {
            // Words long and short that share their first and their last bytes.
            const std::array<std::string, 5> vocabulary{"a", "b", "identical-a", "identical-b",
                                                        "ab"};
            const std::uint32_t kinds = 1 + random.below(5);
            std::string text;
            std::vector<ByteRange> words;
            std::vector<std::size_t> ends;
            for (int turn = 0; turn < 6; ++turn) {
                for (std::uint32_t count = random.below(60); count > 0; --count) {
                    const std::string &word = vocabulary[random.below(kinds)];
                    words.push_back({text.size(), text.size() + word.size()});
                    text += word + (count > 1 ? " " : "");
                }
                ends.push_back(words.size());
            }
            const bool wanted = slowRepeats(text, words, ends);
            found += wanted ? 1 : 0;
            QCOMPARE(finder.find(text, words, ends), wanted);
        }
        QVERIFY(found > 500 && found < 2'500);
    }
};

QTEST_APPLESS_MAIN(TestTurnScan)
#include "tst_turn_scan.moc"
