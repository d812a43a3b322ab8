// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import_output.h"
#include "core/import/probe.h"
#include "core/import/profile.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
/// What a file says about its corpus; empty or Unknown = it does not say.
struct CorpusGuess
{
    CorpusKind kind = CorpusKind::Unknown;
    std::string label;
    std::string domain;
    std::string userModel;
    std::string agentModel;
};

/// How sure an importer is that a file is of its format: 0 = not at all, 100 = certain.
struct Sniff
{
    int confidence = 0;
    CorpusGuess guess;
};

/// What is settled before reading: the guess with the person's choices in it.
struct ImportContext
{
    std::string path;
    CorpusGuess corpus;
    std::string benchmark;
    /// Settled behind the importer: it gives the roles as the file has them.
    std::optional<bool> swapRoles;
    /// Null = none was given.
    std::shared_ptr<const MappingProfile> profile;
};

/// One transcript format. Stateless: read() may run for several files at once.
class Importer
{
public:
    virtual ~Importer() = default;

    /// Stable; the stem of the file it lives in.
    virtual std::string_view id() const = 0;
    virtual std::string_view title() const = 0;
    /// Raised when the same file gives other dialogues than before; stands in the ledger.
    virtual int version() const { return 1; }
    virtual Sniff sniff(const Probe &probe) const = 0;
    /// Corpora beside the file's own that its dialogues may belong to, for files that hold real and
    /// simulated users together; kind, label and models count.
    virtual std::vector<Corpus> sides(const ImportContext &) const { return {}; }
    /// Its files hold one dialogue each, so that their names are no simulator's: their folder's is.
    virtual bool holdsOneDialogue() const { return false; }
    /// Reads every record it can. Error only where the file as a whole cannot be read.
    virtual Result<void> read(const Probe &probe, const ImportContext &context,
                              ImportOutput &output) const = 0;
};

/// All importers in the order of the registry.
std::vector<std::unique_ptr<Importer>> builtinImporters();
} // namespace gapscope
