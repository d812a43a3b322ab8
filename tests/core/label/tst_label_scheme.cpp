// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_scheme.h"

#include "tests/support/test_case.h"

using namespace gapscope;

class TestLabelScheme : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void defaultSchemeHasEveryCodeWithADefinition()
    {
        const LabelScheme &scheme = divergenceScheme();
        QCOMPARE(scheme.codes.size(), std::size_t(43));
        for (const LabelCode &code : scheme.codes) {
            QVERIFY2(!code.name.empty(), code.code.c_str());
            QVERIFY2(code.code[0] == 'X' || !code.definition.empty(), code.code.c_str());
        }
        QVERIFY(scheme.find("I1"));
        QCOMPARE(scheme.find("I1")->name, std::string("Front-load"));
        QVERIFY(!scheme.find("Z9"));
    }

    void faultyScheme_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray head =
            R"({"id":"x","version":1,"groups":[{"id":"A","name":"a"}],"codes":)";
        QTest::newRow("not json") << QByteArray("nonsense") << QByteArray("JSON");
        QTest::newRow("no codes") << head + "[]}" << QByteArray("missing");
        QTest::newRow("code twice")
            << head +
                   R"([{"code":"A1","name":"n","group":"A"},{"code":"A1","name":"m","group":"A"}]})"
            << QByteArray("twice");
        QTest::newRow("key twice") << head + R"([{"code":"A1","name":"n","group":"A","key":"1"},)"
                                             R"({"code":"A2","name":"m","group":"A","key":"1"}]})"
                                   << QByteArray("key 1");
        QTest::newRow("unknown group")
            << head + R"([{"code":"B1","name":"n","group":"B"}]})" << QByteArray("group");
    }

    void faultyScheme()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, reason);
        const Result<LabelScheme> scheme = parseLabelScheme(json.toStdString());
        QVERIFY(!scheme);
        QVERIFY2(scheme.error().detail.find(reason.toStdString()) != std::string::npos,
                 scheme.error().detail.c_str());
    }
};

QTEST_APPLESS_MAIN(TestLabelScheme)
#include "tst_label_scheme.moc"
