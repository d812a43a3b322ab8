// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "ui/base/english_plurals.h"
#include "ui/base/theme_style.h"
#include "ui/views/agreement/agreement_page.h"
#include "ui/views/compare/compare_view.h"
#include "ui/views/compare_page.h"
#include "ui/views/explore_page.h"
#include "ui/views/gap/chart_tile.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"
#include "ui/views/present/presenter_window.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>

namespace gapscope {
namespace {
/// Longer than any derived data takes; after it the pages are shown as they are, and that is said.
constexpr int patienceMs = 120'000;

/// Runs the event loop until the background jobs are done. False: they were not in time.
bool settle(MainWindow &window)
{
    JobRunner &jobs = window.workspace().jobs();
    QEventLoop loop;
    QTimer::singleShot(patienceMs, &loop, [&loop] { loop.exit(1); });
    // Jobs start jobs (a load starts the index): idle counts once the queue of events is empty.
    const auto leaveWhenIdle = [&] {
        QTimer::singleShot(0, &loop, [&] {
            if (jobs.isIdle())
                loop.exit(0);
        });
    };
    QObject::connect(&jobs, &JobRunner::jobsChanged, &loop, leaveWhenIdle);
    leaveWhenIdle();
    return loop.exec() == 0;
}
} // namespace

int runScreensCommand(const QStringList &arguments, Console &console)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Renders every page of the window on a workspace as PNG, no display "
                       "needed."));
    parser.addPositionalArgument(QStringLiteral("workspace"), QStringLiteral("*.gapscope file"));
    parser.addOptions({
        {QStringLiteral("out"), QStringLiteral("Folder for the pictures."), QStringLiteral("DIR")},
        {QStringLiteral("size"), QStringLiteral("Pixels of the window."), QStringLiteral("WxH"),
         QStringLiteral("1280x800")},
        {QStringLiteral("task"), QStringLiteral("Show a pair of this task (its full key)."),
         QStringLiteral("K")},
        {QStringLiteral("sim"), QStringLiteral("Show this simulator."), QStringLiteral("L")},
        {QStringLiteral("theme"), QStringLiteral("light or dark."), QStringLiteral("T"),
         QStringLiteral("light")},
    });
    if (const std::optional<int> done = parseArguments(parser, arguments, "screens", console))
        return *done;
    if (parser.positionalArguments().size() != 1 || !parser.isSet(QStringLiteral("out")))
        return console.misuse("screens needs a workspace and --out", "screens");
    static const QRegularExpression shape(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const QRegularExpressionMatch size = shape.match(parser.value(QStringLiteral("size")));
    const QString themeName = parser.value(QStringLiteral("theme"));
    const bool dark = themeName == QLatin1String("dark");
    if (!size.hasMatch() || (!dark && themeName != QLatin1String("light")))
        return console.misuse("--size takes WxH in pixels, --theme light or dark", "screens");
    const QDir folder(parser.value(QStringLiteral("out")));
    if (!folder.mkpath(QStringLiteral(".")))
        return console.fail(Error{ErrorCode::OutputFailed, folder.path().toStdString(), ""});

    // The pictures are of the program as it comes, and leave a person's settings alone.
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(QStringLiteral("gapscope-screens"));
    QSettings().clear();
    QApplication::setStyle(new ThemeStyle);
    EnglishPlurals plurals;
    QApplication::installTranslator(&plurals);
    MainWindow window;
    window.setThemeMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    window.resize(size.captured(1).toInt(), size.captured(2).toInt());
    window.show();
    if (const Result<void> opened =
            window.workspace().open(parser.positionalArguments().first(), OpenMode::ReadWrite);
        !opened)
        return console.fail(opened.error());
    bool settled = settle(window);
    Workspace &workspace = window.workspace();
    if (parser.isSet(QStringLiteral("sim"))) {
        const auto &corpora = workspace.data().corpora;
        const auto found = std::find_if(corpora.begin(), corpora.end(), [&](const auto &summary) {
            return summary.corpus.kind == CorpusKind::Simulated &&
                   summary.corpus.label == option(parser, "sim");
        });
        if (found == corpora.end()) {
            return console.fail(
                Error{ErrorCode::NotFound, "simulator " + option(parser, "sim"), ""});
        }
        workspace.selectCorpora(workspace.realCorpus(), found->corpus.id);
    }
    if (parser.isSet(QStringLiteral("task"))) {
        if (!workspace.data().task(TaskKey(option(parser, "task"))))
            return console.fail(Error{ErrorCode::NotFound, "task " + option(parser, "task"), ""});
        workspace.selectTask(TaskKey(option(parser, "task")));
    }
    settled = settle(window) && settled;
    int failed = 0;
    const auto shoot = [&](const QString &name) {
        settled = settle(window) && settled;
        const QString path = folder.filePath(name + QStringLiteral(".png"));
        if (window.grab().save(path))
            console.say(path.toStdString());
        else
            ++failed;
    };
    window.pages()->setCurrentWidget(window.comparePage());
    window.comparePage()->view()->firstDivergence();
    shoot(QStringLiteral("compare"));
    window.pages()->setCurrentWidget(window.gapPage());
    for (const QString &id : window.gapPage()->chartIds()) {
        window.gapPage()->showChart(id);
        shoot(QStringLiteral("gap-") + id);
    }
    static const char *const tabs[] = {"charts",   "lost-points", "features", "what-if",
                                       "editions", "metrics",     "dashboard"};
    for (int i = 1; i < window.gapPage()->tabs()->count(); ++i) {
        window.gapPage()->tabs()->setCurrentIndex(i);
        shoot(QStringLiteral("gap-tab-") + QLatin1String(tabs[i]));
    }
    window.pages()->setCurrentWidget(window.explorePage());
    window.explorePage()->showDialogues();
    shoot(QStringLiteral("explore-dialogues"));
    window.explorePage()->showFeature(Feature::PolitenessRate, {});
    shoot(QStringLiteral("explore-feature"));
    window.pages()->setCurrentWidget(window.agreementPage());
    static const char *const agreement[] = {"figures", "annotators", "adjudication",
                                            "gold",    "queue",      "verdicts"};
    for (int i = 0; i < window.agreementPage()->tabs()->count(); ++i) {
        window.agreementPage()->tabs()->setCurrentIndex(i);
        shoot(QStringLiteral("agreement-") + QLatin1String(agreement[i]));
    }
    {
        Slide slide;
        slide.wish = window.gapPage()->chartTile()->wish();
        PresenterWindow presenter(workspace, {slide});
        presenter.setAttribute(Qt::WA_DeleteOnClose, false);
        presenter.resize(window.size());
        presenter.show();
        settled = settle(window) && settled;
        const QString path = folder.filePath(QStringLiteral("present.png"));
        if (presenter.grab().save(path))
            console.say(path.toStdString());
        else
            ++failed;
    }
    if (failed > 0)
        return console.fail(Error{ErrorCode::OutputFailed, folder.path().toStdString(), ""});
    if (!settled)
        console.say("gapscope: some figures were still being computed");
    window.close();
    return exitFine;
}
} // namespace gapscope
