// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/feature_repository.h"
#include "core/store/import_removals.h"
#include "core/store/migrations.h"
#include "tests/core/store/foreign_program.h"
#include "tests/core/store/store_test.h"

#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fstream>

using namespace gapscope;

Q_DECLARE_METATYPE(gapscope::ErrorCode)
Q_DECLARE_METATYPE(gapscope::OpenMode)

namespace {
void alter(const std::string &path, const char *sql)
{
    if (!test::ForeignProgram(path).run(sql))
        qFatal("%s", sql);
}

void write(const std::string &path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A workspace as the first version of the program left it, with the features of one dialogue.
void makeVersionOne(const std::string &path)
{
    test::ForeignProgram program(path);
    const auto run = [&program](const std::string &sql) {
        if (!program.run(sql.c_str()))
            qFatal("%s", sql.c_str());
    };
    for (const std::string_view sql : migrations().front().statements)
        run(std::string(sql));
    run("PRAGMA application_id = " + std::to_string(0x47617053));
    run("PRAGMA user_version = 1");
    run("INSERT INTO corpus VALUES (1, 'c', 'real', 'people', 'f', '', '')");
    run("INSERT INTO import_entry (id, path, sha256, bytes, format, corpus_id, state, started_ms) "
        "VALUES ('i', '', '', 0, '', 'c', 'complete', 0)");
    run("INSERT INTO dialogue VALUES (1, 'd', 'c', 't', 'n', 1, NULL, NULL, '', 1, NULL, '', 0, 0, "
        "0, 'i')");
    run("INSERT INTO feature_record (dialogue_id, source_kind, text_hash, lexicon_version) "
        "VALUES ('d', 'real', 'h', 'usi-reference-1')");
}

/// Runs the function in a child process and gives its exit code back.
template <class Function>
int exitCodeOf(Function function)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(function());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
} // namespace

class TestSession : public test::StoreTest
{
    Q_OBJECT

    void expectRefused(ErrorCode code, OpenMode mode = OpenMode::ReadWrite)
    {
        const std::string before = test::readFile(path());
        const auto session = Session::open(path(), mode);
        QVERIFY(!session);
        QCOMPARE(session.error().code, code);
        QCOMPARE(session.error().subject, path());
        QVERIFY(!session.error().detail.empty());
        QVERIFY(test::readFile(path()) == before);
        QVERIFY(!std::filesystem::exists(path() + ".lock"));
    }

private Q_SLOTS:
    void aLockFileThatNobodyWroteIsNoLock()
    {
        // Its program was killed between making and writing it.
        workspace().reset();
        std::ofstream(path() + ".lock").flush();
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY2(session, session ? "" : session.error().detail.c_str());
    }

    void createdWorkspaceIsOneFileWithItsMarksWhenClosed()
    {
        workspace();
        const std::string bytes = test::readFile(path());
        QCOMPARE(bytes.substr(68, 4), std::string("GapS"));
        QCOMPARE(int(bytes[63]), currentSchemaVersion());
        QCOMPARE(int(bytes[18]), 1);
        int files = 0;
        for ([[maybe_unused]] const auto &entry :
             std::filesystem::directory_iterator(std::filesystem::path(path()).parent_path()))
            ++files;
        QCOMPARE(files, 1);
    }

    void openWorkspaceUsesAWriteAheadLogAndALock()
    {
        const auto session = workspace();
        QVERIFY(std::filesystem::exists(path() + "-wal"));
        QVERIFY(std::filesystem::exists(path() + ".lock"));
    }

    void emptyFileBecomesAWorkspaceOnlyWhenCreating()
    {
        write(path(), "");
        expectRefused(ErrorCode::NotAWorkspace);
        expectRefused(ErrorCode::NotAWorkspace, OpenMode::ReadOnly);
        QVERIFY(Session::open(path(), OpenMode::Create));
        QVERIFY(Session::open(path(), OpenMode::ReadWrite));
    }

