// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/report_html.h"

#include "core/metrics/usi_text.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
constexpr const char *hostile = "<script>alert(1)</script><img src=http://x.example/a.png>";

Dialogue dialogue(const char *id, std::vector<std::string> texts)
{
    Dialogue result;
    result.nativeId = id;
    result.task = TaskKey("chat:shop:1");
    bool user = true;
    for (std::string &text : texts) {
        Turn turn;
        turn.role = user ? Role::User : Role::Agent;
        turn.text = std::move(text);
        result.turns.push_back(std::move(turn));
        user = !user;
    }
    return result;
}

AlignedRow row(RowKind kind, std::vector<int> real, std::vector<int> sim, double divergence)
{
    AlignedRow result;
    result.kind = kind;
    result.real = std::move(real);
    result.sim = std::move(sim);
    result.divergence = divergence;
    return result;
}

ReportPair smallPair()
{
    ReportPair pair;
    pair.reason = "Asked for";
    pair.task.key = TaskKey("chat:shop:1");
    pair.task.instruction = hostile;
    pair.realLabel = "human";
    pair.simLabel = "sim <b>";
    pair.real = std::make_shared<Dialogue>(
        dialogue("r1", {"the red lamp", "Which one?", hostile, "Fine.", "bye"}));
    pair.sim = std::make_shared<Dialogue>(dialogue("s1", {"the blue lamp", "Which one?", "ok"}));
    pair.alignment.rows = {row(RowKind::Paraphrase, {0}, {0}, 0.25),
                           row(RowKind::Divergent, {2}, {2}, 0.875),
                           row(RowKind::Missing, {4}, {}, 1.0)};
    pair.alignment.moved = {{4, 0, 0.75, true}};
    pair.alignment.firstDivergence = 1;
    pair.alignment.divergence = 0.7083;
    Label label;
    label.code = "I1";
    label.realTurn = 2;
    label.simTurn = 2;
    label.severity = 2;
    label.note = "he \"says\" <all>";
    pair.labels = {label};
    return pair;
}

Report smallReport()
{
    Report report;
    report.title = "study & co";
    report.version = "9.9";
    report.dataHash = "0123456789abcdef";
    Corpus human{CorpusId("h"), CorpusKind::Real, "human", "chat", "", ""};
    Corpus sim{CorpusId("s"), CorpusKind::Simulated, "sim <b>", "chat", "gpt", ""};
    report.corpora = {{human, 2, 1, 10, 6, 2}, {sim, 1, 0, 3, 2, 1}};
    report.tasks = {{"chat:shop:1", 1, 1, {1, 1}, {1, 1}}};
    report.domains = {{"shop", 1, 1, {1, 1}, {1, 1}}};
    UsiRow row;
    row.name = "sim <b>";
    row.tasks = 1;
    row.dialogues = 1;
    row.conversation = Spread{71.25, 0.0, 1};
    row.usi = Spread{68.04, 0.0, 1};
    row.missing["ece"] = "no outcome of <people>";
    report.table.difficulty = "frozen";
    report.table.rows = {row};
    ReportFigure figure;
    figure.spec.title = "A & B";
    figure.spec.reading = "Up is more.";
    figure.spec.warnings = {"2 values are not drawn."};
    figure.spec.provenance.source = "arXiv 2603.11245";
    figure.shows = "What is shown.";
    figure.light = "<svg role=\"img\"><title>A</title><desc>B</desc><defs>"
                   "<pattern id=\"p\"/></defs></svg>";
    report.figures = {figure, figure};
    report.pairChoice = "Pairs that were asked for.";
    report.pairs = {smallPair()};
    report.exclusions = {{TaskKey("chat:shop:2"), "human", "r2", 1, "tester <x>", "ann", 0}};
    report.labels = {{"I1", 1, 1, 2.0, {"ann"}}};
    ReportImport import;
    import.file = "people.jsonl";
    import.sha256 = "abc123";
    import.issues = {{ "truncated", "skipped", 3 }};
    report.imports = {import};
    return report;
}

int count(const std::string &text, const char *part)
{
    return static_cast<int>(QString::fromStdString(text).count(QString::fromUtf8(part)));
}
} // namespace

