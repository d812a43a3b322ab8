// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"
#include "ui/base/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QImage>
#include <QRegularExpression>

#include <cmath>

using namespace gapscope;

namespace {
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QByteArray note(const char *what, const QColor &a, const QColor &b)
{
    return QByteArray(what) + ' ' + a.name().toLatin1() + " on " + b.name().toLatin1() + ": " +
           QByteArray::number(contrast(a, b), 'f', 2);
}
} // namespace

#define VERIFY_CONTRAST(what, a, b, least)                                                         \
    QVERIFY2(contrast(a, b) >= (least), note(what, a, b).constData())

class TestTheme : public test::TestCase
{
    Q_OBJECT

    static void addThemes()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static Theme theme(bool isDark) { return isDark ? Theme::dark() : Theme::light(); }

private Q_SLOTS:
    void textHasEnoughContrast_data() { addThemes(); }
    void textHasEnoughContrast()
    {
        QFETCH(bool, isDark);
        const Theme t = theme(isDark);
        for (const QColor &ground : {t.page, t.panel}) {
            VERIFY_CONTRAST("text", t.text, ground, 4.5);
            VERIFY_CONTRAST("muted", t.mutedText, ground, 4.5);
            VERIFY_CONTRAST("warning", t.warning, ground, 4.5);
            VERIFY_CONTRAST("failure", t.failure, ground, 4.5);
            VERIFY_CONTRAST("success", t.success, ground, 4.5);
        }
        for (const QColor &fill :
             {t.realFill, t.simFill, t.agentFill, t.insertedFill, t.deletedFill})
            VERIFY_CONTRAST("text on fill", t.text, fill, 4.5);
        VERIFY_CONTRAST("accent", t.accentText, t.accent, 4.5);
    }

    void marksStandOutFromThePage_data() { addThemes(); }
    void marksStandOutFromThePage()
    {
        QFETCH(bool, isDark);
        const Theme t = theme(isDark);
        for (const QColor &mark : {t.real, t.sim, t.divergent, t.moved, t.equal})
            VERIFY_CONTRAST("mark", mark, t.page, 3.0);
        for (int i = 0; i <= static_cast<int>(Dimension::Reaction); ++i)
            VERIFY_CONTRAST("dimension", t.dimensionColour(static_cast<Dimension>(i)), t.page, 3.0);
        for (int i = 0; i <= static_cast<int>(RowKind::Merged); ++i)
            VERIFY_CONTRAST("row", t.rowColour(static_cast<RowKind>(i)), t.page, 3.0);
    }

    void paletteSetsEveryReadableRole_data() { addThemes(); }
    void paletteSetsEveryReadableRole()
    {
        QFETCH(bool, isDark);
        const QPalette p = theme(isDark).palette();
        const auto pair = [&](QPalette::ColorGroup group, QPalette::ColorRole text,
                              QPalette::ColorRole ground, double least) {
            const QByteArray name = QByteArray::number(group) + '/' + QByteArray::number(text);
            VERIFY_CONTRAST(name.constData(), p.color(group, text), p.color(group, ground), least);
        };
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            pair(group, QPalette::WindowText, QPalette::Window, 4.5);
            pair(group, QPalette::Text, QPalette::Base, 4.5);
            pair(group, QPalette::Text, QPalette::AlternateBase, 4.5);
            pair(group, QPalette::ButtonText, QPalette::Button, 4.5);
            pair(group, QPalette::PlaceholderText, QPalette::Base, 4.5);
            pair(group, QPalette::Link, QPalette::Base, 4.5);
            pair(group, QPalette::LinkVisited, QPalette::Base, 4.5);
            pair(group, QPalette::HighlightedText, QPalette::Highlight, 4.5);
            pair(group, QPalette::ToolTipText, QPalette::ToolTipBase, 4.5);
        }
        pair(QPalette::Disabled, QPalette::Text, QPalette::Base, 4.5);
        pair(QPalette::Disabled, QPalette::ButtonText, QPalette::Button, 4.5);
        QVERIFY(p.color(QPalette::Disabled, QPalette::Text) !=
                p.color(QPalette::Active, QPalette::Text));
    }

    void themeFollowsThePaletteNotItsName()
    {
        QVERIFY(Theme::of(Theme::dark().palette()).mode == Theme::Mode::Dark);
        QVERIFY(Theme::of(Theme::light().palette()).mode == Theme::Mode::Light);
    }

    void rowKindsHaveDifferentSigns()
    {
        QSet<QString> signs;
        for (int i = 0; i <= static_cast<int>(RowKind::Merged); ++i)
            signs << Theme::rowSign(static_cast<RowKind>(i));
        QCOMPARE(signs.size(), 7);
    }

    void everyIconIsDrawnInTheTextColour()
    {
        const QPalette palette = Theme::dark().palette();
        const QColor text = palette.color(QPalette::WindowText);
        themedIcon(QStringLiteral("open"), palette); // loads the resource
        QDirIterator icons(QStringLiteral(":/icons"), {QStringLiteral("*.svg")});
        int count = 0;
        while (icons.hasNext()) {
            icons.next();
            const QString name = icons.fileInfo().completeBaseName();
            if (name == QLatin1String("gapscope"))
                continue;
            ++count;
            const QImage image = themedIcon(name, palette)
                                     .pixmap(QSize(32, 32))
                                     .toImage()
                                     .convertToFormat(QImage::Format_ARGB32);
            int strong = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qAlpha(image.pixel(x, y)) == 255) {
                        QCOMPARE(QColor(image.pixel(x, y)), text);
                        ++strong;
                    }
            QVERIFY2(strong > 10, qPrintable(name));
        }
        QVERIFY2(count >= 40, qPrintable(QString::number(count)));
    }

    void disabledIconIsPaler()
    {
        const QIcon icon = themedIcon(QStringLiteral("check"), Theme::light().palette());
        QVERIFY(icon.pixmap(QSize(16, 16), QIcon::Normal).toImage() !=
                icon.pixmap(QSize(16, 16), QIcon::Disabled).toImage());
    }

    void unknownIconIsReported()
    {
        QTest::ignoreMessage(QtWarningMsg, "there is no icon called nonsense");
        QVERIFY(themedIcon(QStringLiteral("nonsense"), QPalette()).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
