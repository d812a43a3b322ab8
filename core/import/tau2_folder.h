// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/input_files.h"
#include "core/import/probe.h"

#include <memory>
#include <string>
#include <vector>

namespace gapscope {
/// The object of a τ² results file that tells what a run is about; null = it is no such file.
const Json *tau2InfoOf(const Probe &probe);

/// The files of a τ² run in a folder: those of `simulations/` beside its results file. Empty where
/// the results file holds its simulations itself.
std::vector<std::string> tau2SimulationsBeside(const Probe &results);

/// The results file to which a file of a `simulations` folder belongs; empty = there is none.
std::string tau2ResultsOf(const std::string &path, InputFiles &files);

/// Takes those files out of the list that are read with the results file beside them.
void leaveOutTau2Simulations(std::vector<std::string> &paths,
                             const std::shared_ptr<InputFiles> &files);
} // namespace gapscope
