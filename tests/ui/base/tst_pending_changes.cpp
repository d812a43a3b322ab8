// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/pending_changes.h"

#include "tests/support/test_case.h"

#include <QSignalSpy>

#include <algorithm>
#include <chrono>
#include <functional>

using namespace gapscope;
using std::chrono::milliseconds;

/// Changes that others' writing keeps from being stored.
class TestPendingChanges : public test::TestCase
{
    Q_OBJECT

    bool m_isBusy = false;
    QStringList m_stored;

    /// One that is stored unless somebody else writes; `waits` of its patience then.
    PendingChanges::Change change(PendingChanges &changes, const QString &name,
                                  milliseconds waits = milliseconds(0))
    {
        return [this, &changes, name, waits](milliseconds patience, bool isLastTry) {
            changes.waited(std::min(waits, patience));
            if (m_isBusy && !isLastTry)
                return false;
            m_stored << (m_isBusy ? name + QStringLiteral(" given up") : name);
            return true;
        };
    }
    /// Two that wait until nobody else writes; whoever is told of the first does this.
    void waitAndTell(PendingChanges &changes, const std::function<void()> &told)
    {
        m_isBusy = true;
        changes.add([this, told](milliseconds, bool) {
            if (m_isBusy)
                return false;
            m_stored << QStringLiteral("a");
            told();
            return true;
        });
        changes.add(change(changes, QStringLiteral("b")));
        m_isBusy = false;
    }

private Q_SLOTS:
    void init()
    {
        failOnUnexpectedWarnings();
        m_isBusy = false;
        m_stored.clear();
    }

    void isStoredAtOnceWhereNobodyElseWrites()
    {
        PendingChanges changes;
        const QSignalSpy changed(&changes, &PendingChanges::changed);
        changes.add(change(changes, QStringLiteral("a")));
        QCOMPARE(m_stored, QStringList{QStringLiteral("a")});
        QVERIFY(changes.isEmpty());
        QVERIFY(changed.isEmpty());
    }

    void waitsAndKeepsTheOrder()
    {
        PendingChanges changes;
        QSignalSpy changed(&changes, &PendingChanges::changed);
        m_isBusy = true;
        changes.add(change(changes, QStringLiteral("a")));
        changes.add(change(changes, QStringLiteral("b")));
        QVERIFY(!changes.isEmpty());
        QCOMPARE(changed.count(), 2);
        m_isBusy = false;
        // It could be stored, but would overtake those before it.
        changes.add(change(changes, QStringLiteral("c")));
        QVERIFY(m_stored.isEmpty());
        QTRY_COMPARE(m_stored.join(QLatin1Char(' ')), QStringLiteral("a b c"));
        QVERIFY(changes.isEmpty());
        QCOMPARE(changed.count(), 6);
    }

    void triesTheFirstNow()
    {
        PendingChanges changes;
        m_isBusy = true;
        changes.add(change(changes, QStringLiteral("a")));
        changes.tryNow();
        QVERIFY(m_stored.isEmpty());
        m_isBusy = false;
        changes.tryNow();
        QCOMPARE(m_stored, QStringList{QStringLiteral("a")});
        changes.tryNow();
        QCOMPARE(m_stored.size(), 1);
    }

    void onePassOfTheEventLoopWaitsNoLongerThanAKeyMayBeFelt()
    {
        PendingChanges changes;
        for (const char *name : {"a", "b", "c", "d"})
            changes.add(change(changes, QString::fromLatin1(name), milliseconds(20)));
        // Each had to wait for its turn: the fourth finds nothing left of the wait.
        QCOMPARE(m_stored.join(QLatin1Char(' ')), QStringLiteral("a b c"));
        QTRY_COMPARE(m_stored.join(QLatin1Char(' ')), QStringLiteral("a b c d"));
        // Another pass of the event loop may wait anew.
        changes.add(change(changes, QStringLiteral("e"), milliseconds(20)));
        QCOMPARE(m_stored.back(), QStringLiteral("e"));
    }

    void whoeverIsToldMayMakeAnotherChange()
    {
        PendingChanges changes;
        waitAndTell(changes, [&] { changes.add(change(changes, QStringLiteral("after a"))); });
        QTRY_COMPARE(m_stored.join(QLatin1Char(' ')), QStringLiteral("a b after a"));
    }

    void whoeverIsToldMayCloseTheWorkspace()
    {
        PendingChanges changes;
        waitAndTell(changes, [&] { changes.finish(); });
        QTRY_COMPARE(m_stored.join(QLatin1Char(' ')), QStringLiteral("a b"));
        QVERIFY(changes.isEmpty());
    }

    void finishingEndsAllOfThem()
    {
        PendingChanges changes;
        const QSignalSpy changed(&changes, &PendingChanges::changed);
        m_isBusy = true;
        changes.add(change(changes, QStringLiteral("a")));
        changes.add(change(changes, QStringLiteral("b")));
        changes.finish();
        QCOMPARE(m_stored.join(QLatin1Char('|')), QStringLiteral("a given up|b given up"));
        QVERIFY(changes.isEmpty());
        QCOMPARE(changed.count(), 3);
    }
};

QTEST_MAIN(TestPendingChanges)
#include "tst_pending_changes.moc"
