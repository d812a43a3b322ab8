// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/import_model.h"

#include "tests/support/test_case.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace gapscope;

namespace {
FileInspection found(const std::string &path, CorpusKind kind)
{
    FileInspection inspection;
    inspection.path = path;
    inspection.bytes = 2048;
    inspection.format = "chat";
    inspection.formatTitle = "Chat messages";
    inspection.kind = kind;
    inspection.label = "runs";
    inspection.preview.resize(1);
    return inspection;
}
} // namespace

class TestImportModel : public test::TestCase
{
    Q_OBJECT

private:
    static void answer(ImportModel &model, FileInspection inspection)
    {
        const std::optional<ImportRequest> asked = model.nextToInspect();
        QVERIFY(asked);
        inspection.path = asked->path;
        model.setInspection(*asked, std::move(inspection));
    }

private Q_SLOTS:
    void aFileIsReadOnceAndThenReady()
    {
        ImportModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add({"/a/one.json", "/a/two.json"});
        QCOMPARE(model.readingCount(), 2);
        QVERIFY(!model.isReady());
        answer(model, found("", CorpusKind::Real));
        answer(model, found("", CorpusKind::Simulated));
        QVERIFY(!model.nextToInspect());
        QVERIFY(model.isReady());
        QCOMPARE(model.requests().size(), std::size_t(2));
    }

    void theSameFileIsListedOnce()
    {
        ImportModel model;
        model.add({"/a/one.json", "/a/one.json"});
        model.add({"/a/one.json"});
        QCOMPARE(model.rowCount(), 1);
    }

    void aFileThatDoesNotSayItsKindWaitsForAnAnswer()
    {
        ImportModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add({"/a/one.json"});
        answer(model, found("", CorpusKind::Unknown));
        QCOMPARE(model.openQuestions(), 1);
        QVERIFY(!model.isReady());
        const QModelIndex kind = model.index(0, ImportModel::KindColumn);
        QVERIFY(kind.data(ImportModel::OpenQuestionRole).toBool());
        QVERIFY(model.setData(kind, static_cast<int>(CorpusKind::Simulated), Qt::EditRole));
        QVERIFY(model.isReady());
        QCOMPARE(model.requests().front().kind, std::optional(CorpusKind::Simulated));
    }

    void aQuestionOfAFileLeftOutBlocksNothing()
    {
        ImportModel model;
        model.add({"/a/one.json", "/a/two.json"});
        answer(model, found("", CorpusKind::Unknown));
        answer(model, found("", CorpusKind::Real));
        QVERIFY(model.setData(model.index(0, ImportModel::FileColumn), Qt::Unchecked,
                              Qt::CheckStateRole));
        QVERIFY(model.isReady());
        QCOMPARE(model.requests().size(), std::size_t(1));
        QCOMPARE(model.requests().front().path, std::string("/a/two.json"));
    }

    void aFileThatIsNoTranscriptIsLeftOutWithItsReason()
    {
        ImportModel model;
        model.add({"/a/picture.json"});
        FileInspection inspection;
        inspection.problem = Error{ErrorCode::NotATranscript, "/a/picture.json", "an image"};
        answer(model, inspection);
        QCOMPARE(model.state(0), ImportModel::FileState::NotImportable);
        QVERIFY(!model.isReady());
        QVERIFY(model.requests().empty());
        QCOMPARE(model.index(0, ImportModel::StateColumn).data().toString(),
                 QStringLiteral("an image"));
        const QModelIndex file = model.index(0, ImportModel::FileColumn);
        QCOMPARE(file.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(!(file.flags() & Qt::ItemIsUserCheckable));
    }

    void aFileWithoutDialoguesNeedsNoKind()
    {
        ImportModel model;
        model.add({"/a/difficulty.json"});
        FileInspection inspection = found("", CorpusKind::Unknown);
        inspection.preview.clear();
        answer(model, inspection);
        QVERIFY(model.isReady());
    }

    void leavingAGuessAsItIsKeepsItAGuess()
    {
        ImportModel model;
        model.add({"/a/one.json"});
        answer(model, found("", CorpusKind::Real));
        QVERIFY(model.setData(model.index(0, ImportModel::LabelColumn), QStringLiteral("runs"),
                              Qt::EditRole));
        QCOMPARE(model.requests().front().label, std::string());
        QVERIFY(model.setData(model.index(0, ImportModel::LabelColumn), QStringLiteral("gpt"),
                              Qt::EditRole));
        QCOMPARE(model.requests().front().label, std::string("gpt"));
    }

    void aChoiceHasTheFileInspectedAgain()
    {
        ImportModel model;
        model.add({"/a/one.json"});
        answer(model, found("", CorpusKind::Real));
        QSignalSpy changed(&model, &ImportModel::changed);
        QVERIFY(model.setData(model.index(0, ImportModel::FormatColumn), QStringLiteral("other"),
                              Qt::EditRole));
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.nextToInspect());
        QCOMPARE(model.nextToInspect()->format, std::string("other"));
    }

    void removalKeepsTheOthers()
    {
        ImportModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add({"/a/one.json", "/a/two.json", "/a/three.json"});
        model.remove(1);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.file(1).request.path, std::string("/a/three.json"));
    }
};

QTEST_GUILESS_MAIN(TestImportModel)
#include "tst_import_model.moc"
