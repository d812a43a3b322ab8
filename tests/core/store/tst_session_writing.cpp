// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/settings_repository.h"
#include "tests/core/store/foreign_program.h"
#include "tests/core/store/store_test.h"

#include <chrono>
#include <filesystem>
#include <string>

using namespace gapscope;

/// What a session waits for when it writes: others, and the disk.
class TestSessionWriting : public test::StoreTest
{
    Q_OBJECT

private Q_SLOTS:
    void anotherWriterMakesItBusy()
    {
        const auto session = workspace();
        test::ForeignProgram other(path());
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        const auto done = CorpusRepository(*session).ensure(corpus(CorpusKind::Real, "x"));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::WorkspaceBusy);
        QVERIFY(other.run("ROLLBACK"));
        QVERIFY(CorpusRepository(*session).ensure(corpus(CorpusKind::Real, "x")));
    }

    void patienceIsAlsoForWritersOfOtherPrograms()
    {
        const auto session = workspace();
        test::ForeignProgram other(path());
        QVERIFY(other.run("BEGIN IMMEDIATE"));
        std::chrono::milliseconds waited{0};
        {
            const WritePatience patience(*session, std::chrono::milliseconds(20));
            const auto done = CorpusRepository(*session).ensure(corpus(CorpusKind::Real, "x"));
            QCOMPARE(done.error().code, ErrorCode::WorkspaceBusy);
            waited = patience.waited();
            QVERIFY(waited > std::chrono::milliseconds(0));
        }
        const WritePatience longer(*session, std::chrono::milliseconds(250));
        QVERIFY(!CorpusRepository(*session).ensure(corpus(CorpusKind::Real, "x")));
        QVERIFY(longer.waited() > 2 * waited);
        QVERIFY(other.run("ROLLBACK"));
        QVERIFY(CorpusRepository(*session).ensure(corpus(CorpusKind::Real, "x")));
    }

    /// A thread that must not wait for the disk commits, and another writes back what is there.
    void theLogCanBeLeftToAnotherSession()
    {
        workspace();
        SessionOptions options;
        options.leavesLog = true;
        const auto session = Session::open(path(), OpenMode::ReadWrite, options);
        const auto other = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY(session && other);
        const std::string large = '"' + std::string(1 << 20, 'x') + '"';
        const auto before = std::filesystem::file_size(path());
        for (int i = 0; i < 40; ++i)
            QVERIFY(SettingsRepository(**session).save("large" + std::to_string(i), large));
        QVERIFY((*session)->isLogLong());
        QCOMPARE(std::filesystem::file_size(path()), before);
        (*other)->writeBackLog();
        QVERIFY(std::filesystem::file_size(path()) > before + (40U << 20));
        QVERIFY(SettingsRepository(**session).save("small", "1"));
        QVERIFY(!(*session)->isLogLong());
    }
};

QTEST_GUILESS_MAIN(TestSessionWriting)
#include "tst_session_writing.moc"
