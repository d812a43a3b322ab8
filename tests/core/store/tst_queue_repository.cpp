// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_test.h"

#include "core/store/label_repository.h"
#include "core/store/queue_repository.h"

using namespace gapscope;

class TestQueueRepository final : public test::StoreTest
{
    Q_OBJECT

    static LabelQueue queue()
    {
        LabelQueue one;
        one.title = "Pilot";
        one.annotators = {"ann", "bob"};
        one.by = "chair";
        return one;
    }

    static std::vector<QueueItem> items()
    {
        return {{0, DialogueId("r1"), DialogueId("s1"), "ann", "drawn"},
                {1, DialogueId("r1"), DialogueId("s1"), "bob", "drawn"},
                {2, DialogueId("r2"), DialogueId("s2"), "ann", ""},
                {3, DialogueId("r3"), DialogueId("s3"), "", "open"},
                {4, DialogueId("r3"), DialogueId("s3"), "", "open"}};
    }

    static Label label(LabelKind kind, const std::string &annotator, int pair,
                       const std::string &code)
    {
        Label one;
        one.kind = kind;
        one.annotator = annotator;
        one.code = code;
        one.realDialogue = DialogueId("r" + std::to_string(pair));
        one.simDialogue = DialogueId("s" + std::to_string(pair));
        return one;
    }

    static void add(Session &session, Label one)
    {
        const std::string by = one.annotator;
        QVERIFY(LabelRepository(session).add(std::move(one), by));
    }

private Q_SLOTS:
    void queuesComeBackAsTheyWereSaved()
    {
        const auto session = workspace();
        QueueRepository queues(*session);
        const Result<LabelQueue> saved = queues.save(queue(), items());
        QVERIFY(saved);
        QVERIFY(!saved->id.empty() && saved->atMs > 0);
        QCOMPARE(*queues.load(saved->id), *saved);
        QCOMPARE(*queues.items(saved->id), items());
        LabelQueue other = queue();
        other.title = "Second";
        other.atMs = saved->atMs + 1;
        QVERIFY(queues.save(other, {}));
        QCOMPARE(queues.list()->size(), std::size_t(2));
        QCOMPARE(queues.list()->front().title, std::string("Pilot"));
    }

    void whatIsNotToBeSavedIsNot()
    {
        const auto session = workspace();
        QueueRepository queues(*session);
        LabelQueue wrong = queue();
        wrong.doubleShare = 2.0;
        QCOMPARE(queues.save(wrong, items()).error().code, ErrorCode::InvalidArgument);
        LabelQueue twice = *queues.save(queue(), items());
        QCOMPARE(queues.save(twice, {}).error().code, ErrorCode::Conflict);
        // Two items in one place: nothing of the queue stays.
        std::vector<QueueItem> clash = items();
        clash[1].position = 0;
        QVERIFY(!queues.save(queue(), clash));
        QCOMPARE(queues.list()->size(), std::size_t(1));
        QCOMPARE(queues.load("none").error().code, ErrorCode::NotFound);
    }

    void removingAQueueLeavesLabels()
    {
        const auto session = workspace();
        QueueRepository queues(*session);
        const std::string id = queues.save(queue(), items())->id;
        add(*session, label(LabelKind::Divergence, "ann", 1, "C1"));
        QVERIFY(queues.remove(id));
        QVERIFY(queues.list()->empty());
        QVERIFY(queues.items(id)->empty());
        QCOMPARE(LabelRepository(*session).all()->size(), std::size_t(1));
        QCOMPARE(queues.remove(id).error().code, ErrorCode::NotFound);
    }

    void progressIsToldByLabels()
    {
        const auto session = workspace();
        QueueRepository queues(*session);
        const std::string id = queues.save(queue(), items())->id;
        Label fast = label(LabelKind::Divergence, "ann", 1, "C1");
        fast.spentMs = 900;
        add(*session, fast);
        Label slow = label(LabelKind::Divergence, "ann", 1, "C2");
        slow.spentMs = 4000;
        add(*session, slow);
        add(*session, label(LabelKind::Progress, "ann", 1, "done"));
        Label skipped = label(LabelKind::Progress, "ann", 2, "skipped");
        skipped.note = "not English";
        add(*session, skipped);
        Label measured = label(LabelKind::Progress, "eve", 3, "done");
        measured.spentMs = 60000;
        add(*session, measured);

        const Result<QueueProgress> progress = queues.progress(id);
        QVERIFY(progress);
        QCOMPARE(progress->annotators.size(), std::size_t(3));
        const QueueAnnotator &ann = progress->annotators[0];
        QCOMPARE(ann.items, 2);
        QCOMPARE(ann.done, 1);
        QCOMPARE(ann.skipped, 1);
        QCOMPARE(ann.open(), 0);
        QCOMPARE(ann.reasons, (std::map<std::string, int>{{"not English", 1}}));
        QCOMPARE(ann.fastLabels, 1);
        QCOMPARE(ann.fastItems, 1);
        QCOMPARE(ann.medianMs, std::optional(4900.0));
        QCOMPARE(progress->annotators[1].open(), 1);
        QCOMPARE(progress->annotators[2].annotator, std::string("eve"));
        QCOMPARE(progress->annotators[2].totalMs, std::int64_t(60000));
        QCOMPARE(progress->unclaimed, 1);
        QCOMPARE(queues.progress(id, 500)->annotators[0].fastLabels, 0);

        using Index = std::optional<std::size_t>;
        QCOMPARE(nextItem(*progress, "bob"), Index(1));
        // Nothing of their own left: what nobody took, but not the pair one has done already.
        QCOMPARE(nextItem(*progress, "ann"), Index(4));
        QCOMPARE(nextItem(*progress, "eve"), Index());
    }

    void theNewestProgressCounts()
    {
        std::vector<Label> labels{label(LabelKind::Progress, "ann", 2, "skipped"),
                                  label(LabelKind::Progress, "ann", 2, "done")};
        labels[0].changedMs = 5;
        labels[1].changedMs = 9;
        std::swap(labels[0], labels[1]);
        QCOMPARE(queueProgress(items(), labels).items[2].state, QueueItemState::State::Done);
    }
};

QTEST_GUILESS_MAIN(TestQueueRepository)
#include "tst_queue_repository.moc"
