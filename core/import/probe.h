// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gapscope {
class InputFiles;

/// Key order is kept, so that a message can be exported as it stood in the source.
using Json = nlohmann::ordered_json;

/// What a file holds at its top level.
enum class FileShape {
    Empty,
    /// One array.
    Array,
    /// One object, complete or cut off.
    Object,
    /// Several values, one a line.
    Lines,
    /// Several values one after the other, lines or not.
    Values,
    /// No JSON.
    Text,
    /// A ZIP archive: `entries` of the probe is set, and no record is.
    Archive,
};

/// The beginning of a file, for recognising it.
struct Probe
{
    std::string path;
    /// What the file is read with, for what lies beside or inside it; null = open anew.
    std::shared_ptr<InputFiles> files;
    /// Last part of the path (unpacked: without `.gz`), and the same without its extension.
    std::string fileName;
    std::string stem;
    FileShape shape = FileShape::Empty;
    /// UTF-8 as far as the encoding could be told, up to 64 KiB.
    std::string head;
    /// The first record that could be read: an element of the array, a line's value, or the one
    /// object of the file, then with at most 64 members and 3 elements of each array. Null = none.
    Json first;
    /// Names of the files in an archive.
    std::vector<std::string> entries;
    /// Why the record at the start could not be read, where none could; empty = no such trouble.
    std::string trouble;
    bool isObject() const { return shape == FileShape::Object; }
    /// A member of `first`, or null where it has none.
    const Json *field(std::string_view name) const;
};

/// Errors: InputUnreadable, InputTooLarge, Cancelled.
Result<Probe> probeFile(const std::string &path, std::shared_ptr<InputFiles> files = nullptr);
} // namespace gapscope
