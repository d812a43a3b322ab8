// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/chart_csv.h"
#include "tests/support/test_case.h"

#include <limits>

using namespace gapscope;

class TestChartCsv : public test::TestCase
{
    Q_OBJECT

    static ChartSpec spec()
    {
        ChartSpec spec;
        spec.table.header = {"name", "value"};
        spec.table.rows = {{"plain", 0.1},
                           {"a,b \"c\"\nd", -2},
                           {"=1+1", {}},
                           {"nan", std::numeric_limits<double>::quiet_NaN()}};
        return spec;
    }

private Q_SLOTS:
    void quotesByTheStandardAndKeepsAllDigits()
    {
        QCOMPARE(chartCsv(spec()),
                 std::string("name,value\nplain,0.1\n\"a,b \"\"c\"\"\nd\",-2\n=1+1,\nnan,\n"));
    }

    void spreadsheetModeDisarmsFormulasButNotNumbers()
    {
        const std::string csv = chartCsv(spec(), CsvMode::SpreadsheetSafe);
        QVERIFY(csv.find("\n'=1+1,") != std::string::npos);
        QVERIFY(csv.find(",-2\n") != std::string::npos);
    }

    void tabsStayOneCell()
    {
        ChartSpec one;
        one.table.header = {"a\tb"};
        QCOMPARE(chartTsv(one), std::string("a b\n"));
    }
};

QTEST_APPLESS_MAIN(TestChartCsv)
#include "tst_chart_csv.moc"
