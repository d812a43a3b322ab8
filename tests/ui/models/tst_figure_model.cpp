// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/figure_model.h"

#include "tests/support/test_case.h"
#include "ui/models/leaderboard_table.h"
#include "ui/models/lost_points_table.h"
#include "ui/models/metric_table.h"
#include "ui/models/what_if_table.h"

#include <QAbstractItemModelTester>

using namespace gapscope;

namespace {
FigureRow row(const QString &key, std::optional<double> value)
{
    FigureRow result;
    result.key = key;
    result.cells = {textCell(key), numberCell(value, 1)};
    return result;
}

FigureTable table()
{
    FigureTable result;
    result.columns = {{QStringLiteral("Name"), {}, false}, {QStringLiteral("Value"), {}}};
    result.rows = {row(QStringLiteral("people"), 90.0),  row(QStringLiteral("a"), 2.0),
                   row(QStringLiteral("a again"), 99.0), row(QStringLiteral("b"), {}),
                   row(QStringLiteral("c"), 3.0),        row(QStringLiteral("sum"), 5.0)};
    result.rows[0].place = FigureRow::Place::Top;
    result.rows[2].follows = true;
    result.rows[5].place = FigureRow::Place::Bottom;
    return result;
}

QString order(const QAbstractItemModel &model)
{
    QStringList names;
    for (int i = 0; i < model.rowCount(); ++i)
        names << model.index(i, 0).data().toString();
    return names.join(QStringLiteral(", "));
}

UsiTable index()
{
    UsiTable result;
    UsiRow people;
    people.name = "people";
    people.kind = UsiRow::Kind::Ceiling;
    people.usi = Spread{90.0, 1.0, 2};
    people.conversation = Spread{93.0, 1.0, 2};
    UsiRow sim;
    sim.name = "sim <b>";
    sim.usi = Spread{70.0, 1.0, 2};
    sim.conversation = Spread{92.0, 1.0, 2};
    sim.missing["D2_info"] = "nobody asked";
    result.rows = {people, sim};
    SimulatorDetail detail;
    detail.name = sim.name;
    detail.reruns.kind = UsiRow::Kind::Floor;
    detail.reruns.usi = Spread{95.0, 0.0, 1};
    result.details = {detail};
    return result;
}

UsiUncertainty uncertainty()
{
    UsiUncertainty result;
    result.tasks = 50;
    result.rows.resize(2);
    result.rows[1].columns[static_cast<std::size_t>(UsiColumn::Usi)] = {
        70.0, ConfidenceInterval{66.04, 73.96}, {}, 2.0, 2000};
    result.rows[1].columns[static_cast<std::size_t>(UsiColumn::Conversation)] = {
        92.0, ConfidenceInterval{90.0, 94.0}, {}, 1.0, 2000};
    result.rows[1].excess[static_cast<std::size_t>(UsiColumn::Usi)] = {
        20.0, ConfidenceInterval{16.0, 24.0}, {}, 2.0, 2000};
    result.rows[1].excess[static_cast<std::size_t>(UsiColumn::Conversation)] = {
        1.0, ConfidenceInterval{-1.0, 3.0}, {}, 1.0, 2000};
    return result;
}

const FigureRow *find(const FigureTable &table, const QString &key)
{
    for (const FigureRow &one : table.rows) {
        if (one.key == key)
            return &one;
    }
    return nullptr;
}
} // namespace

