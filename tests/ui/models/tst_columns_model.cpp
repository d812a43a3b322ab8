// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/align/align_pair.h"
#include "tests/core/align/dialogue_text.h"
#include "ui/models/columns_model.h"

#include <QAbstractItemModelTester>

using namespace gapscope;
using namespace gapscope::test;

class TestColumnsModel : public TestCase
{
    Q_OBJECT

    using Lines = std::vector<std::string_view>;

    static void fill(ColumnsModel &model, const Lines &real, const std::vector<Lines> &sims)
    {
        auto one = std::make_shared<const Dialogue>(dialogueOf("r", real));
        std::vector<ColumnContent> columns;
        for (const Lines &lines : sims) {
            ColumnContent column;
            column.title = QStringLiteral("sim %1").arg(columns.size() + 1);
            column.dialogue = std::make_shared<const Dialogue>(
                dialogueOf("s" + std::to_string(columns.size()), lines));
            IdfModel idf;
            idf.add(prepareDialogue(*one));
            idf.add(prepareDialogue(*column.dialogue));
            column.alignment = alignPair(prepareDialogue(*one), prepareDialogue(*column.dialogue),
                                         idf, AlignSettings());
            columns.push_back(std::move(column));
        }
        model.setContent(QStringLiteral("human"), QStringLiteral("person 1"), one,
                         std::move(columns));
    }

private Q_SLOTS:
    void aTesterFindsNothingWrong()
    {
        ColumnsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        const Lines real{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        fill(model, real, {real, {"u: return the desk lamp"}});
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.rowCount(), 3);
        fill(model, {}, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void cellsSayWhoSpeaksAndHowFarApart()
    {
        ColumnsModel model;
        const Lines real{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        fill(model, real, {real, {"u: return the desk lamp", "a: <b>Which</b> order?"}});
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("return the desk lamp"));
        QCOMPARE(model.index(0, 1).data(ColumnsModel::KindRole).toInt(),
                 static_cast<int>(RowKind::Equal));
        QVERIFY(!model.index(1, 1).data(ColumnsModel::KindRole).isValid());
        QCOMPARE(model.index(1, 2).data().toString(), QStringLiteral("<b>Which</b> order?"));
        QCOMPARE(model.index(2, 2).data(ColumnsModel::KindRole).toInt(),
                 static_cast<int>(RowKind::Missing));
        QVERIFY(!model.index(2, 2).data(ColumnsModel::SpeakerRole).isValid());
        QCOMPARE(model.index(2, 2).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("sim 2, row 2, missing in the simulation, nothing"));
        QCOMPARE(model.index(2, 1).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("sim 1, row 2, equal, user: order Q771542"));
        QCOMPARE(model.rowOfRealTurn(2), 2);
        QCOMPARE(model.rowOfRealTurn(9), -1);
        QCOMPARE(model.index(2, 1).data(ColumnsModel::RowNumberRole).toInt(), 2);
        QVERIFY(!model.index(1, 1).data(ColumnsModel::RowNumberRole).isValid());
        QCOMPARE(model.rowOfAligned(1, 1), 2);
        QCOMPARE(model.rowOfAligned(1, -1), -1);
        QCOMPARE(model.columnOf(model.contents()[1].dialogue->id), 2);
        QCOMPARE(model.columnOf(DialogueId("another")), -1);
    }

    void headingsTellWhereTheyPart()
    {
        ColumnsModel model;
        const Lines real{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        fill(model, real, {real, {"u: return the desk lamp"}});
        const auto subtitle = [&](int column) {
            return model.headerData(column, Qt::Horizontal, ColumnsModel::SubtitleRole).toString();
        };
        QCOMPARE(subtitle(0), QStringLiteral("person 1"));
        QCOMPARE(subtitle(1), QStringLiteral("similarity 1.00 · never parts"));
        QVERIFY(subtitle(2).endsWith(QStringLiteral("parts at row 2")));
    }
};

QTEST_MAIN(TestColumnsModel)
#include "tst_columns_model.moc"
