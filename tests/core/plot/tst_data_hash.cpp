// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plot/data_hash.h"

#include "tests/support/test_case.h"

#include <algorithm>

using namespace gapscope;

class TestDataHash : public test::TestCase
{
    Q_OBJECT

    static UsiStudy study()
    {
        UsiStudy study;
        for (const char *id : {"p1", "p2", "p3"})
            study.people.push_back({DialogueId(id), TaskKey("t"), 1, {}, {}, Keep::Yes, {}});
        for (const char *name : {"a", "b"})
            study.simulators.push_back(
                {name, {{DialogueId(name), TaskKey("t"), 1, {}, {}, Keep::Yes, {}}}, {}});
        return study;
    }

private Q_SLOTS:
    void orderDoesNotCount()
    {
        UsiStudy other = study();
        std::ranges::reverse(other.people);
        std::ranges::reverse(other.simulators);
        QCOMPARE(dataHash(other), dataHash(study()));
        QCOMPARE(dataHash(other).size(), std::size_t{16});
    }

    void whatCountsChangesIt()
    {
        std::vector<std::string> hashes{dataHash(study())};
        UsiStudy changed = study();
        changed.people.pop_back();
        hashes.push_back(dataHash(changed));
        changed = study();
        std::swap(changed.simulators[0].dialogues, changed.simulators[1].dialogues);
        hashes.push_back(dataHash(changed));
        changed = study();
        changed.edition = Edition::corrected();
        hashes.push_back(dataHash(changed));
        changed = study();
        changed.difficulty = {Difficulty::Mode::Given, {{"t", 0.5}}, "workspace"};
        hashes.push_back(dataHash(changed));
        changed.difficulty.given["t"] = 0.25;
        hashes.push_back(dataHash(changed));
        changed = study();
        changed.simulators[0].surveys.push_back({TaskKey("t"), 1, {{"q", "Why?", "so"}}});
        hashes.push_back(dataHash(changed));
        std::ranges::sort(hashes);
        QVERIFY(std::ranges::adjacent_find(hashes) == hashes.end());
    }
};

QTEST_APPLESS_MAIN(TestDataHash)
#include "tst_data_hash.moc"
