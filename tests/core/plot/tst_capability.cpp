// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/capability.h"
#include "tests/support/test_case.h"

#include <QTemporaryDir>

using namespace gapscope;

class TestCapability final : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string written(const std::string &text)
    {
        const std::string path = m_folder.filePath(QStringLiteral("scores.csv")).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    std::string problem(const std::string &text)
    {
        const auto scores = readCapability(written(text));
        return scores ? "read" : scores.error().detail;
    }

private Q_SLOTS:
    void columnsStandInAnyOrder()
    {
        const auto scores =
            readCapability(written("score,family,name\n1287.5,open,\"sim, large\"\n-3,,b\n"));
        QVERIFY(scores);
        QCOMPARE(*scores,
                 (std::vector<CapabilityScore>{{"sim, large", "open", 1287.5}, {"b", "", -3.0}}));
    }

    void theFamilyMayBeMissing()
    {
        const auto scores = readCapability(written("name;score\na;1\n"));
        QVERIFY(scores);
        QCOMPARE(*scores, (std::vector<CapabilityScore>{{"a", "", 1.0}}));
    }

    void whatCannotBeReadSaysWhereAndWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << ""
                               << "the file is empty";
        QTest::newRow("no score") << "name,points\na,1\n"
                                  << "line 1: the columns 'name' and 'score' are needed";
        QTest::newRow("no number") << "name,score\na,1\nb,high\n"
                                   << "line 3: 'high' is no number";
        QTest::newRow("half a number") << "name,score\na,1x\n"
                                       << "line 2: '1x' is no number";
        QTest::newRow("not finite") << "name,score\na,inf\n"
                                    << "line 2: 'inf' is no number";
        QTest::newRow("twice") << "name,score\na,1\na,2\n"
                               << "line 3: 'a' stands twice";
        QTest::newRow("no name") << "name,score\n,1\n"
                                 << "line 2: the name is empty";
        QTest::newRow("fields") << "name,score\na,1,2\n"
                                << "line 2: 3 fields, not 2";
        QTest::newRow("header only") << "name,score\n"
                                     << "there is no score in it";
    }

    void whatCannotBeReadSaysWhereAndWhy()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        QCOMPARE(problem(text.toStdString()), reason.toStdString());
    }

    void aFileThatIsNotThereIsUnreadable()
    {
        const auto scores =
            readCapability(m_folder.filePath(QStringLiteral("none.csv")).toStdString());
        QVERIFY(!scores);
        QCOMPARE(scores.error().code, ErrorCode::InputUnreadable);
    }
};

QTEST_APPLESS_MAIN(TestCapability)
#include "tst_capability.moc"
