// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/test_case.h"

#include <QProcess>
#include <QTemporaryDir>

namespace gapscope::test {
struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// Runs the built program; without `display` as on a machine that has none.
inline Outcome run(const QStringList &arguments, bool display = false)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!display) {
        environment.remove(QStringLiteral("DISPLAY"));
        environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
        environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    }
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(GAPSCOPE_PROGRAM), arguments);
    process.waitForFinished(120'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

/// The same with words separated by blanks, behind `words` as they are.
inline Outcome run(const QStringList &words, const char *more)
{
    return run(words + QString::fromUtf8(more).split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

inline QString samplePath(const char *file)
{
    return QString::fromStdString((sourceDir() / "sample_data" / file).string());
}

/// Imports the sample study with both simulators, surveys and difficulties; the import's outcome.
inline Outcome importSample(const QString &workspace)
{
    const Outcome real =
        run({QStringLiteral("import"), workspace, QStringLiteral("--real"),
             QStringLiteral("--label"), QStringLiteral("human"),
             samplePath("broadband/unified.json"), samplePath("broadband/difficulty.json"),
             samplePath("broadband/survey_comparable_human-eval-100.json")});
    if (real.code != 0)
        return real;
    for (const QString &name : {QStringLiteral("amiable-1"), QStringLiteral("plainspoken-2")}) {
        const QByteArray base = "broadband/eval_results_" + name.toUtf8() + ".json";
        const QByteArray survey = "broadband/survey_comparable_" + name.toUtf8() + ".json";
        const Outcome sim =
            run({QStringLiteral("import"), workspace, QStringLiteral("--sim"),
                 QStringLiteral("--label"), name, samplePath(base), samplePath(survey)});
        if (sim.code != 0)
            return sim;
    }
    return real;
}
} // namespace gapscope::test
