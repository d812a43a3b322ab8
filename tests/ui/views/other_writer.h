// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/import_writer.h"
#include "core/store/session.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

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

/// The same in a thread of its own, for 300 ms from the moment it has begun.
class BriefWriter
{
public:
    explicit BriefWriter(const QString &path)
        : m_thread([this, path] {
              OtherWriter writer(path);
              m_begun.set_value(writer.start());
              std::this_thread::sleep_for(std::chrono::milliseconds(300));
              m_isDone = writer.rest();
          })
    {
        m_isBusy = m_begun.get_future().get();
    }
    ~BriefWriter() { m_thread.join(); }
    BriefWriter(const BriefWriter &) = delete;
    BriefWriter &operator=(const BriefWriter &) = delete;

    bool isBusy() const { return m_isBusy && !m_isDone; }

private:
    std::promise<bool> m_begun;
    std::atomic<bool> m_isDone = false;
    bool m_isBusy = false;
    std::thread m_thread;
};
} // namespace gapscope::test
