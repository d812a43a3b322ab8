// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/align/align_pair.h"
#include "tests/core/align/dialogue_text.h"
#include "ui/models/compare_model.h"
#include "ui/models/linear_reading.h"

using namespace gapscope;
using namespace gapscope::test;

class TestLinearReading : public TestCase
{
    Q_OBJECT

    using Lines = std::vector<std::string_view>;

    static LinearReading read(const Lines &real, const Lines &sim,
                              std::vector<CompareLabel> labels = {},
                              std::optional<RowKind> firstKind = {},
                              std::vector<CompareSuggestion> suggestions = {})
    {
        ComparePair pair;
        pair.real.dialogue = std::make_shared<const Dialogue>(dialogueOf("r", real));
        pair.sim.dialogue = std::make_shared<const Dialogue>(dialogueOf("s", sim));
        pair.real.title = QStringLiteral("human");
        pair.real.subtitle = QStringLiteral("person 1");
        pair.sim.title = QStringLiteral("gpt");
        IdfModel idf;
        idf.add(prepareDialogue(*pair.real.dialogue));
        idf.add(prepareDialogue(*pair.sim.dialogue));
        pair.alignment = alignPair(prepareDialogue(*pair.real.dialogue),
                                   prepareDialogue(*pair.sim.dialogue), idf, AlignSettings());
        pair.labels = std::move(labels);
        pair.suggestions = std::move(suggestions);
        if (firstKind)
            pair.alignment.rows.front().kind = *firstKind;
        CompareModel model;
        model.setPair(std::move(pair));
        return linearReading(model);
    }

private Q_SLOTS:
    void equalDialoguesHaveNothingToRead()
    {
        const Lines lines{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        const LinearReading reading = read(lines, lines);
        QCOMPARE(reading.text, QStringLiteral("human (person 1) and gpt: 0 of 2 rows differ."));
        QVERIFY(reading.headings.empty());
        QCOMPARE(reading.headingAt(3), -1);
    }

    void everyDifferenceIsAParagraphOfSentences()
    {
        const LinearReading reading =
            read({"u: return the desk lamp", "a: Which order?", "u: order Q771542"},
                 {"u: return the desk lamp", "a: Which order?", "u: order Q771542", "a: Done.",
                  "u: what is the weather like today?"},
                 {{2, QStringLiteral("C1"), QStringLiteral("Over-polite\nset by ann")}});
        QCOMPARE(reading.headings.size(), std::size_t(1));
        QCOMPARE(reading.headings.front().alignedRow, 2);
        QCOMPARE(reading.text.mid(reading.headings.front().position),
                 QStringLiteral("Row 3 of 3, only in the simulation.\n"
                                "Real user says nothing here.\n"
                                "Simulated user says: what is the weather like today?\n"
                                "Label C1: Over-polite; set by ann."));
        QCOMPARE(reading.headingAt(static_cast<int>(reading.text.size())), 0);
    }

    void suggestedCodesAreReadOnRowsThatAreEqualToo()
    {
        const Lines lines{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        const LinearReading reading =
            read(lines, lines, {{0, QStringLiteral("C1"), QStringLiteral("Over-polite")}}, {},
                 {{0, QStringLiteral("C1"), QStringLiteral("Over-polite: thanks twice")},
                  {1, QStringLiteral("T1"), QStringLiteral("Front-loaded: tells it all at once")}});
        QCOMPARE(reading.headings.size(), std::size_t(2));
        QVERIFY(reading.text.startsWith(QStringLiteral("human (person 1) and gpt: 0 of 2 rows")));
        QCOMPARE(reading.text.count(QStringLiteral("Suggested")), 1);
        QVERIFY2(reading.text.endsWith(
                     QStringLiteral("\nSuggested: T1, Front-loaded: tells it all at once.")),
                 qPrintable(reading.text));
    }

    void wordsOfOneSideOnlyAreListed()
    {
        const LinearReading reading =
            read({"u: i want to cancel my reservation EHGLP3 for friday"},
                 {"u: I would like to cancel my reservation EHGLP3 please, thank you so much "
                  "for helping me out with this difficult situation"},
                 {}, RowKind::Divergent);
        QCOMPARE(reading.headings.size(), std::size_t(1));
        QVERIFY2(reading.text.contains(QStringLiteral("Only on the real side: want, friday.")),
                 qPrintable(reading.text));
        QVERIFY(reading.text.contains(QStringLiteral("Only on the simulated side: would, like")));
        QVERIFY(reading.text.contains(QStringLiteral("Divergence 0")));
    }
};

QTEST_MAIN(TestLinearReading)
#include "tst_linear_reading.moc"
