// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/models/compare_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace gapscope;

namespace {
QString printed(const CompareModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QVariant number = model.index(row, 0).data(CompareModel::RowNumberRole);
        const std::optional<RowKind> kind = model.kind(row);
        lines.push_back(QStringLiteral("%1 %2 | %3 | %4")
                            .arg(number.isValid() ? number.toString() : QStringLiteral("-"),
                                 kind ? QString::fromLatin1(name(*kind)) : QStringLiteral("-"),
                                 model.index(row, 0).data().toString().simplified(),
                                 model.index(row, 1).data().toString().simplified()));
    }
    return lines.join(QLatin1Char('\n'));
}
} // namespace

class TestCompareModel : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsStandInStepWithToolRepliesOnTheLineOfTheirCall()
    {
        CompareModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPair(test::smallPair());
        QCOMPARE(
            printed(model),
            QStringLiteral("- - | Be brief. | Be brief.\n"
                           "1 equal | I need to cancel my flight | I need to cancel my flight\n"
                           "- - | Your id? | May I have your id?\n"
                           "2 divergent | my id is ana_wu_4821 | my user id is ana_wu_9999\n"
                           "- - | get_user_details(ana_wu_4821) {\"name\":\"Mia\"} | "
                           "get_user_details(ana_wu_9999) Error: user not found\n"
                           "- - | Found you. | No such user.\n"
                           "3 missing | no thanks | \n"
                           "4 extra |  | Goodbye then"));
    }

    void aNewPairResetsTheModelOnce()
    {
        CompareModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPair(test::smallPair());
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setPair(test::longPair(5, {2}));
        QCOMPARE(resets.count(), 1);
        QCOMPARE(model.rowCount(), 10);
    }

    void emptyPairHasNoRows()
    {
        CompareModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPair({});
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    }

    void accessibleTextSaysNumberKindAndBothSides_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("text");
        QTest::newRow("divergent") << 3
                                   << QStringLiteral("row 2 of 4, divergent, real: my id is "
                                                     "ana_wu_4821, simulated: my user id is "
                                                     "ana_wu_9999, labels: C1, C4");
        QTest::newRow("missing") << 6
                                 << QStringLiteral("row 3 of 4, missing in the simulation, real: "
                                                   "no thanks, simulated: nothing");
        QTest::newRow("agent") << 2
                               << QStringLiteral("agent, real: Your id?, simulated: May I have "
                                                 "your id?");
    }

    void accessibleTextSaysNumberKindAndBothSides()
    {
        QFETCH(const int, row);
        QFETCH(const QString, text);
        CompareModel model;
        model.setPair(test::smallPair());
        model.setLabels({{1, QStringLiteral("C1"), {}}, {1, QStringLiteral("C4"), {}}});
        QCOMPARE(model.index(row, 0).data(Qt::AccessibleTextRole).toString(), text);
    }

    void textsThatDifferInInvisibleCharactersOnlyAreNamedSo()
    {
        Alignment alignment;
        alignment.rows = {test::alignedRow(RowKind::Equal, {0}, {0})};
        CompareModel model;
        model.setPair(test::pairOf({test::say(Role::User, "cancel\xE2\x80\x8B it")},
                                   {test::say(Role::User, "cancel it")}, alignment));
        QVERIFY(model.differsInvisibly(0));
        QVERIFY(model.accessibleText(0).contains(QStringLiteral("invisible characters only")));
        model.setPair(test::smallPair());
        QVERIFY(!model.differsInvisibly(1));
    }

    void labelsAnnounceChangedDataAndKeepTheRows()
    {
        CompareModel model;
        model.setPair(test::smallPair());
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setLabels({{1, QStringLiteral("C1"), {}}});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model.index(3, 1).data(CompareModel::LabelsRole).toString(), QStringLiteral("C1"));
    }

    void aDialogueAloneKeepsItsCallsTogetherAndHasNoKinds()
    {
        ComparePair pair = test::smallPair();
        pair.sim.dialogue.reset();
        pair.alignment = {};
        CompareModel model;
        model.setPair(pair);
        QCOMPARE(model.rowCount(), 7);
        QVERIFY(model.isAlone());
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.isDifference(row) && !model.kind(row));
    }

    void everyTurnFindsItsRow()
    {
        CompareModel model;
        model.setPair(test::smallPair());
        QCOMPARE(model.rowOfTurn(Side::Real, 5), 4);
        QCOMPARE(model.rowOfTurn(Side::Sim, 7), 7);
        QCOMPARE(model.rowOfTurn(Side::Sim, 8), -1);
        QCOMPARE(model.rowOfAligned(2), 6);
        QCOMPARE(model.rowOfAligned(9), -1);
        QCOMPARE(model.turnNumber(Side::Real, 7), 3);
    }
};

QTEST_GUILESS_MAIN(TestCompareModel)
#include "tst_compare_model.moc"
