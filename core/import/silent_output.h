// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"

namespace gapscope {
/// Drops everything: for looking at a file before it is read, when what is wrong with it will be
/// told. Asks `output`, where there is one, whether to go on.
class SilentOutput final : public ImportOutput
{
public:
    explicit SilentOutput(ImportOutput *output = nullptr) : m_output(output) {}

    bool task(const Task &) override { return true; }
    bool dialogue(Dialogue) override { return true; }
    bool survey(ComparableSurvey) override { return true; }
    bool difficulty(const std::map<std::string, double> &) override { return true; }
    bool issue(ImportIssue) override { return true; }
    bool progress(std::int64_t) override { return !m_output || m_output->progress(0); }
    bool rest() override { return !m_output || m_output->rest(); }

private:
    ImportOutput *m_output;
};
} // namespace gapscope
