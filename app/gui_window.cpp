// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "ui/base/english_plurals.h"
#include "ui/base/theme_style.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QSettings>
#include <QSocketNotifier>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace gapscope {
namespace {
/// Write end, read end: a signal handler may write a byte and nothing else.
int signalPipe[2] = {-1, -1};

void onSignal(int number)
{
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = write(signalPipe[0], &byte, 1);
}

/// Closes the windows in order on SIGTERM, SIGINT and SIGHUP; the process then exits with 128+N.
void closeOnSignals(int &caught)
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[1], QSocketNotifier::Read, qApp);
    QObject::connect(notifier, &QSocketNotifier::activated, qApp, [&caught] {
        char byte = 0;
        if (read(signalPipe[1], &byte, 1) == 1)
            caught = byte;
        QApplication::closeAllWindows();
        QApplication::quit();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaction(number, &action, nullptr);
}

bool hasDisplay(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], "-platform") == 0 || qstrcmp(argv[i], "--platform") == 0)
            return true;
    }
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}
} // namespace

int runWindow(int argc, char **argv)
{
    // Qt would abort inside QApplication.
    if (!hasDisplay(argc, argv)) {
        if (argc > 1 && argv[1][0] == '-') {
            std::fprintf(stderr, "gapscope: unknown option '%s' (see gapscope --help)\n", argv[1]);
            return exitUsage;
        }
        std::fputs("gapscope: there is no display for the window; the commands work without one "
                   "(see gapscope --help)\n",
                   stderr);
        return exitDataProblems;
    }
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("files"), {});
    if (!parser.parse(application.arguments())) {
        std::fprintf(stderr, "gapscope: %s (see gapscope --help)\n",
                     qPrintable(parser.errorText()));
        return exitUsage;
    }
    QApplication::setStyle(new ThemeStyle);
    QApplication::setDesktopFileName(QStringLiteral("gapscope"));
    EnglishPlurals plurals;
    QApplication::installTranslator(&plurals);
    const QString theme = QSettings().value(QStringLiteral("theme")).toString();
    const bool dark = theme.isEmpty() ? Theme::of(application.palette()).mode == Theme::Mode::Dark
                                      : theme == QLatin1String("dark");
    MainWindow window;
    window.setThemeMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    window.show();
    int caught = 0;
    closeOnSignals(caught);
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty())
        QTimer::singleShot(0, &window, [&window, files] { window.openFiles(files); });
    const int code = QApplication::exec();
    return caught ? 128 + caught : code;
}
} // namespace gapscope
