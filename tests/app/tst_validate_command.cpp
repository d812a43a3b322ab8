// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <nlohmann/json.hpp>

using namespace gapscope::test;

namespace {
using Json = nlohmann::json;

const QString verb = QStringLiteral("validate-alignment");
} // namespace

class TestValidateCommand final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void helpNamesTheOptions()
    {
        const Outcome outcome = run({verb, QStringLiteral("--help")});
        QCOMPARE(outcome.code, 0);
        for (const char *word : {"--base", "--seeds", "--worst", "--show", "--format"})
            QVERIFY2(outcome.out.contains(word), word);
    }

    void misuseExitsWithTwo_data()
    {
        QTest::addColumn<QString>("arguments");
        for (const char *arguments :
             {"--seeds 0", "--seeds x", "--worst -1", "--format csv", "one two", "--show x"})
            QTest::newRow(arguments) << QString::fromLatin1(arguments);
    }
    void misuseExitsWithTwo()
    {
        QFETCH(QString, arguments);
        const Outcome outcome = run({verb}, arguments.toLatin1().constData());
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(outcome.err.contains("gapscope:"));
    }

    void tableOfKnownEditsNeedsNoFile()
    {
        const Outcome outcome = run({verb});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("60 dialogues of the built-in service tasks"));
        QCOMPARE(outcome.out.count(" pass"), 14);
        QVERIFY(!outcome.out.contains("FAIL"));
        QVERIFY(!outcome.out.contains("Hand-labelled"));
    }

    void jsonHasTheDocumentedColumns()
    {
        const QStringList words{verb, samplePath("alignment/pairs.json")};
        const Outcome outcome = run(words, "--seeds 1 --worst 3 --format json");
        const Json report = Json::parse(outcome.out.toStdString());
        QCOMPARE(report["perturbation"]["seeds"].get<int>(), 1);
        QCOMPARE(report["perturbation"]["rows"].size(), std::size_t(14));
        QVERIFY(report["perturbation"]["passed"].is_boolean());
        const Json &row = report["perturbation"]["rows"][0];
        for (const char *column :
             {"edits", "target", "precision", "recall", "f1", "within_one", "n", "bar", "result"})
            QVERIFY2(row.contains(column), column);
        const Json &labelled = report["labelled"];
        QCOMPARE(labelled["pairs"].get<int>(), 60);
        QCOMPARE(labelled["worst"].size(), std::size_t(3));
        for (const char *column : {"pair", "domain", "f1", "hit", "found", "wanted",
                                   "first_labelled", "first_found", "covers"})
            QVERIFY2(labelled["worst"][0].contains(column), column);
        std::vector<std::string> targets;
        for (const Json &figures : labelled["rows"])
            targets.push_back(figures["target"]);
        QCOMPARE(targets,
                 (std::vector<std::string>{"turn pairs", "moved links", "moved turns, any target",
                                           "missing turns", "extra turns", "first divergence"}));
    }

    void theSameFiguresComeOutTwice()
    {
        const QStringList words{verb, samplePath("alignment/pairs.json")};
        QCOMPARE(run(words, "--seeds 1").out, run(words, "--seeds 1").out);
    }

    void onePairIsShownWithItsGold()
    {
        const QStringList words{verb, samplePath("alignment/pairs.json")};
        const Outcome outcome = run(words, "--show airline-seat-correction");
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("no the other one"));
        QVERIFY(outcome.out.contains("groups: 1=1, 2+3≠2, 4=3, 5=4, 7=5"));
        QCOMPARE(run(words, "--show nobody").code, 3);
    }

    void dialoguesOfAWorkspaceArePerturbed()
    {
        QTemporaryDir folder;
        const QString workspace = folder.filePath(QStringLiteral("sample.gapscope"));
        QCOMPARE(importSample(workspace).code, 0);
        const Outcome outcome =
            run({verb, QStringLiteral("--base"), workspace}, "--seeds 1 --format json");
        const Json report = Json::parse(outcome.out.toStdString());
        QVERIFY(report["perturbation"]["dialogues"].get<int>() > 10);
        QCOMPARE(outcome.code, report["perturbation"]["passed"].get<bool>() ? 0 : 1);
    }

    void brokenFileIsNamed()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("broken.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        file.close();
        const Outcome outcome = run({verb, path});
        QCOMPARE(outcome.code, 3);
        QVERIFY(outcome.err.contains("broken.json"));
        QVERIFY(outcome.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestValidateCommand)
#include "tst_validate_command.moc"
