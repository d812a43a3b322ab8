// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// <compare> comes with <string>: Qt 6.4's moc cannot parse that header by itself.
#include <functional>
#include <string>
#include <utility>

namespace gapscope {
/// An id that cannot be mistaken for one of another kind. Empty means "none".
template <class Tag>
class Id
{
public:
    Id() = default;
    explicit Id(std::string value) : m_value(std::move(value)) {}

    const std::string &value() const { return m_value; }
    bool empty() const { return m_value.empty(); }
    auto operator<=>(const Id &) const = default;

private:
    std::string m_value;
};

/// Hash of kind and label: the same label imported again is the same corpus.
using CorpusId = Id<struct CorpusTag>;
/// Content hash within a corpus: the same dialogue imported again is the same dialogue.
using DialogueId = Id<struct DialogueTag>;
/// Canonical task key `benchmark:domain:id`, for example `tau1:airline:7`; equal keys make a pair.
using TaskKey = Id<struct TaskTag>;
/// UUID of a label.
using LabelId = Id<struct LabelTag>;
/// UUID of one import of one file.
using ImportId = Id<struct ImportTag>;
} // namespace gapscope

template <class Tag>
struct std::hash<gapscope::Id<Tag>>
{
    std::size_t operator()(const gapscope::Id<Tag> &id) const noexcept
    {
        return std::hash<std::string>{}(id.value());
    }
};
