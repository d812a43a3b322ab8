// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/label/scheme_edit.h"

#include "core/label/scheme_problem.h"
#include "tests/support/test_case.h"

using namespace gapscope;

class TestSchemeEdit : public test::TestCase
{
    Q_OBJECT

    static LabelCode code(const std::string &name, const std::string &key = {})
    {
        return {name, "g", "Name of " + name, "", "", "", key, false, {}, {}};
    }

    /// Three codes A, B and C, A on key 1.
    static LabelScheme scheme()
    {
        return {"s", 1, "", true, {{"g", "group"}}, {code("A", "1"), code("B"), code("C")}};
    }

    /// As printed: codes with key, "-" = retired, ">X" = merged into X.
    static std::string printed(const LabelScheme &scheme)
    {
        std::string text = std::to_string(scheme.version) + ":";
        for (const LabelCode &code : scheme.codes) {
            text += " " + code.code + code.key + (code.retired ? "-" : "");
            text += code.mergedInto.empty() ? "" : ">" + code.mergedInto;
        }
        return text;
    }

    static std::string printed(const Result<SchemeEdit> &edit)
    {
        return edit ? printed(edit->scheme) + " | " + edit->change
                    : "refused: " + edit.error().subject + ", " + edit.error().detail;
    }

    static Label label(const std::string &code)
    {
        Label made;
        made.id = LabelId{"one"};
        made.annotator = "ann";
        made.realTurn = 2;
        made.code = code;
        return made;
    }

    static std::string problem(const Label &label, const LabelScheme &scheme)
    {
        const auto found = schemeProblem(label, scheme);
        return found ? sentence(*found, label) : "fits";
    }

private Q_SLOTS:
    void everyEditIsANewVersionWithALineOfChange()
    {
        QCOMPARE(printed(addCode(scheme(), code("D", "2"), 1)),
                 std::string("2: A1 D2 B C | D Name of D added"));
        QCOMPARE(printed(addCode(scheme(), code("D"))),
                 std::string("2: A1 B C D | D Name of D added"));
        QCOMPARE(printed(retireCode(scheme(), "A")),
                 std::string("2: A- B C | A Name of A retired"));
        QCOMPARE(printed(mergeCodes(scheme(), "A", "B")),
                 std::string("2: A->B B C | A Name of A merged into B Name of B"));
        QCOMPARE(printed(setCodeKey(scheme(), "B", "q")),
                 std::string("2: A1 Bq C | B Name of B on key q"));
        QCOMPARE(printed(setCodeKey(scheme(), "A", "")),
                 std::string("2: A B C | A Name of A without a key"));
        QCOMPARE(printed(moveCode(scheme(), "C", 0)),
                 std::string("2: C A1 B | C Name of C moved to place 1"));
        QCOMPARE(printed(moveCode(scheme(), "A", 99)),
                 std::string("2: B C A1 | A Name of A moved to place 3"));
        QCOMPARE(addGroup(scheme(), {"h", "more"})->scheme.groups.size(), std::size_t(2));
        QCOMPARE(renameGroup(scheme(), {"g", "other"})->change,
                 std::string("group g group renamed to other"));
        QVERIFY(!setMultiple(scheme(), false)->scheme.multiple);
    }

    void redefiningKeepsTheKeyAndTheState()
    {
        LabelScheme before = retireCode(scheme(), "B")->scheme;
        LabelCode now = code("B", "9");
        now.name = "Other";
        now.definition = "new";
        now.setFieldUse(LabelField::Span, FieldUse::Required);
        const auto edit = redefineCode(before, now);
        QCOMPARE(printed(edit), std::string("3: A1 B- C | B Name of B renamed to Other"));
        QCOMPARE(edit->scheme.find("B")->definition, std::string("new"));
        QCOMPARE(edit->scheme.find("B")->fieldUse(LabelField::Span), FieldUse::Required);
        now = code("A");
        now.definition = "sharper";
        QCOMPARE(redefineCode(before, now)->change, std::string("A Name of A redefined"));
    }

    void mergedCodesFollowTheOneTheyWereMergedInto()
    {
        const LabelScheme once = mergeCodes(scheme(), "A", "B")->scheme;
        QCOMPARE(printed(mergeCodes(once, "B", "C")),
                 std::string("3: A->C B->C C | B Name of B merged into C Name of C"));
        QCOMPARE(printed(restoreCode(once, "A")), std::string("3: A B C | A Name of A restored"));
    }

