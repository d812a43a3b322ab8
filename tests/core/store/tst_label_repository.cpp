// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_repository.h"
#include "tests/core/store/store_test.h"

#include <set>

using namespace gapscope;

class TestLabelRepository : public test::StoreTest
{
    Q_OBJECT

    const DialogueId m_realDialogue{"r"};
    const DialogueId m_simDialogue{"s"};

    Label label(const std::string &code) const
    {
        Label result;
        result.realDialogue = m_realDialogue;
        result.simDialogue = m_simDialogue;
        result.realTurn = 2;
        result.code = code;
        result.severity = 1;
        result.note = "\xEF\xBB\xBFnote 退款";
        result.annotator = "ann";
        return result;
    }

    /// The codes of all labels, in order of creation, as a person sees them.
    static std::string codes(Session &session)
    {
        std::string text;
        const auto labels = LabelRepository(session).all();
        for (const Label &each : *labels)
            text += each.code + " ";
        return text;
    }

private Q_SLOTS:
    void addedLabelComesBackWhole()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        const auto added = repository.add(label("C1"), "ann");
        QVERIFY(added);
        QVERIFY(!added->id.empty());
        QVERIFY(added->createdMs > 0);
        QCOMPARE(added->revision, 1);
        QVERIFY(*repository.load(added->id) == *added);
        QVERIFY(*repository.forPair(m_realDialogue, m_simDialogue) == std::vector{*added});
        QVERIFY(repository.forPair(m_simDialogue, m_realDialogue)->empty());
    }

    void everyFieldComesBackAndIsKeptInTheHistory()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        Label full = label("C1");
        full.kind = LabelKind::Final;
        full.direction = LabelDirection::Less;
        full.effect = LabelEffect::Hindered;
        full.onset = true;
        full.confidence = 3;
        full.realSpan = TextRange{2, 7};
        full.simSpan = TextRange{0, 4};
        full.origin = LabelOrigin::Changed;
        full.suggestion = "C2";
        full.spentMs = 4200;
        full.flagged = true;
        const Label added = *repository.add(full, "ann");
        QCOMPARE(added.spentMs, std::optional<std::int64_t>(4200));
        QVERIFY(**repository.load(added.id) == added);
        Label plain = label("C1");
        plain.id = added.id;
        plain.revision = added.revision;
        const Label bare = *repository.update(plain, "ann");
        QVERIFY(!bare.effect && !bare.realSpan && !bare.flagged);
        QVERIFY(**repository.load(added.id) == bare);
        QVERIFY(repository.undo("ann"));
        Label back = **repository.load(added.id);
        back.revision = added.revision;
        back.changedMs = added.changedMs;
        QVERIFY(back == added);
    }

    void labelsOfADialogueStandWithItsPairs()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        Label ofReal = label("C4");
        ofReal.simDialogue = DialogueId();
        ofReal.realTurn.reset();
        Label ofSim = label("C6");
        ofSim.realDialogue = DialogueId();
        Label ofOther = label("C7");
        ofOther.simDialogue = DialogueId("another");
        QVERIFY(repository.addAll({ofReal, ofSim, ofOther}, "ann"));
        std::set<std::string> found;
        const auto labels = repository.forPair(m_realDialogue, m_simDialogue);
        QVERIFY(labels);
        for (const Label &each : *labels)
            found.insert(each.code);
        QCOMPARE(found, (std::set<std::string>{"C4", "C6"}));
    }

    void replacingIsOneActionAllOrNothing()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        const Label old = *repository.add(label("C1"), "ann");
        QVERIFY(repository.replace({label("C2"), label("C3")}, {old}, "ann"));
        QCOMPARE(codes(*session), std::string("C2 C3 "));
        QVERIFY(!repository.replace({label("C4")}, {old}, "ann"));
        QCOMPARE(codes(*session), std::string("C2 C3 "));
        QVERIFY(repository.undo("ann"));
        QCOMPARE(codes(*session), std::string("C1 "));
        QVERIFY(repository.redo("ann"));
        QCOMPARE(codes(*session), std::string("C2 C3 "));
    }

    void staleRevisionIsAConflict()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        const Label first = *repository.add(label("C1"), "ann");
        Label mine = first;
        mine.code = "C2";
        const auto updated = repository.update(mine, "ann");
        QVERIFY(updated);
        QCOMPARE(updated->revision, 2);
        const auto stale = repository.update(first, "bob");
        QVERIFY(!stale);
        QCOMPARE(stale.error().code, ErrorCode::Conflict);
        const auto removed = repository.remove(first.id, 1, "bob");
        QVERIFY(!removed);
        QCOMPARE(removed.error().code, ErrorCode::Conflict);
        QVERIFY(repository.remove(first.id, 2, "bob"));
        QVERIFY(!repository.update(*updated, "ann"));
        QCOMPARE(codes(*session), std::string());
    }

    void sameIdTwiceIsAConflictAndChangesNothing()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        Label one = label("C1");
        one.id = LabelId{"same"};
        QVERIFY(repository.add(one, "ann"));
        const auto again = repository.addAll({label("C2"), one}, "ann");
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QCOMPARE(codes(*session), std::string("C1 "));
    }

    void undoAndRedoWorkAcrossRestarts()
    {
        const auto reopened = [this] {
            return std::move(*Session::open(path(), OpenMode::Create));
        };
        LabelId id;
        {
            const auto session = reopened();
            LabelRepository repository(*session);
            Label made = *repository.add(label("C1"), "ann");
            id = made.id;
            made.code = "C2";
            made = *repository.update(made, "ann");
            QVERIFY(repository.remove(made.id, made.revision, "ann"));
        }
        const std::vector<std::pair<LabelAction::Kind, std::string>> steps{
            {LabelAction::Kind::Remove, "C2 "},
            {LabelAction::Kind::Update, "C1 "},
            {LabelAction::Kind::Add, ""}};
        for (const auto &[kind, expected] : steps) {
            const auto session = reopened();
            const auto undone = LabelRepository(*session).undo("ann");
            QVERIFY(undone);
            QCOMPARE(undone->kind, kind);
            QCOMPARE(codes(*session), expected);
        }
        for (const std::string expected : {"C1 ", "C2 ", ""}) {
            const auto session = reopened();
            QVERIFY(*LabelRepository(*session).canRedo("ann"));
            QVERIFY(LabelRepository(*session).redo("ann"));
            QCOMPARE(codes(*session), expected);
        }
        const auto session = reopened();
        QVERIFY(!*LabelRepository(*session).canRedo("ann"));
        QCOMPARE(LabelRepository(*session).history(id)->size(), std::size_t{9});
    }

    void undoBringsBackTheJudgementWithANewRevision()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        const Label first = *repository.add(label("C1"), "ann");
        Label changed = first;
        changed.note = "other";
        QVERIFY(repository.update(changed, "ann"));
        QVERIFY(repository.undo("ann"));
        Label now = **repository.load(first.id);
        QCOMPARE(now.revision, 3);
        now.revision = 1;
        QVERIFY(now == first);
        QVERIFY(!repository.update(first, "bob"));
    }

    void undoneActionNamesWhatChanged()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        const Label first = *repository.add(label("C1"), "ann");
        const auto undone = repository.undo("ann");
        QVERIFY(undone);
        QCOMPARE(undone->by, std::string("ann"));
        QVERIFY(undone->changes == (std::vector<LabelChange>{{std::nullopt, first}}));
    }

    void newActionEndsRedo()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        QVERIFY(repository.add(label("C1"), "ann"));
        QVERIFY(repository.undo("ann"));
        QVERIFY(repository.add(label("C2"), "ann"));
        QVERIFY(!*repository.canRedo("ann"));
        const auto redone = repository.redo("ann");
        QVERIFY(!redone);
        QCOMPARE(redone.error().code, ErrorCode::NotFound);
        QVERIFY(repository.undo("ann"));
        QVERIFY(!*repository.canUndo("ann"));
    }

    void undoIsOnesOwn()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        QVERIFY(repository.add(label("AA"), "ann"));
        QVERIFY(repository.add(label("BB"), "bob"));
        QVERIFY(!*repository.canUndo("eve"));
        QVERIFY(repository.undo("ann"));
        QCOMPARE(codes(*session), std::string("BB "));
        QVERIFY(*repository.canUndo("bob"));
    }

    void undoOfWhatSomebodyElseChangedIsAConflict()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        Label made = *repository.add(label("AA"), "ann");
        made.code = "BB";
        QVERIFY(repository.update(made, "bob"));
        const auto undone = repository.undo("ann");
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
        QCOMPARE(codes(*session), std::string("BB "));
        QVERIFY(repository.undo("bob"));
        QVERIFY(repository.undo("ann"));
    }

    void labelsAddedTogetherAreUndoneTogether()
    {
        const auto session = workspace();
        LabelRepository repository(*session);
        QVERIFY(repository.addAll({label("AA"), label("BB"), label("CC")}, "ann"));
        QVERIFY(repository.undo("ann"));
        QCOMPARE(codes(*session), std::string());
        QVERIFY(repository.redo("ann"));
        QCOMPARE(repository.all()->size(), std::size_t{3});
    }

    void textThatIsNotUtf8IsRefused()
    {
        const auto session = workspace();
        Label bad = label("AA");
        bad.note = std::string(3, '\xFF');
        const auto added = LabelRepository(*session).add(bad, "ann");
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(codes(*session), std::string());
    }

    void anchorsAndLabelsAreUndoneInTheOrderOfTime()
    {
        const Anchor pin{m_realDialogue, m_simDialogue, 2, 4, Anchor::Kind::Pin};
        Anchor ban = pin;
        ban.kind = Anchor::Kind::Forbid;
        const auto state = [](Session &session) {
            std::string text = codes(session);
            const auto marks = AnchorRepository(session).all();
            for (const AnchorMark &mark : *marks)
                text += name(mark.anchor.kind);
            return text;
        };
        {
            const auto session = workspace();
            QVERIFY(LabelRepository(*session).add(label("C1"), "ann"));
            QVERIFY(AnchorRepository(*session).change({pin}, {}, "ann"));
            QVERIFY(LabelRepository(*session).add(label("C2"), "ann"));
            QVERIFY(AnchorRepository(*session).change({ban}, {}, "ann"));
            QCOMPARE(state(*session), std::string("C1 C2 forbid"));
        }
        // Across a restart.
        auto session = std::move(*Session::open(path(), OpenMode::ReadWrite));
        LabelRepository labels(*session);
        const auto undone = labels.undo("ann");
        QVERIFY(undone);
        QCOMPARE(undone->anchors.size(), std::size_t(1));
        QCOMPARE(state(*session), std::string("C1 C2 pin"));
        QVERIFY(labels.undo("ann"));
        QCOMPARE(state(*session), std::string("C1 pin"));
        QVERIFY(labels.undo("ann"));
        QCOMPARE(state(*session), std::string("C1 "));
        QVERIFY(labels.redo("ann"));
        QVERIFY(labels.redo("ann"));
        QVERIFY(labels.redo("ann"));
        QCOMPARE(state(*session), std::string("C1 C2 forbid"));
        QVERIFY(!labels.redo("ann"));
        QVERIFY(labels.undo("ann"));
        QVERIFY(AnchorRepository(*session).change({}, {pin}, "ann"));
        QVERIFY(!*labels.canRedo("ann"));
        QCOMPARE(state(*session), std::string("C1 C2 "));
    }

    void undoOfAnAnchorSomebodyChangedIsAConflict()
    {
        const auto session = workspace();
        const Anchor pin{m_realDialogue, m_simDialogue, 2, 4, Anchor::Kind::Pin};
        Anchor ban = pin;
        ban.kind = Anchor::Kind::Forbid;
        AnchorRepository anchors(*session);
        QVERIFY(anchors.change({pin}, {}, "ann"));
        QVERIFY(anchors.change({ban}, {}, "bea"));
        const auto undone = LabelRepository(*session).undo("ann");
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
        QVERIFY(anchors.all()->front().anchor == ban);
    }
};

QTEST_GUILESS_MAIN(TestLabelRepository)
#include "tst_label_repository.moc"
