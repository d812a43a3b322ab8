// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QFile>

using namespace gapscope;
using test::Outcome;

class TestReportCommand : public test::TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_workspace;

    Outcome report(const QString &name, const char *more) const
    {
        return test::run({QStringLiteral("report"), m_workspace, QStringLiteral("--out"),
                          m_folder.filePath(name)},
                         more);
    }

    QByteArray read(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The page as the program writes it with these options.
    QByteArray page(const char *more) const
    {
        const Outcome outcome = report(QStringLiteral("page.html"), more);
        if (outcome.code != 0)
            qCritical("%s", outcome.err.constData());
        return read(QStringLiteral("page.html"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (test::run({QStringLiteral("--help")}).out.indexOf("\n  report ") < 0)
            QSKIP("built without the window");
        m_workspace = m_folder.filePath(QStringLiteral("study.gapscope"));
        const Outcome imported = test::importSample(m_workspace);
        QVERIFY2(imported.code == 0, imported.err.constData());
        QFile hostile(m_folder.filePath(QStringLiteral("hostile.jsonl")));
        QVERIFY(hostile.open(QIODevice::WriteOnly));
        hostile.write(
            "{\"conversation_id\":\"h1\",\"task_id\":\"shop_1\",\"domain\":\"shop\",\"reward\":1,"
            "\"messages\":[{\"role\":\"user\",\"content\":\"<script>alert(1)</script>"
            "\\u0000\\u001b[31m \\ud83d \\u05e9\\u05dc\\u05d5\\u05dd "
            "<img src='http://x.example/a.png' onerror=\\\"x()\\\">\"},"
            "{\"role\":\"assistant\",\"content\":\"</details></td><h1>\"}]}\n");
        hostile.close();
        const Outcome real =
            test::run({QStringLiteral("import"), m_workspace, QStringLiteral("--real"),
                       QStringLiteral("--label"), QStringLiteral("human"), hostile.fileName()});
        QVERIFY2(real.code == 0, real.err.constData());
        const Outcome sim =
            test::run({QStringLiteral("import"), m_workspace, QStringLiteral("--sim"),
                       QStringLiteral("--label"), QStringLiteral("amiable-1"), hostile.fileName()});
        QVERIFY2(sim.code == 0, sim.err.constData());
    }

    void theWholeStudyStandsInOneFile()
    {
        const QByteArray html = page("");
        QVERIFY(html.startsWith("<!DOCTYPE html>"));
        for (const char *part :
             {"id=\"summary\"", "id=\"leaderboard\"", "id=\"fig6\"", "id=\"pairs\"",
              "id=\"methods\"", "id=\"excluded\"", "id=\"labels\"", "id=\"ledger\"", "amiable-1",
              "plainspoken-2", "unified.json", "SHA-256", "Typical of plainspoken-2"})
            QVERIFY2(html.contains(part), part);
        // Every figure says what it is computed from.
        const QRegularExpression hash(QStringLiteral("data ([0-9a-f]{16})"));
        QStringList hashes;
        QRegularExpressionMatchIterator found = hash.globalMatch(QString::fromUtf8(html));
        while (found.hasNext())
            hashes.append(found.next().captured(1));
        QVERIFY(hashes.size() > 6);
        hashes.removeDuplicates();
        QCOMPARE(hashes.size(), 1);
    }

    void nothingInItIsLoaded()
    {
        const QString text = QString::fromUtf8(page("--theme auto"));
        QVERIFY(!text.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
        QVERIFY(!text.contains(QStringLiteral("<img")));
        static const QRegularExpression loads(QStringLiteral(
            "<[a-z]+[^<>]*\\s(?:src|href|xlink:href)\\s*=\\s*[\"'](?!#|data:)|url\\((?!#)|"
            "@import|<link|<iframe|<[a-z]+[^<>]*\\son[a-z]+\\s*="));
        QVERIFY2(!loads.match(text).hasMatch(), qPrintable(loads.match(text).captured()));
        QVERIFY(text.contains(QStringLiteral("default-src 'none'")));
    }

    void hostileWordsAreText()
    {
        const Outcome info =
            test::run({QStringLiteral("align"), m_workspace, QStringLiteral("--all"),
                       QStringLiteral("--real"), QStringLiteral("h1")});
        QVERIFY2(info.code == 0, info.err.constData());
        const QByteArray key = info.out.mid(info.out.indexOf("\"task\":\"") + 8);
        const QByteArray task = key.left(key.indexOf('"'));
        const QByteArray html = page(("--chart none --pair " + task + "/h1/h1").constData());
        QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u2400\u241b[31m \uFFFD "
                              "שלום &lt;img src=&#39;http://x.example/a.png&#39; "
                              "onerror=&quot;x()&quot;&gt;"));
        QVERIFY(html.contains("&lt;/details&gt;&lt;/td&gt;&lt;h1&gt;"));
        QCOMPARE(html.count("<h1>"), 1);
    }

    void numbersAreThoseOfTheIndexCommand()
    {
        const Outcome usi = test::run({QStringLiteral("usi"), m_workspace});
        QCOMPARE(usi.code, 0);
        const QString html = QString::fromUtf8(page("--chart none --no-pairs"));
        int compared = 0;
        for (const QString &line : QString::fromUtf8(usi.out).split(QLatin1Char('\n'))) {
            if (!line.startsWith(QLatin1String("amiable-1 ")) &&
                !line.startsWith(QLatin1String("plainspoken-2 ")) &&
                !line.startsWith(QLatin1String("Human")))
                continue;
            const QStringList cells =
                line.split(QRegularExpression(QStringLiteral(" {2,}")), Qt::SkipEmptyParts);
            QVERIFY2(cells.size() >= 13, qPrintable(line));
            const qsizetype begin =
                html.indexOf(QStringLiteral("<th scope=\"row\">%1</th>").arg(cells[0]),
                             html.indexOf(QStringLiteral("id=\"leaderboard\"")));
            QVERIFY2(begin > 0, qPrintable(cells[0]));
            const QString row =
                html.mid(begin, html.indexOf(QLatin1String("</tr>"), begin) - begin);
            for (qsizetype i = 2; i < cells.size(); ++i) {
                if (cells[i] == QLatin1String("-"))
                    continue;
                QVERIFY2(row.contains(QStringLiteral(">%1</td>").arg(cells[i])),
                         qPrintable(cells[i] + QLatin1Char('\n') + row));
                ++compared;
            }
        }
        QVERIFY(compared > 25);
    }

    void sameWorkspaceSameBytes()
    {
        const QByteArray once = page("--theme auto");
        QVERIFY(once.size() > 100'000);
        QVERIFY(page("--theme auto") == once);
    }

    void choicesNarrowTheStudy()
    {
        const QByteArray html =
            page("--sim plainspoken-2 --chart waterfall --edition corrected --no-pairs");
        QVERIFY(html.contains("corrected edition"));
        QVERIFY(html.contains("simulators plainspoken-2"));
        QVERIFY(html.contains("quotes nobody"));
        QVERIFY(!html.contains("class=\"pair\""));
        QCOMPARE(html.count("<figure "), 1);
        const qsizetype board = html.indexOf("id=\"leaderboard\"");
        const QByteArray table = html.mid(board, html.indexOf("</section>", board) - board);
        QVERIFY(table.contains("plainspoken-2") && !table.contains("amiable-1"));
    }

    void mistakesAreTold()
    {
        QCOMPARE(test::run({QStringLiteral("report"), m_workspace}).code, 2);
        QCOMPARE(report(QStringLiteral("x.html"), "--theme pink").code, 2);
        QCOMPARE(report(QStringLiteral("x.html"), "--edition none").code, 2);
        QCOMPARE(report(QStringLiteral("x.html"), "--no-pairs --pair 1").code, 2);
        const Outcome chart = report(QStringLiteral("x.html"), "--chart pie");
        QCOMPARE(chart.code, 2);
        QVERIFY(chart.err.contains("pie"));
        QCOMPARE(report(QStringLiteral("x.html"), "--sim nobody").code, 3);
        const Outcome pair = report(QStringLiteral("x.html"), "--chart none --pair nothing");
        QCOMPARE(pair.code, 3);
        QVERIFY(pair.err.contains("nothing"));
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("x.html"))));
        QCOMPARE(report(QStringLiteral("no/such/folder.html"), "--chart none --no-pairs").code, 3);
    }
};

QTEST_GUILESS_MAIN(TestReportCommand)
#include "tst_report_command.moc"
