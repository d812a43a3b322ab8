// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/corpus_repository.h"
#include "core/store/session.h"
#include "tests/support/test_case.h"

#include <QTemporaryDir>

namespace gapscope::test {
/// A test with a folder of its own for each case and one corpus of each side.
class StoreTest : public TestCase
{
protected:
    std::string path(const char *name = "study.gapscope") const
    {
        const QByteArray testCase = QByteArray(QTest::currentTestFunction()) + "/" +
                                    (QTest::currentDataTag() ? QTest::currentDataTag() : "");
        if (testCase != m_case)
            m_folder = std::make_unique<QTemporaryDir>();
        m_case = testCase;
        return m_folder->filePath(QString::fromLatin1(name)).toStdString();
    }

    static Corpus corpus(CorpusKind kind, const std::string &label)
    {
        return {corpusIdOf(kind, label), kind, label, "tau-usi", "gpt", ""};
    }
    const Corpus m_real = corpus(CorpusKind::Real, "human");
    const Corpus m_sim = corpus(CorpusKind::Simulated, "gpt-4o");

    /// A dialogue with these user and agent turns in turn.
    static Dialogue dialogue(const Corpus &corpus, const std::string &nativeId,
                             const std::vector<std::string> &texts)
    {
        Dialogue result;
        result.corpus = corpus.id;
        result.task = TaskKey{"tau1:airline:" + nativeId};
        result.nativeId = nativeId;
        for (const std::string &text : texts) {
            Turn turn;
            turn.role = result.turns.size() % 2 == 0 ? Role::User : Role::Agent;
            turn.text = text;
            result.turns.push_back(turn);
        }
        result.id = dialogueIdOf(result);
        return result;
    }

    /// An open workspace with both corpora.
    std::unique_ptr<Session> workspace() const
    {
        auto session = Session::open(path(), OpenMode::Create);
        if (!session)
            qFatal("%s", session.error().detail.c_str());
        CorpusRepository corpora(**session);
        if (!corpora.ensure(m_real) || !corpora.ensure(m_sim))
            qFatal("the corpora cannot be stored");
        return std::move(*session);
    }

private:
    mutable QByteArray m_case;
    mutable std::unique_ptr<QTemporaryDir> m_folder;
};
} // namespace gapscope::test
