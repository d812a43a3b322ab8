// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"
#include "core/store/search_index_p.h"
#include "core/store/search_repository.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestSearchIndex : public test::StoreTest
{
    Q_OBJECT

private Q_SLOTS:
    /// Each dialogue comes in a transaction of its own here, which adds a part.
    void partsAreMergedOnceThereAreTooMany()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        const int dialogues = 2 * static_cast<int>(search_index::mostParts) + 50;
        std::int64_t most = 0;
        for (int i = 0; i < dialogues; ++i) {
            const std::string number = std::to_string(i);
            QVERIFY(repository.insert(dialogue(m_real, number, {"zebra number " + number})));
            const auto parts = search_index::parts(*session);
            QVERIFY(parts);
            most = std::max(most, *parts);
        }
        QVERIFY2(most >= search_index::mostParts, "merging was postponed");
        QVERIFY2(most <= search_index::mostParts + 10, qPrintable(QString::number(most)));
        const auto parts = search_index::parts(*session);
        QVERIFY2(*parts < search_index::mostParts, qPrintable(QString::number(*parts)));

        SearchQuery query;
        query.text = "zebra";
        QCOMPARE(SearchRepository(*session).find(query)->total, std::int64_t{dialogues});
        query.text = "\"number 17\"";
        const auto found = SearchRepository(*session).find(query);
        QCOMPARE(found->total, std::int64_t{1});
        QCOMPARE(found->hits.front().snippet, std::string("zebra number 17"));
        QVERIFY(session->check());
    }

    void allIsMergedIntoOne()
    {
        const auto session = workspace();
        DialogueRepository repository(*session);
        for (const char *number : {"1", "2", "3"})
            QVERIFY(repository.insert(dialogue(m_real, number, {"zebra"})));
        QCOMPARE(*search_index::parts(*session), std::int64_t{3});
        QVERIFY(search_index::mergeAll(*session));
        QCOMPARE(*search_index::parts(*session), std::int64_t{1});
        QVERIFY(session->check());
    }
};

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "tst_search_index.moc"