class TestFigureModel : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isAProperModel()
    {
        FigureModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTable(table());
        model.sort(1, Qt::DescendingOrder);
        model.setTable({});
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsKeepTheirPlacesAndCompanyWhenSorted()
    {
        FigureModel model;
        model.setTable(table());
        QCOMPARE(order(model), QStringLiteral("people, a, a again, b, c, sum"));
        model.sort(1, Qt::DescendingOrder);
        QCOMPARE(order(model), QStringLiteral("people, c, a, a again, b, sum"));
        model.sort(1, Qt::AscendingOrder);
        QCOMPARE(order(model), QStringLiteral("people, a, a again, c, b, sum"));
    }

    void tipsAreNeverMarkup()
    {
        FigureModel model;
        FigureTable tips = table();
        tips.rows[1].cells[0].tip = QStringLiteral("<img src=x>");
        model.setTable(tips);
        QCOMPARE(model.index(1, 0).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("&lt;img src=x&gt;"));
    }

    void numbersHaveATrueMinusAndNoNegativeZero()
    {
        QCOMPARE(numberText(-1.25, 1), QStringLiteral("−1.3"));
        QCOMPARE(signedText(-0.01, 1), QStringLiteral("0.0"));
        QCOMPARE(signedText(0.26, 1), QStringLiteral("+0.3"));
        QCOMPARE(numberText({}, 1), QStringLiteral("–"));
        QCOMPARE(significantText(0.12345), QStringLiteral("0.123"));
        QCOMPARE(significantText(1234.5), QStringLiteral("1,235"));
    }

    void theIndexHasIntervalsOnceTheyAreKnown()
    {
        const UsiTable usi = index();
        const FigureTable before = leaderboardTable(usi, nullptr, {});
        const FigureRow *sim = find(before, simulatorKey(QStringLiteral("sim <b>")));
        QVERIFY(sim);
        QCOMPARE(sim->cells[2].text, QStringLiteral("computing …"));
        const UsiUncertainty known = uncertainty();
        const FigureTable after = leaderboardTable(usi, &known, {});
        sim = find(after, simulatorKey(QStringLiteral("sim <b>")));
        QCOMPARE(sim->cells[2].text, QStringLiteral("66.0 to 74.0"));
        QCOMPARE(sim->cells[3].text, QStringLiteral("+20.0"));
        QVERIFY(sim->cells[2].tip.contains(QStringLiteral("50 tasks, 2,000 draws")));
        // D1 is not told apart from people and says so in words.
        QVERIFY(sim->cells[4].quiet);
        QVERIFY(sim->cells[4].tip.contains(QStringLiteral("not told apart from people")));
        QCOMPARE(sim->cells[5].tip, QStringLiteral("nobody asked"));
    }

    void reRunsFollowTheirSimulatorAndPublishedRowsAreMarked()
    {
        UsiRow other;
        other.name = "GPT";
        other.kind = UsiRow::Kind::Published;
        other.usi = Spread{76.0, 1.0, 2};
        const FigureTable shown = leaderboardTable(index(), nullptr, {other});
        QCOMPARE(shown.rows.size(), std::size_t(4));
        QVERIFY(shown.rows[2].follows && shown.rows[2].quiet);
        QCOMPARE(shown.rows[3].cells[0].text, QStringLiteral("GPT · published"));
        QVERIFY(shown.rows[3].italic);
        QCOMPARE(shown.rows[3].cells[2].text, QStringLiteral("not published"));
    }

    void theLedgerEndsInItsSum()
    {
        UsiLedger ledger;
        ledger.usi = 90.0;
        LedgerLine small;
        small.id = "short_msg_rate";
        small.title = "Short messages";
        small.points = 4.0;
        small.real = 3.0;
        small.noise = 1.0;
        LedgerLine large = small;
        large.id = "ece:0";
        large.part = LedgerLine::Part::Calibration;
        large.points = 6.0;
        large.real = 5.0;
        large.artefact = 1.0;
        large.noise = 0.0;
        large.people = 0.25;
        ledger.lines = {small, large};
        const FigureTable shown = lostPointsTable(ledger, true);
        QCOMPARE(shown.rows.size(), std::size_t(3));
        QCOMPARE(shown.rows[0].key, QStringLiteral("ece:0"));
        QCOMPARE(shown.rows[0].cells[4].text, QStringLiteral("25 %"));
        QCOMPARE(shown.rows[2].cells[2].text, QStringLiteral("10.00"));
        QCOMPARE(shown.rows[2].cells[3].text,
                 QStringLiteral("8.00 real, 1.00 artefact, 1.00 noise"));
    }

    void couplingsAreSaidInWords()
    {
        const Coupling coupling{Feature::ShortMsgRate, Feature::UserWordsPerTurn, -0.61, -2.5};
        const QString text = couplingSentence(coupling);
        QVERIFY2(text.contains(QStringLiteral("have less")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("r = −0.61")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("−2.50")), qPrintable(text));
    }

    void aMetricShowsOnlyColumnsThatHaveSomething()
    {
        MetricInfo info;
        info.counts = "tasks";
        MetricRow with;
        with.simulator = "s";
        with.value = 0.5;
        with.n = 7;
        MetricRow without;
        without.simulator = "s";
        without.missing = "too few";
        const FigureTable shown = metricTable(info, {with, without});
        QStringList titles;
        for (const FigureColumn &column : shown.columns)
            titles << column.title;
        QCOMPARE(titles.join(QLatin1Char('|')), QStringLiteral("Simulator|Value|n|Notes"));
        QVERIFY(shown.rows[1].quiet);
        QCOMPARE(shown.rows[1].cells[3].text, QStringLiteral("too few"));
        QCOMPARE(metricFileTable(info, {with}).rows.front().size(),
                 metricFileTable(info, {}).header.size());
    }
};

QTEST_MAIN(TestFigureModel)
#include "tst_figure_model.moc"
