// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "ui/base/english_plurals.h"

#include <QCoreApplication>

using namespace gapscope;

class TestEnglishPlurals : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void numbersDecideTheForm()
    {
        EnglishPlurals plurals;
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        QCOMPARE(tr("%n file(s)", nullptr, 1), QStringLiteral("1 file"));
        QCOMPARE(tr("%n file(s)", nullptr, 0), QStringLiteral("0 files"));
        QCOMPARE(tr("%n batch(es)", nullptr, 3), QStringLiteral("3 batches"));
    }

    void textWithoutANumberIsLeftAlone()
    {
        EnglishPlurals plurals;
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        QCOMPARE(tr("the word(s)"), QStringLiteral("the word(s)"));
    }
};

QTEST_GUILESS_MAIN(TestEnglishPlurals)
#include "tst_english_plurals.moc"
