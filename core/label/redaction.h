// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/annotation.h"

#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gapscope {
enum class RedactionKind { Name, Email, Phone, Id, Address, Zip, Card };
inline constexpr std::array redactionKinds{
    RedactionKind::Name,    RedactionKind::Email, RedactionKind::Phone, RedactionKind::Id,
    RedactionKind::Address, RedactionKind::Zip,   RedactionKind::Card};

/// "NAME", "EMAIL", "PHONE", "ID", "ADDRESS", "ZIP", "CARD".
const char *name(RedactionKind kind);

/// A place that tells who somebody is.
struct Redaction
{
    TextRange range;
    RedactionKind kind = RedactionKind::Name;
    std::string text;

    bool operator==(const Redaction &) const = default;
};

/// Finds what tells who somebody is, by rules that are written down in resources/docs/labels.md,
/// and puts placeholders in its place: the same thing gets the same one as long as the redactor
/// lives. Rules miss things: what is written is to be looked through.
class Redactor final
{
public:
    Redactor();

    /// Remembers the names a text introduces ("my name is …", user ids like mia_li_3668), so that
    /// find() knows them everywhere. All texts first, then find().
    void learn(std::string_view text);
    void learnName(std::string_view name);

    /// In order, without overlaps; ranges count code points of `text`.
    std::vector<Redaction> find(std::string_view text) const;
    /// The text with "[NAME 1]" and the like in the place of these.
    std::string redacted(std::string_view text, const std::vector<Redaction> &found);
    /// Where a range of the text lies in what redacted() made of it; a placeholder is never cut.
    TextRange moved(const TextRange &range, const std::vector<Redaction> &found);

private:
    std::string placeholder(const Redaction &each);
    std::string keyOf(const Redaction &each) const;

    /// Whole names and their parts, in lower case; a part with the one whole name it is of, empty
    /// where it is of several.
    std::set<std::string> m_names;
    std::map<std::string, std::string> m_parts;
    std::map<std::pair<RedactionKind, std::string>, int> m_numbers;
    std::map<RedactionKind, int> m_last;
};
} // namespace gapscope
