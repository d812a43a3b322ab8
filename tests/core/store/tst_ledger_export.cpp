// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger_export.h"
#include "core/store/ledger_repository.h"

#include "core/store/import_writer.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestLedgerExport : public test::StoreTest
{
    Q_OBJECT

private:
    static void import(Session &session, const Corpus &corpus, const std::string &path,
                       const std::vector<ImportIssue> &issues)
    {
        ImportWriter writer(session);
        ImportSource source;
        source.path = path;
        source.sha256 = "abc";
        source.bytes = 12;
        source.format = "chat";
        source.corpus = corpus;
        QVERIFY(writer.begin(source));
        for (const ImportIssue &issue : issues)
            QVERIFY(writer.addIssue(issue));
        QVERIFY(writer.finish({}));
    }

    static std::vector<std::string> lines(const std::string &text)
    {
        std::vector<std::string> result;
        std::size_t from = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos;
             end = text.find('\n', from)) {
            result.push_back(text.substr(from, end - from));
            from = end + 1;
        }
        return result;
    }

private Q_SLOTS:
    void anEmptyLedgerIsItsHeader()
    {
        const auto session = workspace();
        const auto csv = ledgerCsv(*session);
        QVERIFY(csv);
        QCOMPARE(lines(*csv).size(), std::size_t(1));
    }

    void everyIssueIsALineAndAnImportWithoutOneIsOneToo()
    {
        const auto session = workspace();
        ImportIssue skipped;
        skipped.effect = ImportIssue::Effect::Skipped;
        skipped.line = 7;
        skipped.byte = 120;
        skipped.record = "r7";
        skipped.code = "truncated";
        skipped.message = "ends early";
        ImportIssue note;
        note.code = "odd";
        note.message = "is odd";
        import(*session, m_real, "/a/one.json", {skipped, note});
        import(*session, m_sim, "/a/two.json", {});
        const auto csv = ledgerCsv(*session);
        QVERIFY(csv);
        const std::vector<std::string> rows = lines(*csv);
        QCOMPARE(rows.size(), std::size_t(4));
        QVERIFY(rows[1].starts_with("/a/one.json,abc,12,chat,real,human,"));
        QVERIFY(rows[1].ends_with(",skipped,7,120,r7,truncated,ends early"));
        QVERIFY(rows[2].ends_with(",note,,,,odd,is odd"));
        QVERIFY(rows[3].starts_with("/a/two.json,"));
        QVERIFY(rows[3].ends_with(",,,,,,"));
        for (const std::string &row : rows)
            QCOMPARE(std::count(row.begin(), row.end(), ','), 24);
    }

    void cellsWithCommasAndQuotesAreQuoted()
    {
        const auto session = workspace();
        ImportIssue issue;
        issue.code = "odd";
        issue.message = "a \"b\", c\nd";
        import(*session, m_real, "/a/one.json", {issue});
        const auto csv = ledgerCsv(*session);
        QVERIFY(csv);
        QVERIFY(csv->ends_with(",odd,\"a \"\"b\"\", c\nd\"\n"));
    }

    void filteredIssuesAreTheOnlyLines()
    {
        const auto session = workspace();
        ImportIssue skipped;
        skipped.effect = ImportIssue::Effect::Skipped;
        skipped.record = "R7";
        skipped.code = "truncated";
        ImportIssue note;
        note.code = "odd";
        import(*session, m_real, "/a/one.json", {skipped, note});
        import(*session, m_sim, "/a/two.json", {note, note});
        import(*session, m_sim, "/a/three.json", {});
        const auto count = [&](const IssueFilter &filter) {
            const std::vector<std::string> rows = lines(*ledgerCsv(*session, filter));
            LedgerRepository ledger(*session);
            if (filter.limit < 0 && *ledger.issueCount(filter) != std::int64_t(rows.size()) - 1)
                return -1;
            return int(rows.size()) - 1;
        };
        QCOMPARE(count({}), 4);
        IssueFilter filter;
        filter.codes = {"odd", "none"};
        QCOMPARE(count(filter), 3);
        filter.corpora = {m_sim.id};
        QCOMPARE(count(filter), 2);
        filter.limit = 1;
        filter.offset = 1;
        QCOMPARE(count(filter), 1);
        filter = {};
        filter.effects = {ImportIssue::Effect::Skipped};
        QCOMPARE(count(filter), 1);
        filter = {};
        filter.text = "r7";
        QCOMPARE(count(filter), 1);
        filter.text = "r8";
        QCOMPARE(count(filter), 0);
    }
};

QTEST_GUILESS_MAIN(TestLedgerExport)
#include "tst_ledger_export.moc"
