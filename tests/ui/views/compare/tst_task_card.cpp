// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/views/compare/task_card.h"

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace gapscope;

namespace {
Task longTask()
{
    Task task;
    task.key = TaskKey{"tau1:airline:7"};
    task.domain = "airline";
    for (int i = 0; i < 60; ++i)
        task.instruction += "You want to cancel the flight number " + std::to_string(i) + ". ";
    return task;
}

std::shared_ptr<const Dialogue> ended(std::optional<double> reward, std::optional<bool> success,
                                      std::string termination)
{
    auto dialogue = std::make_shared<Dialogue>();
    dialogue->outcome = {reward, success, std::move(termination)};
    return dialogue;
}
} // namespace

class TestTaskCard : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void collapsedCardCutsTheInstructionToTwoLines()
    {
        QWidget window;
        TaskCard card(&window);
        card.resize(600, 80);
        card.setTask(longTask(), nullptr, nullptr);
        window.show();
        QVERIFY(card.shownInstruction().endsWith(QChar(0x2026)));
        const auto *toggle = card.findChild<QToolButton *>();
        const QSignalSpy changes(&card, &TaskCard::expandedChanged);
        QTest::mouseClick(const_cast<QToolButton *>(toggle), Qt::LeftButton);
        QVERIFY(card.isExpanded());
        QCOMPARE(changes.count(), 1);
        QVERIFY(card.shownInstruction().endsWith(QStringLiteral("number 59.")));
    }

    void shortInstructionIsShownWhole()
    {
        Task task;
        task.instruction = "Cancel <b>everything</b> & leave";
        QWidget window;
        TaskCard card(&window);
        card.resize(600, 80);
        card.setTask(task, nullptr, nullptr);
        window.show();
        QCOMPARE(card.shownInstruction(), QStringLiteral("Cancel <b>everything</b> & leave"));
        for (const QLabel *label : card.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void outcomesSayWhatIsKnown_data()
    {
        QTest::addColumn<double>("reward");
        QTest::addColumn<int>("success");
        QTest::addColumn<QString>("text");
        QTest::newRow("reward") << 1.0 << -1 << QStringLiteral("✓ reward 1 · user_stop");
        QTest::newRow("partial") << 0.5 << -1 << QStringLiteral("✗ reward 0.5 · user_stop");
        QTest::newRow("both") << 0.0 << 0 << QStringLiteral("✗ not solved · reward 0 · user_stop");
        QTest::newRow("neither") << -1.0 << -1 << QStringLiteral("user_stop");
    }

    void outcomesSayWhatIsKnown()
    {
        QFETCH(const double, reward);
        QFETCH(const int, success);
        QFETCH(const QString, text);
        const auto dialogue =
            ended(reward < 0.0 ? std::nullopt : std::optional(reward),
                  success < 0 ? std::nullopt : std::optional(success == 1), "user_stop");
        QCOMPARE(TaskCard::outcomeText(dialogue.get()), text);
    }

    void anUnknownOutcomeIsNoFailure()
    {
        QCOMPARE(TaskCard::outcomeText(ended({}, {}, {}).get()),
                 QStringLiteral("outcome not recorded"));
        QCOMPARE(TaskCard::outcomeText(nullptr), QString());
    }
};

QTEST_MAIN(TestTaskCard)
#include "tst_task_card.moc"
