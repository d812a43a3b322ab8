// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/merge_details.h"

#include "core/store/dialogue_repository.h"
#include "core/store/label_repository.h"
#include "tests/core/store/store_test.h"

using namespace gapscope;

class TestMergeDetails : public test::StoreTest
{
    Q_OBJECT

    const Dialogue m_person = dialogue(m_real, "7", {"hi", "hello", "where is it", "there"});

    Label label(int turn) const
    {
        Label made;
        made.realDialogue = m_person.id;
        made.realTurn = turn;
        made.code = "C1";
        made.annotator = "ann";
        return made;
    }

private Q_SLOTS:
    void namedLabelsAreReadWithTheirUserTurns()
    {
        const auto session = workspace();
        QVERIFY(*DialogueRepository(*session).insert(m_person));
        LabelRepository labels(*session);
        const Label first = *labels.add(label(0), "ann");
        const Label second = *labels.add(label(2), "ann");
        Label away = label(0);
        away.realDialogue = DialogueId{"elsewhere"};

        MergeReport report;
        report.duplicates.push_back({"ann", "C1", first.id, LabelId{"gone"}, 2});
        report.drifts.push_back({second.id, true, "where was it", "where is it"});
        report.conflicts.push_back({label(3), LabelRemoval{first.id, 2, 1, "bob"}, false});
        report.conflicts.push_back({label(9), away, true});
        const Result<MergeDetails> details = mergeDetails(*session, report);
        QVERIFY(details);
        QVERIFY(details->labels ==
                (std::map<LabelId, Label>{{first.id, first}, {second.id, second}}));
        // Neither the turn that is not there nor the dialogue that is not.
        QVERIFY(details->userTurns ==
                (std::map<std::pair<DialogueId, int>, int>{
                    {{m_person.id, 0}, 1}, {{m_person.id, 2}, 2}, {{m_person.id, 3}, 2}}));
    }
};

QTEST_GUILESS_MAIN(TestMergeDetails)
#include "tst_merge_details.moc"
