// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/scheme_repository.h"

#include "core/store/annotator_repository.h"
#include "core/store/label_repository.h"
#include "tests/core/store/store_test.h"

#include <set>

using namespace gapscope;

class TestSchemeRepository : public test::StoreTest
{
    Q_OBJECT

    static Label label(const std::string &code, LabelKind kind = LabelKind::Divergence)
    {
        Label made;
        made.realDialogue = DialogueId{"r"};
        made.simDialogue = DialogueId{"s"};
        made.realTurn = 2;
        made.code = code;
        made.kind = kind;
        made.annotator = "ann";
        return made;
    }

    static std::string codes(Session &session)
    {
        std::multiset<std::string> all;
        const auto labels = LabelRepository(session).all();
        for (const Label &each : *labels)
            all.insert(each.code);
        std::string text;
        for (const std::string &code : all)
            text += code + " ";
        return text;
    }

private Q_SLOTS:
    void aNewWorkspaceHasTheSchemeOfTheProgram()
    {
        const auto session = workspace();
        SchemeRepository repository(*session);
        QVERIFY(*repository.current() == divergenceScheme());
        const auto history = repository.history();
        QCOMPARE(history->size(), std::size_t(1));
        QCOMPARE(history->front().atMs, std::int64_t(0));
    }

    void everyVersionIsKept()
    {
        {
            const auto session = workspace();
            SchemeRepository repository(*session);
            const auto edit = retireCode(divergenceScheme(), "C3");
            QVERIFY(repository.save(*edit, "lea"));
            QVERIFY(repository.save(*setCodeKey(edit->scheme, "C4", "z"), "kim"));
        }
        const auto session = std::move(*Session::open(path(), OpenMode::ReadOnly));
        SchemeRepository repository(*session);
        const auto history = repository.history();
        QVERIFY(history);
        std::string text;
        for (const SchemeVersion &version : *history) {
            text += std::to_string(version.scheme.version) + " " + version.by + ": " +
                    version.change + "\n";
        }
        QCOMPARE(text,
                 std::string("1 : \n2 lea: C3 Register retired\n3 kim: C4 Uniform on key z\n"));
        QVERIFY(history->front().scheme == divergenceScheme());
        QVERIFY(*repository.current() == history->back().scheme);
        QVERIFY(history->back().atMs > 0);
        QCOMPARE(repository.save(*retireCode(*repository.current(), "C1"), "x").error().code,
                 ErrorCode::WorkspaceReadOnly);
    }

    void whoSavesSecondIsTold()
    {
        const auto session = workspace();
        SchemeRepository repository(*session);
        QVERIFY(repository.save(*retireCode(divergenceScheme(), "C1"), "lea"));
        const auto late = repository.save(*retireCode(divergenceScheme(), "C2"), "kim");
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY(!repository.current()->find("C2")->retired);
        QCOMPARE(repository.history()->size(), std::size_t(2));
    }

    void mergingRelabelsAsOneActionWithHistory()
    {
        const auto session = workspace();
        LabelRepository labels(*session);
        const Label first = *labels.add(label("C1"), "ann");
        QVERIFY(labels.addAll({label("C1", LabelKind::Final), label("C2"), label("I1")}, "bob"));
        SchemeRepository repository(*session);
        const auto merged = repository.merge(divergenceScheme(), "C1", "C2", "lea");
        QVERIFY(merged);
        QCOMPARE(*merged, 2);
        QCOMPARE(codes(*session), std::string("C2 C2 C2 I1 "));
        QCOMPARE(repository.current()->current("C1")->code, std::string("C2"));
        const auto history = labels.history(first.id);
        QCOMPARE(history->size(), std::size_t(2));
        QCOMPARE(history->back().by, std::string("lea"));
        QCOMPARE(history->back().changes.front().before->code, std::string("C1"));
        QVERIFY(labels.undo("lea"));
        QCOMPARE(codes(*session), std::string("C1 C1 C2 I1 "));
        QVERIFY(labels.redo("lea"));
        QCOMPARE(codes(*session), std::string("C2 C2 C2 I1 "));
    }

    void aMergeThatCannotBeSavedRelabelsNothing()
    {
        const auto session = workspace();
        QVERIFY(LabelRepository(*session).add(label("C1"), "ann"));
        SchemeRepository repository(*session);
        QVERIFY(repository.save(*retireCode(divergenceScheme(), "I1"), "lea"));
        QCOMPARE(repository.merge(divergenceScheme(), "C1", "C2", "kim").error().code,
                 ErrorCode::Conflict);
        QCOMPARE(codes(*session), std::string("C1 "));
        QVERIFY(!*LabelRepository(*session).canUndo("kim"));
    }

    void aMergeWithoutLabelsIsSaved()
    {
        const auto session = workspace();
        SchemeRepository repository(*session);
        QCOMPARE(*repository.merge(divergenceScheme(), "C1", "C2", "lea"), 0);
        QVERIFY(repository.current()->find("C1")->retired);
    }

    void aSchemeFromAFileTakesThePlaceOfTheCurrentOne()
    {
        const auto session = workspace();
        QVERIFY(LabelRepository(*session).addAll({label("C1"), label("I1")}, "ann"));
        LabelScheme other;
        other.id = "ours";
        other.version = 1;
        other.groups = {{"g", "group"}};
        other.codes = {{"C1", "g", "Polite", "", "", "", "", false, {}, {}}};
        SchemeRepository repository(*session);
        const auto taken = repository.replace(other, "lea");
        QVERIFY(taken);
        QVERIFY(taken->isNew);
        QCOMPARE(taken->scheme.version, 2);
        QCOMPARE(taken->unfit, 1);
        QVERIFY(*repository.current() == taken->scheme);
        const auto again = repository.replace(taken->scheme, "kim");
        QVERIFY(again && !again->isNew);
        QCOMPARE(repository.history()->size(), std::size_t(2));
        LabelScheme rival = taken->scheme;
        rival.codes[0].name = "Politer";
        QCOMPARE(repository.replace(rival, "kim").error().code, ErrorCode::Conflict);
    }

    void pseudonymsAreMadeOnceAndKept()
    {
        std::map<std::string, std::string> first;
        {
            const auto session = workspace();
            AnnotatorRepository repository(*session);
            const auto made = repository.pseudonyms({"ann", "bob", "ann"});
            QVERIFY(made);
            first = *made;
            QCOMPARE(first.size(), std::size_t(2));
            std::set<std::string> names;
            for (const auto &[name, pseudonym] : first)
                names.insert(pseudonym);
            QVERIFY(names == (std::set<std::string>{"annotator 1", "annotator 2"}));
        }
        {
            const auto session = std::move(*Session::open(path(), OpenMode::ReadWrite));
            const auto more = AnnotatorRepository(*session).pseudonyms({"aaa", "bob"});
            QCOMPARE(more->at("aaa"), std::string("annotator 3"));
            QCOMPARE(more->at("bob"), first.at("bob"));
        }
        const auto session = std::move(*Session::open(path(), OpenMode::ReadOnly));
        AnnotatorRepository repository(*session);
        QCOMPARE(repository.pseudonyms({"ann"})->at("ann"), first.at("ann"));
        QCOMPARE(repository.pseudonyms({"new"}).error().code, ErrorCode::WorkspaceReadOnly);
        QCOMPARE(repository.all()->back().name, std::string("aaa"));
    }
};

QTEST_GUILESS_MAIN(TestSchemeRepository)
#include "tst_scheme_repository.moc"
