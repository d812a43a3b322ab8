// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <nlohmann/json_fwd.hpp>

namespace gapscope {
/// The fields of a label in exchange files, in their order; names and meanings are in
/// resources/docs/labels.md. The place of a label (its dialogues and turns) is among them.
void addLabelFields(nlohmann::ordered_json &json, const Label &label);
} // namespace gapscope
