// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRegularExpression>
#include <QTest>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace gapscope::test {
/// Base of every test class: an unexpected Qt warning fails the running case. What the offscreen
/// platform says it cannot do (raise, grab the keyboard) is no fault of ours.
class TestCase : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }
};

inline std::filesystem::path sourceDir()
{
    return GAPSCOPE_SOURCE_DIR;
}

/// Folder of the public transcript files; may not exist (then a test skips).
inline std::filesystem::path dataDir()
{
    const char *folder = std::getenv("GAPSCOPE_DATA");
    return folder ? std::filesystem::path(folder) : sourceDir().parent_path() / "shared" / "data";
}

/// Folder of the conformance cases, beside the transcript files.
inline std::filesystem::path casesDir()
{
    return dataDir().parent_path() / "cases";
}

inline std::string readFile(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
} // namespace gapscope::test

#define GAPSCOPE_REQUIRE_FOLDER(folder)                                                            \
    do {                                                                                           \
        if (!std::filesystem::exists(folder))                                                      \
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");           \
    } while (false)
