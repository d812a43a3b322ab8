// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#ifdef GAPSCOPE_GUI
#include <QApplication>
#include <QTemporaryDir>
#endif

namespace {
using namespace gapscope;

constexpr const char *notice =
    "gapscope " GAPSCOPE_VERSION "\n"
    "Copyright (C) 2026 the Gapscope developers.\n"
    "Free software under the GNU General Public License, version 3 or (at your option) any later\n"
    "version; it comes with no warranty, to the extent permitted by law.\n";

void printHelp()
{
    std::puts("Usage: gapscope [WORKSPACE]              open the window\n"
              "       gapscope COMMAND [ARGUMENT…]      work without it\n"
              "\n"
              "How far are simulated users from real ones, and in which turns does it show?\n"
              "\n"
              "Commands:");
    for (const Command &command : commands()) {
        std::printf("  %-9.*s %.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                    static_cast<int>(command.summary.size()), command.summary.data());
    }
    std::puts("\n"
              "gapscope COMMAND --help explains a command.\n"
              "Data goes to stdout, talk to stderr. Exit codes: 0 fine, 1 data problems under\n"
              "--strict, 2 usage, 3 input, output or storage, 4 internal, 130 cancelled.");
}

const Command *commandNamed(const char *word)
{
    for (const Command &command : commands()) {
        if (command.name == word)
            return &command;
    }
    return nullptr;
}

#ifdef GAPSCOPE_GUI
QtMessageHandler defaultHandler = nullptr;

void withoutOffscreenNoise(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.startsWith(QLatin1String("This plugin does not support")))
        defaultHandler(type, context, text);
}
#endif

int runCommand(const Command &command, int argc, char **argv)
{
    QStringList arguments;
    for (int i = 2; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
#ifdef GAPSCOPE_GUI
    if (command.needsGui) {
        const QTemporaryDir runtimeFolder;
        // Pictures come out the same with and without a display, on every desktop.
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_SCALE_FACTOR", "1");
        // Said by the offscreen platform for every window; nothing a person could act on.
        qputenv("QT_LOGGING_RULES", "qt.qpa.*=false");
        if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
            qputenv("XDG_RUNTIME_DIR", runtimeFolder.path().toLocal8Bit());
        defaultHandler = qInstallMessageHandler(withoutOffscreenNoise);
        int guiArgc = 1;
        QApplication application(guiArgc, argv);
        Console console;
        return command.run(arguments, console);
    }
#endif
    int coreArgc = 1;
    QCoreApplication application(coreArgc, argv);
    Console console;
    return command.run(arguments, console);
}

int run(int argc, char **argv)
{
    // Before any application object: help and version must work without a display.
    const char *first = argc > 1 ? argv[1] : "";
    if (!std::strcmp(first, "--help") || !std::strcmp(first, "-h") || !std::strcmp(first, "help")) {
        printHelp();
        return exitFine;
    }
    if (!std::strcmp(first, "--version")) {
        std::fputs(notice, stdout);
        return exitFine;
    }
    if (const Command *command = commandNamed(first))
        return runCommand(*command, argc, argv);
#ifdef GAPSCOPE_GUI
    return runWindow(argc, argv);
#else
    if (argc > 1)
        std::fprintf(stderr, "gapscope: unknown command '%s' (see gapscope --help)\n", first);
    else
        std::fputs("gapscope: built without the window; see gapscope --help\n", stderr);
    return exitUsage;
#endif
}
} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setOrganizationName(QStringLiteral("gapscope"));
    QCoreApplication::setApplicationName(QStringLiteral("gapscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GAPSCOPE_VERSION));
    try {
        return run(argc, argv);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "gapscope: failed unexpectedly: %s\n", error.what());
        return exitInternal;
    }
}
