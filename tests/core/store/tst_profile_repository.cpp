// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/profile_repository.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestProfileRepository : public test::StoreTest
{
    Q_OBJECT

private Q_SLOTS:
    void profilesAreKeptByName()
    {
        MappingProfile one;
        one.name = "b ä";
        one.label = "people";
        one.structure.emplace().turns = "log";
        MappingProfile two;
        two.name = "a";
        {
            const auto session = workspace();
            ProfileRepository profiles(*session);
            QVERIFY(profiles.save(one));
            QVERIFY(profiles.save(two));
            one.label = "others";
            QVERIFY(profiles.save(one));
        }
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        ProfileRepository profiles(**session);
        QVERIFY((*profiles.all() == std::vector<MappingProfile>{two, one}));
        QVERIFY(**profiles.load("b ä") == one);
        QVERIFY(!*profiles.load("B"));
        QVERIFY(*profiles.remove("a"));
        QVERIFY(!*profiles.remove("a"));
        QCOMPARE(profiles.all()->size(), std::size_t{1});
    }

    void faultyProfilesAreNotSaved()
    {
        const auto session = workspace();
        ProfileRepository profiles(*session);
        MappingProfile profile;
        QCOMPARE(profiles.save(profile).error().code, ErrorCode::InvalidArgument);
        profile.name = "x";
        profile.runField = "a..b";
        QCOMPARE(profiles.save(profile).error().code, ErrorCode::InvalidArgument);
        QVERIFY(profiles.all()->empty());
    }
};

QTEST_GUILESS_MAIN(TestProfileRepository)
#include "tst_profile_repository.moc"
