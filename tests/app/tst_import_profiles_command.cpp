// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QDir>

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestImportProfilesCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const char *name, const std::string &text) const
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        std::ofstream(path.toStdString()) << text;
        return path;
    }
    QString workspace() const { return m_folder.filePath(QStringLiteral("w.gapscope")); }

private Q_SLOTS:
    void unknownFileIsProposedSavedAndImported()
    {
        const QString file =
            write("odd.json", R"([{"case_id":"7","log":[{"by":"customer","says":"Hi there"},
                                  {"by":"robot","says":"Hello to you"}]}])");
        const test::Outcome refused =
            test::run({QStringLiteral("import"), workspace(), QStringLiteral("--real"), file});
        QCOMPARE(refused.code, 3);

        const test::Outcome proposed = test::run(
            {QStringLiteral("profiles"), workspace(), QStringLiteral("propose"), file,
             QStringLiteral("--name"), QStringLiteral("odd"), QStringLiteral("--fields")});
        QCOMPARE(proposed.code, 0);
        QVERIFY2(proposed.err.contains("log[].by (text): customer | robot"),
                 proposed.err.constData());
        nlohmann::json profile = nlohmann::json::parse(proposed.out.toStdString());
        profile["corpus"] = {{"kind", "real"}, {"label", "helpdesk"}};
        const QString saved = write("odd-profile.json", profile.dump());
        QCOMPARE(test::run({QStringLiteral("profiles"), workspace(), QStringLiteral("save"), saved})
                     .code,
                 0);
        QVERIFY(
            test::run({QStringLiteral("profiles"), workspace(), QStringLiteral("suggest"), file})
                .out.contains("100 %  odd"));

        const test::Outcome imported =
            test::run({QStringLiteral("import"), workspace(), file, QStringLiteral("--profile"),
                       QStringLiteral("odd")});
        QVERIFY2(imported.code == 0, imported.err.constData());
        QVERIFY2(imported.err.contains("mapped, 1 dialogues, 2 turns (1 of users) → real helpdesk"),
                 imported.err.constData());
        const test::Outcome shown = test::run({QStringLiteral("profiles"), workspace(),
                                               QStringLiteral("show"), QStringLiteral("odd")});
        QCOMPARE(
            nlohmann::json::parse(shown.out.toStdString())["corpus"]["label"].get<std::string>(),
            std::string("helpdesk"));
        QVERIFY(test::run({QStringLiteral("profiles"), workspace(), QStringLiteral("list")})
                    .out.startsWith("odd, real, label helpdesk, format mapped, turns in log"));
        QCOMPARE(test::run({QStringLiteral("profiles"), workspace(), QStringLiteral("remove"),
                            QStringLiteral("odd")})
                     .code,
                 0);
        QCOMPARE(test::run({QStringLiteral("profiles"), workspace(), QStringLiteral("remove"),
                            QStringLiteral("odd")})
                     .code,
                 3);
    }

    void wrongProfileIsToldExactly()
    {
        const QString profile =
            write("wrong.json",
                  R"({"format":"gapscope-mapping-profile","version":1,"corpus":{"kind":"robot"}})");
        const test::Outcome outcome =
            test::run({QStringLiteral("import"), workspace(), write("x.json", "[]"),
                       QStringLiteral("--profile"), profile});
        QCOMPARE(outcome.code, 3);
        QVERIFY2(outcome.err.contains("corpus.kind") && outcome.err.contains("is none of real"),
                 outcome.err.constData());
        const test::Outcome unknown =
            test::run({QStringLiteral("import"), workspace(), write("x.json", "[]"),
                       QStringLiteral("--profile"), QStringLiteral("nobody")});
        QCOMPARE(unknown.code, 3);
    }

    void whatLiesBesideTranscriptsInAFolderIsNoFailure()
    {
        QDir(m_folder.path()).mkdir(QStringLiteral("set"));
        write("set/talk.jsonl",
              "{\"task_id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n");
        const QString schema =
            write("set/schema.json", R"([{"service_name":"lamps","slots":[],"intents":[]}])");
        const QString study = m_folder.filePath(QStringLiteral("folder.gapscope"));
        const QStringList folder{QStringLiteral("import"), study, QStringLiteral("--real"),
                                 m_folder.filePath(QStringLiteral("set"))};
        const test::Outcome outcome = test::run(folder);
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("schema.json is not a transcript: a schema of services\n"),
                 outcome.err.constData());
        QCOMPARE(test::run(folder, "--strict").code, 1);
        // Whoever names the file means it.
        QCOMPARE(
            test::run({QStringLiteral("import"), study, QStringLiteral("--real"), schema}).code, 3);
    }

    void whatIsReadIsNotWrittenOver()
    {
        const QString study = m_folder.filePath(QStringLiteral("out.gapscope"));
        const QString file =
            write("out.jsonl",
                  "{\"task_id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n");
        QCOMPARE(test::run({QStringLiteral("import"), study, QStringLiteral("--real"), file}).code,
                 0);
        const test::Outcome outcome =
            test::run({QStringLiteral("export-messages"), study, QStringLiteral("--out"), study});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("which is read here"), outcome.err.constData());
        QCOMPARE(test::run({QStringLiteral("info"), study}).code, 0);
    }

    void importsAreFoundAgainFromAnyFolder()
    {
        const QString study = m_folder.filePath(QStringLiteral("again.gapscope"));
        write("again.jsonl",
              "{\"task_id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n");
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder.path()));
        const test::Outcome outcome =
            test::run({QStringLiteral("import"), study, QStringLiteral("--real"),
                       QStringLiteral("again.jsonl")});
        QVERIFY(QDir::setCurrent(before));
        QCOMPARE(outcome.code, 0);
        const test::Outcome again =
            test::run({QStringLiteral("imports"), study}, "reimport again.jsonl");
        QVERIFY2(again.err.contains("1 dialogues imported"), again.err.constData());
    }

    void ledgerAndTasksWorkFromTheCommandLine()
    {
        const QString study = m_folder.filePath(QStringLiteral("study.gapscope"));
        const QString one =
            write("one.jsonl",
                  "{\"task_id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n"
                  "{broken\n");
        const QString two =
            write("two.jsonl",
                  "{\"task_id\":\"9\",\"messages\":[{\"role\":\"user\",\"content\":\"b\"}]}\n");
        QCOMPARE(test::run({QStringLiteral("import"), study, QStringLiteral("--real"), one}).code,
                 0);
        QCOMPARE(test::run({QStringLiteral("import"), study, QStringLiteral("--sim"), two}).code,
                 0);
        const auto imports = [&](const char *words) {
            return test::run({QStringLiteral("imports"), study}, words);
        };
        const auto listed = nlohmann::json::parse(imports("list --json").out.toStdString());
        QCOMPARE(listed.size(), std::size_t{2});
        QCOMPARE(listed[0]["importer_version"].get<int>() >= 1, true);
        QVERIFY(imports("issues one.jsonl --effect skipped").out.count('\n') == 2);
        QVERIFY(imports("issues two.jsonl --effect skipped").out.count('\n') == 1);
        QCOMPARE(imports("issues --effect odd").code, 2);
        QVERIFY(imports("show one.jsonl").out.contains("(skipped): 1"));
        QVERIFY(imports("remove one.jsonl").err.contains("1 dialogues removed"));
        QCOMPARE(imports("remove one.jsonl").code, 3);
        QVERIFY(imports("undo").err.contains("1 dialogues are back"));
        QVERIFY(imports("reimport two.jsonl").err.contains("1 dialogues imported"));
        QVERIFY(imports("forget").err.contains("1 removed imports"));
        QCOMPARE(imports("undo").code, 3);

        const auto tasks = [&](const char *words) {
            return test::run({QStringLiteral("tasks"), study}, words);
        };
        QVERIFY(tasks("list").out.startsWith("0 matched by id, 0 by fingerprint, 0 by hand, 0 in "
                                             "conflict, 2 alone\n"));
        const test::Outcome matched = tasks("match chat:general:1 chat:general:9 --by ann");
        QVERIFY2(matched.err.contains("1 by hand"), matched.err.constData());
        const auto rows = nlohmann::json::parse(tasks("list --json").out.toStdString());
        QCOMPARE(rows["counts"]["hand"].get<int>(), 1);
        QCOMPARE(rows["rows"][0]["task"].get<std::string>(), std::string("chat:general:1"));
        QVERIFY(tasks("undo --by ann").err.contains("taken back: link"));
        QCOMPARE(tasks("undo --by ann").code, 3);
        QCOMPARE(tasks("match chat:general:1 nobody").code, 3);
        QCOMPARE(tasks("match chat:general:1").code, 2);
    }
};

QTEST_GUILESS_MAIN(TestImportProfilesCommand)
#include "tst_import_profiles_command.moc"
