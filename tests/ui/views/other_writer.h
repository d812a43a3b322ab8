// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/import_writer.h"
#include "core/store/session.h"

#include <QString>

#include <memory>

namespace gapscope::test {
/// Keeps the workspace busy, as an import does that writes something large.
class OtherWriter
{
public:
    explicit OtherWriter(const QString &path)
        : m_session(std::move(*Session::open(path.toStdString(), OpenMode::ReadWrite))),
          m_writer(*m_session)
    {}

    bool start()
    {
        Corpus corpus;
        corpus.kind = CorpusKind::Real;
        corpus.label = std::string("more");
        corpus.id = corpusIdOf(corpus.kind, corpus.label);
        return m_writer.begin({ImportId(), "/data/file.json", "abc", 123, "tau_usi", corpus}) &&
               m_writer.addIssue({});
    }
    bool rest() { return bool(m_writer.rest()); }

private:
    std::unique_ptr<Session> m_session;
    ImportWriter m_writer;
};
} // namespace gapscope::test
