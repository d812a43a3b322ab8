// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which nobody says anything are told by name; those that may be transcripts are not.
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestOtherTable : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void tablesWithoutWordsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("kind");
        const auto row = [](const char *title, const char *table, const char *kind) {
            QTest::newRow(title) << QByteArray(table) << QByteArray(kind);
        };
        row("leaderboard", "Model;Pass^1;USI\nalpha;0.7;61 %\nbeta two;0.6;N/A\n",
            "a table of figures by model, like a leaderboard");
        row("figures", "domain,n,mean,sd\nairline,50,0.4,0.1\nretail,115,0.6 [0.5],0.2\n",
            "a table of figures");
        row("questionnaire with remarks",
            "participant\tq1\tq2\tq3\twhy\np1\t4\t5\t1\tit was slow and dull\np2\t2\t2\t1\tno idea "
            "at all\n",
            "a table of answers to a questionnaire");
        row("questionnaire of few words",
            "id,efficiency,overall_score\na,About right,3 (Fair)\nb,Very inefficient,1 (Very "
            "poor)\n",
            "a table of answers to a questionnaire");
        row("links", "instance_id,agent_id,data_link\nairline_1,a,https://x.org/1\n",
            "a table of ids and links");
        row("ids", "task,split\nlamp_1,train\nlamp_2,test\n",
            "a table of ids and short texts, without a column for the role");
        row("quoted names", "\"rank\",\"team\"\n\"1\",\"us\"\n",
            "a table of figures by model, like a leaderboard");
    }

    void tablesWithoutWordsAreNamed()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, kind);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("a.csv", table.toStdString()));
        QVERIFY(!imported.report);
        QCOMPARE(QByteArray::fromStdString(imported.report.error().detail),
                 "not a transcript: " + kind);
        QVERIFY(imported.report.error().code == ErrorCode::NotATranscript);
    }

    void tablesThatMayBeTranscriptsAreOnlyUnknown_data()
    {
        QTest::addColumn<QByteArray>("table");
        const auto row = [](const char *title, const char *table) {
            QTest::newRow(title) << QByteArray(table);
        };
        row("no role", "conversation_id,text\nc1,Hello\n");
        row("words under a name of their own", "Fall;Rolle;Wortlaut\n7;Client;Hallo\n7;Bot;Tag\n");
        row("sentences", "nr,gesagt\n1,guten Tag auch\n2,wie geht es\n");
        row("questions and answers",
            "id,question,answer\n1,what is it,a thing\n2,how so,that way\n");
        row("a header alone", "model,score\n");
        row("prose", "Dear all, dear friends\nthis is no table\nand never was, or was it, once\n");
        row("one column", "words\nhello\n");
    }

    void tablesThatMayBeTranscriptsAreOnlyUnknown()
    {
        QFETCH(QByteArray, table);
        const test::Folder folder;
        const test::Imported imported = test::import(folder.write("a.csv", table.toStdString()));
        QVERIFY(!imported.report);
        QVERIFY2(imported.report.error().code == ErrorCode::UnknownFormat,
                 imported.report.error().detail.c_str());
    }
};

QTEST_APPLESS_MAIN(TestOtherTable)
#include "tst_other_table.moc"
