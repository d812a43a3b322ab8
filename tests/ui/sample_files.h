// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/import_job.h"
#include "ui/base/qstring.h"
#include "ui/base/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace gapscope::test {
/// One line of a chat file; turns alternate, the user begins. `source` may be empty.
inline QByteArray chatLine(const QString &id, const QString &task, const QString &source,
                           double reward, const QStringList &turns)
{
    QString line = QStringLiteral("{\"conversation_id\":\"%1\",\"task_id\":\"%2\","
                                  "\"domain\":\"shop\",\"reward\":%3,")
                       .arg(id, task, QString::number(reward));
    if (!source.isEmpty())
        line += QStringLiteral("\"source\":\"%1\",").arg(source);
    line += QStringLiteral("\"messages\":[");
    for (qsizetype i = 0; i < turns.size(); ++i) {
        line +=
            QStringLiteral("%1{\"role\":\"%2\",\"content\":\"%3\"}")
                .arg(i > 0 ? QStringLiteral(",") : QString(),
                     i % 2 == 0 ? QStringLiteral("user") : QStringLiteral("assistant"), turns[i]);
    }
    return line.toUtf8() + "]}\n";
}

inline QString writeFile(const QTemporaryDir &dir, const QString &name, const QByteArray &bytes)
{
    const QString path = dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(path));
    return path;
}

inline QString humanFile(const QTemporaryDir &dir)
{
    return writeFile(
        dir, QStringLiteral("people.jsonl"),
        chatLine(QStringLiteral("p1"), QStringLiteral("shop_1"), QStringLiteral("human"), 1,
                 {QStringLiteral("my lamp is broken"), QStringLiteral("Shall we send a new one?"),
                  QStringLiteral("yeah <b>please</b>")}) +
            chatLine(QStringLiteral("p2"), QStringLiteral("shop_2"), QStringLiteral("human"), 0,
                     {QStringLiteral("where is my parcel"), QStringLiteral("On its way."),
                      QStringLiteral("that lamp was due monday"), QStringLiteral("Sorry."),
                      QStringLiteral("ok")}));
}

/// Says neither real nor simulated.
inline QString silentFile(const QTemporaryDir &dir)
{
    return writeFile(
        dir, QStringLiteral("runs.jsonl"),
        chatLine(QStringLiteral("s1"), QStringLiteral("shop_1"), QString(), 1,
                 {QStringLiteral("Hello! Could you please help me? My lamp arrived broken."),
                  QStringLiteral("Shall we send a new one?"),
                  QStringLiteral("Yes, please. Thank you so much!")}));
}

/// The two files above in an open workspace, `runs` as simulated; loaded and at rest.
inline void openSample(Workspace &workspace, const QTemporaryDir &dir)
{
    const Result<void> opened =
        workspace.open(dir.filePath(QStringLiteral("study.gapscope")), OpenMode::Create);
    QVERIFY2(opened, opened ? "" : opened.error().detail.c_str());
    ImportRequest human;
    human.path = utf8(humanFile(dir));
    ImportRequest sim;
    sim.path = utf8(silentFile(dir));
    sim.kind = CorpusKind::Simulated;
    bool done = false;
    importFiles(workspace, {human, sim}, &workspace, [&done](const Result<ImportOutcome> &outcome) {
        done = outcome && outcome->failures.empty();
    });
    QTRY_VERIFY_WITH_TIMEOUT(done, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.data().heads.size(), std::size_t(3), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.jobs().isIdle(), 20000);
}
} // namespace gapscope::test
