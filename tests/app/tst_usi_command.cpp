// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace gapscope;
using test::Outcome;

namespace {
using Json = nlohmann::json;
} // namespace

class TestUsiCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_workspace;

    Outcome usi(const char *more) const
    {
        return test::run({QStringLiteral("usi"), m_workspace}, more);
    }

    Outcome whatIf(const char *more) const
    {
        return test::run({QStringLiteral("whatif"), m_workspace}, more);
    }

    static QList<QByteArrayList> csv(const QByteArray &text)
    {
        QList<QByteArrayList> rows;
        for (const QByteArray &line : text.split('\n'))
            if (!line.isEmpty())
                rows.append(line.split(','));
        return rows;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_workspace = m_folder.filePath(QStringLiteral("study.gapscope"));
        const Outcome imported = test::importSample(m_workspace);
        QVERIFY2(imported.code == 0, imported.err.constData());
    }

    void jsonHasIntervalsSeedVersionAndFloors()
    {
        const Outcome outcome = usi("--format json --draws 200 --seed 5");
        QCOMPARE(outcome.code, 0);
        const Json json = Json::parse(outcome.out.toStdString());
        QCOMPARE(json.at("bootstrap").at("seed").get<int>(), 5);
        QCOMPARE(json.at("bootstrap").at("draws").get<int>(), 200);
        QVERIFY(json.at("bootstrap").at("tasks").get<int>() > 1);
        QVERIFY(!json.at("version").get<std::string>().empty());
        QVERIFY(!json.at("lexicon").get<std::string>().empty());
        const Json &row = json.at("rows").at(1);
        QCOMPARE(row.at("kind").get<std::string>(), std::string("sim"));
        const double low = row.at("interval").at("usi").at(0).get<double>();
        const double high = row.at("interval").at("usi").at(1).get<double>();
        QVERIFY(low < high);
        QVERIFY(row.at("usi").at(0).get<double>() > low - 5.0 &&
                row.at("usi").at(0).get<double>() < high + 5.0);
        const double ceiling = json.at("rows").at(0).at("usi").at(0).get<double>();
        if (row.at("terms") == json.at("rows").at(0).at("terms"))
            QVERIFY(std::abs(row.at("excess").at("usi").get<double>() -
                             (ceiling - row.at("usi").at(0).get<double>())) < 1e-9);
        QCOMPARE(json.at("floors").size(), std::size_t{2});
        QCOMPARE(usi("--format json --draws 200 --seed 5").out, outcome.out);
    }

    void withoutDrawsThereAreNoIntervals()
    {
        const Json json = Json::parse(usi("--format json --draws 0").out.toStdString());
        QVERIFY(!json.contains("bootstrap"));
        QVERIFY(!json.at("rows").at(1).contains("interval"));
    }

    void ledgerSumsToTheLoss()
    {
        const Json json = Json::parse(usi("--format json --draws 0 --ledger").out.toStdString());
        for (const Json &row : json.at("rows")) {
            if (row.at("kind") != "sim" || row.at("usi").is_null())
                continue;
            double points = 0.0;
            double parts = 0.0;
            double total = 0.0;
            for (const Json &line : json.at("ledger")) {
                if (line.at("simulator") != row.at("name"))
                    continue;
                const double value = line.at("points").get<double>();
                if (line.at("line") == "total") {
                    total = value;
                    continue;
                }
                points += value;
                parts += line.at("real").get<double>() + line.at("artefact").get<double>() +
                         line.at("noise").get<double>();
            }
            QVERIFY(std::abs(points - (100.0 - row.at("usi").at(0).get<double>())) < 1e-9);
            QVERIFY(std::abs(parts - points) < 1e-9);
            QVERIFY(std::abs(total - points) < 1e-9);
        }
    }

    void effectsHaveOneLinePerSimulatorAndFeature()
    {
        const auto rows = csv(usi("--format csv --draws 100 --effects").out);
        QCOMPARE(rows.size(), 1 + 2 * 19);
        QCOMPARE(rows[0].mid(0, 3), (QByteArrayList{"simulator", "feature", "dimension"}));
        const auto q = rows[0].indexOf("q");
        const auto p = rows[0].indexOf("p");
        for (int i = 1; i < rows.size(); ++i)
            QVERIFY(rows[i][q].toDouble() >= rows[i][p].toDouble());
    }

    void sectionsPrintAsText()
    {
        const Outcome outcome =
            usi("--draws 100 --floors --ledger --effects --differences --influence --published");
        QCOMPARE(outcome.code, 0);
        for (const char *part : {"Lost points", "q over features", "Simulators against one another",
                                 "Dialogues whose absence", "Gemini-2.0-Flash", "(re-runs)"})
            QVERIFY2(outcome.out.contains(part), part);
    }

    void oneCsvFileIsOneTable()
    {
        const Outcome outcome = usi("--format csv --ledger --effects");
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.err.contains("one table"));
        QCOMPARE(usi("--draws nonsense").code, 2);
        QCOMPARE(usi("--draws 0 --differences").code, 2);
    }

    void closingEverythingGivesAHundred()
    {
        const Outcome outcome = whatIf("--sim amiable-1 --close short_msg_rate=0.5 --format json");
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const Json json = Json::parse(outcome.out.toStdString());
        QCOMPARE(json.at("simulator").get<std::string>(), std::string("amiable-1"));
        const Json &last = json.at("parts").at(json.at("parts").size() - 2);
        QCOMPARE(last.at("column").get<std::string>(), std::string("usi"));
        QVERIFY(last.at("after").get<double>() >= last.at("before").get<double>());
        QVERIFY(json.at("note").get<std::string>().find("64.6") != std::string::npos);
    }

    void whatIfNeedsASimulatorAndALine()
    {
        QCOMPARE(whatIf("--close short_msg_rate").code, 2);
        QCOMPARE(whatIf("--sim amiable-1").code, 2);
        const Outcome unknown = whatIf("--sim amiable-1 --close mood");
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.err.contains("mood"));
        QCOMPARE(whatIf("--sim nobody --close pivot_rate").code, 3);
    }
};

QTEST_GUILESS_MAIN(TestUsiCommand)
#include "tst_usi_command.moc"