    void missingFileIsNotFound_data()
    {
        QTest::addColumn<OpenMode>("mode");
        QTest::newRow("read-write") << OpenMode::ReadWrite;
        QTest::newRow("read-only") << OpenMode::ReadOnly;
    }
    void missingFileIsNotFound()
    {
        QFETCH(OpenMode, mode);
        expectRefused(ErrorCode::NotFound, mode);
        QVERIFY(!std::filesystem::exists(path()));
    }

    void missingFolderIsNotFound()
    {
        const auto session = Session::open(path("nowhere/x.gapscope"), OpenMode::Create);
        QVERIFY(!session);
        QCOMPARE(session.error().code, ErrorCode::NotFound);
    }

    void fileThatIsNoDatabaseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("text") << QByteArray(5000, 'x');
        QTest::newRow("magic alone") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("zeros") << QByteArray(4096, '\0');
    }
    void fileThatIsNoDatabaseIsRefused()
    {
        QFETCH(QByteArray, bytes);
        write(path(), bytes.toStdString());
        for (const OpenMode mode : {OpenMode::Create, OpenMode::ReadWrite, OpenMode::ReadOnly})
            expectRefused(ErrorCode::NotAWorkspace, mode);
    }

    void folderIsNotAWorkspace()
    {
        std::filesystem::create_directory(path());
        const auto session = Session::open(path(), OpenMode::Create);
        QVERIFY(!session);
        QCOMPARE(session.error().code, ErrorCode::NotAWorkspace);
    }

    void databaseOfAnotherProgramIsRefused()
    {
        alter(path(), "CREATE TABLE t (x)");
        expectRefused(ErrorCode::NotAWorkspace, OpenMode::Create);
        alter(path(), "PRAGMA application_id = 7");
        expectRefused(ErrorCode::NotAWorkspace);
    }

    void newerSchemaIsRefused()
    {
        workspace();
        alter(path(), "PRAGMA user_version = 99");
        expectRefused(ErrorCode::WorkspaceNewer);
        expectRefused(ErrorCode::WorkspaceNewer, OpenMode::ReadOnly);
    }

