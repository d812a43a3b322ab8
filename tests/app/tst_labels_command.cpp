// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestLabelsCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// The sample, with two labels of two annotators.
    void makeWorkspace(const QString &workspace, bool labelled)
    {
        const test::Outcome made = test::importSample(workspace);
        QVERIFY2(made.code == 0, made.err.constData());
        if (!labelled)
            return;
        const auto session = Session::open(workspace.toStdString(), OpenMode::ReadWrite);
        QVERIFY(session);
        const auto pairs = listPairs(**session);
        QVERIFY(pairs && !pairs->empty());
        for (const char *annotator : {"ann", "bob"}) {
            Label label;
            label.realDialogue = pairs->front().real;
            label.simDialogue = pairs->front().sim;
            label.realTurn = 0;
            label.code = "C1";
            label.note = "ask Ada Byron at ada@example.org";
            label.annotator = annotator;
            QVERIFY(LabelRepository(**session).add(label, annotator));
        }
    }

    static test::Outcome labels(const QString &workspace, const QStringList &words)
    {
        return test::run(QStringList{QStringLiteral("labels"), workspace} + words);
    }
    static QStringList split(const char *words)
    {
        return QString::fromUtf8(words).split(QLatin1Char(' '));
    }

private Q_SLOTS:
    void labelsGoThroughAFileAndBack()
    {
        const QString one = path("one.gapscope");
        const QString two = path("two.gapscope");
        makeWorkspace(one, true);
        makeWorkspace(two, false);
        const QString file = path("labels.jsonl");
        const test::Outcome written =
            labels(one, {QStringLiteral("export"), QStringLiteral("--out"), file});
        QVERIFY2(written.code == 0, written.err.constData());
        QVERIFY(written.err.contains("2 labels written"));
        const test::Outcome taken = labels(two, {QStringLiteral("merge"), file});
        QVERIFY2(taken.code == 0, taken.err.constData());
        QVERIFY2(taken.err.contains("2 labels added, 0 changed"), taken.err.constData());
        QVERIFY(taken.out.isEmpty());
        const test::Outcome again =
            labels(two, {QStringLiteral("import"), QStringLiteral("--json"), file});
        const auto report = nlohmann::json::parse(again.out.toStdString());
        QCOMPARE(report.at("same").get<int>(), 2);
        QCOMPARE(report.at("waiting").get<int>(), 0);
        QCOMPARE(labels(two, {QStringLiteral("export")}).out.toStdString(),
                 test::readFile(file.toStdString()));
    }

    void tablesForAnalysis()
    {
        const QString one = path("tables.gapscope");
        makeWorkspace(one, true);
        const QByteArray csv = labels(one, split("export --format csv")).out;
        QVERIFY(csv.startsWith("id,task,"));
        QCOMPARE(csv.count('\n'), qsizetype(3));
        QVERIFY(labels(one, split("export --format wide")).out.contains(",ann:C1,bob:C1\n"));
        const QByteArray mine = labels(one, split("export --format csv --annotator ann")).out;
        QVERIFY(mine.contains(",ann,") && !mine.contains(",bob,"));
    }

    void aRedactedFileNamesNobody()
    {
        const QString one = path("redacted.gapscope");
        makeWorkspace(one, true);
        const test::Outcome plain = labels(one, split("export --redact --pseudonyms"));
        QVERIFY2(plain.code == 0, plain.err.constData());
        QVERIFY(!plain.out.contains("example.org") && !plain.out.contains("\"ann\""));
        QVERIFY(plain.out.contains("annotator 2") && plain.out.contains("[EMAIL 1]"));
        QVERIFY(plain.err.contains("2 × EMAIL redacted"));
        QCOMPARE(labels(one, split("export --redact --pseudonyms")).out, plain.out);
        const QByteArray review = labels(one, split("export --review")).out;
        QVERIFY(review.startsWith("kind,text,count,context\n"));
        QVERIFY(review.contains("EMAIL,ada@example.org,2,"));
        QFile file(path("redacted.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(plain.out);
        file.close();
        const test::Outcome refused =
            labels(one, {QStringLiteral("merge"), QStringLiteral("--strict"), file.fileName()});
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("redacted copy"));
    }

    void theSchemeGoesThroughAFile()
    {
        const QString one = path("scheme.gapscope");
        makeWorkspace(one, true);
        const test::Outcome written = labels(one, split("scheme export"));
        QCOMPARE(written.code, 0);
        auto scheme = nlohmann::ordered_json::parse(written.out.toStdString());
        scheme["version"] = 2;
        scheme["codes"][0]["retired"] = true;
        scheme["codes"][1]["key"] = "n";
        QFile file(path("scheme.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(scheme.dump()));
        file.close();
        const test::Outcome taken =
            labels(one, {QStringLiteral("scheme"), QStringLiteral("import"), file.fileName()});
        QVERIFY2(taken.code == 0, taken.err.constData());
        QVERIFY(taken.err.contains("in use as version 2; 2 labels do not fit it"));
        QVERIFY(taken.err.contains("key n of code C2 is one of the program"));
        QVERIFY(labels(one, split("export")).out.contains("\"scheme_version\":2"));
    }

    void misuseAndMissingFilesAreTold()
    {
        const QString one = path("misuse.gapscope");
        makeWorkspace(one, false);
        for (const char *words :
             {"burn", "import", "scheme", "scheme import", "export extra", "export --format xml"})
            QCOMPARE(labels(one, split(words)).code, 2);
        QCOMPARE(labels(one, split("merge nothing.jsonl")).code, 3);
        QCOMPARE(labels(one, split("scheme import nothing.json")).code, 3);
    }
};

QTEST_GUILESS_MAIN(TestLabelsCommand)
#include "tst_labels_command.moc"
