// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"

#include <memory>
#include <stop_token>

namespace gapscope {
class Session;

/// Writes imports into a workspace in transactions of whole dialogues (200 dialogues, 8 MB or
/// 100 ms, whichever comes first). A kill at any moment leaves whole dialogues, and the ledger
/// entry as incomplete; importing again completes it. After an error every call but abort() and
/// begin() repeats that error. abort("cancelled") marks the entry as cancelled, any other reason as
/// failed. Usable for one file after another; must go before its session.
class ImportWriter final : public ImportSink
{
public:
    /// `stop`: even the writing of one long dialogue is then broken off, with Cancelled.
    explicit ImportWriter(Session &session, std::stop_token stop = {});
    ~ImportWriter() override;

    /// Enters the file in the ledger (an empty id is filled in) and makes sure of its corpus.
    Result<void> begin(const ImportSource &source) override;
    Result<void> addCorpus(const Corpus &corpus) override;
    Result<void> addTask(const Task &task) override;
    Result<void> addTaskMark(const TaskKey &task, const std::string &type,
                             const std::string &value) override;
    /// An empty id is computed.
    Result<bool> addDialogue(const Dialogue &dialogue) override;
    Result<bool> addSurvey(const ComparableSurvey &survey) override;
    Result<void> addDifficulty(const std::map<std::string, double> &difficulty) override;
    Result<void> addIssue(const ImportIssue &issue) override;
    /// Ends the transaction.
    Result<void> rest() override;
    Result<void> finish(const ImportCounts &counts) override;
    void abort(const std::string &reason) override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};
} // namespace gapscope
