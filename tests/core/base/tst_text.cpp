// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
std::string encoded(char32_t codePoint)
{
    std::string text;
    appendUtf8(text, codePoint);
    return text;
}

template <class Test>
int countOf(Test test)
{
    int count = 0;
    for (char32_t c = 0; c < 0x110000; ++c)
        count += test(c) ? 1 : 0;
    return count;
}
} // namespace

class TestText : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void classesHaveTheSizesOfUnicode14()
    {
        QCOMPARE(countOf(isWordCharacter), 133548);
        QCOMPARE(countOf(isDecimalDigit), 660);
        QCOMPARE(countOf(isBlank), 29);
        QCOMPARE(countOf([](char32_t c) { return toLower(encoded(c)) != encoded(c); }), 1433);
    }

    void everyCodePointSurvivesEncoding()
    {
        for (char32_t c = 0; c < 0x110000; ++c) {
            const std::string text = encoded(c);
            const CodePoint whole{c, text.size()};
            if (!(decodeAt(text, 0) == whole) || !(decodeBefore(text, text.size()) == whole))
                QFAIL(("code point " + std::to_string(static_cast<unsigned>(c))).c_str());
        }
    }

    void strayBytesAreUnitsOfTheirOwn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("units");
        QTest::addColumn<int>("firstInvalid");
        QTest::newRow("continuation") << QByteArray("a\x80z") << 3 << 1;
        QTest::newRow("cut off") << QByteArray("\xe2\x82") << 2 << 0;
        QTest::newRow("cut off before a letter") << QByteArray("\xe2\x82z") << 3 << 0;
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << 2 << 0;
        QTest::newRow("overlong of three") << QByteArray("\xe0\x80\xaf") << 3 << 0;
        QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80") << 4 << 0;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 1 << 0;
        QTest::newRow("well-formed") << QByteArray("\xf0\x9f\x98\x80") << 1 << -1;
    }

    void strayBytesAreUnitsOfTheirOwn()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, units);
        QFETCH(int, firstInvalid);
        const std::string text = bytes.toStdString();
        QCOMPARE(static_cast<int>(codePointCount(text)), units);
        const auto found = firstInvalidUtf8(text);
        QCOMPARE(found ? static_cast<int>(*found) : -1, firstInvalid);
        int backwards = 0;
        for (std::size_t end = text.size(); end > 0; ++backwards)
            end -= decodeBefore(text, end).bytes;
        QCOMPARE(backwards, units);
    }

    void surrogatesPassWhereAllowed()
    {
        QVERIFY(!firstInvalidUtf8("\xed\xa0\x80", true));
        QCOMPARE(decodeAt("\xed\xa0\x80", 0).value, char32_t{0xd800});
    }

    void lowerCaseFollowsPython_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("lower");
        QTest::newRow("plain") << QByteArray("Hello, WORLD 42") << QByteArray("hello, world 42");
        QTest::newRow("final sigma") << QByteArray("ΟΔΟΣ") << QByteArray("οδος");
        QTest::newRow("sigma before a stop") << QByteArray("ΟΔΟΣ. Σ") << QByteArray("οδος. σ");
        QTest::newRow("sigma inside") << QByteArray("ΣΟΣΑ") << QByteArray("σοσα");
        QTest::newRow("looks past an apostrophe") << QByteArray("ΑΣ'Α") << QByteArray("ασ'α");
        QTest::newRow("apostrophe then no letter") << QByteArray("Α'Σ'!") << QByteArray("α'ς'!");
        QTest::newRow("dotted I") << QByteArray("İ") << QByteArray("i̇");
        QTest::newRow("Kelvin") << QByteArray("\xe2\x84\xaa") << QByteArray("k");
        QTest::newRow("Deseret") << QByteArray("\xf0\x90\x90\x80")
                                 << QByteArray("\xf0\x90\x90\xa8");
        QTest::newRow("stray bytes stay") << QByteArray("A\xff\xc3") << QByteArray("a\xff\xc3");
    }

    void lowerCaseFollowsPython()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, lower);
        QCOMPARE(QByteArray::fromStdString(toLower(text.toStdString())), lower);
    }

    void blanksSplitAndStrip()
    {
        const std::string text = "\xc2\xa0 one\xe2\x80\xa8two\x1f three\xe2\x80\x8bx\n";
        std::string printed;
        for (const std::string_view word : splitBlanks(text))
            printed += std::string(word) + "|";
        QCOMPARE(printed, std::string("one|two|three\xe2\x80\x8bx|"));
        QCOMPARE(countWords(text), std::size_t{3});
        QCOMPARE(std::string(strip(text)),
                 std::string("one\xe2\x80\xa8two\x1f three\xe2\x80\x8bx"));
        QCOMPARE(std::string(strip(" \t\n")), std::string());
    }

    void asciiLowerCaseLeavesTheRest() { QCOMPARE(toLowerAscii("AbÉ"), std::string("abÉ")); }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
