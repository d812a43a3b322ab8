// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/label_merge.h"

#include "tests/core/label/random_labels.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestLabelMerge : public test::TestCase
{
    Q_OBJECT

    static LabelStates randomSite(std::mt19937 &random)
    {
        LabelStates site;
        for (int i = 0; i < 6; ++i) {
            if (random() % 3)
                site.emplace(LabelId{std::to_string(i)},
                             test::randomState(random, std::to_string(i)));
        }
        return site;
    }

    static Label version(int revision, std::int64_t changedMs, const std::string &note = {})
    {
        Label label;
        label.id = LabelId{"one"};
        label.code = "C1";
        label.revision = revision;
        label.changedMs = changedMs;
        label.note = note;
        return label;
    }

private Q_SLOTS:
    void mergingIsAJoin()
    {
        std::mt19937 random(7);
        int differing = 0;
        for (int round = 0; round < 2000; ++round) {
            const LabelStates a = randomSite(random);
            const LabelStates b = randomSite(random);
            const LabelStates c = randomSite(random);
            const LabelStates all = merged(merged(a, b), c);
            QVERIFY(merged(a, a) == a);
            QVERIFY(merged(a, b) == merged(b, a));
            QVERIFY(merged(a, merged(b, c)) == all);
            QVERIFY(merged(c, merged(a, b)) == all);
            QVERIFY(merged(all, b) == all);
            differing += all != a;
        }
        QVERIFY(differing > 1900);
    }

    void newerIsATotalOrder()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 5000; ++round) {
            const LabelState a = test::randomState(random, "x");
            const LabelState b = test::randomState(random, "x");
            const LabelState c = test::randomState(random, "x");
            QVERIFY(!isNewer(a, a));
            QVERIFY(a == b || isNewer(a, b) != isNewer(b, a));
            QVERIFY(!(isNewer(a, b) && isNewer(b, c)) || isNewer(a, c));
        }
    }

    void revisionCountsBeforeTimeAndTimeBeforeBytes()
    {
        QVERIFY(isNewer(version(2, 5), version(1, 9)));
        QVERIFY(isNewer(version(2, 9), version(2, 5)));
        QVERIFY(isNewer(version(2, 5, "b"), version(2, 5, "a")));
        const LabelRemoval removal{LabelId{"one"}, 2, 5, "ann"};
        QVERIFY(isNewer(removal, version(2, 5, "zzz")));
        QVERIFY(isNewer(version(2, 6), removal));
        QVERIFY(isNewer(version(3, 0), removal));
    }

    void aRemovalComesBackFromItsText()
    {
        const LabelRemoval removal{LabelId{"o\"ne"}, 3, 1234567890123, "bo\nb"};
        QVERIFY(removalFromJson(removalJson(removal)) == removal);
        QVERIFY(removalJson(removal).starts_with("{\"removed\":true,"));
        for (const char *bad : {"", "null", "{}", R"({"removed":false})", R"({"removed":true})",
                                R"({"removed":true,"id":"x","revision":0,"changed_ms":1})",
                                R"({"removed":true,"id":"x","revision":"1","changed_ms":1})"})
            QVERIFY2(!removalFromJson(bad), bad);
    }

    void theMarkTellsVersionsApart()
    {
        QCOMPARE(labelMark(version(1, 2)).size(), std::size_t(8));
        QCOMPARE(labelMark(version(1, 2)), labelMark(version(1, 2)));
        QVERIFY(labelMark(version(1, 2)) != labelMark(version(1, 2, "x")));
    }
};

QTEST_APPLESS_MAIN(TestLabelMerge)
#include "tst_label_merge.moc"
