// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_sink.h"

#include <cstdint>
#include <map>
#include <string>

namespace gapscope {
/// Takes what an importer reads. Each call returns false when the reading should end: cancelled,
/// the sink failed, or a preview has enough.
class ImportOutput
{
public:
    virtual ~ImportOutput() = default;

    virtual bool task(const Task &task) = 0;
    /// What a task is known by beyond its key: type `user` (its id) or `actions` (goldActions()).
    virtual bool taskMark(const TaskKey &task, const std::string &type, const std::string &value)
    {
        static_cast<void>(task);
        static_cast<void>(type);
        static_cast<void>(value);
        return true;
    }
    /// The id is filled in here, and the corpus where it is empty: then the dialogue belongs to the
    /// file's own. Another one is named by an importer that told it before (Importer::sides).
    virtual bool dialogue(Dialogue dialogue) = 0;
    /// The corpus is filled in here.
    virtual bool survey(ComparableSurvey survey) = 0;
    virtual bool difficulty(const std::map<std::string, double> &difficulty) = 0;
    virtual bool issue(ImportIssue issue) = 0;
    /// Bytes of the file read so far; 0 = only asks whether to go on.
    virtual bool progress(std::int64_t bytes) = 0;
    /// A large record is being read, and nothing will be given for a while.
    virtual bool rest() { return true; }
};
} // namespace gapscope
