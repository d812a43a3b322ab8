// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestHash : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rawHashIsThePublishedOne()
    {
        Sha256 hash;
        hash.addRaw("abc");
        QCOMPARE(hash.finishHex(),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410"
                             "ff61f20015ad"));
    }

    void fieldBoundariesMatter()
    {
        Sha256 first;
        first.add("ab");
        first.add("c");
        Sha256 second;
        second.add("a");
        second.add("bc");
        QVERIFY(first.finishHex() != second.finishHex());
    }
};

QTEST_APPLESS_MAIN(TestHash)
#include "tst_hash.moc"
