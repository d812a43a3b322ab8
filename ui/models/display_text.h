// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/text_range.h"

#include <QString>

#include <limits>
#include <vector>

namespace gapscope {
/// One paragraph of a source text as it is drawn: invisible characters are spelt out ("⟨U+200B⟩").
struct DisplayParagraph
{
    QString text;
    /// Source position of every UTF-16 unit of `text` and of its end; empty = counted on from
    /// `sourceBegin`.
    std::vector<int> source;
    int sourceBegin = 0;
    int sourceEnd = 0;
    /// The spelt-out characters, in `text`.
    std::vector<CharRange> chips;
    bool rightToLeft = false;

    /// Positions outside are clamped to the paragraph.
    int toSource(int position) const;
    int toDisplay(int sourcePosition) const;
};

/// Splits at line ends and spells out what would be drawn as nothing. Never empty. Paragraphs of
/// more than `longest` source characters become several, at a blank where there is one: breaking
/// one into lines takes time that grows with the square of its length.
std::vector<DisplayParagraph> displayParagraphs(const QString &source,
                                                int longest = std::numeric_limits<int>::max());

/// The text as the eye reads it: composed, without what is drawn as nothing.
QString visibleText(const QString &source);

/// Where the code points [begin, end) stand in UTF-16 units; positions beyond the text are clamped.
CharRange utf16Range(const QString &text, int codePointBegin, int codePointEnd);
} // namespace gapscope
