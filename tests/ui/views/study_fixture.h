// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_run.h"
#include "core/store/import_writer.h"
#include "core/store/session.h"
#include "tests/support/test_case.h"

#include <QPushButton>
#include <QString>

#include <string>
#include <vector>

namespace gapscope::test {
/// The sample study of two domains in a new workspace, its simulators under these names (two of
/// them at most). False: something could not be imported.
inline bool importStudy(const QString &path,
                        const std::vector<std::string> &names = {"amiable-1", "plainspoken-2"},
                        const std::string &people = "human")
{
    Result<std::unique_ptr<Session>> session = Session::open(path.toStdString(), OpenMode::Create);
    if (!session)
        return false;
    ImportWriter writer(**session);
    const auto import = [&](const std::string &file, CorpusKind kind, const std::string &label) {
        ImportRequest request;
        request.path = (sourceDir() / "sample_data" / file).string();
        request.kind = kind;
        request.label = label;
        JobContext job;
        return bool(runImport(request, writer, job));
    };
    bool done = import("broadband/unified.json", CorpusKind::Real, people) &&
                import("broadband/difficulty.json", CorpusKind::Real, people) &&
                import("parcel/human.messages.jsonl", CorpusKind::Real, people);
    const std::string files[] = {"amiable-1", "plainspoken-2"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string &sim = files[i];
        done = done &&
               import("broadband/eval_results_" + sim + ".json", CorpusKind::Simulated, names[i]) &&
               import("broadband/survey_comparable_" + sim + ".json", CorpusKind::Simulated,
                      names[i]) &&
               import("parcel/sim_" + sim + ".messages.jsonl", CorpusKind::Simulated, names[i]);
    }
    return done;
}

/// Null where there is none with this text.
inline QPushButton *buttonOf(QWidget *parent, const QString &text)
{
    for (QPushButton *one : parent->findChildren<QPushButton *>()) {
        if (one->text().remove(QLatin1Char('&')) == text)
            return one;
    }
    return nullptr;
}
} // namespace gapscope::test