class TestReportHtml : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void transcriptsStandInItAsText()
    {
        const std::string html = reportHtml(smallReport());
        QCOMPARE(count(html, "<script"), 0);
        QCOMPARE(count(html, "<img"), 0);
        QCOMPARE(count(html, "&lt;script&gt;alert(1)&lt;/script&gt;"), 2);
        QVERIFY(count(html, "sim &lt;b&gt;") > 3);
        QVERIFY(count(html, "he &quot;says&quot; &lt;all&gt;") == 1);
        QCOMPARE(count(html, "<b>"), 0);
        QCOMPARE(count(html, "tester &lt;x&gt;"), 1);
    }

    void marksOfProgressAndVerdictsAreNoLabels()
    {
        Report report = smallReport();
        Label done = report.pairs[0].labels.front();
        done.kind = LabelKind::Progress;
        done.code = "done";
        done.realTurn.reset();
        done.simTurn.reset();
        Label verdict = done;
        verdict.kind = LabelKind::Verdict;
        verdict.code = "unsure";
        report.pairs[0].labels.push_back(done);
        report.pairs[0].labels.push_back(verdict);
        const std::string html = reportHtml(report);
        QCOMPARE(count(html, "<span class=\"label\">"), 1);
    }

    void codesAreCalledAsInTheSchemeOfTheWorkspace()
    {
        Report report = smallReport();
        report.scheme.title = "House scheme";
        report.scheme.version = 7;
        for (LabelCode &code : report.scheme.codes)
            if (code.code == "I1")
                code.name = "All at once";
        const std::string html = reportHtml(report);
        QCOMPARE(count(html, "House scheme, version 7"), 1);
        QCOMPARE(count(html, "All at once"), 2);
        QCOMPARE(count(html, "Front-load"), 0);
    }

    void nothingIsLoadedAndThePolicyForbidsIt()
    {
        const QString html = QString::fromStdString(reportHtml(smallReport()));
        static const QRegularExpression loads(
            QStringLiteral("(?:\\ssrc\\s*=|\\shref\\s*=\\s*\"(?!#)|url\\((?!#)|@import|<link|"
                           "<iframe|<object|<embed|\\son[a-z]+\\s*=\\s*\")"));
        const QRegularExpressionMatch match = loads.match(html);
        // The hostile text has a src as text; outside of text there is none.
        QString bare = html;
        bare.remove(QStringLiteral("&lt;img src=http://x.example/a.png&gt;"));
        QVERIFY2(!loads.match(bare).hasMatch(), qPrintable(loads.match(bare).captured()));
        QVERIFY(match.hasMatch());
        QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
    }

    void tagsAreBalancedAndIdsUnique()
    {
        const QString html = QString::fromStdString(reportHtml(smallReport()));
        for (const char *tag : {"section", "table", "tr", "td", "th", "figure", "details", "div",
                                "span", "mark", "p", "dl", "svg", "ol", "li"}) {
            const QString name = QString::fromLatin1(tag);
            const QRegularExpression open(QStringLiteral("<%1[ >]").arg(name));
            QVERIFY2(html.count(open) == html.count(QStringLiteral("</%1>").arg(name)), tag);
        }
        QStringList ids;
        QRegularExpressionMatchIterator found =
            QRegularExpression(QStringLiteral(" id=\"([^\"]*)\"")).globalMatch(html);
        while (found.hasNext())
            ids.append(found.next().captured(1));
        QVERIFY(ids.contains(QStringLiteral("fig1-p")) && ids.contains(QStringLiteral("fig2-p")));
        const qsizetype all = ids.size();
        QCOMPARE(ids.removeDuplicates(), 0);
        QVERIFY(all > 10);
    }

    void figuresHaveTheirCaption()
    {
        const std::string html = reportHtml(smallReport());
        for (const char *part : {"Figure 2. A &amp; B.", "What is shown.", "How to read it: Up is",
                                 "2 values are not drawn.", "Source: arXiv 2603.11245."})
            QVERIFY2(html.find(part) != std::string::npos, part);
    }

    void numbersAreThoseOfThePrintedTable()
    {
        const Report report = smallReport();
        const std::string html = reportHtml(report);
        const UsiTextTable text = usiTextTable(report.table, nullptr);
        QCOMPARE(text.rows.size(), std::size_t{1});
        QCOMPARE(text.rows[0].cells[3], std::string("71.2"));
        QVERIFY(html.find("<td class=\"n\">71.2</td>") != std::string::npos);
        QVERIFY(html.find("<td class=\"n\">68.0</td>") != std::string::npos);
        QVERIFY(html.find("no outcome of &lt;people&gt;</li>") != std::string::npos);
    }

    void rowsSayKindMarksMovesAndLabels()
    {
        const std::string html = reportHtml(smallReport());
        QVERIFY(html.find("≠ divergent") != std::string::npos);
        QVERIFY(html.find("<mark class=\"r\">red</mark>") != std::string::npos);
        QVERIFY(html.find("<mark class=\"s\">blue</mark>") != std::string::npos);
        QVERIFY(html.find("the simulated user says it in row 1") != std::string::npos);
        QVERIFY(html.find("I1 Front-load, severity 2") != std::string::npos);
        QVERIFY(html.find("rows before") == std::string::npos);
    }

    void partsOfAMergedRowAreNumberedOnceAndNotMarked()
    {
        Report report = smallReport();
        ReportPair &pair = report.pairs[0];
        pair.real = std::make_shared<Dialogue>(dialogue("r", {"need help", "Id?", "AB12"}));
        pair.sim = std::make_shared<Dialogue>(dialogue("s", {"I need help with AB12"}));
        pair.alignment = {};
        pair.alignment.rows = {row(RowKind::Merged, {0, 2}, {0}, 0.3)};
        pair.labels.clear();
        const std::string html = reportHtml(report);
        QCOMPARE(count(html, "⋃ merged</span>"), 1);
        QCOMPARE(count(html, "<div class=\"t\">I need help with AB12</div>"), 1);
    }

    void longPairsSayWhatIsLeftOut()
    {
        Report report = smallReport();
        std::vector<std::string> texts;
        Alignment alignment;
        for (int i = 0; i < 60; ++i) {
            texts.push_back("turn " + std::to_string(i));
            texts.emplace_back("Yes?");
            alignment.rows.push_back(row(i == 30 ? RowKind::Divergent : RowKind::Equal, {2 * i},
                                         {2 * i}, i == 30 ? 0.9 : 0.0));
        }
        alignment.firstDivergence = 30;
        ReportPair &pair = report.pairs[0];
        pair.real = std::make_shared<Dialogue>(dialogue("r", texts));
        pair.sim = std::make_shared<Dialogue>(dialogue("s", texts));
        pair.alignment = alignment;
        pair.labels.clear();
        const std::string html = reportHtml(report);
        QVERIFY(html.find("… 56 rows before (user turns: 28 equal).") != std::string::npos);
        QVERIFY(html.find("… 24 rows after (user turns: 12 equal).") != std::string::npos);
        QVERIFY(html.find("turn 30") != std::string::npos);
    }

    void themesDifferOnScreenOnly()
    {
        Report report = smallReport();
        const std::string light = reportHtml(report);
        QVERIFY(light.find("prefers-color-scheme") == std::string::npos);
        report.theme = ReportTheme::Auto;
        report.figures[0].dark = report.figures[0].light;
        const std::string both = reportHtml(report);
        QVERIFY(both.find("@media screen and (prefers-color-scheme:dark)") != std::string::npos);
        QVERIFY(both.find("id=\"fig1d-p\"") != std::string::npos);
    }

    void equalReportsAreEqualBytes()
    {
        QCOMPARE(reportHtml(smallReport()), reportHtml(smallReport()));
    }

    void emptyPartsSaySo()
    {
        Report report;
        report.title = "empty";
        const std::string html = reportHtml(report);
        for (const char *part : {"No simulator has a User-Sim Index", "No charts were chosen.",
                                 "No labels were set.", "<p>None.</p>"})
            QVERIFY2(html.find(part) != std::string::npos, part);
    }
};

QTEST_APPLESS_MAIN(TestReportHtml)
#include "tst_report_html.moc"
