// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

namespace gapscope {
/// One verb of the command line. `needsGui`: it paints, so it runs under a QApplication (offscreen
/// where there is no display).
struct Command
{
    std::string_view name;
    std::string_view arguments;
    std::string_view summary;
    int (*run)(const QStringList &arguments, Console &console) = nullptr;
    bool needsGui = false;
};

/// In the order of the help text.
const std::vector<Command> &commands();

/// Parses a verb's arguments. An exit code when the verb is done: help printed, or usage error.
std::optional<int> parseArguments(QCommandLineParser &parser, const QStringList &arguments,
                                  std::string_view command, Console &console);

/// "--name VALUE" as UTF-8, empty when absent.
std::string option(const QCommandLineParser &parser, const char *name);

int runImportCommand(const QStringList &arguments, Console &console);
int runProfilesCommand(const QStringList &arguments, Console &console);
int runImportsCommand(const QStringList &arguments, Console &console);
int runTasksCommand(const QStringList &arguments, Console &console);
int runExportMessagesCommand(const QStringList &arguments, Console &console);
int runInfoCommand(const QStringList &arguments, Console &console);
int runUsiCommand(const QStringList &arguments, Console &console);
int runWhatIfCommand(const QStringList &arguments, Console &console);
int runScoreCommand(const QStringList &arguments, Console &console);
int runFeaturesCommand(const QStringList &arguments, Console &console);
int runAlignCommand(const QStringList &arguments, Console &console);
int runValidateCommand(const QStringList &arguments, Console &console);
int runMetricsCommand(const QStringList &arguments, Console &console);
int runTargetsCommand(const QStringList &arguments, Console &console);
int runLabelsCommand(const QStringList &arguments, Console &console);
int runAnchorsCommand(const QStringList &arguments, Console &console);
#ifdef GAPSCOPE_GUI
int runChartCommand(const QStringList &arguments, Console &console);
int runReportCommand(const QStringList &arguments, Console &console);
int runScreensCommand(const QStringList &arguments, Console &console);
/// The window on an optional workspace; returns the process's exit code.
int runWindow(int argc, char **argv);
#endif
} // namespace gapscope
