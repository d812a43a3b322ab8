// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_key.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestChartKey : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackWhatItWrote_data()
    {
        QTest::addColumn<QString>("simulator");
        QTest::newRow("plain") << QStringLiteral("gpt-4o");
        QTest::newRow("separators") << QStringLiteral("a=b&c%d;e f");
        QTest::newRow("unicode") << QStringLiteral("模型 é");
        QTest::newRow("none") << QString();
    }

    void readsBackWhatItWrote()
    {
        QFETCH(QString, simulator);
        const ChartKey key{simulator.toStdString(), "politeness_rate", 3, 12, "don't 50%"};
        const auto back = parseChartKey(toText(key));
        QVERIFY(back.has_value());
        QVERIFY(*back == key);
    }

    void printsTheKnownPartsOnly()
    {
        QCOMPARE(toText({"gpt 4", "usi", {}, {}}), std::string("simulator=gpt%204&measure=usi"));
        QCOMPARE(toText({}), std::string());
    }

    void refusesWhatIsNoKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("word") << QByteArray("gpt-4o");
        QTest::newRow("unknown part") << QByteArray("colour=red");
        QTest::newRow("no number") << QByteArray("turn=2x");
        QTest::newRow("cut escape") << QByteArray("simulator=%4");
        QTest::newRow("bad escape") << QByteArray("simulator=%zz");
    }

    void refusesWhatIsNoKey()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseChartKey(text.toStdString()).has_value());
    }
};

QTEST_APPLESS_MAIN(TestChartKey)
#include "tst_chart_key.moc"
