// SPDX-License-Identifier: GPL-3.0-or-later
// What is marked inside the text and on the rows, and what its tool tips say.
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/view_fixture.h"

using namespace gapscope;
using test::shown;
using test::textPoint;

class TestCompareMarks : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void toolTipsSayWhatFiredAndWhatTheSignMeans()
    {
        ComparePair pair = test::smallPair();
        pair.real.cues = {{1, 0, 26, Feature::PolitenessRate, "<b>cancel</b>"}};
        const auto view = shown(pair);
        const QString cue = view->toolTipAt(textPoint(*view, 1, Side::Real, 120));
        QVERIFY2(cue.endsWith(QStringLiteral("(D1) · cue: <b>cancel</b> · reference edition")),
                 qPrintable(cue));
        const QPoint sign(view->viewport()->width() / 2 - 10, view->rowRect(3).center().y());
        QCOMPARE(view->toolTipAt(sign), QStringLiteral("Row 2: divergent, divergence 0.70"));
        QCOMPARE(view->toolTipAt(textPoint(*view, 2, Side::Real)), QString());
    }

    void factsOfOneSideAreBoxedAndSayWhoSaysThem()
    {
        const auto view = shown(test::smallPair());
        const QImage boxed = view->viewport()->grab().toImage();
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)),
                 QStringLiteral("ana_wu_4821: said only by the real user"));
        QVERIFY(view->model()->accessibleText(3).contains(
            QStringLiteral("ana_wu_9999: said only by the simulated user")));
        view->setFactsShown(false);
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)), QString());
        QVERIFY(view->viewport()->grab().toImage() != boxed);
    }

    void aFactSaidElsewhereNamesTheTurn()
    {
        ComparePair pair = test::smallPair();
        auto sim = std::make_shared<Dialogue>(*pair.sim.dialogue);
        sim->turns[7].text = "my id is ana_wu_4821";
        pair.sim.dialogue = sim;
        const auto view = shown(pair);
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 150)),
                 QStringLiteral("ana_wu_4821: the simulated user says this in turn 3"));
    }

    void factsOfLongPairsComeAfterTheFirstPaint()
    {
        ComparePair pair = test::longPair(400, {399});
        auto real = std::make_shared<Dialogue>(*pair.real.dialogue);
        real->turns[0].text = "my id is ana_wu_4821";
        pair.real.dialogue = real;
        const auto view = shown(pair);
        QVERIFY(view->model()->facts().real.empty());
        QTRY_COMPARE(view->model()->facts(Side::Real, 0).size(), std::size_t{1});
        // What is asked for while another pair comes is dropped.
        view->setPair(pair);
        view->setPair(test::smallPair());
        QTRY_COMPARE(view->model()->facts(Side::Real, 3).size(), std::size_t{1});
        QVERIFY(view->model()->facts(Side::Real, 0).empty());
    }

    void anchorsAndSuggestionsStandOnTheirRows()
    {
        ComparePair pair = test::smallPair();
        pair.anchors = {{{}, {}, 3, 3, Anchor::Kind::Pin}, {{}, {}, 7, 1, Anchor::Kind::Forbid}};
        const auto plain = shown(test::smallPair());
        const auto view = shown(pair);
        view->setSuggestions({{1, QStringLiteral("C1"), QStringLiteral("repeats itself")}});
        const auto tipBelowSign = [&](int row, int note) {
            const QPoint place(view->viewport()->width() / 2 - 8,
                               view->rowRect(row).top() + 40 + note * 21);
            return view->toolTipAt(place);
        };
        QCOMPARE(tipBelowSign(3, 0),
                 QStringLiteral("anchor: real message 4 and simulated message 4 are kept together "
                                "by hand"));
        QCOMPARE(tipBelowSign(3, 1), QStringLiteral("Suggested, not set: C1\nrepeats itself"));
        QVERIFY(tipBelowSign(6, 0).endsWith(QStringLiteral("kept apart by hand")));
        QVERIFY(tipBelowSign(1, 0).endsWith(QStringLiteral("kept apart by hand")));
        QVERIFY(view->rowRect(3).height() > plain->rowRect(3).height());
        const QString spoken = view->model()->accessibleText(3);
        QVERIFY2(spoken.contains(QStringLiteral("suggested label: C1")), qPrintable(spoken));
        // Set as a label it is a suggestion no more.
        view->setLabels({{1, QStringLiteral("C1"), QStringLiteral("set by ann")}});
        QCOMPARE(tipBelowSign(3, 1), QStringLiteral("C1: set by ann"));
        QCOMPARE(view->model()->notes(1).size(), std::size_t{2});
        view->setAnchors({});
        QCOMPARE(view->model()->notes(1).size(), std::size_t{1});
    }

    void linksOfInformationAreDrawnOnDemandAndSaidInTheTip()
    {
        ComparePair pair = test::smallPair();
        pair.units = {{QStringLiteral("ana_wu_4821"), 3, 1}};
        const auto view = shown(pair);
        view->setCurrentRow(0);
        const QPoint sign(view->viewport()->width() / 2 - 10, view->rowRect(3).top() + 18);
        QCOMPARE(view->toolTipAt(sign), QStringLiteral("Row 2: divergent, divergence 0.70"));
        const QImage before = view->viewport()->grab().toImage();
        view->setUnitsShown(true);
        QVERIFY(view->viewport()->grab().toImage() != before);
        QCOMPARE(view->toolTipAt(sign),
                 QStringLiteral("Row 2: divergent, divergence 0.70\n"
                                "ana_wu_4821: real user turn 2, simulated user turn 1"));
    }

    void timesStandUnderTheSpeakerSinceTheFirstMessage()
    {
        ComparePair pair = test::smallPair();
        auto real = std::make_shared<Dialogue>(*pair.real.dialogue);
        for (std::size_t i = 0; i < real->turns.size(); ++i)
            real->turns[i].timeMs = 1'700'000'000'000 + static_cast<std::int64_t>(i) * 65'000;
        pair.real.dialogue = real;
        const auto plain = shown(test::smallPair());
        const auto view = shown(pair);
        QCOMPARE(view->model()->elapsed(Side::Real, 3), QStringLiteral("3:15"));
        QCOMPARE(view->model()->elapsed(Side::Sim, 3), QString());
        QVERIFY(view->rowRect(3).height() > plain->rowRect(3).height());
        QCOMPARE(view->toolTipAt(textPoint(*view, 3, Side::Real, 30)),
                 QStringLiteral("user 2, message 4\n14 Nov 2023 22:16:35 UTC"));
    }

    void overlappingCuesAreAllSaid()
    {
        ComparePair pair = test::smallPair();
        pair.real.cues = {{1, 0, 26, Feature::PolitenessRate, "cancel"},
                          {1, 0, 26, Feature::CertaintyRate, "i need"}};
        const auto view = shown(pair);
        const QString tip = view->toolTipAt(textPoint(*view, 1, Side::Real, 120));
        QCOMPARE(tip.count(QLatin1Char('\n')), 1);
        CueFilter one;
        one.set(static_cast<std::size_t>(Feature::CertaintyRate));
        view->setShownFeatures(one);
        QVERIFY(view->toolTipAt(textPoint(*view, 1, Side::Real, 120))
                    .startsWith(QStringLiteral("Certainty")));
    }

    void movedTurnsAreLinkedAcrossTheGutter()
    {
        ComparePair pair = test::smallPair();
        const auto plain = shown(pair);
        const QImage before = plain->viewport()->grab().toImage();
        pair.alignment.moved = {{7, 1, 0.8, true}};
        const auto linked = shown(pair);
        // A pair begins at its first aligned row, which may be at one end of the link.
        linked->setCurrentRow(4);
        const QImage thin = linked->viewport()->grab().toImage();
        linked->setCurrentRow(6);
        const QImage marked = linked->viewport()->grab().toImage();
        const auto movedPixels = [&](const QImage &image) {
            int count = 0;
            const QColor ground = before.pixelColor(plain->viewport()->width() / 2, 4);
            for (int y = plain->rowRect(2).top(); y < plain->rowRect(5).bottom(); ++y)
                for (int x = -20; x < 20; ++x)
                    count += image.pixelColor(image.width() / 2 + x, y) != ground;
            return count;
        };
        QVERIFY(movedPixels(thin) > movedPixels(before));
        QVERIFY(movedPixels(marked) > movedPixels(thin));
    }
};

QTEST_MAIN(TestCompareMarks)
#include "tst_compare_marks.moc"
