// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/field_list.h"
#include "core/import/field_path.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestFieldPath : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void pathsFindValues_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char *path, const char *found) {
            QTest::newRow(*path ? path : "empty") << QByteArray(path) << QByteArray(found);
        };
        row("a.b[].c", "1 2");
        row("a.b[0].c", "1");
        row("a.b[7].c", "");
        row("m.*.x", "5 6");
        row("d\\.t.\\*", "7");
        row("pairs[][1]", "\"hi\" \"ho\"");
        row("a.none", "");
        row("a.b.c", "");
    }

    void pathsFindValues()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, found);
        const Json value = Json::parse(R"({"a":{"b":[{"c":1},{"c":2},{"d":3}]},
            "m":{"one":{"x":5},"two":{"x":6}},"d.t":{"*":7},
            "pairs":[["u","hi"],["a","ho"]]})");
        const Result<FieldPath> parsed = FieldPath::parse(path.toStdString());
        QVERIFY(parsed);
        QCOMPARE(parsed->text(), path.toStdString());
        std::string all;
        for (const Json *each : parsed->all(value))
            all += (all.empty() ? "" : " ") + each->dump();
        QCOMPARE(QByteArray::fromStdString(all), found);
    }

    void firstPassesOverNull()
    {
        const Json value = Json::parse(R"([{"a":null},{"a":3}])");
        const Json *first = FieldPath::parse("[].a")->first(value);
        QVERIFY(first);
        QCOMPARE(first->get<int>(), 3);
    }

    void wrongPathsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"a..b", ".a", "a.", "a[", "a[x]", "a[-1]", "[99999999]"})
            QTest::newRow(path) << QByteArray(path);
    }

    void wrongPathsAreRefused()
    {
        QFETCH(QByteArray, path);
        const Result<FieldPath> parsed = FieldPath::parse(path.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().subject, path.toStdString());
    }

    void fieldsAreListedWithValues()
    {
        const Json value = Json::parse(R"({"id":"x","turns":[{"who":"u","n":1},{"who":"a","n":1}],
            "made":[["u","hi"],["a","ho"]],"survey":{"q1":{"answer":"yes"},"q2":{"answer":"no"}}})");
        std::string out;
        for (const FieldSample &field : listFields(value)) {
            out += field.path + " " + field.type;
            for (const std::string &each : field.values)
                out += " " + each;
            out += " /" + std::to_string(field.different) + "\n";
        }
        QCOMPARE(QByteArray::fromStdString(out),
                 QByteArray("id text x /1\nturns list /0\nturns[] object /0\n"
                            "turns[].who text u a /2\nturns[].n number 1 /1\nmade list /0\n"
                            "made[] list /0\nmade[][0] text u a /2\nmade[][1] text hi ho /2\n"
                            "survey object /0\nsurvey.q1 object /0\nsurvey.q1.answer text yes /1\n"
                            "survey.q2 object /0\nsurvey.q2.answer text no /1\n"));
    }

    void idsAreNoFieldNames()
    {
        const Json value = Json::parse(R"({"d1":{"log":[1]},"d2":{"log":[2]},"d3":{"log":[]}})");
        QVERIFY(isMapOfRecords(value));
        QCOMPARE(listFields(value).front().path, std::string("*"));
        QVERIFY(!isMapOfRecords(Json::parse(R"({"user":{"model":"a"},"agent":{"model":"b"}})")));
    }

    void longValuesAreCutBetweenCharacters()
    {
        Json value = Json::object();
        std::string text = "a";
        for (int i = 0; i < 60; ++i)
            text += "ä";
        value["t"] = text;
        const std::string shown = listFields(value).front().values.front();
        QVERIFY(shown.size() < text.size());
        QVERIFY(QString::fromStdString(shown).toStdString() == shown);
    }
};

QTEST_GUILESS_MAIN(TestFieldPath)
#include "tst_field_path.moc"