    void whatCannotBeIsRefused()
    {
        QCOMPARE(addCode(scheme(), code("A")).error().code, ErrorCode::Conflict);
        QCOMPARE(addGroup(scheme(), {"g", "x"}).error().code, ErrorCode::Conflict);
        QCOMPARE(printed(setCodeKey(scheme(), "B", "1")),
                 std::string("refused: A, it has the key 1"));
        QCOMPARE(printed(setCodeKey(scheme(), "B", "n")),
                 std::string("refused: gapscope, key n is one of the program"));
        QCOMPARE(printed(addCode(scheme(), code("D", "1"))),
                 std::string("refused: A, it has the key 1"));
        QCOMPARE(setCodeKey(scheme(), "B", "F1").error().code, ErrorCode::InvalidArgument);
        for (const auto &edit :
             {retireCode(scheme(), "Z"), restoreCode(scheme(), "Z"), mergeCodes(scheme(), "A", "Z"),
              mergeCodes(scheme(), "Z", "A"), setCodeKey(scheme(), "Z", ""),
              moveCode(scheme(), "Z", 0), redefineCode(scheme(), code("Z")),
              renameGroup(scheme(), {"z", ""})}) {
            QVERIFY(!edit);
            QCOMPARE(edit.error().code, ErrorCode::NotFound);
        }
        QCOMPARE(mergeCodes(scheme(), "A", "A").error().code, ErrorCode::InvalidArgument);
        LabelScheme last = retireCode(retireCode(scheme(), "A")->scheme, "B")->scheme;
        QCOMPARE(mergeCodes(last, "C", "A").error().code, ErrorCode::InvalidArgument);
        QCOMPARE(retireCode(last, "C").error().code, ErrorCode::InvalidArgument);
        LabelCode stray = code("D");
        stray.group = "none";
        QCOMPARE(addCode(scheme(), stray).error().code, ErrorCode::InvalidArgument);
    }

    void aLabelIsHeldAgainstItsCode()
    {
        LabelScheme now = retireCode(mergeCodes(scheme(), "B", "A")->scheme, "C")->scheme;
        now.codes[0].setFieldUse(LabelField::Severity, FieldUse::Required);
        now.codes[0].setFieldUse(LabelField::Effect, FieldUse::Off);
        Label one = label("A");
        QCOMPARE(problem(one, now), std::string("severity is missing"));
        one.severity = 4;
        QCOMPARE(problem(one, now), std::string("severity is out of its range"));
        one.severity = 3;
        QCOMPARE(problem(one, now), std::string("fits"));
        one.effect = LabelEffect::Neutral;
        QCOMPARE(problem(one, now), std::string("effect is not asked for with code A"));
        QCOMPARE(problem(label("B"), now), std::string("code B is retired; use A"));
        QCOMPARE(problem(label("C"), now), std::string("code C is retired"));
        QCOMPARE(problem(label("Z"), now), std::string("code Z is not in the scheme"));
    }

    void aNoteOfBlanksIsNone()
    {
        Label other = label("X2");
        QCOMPARE(problem(other, divergenceScheme()), std::string("note is missing"));
        other.note = " \n";
        QCOMPARE(problem(other, divergenceScheme()), std::string("note is missing"));
        other.note = "why";
        QCOMPARE(problem(other, divergenceScheme()), std::string("fits"));
    }

    void aSpanNeedsATurnAndWords()
    {
        Label one = label("A");
        one.simSpan = TextRange{0, 2};
        QCOMPARE(problem(one, scheme()), std::string("a span on a side that has no turn"));
        one.simSpan.reset();
        for (const TextRange bad : {TextRange{2, 2}, TextRange{3, 2}, TextRange{-1, 2}}) {
            one.realSpan = bad;
            QCOMPARE(problem(one, scheme()), std::string("a span that is empty or runs backwards"));
        }
        one.realSpan = TextRange{0, 1};
        QCOMPARE(problem(one, scheme()), std::string("fits"));
    }

    void verdictsAndProgressHaveWordsOfTheirOwn()
    {
        Label verdict = label("human");
        verdict.kind = LabelKind::Verdict;
        QCOMPARE(problem(verdict, scheme()), std::string("fits"));
        verdict.code = "A";
        QCOMPARE(problem(verdict, scheme()), std::string("code A is not in the scheme"));
        Label progress = label("skipped");
        progress.kind = LabelKind::Progress;
        QCOMPARE(problem(progress, scheme()), std::string("note is missing"));
        progress.note = "too long";
        QCOMPARE(problem(progress, scheme()), std::string("fits"));
    }

    void aRowTakesOneOrSeveralCodes()
    {
        Label there = label("A");
        there.id = LabelId{"two"};
        Label other = label("B");
        other.id = LabelId{"three"};
        Label elsewhere = label("A");
        elsewhere.id = LabelId{"four"};
        elsewhere.annotator = "bob";
        LabelScheme one = scheme();
        QVERIFY(replacedBy(label("A"), {there, other, elsewhere}, one) == std::vector{there.id});
        one.multiple = false;
        QVERIFY(replacedBy(label("A"), {there, other, elsewhere}, one) ==
                (std::vector{there.id, other.id}));
    }
};

QTEST_APPLESS_MAIN(TestSchemeEdit)
#include "tst_scheme_edit.moc"
