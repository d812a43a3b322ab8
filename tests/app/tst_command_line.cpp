// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <nlohmann/json.hpp>

#include <set>

namespace {
using Json = nlohmann::json;

using gapscope::test::Outcome;
using gapscope::test::run;

QString path(const std::filesystem::path &file)
{
    return QString::fromStdString(file.string());
}
} // namespace

class TestCommandLine : public gapscope::test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_workspace;

    QString sample(const char *file) const
    {
        return path(gapscope::test::sourceDir() / "sample_data" / file);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = m_folder.filePath(QStringLiteral("sample.gapscope"));
        const Outcome real = run(
            {QStringLiteral("import"), m_workspace, QStringLiteral("--real"),
             QStringLiteral("--label"), QStringLiteral("human"), sample("broadband/unified.json"),
             sample("broadband/difficulty.json"), sample("parcel/human.messages.jsonl")});
        QVERIFY2(real.code == 0, real.err.constData());
        const Outcome sim = run({QStringLiteral("import"), m_workspace, QStringLiteral("--sim"),
                                 QStringLiteral("--label"), QStringLiteral("amiable-1"),
                                 sample("broadband/eval_results_amiable-1.json"),
                                 sample("parcel/sim_amiable-1.messages.jsonl")});
        QVERIFY2(sim.code == 0, sim.err.constData());
    }

    void helpAndVersionNeedNoDisplay_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("version") << QStringList{QStringLiteral("--version")};
        QTest::newRow("help") << QStringList{QStringLiteral("--help")};
        for (const char *verb : {"import", "info", "usi", "whatif", "metrics", "score", "features",
                                 "align", "labels", "anchors", "chart", "screens"}) {
            QTest::newRow(verb) << QStringList{QString::fromLatin1(verb), QStringLiteral("--help")};
        }
    }

    void helpAndVersionNeedNoDisplay()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("gapscope"));
        QCOMPARE(outcome.err, QByteArray());
    }

    void misuseExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option")
            << QStringList{QStringLiteral("info"), QStringLiteral("--bogus")};
        QTest::newRow("unknown option of the window") << QStringList{QStringLiteral("--bogus")};
        QTest::newRow("no workspace") << QStringList{QStringLiteral("usi")};
        QTest::newRow("both kinds")
            << QStringList{QStringLiteral("import"), QStringLiteral("w"), QStringLiteral("f"),
                           QStringLiteral("--real"), QStringLiteral("--sim")};
        QTest::newRow("unknown chart") << QStringList{
            QStringLiteral("chart"),    QStringLiteral("w"),     QStringLiteral("--chart"),
            QStringLiteral("nonsense"), QStringLiteral("--out"), QStringLiteral("x.svg")};
        QTest::newRow("unknown metric")
            << QStringList{QStringLiteral("metrics"), QStringLiteral("w"),
                           QStringLiteral("--metric"), QStringLiteral("nonsense")};
        QTest::newRow("metrics by nonsense")
            << QStringList{QStringLiteral("metrics"), QStringLiteral("w"), QStringLiteral("--by"),
                           QStringLiteral("nonsense")};
        QTest::newRow("no workspace for metrics") << QStringList{QStringLiteral("metrics")};
        QTest::newRow("unknown edition")
            << QStringList{QStringLiteral("usi"), QStringLiteral("w"), QStringLiteral("--edition"),
                           QStringLiteral("nonsense")};
        QTest::newRow("unknown repair")
            << QStringList{QStringLiteral("usi"), QStringLiteral("w"), QStringLiteral("--with"),
                           QStringLiteral("nonsense")};
        QTest::newRow("repair that the edition does not have")
            << QStringList{QStringLiteral("usi"), QStringLiteral("w"), QStringLiteral("--without"),
                           QStringLiteral("pivot")};
    }

    void misuseExitsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY(outcome.err.contains("--help"));
    }

    void unknownMetricsNameTheKnownOnes()
    {
        const Outcome outcome = run({QStringLiteral("metrics"), QStringLiteral("w"),
                                     QStringLiteral("--metric"), QStringLiteral("nonsense")});
        QVERIFY(outcome.err.contains("survival"));
        QVERIFY(outcome.err.contains("frontload_area"));
    }

    void metricsOfTheSampleAreJsonRows()
    {
        const Outcome outcome =
            run({QStringLiteral("metrics"), m_workspace, QStringLiteral("--draws"),
                 QStringLiteral("50"), QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const Json report = Json::parse(outcome.out.toStdString());
        QCOMPARE(report["draws"].get<int>(), 50);
        QVERIFY(report["metrics"].size() >= 18);
        for (const Json &metric : report["metrics"]) {
            QVERIFY(!metric["rows"].empty());
            for (const Json &row : metric["rows"])
                QVERIFY2(row["value"].is_null() != row["missing"].is_null(), row.dump().c_str());
        }
    }

    void metricsRepeatToTheLastDigit()
    {
        const QStringList arguments{QStringLiteral("metrics"),  m_workspace,
                                    QStringLiteral("--metric"), QStringLiteral("length_gap"),
                                    QStringLiteral("--seed"),   QStringLiteral("5"),
                                    QStringLiteral("--format"), QStringLiteral("csv")};
        const Outcome first = run(arguments);
        QCOMPARE(first.code, 0);
        QVERIFY(first.out.startsWith("metric,simulator,item,task,value,real,sim,low,high,floor,p,q,"
                                     "n,counts,missing,notes\nlength_gap,amiable-1,,,"));
        QCOMPARE(run(arguments).out, first.out);
    }

    void metricsAreListedWithoutAWorkspace()
    {
        const Outcome outcome = run({QStringLiteral("metrics"), QStringLiteral("--list"),
                                     QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(outcome.code, 0);
        const Json list = Json::parse(outcome.out.toStdString());
        for (const char *key : {"id", "title", "shows", "formula", "range", "source"})
            QVERIFY2(!list[0][key].get<std::string>().empty(), key);
    }

    void windowWithoutDisplaySaysSo()
    {
        const Outcome outcome = run({});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.err.contains("no display"));
    }

    void infoCountsWhatWasImported()
    {
        const Outcome outcome =
            run({QStringLiteral("info"), m_workspace, QStringLiteral("--json")});
        QCOMPARE(outcome.code, 0);
        const Json info = Json::parse(outcome.out.toStdString());
        QCOMPARE(info["tasks"].get<int>(), 13);
        QCOMPARE(info["paired_tasks"].get<int>(), 13);
        QCOMPARE(info["corpora"].size(), std::size_t(2));
        QCOMPARE(info["corpora"][0]["dialogues"].get<int>(), 26);
        QCOMPARE(info["corpora"][1]["dialogues"].get<int>(), 16);
    }

    void importingAgainAddsNothingAndSaysSo()
    {
        const Outcome outcome =
            run({QStringLiteral("import"), m_workspace, QStringLiteral("--sim"),
                 QStringLiteral("--label"), QStringLiteral("amiable-1"),
                 sample("parcel/sim_amiable-1.messages.jsonl"), QStringLiteral("--json")});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.err.contains("nothing new"));
        const Json file = Json::parse(outcome.out.toStdString())["files"][0];
        QCOMPARE(file["dialogues"].get<int>(), 0);
        QCOMPARE(file["duplicates"].get<int>(), 9);
    }

    void unknownKindIsAskedFor()
    {
        QFile file(m_folder.filePath(QStringLiteral("talk.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                   "{\"role\":\"assistant\",\"content\":\"hello\"}]}\n");
        file.close();
        const QString target = m_folder.filePath(QStringLiteral("new.gapscope"));
        const Outcome outcome = run({QStringLiteral("import"), target, file.fileName()});
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.err.contains("--real or --sim"));
        QVERIFY(!QFile::exists(target));
    }

    void strictImportReportsIssuesByItsExitCode()
    {
        QFile file(m_folder.filePath(QStringLiteral("cut.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"task_id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"ok\"}]}\n"
                   "{\"task_id\":\"b\",\"messages\":[{\"role\":\"us");
        file.close();
        const QString target = m_folder.filePath(QStringLiteral("cut.gapscope"));
        const QStringList arguments = {QStringLiteral("import"),  target,
                                       file.fileName(),           QStringLiteral("--sim"),
                                       QStringLiteral("--label"), QStringLiteral("s")};
        QCOMPARE(run(arguments).code, 0);
        const Outcome strict =
            run(arguments + QStringList{QStringLiteral("--strict"), QStringLiteral("--json")});
        QCOMPARE(strict.code, 1);
        const Json issue = Json::parse(strict.out.toStdString())["files"][0]["issues"][0];
        QCOMPARE(issue["code"].get<std::string>(), std::string("truncated"));
        QCOMPARE(issue["line"].get<int>(), 2);
    }

    void rolesAreSwappedOnRequestAndToldOf()
    {
        QFile file(m_folder.filePath(QStringLiteral("roles.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"task_id\":\"a\",\"messages\":[{\"role\":\"system\",\"content\":"
                   "\"You are the user.\"},{\"role\":\"assistant\",\"content\":\"ok\"}]}\n");
        file.close();
        const auto issueOf = [&](const char *name, const QStringList &more) {
            const Outcome outcome = run(
                QStringList{QStringLiteral("import"), m_folder.filePath(QString::fromLatin1(name)),
                            file.fileName(), QStringLiteral("--sim"), QStringLiteral("--json")} +
                more);
            if (outcome.code != 0)
                return std::to_string(outcome.code);
            const Json report = Json::parse(outcome.out.toStdString())["files"][0];
            return report["issues"][0]["code"].get<std::string>() + " " +
                   std::to_string(report["user_turns"].get<int>());
        };
        const QString swap = QStringLiteral("--swap-roles");
        const QString keep = QStringLiteral("--keep-roles");
        QCOMPARE(issueOf("r1.gapscope", {}), std::string("roles-swapped 1"));
        QCOMPARE(issueOf("r2.gapscope", {swap}), std::string("roles-swapped 1"));
        QCOMPARE(issueOf("r3.gapscope", {keep}), std::string("roles-may-be-swapped 0"));
        QCOMPARE(issueOf("r4.gapscope", {swap, keep}), std::string("2"));
    }

    void aFileThatIsNoWorkspaceIsRefusedUnchanged()
    {
        QFile file(m_folder.filePath(QStringLiteral("text.gapscope")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is not a database");
        file.close();
        const Outcome outcome = run({QStringLiteral("info"), file.fileName()});
        QCOMPARE(outcome.code, 3);
        QVERIFY(outcome.err.contains("not a Gapscope workspace"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("this is not a database"));
    }

    void usiTableHasItsShape()
    {
        const Outcome outcome = run({QStringLiteral("usi"), m_workspace, QStringLiteral("--format"),
                                     QStringLiteral("json")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const Json table = Json::parse(outcome.out.toStdString());
        QCOMPARE(table["edition"].get<std::string>(), std::string("reference"));
        QCOMPARE(table["difficulty"].get<std::string>(), std::string("workspace"));
        QCOMPARE(table["rows"].size(), std::size_t(2));
        QCOMPARE(table["rows"][1]["name"].get<std::string>(), std::string("amiable-1"));
        for (const char *cell : {"D1_conv", "D2_info", "D3_clarif", "D4_react", "ece", "usi"})
            QVERIFY2(table["rows"][1][cell].is_array(), cell);
        QVERIFY(table["rows"][1]["missing"].contains("eval_agree"));
    }

    void alignmentCoversEveryUserTurnOnce()
    {
        const Outcome outcome =
            run({QStringLiteral("align"), m_workspace, QStringLiteral("--all")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        int pairs = 0;
        for (const QByteArray &line : outcome.out.trimmed().split('\n')) {
            const Json pair = Json::parse(line.toStdString());
            ++pairs;
            for (const char *side : {"real", "sim"}) {
                std::set<int> seen;
                std::size_t turns = 0;
                for (const Json &row : pair["rows"]) {
                    for (const Json &turn : row[side]) {
                        seen.insert(turn.get<int>());
                        ++turns;
                    }
                }
                QVERIFY(turns > 0);
                QCOMPARE(seen.size(), turns);
            }
        }
        QCOMPARE(pairs, 32);
    }

    void chartsAreDrawnAndRepeatable()
    {
        const Outcome list = run({QStringLiteral("chart"), QStringLiteral("--list")});
        QCOMPARE(list.code, 0);
        QVERIFY(list.out.startsWith("dumbbell\t"));
        const auto draw = [&](const QString &name) {
            const QString file = m_folder.filePath(name);
            const Outcome outcome =
                run({QStringLiteral("chart"), m_workspace, QStringLiteral("--chart"),
                     QStringLiteral("waterfall"), QStringLiteral("--out"), file});
            return outcome.code == 0 ? gapscope::test::readFile(file.toStdString())
                                     : outcome.err.toStdString();
        };
        const std::string first = draw(QStringLiteral("a.svg"));
        QVERIFY2(first.find("<svg") != std::string::npos, first.c_str());
        QCOMPARE(draw(QStringLiteral("b.svg")), first);
        QVERIFY(draw(QStringLiteral("a.pdf")).rfind("%PDF", 0) == 0);
        QVERIFY(draw(QStringLiteral("a.csv")).find(',') != std::string::npos);
    }

    void screensShowEveryPage()
    {
        const QString out = m_folder.filePath(QStringLiteral("screens"));
        const Outcome outcome =
            run({QStringLiteral("screens"), m_workspace, QStringLiteral("--out"), out,
                 QStringLiteral("--theme"), QStringLiteral("dark")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        for (const char *page : {"compare", "gap-dumbbell", "gap-waterfall", "explore-dialogues"}) {
            const QString file = QStringLiteral("%1/%2.png").arg(out, QString::fromLatin1(page));
            QVERIFY2(QFileInfo(file).size() > 10'000, qPrintable(file));
        }
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
