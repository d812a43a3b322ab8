// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "ui/base/natural_order.h"

using namespace gapscope;

class TestNaturalOrder final : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void numbersCountAsNumbersInEveryLocale_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("C") << QLocale::c();
        QTest::newRow("English") << QLocale(QLocale::English);
        QTest::newRow("German") << QLocale(QLocale::German);
    }

    void numbersCountAsNumbersInEveryLocale()
    {
        QFETCH(QLocale, locale);
        const QLocale before;
        QLocale::setDefault(locale);
        const QCollator order = naturalOrder();
        QVERIFY(order.compare(QStringLiteral("task 7"), QStringLiteral("task 10")) < 0);
        QVERIFY(order.compare(QStringLiteral("task 10"), QStringLiteral("task 9")) > 0);
        QLocale::setDefault(before);
    }
};

QTEST_MAIN(TestNaturalOrder)
#include "tst_natural_order.moc"
