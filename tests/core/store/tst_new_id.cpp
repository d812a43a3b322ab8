// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/new_id.h"

#include <QTest>
#include <QUuid>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

using namespace gapscope;

class TestNewId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAUuidOfVersionSeven()
    {
        const QString id = QString::fromStdString(newUuid());
        const QUuid read = QUuid::fromString(id);
        QVERIFY(!read.isNull());
        QCOMPARE(read.toString(QUuid::WithoutBraces), id);
        QCOMPARE(read.variant(), QUuid::DCE);
        QCOMPARE(id.at(14), QLatin1Char('7'));
    }

    void ascendsInTheOrderOfCreation()
    {
        // Far more than one millisecond's counter holds.
        std::vector<std::string> ids(20'000);
        std::ranges::generate(ids, newUuid);
        QVERIFY(std::ranges::adjacent_find(ids, std::ranges::greater_equal()) == ids.end());
    }

    void isUniqueAcrossThreads()
    {
        constexpr int each = 5'000;
        std::vector<std::vector<std::string>> made(4, std::vector<std::string>(each));
        {
            std::vector<std::jthread> threads;
            for (auto &ids : made)
                threads.emplace_back([&ids] { std::ranges::generate(ids, newUuid); });
        }
        std::set<std::string> all;
        for (const auto &ids : made)
            all.insert(ids.begin(), ids.end());
        QCOMPARE(all.size(), made.size() * each);
    }
};

QTEST_GUILESS_MAIN(TestNewId)
#include "tst_new_id.moc"
