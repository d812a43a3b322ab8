// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/models/display_text.h"

using namespace gapscope;

class TestDisplayText : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void invisibleCharactersAreSpeltOut_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("shown");
        QTest::newRow("zero width space")
            << QString::fromUtf8("a\u200Bb") << QString::fromUtf8("a⟨U+200B⟩b");
        QTest::newRow("byte order mark")
            << QChar(QChar::ByteOrderMark) + QStringLiteral("a") << QString::fromUtf8("⟨U+FEFF⟩a");
        QTest::newRow("override") << QString::fromUtf8("\u202Eabc")
                                  << QString::fromUtf8("⟨U+202E⟩abc");
        QTest::newRow("soft hyphen")
            << QString::fromUtf8("a\u00ADb") << QString::fromUtf8("a⟨U+00AD⟩b");
        QTest::newRow("control") << QStringLiteral("a\x07") << QString::fromUtf8("a⟨U+0007⟩");
        QTest::newRow("tag") << QString::fromUtf8("a\U000E0041") << QString::fromUtf8("a⟨U+E0041⟩");
        QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << QString::fromUtf8("⟨U+D800⟩");
    }

    void invisibleCharactersAreSpeltOut()
    {
        QFETCH(const QString, source);
        QFETCH(const QString, shown);
        const auto paragraphs = displayParagraphs(source);
        QCOMPARE(paragraphs.size(), std::size_t(1));
        QCOMPARE(paragraphs.front().text, shown);
        QCOMPARE(paragraphs.front().chips.size(), std::size_t(1));
    }

    void joinersThatWorkStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("family emoji") << QString::fromUtf8("👨\u200D👩\u200D👧");
        QTest::newRow("red heart") << QString::fromUtf8("❤\uFE0F");
        QTest::newRow("persian") << QString::fromUtf8("می\u200Cخواهم");
        QTest::newRow("devanagari") << QString::fromUtf8("क्\u200Dष");
        QTest::newRow("tab") << QStringLiteral("a\tb");
    }

    void joinersThatWorkStayAsTheyAre()
    {
        QFETCH(const QString, source);
        QCOMPARE(displayParagraphs(source).front().text, source);
    }

    void everyKindOfLineEndSplitsOnce()
    {
        const auto paragraphs = displayParagraphs(QString::fromUtf8("a\r\nb\nc\rd\u2028e"));
        QStringList texts;
        for (const DisplayParagraph &paragraph : paragraphs)
            texts.push_back(paragraph.text);
        QCOMPARE(texts.join(QLatin1Char('|')), QStringLiteral("a|b|c|d|e"));
    }

    void longParagraphsAreCutAtABlankAndNeverInsideACharacter()
    {
        const QString words = QStringLiteral("word ").repeated(40);
        QString joined;
        int end = 0;
        for (const DisplayParagraph &part : displayParagraphs(words, 48)) {
            QCOMPARE(part.sourceBegin, end);
            QVERIFY(part.text.size() <= 48);
            QVERIFY(part.text.endsWith(QLatin1Char(' ')));
            joined += part.text;
            end = part.sourceEnd;
        }
        QCOMPARE(joined, words);
        const QString faces = QStringLiteral("x") + QString::fromUtf8("\U0001F600").repeated(50);
        for (const DisplayParagraph &part : displayParagraphs(faces, 16))
            QVERIFY(!part.text.front().isLowSurrogate() && part.chips.empty());
        for (const DisplayParagraph &part :
             displayParagraphs(QString::fromUtf8("مرحبا ").repeated(3) + words, 20))
            QVERIFY(part.rightToLeft);
    }

    void emptyTextIsOneEmptyParagraph() { QCOMPARE(displayParagraphs({}).size(), std::size_t(1)); }

    void positionsGoToTheSourceAndBack()
    {
        const auto paragraphs = displayParagraphs(QString::fromUtf8("x\nab\u200Bcd"));
        const DisplayParagraph &second = paragraphs[1];
        QCOMPARE(second.toSource(0), 2);
        QCOMPARE(second.toSource(3), 4);
        QCOMPARE(second.toSource(static_cast<int>(second.text.size())), 7);
        QCOMPARE(second.toDisplay(5), 10);
        QCOMPARE(second.toDisplay(7), static_cast<int>(second.text.size()));
        QCOMPARE(second.toDisplay(0), 0);
    }

    void everyParagraphHasItsOwnDirection()
    {
        const auto paragraphs = displayParagraphs(QString::fromUtf8("hello\nمرحبا"));
        QVERIFY(!paragraphs[0].rightToLeft);
        QVERIFY(paragraphs[1].rightToLeft);
    }

    void codePointsBecomeUnits()
    {
        const QString text = QString::fromUtf8("a👨b");
        QCOMPARE(utf16Range(text, 1, 2), (CharRange{1, 3}));
        QCOMPARE(utf16Range(text, 2, 3), (CharRange{3, 4}));
        QCOMPARE(utf16Range(text, 2, 99), (CharRange{3, 4}));
        QCOMPARE(utf16Range(text, 50, 99), (CharRange{4, 4}));
    }

    void composedAndDecomposedTextLookTheSame()
    {
        QCOMPARE(visibleText(QString::fromUtf8("caf\u00E9")),
                 visibleText(QString::fromUtf8("cafe\u0301\u200B")));
    }
};

QTEST_APPLESS_MAIN(TestDisplayText)
#include "tst_display_text.moc"
