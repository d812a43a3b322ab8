// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QTemporaryDir>

#include <set>

namespace {
using Json = nlohmann::json;

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(GAPSCOPE_PROGRAM), arguments);
    process.waitForFinished(120'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}
} // namespace

class TestTargetsCommand : public gapscope::test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_workspace;

    static QString sample(const char *file)
    {
        return QString::fromStdString(
            (gapscope::test::sourceDir() / "sample_data" / file).string());
    }

    Outcome targets(const QStringList &options) const
    {
        return run(QStringList{QStringLiteral("targets"), m_workspace} + options);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = m_folder.filePath(QStringLiteral("sample.gapscope"));
        const Outcome real =
            run({QStringLiteral("import"), m_workspace, QStringLiteral("--real"),
                 QStringLiteral("--label"), QStringLiteral("human"),
                 sample("broadband/unified.json"), sample("parcel/human.messages.jsonl")});
        QVERIFY2(real.code == 0, real.err.constData());
        const Outcome sim = run({QStringLiteral("import"), m_workspace, QStringLiteral("--sim"),
                                 QStringLiteral("--label"), QStringLiteral("amiable-1"),
                                 sample("broadband/eval_results_amiable-1.json"),
                                 sample("parcel/sim_amiable-1.messages.jsonl")});
        QVERIFY2(sim.code == 0, sim.err.constData());
    }

    void helpIsPrinted()
    {
        const Outcome outcome = run({QStringLiteral("targets"), QStringLiteral("--help")});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("--share"));
    }

    void misuseExitsWithTwo_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("share") << QStringList{QStringLiteral("--share"), QStringLiteral("1")};
        QTest::newRow("share text") << QStringList{QStringLiteral("--share"), QStringLiteral("x")};
        QTest::newRow("seed") << QStringList{QStringLiteral("--seed"), QStringLiteral("-1")};
        QTest::newRow("format") << QStringList{QStringLiteral("--format"), QStringLiteral("csv")};
        QTest::newRow("two workspaces") << QStringList{QStringLiteral("other")};
    }

    void misuseExitsWithTwo()
    {
        QFETCH(QStringList, options);
        const Outcome outcome = targets(options);
        QCOMPARE(outcome.code, 2);
        QCOMPARE(outcome.out, QByteArray());
    }

    void everyTaskIsTunedOnOrHeldOut()
    {
        const Outcome outcome = targets({QStringLiteral("--seed"), QStringLiteral("5"),
                                         QStringLiteral("--share"), QStringLiteral("0.3")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const Json json = Json::parse(outcome.out.toStdString());
        QCOMPARE(json["split"]["seed"].get<int>(), 5);
        std::set<std::string> tasks;
        for (const char *list : {"tuning", "held_out"})
            for (const Json &task : json["split"][list])
                tasks.insert(task.get<std::string>());
        QCOMPARE(tasks.size(), std::size_t(13));
        QCOMPARE(json["split"]["tuning"].size(), std::size_t(4));
        QCOMPARE(json["simulators"][0]["name"].get<std::string>(), std::string("amiable-1"));
    }

    void briefIsMarkdown()
    {
        const Outcome outcome = targets({QStringLiteral("--format"), QStringLiteral("brief")});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(outcome.out.startsWith("# How real users write"));
        QVERIFY(outcome.out.contains("amiable-1 has to move"));
    }

    void theIndexKeepsToHeldOutTasks()
    {
        const QString file = m_folder.filePath(QStringLiteral("targets.json"));
        const Outcome written = targets({QStringLiteral("--out"), file});
        QVERIFY2(written.code == 0, written.err.constData());
        QCOMPARE(written.out, QByteArray());
        const Json json = Json::parse(gapscope::test::readFile(file.toStdString()));
        const Outcome scored = run({QStringLiteral("usi"), m_workspace, QStringLiteral("--tasks"),
                                    file, QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY2(scored.code == 0, scored.err.constData());
        QCOMPARE(scored.err, QByteArray());
        const Json table = Json::parse(scored.out.toStdString());
        QCOMPARE(table["rows"][1]["n_tasks"].get<std::size_t>(), json["split"]["held_out"].size());
    }

    void tasksThatAreNotHereAreTold()
    {
        QFile file(m_folder.filePath(QStringLiteral("tasks.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nowhere:at:all\n");
        file.close();
        const Outcome scored =
            run({QStringLiteral("usi"), m_workspace, QStringLiteral("--tasks"), file.fileName()});
        QVERIFY(scored.err.contains("1 of 1 tasks"));
    }

    void anUnreadableTaskFileIsAnError()
    {
        const Outcome missing = run({QStringLiteral("usi"), m_workspace, QStringLiteral("--tasks"),
                                     m_folder.filePath(QStringLiteral("none.json"))});
        QCOMPARE(missing.code, 3);
        const Outcome wrong = run({QStringLiteral("usi"), m_workspace, QStringLiteral("--tasks"),
                                   sample("broadband/difficulty.json")});
        QCOMPARE(wrong.code, 3);
        QVERIFY(wrong.err.contains("no export of targets"));
    }
};

QTEST_GUILESS_MAIN(TestTargetsCommand)
#include "tst_targets_command.moc"
