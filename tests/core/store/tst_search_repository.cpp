// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"
#include "core/store/search_repository.h"
#include "core/store/search_terms.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestSearchRepository : public test::StoreTest
{
    Q_OBJECT

    std::unique_ptr<Session> filled() const
    {
        auto session = workspace();
        DialogueRepository repository(*session);
        Dialogue prompt = dialogue(m_sim, "3", {"policy"});
        prompt.turns.front().role = Role::System;
        prompt.turns.front().text = "Never refund. Zebra! " + std::string(900, 'x');
        prompt.id = dialogueIdOf(prompt);
        Dialogue again = prompt;
        again.nativeId = std::string("4");
        again.task = TaskKey{"tau1:airline:4"};
        again.id = dialogueIdOf(again);
        for (const Dialogue &each :
             {dialogue(m_real, "1",
                       {"I wrote it in C++ and C#.", "The café is \"closed\" AND (empty)"}),
              dialogue(
                  m_real, "2",
                  {"我想退款，谢谢", "Use the -x flag; 100% sure", "cafe \xF0\x9F\x98\x80 now"}),
              dialogue(m_sim, "1",
                       {"id ana_wu_4821 please", "c is a letter", std::string("a\0zulu", 6)}),
              prompt, again}) {
            if (!repository.insert(each))
                qFatal("cannot be stored");
        }
        return session;
    }

    static std::string printed(const SearchResult &result)
    {
        std::string text = std::to_string(result.total);
        for (const SearchHit &hit : result.hits) {
            const QByteArray snippet = QByteArray::fromStdString(hit.snippet);
            text += QStringLiteral(" %1/%2#%3[%4]")
                        .arg(QString::fromStdString(hit.corpusLabel),
                             QString::fromStdString(hit.task.value()).section(QLatin1Char(':'), 2))
                        .arg(hit.turn)
                        .arg(QString::fromUtf8(snippet.mid(hit.begin, hit.end - hit.begin)))
                        .toStdString();
        }
        return text;
    }

private Q_SLOTS:
    void findsWhatIsTyped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char *text, const char *found) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(found);
        };
        row("", "0");
        row("   ", "0");
        row("C++", "1 human/1#0[C++]");
        row("c#", "1 human/1#0[C#]");
        row("\"", "1 human/1#1[\"]");
        row("\"\"", "0");
        row("AND", "2 human/1#0[and] human/1#1[AND]");
        row("(", "1 human/1#1[(]");
        row("-x", "1 human/2#1[-x]");
        row("100%", "1 human/2#1[100%]");
        row("退款", "1 human/2#0[退款]");
        row("款", "1 human/2#0[款]");
        row("é", "0");
        row("café", "2 human/1#1[café] human/2#2[cafe]");
        row("CAFE", "2 human/1#1[café] human/2#2[cafe]");
        row("😀", "1 human/2#2[😀]");
        row("ana_wu_4821", "1 gpt-4o/1#0[ana_wu_4821]");
        row("ana_wu", "1 gpt-4o/1#0[ana_wu]");
        row("letter c", "1 gpt-4o/1#1[c]");
        row("\"a letter\"", "1 gpt-4o/1#1[a letter]");
        row("\"letter a\"", "0");
        row("wrote c++ c#", "1 human/1#0[c++]");
        row("NEAR(a b)", "0");
        row("text:a", "0");
        row("a* OR", "0");
        row("refund", "2 gpt-4o/3#0[refund] gpt-4o/4#0[refund]");
        row("zebra!", "2 gpt-4o/3#0[Zebra!] gpt-4o/4#0[Zebra!]");
        row("zulu", "1 gpt-4o/1#2[zulu]");
    }
    void findsWhatIsTyped()
    {
        QFETCH(QString, text);
        QFETCH(QString, found);
        const auto session = filled();
        SearchQuery query;
        query.text = text.toStdString();
        const auto result = SearchRepository(*session).find(query);
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        // What a hit marks keeps the case of the transcript.
        QCOMPARE(QString::fromStdString(printed(*result)).toLower(), found.toLower());
    }

    void letterWithAndWithoutAccentAreTheSame()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        QVERIFY(repository.insert(dialogue(m_real, "1", {"é", "e", "E\xCC\x81", "f"})));
        for (const std::string text : {"é", "e", "É"}) {
            SearchQuery query;
            query.text = text;
            QCOMPARE(SearchRepository(*session).find(query)->total, std::int64_t{3});
        }
    }

    void lastWordMayBeAPrefix()
    {
        const auto session = filled();
        SearchQuery query;
        query.text = "the fla";
        QCOMPARE(SearchRepository(*session).find(query)->total, std::int64_t{0});
        query.lastWordIsPrefix = true;
        QCOMPARE(printed(*SearchRepository(*session).find(query)), std::string("1 human/2#1[the]"));
    }

    void filtersByCorpusAndRole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("inSim");
        QTest::addColumn<int>("ofUsers");
        QTest::newRow("index") << QStringLiteral("c") << 1 << 1;
        QTest::newRow("literal") << QStringLiteral(".") << 2 << 1;
    }
    void filtersByCorpusAndRole()
    {
        QFETCH(QString, text);
        QFETCH(int, inSim);
        QFETCH(int, ofUsers);
        const auto session = filled();
        SearchQuery query;
        query.text = text.toStdString();
        query.corpora = {m_sim.id};
        QCOMPARE(SearchRepository(*session).find(query)->total, std::int64_t{inSim});
        query.corpora = {m_sim.id, m_real.id};
        query.roles = {Role::User};
        QCOMPARE(SearchRepository(*session).find(query)->total, std::int64_t{ofUsers});
    }

    void pagesKeepTheTotal()
    {
        const auto session = filled();
        SearchQuery query;
        query.text = std::string("refund");
        query.limit = 1;
        query.offset = 1;
        QCOMPARE(printed(*SearchRepository(*session).find(query)),
                 std::string("2 gpt-4o/4#0[refund]"));
    }

    void snippetIsCutBetweenCodePoints()
    {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += "é";
        text += "HIT";
        for (int i = 0; i < 100; ++i)
            text += "退";
        const Snippet snippet = snippetAround(text, 200, 203);
        QCOMPARE(snippet.text.substr(static_cast<std::size_t>(snippet.begin), 3),
                 std::string("HIT"));
        const QString whole = QString::fromStdString(snippet.text);
        QVERIFY(!whole.contains(QChar::ReplacementCharacter));
        QVERIFY(whole.startsWith(QChar(0x2026)) && whole.endsWith(QChar(0x2026)));
        QCOMPARE(snippetAround("short", 0, 5), (Snippet{"short", 0, 5}));
    }
};

QTEST_GUILESS_MAIN(TestSearchRepository)
#include "tst_search_repository.moc"
