// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/table.h"
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <limits>

using namespace gapscope;

class TestTable : public test::TestCase
{
    Q_OBJECT

    static Table table()
    {
        Table table;
        table.header = {"name", "value"};
        table.rows = {{"plain", 0.1},
                      {"a,b \"c\"\nd", -2},
                      {"=1+1", {}},
                      {"nan", std::numeric_limits<double>::quiet_NaN()}};
        return table;
    }

private Q_SLOTS:
    void quotesByTheStandardAndKeepsAllDigits()
    {
        QCOMPARE(tableCsv(table()),
                 std::string("name,value\nplain,0.1\n\"a,b \"\"c\"\"\nd\",-2\n=1+1,\nnan,\n"));
    }

    void spreadsheetModeDisarmsFormulasButNotNumbers()
    {
        const std::string csv = tableCsv(table(), CsvMode::SpreadsheetSafe);
        QVERIFY(csv.find("\n'=1+1,") != std::string::npos);
        QVERIFY(csv.find(",-2\n") != std::string::npos);
    }

    void tabsStayOneCell()
    {
        Table one;
        one.header = {"a\tb"};
        QCOMPARE(tableTsv(one), std::string("a b\n"));
    }

    void jsonIsAnArrayOfObjects()
    {
        const auto json = nlohmann::json::parse(tableJson(table()));
        QCOMPARE(json.size(), std::size_t{4});
        QCOMPARE(json.at(0).at("value").get<double>(), 0.1);
        QCOMPARE(json.at(1).at("name").get<std::string>(), std::string("a,b \"c\"\nd"));
        QVERIFY(json.at(2).at("value").is_null());
        QVERIFY(json.at(3).at("value").is_null());
        QVERIFY(nlohmann::json::parse(tableJson(Table{{"a"}, {}})).empty());
    }

    void terminalColumnsLineUp()
    {
        Table one;
        one.header = {"n", "value", "note"};
        one.rows = {{"é", 1234.5678, "x"}, {"bc", 0.012345, {}}, {"d", 12, "y"}};
        QCOMPARE(tableText(one), std::string("n     value  note\n"
                                             "é      1235  x\n"
                                             "bc  0.01235  -\n"
                                             "d        12  y\n"));
    }
};

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
