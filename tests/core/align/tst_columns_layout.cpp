// SPDX-License-Identifier: GPL-3.0-or-later
// First, because moc 6.4 stumbles over <concepts> unless a Qt header came before.
#include "tests/support/test_case.h"

#include "core/align/align_pair.h"
#include "core/align/columns_layout.h"
#include "tests/core/align/dialogue_text.h"

using namespace gapscope;
using namespace gapscope::test;

namespace {
using Lines = std::vector<std::string_view>;
}

class ColumnsLayoutTest final : public TestCase
{
    Q_OBJECT

    /// "0|0=|0=, -|1|-": positions, with = where the cell belongs to an aligned row.
    static std::string text(const std::vector<ColumnsRow> &rows)
    {
        std::string out;
        for (const ColumnsRow &row : rows) {
            out += out.empty() ? "" : ", ";
            out += row.real < 0 ? "-" : std::to_string(row.real);
            for (const ColumnCell &cell : row.cells) {
                out += '|';
                for (const int turn : cell.turns)
                    out += std::to_string(turn);
                out += cell.turns.empty() ? "-" : "";
                out += cell.kind ? "=" : "";
            }
        }
        return out;
    }

    static std::string laidOut(const Lines &real, const std::vector<Lines> &sims)
    {
        const Dialogue one = dialogueOf("real", real);
        std::vector<Dialogue> others;
        std::vector<Alignment> alignments;
        for (const Lines &sim : sims)
            others.push_back(dialogueOf("sim" + std::to_string(others.size()), sim));
        IdfModel idf;
        idf.add(prepareDialogue(one));
        for (const Dialogue &other : others)
            idf.add(prepareDialogue(other));
        for (const Dialogue &other : others)
            alignments.push_back(
                alignPair(prepareDialogue(one), prepareDialogue(other), idf, AlignSettings()));
        std::vector<ColumnSource> sources;
        for (std::size_t i = 0; i < others.size(); ++i)
            sources.push_back({&others[i], &alignments[i]});
        return text(layoutColumns(one, sources));
    }

private Q_SLOTS:
    void everyRealTurnStandsOnce()
    {
        const Lines real{"u: return the desk lamp", "a: Which order?", "u: order Q771542",
                         "a: It is done."};
        const Lines chatty{"u: hello there friend", "a: Hello!",        "u: return the desk lamp",
                           "a: Which order?",       "u: order Q771542", "a: It is done."};
        const Lines brief{"u: return the desk lamp", "a: Which order?"};
        QCOMPARE(laidOut(real, {real, brief}), std::string("0|0=|0=, 1|1|1, 2|2=|-=, 3|3|-"));
        QCOMPARE(laidOut(real, {chatty, real}),
                 std::string("-|0=|-, -|1|-, 0|2=|0=, 1|3|1, 2|4=|2=, 3|5|3"));
        QCOMPARE(laidOut(real, {}), std::string("0, 1, 2, 3"));
        QCOMPARE(laidOut({}, {brief}), std::string("-|0=, -|1"));
    }

    void extraTurnsFollowTheirRealTurn()
    {
        const Lines real{"u: return the desk lamp", "a: Which order?", "u: order Q771542"};
        const Lines talker{"u: return the desk lamp", "a: Which order?",
                           "u: order Q771542",        "a: Done.",
                           "u: thank you kindly",     "a: Bye."};
        QCOMPARE(laidOut(real, {talker, real}),
                 std::string("0|0=|0=, 1|1|1, 2|2=|2=, -|3|-, -|4=|-, -|5|-"));
    }

    void aMergedRowStandsBesideItsFirstRealTurn()
    {
        const Lines real{"u: i need a hotel near the station with free wifi", "a: For how long?",
                         "u: three nights from friday for two people", "a: Booked."};
        const Lines sim{"u: I need a hotel near the station with free wifi, three nights from "
                        "Friday for two people",
                        "a: Booked."};
        QCOMPARE(laidOut(real, {sim}), std::string("0|0=, 1|-, 2|-=, 3|1"));
    }
};

QTEST_GUILESS_MAIN(ColumnsLayoutTest)
#include "tst_columns_layout.moc"
