// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "tests/ui/views/compare/pair_fixture.h"
#include "ui/base/theme.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare/cue_legend.h"

#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

using namespace gapscope;

namespace {
ComparePair firedPair()
{
    ComparePair pair = test::smallPair();
    pair.real.cues = {{1, 0, 6, Feature::CertaintyRate, "i need"},
                      {3, 0, 2, Feature::PolitenessRate, "my"}};
    pair.sim.cues = {{1, 0, 6, Feature::CertaintyRate, "i need"},
                     {3, 3, 7, Feature::CertaintyRate, "user"}};
    return pair;
}

struct Page
{
    explicit Page(ComparePair pair, int width = 1000)
    {
        window.setPalette(Theme::light().palette());
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        view = new CompareView;
        legend = new CueLegend(*view);
        layout->addWidget(legend);
        layout->addWidget(view, 1);
        window.resize(width, 600);
        view->setPair(std::move(pair));
        window.show();
        window.activateWindow();
    }

    MarkChip *chip(const QString &name) const
    {
        for (MarkChip *one : legend->chips())
            if (one->content().name == name)
                return one;
        return nullptr;
    }
    QToolButton *button(const QString &name) const
    {
        for (QToolButton *one : legend->findChildren<QToolButton *>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    bool shows(Feature feature) const
    {
        return view->cuesShown() && view->shownFeatures().test(static_cast<std::size_t>(feature));
    }

    QWidget window;
    CompareView *view = nullptr;
    CueLegend *legend = nullptr;
};
} // namespace

class TestCueLegend : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatFiredIsListedWithItsCounts()
    {
        Page page(firedPair());
        QStringList names;
        for (const MarkChip *chip : page.legend->chips())
            names.push_back(chip->accessibleName());
        QCOMPARE(names,
                 (QStringList{QStringLiteral("Words"), QStringLiteral("Facts: real 1, simulated 1"),
                              QString::fromUtf8("Politeness · D1 Communication style: real 1, "
                                                "simulated 0"),
                              QString::fromUtf8("Certainty · D3 Clarification: real 1, "
                                                "simulated 2")}));
    }

    void aClickHidesAndShowsAFeatureInTheText()
    {
        Page page(firedPair());
        const QImage before = page.view->viewport()->grab().toImage();
        QTest::mouseClick(page.chip(QStringLiteral("Certainty")), Qt::LeftButton);
        QVERIFY(!page.shows(Feature::CertaintyRate));
        QVERIFY(page.shows(Feature::PolitenessRate));
        QVERIFY(page.view->viewport()->grab().toImage() != before);
        QTest::mouseClick(page.chip(QStringLiteral("Certainty")), Qt::LeftButton);
        QCOMPARE(page.view->viewport()->grab().toImage(), before);
    }

    void arrowsAndSpaceWorkItWithoutAMouse()
    {
        Page page(firedPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        page.chip(QStringLiteral("Words"))->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(page.window.focusWidget(), Qt::Key_Right);
        QCOMPARE(page.window.focusWidget(), page.chip(QStringLiteral("Certainty")));
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Space);
        QVERIFY(!page.shows(Feature::CertaintyRate));
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Tab);
        QCOMPARE(page.window.focusWidget(), page.button(QStringLiteral("Show all features")));
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Space);
        QVERIFY(page.shows(Feature::CertaintyRate));
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Right);
        QTest::keyClick(page.window.focusWidget(), Qt::Key_Space);
        QVERIFY(page.view->shownFeatures().none());
        QVERIFY(!page.chip(QStringLiteral("Politeness"))->isChecked());
    }

    void theLegendFollowsWhatIsSwitchedElsewhere()
    {
        Page page(firedPair());
        page.view->setWordDiff(false);
        page.view->setCuesShown(false);
        QVERIFY(!page.chip(QStringLiteral("Words"))->isChecked());
        QVERIFY(!page.chip(QStringLiteral("Politeness"))->isChecked());
        // Out of nothing one feature is asked for: that one is shown.
        QTest::mouseClick(page.chip(QStringLiteral("Politeness")), Qt::LeftButton);
        QVERIFY(page.shows(Feature::PolitenessRate) && !page.shows(Feature::CertaintyRate));
        QTest::mouseClick(page.chip(QStringLiteral("Facts")), Qt::LeftButton);
        QVERIFY(!page.view->factsShown());
    }

    void linksAreListedWhereThereAreSomeAndBeginSwitchedOff()
    {
        ComparePair pair = firedPair();
        pair.units = {{QStringLiteral("ana_wu_4821"), 3, 1}};
        Page page(std::move(pair));
        MarkChip *links = page.chip(QStringLiteral("Information links"));
        QVERIFY(links && !links->isChecked());
        const QImage before = page.view->viewport()->grab().toImage();
        QTest::mouseClick(links, Qt::LeftButton);
        QVERIFY(page.view->unitsShown());
        QVERIFY(page.view->viewport()->grab().toImage() != before);
    }

    void aNarrowLegendIsOneLineAndOpens()
    {
        Page page(firedPair(), 420);
        const int line = page.legend->height();
        const auto seen = [&] {
            int count = 0;
            for (const MarkChip *chip : page.legend->chips())
                count += chip->isVisible();
            return count;
        };
        QVERIFY(seen() < 4);
        const auto buttons = page.legend->findChildren<QToolButton *>();
        QToolButton *more = buttons.last();
        QVERIFY2(more->isVisible() && more->text().endsWith(QStringLiteral("more")),
                 qPrintable(more->text()));
        QTest::mouseClick(more, Qt::LeftButton);
        QVERIFY(page.legend->isOpen());
        QCOMPARE(seen(), 4);
        QVERIFY(page.legend->height() > line);
        for (const MarkChip *chip : page.legend->chips())
            QVERIFY(page.legend->rect().contains(chip->geometry()));
        QTest::mouseClick(more, Qt::LeftButton);
        QCOMPARE(page.legend->height(), line);
    }

    void newLabelsKeepTheFocus()
    {
        Page page(firedPair());
        QVERIFY(QTest::qWaitForWindowActive(&page.window));
        MarkChip *chip = page.chip(QStringLiteral("Politeness"));
        chip->setFocus();
        page.view->setLabels({{1, QStringLiteral("C1"), QStringLiteral("repeats")}});
        QCOMPARE(page.window.focusWidget(), chip);
    }
};

QTEST_MAIN(TestCueLegend)
#include "tst_cue_legend.moc"
