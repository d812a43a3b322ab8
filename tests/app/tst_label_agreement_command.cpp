// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "core/store/dialogue_repository.h"
#include "core/store/label_repository.h"
#include "core/store/pair_service.h"
#include "core/store/session.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestLabelAgreementCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_workspace;
    std::size_t m_pairs = 0;

    static Label label(const DialoguePair &pair, LabelKind kind, const char *annotator,
                       const char *code)
    {
        Label one;
        one.kind = kind;
        one.annotator = annotator;
        one.code = code;
        one.realDialogue = pair.real;
        one.simDialogue = pair.sim;
        return one;
    }

    static int firstUserTurn(Session &session, const DialogueId &id)
    {
        const Dialogue dialogue = *DialogueRepository(session).load(id);
        int turn = 0;
        while (dialogue.turns.at(static_cast<std::size_t>(turn)).role != Role::User)
            ++turn;
        return turn;
    }

    test::Outcome run(const char *words) const
    {
        return test::run({QStringLiteral("labels"), m_workspace}, words);
    }

    static nlohmann::json rowsOf(const test::Outcome &outcome)
    {
        return nlohmann::json::parse(outcome.out.toStdString(), nullptr, false);
    }

private Q_SLOTS:
    /// Two annotators judge four pairs: the first row of each, they differ in one.
    void initTestCase()
    {
        m_workspace = m_folder.filePath(QStringLiteral("study.gapscope"));
        const test::Outcome made = test::importSample(m_workspace);
        QVERIFY2(made.code == 0, made.err.constData());
        auto session = Session::open(m_workspace.toStdString(), OpenMode::ReadWrite);
        QVERIFY(session);
        const auto pairs = listPairs(**session);
        QVERIFY(pairs && pairs->size() > 8);
        m_pairs = pairs->size();
        LabelRepository labels(**session);
        for (std::size_t i = 0; i < 4; ++i) {
            const DialoguePair &pair = (*pairs)[i * (m_pairs / 4)];
            for (const char *annotator : {"ann", "bob"}) {
                QVERIFY(labels.add(label(pair, LabelKind::Progress, annotator, "done"), annotator));
                Label one = label(pair, LabelKind::Divergence, annotator,
                                  i == 3 && annotator[0] == 'b' ? "C2" : "C1");
                one.realTurn = firstUserTurn(**session, pair.real);
                QVERIFY(labels.add(one, annotator));
            }
            Label verdict = label(pair, LabelKind::Verdict, "ann", "human");
            verdict.simDialogue = {};
            QVERIFY(labels.add(verdict, "ann"));
        }
    }

    void figuresOfACode()
    {
        const test::Outcome outcome = run("agreement --code C1 --format json --draws 200");
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY2(outcome.err.contains("2 annotators, 4 pairs judged, 4 of them by two or more"),
                 outcome.err.constData());
        const nlohmann::json rows = rowsOf(outcome);
        QCOMPARE(rows.size(), std::size_t(5));
        QCOMPARE(rows[1].at("figure").get<std::string>(), std::string("cohen_kappa"));
        QVERIFY(rows[1].at("value").get<double>() > 0.5);
        QVERIFY(rows[1].at("n_used").get<double>() > 4.0);
        // The same twice: everything hangs on the seed.
        QCOMPARE(run("agreement --code C1 --format json --draws 200").out, outcome.out);
    }

    void everyViewPrints_data()
    {
        QTest::addColumn<QString>("show");
        QTest::addColumn<QString>("contains");
        QTest::newRow("figures") << "figures"
                                 << "alpha_masi";
        QTest::newRow("annotators") << "annotators"
                                    << "ann,bob";
        QTest::newRow("conflicts") << "conflicts"
                                   << "ann: C1; bob: C2";
        QTest::newRow("gold") << "gold"
                              << "annotator,code,hits";
        QTest::newRow("verdicts") << "verdicts"
                                  << "all,,4,0,0,0,0,0,1";
        QTest::newRow("rules") << "rules"
                               << "rule,code,suggested";
    }
    void everyViewPrints()
    {
        QFETCH(QString, show);
        QFETCH(QString, contains);
        const test::Outcome outcome =
            run(("agreement --format csv --draws 20 --show " + show.toUtf8()).constData());
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY2(outcome.out.contains(contains.toUtf8()), outcome.out.constData());
    }

    void queuesAreGivenOutAndRead()
    {
        const test::Outcome made = run("queue --new Pilot --annotators ann,bob --double 0.5 "
                                       "--limit 6 --by chair --order divergence");
        QVERIFY2(made.code == 0, made.err.constData());
        QVERIFY2(made.err.contains("9 items given out"), made.err.constData());
        const QByteArray id = made.out.trimmed();
        const nlohmann::json all = rowsOf(run("queue --format json"));
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all[0].at("id").get<std::string>(), id.toStdString());
        QCOMPARE(all[0].at("title").get<std::string>(), std::string("Pilot"));
        const nlohmann::json items = rowsOf(run(("queue --format json --id " + id).constData()));
        QCOMPARE(items.size(), std::size_t(9));
        QVERIFY(items[0].at("why").get<std::string>().starts_with("divergence "));
        const nlohmann::json progress =
            rowsOf(run(("queue --format json --progress --id " + id).constData()));
        QCOMPARE(progress.size(), std::size_t(2));
    }

    void queuesByRules()
    {
        QFile file(m_folder.filePath(QStringLiteral("rules.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"order": "rule", "rules": [{"field": "label", "side": "sim", "key": "C2",
            "test": "gt", "value": 0, "priority": 2, "why": ""}], "seed": 1, "simulators": [],
            "tasks": [], "limit": 0, "annotators": [], "double_share": 0, "audit_share": 0,
            "blind": {"others": true, "source": false, "simulator": false}})");
        file.close();
        const test::Outcome made =
            run(("queue --new Rules --definition " + file.fileName().toUtf8()).constData());
        QVERIFY2(made.code == 0, made.err.constData());
        const nlohmann::json items =
            rowsOf(run(("queue --format json --id " + made.out.trimmed()).constData()));
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].at("why").get<std::string>(), std::string("label C2 greater than 0"));
    }

    void wrongWordsAreUsageErrors_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("show") << QByteArray("agreement --show all");
        QTest::newRow("format") << QByteArray("agreement --format xml");
        QTest::newRow("draws") << QByteArray("agreement --draws many");
        QTest::newRow("order") << QByteArray("queue --new T --order rule");
        QTest::newRow("share") << QByteArray("queue --new T --double 2");
        QTest::newRow("definition") << QByteArray("queue --new T --definition nowhere.json");
    }
    void wrongWordsAreUsageErrors()
    {
        QFETCH(QByteArray, words);
        QCOMPARE(run(words.constData()).code, 2);
    }

    void anUnknownQueueIsAnError()
    {
        const test::Outcome outcome = run("queue --id none");
        QVERIFY(outcome.code != 0);
        QVERIFY(!outcome.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLabelAgreementCommand)
#include "tst_label_agreement_command.moc"
