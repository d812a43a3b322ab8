// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html_text.h"

#include "tests/support/test_case.h"

using namespace gapscope;

class TestHtmlText : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anyBytesBecomeText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("markup") << QByteArray("<script>alert('1')</script> & \"x\"")
                                << QByteArray("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; "
                                              "&amp; &quot;x&quot;");
        QTest::newRow("entity") << QByteArray("&lt;") << QByteArray("&amp;lt;");
        QTest::newRow("control") << QByteArray("a\0b\x1b[31m\x7f", 9)
                                 << QByteArray("a\u2400b\u241b[31m\u2421");
        QTest::newRow("lines") << QByteArray("a\r\nb\tc\rd") << QByteArray("a\nb\tc\u240dd");
        QTest::newRow("lone surrogate") << QByteArray("x\xED\xA0\xBDy") << QByteArray("x\uFFFDy");
        QTest::newRow("stray byte") << QByteArray("x\xFFy\xC3") << QByteArray("x\uFFFDy\uFFFD");
        QTest::newRow("no character") << QByteArray("\xEF\xBF\xBF") << QByteArray("\uFFFD");
        QTest::newRow("C1 control") << QByteArray("\xC2\x85") << QByteArray("\uFFFD");
        QTest::newRow("right to left")
            << QByteArray("שלום \u202Eabc") << QByteArray("שלום \u202Eabc");
        QTest::newRow("emoji") << QByteArray("👩‍🚀") << QByteArray("👩‍🚀");
    }

    void anyBytesBecomeText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, html);
        QCOMPARE(QByteArray::fromStdString(htmlText(text.toStdString())), html);
    }

    void shortTextsAreNotFolded()
    {
        const std::vector<ByteRange> marks{{2, 5}};
        QCOMPARE(foldedHtml("a <b> c", marks, "r", 100),
                 std::string("a <mark class=\"r\">&lt;b&gt;</mark> c"));
    }

    void foldingKeepsEveryCharacterAndMark()
    {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += "wörd ";
        const std::vector<ByteRange> marks{{0, 5}, {190, 215}, {400, 405}};
        const std::string html = foldedHtml(text, marks, "s", 200);
        QVERIFY(html.find("<details><summary>… ") != std::string::npos);
        QVERIFY(html.find(" more characters</summary>") != std::string::npos);
        QString plain = QString::fromStdString(html);
        plain.remove(QRegularExpression(QStringLiteral("<summary>.*</summary>")));
        plain.remove(QRegularExpression(QStringLiteral("<[^>]*>")));
        QCOMPARE(plain.toStdString(), text);
        // The mark over the fold stands on both sides of it.
        QCOMPARE(QString::fromStdString(html).count(QStringLiteral("<mark class=\"s\">")), 4);
    }

    void longWordsAreCutBetweenCharacters()
    {
        std::string text;
        for (int i = 0; i < 300; ++i)
            text += "é";
        const std::string html = foldedHtml(text, {}, {}, 101);
        QVERIFY(html.find("\xEF\xBF\xBD") == std::string::npos);
        QVERIFY(html.find("… 249 more characters") != std::string::npos);
    }

    void figuresKeepTheirIdsApart()
    {
        const std::string svg =
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9mm\" role=\"img\">\n"
            "<title>T</title>\n<desc>says id=&quot;x&quot;</desc>\n<defs>"
            "<linearGradient id=\"g1\"/></defs><rect fill=\"url(#g1)\"/>"
            "<text>url(#g1)</text><use xlink:href=\"#g1\"/></svg>\n";
        const std::string html = inlineSvg(svg, "fig2-");
        QCOMPARE(html, std::string("<svg aria-labelledby=\"fig2-title fig2-desc\" width=\"9mm\" "
                                   "role=\"img\">\n<title id=\"fig2-title\">T</title>\n"
                                   "<desc id=\"fig2-desc\">says id=&quot;x&quot;</desc>\n<defs>"
                                   "<linearGradient id=\"fig2-g1\"/></defs>"
                                   "<rect fill=\"url(#fig2-g1)\"/><text>url(#g1)</text>"
                                   "<use xlink:href=\"#fig2-g1\"/></svg>"));
        QCOMPARE(inlineSvg("no picture", "x"), std::string());
    }
};

QTEST_APPLESS_MAIN(TestHtmlText)
#include "tst_html_text.moc"