    void foreignSchemaIsRefused_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("finding");
        QTest::newRow("trigger") << QStringLiteral("CREATE TRIGGER evil AFTER INSERT ON turn BEGIN "
                                                   "DELETE FROM turn; END")
                                 << QStringLiteral("unknown trigger evil");
        QTest::newRow("view") << QStringLiteral("CREATE VIEW v AS SELECT 1")
                              << QStringLiteral("unknown view v");
        QTest::newRow("table") << QStringLiteral("CREATE TABLE extra (x)")
                               << QStringLiteral("unknown table extra");
        QTest::newRow("missing") << QStringLiteral("DROP TABLE setting")
                                 << QStringLiteral("missing");
        QTest::newRow("changed") << QStringLiteral("ALTER TABLE setting ADD COLUMN x TEXT")
                                 << QStringLiteral("changed table setting");
    }
    void foreignSchemaIsRefused()
    {
        QFETCH(QString, statement);
        QFETCH(QString, finding);
        workspace();
        alter(path(), qPrintable(statement));
        expectRefused(ErrorCode::WorkspaceDamaged);
        const auto session = Session::open(path(), OpenMode::ReadOnly);
        QVERIFY(!session);
        QVERIFY2(session.error().detail.starts_with(finding.toStdString()),
                 session.error().detail.c_str());
    }

    void statisticsOfTheDatabaseAreNotForeign()
    {
        workspace();
        alter(path(), "ANALYZE");
        QVERIFY(Session::open(path(), OpenMode::ReadWrite));
    }

    void damagedPagesAreFound()
    {
        workspace();
        std::string bytes = test::readFile(path());
        for (std::size_t at = 4096; at < bytes.size(); at += 4096)
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 64, '\x5a');
        write(path(), bytes);
        expectRefused(ErrorCode::WorkspaceDamaged);
        expectRefused(ErrorCode::WorkspaceDamaged, OpenMode::ReadOnly);
    }

    void truncatedFileIsDamaged()
    {
        workspace();
        std::filesystem::resize_file(path(), 8192);
        expectRefused(ErrorCode::WorkspaceDamaged);
    }

    void writeProtectedFileOpensOnlyForReading()
    {
        workspace();
        const std::filesystem::path file = path();
        std::filesystem::permissions(file, std::filesystem::perms(0444));
        std::filesystem::permissions(file.parent_path(), std::filesystem::perms(0755));
        const std::string name = path();
        // The superuser may write everywhere, so a child looks at it as somebody else.
        const int code = exitCodeOf([&name] {
            if (geteuid() == 0 && seteuid(65534) != 0)
                return 1;
            const auto writing = Session::open(name, OpenMode::ReadWrite);
            if (writing || writing.error().code != ErrorCode::WorkspaceReadOnly)
                return 2;
            return Session::open(name, OpenMode::ReadOnly) ? 0 : 3;
        });
        QCOMPARE(code, 0);
    }

    void secondProcessFindsItLocked()
    {
        const auto session = workspace();
        const std::string name = path();
        const std::string holder = "process " + std::to_string(getpid()) + " ";
        int ends[2] = {};
        QCOMPARE(pipe(ends), 0);
        // The child is another program only if it knows nothing of our lock: it starts anew.
        const pid_t child = fork();
        if (child == 0) {
            dup2(ends[1], STDOUT_FILENO);
            execl("/proc/self/exe", "tst_session", "--open", name.c_str(), nullptr);
            _exit(127);
        }
        close(ends[1]);
        std::string said(4096, '\0');
        const ssize_t count = read(ends[0], said.data(), said.size());
        said.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        close(ends[0]);
        int status = 0;
        waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), static_cast<int>(ErrorCode::WorkspaceLocked));
        QVERIFY2(said.find(holder) != std::string::npos, said.c_str());
        QVERIFY2(said.find("tst_session") != std::string::npos ||
                     said.find("session") != std::string::npos,
                 said.c_str());
    }

    void lockOfADeadProcessIsTakenOver()
    {
        const std::string name = path();
        const int code = exitCodeOf([&name] {
            const auto session = Session::open(name, OpenMode::Create);
            _exit(session ? 0 : 1); // No destructor: as if it were killed.
            return 0;
        });
        QCOMPARE(code, 0);
        QVERIFY(std::filesystem::exists(path() + ".lock"));
        QVERIFY(Session::open(path(), OpenMode::ReadWrite));
        QVERIFY(!std::filesystem::exists(path() + ".lock"));
    }

    void sessionsOfThreadsShareTheLockAndTheLastLeavesOneFile()
    {
        auto first = workspace();
        const std::string name = path();
        const std::string label = m_real.label;
        bool seen = false;
        std::thread([&] {
            const auto second = Session::open(name, OpenMode::ReadWrite);
            const auto third = Session::open(name, OpenMode::ReadOnly);
            seen = second && third && CorpusRepository(**third).all()->size() == 2;
        }).join();
        QVERIFY(seen);
        QVERIFY(std::filesystem::exists(path() + ".lock"));
        auto reader = Session::open(path(), OpenMode::ReadOnly);
        QVERIFY(reader);
        first.reset();
        QVERIFY(std::filesystem::exists(path() + ".lock"));
        *reader = nullptr;
        QVERIFY(!std::filesystem::exists(path() + ".lock"));
        QVERIFY(!std::filesystem::exists(path() + "-wal"));
        QCOMPARE(int(test::readFile(path())[18]), 1);
    }

    void readOnlySessionWritesNothing_data()
    {
        QTest::addColumn<bool>("besideAWriter");
        QTest::newRow("alone") << false;
        QTest::newRow("beside a writer") << true;
    }
    void readOnlySessionWritesNothing()
    {
        QFETCH(bool, besideAWriter);
        auto writer = workspace();
        if (!besideAWriter)
            writer.reset();
        const auto session = Session::open(path(), OpenMode::ReadOnly);
        QVERIFY(session);
        const auto done = CorpusRepository(**session).ensure(corpus(CorpusKind::Real, "x"));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::WorkspaceReadOnly);
        QCOMPARE((*session)->readOnly(), true);
    }

    void copyWithoutItsLogIsNoted()
    {
        const auto session = workspace();
        std::filesystem::copy_file(path(), path("copy.gapscope"));
        const auto copy = Session::open(path("copy.gapscope"), OpenMode::ReadOnly);
        QVERIFY(copy);
        QCOMPARE((*copy)->openNotes().size(), std::size_t{1});
        QCOMPARE((*copy)->openNotes().front().code, OpenNote::Code::LogMissing);
        QVERIFY(!std::filesystem::exists(path("copy.gapscope-wal")));
    }

    void cleanWorkspaceHasNoNotes()
    {
        workspace();
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY((*session)->openNotes().empty());
    }

    void migrationMakesACopyOfTheOldFileFirst()
    {
        const auto session = workspace();
        std::vector<Migration> steps = migrations();
        const int version = currentSchemaVersion();
        steps.push_back({version + 1, {"CREATE TABLE later (x TEXT) STRICT"}});
        const auto copy = migrate(*session, version, steps);
        QVERIFY(copy);
        QCOMPARE(*copy, path() + ".bak-v" + std::to_string(version));
        QVERIFY(checkSchema(*session, version + 1, steps));
        const auto old = Session::open(*copy, OpenMode::ReadOnly);
        QVERIFY(old);
        QCOMPARE(CorpusRepository(**old).all()->size(), std::size_t{2});
    }

    void failedMigrationChangesNothing()
    {
        const auto session = workspace();
        std::vector<Migration> steps = migrations();
        const int version = currentSchemaVersion();
        steps.push_back(
            {version + 1, {"CREATE TABLE later (x TEXT) STRICT", "CREATE TABLE later (y)"}});
        QVERIFY(!migrate(*session, version, steps));
        QVERIFY(checkSchema(*session, version, migrations()));
    }

    void oldestWorkspaceKeepsItsFeatures()
    {
        makeVersionOne(path());
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY2(session, session ? "" : session.error().detail.c_str());
        QCOMPARE((*session)->openNotes().size(), std::size_t{1});
        QVERIFY((*session)->openNotes().front().code == OpenNote::Code::Migrated);
        const auto records = FeatureRepository(**session).loadAll("usi-reference-1");
        QVERIFY(records);
        QCOMPARE(records->size(), std::size_t{1});
        QCOMPARE(records->front().textHash, std::string("h"));
        QVERIFY(std::filesystem::exists(path() + ".bak-v1"));
    }

    void oldestWorkspaceKnowsWhatItsImportsBrought()
    {
        makeVersionOne(path());
        const auto session = Session::open(path(), OpenMode::ReadWrite);
        QVERIFY(session);
        const auto entry = LedgerRepository(**session).load(ImportId{"i"});
        QCOMPARE((*entry)->source.importerVersion, 1);
        QCOMPARE((*entry)->source.licence, std::string());
        const auto removed = ImportRemovals(**session).remove(ImportId{"i"}, "ann");
        QVERIFY2(removed, removed ? "" : removed.error().detail.c_str());
        QCOMPARE(removed->dialogues, std::int64_t{1});
        QVERIFY((*session)->check());
        QVERIFY(ImportRemovals(**session).undo());
    }

    void copyOfAnOpenWorkspaceIsWhole()
    {
        const auto session = workspace();
        QVERIFY(session->saveCopy(path("copy.gapscope")));
        const auto again = session->saveCopy(path("copy.gapscope"));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::OutputFailed);
        const auto copy = Session::open(path("copy.gapscope"), OpenMode::ReadWrite);
        QVERIFY(copy);
        QVERIFY((*copy)->check());
        QCOMPARE(CorpusRepository(**copy).all()->size(), std::size_t{2});
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--open") {
        const auto session = Session::open(argv[2], OpenMode::ReadWrite);
        if (session)
            return 0;
        std::fputs(session.error().detail.c_str(), stdout);
        std::fflush(stdout);
        return static_cast<int>(session.error().code);
    }
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session.moc"
