// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "core/store/anchor_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestAnchorsCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void makeWorkspace(const QString &workspace)
    {
        const test::Outcome made = test::importSample(workspace);
        QVERIFY2(made.code == 0, made.err.constData());
    }

private Q_SLOTS:
    void anchorsGoFromOneWorkspaceToAnother()
    {
        const QString one = path("one.gapscope");
        const QString two = path("two.gapscope");
        makeWorkspace(one);
        makeWorkspace(two);
        {
            auto session = Session::open(one.toStdString(), OpenMode::ReadWrite);
            QVERIFY(session);
            const auto pairs = listPairs(**session);
            QVERIFY(pairs && !pairs->empty());
            const Anchor ban{pairs->front().real, pairs->front().sim, 0, 0, Anchor::Kind::Forbid};
            QCOMPARE(*AnchorRepository(**session).change({ban}, {}, "bea"), 1);
        }
        const QString file = path("anchors.jsonl");
        const test::Outcome written =
            test::run({QStringLiteral("anchors"), one, QStringLiteral("export"),
                       QStringLiteral("--out"), file});
        QCOMPARE(written.code, 0);
        const auto json = nlohmann::json::parse(test::readFile(file.toStdString()));
        QCOMPARE(json.at("kind").get<std::string>(), std::string("forbid"));
        QCOMPARE(json.at("by").get<std::string>(), std::string("bea"));
        QVERIFY(!json.at("real_text").get<std::string>().empty());

        const QStringList take{QStringLiteral("anchors"), two, QStringLiteral("import"), file};
        const test::Outcome taken = test::run(take);
        QCOMPARE(taken.code, 0);
        QVERIFY2(taken.err.contains("1 anchors taken, 0 were there"), taken.err.constData());
        QVERIFY(test::run(take).err.contains("0 anchors taken, 1 were there"));
        const test::Outcome again =
            test::run({QStringLiteral("anchors"), two, QStringLiteral("export")});
        QCOMPARE(again.out.toStdString(), test::readFile(file.toStdString()));
    }

    void aFileThatIsNoneIsRefused()
    {
        const QString workspace = path("three.gapscope");
        makeWorkspace(workspace);
        QFile file(path("bad.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nonsense\n");
        file.close();
        const test::Outcome bad = test::run(
            {QStringLiteral("anchors"), workspace, QStringLiteral("import"), file.fileName()});
        QCOMPARE(bad.code, 3);
        QVERIFY(bad.err.contains("line 1"));
        QCOMPARE(test::run({QStringLiteral("anchors"), workspace, QStringLiteral("burn")}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestAnchorsCommand)
#include "tst_anchors_command.moc"
